"""What must hold whatever the evidence: nobody is counted twice, and less support is never a better answer."""

import random
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.answering.verdict import RANK
from evidence.answers import answer_topic
from evidence.identity import join_records
from evidence.records.answer import Answer
from evidence.records.finding import Finding
from evidence.records.question import Link, Topic
from evidence.records.study import OTHER_STEM_CELL, PRIMARY, SECONDARY, UNRELATED, Report
from evidence.studies import group_studies
from tests.made_records import Made
from tests.makers import make_count, make_link, make_report, make_topic
from tests.mutation.evidence import judged, resting_on, statuses
from tests.replay.days import pack, topic
from tests.test_answers import TRM

TODAY = "2026-11-22"
DAYS = (TODAY, "2023-06-01", "2015-01-01")


@cache
def joined() -> tuple[tuple[Report, ...], tuple[Finding, ...]]:
    return join_records((), (), pack(), topic().links)


def answers(
    reports: Iterable[Report], findings: Iterable[Finding], asked: Topic | None = None, day: str = TODAY
) -> tuple[Answer, ...]:
    asked = asked if asked is not None else topic()
    told = tuple(reports)
    return answer_topic(asked, told, findings, group_studies(told, asked.links, asked.trials), day)


@cache
def base(day: str = TODAY) -> tuple[Answer, ...]:
    return answers(*joined(), day=day)


def pooled(told: Iterable[Answer]) -> dict[tuple[str, str, str], tuple[int, int]]:
    """Question, part and outcome -> patients and studies that are pooled."""
    return {(answer.question, pool.label, pool.outcome): (pool.n, pool.k) for answer in told for pool in answer.pooled}


# Additions that add no patient

COUNTED = tuple(sorted({record for answer in base() for pool in answer.pooled for record in pool.records}))
NEW, BURT = "97950001", "pmid:34633525"  # the second: one of the series that are pooled today


def beside(record: str, **other: object) -> tuple[Report, tuple[Finding, ...]]:
    """A report of few patients, of the same years, who all had what the record is pooled for."""
    like = next(report for report in joined()[0] if report.record == record)
    facts = replace(like.facts, n_hsct=3, n_patients=3, phenotypes=(), registry_ids=())
    report = make_report(NEW, facts=facts, known_from=like.known_from, year=like.year, **other)
    outcomes = {pool.outcome for answer in base() for pool in answer.pooled if record in pool.records}
    return report, tuple(make_count(NEW, outcome, 3, 3) for outcome in sorted(outcomes))


def linked(record: str, kind: str) -> Topic:
    """The topic with the new report as one of the record's study, or as one of those that share its patients."""
    names = {record, *next(report.names for report in joined()[0] if report.record == record)}
    links = [
        replace(link, records=(*link.records, f"pmid:{NEW}"))
        if link.kind == kind == "overlap" and names & {name.lower() for name in link.records} | names & {*link.records}
        else link
        for link in topic().links
    ]
    return replace(topic(), links=(*links, Link(kind, "made up", (record, f"pmid:{NEW}"), "made up")))


@pytest.mark.parametrize("kind", ["same-study", "overlap"])
@pytest.mark.parametrize("record", COUNTED)
def test_a_smaller_report_of_counted_patients_changes_no_pooled_number(record, kind):
    report, more = beside(record)
    told = answers((*joined()[0], report), (*joined()[1], *more), linked(record, kind))
    assert pooled(told) == pooled(base())


NO_EVIDENCE = {
    "review": {"design": "review", "label": SECONDARY, "result_bearing": False},
    "meta-analysis": {"design": "meta-analysis/systematic review", "label": SECONDARY},
    "protocol": {"design": "protocol", "result_bearing": False},
    "protocol that seems to report": {"design": "protocol"},
    "mouse": {"design": "preclinical"},
    "mouse of an unknown design": {"label": UNRELATED, "design": None},
    "other cells": {"label": OTHER_STEM_CELL},
    "single case": {"design": "case report"},
    "notice": {"standing": "notice"},
    "retracted": {"standing": "retracted"},
    "deleted": {"standing": "deleted"},
}  # fmt: skip


@pytest.mark.parametrize("what", NO_EVIDENCE)
def test_what_is_no_evidence_changes_no_pooled_number_and_no_status(what):
    report, more = beside(BURT, **NO_EVIDENCE[what])
    told = answers((*joined()[0], report), (*joined()[1], *more))
    assert pooled(told) == pooled(base())
    assert statuses(told) == statuses(base())


def test_the_same_report_as_evidence_of_its_own_does_change_them():
    report, more = beside(BURT, label=PRIMARY)
    assert pooled(answers((*joined()[0], report), (*joined()[1], *more))) != pooled(base())


HSCT = "autologous haematopoietic stem cell transplantation"
TEXTS = {
    "review": ("A narrative review of {hsct} in multiple sclerosis",
               "In this review we summarise series of AHSCT in multiple sclerosis (MS). Of 300 patients 40 died of the "
               "transplant."),
    "protocol": ("{hsct} in multiple sclerosis: protocol of a randomised trial",
                 "We describe the protocol of a trial of AHSCT in multiple sclerosis (MS). We will treat 100 patients; "
                 "recruitment has begun. Transplant-related mortality is expected in 5 of 100 patients."),
    "mouse": ("Syngeneic bone marrow transplantation in mice with experimental autoimmune encephalomyelitis",
              "Mice with experimental autoimmune encephalomyelitis, a model of multiple sclerosis, were transplanted "
              "after conditioning. Of 40 mice 12 died of the transplant."),
}  # fmt: skip


@pytest.mark.parametrize("what", TEXTS)
def test_the_text_of_a_review_protocol_or_mouse_study_changes_no_pooled_number_and_no_status(what):
    title, text = TEXTS[what]
    told = judged([Made(NEW, title.format(hsct=HSCT), ((None, text),))], pack())
    assert pooled(told) == pooled(base())
    assert statuses(told) == statuses(base())


def test_a_record_of_pubmed_that_is_delivered_for_one_of_the_pack_changes_no_pooled_number():
    mist = next(report for report in pack().reports if report.pmid == "30644983")
    title = f"{HSCT} compared with drugs in relapsing-remitting multiple sclerosis"
    text = "We randomised 110 patients with relapsing-remitting MS to AHSCT or a drug. Of 55 patients none died."
    told = judged([Made("30644983", title, ((None, text),), doi=mist.doi)], pack())
    assert pooled(told) == pooled(base())


# Patients are people: made-up series are sets of them


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.frozensets(st.integers(0, 60), min_size=1), min_size=1, max_size=6), st.randoms(use_true_random=False)
)
def test_pooled_patients_never_outnumber_the_people_who_were_treated(series, dice):
    reports = [make_report(str(number)) for number in range(len(series))]
    findings = [make_count(str(n), "trm", dice.randint(0, len(its)), len(its)) for n, its in enumerate(series)]
    links = tuple(
        make_link("overlap", f"{one}-{other}", str(one), str(other))
        for one, other in combinations(range(len(series)), 2)
        if series[one] & series[other]
    )
    (told,) = answers(reports, findings, make_topic(TRM, links=links))
    for pool in told.pooled:
        assert pool.n <= len(frozenset().union(*series))
        assert pool.n <= pool.n_reported == sum(map(len, series))


# Less support is never a better answer


def is_against(record: str, answer: Answer) -> bool:
    """True if the record speaks against the status: it raises a pooled bound, or compares and shows nothing."""
    pools = [pool for pool in answer.pooled if record in pool.records]
    raised = [one for pool in pools for one in pool.leave_one_out if one.record == record and one.high < pool.high]
    whys = [why for part in (answer, *answer.sub_answers) for why in part.reasons]
    effects = [dict(why.values) for why in whys if why.code.startswith("effect_")]
    return bool(raised) or any(told["record"] == record and told["favours"] == "none" for told in effects)


@pytest.mark.parametrize("day", DAYS)
def test_no_status_of_the_pack_rises_when_a_record_that_supports_it_is_taken_away(day):
    reports, findings = joined()
    before = statuses(base(day))
    for record in sorted({record for answer in base(day) for record in resting_on(answer)}):
        rest = [finding for finding in findings if finding.record != record]
        told = answers([report for report in reports if report.record != record], rest, day=day)
        now = statuses(told)
        for answer in base(day):
            if not is_against(record, answer):
                risen = [code for code in codes_of(answer) if RANK[now[code]] > RANK[before[code]]]
                assert risen == [], record


def codes_of(answer: Answer) -> list[str]:
    return [answer.question, *(f"{answer.question} {part.code}" for part in answer.sub_answers)]


# Figures that failed


@pytest.mark.parametrize("seed", range(4))
def test_flagged_and_unbound_figures_reach_no_answer(seed):
    dice, (reports, findings) = random.Random(seed), joined()
    failed = set(dice.sample(findings, len(findings) // 3))
    marked = [replace(f, state=dice.choice(("flagged", "unbound"))) if f in failed else f for f in findings]
    told = answers(reports, marked)
    assert told == answers(reports, [finding for finding in findings if finding not in failed])
    shown = {id_ for answer in told for part in (answer, *answer.sub_answers) for id_ in part.findings}
    assert not shown & {finding.id for finding in failed}


@pytest.mark.parametrize("state", ["flagged", "unbound"])
def test_without_a_clean_figure_nothing_is_answered(state):
    reports, findings = joined()
    told = answers(reports, [replace(finding, state=state) for finding in findings])
    assert {answer.status for answer in told if answer.computed} == {"open"}
    assert [answer.findings + answer.published_pools for answer in told] == [()] * len(told)
