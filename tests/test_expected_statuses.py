"""What the rule makes of the evidence pack, beside what was expected before it was written.

The expectation was set by reading the same abstracts without a program. The one difference is argued where it stands.
"""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from evidence.answers import answer_topic
from evidence.identity import join_records
from evidence.records.answer import Answer
from evidence.records.question import Pack, Topic
from evidence.studies import group_studies
from evidence.topics import load_pack, load_topic
from tests.expected_table import answers_with, real_articles, table

EXPECTED = {
    "Q1": "partly",
    "Q2": "partly",
    "Q3": "signal",
    "Q5": "signal",
    "Q6": "open",
    "Q7": "partly",
    "Q8": "partly",
    "Q9": "partly",
    "Q10": "partly",
    "Q11": "partly",
    "Q12": "partly",
    "Q13": "signal",
    "Q14": "signal",
    "Q15": "signal",
    "Q16": "signal",
    "Q17": "partly",
    "Q18": "open",
    "Q19": "signal",
    "Q20": "open",
    "Q4": "partly",
}
DIFFERENT = {
    # Expected: partly, on directions that abstracts give in words (younger age, lower EDSS, shorter disease). The pack
    # holds figures, and only one small series prints them by EDSS: a signal until more figures by subgroup are read.
    "Q4": "signal",
}
AT_LEAST = 18  # of 20 questions must agree
EXPECTED_PARTS = {
    ("Q1", "alemtuzumab"): "partly",
    ("Q1", "anti_cd20"): "signal",
    ("Q1", "older"): "partly",
    ("Q1", "disability"): "open",
    ("Q2", "rrms_v_progressive"): "partly",
    ("Q2", "active_spms"): "conflicting",
    ("Q2", "ppms"): "open",
    ("Q12", "women"): "partly",
    ("Q12", "men"): "open",
}


@pytest.fixture(scope="module")
def topic() -> Topic:
    return load_topic("hsct_ms")


@pytest.fixture(scope="module")
def pack(topic: Topic) -> Pack:
    return load_pack("hsct_ms", topic)


def answers(topic: Topic, pack: Pack, as_of: str = "2026-11-22") -> dict[str, Answer]:
    reports, findings = join_records((), (), pack, topic.links)
    studies = group_studies(reports, topic.links, topic.trials)
    return {answer.question: answer for answer in answer_topic(topic, reports, findings, studies, as_of)}


@pytest.fixture(scope="module")
def today(topic: Topic, pack: Pack) -> dict[str, Answer]:
    return answers(topic, pack)


@pytest.mark.parametrize("code", EXPECTED)
def test_the_pack_comes_to_the_expected_status(code: str, today: dict[str, Answer]) -> None:
    assert today[code].status == DIFFERENT.get(code, EXPECTED[code])


def test_what_differs_from_the_expectation_is_little_and_argued() -> None:
    assert len(EXPECTED) - len(DIFFERENT) >= AT_LEAST
    assert all(EXPECTED[code] != status for code, status in DIFFERENT.items())


@pytest.mark.real
def test_the_pack_with_real_records_comes_to_the_expected_statuses(real: Path) -> None:
    found = answers_with(real_articles(real))
    same = [code for code, status in EXPECTED.items() if found[code].status == status]
    parts = {(code, part.code): part.status for code, answer in found.items() for part in answer.sub_answers}
    assert len(same) >= AT_LEAST, table(found)
    assert {place: parts[place] for place in EXPECTED_PARTS} == EXPECTED_PARTS


@pytest.mark.parametrize(("code", "part"), EXPECTED_PARTS)
def test_the_pack_comes_to_the_expected_status_of_a_part(code: str, part: str, today: dict[str, Answer]) -> None:
    told = {sub.code: sub.status for sub in today[code].sub_answers}
    assert told[part] == EXPECTED_PARTS[code, part]


def test_transplant_related_mortality_is_not_answered_because_its_upper_bound_is_over_one_percent(
    today: dict[str, Answer],
) -> None:
    (pool, *_) = today["Q9"].pooled
    assert pool.n < pool.n_reported
    assert pool.high > 1.0
    assert "over_threshold" in {why.code for why in today["Q9"].reasons}


def test_the_first_comparative_trial_moved_the_question_on_disability(topic: Topic, pack: Pack) -> None:
    told = [answers(topic, pack, day)["Q8"].status for day in ("2019-01-14", "2019-01-15")]
    assert told == ["signal", "partly"]


def test_the_first_randomised_comparison_moved_the_question_against_todays_drugs_although_its_drugs_were_older(
    topic: Topic, pack: Pack
) -> None:
    before, after = (answers(topic, pack, day)["Q1"] for day in ("2018-12-31", "2019-02-01"))
    assert (before.status, after.status) == ("signal", "partly")
    assert after.reasons[0].code == "effect_randomised"
    assert "other_drug" in {why.code for why in after.reasons}


def test_a_retracted_trial_takes_its_support_with_it(topic: Topic, pack: Pack) -> None:
    withdrawn = tuple(
        replace(report, screening=replace(report.screening, standing="retracted"))
        if report.pmid == "30644983"
        else report
        for report in pack.reports
    )
    after = answers(topic, replace(pack, reports=withdrawn))
    parts = {sub.code: sub.status for sub in after["Q1"].sub_answers}
    assert (parts["older"], after["Q8"].status) == ("open", "signal")


def test_the_order_of_the_pack_changes_no_answer(topic: Topic, pack: Pack, today: dict[str, Answer]) -> None:
    shuffled = random.Random(7)
    mixed = replace(
        pack,
        reports=tuple(shuffled.sample(pack.reports, len(pack.reports))),
        findings=tuple(shuffled.sample(pack.findings, len(pack.findings))),
    )
    assert answers(topic, mixed) == today


def test_registers_of_all_autoimmune_diseases_stand_beside_the_series_of_people_with_ms(
    today: dict[str, Answer],
) -> None:
    shown = [dict(why.values) for why in today["Q11"].reasons if why.code == "indirect_shown"]
    assert {(told["events"], told["patients"]) for told in shown} == {(29, 347), (6, 155)}
    assert "indirect_good_shown" in {why.code for why in today["Q12"].reasons}


def test_isolated_cancers_are_told_without_a_share(today: dict[str, Answer]) -> None:
    assert today["Q13"].pooled == ()
    assert dict(today["Q13"].reasons[0].values)["events"] == 3
