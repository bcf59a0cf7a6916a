"""The three functions of statistics that pooling needs, without the library that takes half a second to load.

Checked against scipy.special and R to ten digits in tests/test_distributions.py.
"""

from functools import lru_cache
from math import erfc, exp, expm1, lgamma, log, log1p, pi, sqrt

from evidence.solving import root

_MOST_TERMS = 20_000
_SMALL = 1e-300


@lru_cache(maxsize=4096)  # parts, leave-one-out and days ask for the same counts again
def beta_quantile(a: float, b: float, p: float) -> float:
    """Return the share below which a beta distribution with a, b > 0 has the part p; 0 < p < 1. R: qbeta(p, a, b)."""
    if a == 1:  # closed forms, the first of no event among so many
        return -expm1(log1p(-p) / b)
    if b == 1:
        return exp(log(p) / a)
    return root(lambda share: beta_part(a, b, share) - p, 0.0, 1.0)


def beta_part(a: float, b: float, share: float) -> float:
    """Return the part of a beta distribution that is below a share: the regularised incomplete beta. R: pbeta."""
    if share <= 0 or share >= 1:
        return 0.0 if share <= 0 else 1.0
    front = exp(a * log(share) + b * log1p(-share) + lgamma(a + b) - lgamma(a) - lgamma(b))
    if share > (a + 1) / (a + b + 2):
        return 1 - front * _fraction(b, a, 1 - share) / b
    return front * _fraction(a, b, share) / a


def _fraction(a: float, b: float, x: float) -> float:
    """Return the continued fraction of the incomplete beta (DLMF 8.17.22) by Lentz's method."""
    c, d = 1.0, 1 / _not_zero(1 - (a + b) * x / (a + 1))
    found = d
    for m in range(1, _MOST_TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        before = found
        for term in (even, odd):
            d, c = 1 / _not_zero(1 + term * d), _not_zero(1 + term / c)
            found *= d * c
        if abs(found - before) <= 1e-16 * abs(found):
            break
    return found


def _not_zero(value: float) -> float:
    return value if abs(value) > _SMALL else _SMALL


def chi_square_tail(degrees: int, x: float) -> float:
    """Return the part of a chi-square distribution above x, 1 for x <= 0. R: pchisq(x, degrees, lower.tail = FALSE)."""
    half = max(x, 0.0) / 2
    if degrees % 2:
        found, term, power = erfc(sqrt(half)), exp(-half) * sqrt(half / pi) * 2, 1.5
    else:
        found, term, power = exp(-half), half * exp(-half), 2.0
    for _ in range((degrees - 1) // 2):
        found, term, power = found + term, term * half / power, power + 1
    return found


@lru_cache(maxsize=256)
def t_quantile(degrees: int, p: float) -> float:
    """Return the value below which Student's t has the part p, for p > 0.5. R: qt(p, degrees)."""
    share = beta_quantile(degrees / 2, 0.5, 2 * (1 - p))
    return sqrt(degrees * (1 - share) / share)
