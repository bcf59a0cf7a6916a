"""What a strip of SVG is made of; the templates draw it. Places are percent of the width, so that any width fits."""

from typing import NamedTuple

from evidence_cli.page.axis import Axis


class Shape(NamedTuple):
    """One mark. kind: its class and form; x, x2: where it begins and ends; middle: of a diamond; told: its tooltip."""

    kind: str
    x: float
    x2: float = 0.0
    middle: float = 0.0
    told: str = ""


Strip = tuple[Shape, ...]


def interval_shapes(axis: Axis, low: float | None, high: float | None, kind: str) -> Strip:
    """Return the line of an interval, with an arrow at an end of the axis beyond which it goes on."""
    if low is None or high is None:
        return ()
    start, end = axis.place(low), axis.place(high)
    arrows = [Shape("left", 0.0)] if low < axis.low else []
    arrows += [Shape("right", 100.0)] if high > axis.high else []
    return (Shape(kind, start, end), *arrows)


def estimate_shape(axis: Axis, value: float, interval: str) -> Strip:
    """Return the mark of an estimate: full with a printed interval, hollow with ours, round without; none outside."""
    if not axis.low <= value <= axis.high:
        return (Shape("left" if value < axis.low else "right", axis.place(value)),)
    kind = {"printed": "square", "computed": "hollow"}.get(interval, "dot")
    return (Shape(kind, axis.place(value)),)


def diamond(axis: Axis, low: float, estimate: float, high: float) -> Strip:
    """Return the diamond of a pooled figure from the low to the high end of its interval."""
    start, end, middle = axis.place(low), axis.place(high), axis.place(estimate)
    width = max(end - start, 0.6)
    arrows = [Shape("left", 0.0)] if low < axis.low else []
    arrows += [Shape("right", 100.0)] if high > axis.high else []
    inside = round(100 * (middle - start) / width, 2)
    return (Shape("diamond", start, round(width, 2), inside), *arrows)


def grid(axis: Axis, threshold: float | None = None) -> Strip:
    """Return the lines that every row of a plot has: of no effect, and of the threshold."""
    found = [Shape("zero", axis.place(axis.reference))] if axis.reference is not None else []
    if threshold is not None and axis.low <= threshold <= axis.high:
        found.append(Shape("limit", axis.place(threshold)))
    return tuple(found)
