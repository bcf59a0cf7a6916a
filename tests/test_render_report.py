"""The report as a document: what counts on a day, short names, which reasons a page shows."""

from typing import Any

import pytest

from evidence_cli.render.international_text import international_lines, policy_of_study, slippage_lines
from evidence_cli.render.provenance import age_in_days
from evidence_cli.render.question_lines import clauses, given
from evidence_cli.render.reasons import clause
from evidence_cli.render.record_names import record_name, short_names
from evidence_cli.render.report_model import deciding, report_document
from evidence_cli.render.report_text import grouped
from evidence_cli.render.words import catalogue

ENGLISH = catalogue("en")
CURRENCY = {"topic": "hsct_ms", "title_en": None, "intended_use_en": None, "rule_version": "1",
            "pack_compiled": "2026-11-20", "newest_record": None, "data_date": "2026-11-20"}  # fmt: skip


def state(**more: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {"currency": CURRENCY, "questions": [], "answers": {}, "headline": None, "policy": [],
                             "trials": {}, "study_records": {}, "records": {}, "corrections": []}  # fmt: skip
    return empty | more


def fact(day: str, country: str = "Norway", text: str = "MADE-MS first") -> dict[str, Any]:
    return {"date": day, "country": country, "text_en": text, "text": text, "source": "s", "questions": []}


def test_a_policy_of_a_later_day_is_not_told_on_an_earlier_one() -> None:
    facts = state(policy=[fact("2016-03"), fact("2022-12-13")])
    told = report_document(facts, ENGLISH, as_of="2020-01-01", replayed=True)
    assert [each["date"] for each in told["policy"]] == ["2016-03"]


def test_the_age_of_the_data_says_nothing_about_an_earlier_day() -> None:
    assert report_document(state(), ENGLISH, as_of="2026-11-22", replayed=False)["data_age_days"] == 2
    assert report_document(state(), ENGLISH, as_of="2026-11-22", replayed=True)["data_age_days"] is None


@pytest.mark.parametrize(("day", "age"), [("2026-11-20", 2), ("2026-12-01", 0), ("2026-11", None), (None, None)])
def test_an_age_is_never_negative_and_unknown_where_the_date_is(day: str | None, age: int | None) -> None:
    assert age_in_days(day, "2026-11-22") == age


def test_a_question_without_an_answer_is_open_and_not_computed() -> None:
    asked = {"code": "Q1", "group_code": "risks", "kind": "harm", "text_en": "?", "short_en": "?", "population_en": "?"}
    told = report_document(state(questions=[asked]), ENGLISH, as_of="2026-11-22", replayed=False)["questions"][0]
    assert (told["status"], told["computed"], told["studies"]) == ("open", False, [])


def author(name: str | None, year: int | None) -> dict[str, Any]:
    return {"first_author": name, "year": year}


@pytest.mark.parametrize(
    ("name", "year", "shown"),
    [("Burt RK", 2019, "Burt 2019"), ("de Vries A", None, "de Vries"), ("Made Group", 2020, "Made Group 2020"),
     ("EBMT", 2002, "EBMT 2002"), (None, 2019, "pmid:1")],
)  # fmt: skip
def test_a_record_is_called_by_its_first_author_and_year(name: str | None, year: int | None, shown: str) -> None:
    assert record_name("pmid:1", author(name, year)) == shown


def test_two_records_of_one_author_and_year_are_told_apart() -> None:
    records = {
        "pmid:1": author("Muraro PA", 2025),
        "pmid:2": author("Muraro PA", 2025),
        "pmid:3": author("Burt R", 2019),
    }
    assert short_names(state(records=records)) == {
        "pmid:1": "Muraro 2025 [pmid:1]", "pmid:2": "Muraro 2025 [pmid:2]", "pmid:3": "Burt 2019",
    }  # fmt: skip


def reasons(*codes: str) -> list[dict[str, Any]]:
    return [{"code": code, "values": []} for code in codes]


@pytest.mark.parametrize(
    ("codes", "shown"),
    [
        (["effect_cohort", "effect_cohort", "cohorts_agree", "starts_low"], ["cohorts_agree", "effect_cohort"]),
        (["effect_cohort", "effect_cohort", "counted_once", "conflict"], ["conflict", "effect_cohort"]),
        (["pooled", "no_death_no_trm", "over_threshold", "starts_low"], ["pooled", "over_threshold"]),
        (["uncontrolled", "starts_low", "cohorts_agree"], ["uncontrolled"]),
        (["starts_low"], []),
        ([], []),
    ],
)
def test_a_page_shows_the_reasons_that_decided_before_those_about_certainty(codes: list[str], shown: list[str]) -> None:
    assert [each["code"] for each in deciding(reasons(*codes))] == shown


def test_an_outcome_is_not_named_twice_in_a_row() -> None:
    assert clauses(["TRM: 0.2% pooled", "TRM: over", "NEDA: 3"]) == "TRM: 0.2% pooled. Over. NEDA: 3."


def test_the_groups_stay_whole_where_the_codes_do_not() -> None:
    questions = [{"code": "Q1", "group": "a"}, {"code": "Q2", "group": "b"}, {"code": "Q3", "group": "a"}]
    assert [(group, [each["code"] for each in members]) for group, members in grouped(questions)] == [
        ("a", ["Q1", "Q3"]), ("b", ["Q2"]),
    ]  # fmt: skip


def test_a_date_that_never_moved_did_not_slip() -> None:
    seen = [{"date_seen": "2018", "field": "completion", "value": "2024"}]
    assert slippage_lines(seen, ENGLISH) == []
    assert len(slippage_lines([*seen, {"date_seen": "2019", "field": "completion", "value": "2025-01"}], ENGLISH)) == 1


STUDY: dict[str, Any] = {
    "acronym": "MADE-MS", "answered": [], "results_posted": False, "report_names": [], "reports": [],
    "withdrawn_names": [], "counts_for": [], "status": None,
    "status_seen": None, "enrollment": None, "primary_completion": None, "completion": None, "slippage": [],
    "expected_report": None, "basis": None, "overdue": False, "will_answer": [], "not_covered": [],
}  # fmt: skip


def test_the_newest_policy_of_a_country_that_names_the_study_stands_beside_it() -> None:
    facts = [fact("2016"), fact("2023"), fact("2022", "Netherlands"), fact("2024", "Wales", "no study named")]
    told = policy_of_study({"international_study": STUDY, "policy": facts})
    assert [(each["country"], each["date"]) for each in told] == [("Norway", "2023"), ("Netherlands", "2022")]


def said(**more: Any) -> str:
    document = {"international_study": STUDY | more, "policy": [], "questions": []}
    return " ".join(told for _, told in international_lines(document, ENGLISH))


def test_a_study_that_reported_is_told_by_what_it_answered_and_where() -> None:
    assert said(answered=["Q1", "Q9"], report_names=["Made 2027"], results_posted=True).startswith(
        "Q1 and Q9; results are posted at the registry; published: Made 2027."
    )


def test_a_report_that_answered_nothing_is_still_told() -> None:
    assert said(report_names=["Made 2027"]).startswith("none of its questions; published: Made 2027.")


def test_a_date_gone_by_is_told_once_and_with_care() -> None:
    assert "Its date has passed" in said(overdue=True)
    assert "Its date has passed" not in said(overdue=True, basis="no delay by itself", expected_report="2027")


def effect(method: str) -> str:
    values = {"record": "pmid:1", "outcome": "neda", "comparator": "RRMS / progressive", "statistic": "percent",
              "value": 14.1234, "low": -6.4216, "high": 34.625, "p": None, "months": 120.0, "favours": "none",
              "method": method}  # fmt: skip
    return clause({"code": "effect_cohort", "values": list(values.items())}, ENGLISH, {})


def test_what_we_computed_is_rounded_and_says_so_and_what_was_printed_is_not() -> None:
    assert "difference of 14.1 percentage points (95% CI -6.42 to 34.6; computed by us" in effect("intervals")
    assert "difference of 14.1234 percentage points (95% CI -6.4216 to 34.625)" in effect("printed")


def test_the_two_sides_of_a_contrast_are_both_named() -> None:
    assert "RRMS against progressive MS: NEDA at 120 months" in effect("printed")


def test_an_answer_that_was_given_again_in_other_words_is_one_line_of_its_history() -> None:
    days = (("2026-11-01", "signal"), ("2026-11-02", "signal"), ("2026-11-03", "partly"), ("2026-11-04", "signal"))
    history = [{"valid_from": day, "status": status, "direction": "mixed", "certainty": "low"} for day, status in days]
    assert [line["valid_from"] for line in given(history)] == ["2026-11-01", "2026-11-03", "2026-11-04"]
