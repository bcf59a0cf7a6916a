"""What a question shows and does not count is named with the reason, and with its figures: nothing is only a number."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import json
from typing import Any

import pytest

from evidence_cli.render.aside import aside_document, left_out
from evidence_cli.render.reasons import clause
from evidence_cli.render.words import catalogue
from tests.cli_runner import Run, made, run  # noqa: F401
from tests.makers import make_count, make_link, make_report
from tests.page_reader import Elements
from tests.test_answers import TRM, judged, values
from tests.test_era import recent
from tests.test_page_pack import pack  # noqa: F401
from tests.test_question_lists import listed

HEADS = {"en": "Shown, not counted", "nl": "Getoond, niet meegeteld"}
OLDER = {"en": "Treated or published before 2015:", "nl": "Behandeld of gepubliceerd voor 2015:"}


def test_the_rule_names_every_older_series_and_those_that_share_patients_with_them() -> None:
    reports, counts = recent(300, 300)
    old = [make_report(pmid, known_from="2003-06-01") for pmid in ("7", "8", "9")]
    older = [make_count("7", "trm", 1, 20), make_count("8", "trm", 5, 85), make_count("9", "trm", 5, 285)]
    answer = judged(TRM, [*reports, *old], [*counts, *older], links=(make_link("overlap", "centre", "8", "9"),))
    told = values(answer, "before_era")
    assert (told["records"], told["aside"], told["studies"]) == ("pmid:7, pmid:9", "pmid:8", 2)


def reason(code: str, **told: Any) -> dict[str, Any]:
    return {"code": code, "values": told}


def question(*reasons: dict[str, Any], part: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    return {"code": "Q9", "reasons": list(reasons), "sub_answers": [{"code": "spms", "reasons": list(part)}]}


BODY = {"scope": {"outcomes": ["trm"]}, "parts": [{"code": "spms", "scope": {"outcomes": ["neda"]}}]}


def test_a_record_that_two_reasons_leave_out_is_named_once_by_the_first() -> None:
    told = left_out(
        question(reason("before_era", records="a, b", since=2015), reason("counted_once", left_out="b")), BODY
    )
    assert [(each.code, each.records, each.since) for each in told] == [("before_era", ("a", "b"), 2015)]


def test_what_a_part_leaves_out_for_another_reason_is_told_with_the_part() -> None:
    first = reason("counted_once", left_out="a", kept="c")
    part = (reason("counted_once", left_out="a", kept="c"), reason("course_untold", records="c"))
    told = left_out(question(first, part=part), BODY)
    assert [(each.code, each.part, each.records) for each in told] == [
        ("counted_once", None, ("a",)), ("course_untold", "spms", ("c",)),
    ]  # fmt: skip


def test_of_deaths_by_the_transplant_those_of_any_cause_are_shown_too() -> None:
    (told,) = left_out(question(reason("counted_together", left_out="a")), BODY)
    assert (told.code, told.outcomes) == ("counted_once", ("trm", "deaths_any"))


def test_an_answer_older_than_the_names_says_what_it_said() -> None:
    values = {"outcome": "trm", "studies": 5, "events": 9, "patients": 465, "since": 2015}
    told = clause({"code": "before_era", "values": list(values.items())}, catalogue("en"), {})
    assert told.endswith("shown, not pooled")
    assert left_out(question(reason("before_era", **values)), BODY) == []


def test_figures_of_the_drug_and_of_other_outcomes_are_no_figures_of_what_is_left_out() -> None:
    rows = [
        {"id": arm + outcome, "record": "a", "outcome": outcome, "arm": arm}
        for arm in ("hsct", "comparator") for outcome in ("trm", "neda")
    ]  # fmt: skip
    whole = question(reason("counted_once", left_out="a")) | {
        "studies": [], "findings": [], "published_pools": [],
        "sub_answers": [{"code": "spms", "about": "SPMS", "reasons": [], "studies": [], "findings": []}],
    }  # fmt: skip
    (group,) = aside_document(left_out(whole, BODY), {"a": rows}, whole, catalogue("en"), {})
    assert [row["id"] for row in group["records"][0]["findings"]] == ["hscttrm"]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_older_series_are_named_with_their_deaths(pack: Any, run: Run, language: str) -> None:
    told = " ".join(listed(run("question", "Q9", "--language", language, db=pack).out, HEADS[language]).split())
    older, shared = told.split(" - Hamerschlak 2010")[0], told
    assert OLDER[language] in older
    assert "Burman 2014 [pmid:24554104]" in older
    words = {"en": "2 of 74", "nl": "2 van 74"}[language]
    assert words in shared.partition("Mancardi 2012")[2].partition(" - ")[0]


def test_one_that_counts_elsewhere_says_where(pack: Any, run: Run) -> None:
    told = " ".join(listed(run("question", "Q9", db=pack).out, HEADS["en"]).split())
    lines = told.split(" - ")
    (older,) = [line for line in lines if line.startswith("Hamerschlak 2010 [cite:hamerschlak2010]: ")]
    (other,) = [line for line in lines if line.startswith("Kvistad 2020 [cite:kvistad2019]: ")]
    assert "3 of 41" in older
    assert older.rstrip(".").endswith("counts for progressive MS")
    assert "counts for the answer itself" in other


def test_every_study_that_the_older_ones_are_counted_as_is_named_in_json(pack: Any, run: Run) -> None:
    document = json.loads(run("question", "Q9", "--as", "json", db=pack).out)
    (why,) = [each for each in document["question"]["reasons"] if each["code"] == "before_era"]
    (group,) = [each for each in document["aside"] if each["code"] == "before_era"]
    assert len(group["records"]) == why["values"]["studies"]
    assert all(row["record"] == each["record"] for each in group["records"] for row in each["findings"])
    assert all(each["findings"] for each in group["records"])


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_page_names_them_too_and_each_place_on_it_is_one(pack: Any, run: Run, language: str) -> None:
    page = run("report", "--as", "html", "--language", language, db=pack).out
    assert OLDER[language].rstrip(":") in Elements(page).text
    ids = [told["id"] for _, told in Elements(page).found if told.get("id")]
    assert len(ids) == len(set(ids))


def test_a_question_that_leaves_nothing_out_has_no_such_list(pack: Any, run: Run) -> None:
    assert HEADS["en"] not in run("question", "Q3", db=pack).out


@pytest.mark.parametrize("code", ["Q2", "Q7", "Q9"])
def test_no_figure_that_counts_for_the_answer_stands_among_those_that_do_not(pack: Any, run: Run, code: str) -> None:
    told = json.loads(run("question", code, "--as", "json", db=pack).out)
    asked = told["question"]
    own = {None: asked["findings"]} | {part["code"]: part["findings"] for part in asked["sub_answers"]}
    groups = [group for group in told["aside"] if group["code"] != "untested"]
    assert groups
    for group in groups:
        shown = {row["id"] for each in group["records"] for row in each["findings"]}
        assert shown.isdisjoint(own[group["part"]])
