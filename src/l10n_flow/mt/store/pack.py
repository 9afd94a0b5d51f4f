"""Wrap a CTranslate2 model and its tokenizer as a package."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from babel import Locale
from packaging.version import InvalidVersion, Version

from l10n_flow.model import L10nError
from l10n_flow.mt.decoding import Decoding
from l10n_flow.mt.metadata import OWN, STOCK, parse_metadata
from l10n_flow.mt.packages import VOCABULARY, Package, read_package, write_argosmodel
from l10n_flow.mt.store.examine import OTHER, PROBES, probe
from l10n_flow.mt.store.vocabulary import flores_tags, language_tags, missing_tags, read_vocabularies

MODEL_FILES = ("model.bin", "config.json", "*vocabulary.json", "*vocabulary.txt", VOCABULARY)
SHARE_REFUSED, SHARE_NOTED = 0.5, 0.99  # of the tokenizer's pieces that the model knows


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How a model is to be run.

    `target_prefix` is the first token of the decoder; `source_prefix` and `source_suffix` stand around the tokens of a text.
    """

    source: str
    target: str
    version: str = "1.0"
    target_prefix: str = ""
    source_prefix: tuple[str, ...] = ()
    source_suffix: tuple[str, ...] = ()
    decoding: Mapping[str, float] = field(default_factory=dict)
    readme: Path | None = None


@dataclass(frozen=True, slots=True)
class Packed:
    path: Path
    package: Package  # its folder is gone
    text: str  # a sentence that it was given, and what it made of it
    translation: str
    notes: tuple[str, ...]


def pack(model: Path, tokenizer: Path, how: Wrapping, out: Path) -> Packed:
    """Write `out/translate-<from>_<to>-<version>.argosmodel`, after the package has translated a sentence.

    Args:
        model: folder of a model that CTranslate2 converted.
        tokenizer: a SentencePiece model, or a `tokenizer.json` of Hugging Face `tokenizers`.

    Raises:
        L10nError: something is missing, does not belong together, or does not run; nothing is written then.
    """
    if not (model / "model.bin").is_file():
        mend = "Name the folder that ct2-transformers-converter (or another of its converters) wrote."
        raise L10nError("no CTranslate2 model here (no model.bin)", where=str(model), mend=mend)
    source, target = read_vocabularies(model)
    kind = _kind(tokenizer)
    metadata = _metadata(how)
    parse_metadata(json.dumps(metadata).encode(), "the options")
    with tempfile.TemporaryDirectory(prefix="l10n-flow-pack-") as work:
        folder = Path(work) / "package"
        (folder / "model").mkdir(parents=True)
        parts = {folder / "model" / file.name: file for pattern in MODEL_FILES for file in model.glob(pattern)}
        parts[folder / kind] = tokenizer
        if how.readme:
            parts[folder / "README.md"] = how.readme
        for to, file in parts.items():
            _link(file, to)
        stock = kind == "sentencepiece.model" and not how.source_prefix and not how.source_suffix
        metadata["type"] = STOCK if stock and _stock_drops(folder / kind, how.target_prefix) else OWN
        (folder / "metadata.json").write_text(json.dumps(metadata, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        package = read_package(folder)
        if package is None:
            raise L10nError("the package cannot be read again", where=str(folder))
        _check_tags(package, source, target, model)
        notes = [*_check_pieces(package, source, tokenizer), *_hints(package, source, target)]
        text = PROBES.get(how.source, OTHER)
        try:
            translation = probe(package, text)
        except L10nError as error:
            raise L10nError(error.what, where=str(model), mend="Convert the model again; is the tokenizer its own?") from None
        return Packed(write_argosmodel(package, out), package, text, translation, tuple(notes))


def _link(file: Path, to: Path) -> None:
    try:
        to.symlink_to(file.resolve())  # weights may be gigabytes
    except OSError:
        shutil.copyfile(file, to)


def _kind(tokenizer: Path) -> str:
    """The name that a tokenizer has in a package, by what is in the file. Raises L10nError."""
    try:
        with tokenizer.open("rb") as data:
            start = data.read(64).lstrip()
    except OSError as error:
        raise L10nError(f"cannot be read: {error.strerror}", where=str(tokenizer), mend="Name the tokenizer's file.") from None
    if start.startswith(b"{"):
        from l10n_flow.mt.subwords import JsonTokenizer

        JsonTokenizer(tokenizer)
        return "tokenizer.json"
    _sentencepiece(tokenizer)
    return "sentencepiece.model"


def _sentencepiece(path: Path) -> Any:
    import sentencepiece

    try:
        return sentencepiece.SentencePieceProcessor(model_file=str(path))
    except (RuntimeError, OSError) as error:
        what = f"neither a SentencePiece model nor a tokenizer.json ({str(error).splitlines()[0] if str(error) else 'empty'})"
        raise L10nError(
            what, where=str(path), mend="For example sentencepiece.bpe.model, source.spm or tokenizer.json."
        ) from None


def _metadata(how: Wrapping) -> dict[str, Any]:
    try:
        Version(how.version)
    except InvalidVersion:
        raise L10nError(f"'{how.version}' is no version", mend="For example --version 1.0") from None
    known = {one.name for one in fields(Decoding)}
    for name, value in how.decoding.items():
        if name not in known or value <= 0:
            raise L10nError(f"no search option '{name}={value:g}'", mend=f"Known are {', '.join(sorted(known))}; above 0.")
    names = Locale("en").languages
    found: dict[str, Any] = {
        "package_version": how.version, "argos_version": "1.9", "from_code": how.source,
        "from_name": names.get(how.source, how.source), "to_code": how.target, "to_name": names.get(how.target, how.target),
        "code": f"translate-{how.source}_{how.target}",
    }  # fmt: skip
    wanted = {
        "target_prefix": how.target_prefix, "source_prefix": list(how.source_prefix),
        "source_suffix": list(how.source_suffix), "decoding": dict(how.decoding),
    }  # fmt: skip
    return found | {name: value for name, value in wanted.items() if value}


def _stock_drops(tokenizer: Path, prefix: str) -> bool:
    """Whether argostranslate gets rid of a target tag; it decodes the tag with the text, each "_" as a space."""
    from argostranslate.tokenizer import SentencePieceTokenizer

    text = str(SentencePieceTokenizer(tokenizer).decode([prefix, "▁x"] if prefix else ["▁x"]))
    return text.removeprefix(prefix).strip() == "x"


def _check_tags(package: Package, source: frozenset[str], target: frozenset[str], model: Path) -> None:
    missing = missing_tags(package)
    if missing:
        near = sorted({*language_tags(source | target, package.source), *language_tags(source | target, package.target)})
        near = near or flores_tags(source | target)[:8]
        mend = f"It has {', '.join(near)}, ..." if near else "It has none that look like language tags."
        raise L10nError(f"the model has no piece {', '.join(missing)} in its vocabulary", where=str(model), mend=mend)


def _check_pieces(package: Package, source: frozenset[str], tokenizer: Path) -> list[str]:
    """Whether the tokenizer is the model's: the share of its pieces that the model knows."""
    pieces = _pieces(package)
    share = sum(piece in source for piece in pieces) / max(len(pieces), 1)
    said = f"the model knows {100 * share:.1f} % of the tokenizer's {len(pieces)} pieces"
    if share < SHARE_REFUSED:
        mend = "Name the tokenizer that the model was trained with (for the source language, where there are two)."
        raise L10nError(f"another model's tokenizer: {said}", where=str(tokenizer), mend=mend)
    return [said] if share < SHARE_NOTED else []


def _pieces(package: Package) -> list[str]:
    made = package.tokenizer()
    if hasattr(made, "pieces"):
        return list(made.pieces())
    processor = _sentencepiece(package.path / "sentencepiece.model")
    everything = range(processor.get_piece_size())
    return [processor.id_to_piece(n) for n in everything if not processor.is_control(n) and not processor.is_unknown(n)]


def _hints(package: Package, source: frozenset[str], target: frozenset[str]) -> list[str]:
    """What is probably wrong, and cannot be known from the files."""
    found = []
    tags = language_tags(target, package.target)
    if tags and not package.target_prefix and not package.source_prefix:
        found.append(f"the vocabulary has {', '.join(tags)}; without a tag such a model chooses a language by itself")
    elif flores_tags(target) and not package.target_prefix:
        found.append("the vocabulary has tags such as kaz_Cyrl; without --prefix such a model chooses a language by itself")
    ends = _adds_end(package.model_path)
    if package.source_prefix and not ends and "</s>" in source and "</s>" not in package.source_suffix:
        found.append("nothing ends the source text; M2M-100, NLLB and mBART want --source-suffix '</s>'")
    if ends and "</s>" in package.source_suffix:
        found.append("the model's config.json has add_source_eos, and --source-suffix adds a second '</s>'")
    return found


def _adds_end(model: Path) -> bool:
    try:
        config = json.loads((model / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(config, dict) and bool(config.get("add_source_eos"))
