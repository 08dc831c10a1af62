"""The hands of the posters, always the same hand: a fist, a grip on a card, an open palm.

Motifs place them with Canvas.at; a fist is about 120 units wide and its arm leaves downwards.
"""

from .canvas import INK, PAPER, Canvas
from .paths import Path, rounded, smooth

FINGERS = (
    [(-60, -58, 15), (-34, -66, 13), (-29, 4, 11), (-54, 12, 13)],
    [(-31, -70, 14), (-2, -73, 14), (0, 6, 12), (-27, 8, 12)],
    [(1, -71, 14), (29, -66, 14), (30, 10, 12), (2, 10, 12)],
    [(32, -61, 14), (57, -50, 15), (57, 14, 14), (32, 15, 11)],
)
PALM = [(-56, -54, 16), (54, -48, 16), (60, 16, 20), (46, 70, 26), (-40, 74, 26), (-60, 22, 20)]
THUMB = [
    (-62, 34, 14),
    (-44, 2, 16),
    (-4, -4, 10),
    (24, -10, 15),
    (34, 8, 14),
    (16, 24, 12),
    (-18, 34, 14),
    (-34, 58, 12),
]


def _silhouette(canvas: Canvas, parts: list[Path], ink: int, halo: int | None) -> None:
    """All parts of a hand as one shape, with a cut line round the whole if there is a halo."""
    if halo is not None:
        for part in parts:
            canvas.fill(part, halo, halo, 5)
    for part in parts:
        canvas.fill(part, ink)


def fist(canvas: Canvas, ink=INK, line=PAPER, arm=260.0, cuff=None, halo=None) -> None:
    """A clenched fist seen from the palm, knuckles up, centred on (0, 0)."""
    fingers = [rounded(finger) for finger in FINGERS]
    palm, thumb = rounded(PALM), rounded(THUMB)
    wrist = rounded([(-38, 40), (42, 40), (56, 60 + arm), (-60, 60 + arm)], 6)
    parts = [wrist, palm, *fingers, thumb]
    _silhouette(canvas, parts, ink, halo)
    with canvas.inside(*parts):
        for finger in fingers:
            canvas.fill(finger, ink, line, 3)
        for x, y in ((-45, -47), (-15, -56), (16, -54), (46, -43)):
            canvas.cut(x, y, 17, 4, 8, line)
        canvas.notches((59, -30), (59, 20), 6, 15, 6, line, turn=184)
        canvas.fill(thumb, ink, line, 3.4)
        canvas.fill(rounded([(10, 0, 4), (25, -4, 6), (27, 6, 6), (13, 11, 4)]), line)
        canvas.comb((-36, 66), (34, 58), 5, 22, 4, line, turn=84)
        canvas.notches((43, 84), (57, 60 + arm), int(arm / 10), 44, 7, line, turn=188)
    if cuff is not None:
        sleeve = rounded([(-58, 132), (58, 124), (76, 70 + arm), (-80, 70 + arm)], 5)
        canvas.fill(sleeve, cuff, line, 4)


def pinch(canvas: Canvas, ink=INK, line=PAPER, arm=300.0, halo=None) -> None:
    """The thumb's side of a hand that holds something flat: draw it over the thing held.

    The tip of the thumb is at (0, -70), the heel of the hand at (30, 60), the arm goes down.
    """
    heel = smooth([(-62, 40), (-40, 6), (10, -6), (62, 4), (84, 60), (74, 130), (-34, 132)], True)
    wrist = rounded([(-36, 100), (76, 96), (92, 120 + arm), (-52, 120 + arm)], 6)
    thumb = smooth(
        [(-16, -74), (8, -84), (28, -66), (34, -20), (42, 40), (10, 66), (-26, 44), (-22, -20)],
        True,
    )
    _silhouette(canvas, [heel, wrist, thumb], ink, halo)
    with canvas.inside(heel, wrist, thumb):
        canvas.fill(thumb, ink, line, 3.2)
        canvas.fill(rounded([(-9, -70, 8), (10, -76, 8), (14, -48, 6), (-6, -44, 6)]), line)
        canvas.cut(8, -18, 26, 4, 4, line)
        canvas.cut(9, -8, 20, 4, 4, line)
        canvas.notches((80, 30), (90, 120 + arm), int(arm / 9), 44, 7, line, turn=188)


PALM_THUMB = smooth(
    [(-44, -20), (0, -38), (48, -66), (66, -64), (66, -48), (34, -18), (6, 16), (-30, 20)], True
)


def palm_up(canvas: Canvas, ink=INK, line=PAPER, arm=600.0, halo=None) -> None:
    """An open hand seen from the side, fingers to the right, palm up, its arm from the left.

    The hollow of the palm is at (20, 0), the finger tips near (190, -30).
    """
    body = [(-90, -24), (-30, -18), (30, 6), (80, 14), (84, 44), (30, 66), (-40, 56), (-90, 44)]
    wrist = rounded([(-70, -26), (-70, 46), (-arm, 84), (-arm, -50)], 5)
    fingers = [
        smooth([(40, 30), (120, 40), (176, 20), (192, 26), (180, 46), (120, 70), (44, 66)], True),
        smooth([(50, 14), (130, 22), (190, -6), (206, -2), (196, 18), (136, 50), (50, 50)], True),
        smooth([(50, 4), (128, 4), (182, -28), (198, -24), (188, -4), (134, 32), (56, 36)], True),
    ]
    palm = smooth(body, True)
    parts = [wrist, palm, *fingers, PALM_THUMB]
    _silhouette(canvas, parts, ink, halo)
    with canvas.inside(*parts):
        for finger in reversed(fingers):
            canvas.fill(finger, ink, line, 3)
        canvas.fill(palm, ink)
        canvas.notches((40, 66), (-arm, 84), int(arm / 12), 40, 8, line, turn=-80)
        palm_thumb(canvas, ink, line)


def palm_thumb(canvas: Canvas, ink=INK, line=PAPER, halo=None) -> None:
    """The thumb of palm_up alone, to be laid over what that hand holds."""
    canvas.fill(PALM_THUMB, ink, line if halo is None else halo, 3)
    canvas.cut(18, -24, 22, 4, 60, line)
