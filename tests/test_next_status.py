"""How far an answer is from the next status: told for every answer that is not settled, and true by the rule itself."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.answering.caution import held_by_all
from evidence.answering.counts import Count
from evidence.answering.distance import meets
from evidence.answering.pooled import pool_counts
from evidence.answering.reasons import reason
from evidence.answering.weighing import weigh
from evidence.records.answer import Answer
from evidence.records.question import BENEFIT, DESCRIPTION, DURABILITY, HARM, Link
from evidence.records.study import Report
from tests.makers import make_appraisal, make_count, make_finding, make_question, make_report
from tests.test_answers import NEDA, TRM, better, cohort, judged, trial, unclear, worse
from tests.test_expected_statuses import answers, pack, today, topic  # noqa: F401 - fixtures

THRESHOLD = TRM.threshold
assert THRESHOLD is not None


def series(*told: tuple[int, int]) -> tuple[list[Report], list[object]]:
    numbers = range(100, 100 + len(told))
    return [make_report(str(n)) for n in numbers], [
        make_count(str(n), "trm", *counts) for n, counts in zip(numbers, told, strict=True)
    ]


def harm(*told: tuple[int, int], links: tuple[Link, ...] = ()) -> Answer:
    reports, findings = series(*told)
    return judged(TRM, reports, findings, links=links)  # type: ignore[arg-type]


def test_so_many_more_patients_without_a_death_would_answer_it_and_a_hundred_less_would_not() -> None:
    now = harm((0, 110), (0, 103))
    assert now.status == "partly"
    assert now.next_status == reason("next_event_free", outcome="trm", patients=300, threshold=1.0, held=None)
    assert harm((0, 110), (0, 103), (0, 100), (0, 100), (0, 100)).status == "answered"
    assert harm((0, 110), (0, 103), (0, 100), (0, 100)).status == "partly"


def test_so_many_deaths_in_four_hundred_more_would_take_an_answer_back_and_one_less_would_not() -> None:
    now = harm((0, 400), (1, 400), (0, 400))
    assert (now.status, now.next_status) == ("answered", reason("next_lost", outcome="trm", events=5, patients=400))
    assert harm((0, 400), (1, 400), (0, 400), (1, 100), (1, 100), (1, 100), (1, 100)).status == "answered"
    assert harm((0, 400), (1, 400), (0, 400), (2, 100), (1, 100), (1, 100), (1, 100)).status == "partly"


def test_what_else_holds_an_answer_back_is_named_beside_the_patients_that_are_missing() -> None:
    shared = Link("overlap", "one centre", ("pmid:100", "pmid:102"), "the same centre")
    told = harm((0, 110), (0, 103), (1, 24), links=(shared,)).next_status
    assert told == reason("next_event_free", outcome="trm", patients=300, threshold=1.0, held="events_aside")


def test_a_bound_that_is_low_enough_says_what_holds_the_answer_back() -> None:
    shared = Link("overlap", "one centre", ("pmid:100", "pmid:102"), "the same centre")
    told = harm((0, 300), (0, 300), (1, 24), links=(shared,)).next_status
    assert told == reason("next_unheld", outcome="trm", held="events_aside")


def test_series_that_differ_are_not_brought_together_by_further_patients() -> None:
    now = harm((0, 900), (0, 900), (9, 60))
    assert now.next_status == reason("next_agreement", outcome="trm")


def test_further_patients_are_asked_for_where_one_large_series_makes_the_bound() -> None:
    assert not meets([(0, 900), (0, 60)], THRESHOLD)  # type: ignore[arg-type]
    assert meets([(0, 900), (0, 60), *[(0, 100)] * 4], THRESHOLD)  # type: ignore[arg-type]
    now = harm((0, 900), (0, 60))
    assert now.status == "partly"
    assert now.next_status == reason("next_event_free", outcome="trm", patients=400, threshold=1.0, held=None)


pair = st.tuples(st.integers(0, 6), st.sampled_from((20, 60, 150, 400, 900)))


@settings(max_examples=120, deadline=None)
@given(st.lists(pair, min_size=1, max_size=5))
def test_what_is_said_to_be_enough_is_what_the_rule_calls_answered(pairs: list[tuple[int, int]]) -> None:
    alone = [Count(f"pmid:{place}", "trm", events, n, f"f-{place}") for place, (events, n) in enumerate(pairs)]
    pool, differ_p = pool_counts("trm", alone, alone, "Q1")
    verdict = held_by_all(weigh(pool, alone, THRESHOLD, differ_p), alone, THRESHOLD)
    assert meets(pairs, THRESHOLD) == (verdict.status == "answered")  # type: ignore[arg-type]


QOL = make_question(DESCRIPTION, ["qol"])
LASTING = make_question(DURABILITY, ["neda"])
INFECTION = make_question(HARM, ["infection"])
MEASURED = make_finding("1", "qol", statistic="mean", value=4.0, ci_low=2.0, ci_high=6.0, denominator=40)
KEPT = make_count("1", "neda", 30, 40, direction="event_free", timepoint_months=60)


@pytest.mark.parametrize(
    ("question", "reports", "findings", "status", "told"),
    [
        (NEDA, [], [], "open", reason("next_first_study", outcome="neda")),
        (NEDA, [cohort("1")], [unclear("1")], "open", reason("next_shown", outcome="neda")),
        (NEDA, [make_report("1")], [KEPT], "signal", reason("next_comparison", outcome="neda")),
        (NEDA, [cohort("1")], [better("1")], "signal", reason("next_second_cohort", outcome="neda")),
        (
            NEDA, [cohort("1"), cohort("2")], [better("1"), better("2")], "partly",
            reason("next_direct_trial", outcome="neda"),
        ),
        (
            NEDA, [cohort("1"), cohort("2")], [better("1"), worse("2")], "conflicting",
            reason("next_settling_trial", outcome="neda"),
        ),
        (QOL, [], [], "open", reason("next_first_study", outcome="qol")),
        (
            QOL, [make_report("1")], [MEASURED], "signal",
            reason("next_interval", outcome="qol", cohorts=1, months=None, min_patients=200),
        ),
        (
            LASTING, [make_report("1")], [KEPT], "signal",
            reason("next_interval", outcome="neda", cohorts=1, months=24.0, min_patients=200),
        ),
        (INFECTION, [], [], "open", reason("next_first_study", outcome="infection")),
    ],
)  # fmt: skip
def test_what_would_take_an_answer_to_the_next_status_is_what_its_rule_asks(question, reports, findings, status, told):
    answer = judged(question, reports, findings)
    assert (answer.status, answer.next_status) == (status, told)


def test_after_an_indirect_trial_a_direct_one_is_missing() -> None:
    answer = judged(NEDA, [trial("1")], [better("1")], appraisals=(make_appraisal("1", "low", "older drugs"),))
    assert (answer.status, answer.next_status) == ("partly", reason("next_direct_trial", outcome="neda"))


def test_after_a_direct_trial_with_a_high_risk_of_bias_a_surer_one_is_missing() -> None:
    answer = judged(NEDA, [trial("1")], [better("1")], appraisals=(make_appraisal("1", "high"),))
    assert (answer.status, answer.certainty) == ("partly", "low")
    assert answer.next_status == reason("next_surer_trial", outcome="neda", certainty="low")


def test_every_answer_and_part_that_is_not_settled_says_how_far_it_is(today: dict[str, Answer]) -> None:  # noqa: F811
    silent = [
        (answer.question, part.status)
        for answer in today.values()
        for part in (answer, *answer.sub_answers)
        if part.status != "answered" and part.next_status is None
    ]
    assert silent == []


def test_a_signal_that_rests_on_an_abstract_seen_in_part_asks_for_the_whole() -> None:
    cohorts = [cohort("1", complete=False), cohort("2", complete=False)]
    answer = judged(make_question(BENEFIT, ["neda"], contrast="treatment"), cohorts, [better("1"), better("2")])
    assert (answer.status, answer.next_status and answer.next_status.code) == ("signal", "incomplete_only")
