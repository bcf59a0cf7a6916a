"""Pooling agrees with R metafor 3.8.1 (R 4.2.2, lme4 1.1.31); tests/metafor_constants.R made every constant."""

from math import exp, log, sqrt

import pytest

from evidence.pooling import (
    BINOMIAL_NORMAL,
    CLOPPER_PEARSON,
    CLOPPER_PEARSON_SUM,
    Z95,
    clopper_pearson,
    leave_one_out,
    pool_effects,
    pool_proportions,
    risk_ratio,
)

TRM_ALL = (
    [1, 1, 5, 3, 0, 3, 0, 0, 1, 1, 0, 0, 0, 0, 5, 0],
    [26, 5, 85, 210, 24, 41, 26, 99, 507, 24, 174, 32, 30, 617, 364, 21],
)
TRM_2015 = ([3, 0, 0, 1, 1, 0, 0, 0, 0, 5, 0], [210, 24, 99, 507, 24, 174, 32, 30, 617, 364, 21])
TRM_OLD = ([1, 1, 5, 3, 0], [26, 5, 85, 41, 26])
PRITZ = ([16, 10, 4, 43, 10, 25, 13, 12, 22, 4, 5, 18, 58, 6], [17, 12, 8, 58, 10, 42, 14, 12, 41, 5, 6, 23, 68, 10])
DEBRUIN = (
    [11, 24, 179, 82, 60, 11, 99, 9, 88, 17, 26, 23, 40],
    [29, 33, 326, 240, 110, 29, 244, 17, 215, 26, 138, 55, 54],
)
# percent: estimate, low, high, prediction low, prediction high; then tau2
SHARES = {
    "transplant-related deaths, all years": (
        TRM_ALL, (0.6828591, 0.2105024, 2.1918785, 0.0235118, 16.7369805), 2.6024761
    ),
    "transplant-related deaths since 2015": (
        TRM_2015, (0.3010236, 0.0717783, 1.2532495, 0.0192157, 4.5284823), 1.4380592
    ),
    "transplant-related deaths before 2015, no spread": (
        TRM_OLD, (5.4644809, 2.9650910, 9.8566937, 2.9650910, 9.8566937), 0.0
    ),
    "dat.pritz1997": (PRITZ, (79.8445097, 69.2402620, 87.4553368, 44.2583571, 95.1841096), 0.5893309),
    "dat.debruin2009": (DEBRUIN, (47.2076226, 38.2164867, 56.3836383, 20.2139859, 75.9392285), 0.3786829),
}  # fmt: skip


def pairs(columns: tuple[list[int], list[int]]) -> list[tuple[int, int]]:
    return list(zip(*columns, strict=True))


@pytest.mark.parametrize("name", SHARES)
def test_pooled_shares_are_those_of_metafor(name: str) -> None:
    columns, percents, tau2 = SHARES[name]
    pooled = pool_proportions(pairs(columns))
    ours = (pooled.estimate, pooled.low, pooled.high, pooled.prediction_low, pooled.prediction_high)
    assert pooled.model == BINOMIAL_NORMAL
    assert ours == pytest.approx([percent / 100 for percent in percents], abs=1e-4)
    assert pooled.tau2 == pytest.approx(tau2, rel=2e-3, abs=1e-4)


# percent: estimate, low, high; where nearly all of the events are in one series the likelihood is flat
UNLIKE = {
    ((7, 51), (0, 213)): (0.6725715, 0.0019127, 70.5626257),
    ((9, 60), (0, 240), (1, 150)): (0.7915170, 0.0278852, 18.5804705),
}


@pytest.mark.parametrize("counts", UNLIKE)
def test_a_series_that_has_nearly_all_of_the_events_makes_the_interval_as_wide_as_metafors(
    counts: tuple[tuple[int, int], ...],
) -> None:
    pooled = pool_proportions(counts)
    ours = [100 * share for share in (pooled.estimate, pooled.low, pooled.high)]
    assert ours == pytest.approx(UNLIKE[counts], rel=1e-2)


@pytest.mark.parametrize(
    ("columns", "p"),
    [(TRM_ALL, 0.0000153), (TRM_2015, 0.0303244), (TRM_OLD, 0.3304710), (PRITZ, 0.0000600)],
)
def test_whether_studies_differ_more_than_chance_is_told_as_metafor_tells_it(
    columns: tuple[list[int], list[int]], p: float
) -> None:
    assert pool_proportions(pairs(columns)).differ_p == pytest.approx(p, abs=1e-6)


@pytest.mark.parametrize(
    ("events", "n", "low", "high"),
    [
        (0, 55, 0.0, 6.4870761),
        (3, 210, 0.2955803, 4.1179059),
        (5, 364, 0.4474771, 3.1763114),
        (36, 36, 90.2606244, 100.0),
    ],
)
def test_the_exact_interval_is_that_of_r(events: int, n: int, low: float, high: float) -> None:
    assert [100 * bound for bound in clopper_pearson(events, n)] == pytest.approx([low, high], abs=1e-6)


def test_no_death_among_55_still_allows_six_and_a_half_percent() -> None:
    assert clopper_pearson(0, 55)[1] > 0.0648


def test_studies_without_any_event_are_bounded_exactly_on_the_sum() -> None:
    pooled = pool_proportions([(0, 30), (0, 25)])
    assert (pooled.model, pooled.k, pooled.low) == (CLOPPER_PEARSON_SUM, 2, 0.0)
    assert pooled.high == clopper_pearson(0, 55)[1]
    assert pooled.tau2 is None


@pytest.mark.parametrize(
    "counts",
    [[(0, 2000), (0, 2000), (3, 40)], [(0, 2000), (30, 40)], [(0, 14), (9, 9)], [(0, 1), (0, 5), (0, 200), (2, 2)]],
)
def test_counts_that_determine_no_spread_are_summed_and_told_to_differ(counts: list[tuple[int, int]]) -> None:
    pooled = pool_proportions(counts)
    assert (pooled.model, pooled.tau2, pooled.prediction_high) == (CLOPPER_PEARSON_SUM, None, None)
    assert pooled.differ_p is not None
    assert pooled.differ_p < 0.01


def test_one_study_keeps_its_own_exact_interval() -> None:
    pooled = pool_proportions([(1, 24)])
    assert (pooled.model, pooled.low, pooled.high) == (CLOPPER_PEARSON, *clopper_pearson(1, 24))


def test_studies_in_which_everybody_had_the_event_are_bounded_exactly_too() -> None:
    assert pool_proportions([(36, 36), (10, 10)]).high == 1.0


def test_the_order_of_studies_changes_no_digit() -> None:
    studies = pairs(TRM_2015)
    assert pool_proportions(studies) == pool_proportions(studies[::-1])
    effects = [(-0.7, 0.3), (0.4, 0.25), (-0.1, 0.2)]
    assert pool_effects(effects) == pool_effects(effects[::-1])


@pytest.mark.parametrize(("events", "n"), [(-1, 5), (6, 5), (0, 0)])
def test_what_is_no_proportion_is_refused(events: int, n: int) -> None:
    with pytest.raises(ValueError, match="no proportion"):
        clopper_pearson(events, n)


@pytest.mark.parametrize("nothing", [[], [(0.1, 0.0)]])
def test_nothing_to_pool_is_an_error_and_not_a_zero(nothing: list[tuple[float, float]]) -> None:
    with pytest.raises(ValueError, match="nothing to pool"):
        pool_effects(nothing)


def test_no_counts_to_pool_are_an_error_and_not_a_zero() -> None:
    with pytest.raises(ValueError, match="nothing to pool"):
        pool_proportions([])


BCG = (
    [
        -0.8893113339, -1.5853886572, -1.3480731483, -1.4415511900, -0.2175473222, -0.7861155858, -1.6208982236,
        0.0119523335, -0.4694176487, -1.3713448035, -0.3393588283, 0.4459134006, -0.0173139482,
    ],
    [
        0.3255847650, 0.1945811214, 0.4153679654, 0.0200100319, 0.0512101722, 0.0069056185, 0.2230172476, 0.0039615793,
        0.0564342105, 0.0730247936, 0.0124122140, 0.5325058452, 0.0714046597,
    ],
)  # fmt: skip
LI = (
    [
        -0.8303483021, -1.1096621249, -1.2982253426, -0.0434851119, -1.2809338455, -2.3048552415, -0.6751286751,
        0.2231435513, -0.5930637220, -0.2976451952, -1.1631508098, -0.7932306391, -1.5742584053, 0.0575872511,
        -0.0555698512, 1.0986122887, -1.0986122887, 0.0025378648, -1.7917594692, -1.1119458195, -0.4433901249,
        -1.0986122887,
    ],
    [
        1.5550527903, 0.3573260073, 0.6655961609, 2.0434988180, 1.4250000000, 1.1542465471, 0.2851948052, 0.2392857143,
        0.8502506266, 0.0214980759, 0.3027777778, 0.3917084378, 0.3320387736, 0.0010012201, 0.7222651223, 2.7322404372,
        0.2344921609, 0.0049834998, 0.6458333333, 2.6933345186, 0.0187311599, 1.3560606061,
    ],
)  # fmt: skip


def from_intervals(*ratios: tuple[float, float, float]) -> tuple[list[float], list[float]]:
    errors = [(log(high) - log(low)) / (2 * Z95) for _, low, high in ratios]
    return [log(ratio) for ratio, _, _ in ratios], [error * error for error in errors]


# estimate, low, high, prediction low, prediction high (ratios); then tau2, and the p value of Cochran's Q
EFFECTS = {
    "dat.bcg, risk ratios": (BCG, (0.4892077, 0.3298562, 0.7255408, 0.1346030, 1.7780009), 0.3180685, 1.9967646e-26),
    "dat.li2007, odds ratios": (LI, (0.6257435, 0.4810168, 0.8140151, 0.3082694, 1.2701716), 0.0998955, 2.8129692e-05),
    "two cohorts in secondary progressive MS that differ": (
        from_intervals((0.50, 0.31, 0.81), (1.49, 0.70, 3.14)),
        (0.8295879, 0.0008205, 838.79363, 1.0380635e-05, 66298.074),
        0.4928287,
        0.016302514,
    ),
    "three that agree, no spread": (
        from_intervals((0.27, 0.08, 0.84), (0.30, 0.12, 0.75), (0.33, 0.15, 0.72)),
        (0.3067453, 0.2426024, 0.3878473, 0.2426024, 0.3878473),
        0.0,
        0.9603784,
    ),
    "relapse-free, against alemtuzumab": (
        from_intervals((0.13, 0.02, 0.63), (0.29, 0.13, 0.63)),
        (0.25240574, 0.0053360363, 11.939322, 0.0053360363, 11.939322),
        0.0,
        0.40709513,
    ),
    "free of MRI activity, against alemtuzumab": (
        from_intervals((0.13, 0.03, 0.59), (0.33, 0.15, 0.72)),
        (0.25913203, 0.0014456324, 46.44985, 0.00057082208, 117.63632),
        0.0650772,
        0.27808079,
    ),
}


@pytest.mark.parametrize("name", EFFECTS)
def test_pooled_effects_are_those_of_metafor(name: str) -> None:
    (effects, variances), ratios, tau2, p = EFFECTS[name]
    pooled = pool_effects([(effect, sqrt(variance)) for effect, variance in zip(effects, variances, strict=True)])
    ours = (pooled.estimate, pooled.low, pooled.high, pooled.prediction_low, pooled.prediction_high)
    assert [exp(value) for value in ours if value is not None] == pytest.approx(ratios, rel=1e-4)
    assert pooled.tau2 == pytest.approx(tau2, abs=1e-4)
    assert pooled.differ_p == pytest.approx(p, rel=1e-5)


def test_one_effect_keeps_its_own_interval_and_predicts_nothing() -> None:
    pooled = pool_effects([(log(0.07), 0.5)])
    assert (pooled.low, pooled.prediction_low) == (pytest.approx(log(0.07) - Z95 * 0.5), None)
    assert pooled.differ_p is None


@pytest.mark.parametrize(
    ("cells", "ratio"),
    [((3, 55, 34, 55), (0.0882353, 0.0287974, 0.2703536)), ((0, 48, 5, 50), (0.0946197, 0.0053735, 1.6661194))],
)
def test_the_risk_ratio_of_counts_is_that_of_metafor(
    cells: tuple[int, int, int, int], ratio: tuple[float, float, float]
) -> None:
    assert risk_ratio(*cells) == pytest.approx(ratio, abs=1e-6)


def test_no_event_in_either_arm_says_nothing_about_their_ratio() -> None:
    assert risk_ratio(0, 55, 0, 55) is None
    assert risk_ratio(10, 10, 12, 12) is None


# Without each study in turn: estimate, low, high in percent, or as ratios.
SHARES_WITHOUT = {
    "since 2015": (TRM_2015, (
        (0.1872266, 0.0276463, 1.2563642), (0.3109358, 0.0745845, 1.2866180), (0.3435293, 0.0870932, 1.3448499),
        (0.3081449, 0.0499244, 1.8768631), (0.2200244, 0.0382073, 1.2561813), (0.3733401, 0.0999287, 1.3844559),
        (0.3145163, 0.0758374, 1.2946437), (0.3136205, 0.0755185, 1.2927206), (0.5585406, 0.2010804, 1.5416410),
        (0.1858876, 0.0290099, 1.1810941), (0.3096031, 0.0741341, 1.2833766),
    )),
    "before 2015": (TRM_OLD, (
        (5.7324841, 3.0093794, 10.6491089), (5.0561798, 2.6515151, 9.4303810), (5.1020408, 2.1395687, 11.6769414),
        (4.9295775, 2.3680813, 9.9785983), (6.3694268, 3.4610413, 11.4323680),
    )),
}  # fmt: skip
EFFECTS_WITHOUT = (
    (0.4923761, 0.3209190, 0.7554373), (0.5198394, 0.3486671, 0.7750459), (0.5034331, 0.3321031, 0.7631514),
    (0.5312031, 0.3551739, 0.7944748), (0.4656915, 0.3052163, 0.7105407), (0.4913144, 0.3165636, 0.7625321),
    (0.5192685, 0.3487688, 0.7731189), (0.4513933, 0.3019903, 0.6747102), (0.4764986, 0.3088938, 0.7350451),
    (0.5198503, 0.3444491, 0.7845696), (0.4687167, 0.3048535, 0.7206589), (0.4688223, 0.3162963, 0.6949002),
    (0.4595358, 0.3054676, 0.6913113),
)  # fmt: skip


@pytest.mark.parametrize("name", SHARES_WITHOUT)
def test_pooled_shares_without_each_study_are_those_of_metafor(name: str) -> None:
    columns, percents = SHARES_WITHOUT[name]
    ours = leave_one_out(pool_proportions, pairs(columns))
    assert [(one.k, 100 * one.estimate, 100 * one.low, 100 * one.high) for one in ours] == [
        (len(percents) - 1, *(pytest.approx(percent, abs=1e-2) for percent in told)) for told in percents
    ]


def test_pooled_effects_without_each_study_are_those_of_metafor() -> None:
    effects = [(effect, sqrt(variance)) for effect, variance in zip(*BCG, strict=True)]
    ours = [(exp(one.estimate), exp(one.low), exp(one.high)) for one in leave_one_out(pool_effects, effects)]
    assert ours == [pytest.approx(told, rel=1e-4) for told in EFFECTS_WITHOUT]


def test_a_single_study_cannot_be_left_out() -> None:
    assert leave_one_out(pool_proportions, [(1, 24)]) == ()


def test_without_one_of_two_studies_the_other_stands_alone() -> None:
    assert leave_one_out(pool_proportions, [(1, 24), (0, 30)]) == (
        pool_proportions([(0, 30)]), pool_proportions([(1, 24)]),
    )  # fmt: skip
