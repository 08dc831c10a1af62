"""Motifs of the struggle itself: May Day, the megaphone, the crowd, the union card, the globe."""

from math import cos, radians, sin

from cms.brand import OUTLINES

from .canvas import HEIGHT, INK, OCHRE, PAPER, RED, TEAL, WIDTH, Canvas
from .hands import fist, pinch
from .motif import Motif
from .numerals import numeral
from .paths import arc, circle, ellipse, rect, ribbon, rounded, smooth
from .people import figure, head


def flag(canvas: Canvas, pole: float, cloth: int, fold: int, edge: int | None = None) -> None:
    """A flag in the wind on a pole that stands on (0, 0), flying to the right."""
    canvas.fill(ribbon([(0, 0), (0, -pole)], 9), INK, edge, 3)
    top = -pole + 4
    cloth_path = smooth([(4, top), (60, top - 16), (120, top + 12), (190, top - 10)]) + smooth(
        [(182, top + 104), (120, top + 122), (60, top + 92), (4, top + 108)]
    )
    canvas.fill(cloth_path, cloth, edge, 3)
    with canvas.inside(cloth_path):
        canvas.notches((66, top - 10), (52, top + 96), 7, 42, 7, fold, turn=6)
        canvas.notches((134, top + 6), (124, top + 118), 7, 46, 7, fold, turn=6)


def mayday(canvas: Canvas) -> None:
    """A giant numeral one over a marching crowd with red flags, rays behind."""
    canvas.burst(980, 560, 120, 1700, 26, OCHRE, start=3, end=363)
    with canvas.at(690, 40, scale=11.5):
        numeral(canvas, "1", RED, PAPER, PAPER, 1.6)
        with canvas.inside([(0, 14), (22, 0), (36, 0), (36, 100), (16, 100), (16, 24), (0, 32)]):
            canvas.notches((36, 2), (36, 98), 46, 7, 1.3, PAPER, turn=186)
    for x, y, pole, turn, size in (
        (150, 1010, 520, -9, 1.25),
        (430, 1080, 470, -5, 1.15),
        (1150, 1050, 500, 6, 1.25),
        (1480, 1120, 560, 9, 1.3),
    ):
        with canvas.at(x, y, turn=turn, scale=size):
            flag(canvas, pole, RED, INK, PAPER)
    for row, (y, size, count) in enumerate(((1090, 2.2, 14), (1210, 2.8, 12), (1400, 3.9, 8))):
        canvas.fill(rect(-20, y - 26 * size, 1840, 600), INK)
        for i in range(count):
            x = (i + 0.5 * (row % 2)) * WIDTH / (count - 1) - 30
            arms = ("fist", "down", "fists", "down", "fist", "hold")[(i * 5 + row * 2) % 6]
            with canvas.at(x, y + 14 * sin(i * 2.3), scale=size, flip=i % 3 == 0):
                figure(canvas, arms, INK, PAPER, walk=True, skirt=i % 4 == 1, gap=1.5)


def megaphone(canvas: Canvas) -> None:
    """A huge megaphone held up by a fist, its sound cutting wedges off the sheet."""
    with canvas.at(800, 590, turn=-24, scale=1.24):
        canvas.burst(60, 0, 380, 1900, 15, RED, start=-50, end=92, share=0.56)
        canvas.fill(rounded([(-300, 60), (-216, 40), (-150, 330), (-240, 350)], 20), INK)
        cone = [(-470, -74), (-380, -84), (330, -300), (330, 300), (-380, 84), (-470, 74)]
        canvas.fill(cone, INK, PAPER, 9)
        with canvas.inside(cone):
            canvas.fill([(-360, -200), (-250, -200), (-250, 200), (-360, 200)], PAPER)
            canvas.fill([(-338, -200), (-272, -200), (-272, 200), (-338, 200)], RED)
            canvas.notches((-220, -135), (300, -296), 26, 210, 17, PAPER, turn=84)
        canvas.fill(ellipse(330, 0, 92, 318), INK, PAPER, 9)
        canvas.fill(ellipse(338, 0, 72, 284), PAPER)
        canvas.fill(ellipse(346, 0, 62, 262), RED)
        canvas.fill(ellipse(330, 0, 34, 92), INK)
        canvas.fill(rounded([(-520, -92), (-458, -80), (-458, 80), (-520, 92)], 10), INK, PAPER, 8)
    with canvas.at(650, 930, turn=22, scale=3.1):
        fist(canvas, INK, PAPER, arm=300, cuff=RED, halo=PAPER)


def crowd(canvas: Canvas) -> None:
    """Rows of different faces close together, fists raised between them, off every edge."""
    canvas.dots((0, 0, WIDTH, 420), 44, lambda _x, y: max(0, 17 - y / 24), INK)
    rows = ((360, 1.35, 9, 0, INK), (640, 1.8, 7, 3, OCHRE), (1010, 2.5, 5, 6, INK))
    for row, (y, size, count, shift, coat) in enumerate(rows):
        step = WIDTH / (count - 0.6)
        start = -0.5 * (row % 2)
        for i in range(count + 1):
            x = step * (i + start + 0.5)
            if (i + row) % 2 == 0 and row < 2:
                with canvas.at(x, y - 190 * size, scale=size * 0.66, turn=5 * sin(i * 2.2)):
                    fist(canvas, INK, PAPER, arm=420, halo=PAPER)
        for i in range(count + 1):
            x = step * (i + start) + step * 0.05 * sin(3.1 * i)
            with canvas.at(x, y + 20 * sin(i * 2.1 + row), scale=size, flip=(i + row) % 3 == 1):
                head(canvas, (i * 3 + shift) % 8, INK, PAPER, coat, PAPER)


def union_card(canvas: Canvas) -> None:
    """A hand raises a union card: our mark, twelve months, ten stamps stuck on."""
    canvas.dots((0, 0, WIDTH, HEIGHT), 44, lambda _x, y: max(0, 15 - y / 52), INK)
    with canvas.at(900, 520, turn=-11, scale=1.12):
        canvas.fill(rounded([(-560, -350), (560, -350), (560, 350), (-560, 350)], 16), INK)
        card = rounded([(-580, -372), (540, -372), (540, 328), (-580, 328)], 16)
        canvas.fill(card, PAPER)
        canvas.fill(
            rounded([(-580, -372, 16), (-160, -372, 0), (-160, 328, 0), (-580, 328, 16)]), INK
        )
        with canvas.at(-530, -330, scale=20.5):
            _mark(canvas, PAPER)
        for x, width in ((-536, 330), (-536, 250)):
            canvas.fill(rect(x, 200 if width == 330 else 250, width, 22), RED)
        for i in range(12):
            x, y = -112 + (i % 4) * 162, -326 + (i // 4) * 214
            canvas.fill(rect(x, y, 136, 184), INK)
            canvas.fill(rect(x + 6, y + 6, 124, 172), PAPER)
            if i < 10:
                with canvas.at(x + 68, y + 92, turn=5 * sin(i * 2.7), scale=1):
                    _postage(canvas)
    with canvas.at(1110, 860, turn=-14, scale=2.5):
        pinch(canvas, INK, PAPER, arm=300, halo=PAPER)


def _mark(canvas: Canvas, ink: int) -> None:
    for outline in OUTLINES:
        canvas.fill(list(outline), ink)


def _postage(canvas: Canvas) -> None:
    canvas.fill(rect(-56, -80, 112, 160), RED)
    for i in range(6):
        for x in (-56, 56):
            canvas.disc(x, -80 + i * 32, 7, PAPER)
        if i < 4:
            for y in (-80, 80):
                canvas.disc(-48 + i * 32, y, 7, PAPER)
    with canvas.at(-32, -40, scale=4.6):
        _mark(canvas, PAPER)


def globe(canvas: Canvas) -> None:
    """People hand in hand all along the horizon of a globe that fills the foot of the sheet."""
    x, y, radius = 900, 1370, 880
    canvas.burst(x, y, radius + 300, 2300, 40, RED, start=180, end=360, share=0.34)
    canvas.disc(x, y, radius, TEAL)
    with canvas.inside(circle(x, y, radius)):
        for rx in (220, 480, 720):
            canvas.stroke(arc(x, y, rx, radius, 180, 360), 9, PAPER)
        canvas.stroke([(x, y), (x, y - radius)], 9, PAPER)
        for height in (250, 500, 720):
            half = (radius**2 - height**2) ** 0.5
            canvas.stroke(arc(x, y - height + 20, half, 46 + height * 0.04, 180, 0), 9, PAPER)
        canvas.dots((0, 480, WIDTH, HEIGHT), 26, lambda px, _py: max(0, (px - 900) / 90), INK)
    canvas.stroke(arc(x, y, radius, radius, 180, 360), 16, INK)
    for i in range(17):
        angle = -154 + i * 8
        with canvas.at(
            x + (radius + 4) * cos(radians(angle)),
            y + (radius + 4) * sin(radians(angle)),
            turn=angle + 90,
            scale=2.15,
        ):
            leads = i == 8
            figure(
                canvas, "hold", RED if leads else INK, PAPER if leads else None, skirt=i % 3 == 1
            )


MOTIFS = {
    "mayday": Motif(mayday, (0.3, 0.0, 0.4, 0.9)),
    "megaphone": Motif(megaphone, (0.1, 0.05, 0.7, 0.9), OCHRE),
    "crowd": Motif(crowd, (0.2, 0.15, 0.6, 0.8), RED),
    "union-card": Motif(union_card, (0.15, 0.1, 0.7, 0.85), RED),
    "globe": Motif(globe, (0.2, 0.2, 0.6, 0.6)),
}
