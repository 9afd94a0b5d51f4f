"""The pieces that a CTranslate2 model knows. It takes an unknown one for `<unk>` without a word, so we look ourselves."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

from l10n_flow.model import L10nError
from l10n_flow.mt.packages import Package


def read_vocabularies(model: Path) -> tuple[frozenset[str], frozenset[str]]:
    """Pieces of the source and of the target. Raises L10nError where a model has none that can be read."""
    shared = _read(model, "shared_vocabulary")
    if shared is not None:
        return shared, shared
    source, target = _read(model, "source_vocabulary"), _read(model, "target_vocabulary")
    if source is None or target is None:
        what = "no vocabulary (shared_vocabulary.json, or source_ and target_vocabulary.json; .txt in old models)"
        raise L10nError(what, where=str(model), mend="Is it a model that CTranslate2 converted, for translation?")
    return source, target


def missing_tags(package: Package) -> list[str]:
    """Tags of the package that its model does not know."""
    if not (package.source_prefix or package.source_suffix or package.target_prefix):
        return []
    source, target = read_vocabularies(package.model_path)
    tags = [tag for tag in (*package.source_prefix, *package.source_suffix) if tag not in source]
    return tags + [tag for tag in (package.target_prefix,) if tag and tag not in target]


def language_tags(vocabulary: Iterable[str], code: str) -> list[str]:
    """Pieces that look like a language's tag, in the spellings of M2M-100, mBART, OPUS-MT, MADLAD and our own models."""
    short = re.escape(code)
    pattern = re.compile(rf"__{short}__|<2{short}>|>>{short}[a-z]?(?:_[A-Z][a-z]+)?<<|{short}_[A-Z]{{2}}")
    return sorted(piece for piece in vocabulary if pattern.fullmatch(piece))


def flores_tags(vocabulary: Iterable[str]) -> list[str]:
    """Pieces that look like NLLB's tags, of whatever language."""
    return sorted(piece for piece in vocabulary if re.fullmatch(r"[a-z]{3}_[A-Z][a-z]{3}", piece))


def _read(model: Path, name: str) -> frozenset[str] | None:
    path = model / f"{name}.json"
    try:
        if path.is_file():
            found = json.loads(path.read_text(encoding="utf-8"))
            if isinstance(found, list) and all(isinstance(piece, str) for piece in found):
                return frozenset(found)
            raise ValueError("not a list of texts")
        path = model / f"{name}.txt"
        return frozenset(path.read_text(encoding="utf-8").split("\n")) if path.is_file() else None
    except (OSError, ValueError) as error:
        raise L10nError(f"cannot be read: {error}", where=str(path), mend="Convert the model again.") from None
