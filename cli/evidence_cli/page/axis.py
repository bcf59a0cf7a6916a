"""The axis of a forest plot: where a value stands between left (0) and right (100), and which values are named."""

from collections.abc import Iterable, Sequence
from math import ceil, floor, log10
from typing import NamedTuple

_RATIO_TICKS = (0.001, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 1000)
_FEW_RATIO_TICKS = (0.001, 0.01, 0.1, 1, 10, 100, 1000)
_LOWEST, _HIGHEST = 0.02, 50.0  # a ratio beyond is an arrow at the edge: its interval is told beside it
_STEPS = (1, 2, 5, 10)


class Axis(NamedTuple):
    """A scale from low to high. reference: the value of no effect, None where there is none."""

    low: float
    high: float
    is_log: bool
    ticks: tuple[float, ...]
    reference: float | None

    def place(self, value: float) -> float:
        """Return where the value stands, from 0 (left) to 100 (right); beyond the ends it stands at the end."""
        low, high, told = (self._scaled(each) for each in (self.low, self.high, value))
        return round(100 * min(1.0, max(0.0, (told - low) / (high - low))), 2)

    def _scaled(self, value: float) -> float:
        return log10(max(value, 1e-12)) if self.is_log else value


def ratio_axis(shown: Iterable[float]) -> Axis:
    """Return a log axis around 1 that holds the values as far as from 0.02 to 50."""
    values = [value for value in shown if value > 0]
    low = max(_LOWEST, min([*values, 0.5]) / 1.15)
    high = min(_HIGHEST, max([*values, 2.0]) * 1.15)
    few = high / low > 200
    ticks = [tick for tick in (_FEW_RATIO_TICKS if few else _RATIO_TICKS) if low <= tick <= high]
    return Axis(low, high, True, tuple(ticks), 1.0)


def difference_axis(shown: Iterable[float]) -> Axis:
    """Return an axis that holds 0 and the values."""
    values = [*shown, 0.0]
    step = _step(max(values) - min(values) or 1.0)
    low, high = floor(min(values) / step) * step, ceil(max(values) / step) * step
    low, high = (low, high) if low < high else (low - step, high + step)
    return Axis(low, high, False, _ticks(low, high, step), 0.0)


def share_axis(shown: Sequence[float], narrow: float | None) -> Axis:
    """Return an axis of percent from 0. narrow: no further than this, so that a pooled figure of 0.2 % can be seen."""
    top = max([*shown, 1.0])
    top = min(100.0, top if narrow is None else min(top, narrow))
    step = _step(top)
    high = min(100.0, ceil(top / step) * step)
    return Axis(0.0, high, False, _ticks(0.0, high, step), None)


def _step(width: float) -> float:
    """Return a round step of which three to seven make the width."""
    size = 10.0 ** floor(log10(width / 3))
    return size * max((step for step in _STEPS if size * step <= width / 3), default=1)  # 10 ** -1 is above 0.3 / 3


def _ticks(low: float, high: float, step: float) -> tuple[float, ...]:
    count = round((high - low) / step)
    return tuple(round(low + step * place, 10) for place in range(count + 1))
