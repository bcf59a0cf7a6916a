"""The exact interval of one share, without a statistics library: a page with a hundred of them is drawn at once."""

from collections.abc import Callable
from math import exp, lgamma, log, log1p

_TAIL = 0.025  # on each side: 95 % together
_HALVINGS = 40  # of the interval from 0 to 1: some twelve digits


def exact_interval(events: int, n: int) -> tuple[float, float]:
    """Return the two-sided 95 % Clopper-Pearson interval of events among n, as proportions.

    The same figures as evidence.pooling.clopper_pearson, which asks scipy; a test holds the two together.
    Source: Clopper & Pearson 1934, Biometrika 26:404. Raises ValueError unless 0 <= events <= n and n > 0.
    """
    if not 0 <= events <= n or n == 0:
        raise ValueError(f"{events} of {n} is no share")
    low = 0.0 if events == 0 else 1 - _highest(n - events, n)
    high = 1.0 if events == n else _highest(events, n)
    return low, high


def _highest(events: int, n: int) -> float:
    """Return the highest share under which so few events still have a chance of 2.5 %."""
    return _where(lambda share: _at_most(events, n, share) > _TAIL)


def _where(is_below: Callable[[float], bool]) -> float:
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if is_below(middle) else (low, middle)
    return (low + high) / 2


def _at_most(events: int, n: int, share: float) -> float:
    """Return the chance of at most so many events; the shorter tail is summed."""
    if events > n / 2:
        return 1 - sum(_chance(k, n, share) for k in range(events + 1, n + 1))
    return sum(_chance(k, n, share) for k in range(events + 1))


def _chance(k: int, n: int, share: float) -> float:
    return exp(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + k * log(share) + (n - k) * log1p(-share))
