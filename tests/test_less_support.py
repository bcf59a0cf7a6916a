# ruff: noqa: ARG001  one way to call each of the tests of support
"""Less support is never a better answer, whatever kind of question, and whichever series share patients."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from evidence.answering.verdict import RANK
from evidence.answers import answer_topic
from evidence.records.answer import Answer
from evidence.records.finding import Contrast, Finding
from evidence.records.question import BENEFIT, DESCRIPTION, DURABILITY, HARM, PROGNOSIS, Question, Topic
from evidence.records.study import RETRACTED, SOUND, UNDER_CONCERN, StudyFacts
from evidence.studies import group_studies
from tests.makers import (
    make_appraisal,
    make_count,
    make_finding,
    make_link,
    make_question,
    make_ratio,
    make_report,
    make_topic,
)
from tests.test_answers import TRM

DAY = "2026-11-22"
DEATHS_IN_RRMS = replace(TRM, scope=replace(TRM.scope, courses=("RRMS",)))
CANCER = make_question(HARM, ["malignancy"])
INFECTIONS = make_question(HARM, ["infection"])  # unlike things under one name
COURSES = make_question(PROGNOSIS, ["neda"], courses=("RRMS", "SPMS"), contrast="course")
FEATURES = make_question(PROGNOSIS, ["neda"], contrast="subgroup")
LASTING = make_question(DURABILITY, ["neda"])
SEEN = make_question(DESCRIPTION, ["neda"])
BETTER = make_question(BENEFIT, ["neda"], contrast="treatment")
BETTER_BY_TWO = make_question(BENEFIT, ["neda", "relapse_free_survival"], contrast="treatment")
REGIMENS = make_question(BENEFIT, ["neda"], contrast="regimen")
DRUGS = ("alemtuzumab", "ocrelizumab")


@dataclass(frozen=True, slots=True)
class Told:
    """One series: how many were treated and what it reports; old: before the era; mixed: one in ten with SPMS."""

    patients: int | None
    events: int
    old: bool
    mixed: bool
    standing: str
    complete: bool
    randomised: bool
    value: float
    wide: float | None
    drug: str
    judgement: str = ""  # risk of bias as the topic appraises it; "" if nobody did
    second: float | None = None  # the ratio of a second outcome


@dataclass(frozen=True, slots=True)
class Evidence:
    """What series report, and which two of them share patients."""

    series: tuple[Told, ...]
    shared: tuple[tuple[int, int], ...]

    def without(self, number: int) -> dict[int, Told]:
        return {place: told for place, told in enumerate(self.series) if place != number}


told_series = st.builds(
    Told,
    patients=st.sampled_from((20, 60, 120, 300, 450, 900)) | st.none(),
    events=st.sampled_from((0, 0, 1, 2, 6)),
    old=st.sampled_from((False, False, True)),
    mixed=st.sampled_from((False, False, True)),
    standing=st.sampled_from((SOUND, SOUND, SOUND, UNDER_CONCERN, RETRACTED)),
    complete=st.sampled_from((True, True, True, False)),
    randomised=st.sampled_from((False, False, True)),
    value=st.sampled_from((0.3, 0.6, 0.95, 1.6, 3.0)),
    wide=st.sampled_from((1.3, 2.2)) | st.none(),
    drug=st.sampled_from(DRUGS),
    judgement=st.sampled_from(("", "low", "high")),
    second=st.sampled_from((None, 0.3, 0.95, 1.6)),
)


@st.composite
def evidence(draw: st.DrawFn) -> Evidence:
    series = tuple(draw(st.lists(told_series, min_size=2, max_size=6)))
    pairs = list(combinations(range(len(series)), 2))
    return Evidence(series, tuple(pair for pair in pairs if draw(st.booleans())))


def answered(question: Question, series: dict[int, Told], shared: Sequence[tuple[int, int]]) -> Answer:
    reports = [
        make_report(
            str(number),
            design="RCT" if told.randomised else "comparative cohort",
            standing=told.standing,
            complete=told.complete,
            known_from="2010-01-01" if told.old else "2020-01-01",
            facts=StudyFacts(n_patients=told.patients, n_hsct=told.patients, phenotypes=courses(told)),
        )
        for number, told in series.items()
    ]
    findings = [finding for number, told in series.items() for finding in figures(question, number, told)]
    links = tuple(
        make_link("overlap", f"{one}-{other}", str(one), str(other))
        for one, other in shared
        if one in series and other in series
    )
    appraised = tuple(make_appraisal(str(number), told.judgement) for number, told in series.items() if told.judgement)
    asked: Topic = make_topic(question, links=links, appraisals=appraised)
    return answer_topic(asked, reports, findings, group_studies(reports, links, ()), DAY)[0]


def courses(told: Told) -> tuple[tuple[str, int], ...]:
    patients = told.patients or 0
    others = patients // 10 if told.mixed else 0
    return (("RRMS", patients - others), ("SPMS", others)) if patients else ()


def figures(question: Question, number: int, told: Told) -> list[Finding]:
    """Return what the series reports on the question: a count, a share, or comparisons with or without interval."""
    outcome, *others = question.scope.outcomes
    if question.kind == HARM:
        return [make_count(str(number), outcome, told.events, told.patients)] if told.patients else []
    if question.kind in (DURABILITY, DESCRIPTION):
        low, high = (None, None) if told.wide is None else (60.0, 80.0)
        return [make_finding(
            str(number), outcome, value=70.0, ci_low=low, ci_high=high, timepoint_months=12.0 if told.old else 60.0,
            direction="event_free",
        )]  # fmt: skip
    first = comparison(question, number, told, outcome, told.value)
    return [first, *(comparison(question, number, told, other, told.second) for other in others if told.second)]


def comparison(question: Question, number: int, told: Told, outcome: str, value: float) -> Finding:
    of_whom = {
        COURSES: ("course", "RRMS", "SPMS"), FEATURES: ("subgroup", "gd_positive", "gd_negative"),
        REGIMENS: ("regimen", "BEAM", "Cy/ATG"),
    }.get(question)  # fmt: skip
    contrast = None if of_whom is None else Contrast(*of_whom)
    ratio = make_ratio(
        str(number), outcome, value, value / (told.wide or 2.0), value * (told.wide or 2.0),
        told.drug if contrast is None else "", contrast=contrast, events=20 * told.events or None,
    )  # fmt: skip
    return ratio if told.wide is not None else replace(ratio, ci_low=None, ci_high=None, p="0.01")


Supports = Callable[[Evidence, int, Answer, Answer], bool]


def any_series(told: Evidence, number: int, full: Answer, less: Answer) -> bool:
    """Of what happened, and how often where no threshold says how often is too often, every figure tells more."""
    return True


def without_more_events(told: Evidence, number: int, full: Answer, less: Answer) -> bool:
    """A series supports a bound on a harm if it has no event, or no more than those counted in its place without it."""
    counted = {record for pool in less.pooled for record in pool.records}
    others = [sum(pair) - number for pair in told.shared if number in pair]
    in_its_place = sum(told.series[other].events for other in others if f"pmid:{other}" in counted)
    return told.series[number].events <= in_its_place


def shows_something(told: Evidence, number: int, full: Answer, less: Answer) -> bool:
    return bool(sides_told(full, number) - {"none"})


def shows_the_same(told: Evidence, number: int, full: Answer, less: Answer) -> bool:
    return sides_told(full, number) == {side_of(full)}


def shows_the_same_of_both(told: Evidence, number: int, full: Answer, less: Answer) -> bool:
    """A series that shows the other side of the second outcome is no support, also where it is doubted and not told."""
    its = told.series[number]
    return shows_the_same(told, number, full, less) and (its.second is None or (its.second < 1) == (its.value < 1))


def sides_told(answer: Answer, number: int | None = None) -> set[object]:
    """Return who does better by the comparisons that the answer tells, of one series or of all."""
    effects = [dict(why.values) for why in answer.reasons if why.code.startswith("effect_")]
    return {effect["favours"] for effect in effects if number is None or effect["record"] == f"pmid:{number}"}


def side_of(answer: Answer) -> object:
    """Return who does better by the answer, None for no one side; of regimens the one that every comparison shows."""
    if answer.direction != "not_applicable":
        return {"favours_hsct": "hsct", "favours_comparator": "comparator"}.get(answer.direction)
    sides = sides_told(answer) - {"none"}
    return sides.pop() if len(sides) == 1 else None


KINDS: dict[str, tuple[Question, Supports]] = {
    "benefit": (BETTER, shows_the_same),
    "benefit against one drug": (replace(BETTER, scope=replace(BETTER.scope, comparators=DRUGS[:1])), shows_the_same),
    "benefit by two outcomes": (BETTER_BY_TWO, shows_the_same_of_both),
    "benefit of a regimen": (REGIMENS, shows_the_same),
    "harm": (TRM, without_more_events),
    "harm in one course": (DEATHS_IN_RRMS, without_more_events),
    "harm without a threshold": (CANCER, any_series),
    "harm of unlike things": (INFECTIONS, any_series),
    "prognosis by course": (COURSES, shows_something),
    "prognosis by a feature": (FEATURES, shows_something),
    "durability": (LASTING, any_series),
    "description": (SEEN, any_series),
}


def of(patients: int, events: int) -> Told:
    return Told(patients, events, False, False, SOUND, True, False, 0.3, 1.3, DRUGS[0])


HOSPITALS = Evidence((of(1000, 0), of(300, 0), of(300, 0)), ((0, 1), (0, 2)))  # and a cohort that overlaps with both
DEATH_ASIDE = Evidence((of(900, 0), of(300, 1), of(900, 0), of(900, 0)), ((0, 1),))


TWO_DRUGS = Evidence(  # a drug does better than transplantation in each of two trials that share patients
    (
        replace(of(60, 0), randomised=True, value=1.6),
        replace(of(120, 0), randomised=True, value=1.6, wide=None, drug=DRUGS[1]),
    ),
    ((0, 1),),
)


AGAINST = Evidence(  # the only whole record that shows anything shows the other side than the incomplete trial
    (
        replace(of(60, 0), value=0.6, wide=2.2),
        replace(of(60, 0), wide=None, complete=False),
        replace(of(60, 0), wide=None),
        replace(of(60, 0), wide=None, complete=False, randomised=True),
        replace(of(60, 0), value=1.6),
    ),
    ((2, 4),),
)


CONTRADICTING = Evidence(  # two trials under concern that contradict each other share patients with a sound one
    (
        replace(of(60, 0), wide=None, mixed=True, judgement="high"),
        replace(of(60, 1), wide=None, mixed=True, value=1.6),
        replace(of(60, 2), randomised=True, wide=None, standing=UNDER_CONCERN, drug=DRUGS[1], judgement="high"),
        replace(of(60, 0), randomised=True, wide=None, value=1.6, standing=UNDER_CONCERN, drug=DRUGS[1]),
        replace(of(20, 6), randomised=True, old=True, mixed=True, judgement="low"),
    ),
    ((2, 3), (2, 4), (3, 4)),
)


HELD_BACK = Evidence(  # a doubted trial that shows the other side shares patients with two sound ones
    (
        replace(of(20, 0), randomised=True, wide=None),
        replace(of(60, 0), patients=None, randomised=True, judgement="low"),
        replace(of(20, 0), wide=None),
        replace(of(20, 0), randomised=True, value=1.6, standing=UNDER_CONCERN),
    ),
    ((0, 1), (0, 3), (1, 3)),
)
NOTHING_SOUND = Evidence(  # two under concern that agree, beside others that were seen in part
    (
        replace(of(20, 0), value=1.6, standing=UNDER_CONCERN),
        replace(of(60, 0), patients=None, value=1.6, wide=None, complete=False),
        replace(of(60, 0), patients=None, value=1.6, wide=None, complete=False),
        replace(of(60, 0), patients=None, value=1.6, standing=UNDER_CONCERN),
    ),
    ((0, 1),),
)
FEW_EVENTS = Evidence(  # one trial tells few events, the other none of its own
    (replace(of(60, 1), patients=None, randomised=True, wide=None), replace(of(60, 0), randomised=True)), ()
)


@pytest.mark.parametrize("kind", KINDS)
@example(told=HOSPITALS)
@example(told=DEATH_ASIDE)
@example(told=TWO_DRUGS)
@example(told=AGAINST)
@example(told=CONTRADICTING)
@example(told=HELD_BACK)
@example(told=NOTHING_SOUND)
@example(told=FEW_EVENTS)
@settings(max_examples=150, deadline=None, derandomize=True)  # the same draws on every machine
@given(told=evidence())
def test_no_status_rises_when_a_series_that_supports_it_is_taken_away(kind: str, told: Evidence) -> None:
    question, supports = KINDS[kind]
    full = answered(question, dict(enumerate(told.series)), told.shared)
    for number in range(len(told.series)):
        less = answered(question, told.without(number), told.shared)
        if supports(told, number, full, less):
            assert not has_risen(full, less), (number, full.reasons, less.reasons)


def test_a_trial_under_concern_does_not_lift_one_that_was_seen_in_part_and_says_the_opposite() -> None:
    seen_in_part = replace(of(300, 6), randomised=True, complete=False, judgement="low")
    doubted = replace(of(900, 6), randomised=True, value=3.0, standing=UNDER_CONCERN, judgement="low")
    question, _ = KINDS["benefit"]
    for series, shared in (({0: seen_in_part}, ()), ({0: seen_in_part, 1: doubted}, ((0, 1),))):
        answer = answered(question, series, shared)
        assert (answer.status, answer.direction) == ("signal", "favours_hsct")


def has_risen(full: Answer, less: Answer) -> bool:
    """A status is a rank for a side: for another one it is another answer. Contradiction that comes to light is no
    better answer; and series that differ may agree without one of them."""
    if (
        side_of(full) != side_of(less)
        or less.status == "conflicting"
        or "heterogeneous" in {why.code for why in full.reasons}
    ):
        return False
    return RANK[less.status] > RANK[full.status]
