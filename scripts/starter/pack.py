"""Pack the starter as ordinary `.argosmodel` files, one a language pair, which argospm and argostranslate install."""

from __future__ import annotations

import argparse
from pathlib import Path

from l10n_flow.mt.packages import bundled_folders, read_package, write_argosmodel


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="folder for the files")
    args = parser.parse_args()
    for folder in bundled_folders():
        package = read_package(folder, bundled=True)
        if package is not None:
            path = write_argosmodel(package, args.out)
            print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
