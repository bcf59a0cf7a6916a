"""Quantiles and tails to ten digits as scipy.special and R give them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import betainc, betaincinv, chdtrc, stdtrit

from evidence.distributions import beta_part, beta_quantile, chi_square_tail, t_quantile


def alike(told: float, known: float) -> bool:
    return told == pytest.approx(known, rel=1e-10, abs=1e-300)


@settings(max_examples=400, deadline=None)
@given(st.integers(1, 6000), st.data(), st.sampled_from((0.025, 0.975)))
def test_the_bounds_of_a_share_are_those_of_scipy(n: int, data: st.DataObject, p: float) -> None:
    events = data.draw(st.integers(0, n - 1))
    assert alike(beta_quantile(events + 1, n - events, p), betaincinv(events + 1, n - events, p))


@settings(max_examples=200, deadline=None)
@given(st.floats(0.5, 3000), st.floats(0.5, 3000), st.floats(0.001, 0.999))
def test_the_part_of_a_beta_distribution_is_that_of_scipy(a: float, b: float, share: float) -> None:
    assert beta_part(a, b, share) == pytest.approx(betainc(a, b, share), rel=1e-9, abs=1e-13)


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 80), st.floats(0, 400))
def test_the_tail_of_chi_square_is_that_of_scipy(degrees: int, x: float) -> None:
    assert alike(chi_square_tail(degrees, x), chdtrc(degrees, x))


@pytest.mark.parametrize("degrees", range(1, 101))
def test_the_quantile_of_t_is_that_of_scipy(degrees: int) -> None:
    assert alike(t_quantile(degrees, 0.975), stdtrit(degrees, 0.975))


def test_a_statistic_that_rounding_made_negative_has_all_of_the_distribution_above_it() -> None:
    assert chi_square_tail(3, -1e-15) == 1.0


# R 4.2.2: qt(0.975, 1:10); pchisq(3.84, 1, lower.tail = FALSE), pchisq(10, 4, ...); qbeta(0.975, 1, 55), (.., 6, 359)
def test_values_that_r_gives() -> None:
    assert [t_quantile(k, 0.975) for k in (1, 2, 10)] == pytest.approx([12.70620473617, 4.30265272975, 2.22813885199])
    tails = [chi_square_tail(k, x) for k, x in ((1, 3.84), (4, 10.0))]
    assert tails == pytest.approx([0.0500435212487, 0.0404276819945], rel=1e-10)
    quantiles = [beta_quantile(1, 55, 0.975), beta_quantile(6, 359, 0.975)]
    assert quantiles == pytest.approx([0.0648707608254, 0.0317631137504], rel=1e-10)
