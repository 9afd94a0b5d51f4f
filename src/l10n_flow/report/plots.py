"""Plots as inline SVG: bars, histogram, lines. Colours come from the page's style, so both themes fit."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from datetime import datetime

WIDTH = 640
STYLE = """
svg.plot { width: 100%; max-width: 44rem; height: auto; display: block; margin: .6rem 0 1.4rem; overflow: visible }
svg.plot text { fill: var(--ink); font: 13px var(--sans) } svg.plot .soft { fill: var(--soft); font-size: 12px }
svg.plot .grid { stroke: var(--line) } svg.plot .axis { stroke: var(--soft) }
svg.plot .c0 { --c: #0b6b66 } svg.plot .c1 { --c: #b7791f } svg.plot .c2 { --c: #7b5ea7 } svg.plot .c3 { --c: #3f78b5 }
svg.plot .c4 { --c: #7d8b3a } svg.plot .c5 { --c: #b3372c }
@media (prefers-color-scheme: dark) { svg.plot .c0 { --c: #5cc4bb } svg.plot .c1 { --c: #e9b65a } svg.plot .c2 { --c: #b79be0 }
  svg.plot .c3 { --c: #7fb2e5 } svg.plot .c4 { --c: #b9c66d } svg.plot .c5 { --c: #f28b82 } }
svg.plot rect, svg.plot circle { fill: var(--c) } svg.plot path { stroke: var(--c); fill: none; stroke-width: 2 }
""".strip()
COLOURS = 6


def _svg(title: str, height: float, body: Sequence[str]) -> str:
    head = f'<svg class="plot" viewBox="0 0 {WIDTH} {height:.0f}" role="img"><title>{html.escape(title)}</title>'
    return head + "".join(body) + "</svg>"


def _text(x: float, y: float, text: str, *, anchor: str = "start", soft: bool = False) -> str:
    kind = ' class="soft"' if soft else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{kind}>{html.escape(text)}</text>'


def _rect(x: float, y: float, width: float, height: float, colour: int, title: str) -> str:
    size = f'x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{max(height, 0):.1f}" rx="2"'
    return f'<rect class="c{colour % COLOURS}" {size}><title>{html.escape(title)}</title></rect>'


def _legend(names: Sequence[str], y: float, x: float = 0) -> list[str]:
    out = []
    for number, name in enumerate(names):
        out += [_rect(x, y - 10, 11, 11, number, name), _text(x + 16, y, name)]
        x += 34 + 7.5 * len(name)
    return out


def stacked_bars(title: str, rows: Mapping[str, Mapping[str, float]], *, unit: str = "") -> str:
    """One horizontal bar a row, its parts side by side on one scale, the total behind it; a legend where parts are many."""
    parts = list(dict.fromkeys(part for row in rows.values() for part in row))
    most = max((sum(row.values()) for row in rows.values()), default=0) or 1
    left = min(220, 20 + 7.5 * max(map(len, rows), default=0))
    scale = (WIDTH - left - 60) / most
    many = len(parts) > 1
    out = _legend(parts, 14, left) if many else []
    y = 30.0 if many else 4.0
    for name, row in rows.items():
        x = left
        out.append(_text(left - 10, y + 15, name, anchor="end"))
        for number, part in enumerate(parts):
            if row.get(part):
                out.append(_rect(x, y, row[part] * scale, 20, number, f"{name}, {part}: {row[part]:g}{unit}"))
                x += row[part] * scale
        out.append(_text(x + 8, y + 15, f"{sum(row.values()):.4g}{unit}", soft=True))
        y += 28
    return _svg(title, y, out)


def histogram(title: str, values: Sequence[float], *, bins: int = 10, top: float = 100) -> str:
    """How many of the values, 0 to `top`, fall into each of the bins."""
    counts = [0] * bins
    for value in values:
        counts[min(bins - 1, int(value / top * bins))] += 1
    most, step = max(counts) or 1, (WIDTH - 40) / bins
    out = [f'<line class="axis" x1="20" x2="{WIDTH - 20}" y1="180" y2="180"/>']
    for number, count in enumerate(counts):
        height, low = 150 * count / most, number * top / bins
        out.append(_rect(20 + number * step + 2, 180 - height, step - 4, height, 0, f"{low:g}-{low + top / bins:g}: {count}"))
        if count:
            out.append(_text(20 + (number + 0.5) * step, 174 - height, str(count), anchor="middle"))
    out += [
        _text(20 + number * step, 198, f"{number * top / bins:g}", anchor="middle", soft=True) for number in range(bins + 1)
    ]
    return _svg(title, 206, out)


def lines(title: str, series: Mapping[str, Sequence[tuple[datetime, float]]], *, top: float = 100) -> str:
    """One line a series over time, values 0 to `top`; a series of one point is a dot."""
    times = [when for points in series.values() for when, _ in points]
    first, last = min(times), max(times)
    span = (last - first).total_seconds() or 1

    def place(when: datetime, value: float) -> tuple[float, float]:
        share = (when - first).total_seconds() / span if first != last else 0.5
        return 40 + share * (WIDTH - 70), 210 - 170 * value / top

    out = _legend(list(series), 14, 40)
    for part in range(5):
        y = 210 - 170 * part / 4
        out.append(f'<line class="grid" x1="40" x2="{WIDTH - 30}" y1="{y:.1f}" y2="{y:.1f}"/>')
        out.append(_text(32, y + 4, f"{top * part / 4:g}", anchor="end", soft=True))
    for number, (name, points) in enumerate(series.items()):
        placed = [place(when, value) for when, value in sorted(points)]
        colour = f"c{number % COLOURS}"
        out.append(f'<path class="{colour}" d="M' + " L".join(f"{x:.1f} {y:.1f}" for x, y in placed) + '"/>')
        for (x, y), (when, value) in zip(placed, sorted(points), strict=True):
            said = html.escape(f"{name}, {when:%Y-%m-%d}: {value:.1f}")
            out.append(f'<circle class="{colour}" cx="{x:.1f}" cy="{y:.1f}" r="4"><title>{said}</title></circle>')
    ends = [(first, "start", 40.0), (last, "end", WIDTH - 30.0)] if first != last else [(first, "middle", WIDTH / 2)]
    out += [_text(x, 232, f"{when:%Y-%m-%d}", anchor=anchor, soft=True) for when, anchor, x in ends]
    return _svg(title, 240, out)
