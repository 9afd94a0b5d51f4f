"""What every format must keep, for its tests."""

from l10n_flow.article import read_article, write_article
from l10n_flow.text.tags import TAG, nested


def rebuilt(path, segmenter, translate=lambda text: text, **options):
    article = read_article(path)
    units = segmenter.units(article)
    return write_article(article, units, [translate(unit.text) for unit in units], **options)


def texts(path, segmenter):
    return [unit.text for unit in segmenter.units(read_article(path))]


def shown(path, segmenter):
    return [(unit.line, unit.role.value, unit.text) for unit in segmenter.units(read_article(path))]


def holds(path, segmenter):
    """The invariants of an article with markup; gives its units."""
    article = read_article(path)
    last = 0
    for block in article.blocks:
        assert last <= block.start < block.end <= len(article.text), "document order"
        assert block.text.strip() and (block.inlines or block.text == block.text.strip())
        assert not block.inlines or "".join(piece.text for piece in block.inlines) == block.text
        last = block.start
    units = segmenter.units(article)
    for unit in units:
        tags = TAG.findall(unit.text)
        assert [code.tag for code in unit.codes if code.tag in tags] == [code.tag for code in unit.codes]
        assert nested([code.tag for code in unit.codes])
        places = [(code.start, code.end) for code in unit.codes]
        assert places == sorted(places) and all(unit.start <= a <= b <= unit.end for a, b in places)
    return article, units


def upper(text):
    """A translation: words in another script, tags where they were."""
    out, place = [], 0
    for match in TAG.finditer(text):
        out += [_latin(text[place : match.start()]), match.group()]
        place = match.end()
    return "".join([*out, _latin(text[place:])])


def _latin(text):
    return "".join(chr(ord("a") + ord(char) % 26) if "\u0620" <= char <= "\u064a" else char for char in text)
