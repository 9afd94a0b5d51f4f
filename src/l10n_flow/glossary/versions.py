"""A glossary as it is in a file, or as it was in a git revision (`REV:path`)."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from l10n_flow.glossary.load import load_glossary, parse_glossary
from l10n_flow.glossary.terms import Glossary
from l10n_flow.model import L10nError
from l10n_flow.paths import has_drive


def load_version(name: str, *, folder: Path = Path()) -> Glossary:
    """The glossary of a file path, or of `REV:path` as git reads it in `folder`. Raises L10nError."""
    if Path(name).exists() or ":" not in name or has_drive(name):
        return load_glossary(Path(name))
    return parse_glossary(_from_git(name, folder), Path(name))


def at_revision(glossary: Path, revision: str) -> Glossary:
    """A glossary file as it was at a revision. Raises L10nError: no repository, no such revision, not in it."""
    return load_version(f"{revision}:./{glossary.name}", folder=glossary.parent)


def _from_git(name: str, folder: Path) -> bytes:
    revision, _, path = name.partition(":")
    if os.name == "nt":
        path = path.replace("\\", "/")  # git knows its files by forward slashes alone
    where = f"{revision}:{path.removeprefix('./')}"
    if "\x00" in name:
        raise L10nError("a revision cannot hold a NUL character", where=repr(where), mend="Name a revision that git knows.")
    try:
        done = subprocess.run(
            ["git", "show", "--end-of-options", f"{revision}:{path}"], cwd=folder or None, capture_output=True, check=False
        )
    except FileNotFoundError:
        raise L10nError("git is not installed", where=where, mend="Install git, or name two files.") from None
    except NotADirectoryError:
        raise L10nError("there is no such folder", where=str(folder), mend="Check the path.") from None
    if done.returncode == 0:
        return done.stdout
    said = done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ").split("\n")[0]
    mend = "Name a file, or REV:path with a revision that git knows (git log --oneline)."
    raise L10nError(f"git does not give this version: {said}", where=where, mend=mend)
