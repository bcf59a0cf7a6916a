"""Agreement of two people beyond chance: against values worked out by hand, and a second way to the standard error."""

from collections import Counter
from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.kappa import Agreement, cohen

Pairs = list[tuple[str, str]]
KINDS = st.sampled_from(["confirm", "correct", "reject"])


def table(cells: dict[tuple[str, str], int]) -> Pairs:
    return [pair for pair, count in cells.items() for _ in range(count)]


# Forty figures, our own: both confirm 18, both correct 7, both reject 7; 8 apart. By hand:
# po = 32/40; the first says confirm 22, correct 10, reject 8, the second 21, 10, 9;
# pe = (22*21 + 10*10 + 8*9) / 1600 = 634/1600; kappa = (1280 - 634) / (1600 - 634) = 646/966.
FORTY = table(
    {
        ("confirm", "confirm"): 18, ("confirm", "correct"): 3, ("confirm", "reject"): 1, ("correct", "confirm"): 2,
        ("correct", "correct"): 7, ("correct", "reject"): 1, ("reject", "confirm"): 1, ("reject", "reject"): 7,
    }
)  # fmt: skip


def test_kappa_of_forty_figures_is_the_one_worked_out_by_hand() -> None:
    found = cohen(FORTY)
    assert (found.n, found.agreed) == (40, 32)
    assert found.expected == pytest.approx(634 / 1600)
    assert found.kappa == pytest.approx(646 / 966)


def test_two_by_two_by_hand() -> None:
    """Both include 20, both exclude 15, 5 and 10 apart: po 0.7, pe (25*30 + 25*20) / 2500 = 0.5, kappa 0.2/0.5."""
    found = cohen(table({("i", "i"): 20, ("i", "e"): 5, ("e", "i"): 10, ("e", "e"): 15}))
    assert found.kappa == pytest.approx(0.4)
    assert (found.low, found.high) == (pytest.approx(0.1511, abs=1e-4), pytest.approx(0.6489, abs=1e-4))


def test_three_categories_of_a_textbook() -> None:
    """Fleiss, Statistical Methods for Rates and Proportions, the chapter on agreement: two raters, a hundred patients;
    as the book rounds it, kappa 0.68 with a standard error of 0.087 or 0.088."""
    cells = {("p", "p"): 75, ("p", "n"): 1, ("p", "o"): 4, ("n", "p"): 5, ("n", "n"): 4, ("n", "o"): 1, ("o", "o"): 10}
    found = cohen(table(cells))
    assert found.kappa == pytest.approx(0.676, abs=5e-4)
    assert _error(found) == pytest.approx(0.0875, abs=1e-3)


def _error(found: Agreement) -> float:
    assert found.high is not None
    assert found.kappa is not None
    return (found.high - found.kappa) / 1.959963984540054


@pytest.mark.parametrize("pairs", [FORTY, FORTY[5:], [("a", "b"), ("b", "b"), ("a", "a")] * 40], ids=len)
def test_the_standard_error_is_that_of_the_delta_method_by_numbers(pairs: Pairs) -> None:
    found = cohen(pairs)
    assert _error(found) == pytest.approx(_by_delta(pairs), rel=1e-5)


def _by_delta(pairs: Pairs) -> float:
    """The error of kappa as a function of the shares of its table, from slopes taken numerically."""
    n, counts, kinds = len(pairs), Counter(pairs), {kind for pair in pairs for kind in pair}
    shares = {(one, other): counts[one, other] / n for one in kinds for other in kinds}
    step, slope = 1e-6, {}
    for cell in shares:
        up, down = (_kappa({**shares, cell: shares[cell] + sign * step}) for sign in (1, -1))
        slope[cell] = (up - down) / (2 * step)
    mean = sum(shares[cell] * slope[cell] for cell in shares)
    return sqrt((sum(shares[cell] * slope[cell] ** 2 for cell in shares) - mean * mean) / n)


def _kappa(shares: dict[tuple[str, str], float]) -> float:
    kinds = {kind for cell in shares for kind in cell}
    seen = sum(shares[kind, kind] for kind in kinds)
    chance = sum(
        sum(share for (one, _), share in shares.items() if one == kind)
        * sum(share for (_, other), share in shares.items() if other == kind)
        for kind in kinds
    )
    return (seen - chance) / (1 - chance)


def test_where_both_always_say_the_same_one_thing_kappa_is_not_defined() -> None:
    found = cohen([("confirm", "confirm")] * 12)
    assert found == Agreement(12, 12, 1.0, None, None, None)


def test_where_nothing_was_judged_by_both_there_is_neither_agreement_nor_kappa() -> None:
    assert cohen([]) == Agreement(0, 0, None, None, None, None)


def test_full_agreement_on_several_kinds_is_one_without_an_interval() -> None:
    found = cohen([("confirm", "confirm"), ("reject", "reject")] * 5)
    assert (found.kappa, found.low, found.high) == (1.0, None, None)


def test_no_agreement_at_all_is_less_than_chance() -> None:
    assert cohen([("a", "b"), ("b", "a")] * 5).kappa == -1.0


def test_agreement_as_chance_would_have_it_is_zero() -> None:
    assert cohen(table({("a", "a"): 4, ("a", "b"): 4, ("b", "a"): 4, ("b", "b"): 4})).kappa == 0.0


@given(st.lists(st.tuples(KINDS, KINDS), min_size=1, max_size=60))
def test_kappa_is_that_of_exact_fractions_whoever_is_first_and_never_beyond_one(pairs: Pairs) -> None:
    found, turned = cohen(pairs), cohen([(other, one) for one, other in pairs])
    n = len(pairs)
    seen = Fraction(sum(one == other for one, other in pairs), n)
    chance = sum(
        (
            Fraction(sum(one == kind for one, _ in pairs), n) * Fraction(sum(other == kind for _, other in pairs), n)
            for kind in {one for one, _ in pairs}
        ),
        Fraction(0),
    )
    if chance == 1:
        assert found.kappa is None
        return
    assert found.kappa == pytest.approx(float((seen - chance) / (1 - chance)))
    assert turned.kappa == pytest.approx(found.kappa)
    if found.low is not None and found.high is not None:
        assert -1 <= found.low <= found.kappa <= found.high <= 1
