"""`metadata.json` of a package: read, and checked key by key.

argostranslate's own keys are `package_version`, `argos_version`, `from_code`, `from_name`, `to_code`, `to_name`,
`target_prefix` and `type`. Ours, which it passes over: `decoding`, `source_prefix`, `source_suffix`, `hints`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from packaging.version import InvalidVersion, Version

from l10n_flow.model import L10nError

STOCK = "translate"  # what argostranslate runs
OWN = "l10n-flow-translate"  # what only l10n-flow runs; argostranslate passes over types that it does not know
CODE = r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"
_CODE = re.compile(CODE)


@dataclass(frozen=True, slots=True)
class Metadata:
    source: str
    target: str
    version: str
    kind: str
    target_prefix: str = ""  # first token of the decoder
    source_prefix: tuple[str, ...] = ()  # tokens before those of the text
    source_suffix: tuple[str, ...] = ()  # tokens behind them
    decoding: tuple[tuple[str, float], ...] = ()  # search options that the package asks for
    hints: str = ""  # file with the words that the model was trained to see behind those of a source

    @property
    def pair(self) -> str:
        return f"{self.source}_{self.target}"


def parse_metadata(data: bytes, where: str) -> Metadata:
    """The metadata of a package that translates, or of another kind (`kind` says which; its languages are "").

    Raises:
        L10nError: it is no JSON object, or a key is missing or of a wrong type; all of them are named.
    """
    try:
        raw = json.loads(data.decode("utf-8"))
    except ValueError as error:
        raise _wrong(where, [f"not JSON in UTF-8 ({error})"]) from None
    if not isinstance(raw, dict):
        raise _wrong(where, ["not a JSON object"])
    kind = raw.get("type", STOCK)
    if kind not in (STOCK, OWN):
        return Metadata("", "", "", str(kind))
    problems = _problems(raw)
    if problems:
        raise _wrong(where, problems)
    return Metadata(
        source=raw["from_code"], target=raw["to_code"], version=raw.get("package_version", ""), kind=kind,
        target_prefix=raw.get("target_prefix", ""), source_prefix=_tokens(raw.get("source_prefix")),
        source_suffix=_tokens(raw.get("source_suffix")), decoding=_decoding(raw.get("decoding")),
        hints=raw.get("hints", ""),
    )  # fmt: skip


def number(version: str) -> Version:
    """A package's version to compare by; what is no version comes before all others."""
    try:
        return Version(version)
    except InvalidVersion:
        return Version("0.dev0")


def _wrong(where: str, problems: list[str]) -> L10nError:
    return L10nError(
        f"wrong metadata.json: {'; '.join(problems)}", where=where, mend="Get the package again from where it is made."
    )


def _problems(raw: dict[str, Any]) -> list[str]:
    found = []
    for key in ("from_code", "to_code"):
        value = raw.get(key)
        if not isinstance(value, str) or not _CODE.fullmatch(value):
            found.append(f"'{key}' must be a language code such as \"ar\", not {json.dumps(value, ensure_ascii=False)}")
    if not found and raw["from_code"] == raw["to_code"]:
        found.append("'from_code' and 'to_code' are the same")
    for key in ("package_version", "argos_version", "from_name", "to_name", "target_prefix", "hints"):
        if not isinstance(raw.get(key, ""), str):
            found.append(f"'{key}' must be a text, not {json.dumps(raw[key], ensure_ascii=False)}")
    for key in ("source_prefix", "source_suffix"):
        value = raw.get(key, [])
        if not isinstance(value, list) or not all(isinstance(token, str) and token for token in value):
            found.append(f"'{key}' must be a list of tokens")
    return found


def _tokens(value: Any) -> tuple[str, ...]:
    return tuple(value or ())


def _decoding(wanted: Any) -> tuple[tuple[str, float], ...]:
    """Options of our own in a package's metadata; argostranslate passes over them."""
    items = wanted.items() if isinstance(wanted, dict) else ()
    return tuple(sorted((str(name), value) for name, value in items if isinstance(value, int | float) and value > 0))
