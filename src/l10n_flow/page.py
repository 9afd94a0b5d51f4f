"""Pages of HTML that need nothing beside them: one frame, one set of colours, light and dark."""

from __future__ import annotations

import html

TYPES = """
:root { color-scheme: light dark;
  --paper: #faf8f4; --card: #fff; --ink: #1e2624; --soft: #5f6a67; --line: #e3ded4; --accent: #0b6b66;
  --reviewed: #1f7a4d; --draft: #a86200; --untranslated: #b3372c; --error: #b3372c; --warning: #a86200; --info: #46659c;
  --sans: "Inter", "Segoe UI", "Noto Sans", "DejaVu Sans", system-ui, sans-serif;
  --serif: "Source Serif 4", "Noto Serif", Georgia, "DejaVu Serif", serif;
  --arabic: "Noto Naskh Arabic", "Amiri", "Geeza Pro", "Traditional Arabic", "Noto Sans Arabic", "DejaVu Sans", serif }
@media (prefers-color-scheme: dark) { :root {
  --paper: #14181a; --card: #1b2123; --ink: #e6e9e6; --soft: #9aa6a2; --line: #2d3638; --accent: #5cc4bb;
  --reviewed: #6fcf97; --draft: #e9b65a; --untranslated: #f28b82; --error: #f28b82; --warning: #e9b65a; --info: #8ab0e8 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 var(--sans) }
main { max-width: 76rem; margin: 0 auto; padding: 2.5rem 1.25rem 5rem }
h1 { font: 600 2rem/1.25 var(--serif); margin: .2rem 0 .6rem; text-wrap: balance }
h2 { font: 600 1.3rem/1.3 var(--serif); margin: 3rem 0 .8rem }
p { max-width: 46rem } a { color: var(--accent) } code { font-size: .9em }
[lang=ar] { font-family: var(--arabic) }
.over { color: var(--accent); font-size: .8rem; font-weight: 600; letter-spacing: .06em; text-transform: uppercase; margin: 0 }
.soft { color: var(--soft) } .num { text-align: end; font-variant-numeric: tabular-nums }
.meter { display: flex; gap: 2px; height: .6rem; border-radius: 1rem; overflow: hidden; background: var(--line) }
.meter i { display: block; min-width: 2px }
i.reviewed { background: var(--reviewed) } i.draft { background: var(--draft) }
i.untranslated { background: var(--untranslated) }
.key { display: flex; flex-wrap: wrap; gap: .3rem 1.4rem; margin: .7rem 0 0; padding: 0; list-style: none; font-size: .92rem }
.key b { font-variant-numeric: tabular-nums }
.dot { display: inline-block; width: .65rem; height: .65rem; border-radius: 50%; margin-inline-end: .45rem }
.dot.reviewed { background: var(--reviewed) } .dot.draft { background: var(--draft) }
.dot.untranslated { background: var(--untranslated) }
@media print { body { background: none } }
""".strip()


def page(title: str, body: str, *, style: str = "") -> str:
    """One whole page around `body`; `style` comes after the common one. Nothing in it is fetched from anywhere."""
    return "\n".join((
        "<!DOCTYPE html>", '<html lang="en">', '<head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{html.escape(title)}</title>", f"<style>{TYPES}\n{style}</style></head>",
        f"<body><main>{body}</main></body>", "</html>", "",
    ))  # fmt: skip


def meter(numbers: dict[str, int]) -> str:
    """A bar of parts, by class name, with their sizes beneath."""
    total = sum(numbers.values()) or 1
    said = ", ".join(f"{count} {name}" for name, count in numbers.items())
    bars = "".join(f'<i class="{name}" style="flex:{count}"></i>' for name, count in numbers.items() if count)
    keys = "".join(
        f'<li><span class="dot {name}"></span><b>{count}</b> {name} <span class="soft">{100 * count / total:.0f}%</span></li>'
        for name, count in numbers.items()
    )
    return f'<div class="meter" role="img" aria-label="{said}">{bars}</div><ul class="key">{keys}</ul>'
