"""The studies and figures of a question say which count for the answer itself and which for a part of it only."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import json
import re
from typing import Any

import pytest

from evidence_cli.render.question_rests import by_use, counts_for, part_only
from tests.cli_runner import Run, made, run  # noqa: F401
from tests.page_reader import Elements
from tests.test_page_pack import flat, pack  # noqa: F401


def question(**more: Any) -> dict[str, Any]:
    part = {"code": "spms", "about": "SPMS", "studies": ["b", "c"], "findings": ["f-2"]}
    other = {"code": "rrms", "about": "RRMS", "studies": ["c", "d"], "findings": ["f-3"]}
    return {"code": "Q1", "studies": ["a", "b"], "findings": ["f-1"], "sub_answers": [part, other]} | more


def test_what_counts_for_the_answer_itself_is_never_of_a_part_only() -> None:
    assert counts_for(question(), ["b"], "studies") == ["Q1", "spms"]
    assert part_only(question(), ["Q1", "spms"]) is None


def test_what_counts_for_two_parts_names_both() -> None:
    assert part_only(question(), counts_for(question(), ["c"], "studies")) == ("SPMS", "RRMS")


def test_a_study_counts_where_one_of_its_records_does() -> None:
    assert counts_for(question(), ["x", "d"], "studies") == ["rrms"]
    assert counts_for(question(), ["x"], "studies") == []


def test_the_groups_come_in_the_order_of_the_parts_after_the_answer_itself() -> None:
    rows = [{"counts_for": codes} for codes in (["rrms"], ["spms", "rrms"], ["spms"], ["Q1"])]
    assert [parts for parts, _ in by_use(question(), rows)] == [None, ("SPMS",), ("SPMS", "RRMS"), ("RRMS",)]


def listed(text: str, heading: str) -> str:
    """The lines under a heading, up to the next one."""
    return re.split(r"\n\n(?=\S)", text.partition(f"\n{heading}\n")[2])[0]


HEADS = {"en": ("Studies counted", "Figures it rests on"), "nl": ("Meegetelde studies", "Cijfers waarop het rust")}
ANSWER = {"en": "For the answer itself:", "nl": "Voor het antwoord zelf:"}
PART = {"en": "For a part only (progressive MS):", "nl": "Alleen voor een deel (progressieve MS):"}


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("place", [0, 1], ids=["studies", "figures"])
def test_a_series_of_one_course_stands_apart_from_those_of_the_answer(
    pack: Any, run: Run, language: str, place: int
) -> None:
    told = listed(run("question", "Q9", "--language", language, db=pack).out, HEADS[language][place])
    answer, _, part = told.partition(PART[language])
    assert ANSWER[language] in answer
    assert ("25711670" in answer, "25711670" in part) == (True, False)
    assert ("12195460" in answer, "12195460" in part) == (False, True)


def test_json_names_the_question_and_the_parts_that_each_figure_and_study_counts_for(pack: Any, run: Run) -> None:
    document = json.loads(run("question", "Q9", "--as", "json", db=pack).out)
    used = {row["record"]: row["counts_for"] for row in document["findings"]}
    assert (used["pmid:12195460"], used["pmid:25711670"]) == (["progressive"], ["Q9"])
    assert {"progressive"} in [set(study["counts_for"]) for study in document["studies"]]
    published = set(document["question"]["published_pools"])
    assert all(row["counts_for"] == [] for row in document["findings"] if row["id"] in published)


def test_the_page_says_it_with_the_figure_and_in_the_matrix(pack: Any, run: Run) -> None:
    words = Elements(run("report", "--as", "html", db=pack).out).text
    assert "for a part only: progressive MS" in words
    assert "Q9: counted for a part only, 1 figure" in words
    assert "Q9: counted, 1 figure" in words


def test_a_question_without_parts_has_one_list(pack: Any, run: Run) -> None:
    assert ANSWER["en"] not in run("question", "Q11", db=pack).out


def test_a_study_goes_by_the_name_of_its_records_and_one_without_an_author_by_theirs_first(pack: Any, run: Run) -> None:
    told = flat(listed(run("question", "Q12", db=pack).out, HEADS["en"][0]))
    assert "Mult Scler Relat Disord 2023 [ovarian tissue cryopreservation, Denmark]: cite:danish_otc2023." in told
    assert "Massarotti 2021: cite:massarotti2021. May share patients with: Boffa 2021." in told


def test_a_group_of_which_no_other_study_is_held_shares_patients_with_nobody(pack: Any, run: Run) -> None:
    told = flat(listed(run("question", "Q9", db=pack).out, HEADS["en"][0]))
    assert "MEX-Clinica-Ruiz: cite:ruiz2017, cite:ruizarguelles2019 (abstract seen in part)." in told
    assert "mexico" not in told


@pytest.mark.parametrize(
    ("language", "told"), [("en", "difference in rate of -0.045"), ("nl", "verschil in frequentie van -0,045")]
)
def test_a_difference_of_rates_says_of_what_it_is_once(pack: Any, run: Run, language: str, told: str) -> None:
    shown = flat(run("report", "--language", language, db=pack).out)
    assert told in shown
    assert "rate, difference" not in shown
