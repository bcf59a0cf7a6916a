"""Numbers, intervals and p values as abstracts print them."""

import re

import pytest

from evidence.extraction.effects import find_ratios
from evidence.extraction.figures import with_intervals, with_p_values
from evidence.extraction.intervals import find_intervals, find_p_values
from evidence.extraction.numbers import COUNT, has_decimal_comma, read_count, read_number
from evidence.extraction.shares import find_shares
from evidence.extraction.text import normalise
from evidence.extraction.times import find_times


@pytest.mark.parametrize(
    ("printed", "count"),
    [
        ("two", 2),
        ("Eight", 8),
        ("Twenty-four", 24),
        ("sixty four", 64),
        ("one hundred and ten", 110),
        ("1,024", 1024),
        ("zero", 0),
    ],
)
def test_counts_are_read_from_digits_and_words(printed, count):
    assert read_count(printed) == count


def test_a_comma_parts_thousands_only_before_three_digits():
    assert (read_number("1,024"), read_number("0,71")) == (1024.0, 0.71)
    assert has_decimal_comma("0,71")
    assert not has_decimal_comma("1,024")


@pytest.mark.fault("F38")
@pytest.mark.parametrize(
    ("text", "low", "high", "level"),
    [
        ("0.71 [95% CI 0.19-1.02]", 0.19, 1.02, 95),
        ("0\u00b771 [95% CI 0\u00b719\u20131\u00b702]", 0.19, 1.02, 95),
        ("(95% CI: -0.009-0.060)", -0.009, 0.06, 95),
        ("-1.7; 95% CI, -2.03 to -1.29; P < .001", -2.03, -1.29, 95),
        ("(90% CI, 50.2%-82.1%)", 50.2, 82.1, 90),
        ("(95% confidence interval [CI] 0.2 to 0.8)", 0.2, 0.8, 95),
        ("(95%CI=0.70; 0.99)", 0.7, 0.99, 95),
        ("CI95% 0.2 to 0.8", 0.2, 0.8, 95),
        ("CI 0.2, 0.8", 0.2, 0.8, None),
        ("5.99 (CI 12.43-14.78)", 12.43, 14.78, None),  # no level of 12 before ".43"
    ],
)
def test_intervals_are_read_in_every_printed_form_with_their_own_level(text, low, high, level):
    (interval,) = find_intervals(normalise(text).text)
    assert (interval.low, interval.high, interval.level) == (low, high, level)


@pytest.mark.parametrize("text", ["2.0 (0-6.5)", "83% (range 70-92)", "26 (IQR 11-48)", "3.1 (SD 1.2)"])
def test_a_range_is_no_interval(text):
    assert find_intervals(text) == ()


@pytest.mark.parametrize(
    ("text", "printed"),
    [("P < .001", "<.001"), ("p=0.04", "0.04"), ("p value of 0.3", "0.3"), ("(p\u2009\u2264\u20090.05)", "\u22640.05")],
)
def test_p_values_are_kept_as_printed(text, printed):
    (p_value,) = find_p_values(normalise(text).text)
    assert p_value.printed == printed


def shares(text):
    return [(share.value, share.events, share.denominator) for share in find_shares(text)]


@pytest.mark.fault("F38")
@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("eight out of 25 with a mild course (32%) improved", [(32.0, 8, 25)]),
        ("25 (83%) had NEDA", [(83.0, 25, None)]),
        ("Two patients (2.7%) died", [(2.7, 2, None)]),
        ("83% (25/30)", [(83.0, 25, 30)]),
        ("54% (n = 80)", [(54.0, 80, None)]),
        ("3/210 (1.4%) died", [(1.4, 3, 210)]),
        ("five of 14 patients failed", [(5.0, 5, 14)]),
        ("83, 78, and 73%", [(83.0, None, None), (78.0, None, None), (73.0, None, None)]),
        ("100% vs 52%", [(100.0, None, None), (52.0, None, None)]),
        ("-1.37% (SE: 0.21)", [(-1.37, None, None)]),
        ("60% of the 50 patients", [(60.0, None, 50)]),
        ("from 72% to 24%", [(72.0, None, None), (24.0, None, None)]),
    ],
)
def test_shares_are_read_in_every_printed_form(text, read):
    assert shares(text) == read


def test_a_half_width_is_not_read_as_the_figure_or_as_an_interval():
    assert shares("risk of death was 10 (+/-7)% at 3 years") == [(10.0, None, None)]


@pytest.mark.parametrize(
    "text",
    ["a 79% reduction of lesions", "reduced by 79%", "5-6.5%", "between 0 to 2.8%", "less than 2%", "95% CI", "power of 80%",  # noqa: E501
     "1/2", "BEAM/ATG", "24/7"],
)  # fmt: skip
def test_relative_changes_ranges_and_thresholds_are_no_shares(text):
    assert [share for share in find_shares(text) if share.value in (79, 5, 6.5, 0, 2.8, 2, 95, 80)] == []


@pytest.mark.parametrize("text", ["year 5 (80%)", "grade 3 (12%)"])
def test_a_place_in_a_scale_is_no_count(text):
    (share,) = find_shares(text)
    assert share.events is None


def ratios(text):
    read = with_p_values(text, with_intervals(text, find_ratios(text)))
    return [(one.statistic, one.value, one.interval and (one.interval.low, one.interval.high), one.p) for one in read]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("(hazard ratio, 0.07; 95% CI, 0.02-0.24; P < .001)", ("hazard_ratio", 0.07, (0.02, 0.24), "<.001")),
        ("aHR=1.49; 95%CI=0.70-3.14; p=0.3", ("hazard_ratio", 1.49, (0.7, 3.14), "0.3")),
        ("the hazard ratio for relapse was 0.45 (95% CI 0.18 to 1.14)", ("hazard_ratio", 0.45, (0.18, 1.14), None)),
        ("rate ratio 0.21, p=0.00016", ("rate_ratio", 0.21, None, "0.00016")),
        ("RR 3.5 (95% CI 1.1-11.1)", ("risk_ratio", 3.5, (1.1, 11.1), None)),
        ("odds ratio (OR) of 0.5", ("odds_ratio", 0.5, None, None)),
    ],
)
def test_ratios_are_read_with_interval_and_p(text, read):
    assert ratios(text) == [read]


def test_a_bracket_after_a_named_interval_is_an_interval_if_it_holds_the_estimate():
    text = "HR 0.29, 95% CI 0.13-0.63 and HR 0.33 (0.15-0.72) and HR 0.86 (0.15-0.72)"
    assert [interval for _, _, interval, _ in ratios(text)] == [(0.13, 0.63), (0.15, 0.72), None]


@pytest.mark.parametrize("text", ["RR-MS 35", "relapses OR 5 patients", "HR 5%"])
def test_abbreviations_of_other_things_are_no_ratios(text):
    assert ratios(text) == []


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("at 3, 5 and 10 years", [36, 60, 120]),
        ("at three and five years", [36, 60]),
        ("at year 5", [60]),
        ("Four-year survival", [48]),
        ("the 5 year survival", [60]),
        ("within 100 days", [3.2854]),
        ("7 months after transplantation", [7]),
        ("at a median follow-up of 43.2 months", [43.2]),
        ("After a median follow-up of 31 (11-117) months", [31]),
        ("in the first 6 months", [6]),
    ],
)
def test_time_points_are_read_in_months(text, months):
    assert [one.months for one in find_times(text)] == months


@pytest.mark.parametrize(
    "text",
    ["aged 27 years", "a disease duration of 5 years", "6-month confirmed progression", "longer than 7 years", ">12 months",  # noqa: E501
     "up to 13 years", "289 patient months", "a 6-12 months confirmed change", "was 16.97 years with"],
)  # fmt: skip
def test_ages_durations_and_lengths_of_confirmation_are_no_time_points(text):
    assert find_times(text) == ()


def test_words_that_go_on_with_a_hyphen_are_no_count():
    assert re.search(COUNT, "One hundred twenty-day mortality was higher.") is None
