"""The pictures of the demonstration site: posters cut in flat inks, drawn anew by this code.

The demo builders call `draw` for the bytes of an image and read `MOTIFS` for its focal point.
"""

from PIL import Image

from . import rights, school, screens, street, struggle, trades
from .canvas import HEIGHT, WIDTH, Canvas
from .motif import FocalPoint, Motif

__all__ = ["MOTIFS", "FocalPoint", "Motif", "draw"]

MOTIFS: dict[str, Motif] = {
    key: motif
    for module in (struggle, screens, trades, street, school, rights)
    for key, motif in module.MOTIFS.items()
}


def draw(key: str, size: tuple[int, int] = (WIDTH, HEIGHT)) -> Image.Image:
    """The picture of that motif in RGB, of that size in pixels, the same bytes every time.

    Another shape than three by two is cropped round the focal point. Raises KeyError for a motif
    that does not exist.
    """
    motif = MOTIFS[key]
    width, height = size
    printed = max(width, -(-height * WIDTH // HEIGHT))
    canvas = Canvas(printed, motif.ground)
    motif.paint(canvas)
    sheet = canvas.print()
    left = _crop_start(motif.focal_point.x * sheet.width, width, sheet.width)
    top = _crop_start(motif.focal_point.y * sheet.height, height, sheet.height)
    return sheet.crop((left, top, left + width, top + height))


def _crop_start(centre: float, wanted: int, available: int) -> int:
    return round(min(max(centre - wanted / 2, 0), available - wanted))
