"""Outlines as lists of points: circles, rounded polygons, smooth curves, bands, gouge strokes.

The canvas and the motifs build every shape from these; nothing here knows about inks or pictures.
"""

from itertools import pairwise
from math import cos, hypot, pi, radians, sin

Point = tuple[float, float]
Path = list[Point]


def rect(x: float, y: float, width: float, height: float) -> Path:
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def arc(x: float, y: float, rx: float, ry: float, start: float, end: float) -> Path:
    """Points of an ellipse between two angles in degrees, clockwise from the right."""
    count = max(8, int(abs(end - start) / 360 * max(24, 2 * pi * max(rx, ry) / 20)))
    angles = [radians(start + (end - start) * i / count) for i in range(count + 1)]
    return [(x + rx * cos(a), y + ry * sin(a)) for a in angles]


def circle(x: float, y: float, radius: float) -> Path:
    return arc(x, y, radius, radius, 0, 360)[:-1]


def ellipse(x: float, y: float, rx: float, ry: float) -> Path:
    return arc(x, y, rx, ry, 0, 360)[:-1]


def ring_sector(x, y, inner: float, outer: float, start: float, end: float) -> Path:
    """A piece of a ring between two radii and two angles."""
    return arc(x, y, outer, outer, start, end) + arc(x, y, inner, inner, end, start)


def rounded(corners: list[tuple], radius: float = 0.0) -> Path:
    """A polygon with softened corners; a corner (x, y, r) has its own radius."""
    path: Path = []
    count = len(corners)
    for i, corner in enumerate(corners):
        x, y = corner[:2]
        wanted = corner[2] if len(corner) > 2 else radius
        (px, py), (nx, ny) = corners[i - 1][:2], corners[(i + 1) % count][:2]
        before, after = hypot(px - x, py - y) or 1, hypot(nx - x, ny - y) or 1
        reach = min(wanted, before / 2, after / 2)
        if not reach:
            path.append((x, y))
            continue
        a = (x + (px - x) * reach / before, y + (py - y) * reach / before)
        b = (x + (nx - x) * reach / after, y + (ny - y) * reach / after)
        path += [_quadratic(a, (x, y), b, t / 7) for t in range(8)]
    return path


def _quadratic(a: Point, b: Point, c: Point, t: float) -> Point:
    u = 1 - t
    return (
        u * u * a[0] + 2 * u * t * b[0] + t * t * c[0],
        u * u * a[1] + 2 * u * t * b[1] + t * t * c[1],
    )


def smooth(points: Path, closed: bool = False, steps: int = 10) -> Path:
    """A Catmull-Rom curve through the points."""
    count = len(points)
    path: Path = []
    for i in range(count if closed else count - 1):
        around = [i - 1, i, i + 1, i + 2]
        if closed:
            p0, p1, p2, p3 = (points[j % count] for j in around)
        else:
            p0, p1, p2, p3 = (points[min(max(j, 0), count - 1)] for j in around)
        for step in range(steps):
            t = step / steps
            path.append(tuple(_catmull(p0[k], p1[k], p2[k], p3[k], t) for k in (0, 1)))
    return path if closed else [*path, points[-1]]


def _catmull(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3
    )


def ribbon(points: Path, width) -> Path:
    """A band along the points: one width, or a list of widths spread evenly from start to end."""
    widths = [width, width] if isinstance(width, (int, float)) else list(width)
    left, right = [], []
    last = len(points) - 1
    for i, (x, y) in enumerate(points):
        (ax, ay), (bx, by) = points[max(i - 1, 0)], points[min(i + 1, last)]
        length = hypot(bx - ax, by - ay) or 1
        nx, ny = -(by - ay) / length, (bx - ax) / length
        at = i / last * (len(widths) - 1)
        low = min(int(at), len(widths) - 2)
        half = (widths[low] + (widths[low + 1] - widths[low]) * (at - low)) / 2
        left.append((x + nx * half, y + ny * half))
        right.append((x - nx * half, y - ny * half))
    return left + right[::-1]


def lens(x: float, y: float, length: float, width: float, turn: float) -> Path:
    """The mark of a gouge: pointed at both ends, widest a little before the middle."""
    c, s = cos(radians(turn)), sin(radians(turn))
    half = length / 2
    shape = [(-half, 0), (-half * 0.3, width / 2), (half * 0.3, width * 0.42), (half, 0)]
    shape += [(half * 0.2, -width * 0.42), (-half * 0.4, -width / 2)]
    return [(x + px * c - py * s, y + px * s + py * c) for px, py in shape]


def spike(x: float, y: float, length: float, width: float, turn: float) -> Path:
    """A notch cut from an edge: wide where it starts, pointed where the gouge is lifted."""
    c, s = cos(radians(turn)), sin(radians(turn))
    shape = [(-width, -width * 0.6), (length * 0.4, -width * 0.28), (length, 0)]
    shape += [(length * 0.35, width * 0.3), (-width, width * 0.6)]
    return [(x + px * c - py * s, y + px * s + py * c) for px, py in shape]


def refine(path: Path, step: float) -> Path:
    """The same closed outline with no edge longer than step."""
    points: Path = []
    for (ax, ay), (bx, by) in pairwise([*path, path[0]]):
        count = max(1, int(hypot(bx - ax, by - ay) / step))
        points += [(ax + (bx - ax) * i / count, ay + (by - ay) * i / count) for i in range(count)]
    return points
