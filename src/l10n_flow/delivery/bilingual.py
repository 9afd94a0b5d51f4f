"""The article in both languages side by side, as one page for whoever signs it off."""

from __future__ import annotations

import html
import re
from itertools import groupby

from l10n_flow.delivery.rows import Delivery, Row
from l10n_flow.model import Block, Role, State
from l10n_flow.page import meter, page
from l10n_flow.text.tags import TAG, without_tags

_TAG = re.compile(TAG.pattern.replace("<", "&lt;").replace(">", "&gt;"))
STYLE = """
.filter { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; margin: 1.6rem 0 .6rem; font-size: .92rem }
.filter label { cursor: pointer } .filter input { accent-color: var(--accent) }
.heads, .row { display: grid; grid-template-columns: 1fr 1fr; gap: 0 2.5rem }
.heads { position: sticky; top: 0; background: var(--paper); border-bottom: 2px solid var(--ink); padding: .6rem 0 .5rem 1rem;
  font-size: .85rem; font-weight: 600; z-index: 1 }
section { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; margin: .8rem 0; overflow: hidden }
.row { border-inline-start: 4px solid var(--reviewed); padding: .55rem 1.1rem .55rem .8rem }
.row + .row { border-top: 1px solid var(--line) }
.row.draft { border-inline-start-color: var(--draft) } .row.untranslated { border-inline-start-color: var(--untranslated) }
.row p { margin: 0; max-width: none } .to { font: 1.02rem/1.6 var(--serif) } .from { font-size: 1.14rem; line-height: 1.85 }
.state { display: block; font: .76rem var(--sans); color: var(--soft); margin-top: .15rem }
.draft .state b { color: var(--draft) } .untranslated .state b { color: var(--untranslated) }
.headline .to { font-size: 1.6rem; font-weight: 600; line-height: 1.3 } .headline .from { font-size: 1.6rem; font-weight: 700 }
.heading .to, .heading .from { font-weight: 700; font-size: 1.2rem }
.caption .to, .caption .from, .byline .to, .byline .from { color: var(--soft) } .caption .to { font-style: italic }
.list-item .to::before, .list-item .from::before { content: "–"; position: absolute; margin-inline-start: -1.1rem }
.list-item .to, .list-item .from { padding-inline-start: 1.3rem }
.tag { font: .72em var(--sans); color: var(--soft); border: 1px solid var(--line); border-radius: .3em; padding: 0 .2em }
details { margin-top: 2rem } summary { cursor: pointer }
main:has(#s-reviewed:not(:checked)) .row.reviewed, main:has(#s-draft:not(:checked)) .row.draft,
main:has(#s-untranslated:not(:checked)) .row.untranslated { display: none }
section:not(:has(.row)) { display: none }
@media (max-width: 46rem) { .row { grid-template-columns: 1fr; gap: .4rem } .heads { display: none } }
@media print { .filter, details { display: none } section { break-inside: avoid; border: 0 } .heads { position: static } }
""".strip()


def as_html(delivery: Delivery) -> str:
    """One page that needs nothing beside it: the language on the left, Arabic on the right, states marked."""
    e = html.escape
    language = delivery.language
    headline = next((row for row in delivery.rows if row.unit.role is Role.HEADLINE), None)
    title = without_tags(headline.text) if headline and headline.text else delivery.name
    numbers = {state.value: delivery.count(state) for state in (State.REVIEWED, State.DRAFT, State.UNTRANSLATED)}
    boxes = "".join(
        f'<label><input type="checkbox" id="s-{name}" checked> show {name}</label>' for name, count in numbers.items() if count
    )
    body = [
        f'<p class="over">{e(language.name)} · {e(language.native_name)}</p>',
        f'<h1 lang="{language.code}">{e(title)}</h1>',
        f'<p class="soft">{e(delivery.article.path.name)} and its translation, unit by unit. '
        f"{len(delivery.rows)} units, {len(delivery.open)} not reviewed.</p>",
        meter(numbers), f'<div class="filter">{boxes}</div>',
        f'<div class="heads"><span>{e(language.native_name)}</span><span lang="ar" dir="rtl">العربية</span></div>',
    ]  # fmt: skip
    for block, rows in groupby(delivery.rows, key=lambda row: _block(delivery, row)):
        body.append(f'<section class="{block.role.value}">{"".join(_row(row, language.code) for row in rows)}</section>')
    left = [block for block in delivery.article.blocks if block.role is Role.BOILERPLATE]
    if left:
        items = "".join(f'<li>line {b.line} ({e(b.reason)}): <bdi lang="ar">{e(b.text)}</bdi></li>' for b in left)
        body.append(f"<details><summary>{len(left)} blocks of website boilerplate</summary><ul>{items}</ul></details>")
    return page(title, "\n".join(body), style=STYLE)


def _block(delivery: Delivery, row: Row) -> Block:
    """The block of a row, the innermost: the text of a picture stands amid a paragraph."""
    around = [block for block in delivery.article.blocks if block.start <= row.unit.start < block.end]
    return max(around, key=lambda block: block.start)


def _row(row: Row, code: str) -> str:
    state = "" if row.state is State.REVIEWED else f"<b>{row.state.value}</b>, "
    note = f'<span class="state" lang="en">{state}line {row.unit.line}</span>'
    text = f'<p class="to" lang="{code}" dir="ltr">{_shown(row.text) or "–"}</p>'
    return (
        f'<div class="row {row.state.value}"><div>{text}{note}</div>'
        f'<p class="from" lang="ar" dir="rtl">{_shown(row.unit.text)}</p></div>\n'
    )


def _shown(text: str) -> str:
    """Text with its inline tags set apart from the words."""
    return _TAG.sub(r'<i class="tag" dir="ltr">\g<0></i>', html.escape(text))
