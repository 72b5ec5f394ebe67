"""Charts drawn on the server as SVG, so that pages read without JavaScript."""

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
