"""Add a format: subtitles (SubRip), of which the words are translated and the rest stays."""

import re
from pathlib import Path
from types import SimpleNamespace

from l10n_flow import article
from l10n_flow.article.decode import read_text
from l10n_flow.article.splice import Edit, Splicer
from l10n_flow.model import Article, Block, Role

CUE = re.compile(r"^\d+\r?\n[\d:,]+ --> [\d:,]+\r?\n(.+?)\r?$", re.MULTILINE)
FILE = "1\n00:00:01,000 --> 00:00:02,500\n{}\n\n2\n00:00:03,000 --> 00:00:04,000\n{}\n"


def read(path):
    text, encoding = read_text(path)
    found = [(cue, text.count("\n", 0, cue.start(1)) + 1) for cue in CUE.finditer(text)]
    blocks = [Block(Role.PARAGRAPH, *cue.span(1), cue[1], line) for cue, line in found]
    return Article(path, text, encoding, tuple(blocks))


def write(source, units, translations, *, language=None, keep_boilerplate=True):
    pairs = zip(units, translations, strict=True)
    edits = [Edit(unit.start, unit.end, lambda emit, new=new: new) for unit, new in pairs]
    return Splicer(source.text, edits).whole().encode(source.encoding)


def test_add_a_format(call):
    article.register(SimpleNamespace(SUFFIXES=(".srt",), read=read, write=write))
    Path("glossary.yaml").write_text("version: 1\nterms: [{id: b, kind: place, ar: باكو, en: Baku}]", encoding="utf-8")
    Path("articles/a.srt").write_text(FILE.format("وصل الوزير إلى باكو.", "غادر باكو."), encoding="utf-8")
    call("run", "--lang", "en")
    catalog = Path("locales/en/LC_MESSAGES/a.po").read_text(encoding="utf-8")
    assert "#: articles/a.srt:3" in catalog and "#: articles/a.srt:7" in catalog
    assert call("build", "--lang", "en", "--drafts")[0] == 0
    built = Path("build/en/a.srt").read_text(encoding="utf-8").splitlines()
    assert all("Baku" in built.pop(place) for place in (6, 2))  # what is left is what was there
    assert built == [line for line in FILE.splitlines() if line != "{}"]
