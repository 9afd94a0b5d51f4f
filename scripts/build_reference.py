"""Write docs/reference.md from the commands themselves.

    python scripts/build_reference.py

A test fails where the file is not what this would write.
"""

from __future__ import annotations

from pathlib import Path

from l10n_flow.cli import group
from l10n_flow.cli.manual import reference
from l10n_flow.files import write_atomically

OUT = Path(__file__).parent.parent / "docs" / "reference.md"


def main() -> None:
    write_atomically(OUT, reference(group))
    print(f"{OUT}: written")


if __name__ == "__main__":
    main()
