"""Motifs of rights and wages: the scales, the clock, the purse being cut."""

from math import cos, radians, sin

from .canvas import HEIGHT, INK, OCHRE, PAPER, RED, TEAL, WIDTH, Canvas
from .motif import Motif
from .paths import arc, ellipse, rounded, smooth
from .people import figure


def scales(canvas: Canvas) -> None:
    """On one pan a crowd, on the other a telephone: the crowd weighs more."""
    canvas.dots((0, 0, WIDTH, HEIGHT), 48, lambda _x, y: max(0, (y - 250) / 46), INK)
    with canvas.at(-144, -48, scale=1.16):
        _balance(canvas)


def _balance(canvas: Canvas) -> None:
    canvas.fill(rounded([(866, 240), (934, 240), (960, 1260), (840, 1260)], 4), INK, PAPER, 12)
    canvas.fill([(700, 1130), (1100, 1130), (1180, 1300), (620, 1300)], INK, PAPER, 12)
    beam = [
        (900 - 415 * cos(radians(14)), 300 + 415 * sin(radians(14))),
        (900 + 415 * cos(radians(14)), 300 - 415 * sin(radians(14))),
    ]
    canvas.stroke([beam[0], (900, 300), beam[1]], [26, 70, 26], INK, PAPER, 12)
    canvas.disc(900, 300, 76, RED, INK, 16)
    canvas.disc(900, 300, 26, PAPER)
    for (x, y), drop, wide in ((beam[0], 430, 275), (beam[1], 330, 245)):
        for side in (-1, 1):
            canvas.stroke([(x, y), (x + side * wide * 0.9, y + drop)], 11, INK, PAPER, 5)
        canvas.disc(x, y, 30, INK, PAPER, 8)
    (x, y), (px, py) = beam
    with canvas.at(px, py + 330):
        _telephone(canvas)
        canvas.fill(arc(0, 0, 238, 116, 0, 180), INK, PAPER, 8)
    with canvas.at(x, y + 430):
        for row, (count, size, base) in enumerate(((7, 2.5, -36), (6, 2.9, 10))):
            for i in range(count):
                arms = ("fist", "down", "fists", "hold")[(i + row * 2) % 4]
                with canvas.at((i - (count - 1) / 2) * 71, base, scale=size, flip=i % 2 == 0):
                    figure(
                        canvas,
                        arms,
                        RED if (i + row) % 3 == 0 else INK,
                        PAPER,
                        skirt=i % 3 == 1,
                        gap=1.6,
                    )
        canvas.fill(arc(0, 0, 290, 146, 0, 180), INK, PAPER, 8)
        canvas.notches((272, 60), (60, 140), 10, 80, 14, PAPER, turn=200)


def _telephone(canvas: Canvas) -> None:
    canvas.fill(rounded([(-86, -290), (86, -290), (86, -10), (-86, -10)], 24), INK, PAPER, 8)
    canvas.fill(rounded([(-68, -262), (68, -262), (68, -44), (-68, -44)], 6), RED)
    canvas.disc(0, -26, 9, PAPER)
    canvas.fill(
        smooth([(0, -90), (-40, -160), (-30, -210), (0, -226), (30, -210), (40, -160)], True),
        PAPER,
    )
    canvas.disc(0, -176, 17, RED)


def clock(canvas: Canvas) -> None:
    """A clock larger than the sheet; people with a rope hold its hand back."""
    x, y, radius = 700, 430, 800
    canvas.disc(x, y, radius + 60, INK)
    canvas.disc(x, y, radius - 40, PAPER)
    for i in range(60):
        angle = radians(i * 6)
        long, wide = (150, 44) if i % 5 == 0 else (60, 13)
        outer = radius - 76
        ends = [(x + r * cos(angle), y + r * sin(angle)) for r in (outer - long, outer)]
        canvas.stroke(ends, wide, INK)
    with canvas.inside([(x, y), *arc(x, y, 590, 590, -58, 131)]):
        canvas.dots((x - 600, y - 600, x + 600, y + 600), 42, 14, RED)
    with canvas.at(x, y, turn=-58):
        hand = [(-60, -34), (330, -46), (370, -104), (540, 0), (370, 104), (330, 46), (-60, 34)]
        canvas.fill(hand, INK, PAPER, 12)
    with canvas.at(x, y, turn=131):
        canvas.fill([(-60, -34), (640, -22), (740, 0), (640, 22), (-60, 34)], INK, PAPER, 12)
        canvas.notches((620, -22), (0, -32), 34, 30, 11, PAPER, turn=90)
    canvas.disc(x, y, 84, RED, INK, 18)
    canvas.disc(x, y, 22, PAPER)
    _rope_team(canvas)


def _rope_team(canvas: Canvas) -> None:
    canvas.fill([(-20, 1150), (1820, 1120), (1820, 1220), (-20, 1220)], INK)
    rope = smooth([(330, 846), (700, 930), (1100, 926), (1500, 890), (1900, 850)])
    canvas.disc(330, 846, 46, RED, PAPER, 9)
    canvas.stroke(rope, 20, RED, PAPER, 8)
    for i in range(5):
        with canvas.at(860 + i * 215, 1150 - i * 5, turn=19 + 2 * (i % 2), scale=3.5, flip=True):
            figure(canvas, "pull", INK, PAPER, walk=True, skirt=i in (1, 4), gap=1.8)


def cut_purse(canvas: Canvas) -> None:
    """Great shears bite into a worker's purse; coins fall out of it."""
    canvas.dots((0, 0, WIDTH, HEIGHT), 48, lambda _x, y: max(0, 16 - y / 60), RED)
    with canvas.at(640, 660, turn=-8):
        purse = smooth(
            [
                (-210, -250),
                (-330, -60),
                (-430, 180),
                (-330, 400),
                (0, 450),
                (330, 400),
                (430, 180),
                (330, -60),
                (210, -250),
            ],
            True,
        )
        canvas.fill(purse, INK, PAPER, 12)
        with canvas.inside(purse):
            canvas.notches((300, -120), (400, 330), 22, 170, 20, PAPER, turn=186)
            canvas.notches((-190, -250), (190, -250), 12, 190, 22, RED, turn=90)
        frame = rounded([(-250, -320, 20), (250, -320, 20), (236, -240, 10), (-236, -240, 10)])
        canvas.fill(frame, RED, PAPER, 10)
        canvas.disc(-36, -352, 44, RED, PAPER, 9)
        canvas.disc(42, -358, 44, RED, PAPER, 9)
    with canvas.at(900, 640, turn=-24):
        with canvas.only_on(INK, PAPER):
            canvas.fill([(-60, 0), (300, -90), (360, 110)], OCHRE)
        _shears(canvas)
    for x, y, size, squash in (
        (880, 1010, 74, 0.5),
        (1050, 880, 66, 0.9),
        (1190, 1080, 80, 0.62),
        (1390, 930, 60, 0.34),
        (1020, 1150, 60, 0.8),
    ):
        canvas.fill(ellipse(x + 8, y + 12, size, size * squash), INK, PAPER, 7)
        canvas.fill(ellipse(x, y, size, size * squash), PAPER)
        canvas.fill(ellipse(x, y, size * 0.78, size * 0.76 * squash), RED)


def _shears(canvas: Canvas) -> None:
    for side in (-1, 1):
        with canvas.at(0, 0, turn=side * 18):
            blade = [
                (40, side * 34),
                (-300, side * 52),
                (-640, side * -6),
                (-300, side * -26),
                (40, side * -34),
            ]
            canvas.fill(blade, PAPER, INK, 14)
            canvas.notches((-60, side * 40), (-560, side * 10), 18, 40, 12, INK, turn=-90 * side)
            shank = smooth([(0, side * -10), (260, side * 6), (420, side * -10)])
            canvas.stroke(shank, [74, 56, 60], INK, PAPER, 8)
            canvas.fill(ellipse(590, side * 6, 210, 136), INK, PAPER, 10)
            canvas.fill(ellipse(596, side * 6, 138, 72), OCHRE)
    canvas.disc(0, 0, 44, RED, INK, 12)
    canvas.cut(0, 0, 60, 14, 40, PAPER)


MOTIFS = {
    "scales": Motif(scales, (0.1, 0.1, 0.75, 0.85), TEAL),
    "clock": Motif(clock, (0.15, 0.0, 0.7, 1.0)),
    "cut-purse": Motif(cut_purse, (0.1, 0.05, 0.75, 0.9), OCHRE),
}
