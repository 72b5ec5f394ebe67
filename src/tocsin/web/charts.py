"""Charts drawn on the server as SVG, so that pages read without JavaScript."""

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line ready for SVG: its points, the area under it, the base line's height and the last point."""

    points: str
    area: str
    base_y: float
    end_x: float
    end_y: float
    top: float
    width: int
    height: int


def line(values: Sequence[float], base: float, width: int, height: int, pad: int = 3) -> Line | None:
    """Scale `values` (oldest first) into a box of `width` x `height` pixels; None where there are fewer than two.

    The vertical scale starts at 0 and ends at the largest of the values and twice the base, so that noise around a low
    base does not look like a crisis.
    """
    if len(values) < 2:
        return None
    top = max(*values, 2 * base, 1e-9)
    step = (width - 2 * pad) / (len(values) - 1)

    def y(value: float) -> float:
        return round(height - pad - (height - 2 * pad) * max(value, 0.0) / top, 1)

    xs = [round(pad + n * step, 1) for n in range(len(values))]
    points = " ".join(f"{x},{y(value)}" for x, value in zip(xs, values, strict=True))
    floor = height - pad
    return Line(
        points,
        f"{xs[0]},{floor} {points} {xs[-1]},{floor}",
        y(base),
        xs[-1],
        y(values[-1]),
        round(top, 1),
        width,
        height,
    )


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a chart: where, how large, the class that colours it, what it says and where it leads."""

    x: float
    y: float
    r: float
    kind: str
    label: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Acts by day in lanes, one a side."""

    dots: tuple[Dot, ...]
    lanes: tuple[Tick, ...]
    ticks: tuple[Tick, ...]
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Act:
    """One act to draw: its day counted from the left edge (0-based), its lane and what its dot says."""

    day: int
    lane: int
    kind: str
    label: str
    link: str


def timeline(acts: Sequence[Act], lanes: Sequence[str], days: Sequence[str], width: int = 900) -> Timeline:
    """Place acts above one another on the line of their lane; `days` are the ISO days from left to right."""
    left, lane_height, foot, radius = 8, 96, 22, 5.0
    step = (width - 2 * left) / max(1, len(days) - 1)
    height = lane_height * len(lanes) + foot
    floor = [lane_height * (n + 1) - 8.0 for n in range(len(lanes))]
    stacked: dict[tuple[int, int], int] = {}
    dots = []
    for act in acts:
        level = stacked[act.day, act.lane] = stacked.get((act.day, act.lane), -1) + 1
        y = max(floor[act.lane] - radius - level * 2 * radius, floor[act.lane] - lane_height + 20)
        dots.append(Dot(round(left + act.day * step, 1), round(y, 1), radius - 0.6, act.kind, act.label, act.link))
    wanted = range(0, len(days), max(1, len(days) // 6))
    ticks = tuple(Tick(round(left + n * step, 1), days[n][5:]) for n in wanted)
    return Timeline(tuple(dots), tuple(map(Tick, floor, lanes)), ticks, width, height)


@dataclass(frozen=True, slots=True)
class Fan:
    """Probabilities by horizon: the band of the range, the line, the base rates' line; 1 is at the top."""

    band: str
    line: str
    base: str
    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    grid: tuple[Tick, ...]
    width: int
    height: int


def fan(rows: Sequence[tuple[int, float, float, float, float]], width: int = 420, height: int = 220) -> Fan | None:
    """Draw (horizon in days, low, probability, high, base rate) rows, all within 0..1; None for fewer than two rows."""
    if len(rows) < 2:
        return None
    left, right, top, foot = 44, 20, 12, 30
    xs = [round(left + (width - left - right) * n / (len(rows) - 1), 1) for n in range(len(rows))]

    def y(value: float) -> float:
        return round(top + (height - top - foot) * (1 - min(1.0, max(0.0, value))), 1)

    def path(column: int) -> list[str]:
        return [f"{x},{y(row[column])}" for x, row in zip(xs, rows, strict=True)]

    dots = [
        Dot(
            x,
            y(row[2]),
            4,
            "said",
            f"{row[0]} days: {row[2]:.0%}, range {row[1]:.0%} to {row[3]:.0%}, base {row[4]:.0%}",
        )
        for x, row in zip(xs, rows, strict=True)
    ]
    return Fan(
        " ".join([*path(1), *reversed(path(3))]),
        " ".join(path(2)),
        " ".join(path(4)),
        tuple(dots),
        tuple(Tick(x, f"{row[0]} d") for x, row in zip(xs, rows, strict=True)),
        tuple(Tick(y(part / 4), f"{part * 25} %") for part in range(5)),
        width,
        height,
    )


@dataclass(frozen=True, slots=True)
class Square:
    """A reliability diagram: what was said to the right, what came true upwards, the diagonal between."""

    dots: tuple[Dot, ...]
    line: str
    diagonal: tuple[float, float, float, float]
    across: tuple[Tick, ...]
    upwards: tuple[Tick, ...]
    size: int


def reliability(bins: Sequence[tuple[float, float, int]], size: int = 310) -> Square:
    """Draw (mean said, share that came true, count) of each bin; a dot's area grows with its count."""
    left, pad = 40, 20
    span = size - left - pad

    def x(value: float) -> float:
        return round(left + span * value, 1)

    def y(value: float) -> float:
        return round(pad + span * (1 - value), 1)

    most = max((count for *_, count in bins), default=1)
    dots = tuple(
        Dot(
            x(said),
            y(came),
            round(3 + 9 * (count / most) ** 0.5, 1),
            "said",
            f"said {said:.0%}, came true {came:.0%}, {count} forecasts",
        )
        for said, came, count in bins
    )
    quarters = [n / 4 for n in range(5)]
    return Square(
        dots,
        " ".join(f"{dot.x},{dot.y}" for dot in dots),
        (x(0), y(0), x(1), y(1)),
        tuple(Tick(x(q), f"{q:.0%}") for q in quarters),
        tuple(Tick(y(q), f"{q:.0%}") for q in quarters),
        size,
    )


@dataclass(frozen=True, slots=True)
class Tie:
    """A line between two actors: its ends, its width in pixels, the class that colours it."""

    x1: float
    y1: float
    x2: float
    y2: float
    wide: float
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Net:
    """Actors on a ring and the ties between them."""

    dots: tuple[Dot, ...]
    ties: tuple[Tie, ...]
    width: int
    height: int


def ring(
    names: Sequence[tuple[str, str, int]],
    ties: Sequence[tuple[int, int, int, str, str]],
    width: int = 900,
    height: int = 560,
) -> Net:
    """Draw (name, link, weight) actors on an ellipse and (from, to, count, kind, label) ties between them."""
    rx, ry = width / 2 - 210, height / 2 - 46
    heaviest = max((weight for *_, weight in names), default=1)
    dots = []
    for n, (name, link, weight) in enumerate(names):
        turn = 2 * math.pi * n / max(1, len(names)) - math.pi / 2
        at = (round(width / 2 + rx * math.cos(turn), 1), round(height / 2 + ry * math.sin(turn), 1))
        side = "middle" if abs(math.cos(turn)) < 0.2 else "start" if math.cos(turn) > 0 else "end"
        dots.append(Dot(*at, round(4 + 10 * (weight / heaviest) ** 0.5, 1), side, name, link))
    most = max((count for _, _, count, *_ in ties), default=1)
    lines = tuple(
        Tie(dots[a].x, dots[a].y, dots[b].x, dots[b].y, round(1 + 5 * count / most, 1), kind, label)
        for a, b, count, kind, label in ties
    )
    return Net(tuple(dots), lines, width, height)
