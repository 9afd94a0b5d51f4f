"""A term as named fields and back: what diffs compare and tables hold.

Field names are paths: "id", "kind", "ar.term", "ar.variants", "tr.term", "tr.forbidden", ... Values are tuples of texts;
a field with its default value is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from l10n_flow import lang
from l10n_flow.glossary.terms import Target, Term

Fields = Mapping[str, tuple[str, ...]]
TERM_FIELDS = (
    "id",
    "kind",
    "status",
    "ar.term",
    "ar.variants",
    "ar.except",
    "ar.near",
    "ar.nisba",
    "note",
    "case",
    "inflect",
    "do_not_translate",
)
TARGET_FIELDS = ("term", "short", "variants", "forbidden", "nisba", "pron", "compound", "article")
LISTS = frozenset(("variants", "forbidden", "nisba", "except", "near"))
FLAGS = frozenset(("ar.nisba", "inflect", "do_not_translate", "compound", "article"))


def field_names() -> tuple[str, ...]:
    """Every field there is, in the order of a table's columns."""
    return TERM_FIELDS + tuple(f"{code}.{name}" for code in lang.codes() for name in TARGET_FIELDS)


def is_list(field: str) -> bool:
    """Whether a field may hold several texts."""
    return field != "ar.nisba" and field.rsplit(".", 1)[-1] in LISTS


def to_fields(term: Term) -> dict[str, tuple[str, ...]]:
    """The fields of a term that are not at their default."""
    fields: dict[str, tuple[str, ...]] = {
        "id": (term.id,), "kind": (term.kind,), "status": (term.status,), "ar.term": (term.ar,), "ar.variants": term.variants,
        "ar.except": term.exceptions, "ar.near": term.near, "ar.nisba": _flag(term.nisba), "note": (term.note,),
        "case": (term.case,) if term.case != "exact" else (),
        "inflect": () if term.inflect else ("false",), "do_not_translate": _flag(term.do_not_translate),
    }  # fmt: skip
    for code, target in term.targets.items():
        fields |= {f"{code}.{name}": value for name, value in _target_fields(target).items()}
    return {name: value for name, value in fields.items() if value and any(value)}


def _target_fields(target: Target) -> dict[str, tuple[str, ...]]:
    return {
        "term": (target.term,), "short": (target.short,), "variants": target.variants, "forbidden": target.forbidden,
        "nisba": target.nisba, "pron": (target.pron or "",), "article": _flag(target.article),
        "compound": () if target.compound is None else (str(target.compound).lower(),),
    }  # fmt: skip


def _flag(value: bool) -> tuple[str, ...]:
    return ("true",) if value else ()


def to_yaml(fields: Fields) -> dict[str, Any]:
    """The mapping that stands for a term in `glossary.yaml`: a lone form as a text, defaults left out."""
    written: dict[str, Any] = {}
    for name in ("id", "kind"):
        written[name] = _value(fields, name)
    for code in ("ar", *lang.codes()):
        form = {
            name: _value(fields, f"{code}.{name}")
            for name in ("term", "except", "near", *TARGET_FIELDS[1:])
            if fields.get(f"{code}.{name}")
        }
        if form:
            written[code] = form["term"] if set(form) == {"term"} else form
    for name in ("case", "inflect", "do_not_translate", "status", "note"):
        if fields.get(name) and fields[name] != ("approved",):
            written[name] = _value(fields, name)
    return written


def _value(fields: Fields, name: str) -> Any:
    values = fields.get(name, ())
    if name in FLAGS or (name.split(".")[-1] in ("compound", "article") and values):
        return values == ("true",)
    if is_list(name):
        return list(values)
    return values[0] if values else ""
