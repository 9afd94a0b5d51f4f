"""Files as they come into a folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

Stamp = tuple[int, int]  # size, time of change


class Watcher:
    """Tells which files are new or changed, each once it has stayed the same from one look to the next: a file that is
    still being copied is left until it is whole."""

    def __init__(self) -> None:
        self._seen: dict[Path, Stamp] = {}
        self._told: dict[Path, Stamp] = {}

    def look(self, files: Iterable[Path]) -> list[Path]:
        """The files among `files` that are ready and were not told of yet."""
        stamps = {}
        for path in files:
            try:
                status = path.stat()
            except OSError:
                continue  # gone since it was listed
            stamps[path] = (status.st_size, status.st_mtime_ns)
        ready = [path for path, stamp in stamps.items() if self._seen.get(path) == stamp and self._told.get(path) != stamp]
        self._seen = stamps
        self._told = {path: stamp for path, stamp in self._told.items() if path in stamps} | {p: stamps[p] for p in ready}
        return ready
