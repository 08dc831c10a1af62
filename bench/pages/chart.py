"""The chart of `docs/performance.md`: processor time of each page, logarithmic, as SVG."""

import math
from html import escape

from bench.pages.table import KINDS

WIDTH, LEFT, RIGHT, TOP, LINE = 760, 190, 90, 56, 26
LOWEST, HIGHEST = 0.01, 100.0
COLOURS = {"limits": "#6b6259", "cached": "#1d6b4f", "renewed": "#b06a00", "uncached": "#c8102e"}
NAMES = {
    "bare": "bare WSGI function",
    "hello": "Django’s hello world",
    "nginx": "nginx, a file",
}


def across(milliseconds: float) -> float:
    """Where a cost stands on the scale, in px."""
    share = math.log(max(milliseconds, LOWEST) / LOWEST) / math.log(HIGHEST / LOWEST)
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def bars(results: dict) -> list[tuple[str, float, str]]:
    """Name, milliseconds and colour of each bar."""
    limits = [
        (NAMES[name], found["cpu_ms"], COLOURS["limits"])
        for name, found in results["limits"].items()
    ]
    pages = [
        (f"{name}, {kind}", found[kind]["cpu_ms"], COLOURS[kind])
        for kind in KINDS
        for name, found in results["pages"].items()
    ]
    others = [
        (name, found["cpu_ms"], COLOURS["cached"]) for name, found in results["others"].items()
    ]
    return limits + others + pages


def draw(results: dict) -> str:
    """The whole SVG file; it says in words what it shows."""
    drawn = bars(results)
    height = TOP + LINE * len(drawn) + 20
    title = f"Processor time of a request, ms, {results['communiques']} communiqués"
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        'font-family="sans-serif" font-size="13">'
    )
    parts = [
        svg,
        f"<title>{escape(title)}</title>",
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
        _text(12, 22, title, 'font-size="15" font-weight="bold"'),
    ]
    for power in range(round(math.log10(LOWEST)), round(math.log10(HIGHEST)) + 1):
        place = across(10.0**power)
        parts += [
            f'<path d="M{place:.0f} {TOP - 8}V{height - 16}" stroke="#ddd"/>',
            _text(place, TOP - 12, f"{10.0**power:g}", 'text-anchor="middle" fill="#666"'),
        ]
    for number, (name, cost, colour) in enumerate(drawn):
        top, length = TOP + LINE * number, across(cost) - LEFT
        size = f'width="{length:.1f}" height="{LINE - 8}"'
        parts += [
            _text(LEFT - 8, top + 15, name, 'text-anchor="end"'),
            f'<rect x="{LEFT}" y="{top + 2}" {size} fill="{colour}"/>',
            _text(LEFT + length + 6, top + 15, f"{cost:.3g}"),
        ]
    return "\n".join([*parts, "</svg>", ""])


def _text(x: float, y: float, words: str, attributes: str = "") -> str:
    return f'<text x="{x:.0f}" y="{y}" {attributes}>{escape(words)}</text>'
