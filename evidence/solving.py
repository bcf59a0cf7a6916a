"""The lowest point and the root of a function, for pooling.

scipy.optimize takes half a second to load, more than all of an answer. lowest_point and root do the same
arithmetic in the same order, so that they give its very numbers; tests/test_solving.py compares them.
"""

from collections.abc import Callable, Iterable, Sequence

Point = tuple[float, ...]
Corner = tuple[float, Point]  # the height of the function there, and where
Function = Callable[[Point], float]

_MOST_STEPS, _NEWTON_STEPS = 4000, 12
_NEAR, _LEVEL = 1e-9, 1e-12  # the corners have met: in place, and in height
_FIRST, _CLOSE = 0.5, 0.1  # of the corners: how far apart at first, and near enough for Newton's method
_STEP, _SETTLED = 3e-4, 1e-5  # of the differences that stand for slopes; the step behind one so small is none


def lowest_point(function: Function, start: Point) -> Corner:
    """Return the height and the place where the function is lowest near start (Nelder & Mead 1965).

    As scipy.optimize.minimize(method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-12}) finds it.
    """
    others = (_moved(start, axis) for axis in range(len(start)))
    return _descended((start, *others), function, _NEAR, _LEVEL)


def lowest_smooth_point(function: Function, start: Point) -> Corner:
    """Return the same of a smooth function of two numbers, in a third of the time: near it, then by Newton's method.

    Where Newton's method does not settle at once lowest_point goes on from there.
    """
    around: tuple[Point, ...] = (start, (start[0] + _FIRST, start[1]), (start[0], start[1] + _FIRST))
    height, point = _descended(around, function, _CLOSE, _CLOSE)
    for _ in range(_NEWTON_STEPS):
        step = _newton_step(function, point)
        if step is None:
            break
        there = (point[0] - step[0], point[1] - step[1])
        lower = function(there)
        if lower > height + _LEVEL:
            break
        height, point = lower, there
        if max(abs(step[0]), abs(step[1])) < _SETTLED:
            return height, point
    return lowest_point(function, point)


def _descended(points: Sequence[Point], function: Function, near: float, level: float) -> Corner:
    """Return the lowest corner of a simplex that went down until its corners are so near and so level."""
    corners = _in_order((function(point), point) for point in points)
    for _ in range(_MOST_STEPS):
        if _met(corners, near, level):
            break
        corners = _in_order(_stepped(corners, function))
    return corners[0]


def _newton_step(function: Function, point: Point) -> Point | None:
    """Return the step to where the slope would be zero, None where the function is not curved like a bowl."""
    x, y = point
    h, middle = _STEP, function(point)
    right, left, up, down = function((x + h, y)), function((x - h, y)), function((x, y + h)), function((x, y - h))
    both = function((x + h, y + h)) - function((x + h, y - h)) - function((x - h, y + h)) + function((x - h, y - h))
    xx, yy, xy = right - 2 * middle + left, up - 2 * middle + down, both / 4
    curvature = xx * yy - xy * xy
    if not (xx > 0 and curvature > 0):
        return None
    by_x, by_y = (right - left) / 2, (up - down) / 2
    return h * (yy * by_x - xy * by_y) / curvature, h * (xx * by_y - xy * by_x) / curvature


def _in_order(corners: Iterable[Corner]) -> list[Corner]:
    return sorted(corners, key=lambda corner: corner[0])


def _moved(start: Point, axis: int) -> Point:
    """Return the point a twentieth further along one axis."""
    moved = 0.00025 if start[axis] == 0 else (1 + 0.05) * start[axis]
    return (*start[:axis], moved, *start[axis + 1 :])


def _met(corners: Sequence[Corner], near: float, level: float) -> bool:
    """Return whether all corners are as good as one point."""
    low, best = corners[0]
    far = max(abs(value - best[axis]) for _, point in corners[1:] for axis, value in enumerate(point))
    return far <= near and max(abs(low - height) for height, _ in corners[1:]) <= level


def _stepped(corners: Sequence[Corner], function: Function) -> list[Corner]:
    """Return the corners with the highest one moved through the middle of the others, or all drawn to the lowest."""
    *kept, (highest, worst) = corners
    middle = tuple(sum(along) / len(kept) for along in zip(*(point for _, point in kept), strict=True))

    def beyond(reach: float) -> Corner:
        point = tuple((1 + reach) * centre - reach * value for centre, value in zip(middle, worst, strict=True))
        return function(point), point

    mirrored = beyond(1.0)
    if mirrored[0] < kept[0][0]:
        farther = beyond(2.0)
        return [*kept, farther if farther[0] < mirrored[0] else mirrored]
    if mirrored[0] < kept[-1][0]:
        return [*kept, mirrored]
    if mirrored[0] < highest:
        nearer = beyond(0.5)
        better = nearer[0] <= mirrored[0]
    else:
        nearer = beyond(-0.5)
        better = nearer[0] < highest
    return [*kept, nearer] if better else _drawn_in(corners, function)


def _drawn_in(corners: Sequence[Corner], function: Function) -> list[Corner]:
    """Return the corners half-way to the lowest one."""
    lowest = corners[0][1]
    points = [tuple(a + 0.5 * (b - a) for a, b in zip(lowest, point, strict=True)) for _, point in corners[1:]]
    return [corners[0], *((function(point), point) for point in points)]


def root(function: Callable[[float], float], low: float, high: float) -> float:
    """Return where the function is 0 between low and high, at which its signs differ (Brent 1973).

    As scipy.optimize.brentq(function, low, high, xtol=1e-14, rtol=1e-13) finds it. Raises ValueError where the signs
    are the same.
    """
    before, now = (low, function(low)), (high, function(high))
    if 0 in (before[1], now[1]):
        return low if before[1] == 0 else high
    if (before[1] < 0) == (now[1] < 0):
        raise ValueError(f"the function has the same sign at {low} and {high}")
    across, last, step = before, 0.0, 0.0  # across: the newest point on the other side of the root
    for _ in range(_MOST_STEPS):
        if before[1] != 0 and now[1] != 0 and (before[1] < 0) != (now[1] < 0):
            across = before
            last = step = now[0] - before[0]
        if abs(across[1]) < abs(now[1]):
            before, now, across = now, across, now
        near = (1e-14 + 1e-13 * abs(now[0])) / 2
        half = (across[0] - now[0]) / 2
        if now[1] == 0 or abs(half) < near:
            break
        last, step = _next_step(before, now, across, last=last, step=step, near=near)
        before = now
        place = now[0] + (step if abs(step) > near else near if half > 0 else -near)
        now = (place, function(place))
    return now[0]


def _next_step(
    before: tuple[float, float],
    now: tuple[float, float],
    across: tuple[float, float],
    *,
    last: float,
    step: float,
    near: float,
) -> tuple[float, float]:
    """Return the step before and the step to take: along a line or curve where that is short enough, else half."""
    half = (across[0] - now[0]) / 2
    if abs(last) <= near or abs(now[1]) >= abs(before[1]):
        return half, half
    if before[0] == across[0]:
        tried = -now[1] * (now[0] - before[0]) / (now[1] - before[1])
    else:
        by_before = (before[1] - now[1]) / (before[0] - now[0])
        by_across = (across[1] - now[1]) / (across[0] - now[0])
        rise = across[1] * by_across - before[1] * by_before
        tried = -now[1] * rise / (by_across * by_before * (across[1] - before[1]))
    return (step, tried) if 2 * abs(tried) < min(abs(last), 3 * abs(half) - near) else (half, half)
