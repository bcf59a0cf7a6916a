"""The answer of a day rests on the evidence that was public then: not on order, repetition, run, or what came later."""

from dataclasses import replace

import pytest

from evidence.answers import answer_topic
from evidence.identity import join_records
from evidence.records.answer import Answer
from evidence.records.question import Pack
from evidence.studies import group_studies
from tests.replay.__main__ import in_a_process
from tests.replay.days import (
    AS_IT_IS,
    SHUFFLED,
    TWICE,
    database,
    delivered,
    documents,
    fingerprints,
    made_records,
    pack,
    public,
    topic,
)
from tests.replay.flips import flips, statuses

DAYS = (
    "2000-01-01", "2001-01-01", "2004-07-01", "2008-01-01", "2011-05-01", "2015-01-01", "2016-01-01", "2019-01-14",
    "2019-01-15", "2021-03-01", "2024-01-01", "2025-01-01", "2026-11-01",
)  # fmt: skip
MIST, PUBLISHED, EVE = "pmid:30644983", "2019-01-15", "2019-01-14"
FLIPS_OF_MIST = {
    "Q1": ("signal", "partly"), "Q1 older": ("open", "partly"), "Q8": ("signal", "partly"),
}  # fmt: skip


def answers(evidence: Pack, day: str) -> tuple[Answer, ...]:
    reports, findings = join_records((), (), evidence, topic().links)
    return answer_topic(topic(), reports, findings, group_studies(reports, topic().links, topic().trials), day)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Day -> hash of the report over the pack and made-up records as they are."""
    return fingerprints(database(tmp_path_factory.mktemp("first") / "replay.db", replace(AS_IT_IS, made=True)), DAYS)


@pytest.mark.parametrize("how", [SHUFFLED, TWICE], ids=["shuffled", "every record twice"])
def test_reports_of_past_days_are_the_same_bytes_however_the_records_came(how, first, tmp_path):
    assert fingerprints(database(tmp_path / "replay.db", replace(how, made=True)), DAYS) == first


@pytest.mark.parametrize("how", [SHUFFLED, TWICE], ids=["shuffled", "every record twice"])
def test_answers_are_the_same_without_a_database_between(how):
    days = DAYS[1::3]
    assert [answers(delivered(pack(), how), day) for day in days] == [answers(pack(), day) for day in days]


def test_another_run_gives_the_same_bytes_for_past_days(first, tmp_path):
    assert in_a_process(replace(AS_IT_IS, made=True), DAYS, tmp_path, seed=20261122) == first


def test_what_is_delivered_in_other_orders_bears_on_the_answers(tmp_path):
    how = replace(AS_IT_IS, made=True)
    told = documents(database(tmp_path / "replay.db", how), DAYS[-1:])[DAYS[-1]]
    resting = {record for question in told["questions"] for record in question["studies"]}
    assert len(resting & {f"pmid:{record.pmid}" for record in made_records()}) >= 10


@pytest.mark.parametrize("day", DAYS)
def test_what_was_published_later_changes_nothing_before(day):
    known = {report.record for report in pack().reports if report.known_from is not None and report.known_from <= day}
    then = replace(pack(), reports=tuple(report for report in pack().reports if report.record in known))
    assert answers(then, day) == answers(pack(), day)


@pytest.fixture(scope="module")
def around_mist(tmp_path_factory: pytest.TempPathFactory):
    path = database(tmp_path_factory.mktemp("mist") / "replay.db", AS_IT_IS)
    return documents(path, [EVE, PUBLISHED])


def test_the_publication_of_mist_flips_what_it_should_and_nothing_else(around_mist):
    before, after = (statuses(around_mist[day]) for day in (EVE, PUBLISHED))
    assert {code: (before[code], after[code]) for code in after if before[code] != after[code]} == FLIPS_OF_MIST


def test_each_flip_on_the_day_of_mist_is_told_with_mist_as_its_cause(around_mist):
    found = list(flips(around_mist, public()))
    assert {flip.code for flip in found} == set(FLIPS_OF_MIST)
    assert {flip.causes[0] for flip in found} == {f"published: {MIST}"}


def test_without_mist_nothing_flips_on_its_day():
    others = tuple(report for report in pack().reports if report.record != MIST)
    evidence = replace(pack(), reports=others, findings=tuple(f for f in pack().findings if f.record != MIST))
    told = [[(a.status, a.direction, a.certainty) for a in answers(evidence, day)] for day in (EVE, PUBLISHED)]
    assert told[0] == told[1]
