"""HTML: the text of a page with its inline tags, and of its attributes that people read; everything else stays as it is."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from l10n_flow.article.decode import check_arabic, read_markup
from l10n_flow.article.html.pieces import ATTRIBUTE, UNQUOTED, find_blocks
from l10n_flow.article.html.site import main_text
from l10n_flow.article.html.tokens import attributes, tokens
from l10n_flow.article.splice import Edit, Emit, Splicer, unit_edits, without_bidi
from l10n_flow.lang import Language
from l10n_flow.model import Article, Code, Mark, Role, Unit

SUFFIXES = (".html", ".htm", ".xhtml")
_CHARSET = re.compile(
    rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]+encoding\s*=\s*["']([\w.:-]+)""", re.IGNORECASE
)
_DECLARED = re.compile(r"""<\?xml[^>]*?\bencoding\s*=\s*["']([\w.:-]+)""")
_RTL = re.compile(r"(direction\s*:\s*)rtl", re.IGNORECASE)


def read(path: Path) -> Article:
    """The article of a page. Of a whole page of a website only its main text is the article; see `site.main_text`."""
    text, encoding = read_markup(path, declared_charset)
    blocks = main_text(text, tuple(find_blocks(text)), str(path))
    check_arabic(" ".join(block.text for block in blocks if block.role is not Role.BOILERPLATE), path)
    return Article(path, text, encoding, blocks)


def write(
    article: Article,
    units: Sequence[Unit],
    translations: Sequence[str],
    *,
    language: Language | None = None,
    keep_boilerplate: bool = True,
) -> bytes:
    """The page with translations. With a language it says that it is in it, from left to right, and is UTF-8."""
    edits = list(unit_edits(units, translations, _compose))
    if not keep_boilerplate:
        gone = [block for block in article.blocks if block.role is Role.BOILERPLATE]
        texts = [piece for block in gone for piece in block.inlines if piece.mark is Mark.TEXT]
        edits += [Edit(piece.start, piece.end, lambda emit: "") for piece in texts]
    if language is None:
        return Splicer(article.text, edits).whole().encode(article.encoding, "xmlcharrefreplace")
    edits += _in_language(article.text, language)
    edits += without_bidi(article.text, units)
    return Splicer(article.text, edits).whole().removeprefix("\ufeff").encode("utf-8")


def declared_charset(raw: bytes) -> str:
    """The codec that a page or XML file names in its first lines, or ""."""
    match = _CHARSET.search(raw[:4096])
    name = (match.group(1) or match.group(2)).decode("ascii").lower() if match else ""
    return {"utf8": "utf-8", "iso-8859-1": "cp1252", "utf-16": ""}.get(name, name)


def _compose(unit: Unit, parts: Sequence[str | Code], emit: Emit) -> str:
    if unit.style in (ATTRIBUTE, UNQUOTED):
        text = html.escape("".join(part for part in parts if isinstance(part, str)))
        return f'"{text}"' if unit.style == UNQUOTED else text
    return "".join(html.escape(part, quote=False) if isinstance(part, str) else emit(part.start, part.end) for part in parts)


def _in_language(text: str, language: Language) -> Iterator[Edit]:
    """Edits of what a page says about its language, direction and encoding."""

    def value(new: str, start: int, end: int) -> Edit:
        return Edit(start, end, lambda emit: new)

    for token in tokens(text):
        declared = _DECLARED.match(text, token.start, token.end) if token.kind == "other" else None
        if declared:
            yield value("UTF-8", *declared.span(1))
        if token.kind != "start":
            continue
        found = {attribute.name: attribute for attribute in attributes(text, token)}
        for name in ("lang", "xml:lang"):
            if name in found and re.match(r"ar\b", found[name].value, re.IGNORECASE):
                yield value(language.code, found[name].start, found[name].end)
        if "dir" in found and found["dir"].value.strip().lower() == "rtl":
            yield value("ltr", found["dir"].start, found["dir"].end)
        if "style" in found and _RTL.search(found["style"].value):
            style = found["style"]
            yield value(_RTL.sub(r"\1ltr", text[style.start : style.end]), style.start, style.end)
        if token.name == "html":
            missing = [f'{name}="{new}"' for name, new in (("lang", language.code), ("dir", "ltr")) if name not in found]
            place = token.start + len("<html")
            yield value("".join(f" {one}" for one in missing), place, place)
        if token.name == "meta" and "charset" in found:
            yield value("utf-8", found["charset"].start, found["charset"].end)
        if token.name == "meta" and "content" in found and "http-equiv" in found:
            content = found["content"]
            changed = re.sub(r"(charset\s*=\s*)[\w.:-]+", r"\1utf-8", text[content.start : content.end])
            yield value(changed, content.start, content.end)
