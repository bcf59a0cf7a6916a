"""The pack keeps the words of its sources; what they mean is worked out where the figures are judged."""

from dataclasses import replace
from functools import cache

import pytest

from evidence.answering.scope import is_whole
from evidence.answering.terms import part_of, regimen_of
from evidence.answers import answer_topic
from evidence.identity import join_records
from evidence.records.answer import Answer
from evidence.records.finding import Finding
from evidence.records.question import BENEFIT, DESCRIPTION, HARM, Pack, Topic
from evidence.records.study import StudyFacts
from evidence.studies import group_studies
from evidence.topics import load_pack, load_topic
from tests.makers import make_finding, make_question, make_report
from tests.test_answers import arms, codes, judged, trial, values


@cache
def _topic() -> Topic:
    return load_topic("hsct_ms")


@cache
def _pack() -> Pack:
    return load_pack("hsct_ms", _topic())


def _answers(pack: Pack) -> tuple[Answer, ...]:
    topic = _topic()
    reports, findings = join_records((), (), pack, topic.links)
    studies = group_studies(reports, topic.links, topic.trials)
    return answer_topic(topic, reports, findings, studies, "2026-11-22")


def _figure(**told: object) -> Finding:
    plain = Finding(record="pmid:97000001", outcome="neda", arm="hsct", statistic="percent", value=70, origin="pack")
    return replace(plain, **told)  # type: ignore[arg-type]


# --- what the words mean


@pytest.mark.parametrize(
    ("population", "part"),
    [
        ("RRMS", "RRMS"), ("relapsing MS", "RRMS"), ("progressive MS", "progressive"), ("SPMS", "SPMS"),
        ("Gd+ before HSCT", "gd_positive"), ("Gd- before HSCT", "gd_negative"), ("Gd+ at baseline", "gd_positive"),
        ("Gd- at baseline", "gd_negative"), ("baseline EDSS <=6.0", "edss_low"), ("baseline EDSS >6.0", "edss_high"),
        ("grey matter", "grey_matter"), ("gd_positive", "gd_positive"), (None, None), ("MS", None),
        ("BEAM + ATG", None), ("allogeneic, all AD", "allogeneic, all AD"),
        ("all autoimmune diseases", "all autoimmune diseases"), ("age <=32", "age <=32"),
    ],
)  # fmt: skip
def test_the_words_of_a_population_name_a_part_of_the_patients(population: str | None, part: str | None) -> None:
    assert part_of(_figure(population=population), _topic().vocabulary) == part


def test_a_regimen_beside_a_population_does_not_make_it_everybody() -> None:
    figure = _figure(population="all autoimmune diseases", regimen="BEAM/ATG")
    assert not is_whole(figure, _topic().vocabulary)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"regimen": "BEAM/ATG"}, "BEAM"), ({"regimen": "BEAM/hATG"}, "BEAM"), ({"regimen": "CY/rATG"}, "Cy/ATG"),
        ({"regimen": "Cy/ATG"}, "Cy/ATG"), ({"regimen": "ATG regimens"}, "ATG regimens"),
        ({"population": "BEAM + ATG"}, "BEAM"), ({"population": "alemtuzumab regimen"}, "Cy/alemtuzumab"),
        ({"population": "SPMS"}, None), ({}, None),
    ],
)  # fmt: skip
def test_the_words_of_a_regimen_name_its_code(told: dict[str, str], code: str | None) -> None:
    assert regimen_of(_figure(**told), _topic().vocabulary) == code


@pytest.mark.parametrize(
    ("outcome", "note", "part"),
    [
        ("fertility", "recovered menses", "women"), ("fertility", "premature ovarian insufficiency", "women"),
        ("fertility", "fathered a child", None), ("fertility", None, None), ("infection", "mostly women", None),
    ],
)  # fmt: skip
def test_a_figure_on_menses_is_of_women(outcome: str, note: str | None, part: str | None) -> None:
    assert part_of(_figure(outcome=outcome, note=note), _topic().vocabulary) == part


# --- what the rule makes of it


def test_the_rule_counts_no_donor_s_graft_no_background_and_no_other_disease() -> None:
    other = [f for f in _pack().findings if f.state != "clean" or "all a" in (f.population or "").lower()]
    assert {f.population for f in other} == {
        None, "allogeneic, all AD", "autologous, all AD", "all autoimmune diseases",
    }  # fmt: skip
    without = replace(_pack(), findings=tuple(f for f in _pack().findings if f not in other))
    assert len(without.findings) == len(_pack().findings) - 17
    rests = [
        [(answer.status, answer.studies, answer.findings, answer.pooled) for answer in _answers(pack)]
        for pack in (without, _pack())
    ]
    assert rests[0] == rests[1]


def test_regimens_are_compared_under_their_codes_whatever_their_spelling() -> None:
    told = next(answer for answer in _answers(_pack()) if answer.question == "Q15")
    whys = (*told.reasons, *(why for part in told.sub_answers for why in part.reasons))
    sides = {value for why in whys for name, value in why.values if name == "comparator"}
    assert {"BEAM / Cy/ATG", "BEAM / other conditioning"} <= sides
    assert not [side for side in sides if "BEAM/" in str(side) or "BEAM+" in str(side)]


def test_a_comparator_is_the_drug_that_its_words_name() -> None:
    told = {answer.question: answer for answer in _answers(_pack())}
    drugs = {
        value for why in told["Q1"].sub_answers for r in why.reasons for name, value in r.values if name == "comparator"
    }
    assert {"dmt", "alemtuzumab"} <= drugs
    assert "DMT" not in drugs
    (spms,) = [part for part in told["Q2"].sub_answers if part.code == "active_spms"]
    assert "pmid:36543569" in spms.studies  # its comparator is printed as "other DMT"


def test_a_share_of_those_under_one_regimen_is_not_one_of_all_transplanted() -> None:
    question = make_question(HARM, ["infection"])
    reports = [make_report("1", facts=StudyFacts(n_hsct=100))]
    share = make_finding("1", "infection", value=10.0, direction="event")
    told = [codes(judged(question, reports, [replace(share, population=words)])) for words in (None, "BEAM")]
    assert ["rounded_events" in why for why in told] == [True, False]


def test_those_under_one_regimen_are_not_the_transplanted_arm_of_a_comparison_with_a_drug() -> None:
    question = make_question(BENEFIT, ["neda"], comparators=("alemtuzumab",), contrast="treatment")
    whole, drug = arms("1", {"value": 80.0, "p": "0.01"}, {"value": 40.0})
    compared = ["effect_randomised" in codes(judged(question, [trial("1")], [figure, drug]))
                for figure in (whole, replace(whole, population="BEAM"))]  # fmt: skip
    assert compared == [True, False]


def test_a_figure_of_a_regimen_speaks_where_that_regimen_is_asked_for() -> None:
    told = make_finding("1", "neda", value=70.0, denominator=30, direction="event_free", regimen="BEAM")
    statuses = [
        judged(make_question(DESCRIPTION, ["neda"], regimens=(regimen,)), [make_report("1")], [told]).status
        for regimen in ("BEAM", "class:intermediate", "Cy/ATG")
    ]
    assert statuses == ["signal", "signal", "open"]


def test_the_number_of_patients_of_a_course_is_found_under_any_of_its_names() -> None:
    facts = StudyFacts(n_hsct=60, phenotypes=(("relapsing-remitting", 40), ("progressive MS", 20)))
    told = [make_finding("1", "neda", value=70.0, direction="event_free", population="RRMS", timepoint_months=24.0)]
    answer = judged(make_question(DESCRIPTION, ["neda"]), [make_report("1", facts=facts)], told)
    assert values(answer, "too_little")["patients"] == 40
