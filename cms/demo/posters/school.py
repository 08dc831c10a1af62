"""Motifs of education and of the dossiers: exam, books, school bell, chapters."""

from math import cos, radians, sin

from .canvas import HEIGHT, INK, OCHRE, PAPER, PLUM, RED, TEAL, WIDTH, Canvas
from .hands import fist, pinch
from .motif import Motif
from .numerals import numeral
from .paths import Path, lens, rect, ring_sector, rounded, smooth
from .people import figure


def exam(canvas: Canvas) -> None:
    """An examination hall from above: bent heads, row on row, and one arm that goes up."""
    with canvas.at(900, 640, turn=-18, scale=1.3):
        for row in range(-4, 5):
            for column in range(-4, 5):
                if (row, column) != (0, 0):
                    x, y = column * 300 + (150 if row % 2 else 0), row * 236
                    with canvas.at(x, y):
                        _candidate(canvas, (row * 3 + column * 5) % 4)
        with canvas.at(0, 0, scale=1.35):
            _candidate(canvas, 0, RED)
            canvas.stroke(smooth([(58, 74), (104, 40), (112, -40)]), [44, 50, 58], RED, PAPER, 5)
            with canvas.at(112, -128, turn=4, scale=0.98):
                fist(canvas, INK, PAPER, arm=36, cuff=None, halo=PAPER)


def _candidate(canvas: Canvas, kind: int, coat: int = INK) -> None:
    canvas.fill(rect(-112, -84, 236, 118), INK)
    canvas.fill(rect(-124, -96, 236, 118), INK if coat == RED else TEAL, PAPER, 5)
    canvas.fill([(-50, -84), (38, -78), (30, 10), (-58, 4)], PAPER)
    for i in range(4):
        canvas.cut(-10 - i * 2, -62 + i * 17, 60, 6, 4, INK)
    shoulders = [(-78, 96), (-64, 46), (0, 28), (64, 46), (78, 96), (0, 116)]
    canvas.fill(smooth(shoulders, True), coat, PAPER, 5)
    canvas.stroke([(-62, 62), (-66, 4), (-34, -18)], [36, 26, 20], coat, PAPER, 4)
    if coat == INK:
        canvas.stroke([(62, 62), (58, 0), (20, -14)], [36, 26, 20], coat, PAPER, 4)
        canvas.fill(lens(34, -34, 70, 9, -62), RED)
    canvas.disc(0, 44, 40, INK, PAPER, 5)
    if kind == 1:
        canvas.disc(0, 78, 20, INK, PAPER, 4)
    elif kind == 2:
        canvas.fill(smooth([(-38, 50), (-30, 120), (0, 132), (30, 120), (38, 50)], True), INK)
    for angle in (-150, -110, -70, -30):
        px, py = 22 * cos(radians(angle)), 44 + 22 * sin(radians(angle))
        canvas.cut(px, py, 22, 5, angle, PAPER)


def books(canvas: Canvas) -> None:
    """Someone with a flag stands on a pile of huge books; other books fly off like birds."""
    canvas.dots((0, 300, WIDTH, HEIGHT), 46, lambda _x, y: max(0, (y - 420) / 42), INK)
    pile = (
        (600, 1140, 1330, 200, -2, INK, False),
        (690, 940, 1120, 180, 3, PAPER, True),
        (580, 766, 1000, 150, -4, INK, True),
        (700, 622, 800, 124, 2, OCHRE, False),
        (660, 508, 600, 104, -6, PAPER, False),
    )
    for x, y, long, thick, turn, cover, mirrored in pile:
        with canvas.at(x, y, turn=turn, flip=mirrored):
            _closed_book(canvas, long, thick, cover)
    with canvas.at(690, 460, scale=2.6):
        canvas.stroke([(27, 18), (27, -160)], 3.4, INK, PAPER, 1.4)
        cloth = smooth([(28, -160), (58, -168), (88, -152), (124, -162)]) + smooth(
            [(120, -100), (88, -90), (58, -106), (28, -98)]
        )
        canvas.fill(cloth, PAPER, INK, 2)
        canvas.notches((60, -166), (56, -104), 6, 22, 4, INK, turn=6)
        canvas.notches((96, -154), (94, -94), 6, 22, 4, INK, turn=6)
        figure(canvas, "hold", INK, PAPER, skirt=True, gap=1.6)
    for x, y, turn, size in ((1490, 560, -18, 1.3), (1290, 200, -10, 0.85), (1660, 250, -24, 0.6)):
        with canvas.at(x, y, turn=turn, scale=size):
            _flying_book(canvas)


def _closed_book(canvas: Canvas, long: float, thick: float, cover: int) -> None:
    half, band = long / 2, RED if cover == PAPER else PAPER
    canvas.fill(
        rounded(
            [
                (-half, -thick / 2, thick / 2),
                (half, -thick / 2, 4),
                (half, thick / 2, 4),
                (-half, thick / 2, thick / 2),
            ]
        ),
        cover,
        INK,
        11,
    )
    edge = thick * 0.13
    leaves = [
        (half * 0.3, -thick / 2 + edge),
        (half - 16, -thick / 2 + edge),
        (half - 30, 0),
        (half - 16, thick / 2 - edge),
        (half * 0.3, thick / 2 - edge),
    ]
    canvas.fill(leaves, PAPER if cover != PAPER else OCHRE, INK, 5)
    for i in range(5):
        y = -thick / 2 + edge + (i + 0.7) * (thick - 2 * edge) / 5.4
        canvas.cut(half * 0.63, y, half * (0.6 - 0.14 * (i % 2)), 8, 0, INK)
    for x in (-half * 0.78, -half * 0.66, half * 0.12):
        canvas.fill(rect(x, -thick / 2 + 3, 22, thick - 6), band)
    canvas.cut(-half * 0.27, 0, half * 0.5, thick * 0.2, 0, band)


def _flying_book(canvas: Canvas) -> None:
    for side in (-1, 1):
        tip = [(side * 250, 20), (side * 110, 60), (0, 130)]
        wing = [*smooth([(0, 40), (side * 90, -60), (side * 220, -90)]), *tip]
        canvas.fill(wing, PAPER, INK, 12)
        for i in range(4):
            canvas.cut(side * (52 + i * 44), 34 - i * 24, 96 - i * 4, 13, 90 - side * 14, INK)
        canvas.fill(
            [
                (0, 130),
                (side * 110, 60),
                (side * 250, 20),
                (side * 254, 44),
                (side * 114, 88),
                (0, 160),
            ],
            OCHRE,
            INK,
            6,
        )


def school_bell(canvas: Canvas) -> None:
    """A hand swings a heavy school bell and its sound spreads in rings."""
    for radius in (560, 670, 780, 890, 1000, 1110, 1220):
        for start, end in ((-34, 52), (146, 214)):
            canvas.fill(ring_sector(800, 640, radius, radius + 48, start, end), OCHRE)
    with canvas.at(800, 230, turn=-15, scale=0.94):
        canvas.disc(-60, 862, 92, RED, INK, 14)
        right = smooth([(80, 236), (170, 270), (216, 400), (260, 600), (350, 720), (440, 790)])
        outline: Path = [*right, (436, 836), (-436, 836), *((-x, y) for x, y in right[::-1])]
        canvas.fill(outline, INK, PAPER, 14)
        with canvas.inside(outline):
            canvas.notches((180, 300), (440, 790), 26, 190, 20, PAPER, turn=188)
            canvas.notches((-400, 790), (-420, 640), 6, 60, 12, PAPER, turn=0)
            canvas.fill([(-440, 690), (440, 690), (450, 716), (-450, 716)], RED)
            canvas.fill([(-300, 430), (300, 430), (304, 450), (-304, 450)], RED)
        canvas.fill(rounded([(-60, -230), (60, -230), (46, 230), (-46, 230)], 26), RED, INK, 10)
        canvas.fill(rounded([(-76, 190), (76, 190), (90, 240), (-90, 240)], 12), INK, PAPER, 8)
    with canvas.at(816, 270, turn=66, scale=2.7):
        fist(canvas, INK, PAPER, arm=260, cuff=RED, halo=PAPER)


def chapters(canvas: Canvas) -> None:
    """A hand holds up a fan of sheets numbered one to four."""
    canvas.dots((0, 0, WIDTH, HEIGHT), 50, lambda x, _y: max(0, 20 - abs(x - 900) / 30), INK)
    sheets = (
        ("1", -38, PAPER, INK),
        ("2", -13, OCHRE, INK),
        ("3", 12, PAPER, RED),
        ("4", 37, RED, PAPER),
    )
    for digit, turn, cover, ink in sheets:
        with canvas.at(900, 1170, turn=turn):
            sheet = [(-250, -1060), (150, -1060), (250, -960), (250, 60), (-250, 60)]
            canvas.fill(sheet, cover, INK, 12)
            canvas.fill([(150, -1060), (250, -960), (150, -960)], INK)
            with canvas.at(-205, -1010, scale=3.7):
                numeral(canvas, digit, ink, cover)
            for i in range(7):
                wide = 400 - 90 * ((i * 2 + int(digit)) % 3)
                canvas.cut(
                    -205 + wide / 2, -580 + i * 70, wide, 20, 0, INK if cover != RED else PAPER
                )
    with canvas.at(930, 1010, turn=-2, scale=2.9):
        pinch(canvas, INK, PAPER, arm=200, halo=PAPER)


MOTIFS = {
    "exam": Motif(exam, (0.3, 0.15, 0.4, 0.6)),
    "books": Motif(books, (0.1, 0.0, 0.6, 0.95), RED),
    "school-bell": Motif(school_bell, (0.2, 0.05, 0.6, 0.9)),
    "chapters": Motif(chapters, (0.15, 0.05, 0.7, 0.9), PLUM),
}
