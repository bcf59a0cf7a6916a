"""The interval of a share without a statistics library is the one that the pooling uses."""

import pytest

from evidence.exact import exact_interval
from evidence.pooling import clopper_pearson

PAIRS = [(0, 1), (1, 1), (0, 55), (1, 507), (5, 364), (3, 210), (28, 55), (52, 55), (55, 55), (617, 617), (300, 2000)]


@pytest.mark.parametrize(("events", "n"), PAIRS)
def test_the_two_ways_to_the_exact_interval_meet(events: int, n: int) -> None:
    assert exact_interval(events, n) == pytest.approx(clopper_pearson(events, n), abs=1e-9)


def test_no_death_among_55_still_allows_six_and_a_half_percent() -> None:
    assert exact_interval(0, 55) == pytest.approx((0, 0.0649), abs=5e-5)  # 1 - 0.025 ** (1 / 55)


@pytest.mark.parametrize(("events", "n"), [(-1, 5), (6, 5), (0, 0)])
def test_what_is_no_share_is_refused(events: int, n: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        exact_interval(events, n)
