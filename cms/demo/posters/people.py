"""The people of the posters: small whole figures, and heads of a crowd. Nobody's portrait.

Motifs place them with Canvas.at; a figure is 100 units tall and stands on (0, 0).
"""

from .canvas import INK, PAPER, RED, Canvas
from .paths import arc, circle, ellipse, rect, ribbon, rounded, smooth

ARMS = {
    "down": (((-13, -77), (-18, -60), (-15, -44)), ((13, -77), (18, -60), (15, -44))),
    "fist": (((-13, -77), (-19, -60), (-14, -46)), ((12, -78), (21, -92), (19, -112))),
    "fists": (((-12, -78), (-21, -92), (-19, -112)), ((12, -78), (21, -92), (19, -112))),
    "hold": (((-13, -77), (-22, -66), (-31, -58)), ((13, -77), (22, -66), (31, -58))),
    "pull": (((-13, -77), (2, -66), (24, -70)), ((13, -77), (26, -68), (38, -74))),
    "carry": (((-13, -77), (-4, -62), (10, -66)), ((13, -77), (17, -64), (12, -78))),
}


def figure(canvas: Canvas, arms="down", ink=INK, edge=None, walk=False, skirt=False, gap=3.0):
    """One standing or walking person; edge cuts a line round them where they overlap others."""
    stride = ((-13, 2), (13, 0)) if walk else ((-7, 0), (7, 0))
    parts = [circle(0, -91, 9.5)]
    parts.append(rounded([(-17, -81, 6), (17, -81, 6), (12, -46, 3), (-12, -46, 3)]))
    for (foot_x, foot_y), hip in zip(stride, (-6, 6), strict=True):
        parts.append(ribbon([(hip, -50), (foot_x * 0.8, -24), (foot_x, foot_y)], [12, 9, 8]))
    if skirt:
        parts.append(rounded([(-11, -56, 2), (11, -56, 2), (17, -20, 2), (-17, -20, 2)]))
    for reach in ARMS[arms]:
        parts.append(ribbon(list(reach), [9, 8, 7]))
        parts.append(circle(*reach[-1], 5))
    if edge is not None:
        for part in parts:
            canvas.fill(part, edge, edge, gap)
    for part in parts:
        canvas.fill(part, ink)


def head(canvas: Canvas, kind: int, hair=INK, skin=PAPER, coat=RED, edge=PAPER) -> None:
    """Head and shoulders, 150 wide, chin near (0, 0); kind 0 to 7 chooses hair and headgear."""
    shoulders = rounded(
        [(-34, 22, 14), (34, 22, 14), (84, 44, 30), (100, 330, 4), (-100, 330, 4), (-84, 44, 30)]
    )
    canvas.fill(shoulders, coat, edge, 5)
    face = smooth(
        [(-34, -70), (0, -86), (34, -70), (36, -34), (20, -2), (0, 7), (-20, -2), (-36, -34)], True
    )
    _hair_behind(canvas, kind, hair, edge)
    canvas.fill(rect(-15, -14, 30, 44), skin)
    canvas.fill(face, skin, edge if kind not in (1, 3, 5) else None, 5)
    shade = [
        (2, 34),
        (15, 30),
        (15, -2),
        (34, -30),
        (36, -80),
        (20, -80),
        (12, -46),
        (16, -26),
        (6, -10),
    ]
    with canvas.inside(face, rect(-15, -14, 30, 44)):
        canvas.fill(shade, hair)
        canvas.notches((12, -44), (22, -78), 4, 12, 5, hair, turn=190)
    _features(canvas, hair, skin)
    _headgear(canvas, kind, hair, coat, edge)


def _hair_behind(canvas: Canvas, kind: int, hair: int, edge: int) -> None:
    if kind in (1, 5):
        canvas.fill(
            smooth(
                [(-40, -70), (0, -100), (42, -68), (50, 0), (46, 48), (-46, 48), (-50, 0)], True
            ),
            hair,
            edge,
            5,
        )
    if kind == 3:
        canvas.fill(
            smooth(
                [
                    (-46, -64),
                    (0, -98),
                    (46, -64),
                    (50, -10),
                    (64, 44),
                    (0, 62),
                    (-64, 44),
                    (-50, -10),
                ],
                True,
            ),
            hair,
            edge,
            5,
        )
    if kind == 6:
        canvas.disc(0, -104, 22, hair, edge, 5)


def _features(canvas: Canvas, hair: int, skin: int) -> None:
    canvas.cut(-16, -46, 19, 6, -4, hair)
    canvas.cut(-15, -39, 11, 5, 4, hair)
    canvas.cut(21, -39, 10, 4, -4, skin)
    canvas.fill([(-2, -42), (2, -42), (4, -20), (-7, -19), (-4, -24)], hair)
    canvas.cut(0, -8, 22, 5, 0, hair)
    canvas.cut(10, -8, 9, 3, 0, skin)


def _headgear(canvas: Canvas, kind: int, hair: int, coat: int, edge: int) -> None:
    cap = arc(0, -64, 40, 36, 180, 360)
    if kind == 0:
        canvas.fill([*arc(0, -58, 39, 36, 176, 364), (34, -66), (8, -70), (-20, -62)], hair)
    elif kind == 1:
        canvas.fill([*arc(0, -60, 40, 36, 170, 370), (30, -60), (-6, -76), (-32, -46)], hair)
    elif kind == 2:
        canvas.fill(cap, coat, edge, 4)
        canvas.fill(rounded([(-58, -70, 6), (12, -74, 4), (14, -62, 4), (-56, -58, 6)]), hair)
    elif kind == 3:
        canvas.fill([*arc(0, -56, 42, 42, 165, 375), (28, -62), (0, -72), (-28, -62)], hair)
    elif kind == 4:
        canvas.fill(arc(0, -62, 39, 22, 180, 360), hair)
        beard = [
            (-36, -36),
            (-22, -20),
            (-12, -16),
            (0, -14),
            (12, -16),
            (24, -20),
            (36, -36),
            (24, 6),
            (0, 18),
            (-24, 6),
        ]
        canvas.fill(smooth(beard, True), hair)
        canvas.cut(0, -8, 18, 5, 0, edge)
    elif kind == 5:
        canvas.fill([*arc(0, -60, 40, 36, 175, 365), (34, -58), (-34, -56)], hair)
        for x in (-16, 16):
            canvas.fill(ellipse(x, -40, 13, 11), hair)
            canvas.fill(ellipse(x, -40, 9, 7.5), edge)
    elif kind == 6:
        canvas.fill([*arc(0, -60, 39, 34, 174, 366), (30, -68), (0, -78), (-30, -68)], hair)
    else:
        for i in range(9):
            angle = 180 + i * 22.5
            [(x, y)] = arc(0, -66, 36, 30, angle, angle)[:1]
            canvas.disc(x, y, 15, hair)
        canvas.fill(arc(0, -66, 36, 30, 180, 360), hair)
