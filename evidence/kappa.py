"""How far two people agree, beyond what chance would bring: percent agreement and Cohen's kappa. Pure.

    kappa = (po - pe) / (1 - pe)     po: share that agrees; pe: share expected where each goes by their own rates

Source: Cohen 1960, Educational and Psychological Measurement 20:37-46; the standard error for large samples: Fleiss,
Cohen and Everitt 1969, Psychological Bulletin 72:323-327, equation 13.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

_NORMAL_95 = 1.959963984540054  # the 97.5th percentile of the normal distribution


@dataclass(frozen=True, slots=True)
class Agreement:
    """What two people said of the same things. n: of how many; agreed: of how many the same.

    kappa: None where nothing was judged by both, or where both said one and the same of everything: then chance alone
    would bring full agreement, and kappa is not defined. low, high: 95 % interval, None without kappa and where they
    agree on everything, since the large-sample error is 0 then, which is no certainty. expected: pe, None without n.
    """

    n: int
    agreed: int
    expected: float | None
    kappa: float | None
    low: float | None
    high: float | None


def cohen(pairs: Sequence[tuple[str, str]]) -> Agreement:
    """Return the agreement of two people; pairs: what the first and the second said of each thing."""
    n = len(pairs)
    cells = Counter(pairs)
    agreed = sum(count for (one, other), count in cells.items() if one == other)
    if n == 0:
        return Agreement(0, 0, None, None, None, None)
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(first[kind] * second[kind] for kind in first)  # in whole numbers: 1 is met exactly
    if chance == n * n:
        return Agreement(n, agreed, 1.0, None, None, None)
    expected = chance / (n * n)
    kappa = (agreed / n - expected) / (1 - expected)
    if agreed == n:
        return Agreement(n, agreed, expected, kappa, None, None)
    margin = _NORMAL_95 * _error(cells, kappa, expected)
    return Agreement(n, agreed, expected, kappa, max(-1.0, kappa - margin), min(1.0, kappa + margin))


def _error(cells: Counter[tuple[str, str]], kappa: float, expected: float) -> float:
    """Return the large-sample standard error of kappa, by the shares of the table."""
    n = cells.total()
    first: Counter[str] = Counter()
    second: Counter[str] = Counter()
    for (one, other), count in cells.items():
        first[one] += count
        second[other] += count
    same = apart = 0.0
    for (one, other), count in cells.items():
        if one == other:
            same += count / n * (1 - (first[one] + second[one]) / n * (1 - kappa)) ** 2
        else:
            apart += count / n * ((second[one] + first[other]) / n) ** 2
    variance = same + (1 - kappa) ** 2 * apart - (kappa - expected * (1 - kappa)) ** 2
    return sqrt(max(variance, 0.0) / n) / (1 - expected)
