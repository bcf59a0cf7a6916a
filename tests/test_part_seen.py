"""How many patients come from studies seen in part is told under an answer, once each, and changes no verdict."""

from typing import Any

import pytest

from evidence.records.answer import Answer
from evidence.records.study import StudyFacts
from evidence_cli.render.reasons import told
from evidence_cli.render.words import catalogue
from tests.makers import make_count, make_finding, make_link, make_report
from tests.test_answers import NEDA, TRM, better, cohort, judged


def seen(answer: Answer) -> dict[str, Any] | None:
    return None if answer.seen_in_part is None else dict(answer.seen_in_part.values)


def test_the_patients_of_studies_seen_in_part_stand_beside_those_of_all() -> None:
    reports = [make_report("1"), make_report("2", complete=False), make_report("3", complete=False)]
    counts = [make_count("1", "trm", 0, 300), make_count("2", "trm", 1, 500), make_count("3", "trm", 0, 40)]
    assert seen(judged(TRM, reports, counts)) == {
        "studies": 2, "of_studies": 3, "patients": 540, "together": 840, "records": "pmid:2, pmid:3",
    }  # fmt: skip


def test_where_every_abstract_was_seen_whole_nothing_is_told() -> None:
    assert seen(judged(TRM, [make_report("1")], [make_count("1", "trm", 0, 300)])) is None


def test_a_study_seen_in_part_whose_patients_count_elsewhere_is_not_told() -> None:
    reports = [make_report("1"), make_report("2", complete=False)]
    counts = [make_count("1", "trm", 0, 300), make_count("2", "trm", 0, 50)]
    assert seen(judged(TRM, reports, counts, links=(make_link("overlap", "centre", "1", "2"),))) is None


def test_a_comparison_is_of_both_its_sides() -> None:
    reports = [cohort("1", complete=False, facts=StudyFacts(n_patients=120, n_hsct=40)), cohort("2")]
    answer = judged(NEDA, reports, [better("1"), better("2")])
    assert (seen(answer) or {})["patients"] == 120


def test_a_number_that_one_study_does_not_tell_is_no_number() -> None:
    unsized = make_finding("2", "neda", value=70.0, ci_low=60.0, ci_high=80.0, ci_level=95.0, denominator=None)
    reports = [make_report("1", complete=False), make_report("2", facts=StudyFacts())]
    told_of = seen(judged(NEDA, reports, [make_count("1", "neda", 30, 40), unsized]))
    assert told_of is not None
    assert (told_of["patients"], told_of["together"]) == (40, None)


@pytest.mark.parametrize(
    ("patients", "together", "shown"),
    [
        (540, 840, "2 studies of 3, 540 patients of 840: "),
        (540, None, "2 studies of 3, 540 patients: "),
        (None, None, "2 studies of 3: "),
    ],
)
def test_what_is_not_told_is_left_out_of_the_line(patients: int | None, together: int | None, shown: str) -> None:
    values = {"studies": 2, "of_studies": 3, "patients": patients, "together": together, "records": "pmid:2, pmid:3"}
    line = told({"code": "seen_in_part", "values": list(values.items())}, catalogue("en"), {})
    assert line is not None
    assert shown in line["text"]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_how_far_such_a_study_carries_is_said_in_the_same_words_everywhere(language: str) -> None:
    words = catalogue(language)
    limit = words.text["part_seen"].partition(": ")[2]
    tails = {
        "en": "a signal alone and at most one status further with others",
        "nl": "alleen hooguit een aanwijzing en met andere hooguit één status verder",
    }
    for told_by in (limit, words.reasons["incomplete_only"], words.reasons["seen_in_part"]):
        assert tails[language] in told_by
