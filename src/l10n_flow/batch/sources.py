"""Which articles a job is about: files, folders, patterns and manifests."""

from __future__ import annotations

import glob
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from l10n_flow.article import is_article, suffixes
from l10n_flow.model import L10nError


def find_sources(named: Sequence[str], manifest: Path | None = None) -> Iterator[Path]:
    """The articles that are named, one after the other, some perhaps twice.

    A file is taken whatever it is. Of a folder (with all that is below it) and of a pattern (`in/**/*`) come the files
    that `run` would take of the project's folder: by their suffix; hidden ones, READMEs and those of editors are passed
    over. A manifest names one file a line, from the current folder; `-` reads it from standard input.

    Raises:
        L10nError: a name or pattern fits nothing, or the manifest cannot be read.
    """
    for name in named:
        path = Path(name)
        if path.is_file():
            yield path
        elif path.is_dir():
            yield from _below(f"{glob.escape(str(path))}/**/*", where=name)
        elif glob.has_magic(name):
            yield from _below(name, where=name)
        else:
            raise L10nError("there is no such file or folder", where=name, mend="Check the name; quote patterns: 'in/**/*'.")
    if manifest is not None:
        yield from _listed(manifest)


def watched_sources(named: Sequence[str], manifest: Path | None = None) -> Iterator[Path]:
    """The same, where a folder may be empty still and a pattern may fit nothing yet."""
    for name in named:
        try:
            yield from find_sources([name])
        except L10nError:
            if not Path(name).is_dir() and not glob.has_magic(name):
                raise
    if manifest is not None:
        yield from _listed(manifest)


def _below(pattern: str, *, where: str) -> Iterator[Path]:
    found = False
    for name in sorted(glob.glob(pattern, recursive=True)):  # noqa: PTH207 - a pattern may be absolute
        path = Path(name)
        if is_article(path):
            found = True
            yield path
    if not found:
        known = ", ".join(suffixes())
        raise L10nError("no article is there", where=where, mend=f"Articles end in {known}.")


def _listed(manifest: Path) -> Iterator[Path]:
    try:
        text = sys.stdin.read() if str(manifest) == "-" else manifest.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise L10nError(f"the manifest cannot be read: {error}", where=str(manifest), mend="Save it as UTF-8 text.") from None
    lines = [line.strip() for line in text.splitlines()]
    yield from (Path(line) for line in lines if line and not line.startswith("#"))
