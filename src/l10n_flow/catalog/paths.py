"""Where catalogs live."""

from __future__ import annotations

from pathlib import Path


def catalog_path(locales: Path, language: str, article: str) -> Path:
    """`locales/<language>/LC_MESSAGES/<article>.po`."""
    return locales / language / "LC_MESSAGES" / f"{article}.po"


def template_path(locales: Path, article: str) -> Path:
    """`locales/<article>.pot`."""
    return locales / f"{article}.pot"


def reference(path: str) -> str:
    """A file name as `#:` lines take it: white space would end it there, so it is written as %20."""
    return path.replace("%", "%25").replace(" ", "%20").replace("\t", "%09") if any(c in path for c in " \t") else path
