"""Keep the memory that models free and take again at every step, instead of giving it back to the system in between."""

from __future__ import annotations

import ctypes
from functools import cache

MMAP_THRESHOLD, TRIM_THRESHOLD = -3, -1  # mallopt(3)


@cache
def keep_freed_memory() -> bool:
    """Whether the C library could be told so; it is glibc's `mallopt`, and others have none.

    Search holds some MB of scores a step. That they are mapped and unmapped each time costs 5 to 12% of the whole.
    """
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError, TypeError):
        return False
    return bool(mallopt(MMAP_THRESHOLD, 32 << 20) and mallopt(TRIM_THRESHOLD, 256 << 20))
