"""Motifs of the trades: kitchen, till, broom, caring hands."""

from math import cos, radians, sin

from .canvas import HEIGHT, INK, MOSS, OCHRE, PAPER, RED, WIDTH, Canvas
from .hands import fist, palm_thumb, palm_up
from .motif import Motif
from .numerals import numeral
from .paths import Path, arc, ellipse, rect, ring_sector, rounded, smooth


def _flame(x: float, y: float, width: float, height: float, lean: float = 0.0) -> Path:
    points = [
        (-0.5, 0),
        (-0.52, -0.3),
        (-0.3, -0.52),
        (-0.34, -0.74),
        (-0.1 + lean, -1.0),
        (0.02, -0.72),
        (0.22, -0.56),
        (0.26, -0.7),
        (0.48, -0.4),
        (0.5, 0),
    ]
    return smooth([(x + px * width, y + py * height) for px, py in points], True)


def _flames(canvas: Canvas) -> None:
    for i, (x, width, height) in enumerate(
        (
            (-60, 300, 470),
            (130, 340, 560),
            (390, 320, 460),
            (640, 380, 600),
            (920, 330, 480),
            (1170, 370, 560),
            (1440, 330, 440),
            (1690, 360, 520),
        )
    ):
        canvas.fill(_flame(x, 1270, width, height, 0.06 * (-1) ** i), RED, PAPER, 6)
        canvas.fill(_flame(x, 1275, width * 0.6, height * 0.62, -0.05), OCHRE)
        canvas.fill(_flame(x, 1280, width * 0.28, height * 0.34), PAPER)


def kitchen(canvas: Canvas) -> None:
    """A fist shakes a big pan over the flames; knives, ladle and skimmer hang above."""
    canvas.dots((0, 0, WIDTH, HEIGHT), 46, lambda _x, y: max(0, (y - 90) / 34), OCHRE)
    with canvas.at(-80, -70, scale=1.16):
        canvas.fill(rect(-20, 62, 1840, 26), INK)
        _hanging_tools(canvas)
    _flames(canvas)
    for x, y, size, turn in (
        (262, 500, 66, 20),
        (566, 400, 58, -30),
        (606, 580, 70, 14),
        (920, 520, 64, 40),
        (400, 606, 46, 0),
        (270, 330, 44, -24),
    ):
        with canvas.at(x, y, turn=turn):
            canvas.fill(ellipse(0, 0, size, size * 0.7), RED, PAPER, 7)
            canvas.fill(ellipse(0, 0, size * 0.6, size * 0.36), PAPER)
            canvas.fill(ellipse(0, 0, size * 0.3, size * 0.16), RED)
    with canvas.at(600, 810, turn=-8):
        canvas.fill([(440, -66), (1300, -46), (1300, 16), (440, 0)], INK, PAPER, 9)
        pan = rounded([(-540, -110, 10), (520, -110, 10), (440, 100, 90), (-460, 100, 90)])
        canvas.fill(pan, INK, PAPER, 10)
        with canvas.inside(pan):
            canvas.notches((500, -60), (400, 120), 12, 150, 14, PAPER, turn=186)
            canvas.notches((-400, 102), (400, 102), 32, 50, 14, RED, turn=-90)
        canvas.fill(ellipse(-10, -112, 540, 62), INK, PAPER, 9)
        canvas.fill(ellipse(-10, -104, 496, 44), RED)
        for i in range(9):
            canvas.cut(-380 + i * 92, -104 + 14 * sin(i * 2.2), 74, 13, 6 * sin(i), PAPER)
    with canvas.at(1390, 670, turn=-70, scale=2.5):
        fist(canvas, INK, PAPER, arm=170, cuff=PAPER, halo=PAPER)


def _hanging_tools(canvas: Canvas) -> None:
    for x in (160, 420, 720, 1010, 1290, 1600):
        canvas.fill(ring_sector(x, 98, 20, 34, -170, 100), INK)
    canvas.fill(rounded([(146, 110), (174, 110), (170, 420), (150, 420)], 6), INK)
    canvas.fill(arc(160, 410, 78, 84, 0, 180), INK)
    canvas.fill(rounded([(404, 110), (436, 110), (436, 260), (404, 260)], 8), INK)
    canvas.fill([(396, 262), (470, 262), (474, 520), (400, 470)], RED)
    canvas.fill(rounded([(706, 110), (734, 110), (728, 330), (712, 330)], 6), INK)
    canvas.disc(720, 380, 84, INK)
    for i in range(7):
        angle = radians(i * 60)
        reach = 0 if i == 6 else 46
        canvas.disc(720 + reach * cos(angle), 380 + reach * sin(angle), 12, PAPER)
    canvas.fill(rounded([(994, 110), (1026, 110), (1026, 240), (994, 240)], 8), INK)
    canvas.fill([(930, 242), (1090, 242), (1090, 420), (944, 420)], INK)
    canvas.disc(1062, 268, 11, PAPER)
    canvas.notches((940, 420), (1090, 420), 12, 40, 8, PAPER, turn=-90)
    canvas.fill(rounded([(1276, 110), (1304, 110), (1300, 290), (1280, 290)], 6), INK)
    for spread in (-70, -36, 0, 36, 70):
        curve = smooth([(1290, 280), (1290 + spread, 370), (1290 + spread * 0.7, 450), (1290, 480)])
        canvas.stroke(curve, 9, INK)
    canvas.fill(rounded([(1586, 110), (1614, 110), (1610, 300), (1590, 300)], 6), INK)
    canvas.fill(rounded([(1540, 300), (1660, 300), (1672, 470), (1528, 470)], 10), INK)
    for x in (1566, 1600, 1634):
        canvas.fill(rounded([(x - 8, 325), (x + 8, 325), (x + 9, 445), (x - 9, 445)], 6), PAPER)


def till(canvas: Canvas) -> None:
    """An old cash register with an empty drawer, its receipt running on and on."""
    canvas.dots((0, 0, WIDTH, HEIGHT), 48, lambda x, _y: max(0, (x - 500) / 62), RED)
    _receipt(canvas)
    with canvas.at(1130, 640, turn=4):
        body = rounded(
            [
                (-430, -130, 30),
                (-250, -420, 40),
                (330, -420, 40),
                (470, -130, 30),
                (520, 240, 0),
                (-520, 240, 0),
            ]
        )
        canvas.fill(body, INK, PAPER, 12)
        with canvas.inside(body):
            canvas.notches((360, -420), (530, 240), 30, 130, 18, PAPER, turn=184)
        screen = rounded([(-210, -570), (290, -570), (290, -340), (-210, -340)], 14)
        canvas.fill(screen, INK, PAPER, 12)
        canvas.fill(rounded([(-180, -542), (260, -542), (260, -368), (-180, -368)], 8), RED)
        for digit, x in (("0", -112), (",", -26), ("0", 24), ("0", 112)):
            with canvas.at(x, -520, scale=1.28):
                numeral(canvas, digit, PAPER, RED)
        for row in range(4):
            for i in range(6):
                x, y = -290 + i * 104 - row * 12, -270 + row * 92
                ink = RED if i == 5 else PAPER
                canvas.fill(ellipse(x, y + 10, 40, 34), INK, PAPER if ink == RED else None, 3)
                canvas.disc(x, y, 36, ink)
                canvas.fill(ring_sector(x, y, 25, 30, 20, 110), INK)
        _drawer(canvas)


def _receipt(canvas: Canvas) -> None:
    """Out of the till and off the sheet at the top, back again, down to its torn end."""
    with canvas.at(960, 300, turn=-5):
        canvas.fill(rect(-120, -400, 240, 500), PAPER, INK, 9)
        _receipt_lines(canvas, -92, -330, 190, 5)
    with canvas.at(300, 0, turn=-9):
        teeth = [(190 - 38 * i, 1100 + 34 * (i % 2)) for i in range(11)]
        canvas.fill([(-174, -90), (206, -90), *((x + 16, y + 16) for x, y in teeth)], INK)
        canvas.fill([(-190, -90), (190, -90), *teeth], PAPER, INK, 9)
        _receipt_lines(canvas, -150, -20, 300, 13)
        canvas.fill(rect(-150, 960, 300, 62), RED)


def _receipt_lines(canvas: Canvas, x: float, y: float, width: float, count: int) -> None:
    for i in range(count):
        top, share = y + i * 70, 0.62 - 0.2 * ((i * 3) % 4) / 3
        canvas.fill(rect(x, top, width * share, 20), INK)
        canvas.fill(rect(x + width * 0.78, top, width * 0.22, 20), RED if i % 4 == 2 else INK)


def _drawer(canvas: Canvas) -> None:
    canvas.fill(rounded([(-600, 236), (600, 236), (640, 430), (-640, 430)], 10), INK, PAPER, 10)
    canvas.fill([(-560, 262), (560, 262), (584, 360), (-584, 360)], PAPER)
    for x in (-340, -100, 140, 380):
        canvas.fill([(x - 12, 262), (x + 12, 262), (x + 14, 360), (x - 14, 360)], INK)
    canvas.fill(ellipse(-216, 334, 44, 20), RED, INK, 6)
    canvas.fill(rounded([(-90, 384), (90, 384), (90, 412), (-90, 412)], 12), RED)


def broom(canvas: Canvas) -> None:
    """A huge broom in two fists clears a clean path through a floor of dust."""
    canvas.dots(
        (-20, -20, WIDTH + 20, HEIGHT + 20),
        50,
        lambda x, y: 17 + 5 * sin(x / 210) * sin(y / 170),
        MOSS,
    )
    swath = smooth([(-300, 520), (200, 700), (700, 760), (1000, 700), (1000, 1260), (-300, 1260)])
    canvas.fill(swath, PAPER)
    for i in range(8):
        curve = smooth([(-200, 640 + i * 76), (250, 820 + i * 62), (760, 870 + i * 56)])
        canvas.stroke(curve, [2, 12, 2], MOSS)
    with canvas.at(1030, 560, turn=38):
        _besom(canvas)
    with canvas.at(1370, 130, turn=-66, scale=2.3):
        fist(canvas, INK, PAPER, arm=330, cuff=RED, halo=PAPER)
    with canvas.at(1120, 450, turn=118, scale=2.3):
        fist(canvas, INK, PAPER, arm=400, cuff=RED, halo=PAPER)


def _besom(canvas: Canvas) -> None:
    canvas.fill(rounded([(-26, -900), (26, -900), (30, 160), (-30, 160)], 6), RED, PAPER, 9)
    canvas.notches((28, -880), (30, 140), 50, 26, 10, INK, turn=180)
    bristles = [(-150, 230), (150, 230)]
    foot = [
        (320, 640),
        (280, 610),
        (250, 668),
        (200, 630),
        (160, 690),
        (100, 640),
        (60, 700),
        (0, 650),
        (-60, 704),
        (-110, 645),
        (-160, 690),
        (-210, 630),
        (-250, 670),
        (-290, 610),
        (-330, 640),
    ]
    canvas.fill(bristles + foot, INK, PAPER, 9)
    with canvas.inside(bristles + foot):
        for i in range(21):
            t = i / 20 - 0.5
            angle = 90 - t * 32
            canvas.cut(
                t * 380, 450 + 30 * sin(i * 2.3), 330 - 70 * sin(i * 1.7) ** 2, 11, angle, PAPER
            )
    canvas.fill(
        rounded([(-96, 96, 20), (96, 96, 20), (164, 236, 10), (-164, 236, 10)]), INK, PAPER, 9
    )
    for y in (150, 196):
        half = 104 + (y - 96) * 0.42
        canvas.fill([(-half, y), (half, y), (half + 6, y + 16), (-half - 6, y + 16)], RED)


def caring_hands(canvas: Canvas) -> None:
    """A hand from above rests in an open hand that carries it."""
    for radius, ink in ((560, PAPER), (505, RED), (450, PAPER), (390, RED), (330, PAPER)):
        canvas.disc(980, 560, radius, ink)
    lower = {"x": 690, "y": 730, "turn": -11, "scale": 3.9}
    with canvas.at(**lower):
        palm_up(canvas, INK, PAPER, arm=420, halo=PAPER)
    with canvas.at(1120, 545, turn=166, scale=3.7):
        palm_up(canvas, PAPER, INK, arm=420, halo=INK)
    with canvas.at(**lower):
        palm_thumb(canvas, INK, PAPER, halo=PAPER)


MOTIFS = {
    "kitchen": Motif(kitchen, (0.1, 0.2, 0.7, 0.7)),
    "till": Motif(till, (0.3, 0.05, 0.65, 0.9)),
    "broom": Motif(broom, (0.2, 0.1, 0.5, 0.85)),
    "caring-hands": Motif(caring_hands, (0.25, 0.2, 0.55, 0.65), RED),
}
