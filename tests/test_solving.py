"""The lowest point and the root of a function, to the last digit as scipy.optimize finds them."""

import random
from functools import partial
from math import cos, exp, log

import pytest
from scipy.optimize import brentq, minimize

from evidence.binomial_normal import STARTS, log_likelihood
from evidence.pooling import WIDEST
from evidence.solving import lowest_point, lowest_smooth_point, root

OPTIONS = {"xatol": 1e-9, "fatol": 1e-12, "maxiter": 4000, "maxfev": 4000}


def banana(point: tuple[float, ...]) -> float:
    return float(100 * (point[1] - point[0] * point[0]) ** 2 + (1 - point[0]) ** 2)


def waves(point: tuple[float, ...]) -> float:
    return float(point[0] * point[0] + abs(point[1]) - cos(3 * point[0] * point[1]))


@pytest.mark.parametrize("function", [banana, waves])
@pytest.mark.parametrize("start", [(-1.2, 1.0), (0.0, 0.1), (3.0, -4.0), (0.0, 0.0)])
def test_the_lowest_point_is_the_one_that_scipy_finds(function, start) -> None:  # type: ignore[no-untyped-def]
    theirs = minimize(function, start, method="Nelder-Mead", options=OPTIONS)
    assert lowest_point(function, start) == (theirs.fun, tuple(theirs.x))


def test_the_fit_of_proportions_is_the_one_that_scipy_finds() -> None:
    numbers = random.Random(20261122)
    for _ in range(40):
        sizes = [numbers.randint(5, 300) for _ in range(numbers.randint(2, 9))]
        counts = [(numbers.randint(0, max(1, n // 4)), n) for n in sizes]
        start = (log(0.1), numbers.choice((0.1, 1.0)))

        def lack_of_fit(point, counts=counts):  # type: ignore[no-untyped-def]
            return -log_likelihood(counts, point[0], abs(point[1]))

        theirs = minimize(lack_of_fit, start, method="Nelder-Mead", options=OPTIONS)
        assert lowest_point(lack_of_fit, start) == (theirs.fun, tuple(theirs.x)), counts


def test_the_quick_way_leads_to_the_same_fit_in_less_than_half_of_the_steps() -> None:
    numbers, asked = random.Random(20261123), {"quick": 0, "slow": 0}
    for _ in range(60):
        sizes = [numbers.randint(5, 900) for _ in range(numbers.randint(2, 9))]
        counts = [(numbers.randint(0, max(1, n // numbers.choice((4, 40)))), n) for n in sizes]
        events, patients = sum(events for events, _ in counts), sum(sizes)

        def lack_of_fit(point, way, counts=counts):  # type: ignore[no-untyped-def]
            asked[way] += 1
            return -log_likelihood(counts, point[0], abs(point[1]))

        mean = log(events / (patients - events)) if events else 0.0
        quick = [lowest_smooth_point(partial(lack_of_fit, way="quick"), (mean, tau)) for tau in STARTS]
        slow = [lowest_point(partial(lack_of_fit, way="slow"), (mean, tau)) for tau in STARTS]
        if events and abs(min(slow)[1][1]) < WIDEST:
            assert min(quick)[0] <= min(slow)[0] + 1e-9, counts
    assert 2 * asked["quick"] < asked["slow"]


def test_what_is_not_smooth_is_gone_down_the_slow_way() -> None:
    assert lowest_smooth_point(waves, (3.0, -4.0))[0] <= lowest_point(waves, (3.0, -4.0))[0]


def test_the_root_is_the_one_that_scipy_finds() -> None:
    numbers = random.Random(20261122)
    for _ in range(300):
        a, b, end = numbers.uniform(0.01, 9), numbers.uniform(0.1, 5), numbers.choice((0.5, 1, 4, 1000))
        for curve in (_fraction, _decay, _cube):
            function = partial(curve, a, b)
            if function(0.0) * function(end) < 0:
                assert root(function, 0.0, end) == brentq(function, 0.0, end, xtol=1e-14, rtol=1e-13)


def _fraction(a: float, b: float, x: float) -> float:
    return a / (1 + x) - b / 6


def _decay(a: float, b: float, x: float) -> float:
    return exp(-a * x) - b / 6


def _cube(a: float, b: float, x: float) -> float:
    return x * x * x - a + b


def test_a_root_at_an_end_is_found_and_none_between_equal_signs() -> None:
    assert root(lambda x: x, 0.0, 1.0) == 0.0
    assert root(lambda x: x - 1, 0.0, 1.0) == 1.0
    with pytest.raises(ValueError, match="same sign"):
        root(lambda x: x + 1, 0.0, 1.0)
