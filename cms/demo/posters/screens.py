"""Motifs of the digital trades: keyboard and fist, gamepad, servers at night, the watching eye."""

from math import cos, radians, sin

from .canvas import COBALT, HEIGHT, INK, PAPER, RED, WIDTH, Canvas
from .hands import fist
from .motif import Motif
from .paths import Path, arc, circle, ellipse, lens, rect, ring_sector, rounded, smooth
from .people import figure

VANISH = (1060, 470)


def _slab(u: float, v: float, width: float, lift: float = 0.0) -> Path:
    """The top of a key on a keyboard that recedes: u across and v away, in keys."""

    def seen(across: float, away: float) -> tuple[float, float]:
        near = 1 / (1 + 0.3 * away)
        return 900 + across * 262 * near, 470 + 730 * near - lift * near

    corners = ((u, v), (u + width, v), (u + width, v + 0.86), (u, v + 0.86))
    return [seen(across, away) for across, away in corners]


def keyboard_fist(canvas: Canvas) -> None:
    """A fist breaks up through a keyboard; keys fly."""
    canvas.burst(900, 430, 60, 1900, 30, PAPER, start=2, end=362, share=0.46)
    canvas.fill([(-200, 770), (2000, 770), (2400, 1300), (-600, 1300)], INK)
    for row in range(3, -1, -1):
        shift = (0.5, 0.2, 0.0, 0.4)[row]
        for i in range(-9, 9):
            if abs(i + shift + 0.43) < (1.5, 1.5, 1.2, 0)[row]:
                continue
            base, top = _slab(i + shift, row, 0.9), _slab(i + shift + 0.07, row + 0.1, 0.76, 40)
            canvas.fill([base[0], base[1], top[1], top[0]], RED)
            canvas.fill(rounded(top, 16), PAPER)
    with canvas.at(890, 470, turn=4, scale=5.1):
        fist(canvas, INK, PAPER, arm=90, halo=PAPER)
    for x, y, turn, size in (
        (440, 560, -32, 1.25),
        (300, 250, 18, 1.0),
        (1370, 520, 28, 1.3),
        (1540, 230, -22, 1.05),
        (560, 900, -12, 1.1),
        (1240, 880, 22, 1.1),
    ):
        with canvas.at(x, y, turn=turn, scale=size):
            _loose_key(canvas)


def _loose_key(canvas: Canvas) -> None:
    side = rounded([(-92, -78), (92, -78), (104, 92), (-104, 92)], 14)
    canvas.fill(side, INK, PAPER, 9)
    canvas.fill(rounded([(-70, -66), (70, -66), (76, 46), (-76, 46)], 12), PAPER)
    canvas.notches((74, -50), (80, 40), 5, 34, 9, INK, turn=184)


def gamepad(canvas: Canvas) -> None:
    """A gamepad bigger than the sheet loses its buttons: they fall out and leave holes."""
    canvas.dots((0, 0, WIDTH, HEIGHT), 46, lambda _x, y: max(0, (y - 430) / 40), INK)
    with canvas.at(700, 400, turn=-13, scale=1.2):
        cable = smooth([(-20, -280), (-10, -420), (120, -520), (60, -700)])
        canvas.stroke(cable, 46, INK, PAPER, 8)
        body = smooth(
            [
                (-430, -262),
                (-250, -288),
                (0, -262),
                (250, -288),
                (430, -262),
                (560, -120),
                (640, 150),
                (650, 330),
                (560, 400),
                (450, 330),
                (340, 190),
                (200, 130),
                (0, 122),
                (-200, 130),
                (-340, 190),
                (-450, 330),
                (-560, 400),
                (-650, 330),
                (-640, 150),
                (-560, -120),
            ],
            True,
        )
        canvas.fill(body, INK, PAPER, 11)
        with canvas.inside(body):
            canvas.notches((672, 330), (560, -120), 22, 120, 16, PAPER, turn=186)
            canvas.notches((-540, 400), (-320, 180), 11, 80, 15, PAPER, turn=-100)
        _controls(canvas)
    for x, y, radius, turn in ((880, 900, 104, 16), (1180, 1010, 84, -22), (1620, 830, 96, 24)):
        _falling_button(canvas, x, y, radius, turn)


def _controls(canvas: Canvas) -> None:
    _cross(canvas)
    for x in (-70, 70):
        canvas.fill(
            rounded([(x - 44, -120), (x + 44, -120), (x + 44, -84), (x - 44, -84)], 18), PAPER
        )
    for x in (-190, 190):
        canvas.disc(x, 40, 92, PAPER)
        canvas.disc(x, 40, 80, INK)
        canvas.disc(x - 8, 30, 58, PAPER)
        with canvas.inside(circle(x - 8, 30, 58)):
            canvas.notches((x + 52, 0), (x + 30, 80), 7, 50, 10, INK, turn=188)
    for angle in (0, 90, 180, 270):
        x, y = 360 + 104 * cos(radians(angle)), -110 + 104 * sin(radians(angle))
        canvas.disc(x, y, 54, PAPER)
        if angle == 270:
            canvas.disc(x, y, 44, RED)
        else:
            canvas.fill(ellipse(x + 6, y + 8, 42, 40), INK)


def _cross(canvas: Canvas) -> None:
    cross = [
        (-400, -210),
        (-320, -210),
        (-320, -150),
        (-260, -150),
        (-260, -70),
        (-320, -70),
        (-320, -10),
        (-400, -10),
        (-400, -70),
        (-460, -70),
        (-460, -150),
        (-400, -150),
    ]
    canvas.fill(cross, PAPER)
    canvas.notches((-260, -148), (-260, -72), 5, 34, 9, INK, turn=180)
    canvas.notches((-320, -70), (-320, -12), 4, 34, 9, INK, turn=180)


def _falling_button(canvas: Canvas, x: float, y: float, radius: float, turn: float) -> None:
    with canvas.at(x, y, scale=radius / 60):
        for offset, length in ((-44, 90), (-14, 170), (18, 130), (46, 70)):
            canvas.fill(lens(offset, -84 - length / 2, length, 9, 90), PAPER)
    with canvas.at(x, y, turn=turn, scale=radius / 60):
        canvas.fill(ellipse(0, 18, 62, 46), INK, PAPER, 5)
        canvas.fill(rect(-62, 0, 124, 18), INK)
        canvas.fill(ellipse(0, 0, 62, 46), PAPER)
        canvas.fill(ellipse(0, 0, 50, 36), RED)


def servers(canvas: Canvas) -> None:
    """A corridor of machines at night, one rack in alarm, one person on call in a lit doorway."""
    canvas.fill([VANISH, (-900, 1300), (2900, 1300)], COBALT)
    canvas.fill([_deep(700, 1210, 0.12), _deep(1520, 1210, 0.12), (1520, 1300), (560, 1300)], PAPER)
    canvas.fill(
        [
            _deep(700, -40, 0.12),
            _deep(1520, -40, 0.12),
            _deep(1520, 1210, 0.12),
            _deep(700, 1210, 0.12),
        ],
        PAPER,
    )
    depths = (1.9, 1.2, 0.8, 0.54, 0.37, 0.255, 0.18, 0.125)
    for side, edge_x in enumerate((-160, 2240)):
        for i in range(len(depths) - 1):
            _rack(
                canvas,
                edge_x,
                depths[i],
                depths[i + 1],
                seed=i + side * 3,
                alarm=side == 0 and i == 2,
            )
    canvas.fill([(1010, 930), (1062, 930), (1180, 1300), (860, 1300)], INK)
    with canvas.at(1036, 936, scale=3.5):
        figure(canvas, "down", INK, PAPER, walk=True, gap=1.8)


def _deep(x: float, y: float, t: float) -> tuple[float, float]:
    """A point of the front plane, drawn towards the vanishing point; t is 1 in front, 0 there."""
    return VANISH[0] + (x - VANISH[0]) * t, VANISH[1] + (y - VANISH[1]) * t


def _rack(canvas: Canvas, wall: float, near: float, far: float, seed: int, alarm: bool) -> None:
    gap = far + (near - far) * 0.07
    canvas.fill(
        [
            _deep(wall, -260, near),
            _deep(wall, -260, gap),
            _deep(wall, 1210, gap),
            _deep(wall, 1210, near),
        ],
        INK,
        PAPER,
        5 * near,
    )
    inner, outer = far + (near - far) * 0.16, near - (near - far) * 0.09
    for shelf in range(14):
        top = -215 + shelf * 101
        slot = [
            _deep(wall, top, outer),
            _deep(wall, top, inner),
            _deep(wall, top + 72, inner),
            _deep(wall, top + 72, outer),
        ]
        canvas.fill(slot, RED if alarm else COBALT)
        for k in range(5):
            depth = inner + (outer - inner) * (0.1 + 0.13 * k)
            if (shelf * 3 + k * 5 + seed) % 4:
                canvas.disc(*_deep(wall, top + 36, depth), 15 * depth, PAPER)


def eye_screen(canvas: Canvas) -> None:
    """A screen as wide as a wall is an eye that stares at someone small at a keyboard."""
    canvas.burst(900, 460, 300, 1900, 44, INK, share=0.4)
    canvas.fill(rounded([(150, -60), (1650, -60), (1650, 900), (150, 900)], 40), INK, PAPER, 14)
    glass = rounded([(206, -60), (1594, -60), (1594, 836), (206, 836)], 22)
    canvas.fill(glass, PAPER)
    with canvas.inside(glass):
        for y in range(20, 840, 34):
            canvas.fill(rect(206, y, 1388, 10), RED)
        lids = smooth([(260, 430), (560, 150), (900, 60), (1240, 150), (1540, 430)]) + smooth(
            [(1540, 430), (1240, 640), (900, 720), (560, 640), (260, 430)]
        )
        canvas.fill(lids, PAPER, INK, 30)
        with canvas.inside(lids):
            canvas.disc(900, 400, 300, INK)
            canvas.disc(900, 400, 274, RED)
            canvas.burst(900, 400, 150, 276, 40, INK, share=0.42)
            canvas.disc(900, 400, 150, INK)
            canvas.fill(ring_sector(900, 400, 96, 122, 190, 285), PAPER)
            canvas.notches((300, 330), (880, 20), 22, 150, 20, INK, turn=80)
            canvas.notches((920, 20), (1500, 330), 22, 150, 20, INK, turn=100)
    canvas.fill([(760, 900), (1040, 900), (1080, 1010), (720, 1010)], INK)
    canvas.fill(rect(-20, 1010, 1840, 220), INK)
    _worker_seen_from_behind(canvas)


def _worker_seen_from_behind(canvas: Canvas) -> None:
    with canvas.at(900, 1215, scale=2.3):
        back = smooth([(-120, 20), (-104, -70), (-46, -106), (46, -106), (104, -70), (120, 20)])
        canvas.fill([*back, (120, 60), (-120, 60)], RED, PAPER, 4)
        canvas.fill(rect(-17, -126, 34, 40), PAPER)
        canvas.fill(
            smooth(
                [
                    (-42, -160),
                    (-30, -204),
                    (0, -216),
                    (30, -204),
                    (42, -160),
                    (30, -122),
                    (-30, -122),
                ],
                True,
            ),
            INK,
            PAPER,
            4,
        )
        canvas.stroke(arc(0, -166, 50, 56, 190, 350), 9, INK, PAPER, 3)
        for x in (-50, 50):
            canvas.fill(
                rounded([(x - 11, -188), (x + 11, -188), (x + 11, -144), (x - 11, -144)], 8),
                RED,
                PAPER,
                3,
            )
        with canvas.inside([*back, (120, 60), (-120, 60)]):
            canvas.notches((122, 20), (60, -104), 9, 60, 9, INK, turn=200)


MOTIFS = {
    "keyboard-fist": Motif(keyboard_fist, (0.28, 0.05, 0.44, 0.9), RED),
    "gamepad": Motif(gamepad, (0.2, 0.1, 0.7, 0.85), RED),
    "servers": Motif(servers, (0.35, 0.3, 0.45, 0.6), INK),
    "eye-screen": Motif(eye_screen, (0.2, 0.1, 0.6, 0.85)),
}
