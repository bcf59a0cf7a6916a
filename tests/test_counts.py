"""How many of how many: printed events are taken as printed, and what makes no count is told."""

import pytest

from evidence.records.question import HARM
from evidence.records.study import StudyFacts
from tests.makers import make_count, make_finding, make_question, make_report
from tests.test_answers import codes, judged, values

THYROID = make_question(HARM, ["secondary_autoimmune"])
SERIES = make_report("1", facts=StudyFacts(n_hsct=507))


@pytest.mark.parametrize(("events", "percent", "n"), [(16, 3.5, 507), (18, 46.0, 41), (5, 12.5, 41)])
def test_printed_events_whose_percent_is_of_other_patients_are_shown_and_not_counted(
    events: int, percent: float, n: int
) -> None:
    report = make_report("1", facts=StudyFacts(n_hsct=n))
    answer = judged(THYROID, [report], [make_finding("1", "secondary_autoimmune", value=percent, events=events)])
    assert (answer.status, answer.pooled) == ("signal", ())
    assert values(answer, "shown_not_counted") == {"outcome": "secondary_autoimmune", "records": "pmid:1"}


def test_printed_events_whose_percent_fits_all_patients_are_counted_as_printed() -> None:
    answer = judged(THYROID, [SERIES], [make_finding("1", "secondary_autoimmune", value=3.2, events=16)])
    assert (answer.pooled[0].events, answer.pooled[0].n) == (16, 507)
    assert "rounded_events" not in codes(answer)


def test_events_without_a_number_of_patients_are_shown_and_not_counted() -> None:
    answer = judged(THYROID, [SERIES], [make_finding("1", "secondary_autoimmune", statistic="count", events=10)])
    assert "shown_not_counted" in codes(answer)


def test_a_share_that_fits_no_whole_number_of_patients_is_shown_and_not_counted() -> None:
    report = make_report("1", facts=StudyFacts(n_hsct=69))
    answer = judged(THYROID, [report], [make_finding("1", "secondary_autoimmune", value=21.0)])
    assert (answer.status, "shown_not_counted" in codes(answer)) == ("signal", True)


def test_a_record_that_is_counted_by_one_figure_tells_of_other_printed_events_only() -> None:
    counted = make_count("1", "secondary_autoimmune", 12, 507)
    share = make_finding("1", "secondary_autoimmune", value=14.0, regimen="BEAM")
    events = make_finding("1", "secondary_autoimmune", value=9.0, events=3)
    assert "shown_not_counted" not in codes(judged(THYROID, [SERIES], [counted, share]))
    assert "shown_not_counted" in codes(judged(THYROID, [SERIES], [counted, events]))


@pytest.mark.parametrize(("events", "n"), [(30, 20), (-1, 20), (0, 0)])
def test_more_events_than_patients_or_nobody_at_all_is_no_count(events: int, n: int) -> None:
    answer = judged(THYROID, [SERIES], [make_count("1", "secondary_autoimmune", events, n)])
    assert answer.pooled == ()
