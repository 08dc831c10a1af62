"""Motifs of the street and the stage: the delivery rider on a bicycle, the occupied theatre."""

from math import cos, radians, sin

from .canvas import HEIGHT, INK, OCHRE, PAPER, PLUM, RED, TEAL, WIDTH, Canvas
from .motif import Motif
from .paths import ellipse, rect, rounded, smooth
from .people import figure


def bicycle(canvas: Canvas) -> None:
    """A rider with a cube on the back climbs a steep street towards the right edge."""
    canvas.dots((0, 0, WIDTH, HEIGHT), 46, lambda x, _y: max(0, 20 - x / 34), INK)
    for y, start, long in ((170, 60, 300), (330, -60, 330), (640, -40, 300), (800, -60, 360)):
        canvas.cut(start + long / 2, y, long, 22, -13, PAPER)
    canvas.fill([(-50, 1230), (-50, 1150), (1900, 700), (1900, 1230)], INK, PAPER, 8)
    for i in range(9):
        x, y = -40 + i * 235, 1262 - i * 54
        canvas.fill([(x, y - 26), (x + 130, y - 56), (x + 134, y - 38), (x + 4, y - 8)], PAPER)
    with canvas.at(940, 762, turn=-13, scale=0.97):
        _bike(canvas)
        _rider(canvas)
        with canvas.at(-186, -470, turn=-24):
            _cube(canvas)


def _bike(canvas: Canvas) -> None:
    for x in (-300, 300):
        canvas.disc(x, 0, 214, INK)
        canvas.disc(x, 0, 184, PAPER)
        for i in range(16):
            angle = radians(i * 22.5 + 6)
            canvas.stroke([(x, 0), (x + 192 * cos(angle), 192 * sin(angle))], 6, INK)
        canvas.disc(x, 0, 30, RED, INK, 6)
    saddle, bar, crank = (-120, -230), (196, -236), (-40, 34)
    for a, b in (
        ((-300, 0), saddle),
        (saddle, bar),
        (bar, crank),
        (crank, saddle),
        ((-300, 0), crank),
        ((300, 0), (188, -286)),
    ):
        canvas.stroke([a, b], 26, RED, INK, 8)
    canvas.stroke([saddle, (-136, -286)], 20, INK)
    canvas.fill(rounded([(-214, -310), (-70, -304), (-66, -280), (-190, -276)], 10), INK, PAPER, 5)
    canvas.stroke(smooth([(188, -280), (178, -340), (214, -364), (270, -352)]), 20, INK, PAPER, 4)


def _rider(canvas: Canvas) -> None:
    far_leg = smooth([(-100, -310), (40, -190), (40, -60), (-6, 62)])
    canvas.stroke(far_leg, [100, 82, 54, 40], INK, PAPER, 6)
    canvas.disc(-40, 34, 44, INK, PAPER, 6)
    canvas.fill(rounded([(-40, 60), (66, 74), (66, 104), (-44, 94)], 10), PAPER, INK, 6)
    torso = smooth(
        [
            (-176, -330),
            (-150, -450),
            (0, -590),
            (116, -600),
            (150, -540),
            (60, -420),
            (-10, -290),
            (-110, -270),
        ],
        True,
    )
    canvas.fill(torso, INK, PAPER, 7)
    near_leg = smooth([(-120, -310), (20, -270), (110, -220), (96, -150), (40, -60), (-16, -14)])
    canvas.stroke(near_leg, [116, 104, 90, 70, 54, 42], INK, PAPER, 7)
    canvas.fill(rounded([(-64, -30), (44, -38), (58, -6), (-62, 4)], 10), PAPER, INK, 6)
    arm = smooth([(92, -550), (150, -450), (206, -390), (252, -362)])
    canvas.stroke(arm, [76, 62, 48, 40], INK, PAPER, 7)
    canvas.disc(256, -358, 30, PAPER, INK, 7)
    with canvas.at(160, -650, turn=6, scale=0.98):
        _helmeted_head(canvas)


def _helmeted_head(canvas: Canvas) -> None:
    canvas.fill(rounded([(-52, 20), (20, 30), (0, 84), (-70, 70)], 12), PAPER, INK, 6)
    canvas.fill(
        smooth(
            [
                (-62, -40),
                (-40, -92),
                (34, -88),
                (58, -40),
                (70, 0),
                (50, 52),
                (-20, 58),
                (-60, 20),
            ],
            True,
        ),
        PAPER,
        INK,
        8,
    )
    canvas.fill([(-30, 60), (-66, 30), (-64, -30), (-36, -30), (-26, 10), (10, 34)], INK)
    canvas.cut(40, -14, 28, 10, 0, INK)
    canvas.cut(48, 24, 24, 8, 0, INK)
    helmet = smooth([(-80, -20), (-74, -88), (0, -124), (68, -86), (88, -32)])
    canvas.fill([*helmet, (88, -22), (-80, -10)], RED, INK, 8)
    for x in (-36, 0, 36):
        canvas.cut(x, -68, 58, 15, 70 + x / 3, PAPER)


def _cube(canvas: Canvas) -> None:
    canvas.fill([(-220, -200), (160, -200), (212, -250), (-168, -250)], PAPER, INK, 11)
    canvas.fill([(160, -200), (212, -250), (212, 130), (160, 180)], INK, INK, 11)
    canvas.fill(rect(-220, -200, 380, 380), RED, INK, 11)
    canvas.notches((156, -190), (156, 170), 18, 130, 16, INK, turn=180)
    canvas.fill(rect(-220, -124, 380, 24), PAPER)
    canvas.fill(
        smooth(
            [
                (-90, 90),
                (-130, 0),
                (-110, -56),
                (-60, -74),
                (-10, -56),
                (10, 0),
                (-30, 90),
                (-60, 130),
            ],
            True,
        ),
        PAPER,
    )
    canvas.disc(-60, -6, 27, RED)


def theatre(canvas: Canvas) -> None:
    """Seen from the stalls: under two spotlights people hold the stage, fists up."""
    for x, turn in ((330, 30), (1470, -30)):
        with canvas.at(x, 40, turn=turn):
            canvas.fill(rounded([(-44, -70), (44, -70), (58, 40), (-58, 40)], 10), PLUM, PAPER, 6)
    for x1, x2, x3 in ((330, 420, 1240), (1470, 560, 1380)):
        canvas.fill([(x1 - 26, 60), (x1 + 26, 60), (x3, 800), (x2, 800)], PAPER)
    with canvas.only_on(PAPER):
        canvas.dots((300, 0, 1500, 800), 36, lambda _x, y: max(0, 13 - y / 52), INK)
    canvas.fill([(240, 760), (1560, 760), (1680, 900), (120, 900)], PLUM)
    canvas.fill(ellipse(900, 800, 470, 54), PAPER)
    for i, arms in enumerate(("fist", "hold", "fists", "fist", "hold", "fist", "fists")):
        x = 580 + i * 106
        with canvas.at(x, 800 + 22 * (i % 2), scale=3.15 + 0.3 * (i % 2), flip=i in (3, 5)):
            figure(canvas, arms, RED if i == 3 else INK, PAPER, skirt=i in (1, 4), gap=1.4)
    for side in (False, True):
        with canvas.at(WIDTH if side else 0, 0, flip=side):
            _curtain(canvas)
    for row, (y, size, count) in enumerate(((980, 150, 12), (1100, 200, 9))):
        for i in range(count + 1):
            x = (i - 0.5 * (row % 2)) * WIDTH / (count - 0.5)
            _seat(canvas, x, y, size, *((PLUM, INK) if row == 0 else (INK, PLUM)))


def _curtain(canvas: Canvas) -> None:
    curtain = smooth(
        [
            (-20, -20),
            (430, -20),
            (360, 240),
            (210, 470),
            (190, 560),
            (260, 760),
            (300, 960),
            (-20, 960),
        ],
        True,
    )
    canvas.fill(curtain, RED, INK, 8)
    with canvas.inside(curtain):
        for i in range(6):
            fold = smooth(
                [
                    (30 + i * 80, -20),
                    (30 + i * 62, 260),
                    (20 + i * 34, 520),
                    (20 + i * 42, 780),
                    (20 + i * 54, 980),
                ]
            )
            canvas.stroke(fold, [8, 30, 14, 26, 8], INK)
    canvas.fill(rounded([(-20, 490), (236, 500), (232, 562), (-20, 566)], 12), OCHRE, INK, 7)


def _seat(canvas: Canvas, x: float, y: float, size: float, cloth: int, line: int) -> None:
    seat = rounded(
        [
            (x - size * 0.46, y - size * 0.5, size * 0.3),
            (x + size * 0.46, y - size * 0.5, size * 0.3),
            (x + size * 0.5, y + 300, 0),
            (x - size * 0.5, y + 300, 0),
        ]
    )
    canvas.fill(seat, cloth, line, 8)
    canvas.notches(
        (x + size * 0.42, y - size * 0.3),
        (x + size * 0.46, y + 120),
        7,
        size * 0.36,
        10,
        line,
        turn=184,
    )


MOTIFS = {
    "bicycle": Motif(bicycle, (0.2, 0.0, 0.6, 0.85), TEAL),
    "theatre": Motif(theatre, (0.25, 0.15, 0.5, 0.75), INK),
}
