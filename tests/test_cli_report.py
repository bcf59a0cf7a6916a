"""evidence report: the international study first, then every question; dated, sourced, in two languages."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import csv
import io
import json
import os
import stat
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from evidence.records.answer import Reason
from evidence_db.opening import writing
from tests.cli_runner import Run, made, run  # noqa: F401
from tests.made_evidence import ANSWERS, make_database


def test_the_international_study_comes_before_every_question(run: Run) -> None:
    shown = run("report").out
    assert shown.index("MADE-MS (NCT00000001)") < shown.index("In short") < shown.index("Q1  PARTLY")
    assert "Answered:    none of its questions; no results" in shown


def test_a_date_that_slipped_is_told_with_every_value_and_when_it_was_seen(run: Run) -> None:
    shown = " ".join(run("report").out.split())
    assert (
        "completion: 21 Mar 2024 (seen 2018), then 21 Mar 2026 (seen Sep 2023), then 21 Mar 2028 (seen 25 Jun 2025)"
        in shown
    )


def test_each_question_has_status_direction_certainty_reason_parts_and_who_will_answer_it(run: Run) -> None:
    shown = " ".join(run("report", "--question", "q1").out.split())
    assert "Q1 PARTLY Against tablets Favours HSCT, certainty low. Jansen 2019, randomised, against DMT" in shown
    assert "hazard ratio 0.07 (95% CI 0.02 to 0.24; p < 0.001)" in shown
    assert "- against alemtuzumab: signal" in shown
    assert "Awaited: MADE-MS 2027." in shown
    assert "Q9 PARTLY" not in shown


def test_a_narrative_question_is_stated_and_not_computed(run: Run) -> None:
    shown = " ".join(run("report", "--question", "Q17").out.split())
    assert "Stated on 1 Nov 2026, not computed. Two models say so." in shown


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_no_line_is_wider_than_the_screen(run: Run, columns: int, language: str) -> None:
    shown = run("report", "--language", language, columns=columns).out
    assert max(map(len, shown.splitlines())) <= columns


FORMS = ["text", "markdown", "json", "json-lines", "csv"]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_carries_data_date_basis_and_intended_use(run: Run, form: str) -> None:
    shown = " ".join(run("report", "--as", form).out.split())
    assert "20 Nov 2026" in shown or "2026-11-20" in shown
    assert "abstracts" in shown
    assert "no advice about a patient" in shown


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_data_older_than_three_days_open_with_a_warning(run: Run, form: str) -> None:
    fresh = run("report", "--as", form, now=datetime(2026, 11, 23, tzinfo=UTC)).out
    stale = run("report", "--as", form, now=datetime(2026, 11, 24, tzinfo=UTC)).out
    assert "WARNING" not in fresh
    opening = " ".join(stale.split("The international study")[0].split())
    assert "4 days old" in opening
    assert "PubMed was never asked from here. To ask it: evidence refresh" in opening


def test_json_has_the_fields_of_the_contract_in_a_stable_order(run: Run) -> None:
    shown = run("report", "--as", "json").out
    assert shown == run("report", "--as", "json").out
    document = json.loads(shown)
    assert document["schema_version"] == 1
    assert {"topic", "as_of", "data_date", "rule_version", "intended_use", "basis"} <= set(document)
    study = document["international_study"]
    assert (study["id"], study["answered"], study["will_answer"]) == ("NCT00000001", [], ["Q1"])
    assert study["slippage"][0] == {"date_seen": "2018", "field": "completion", "value": "2024-03-21"}
    assert study["not_covered"][0]["code"] == "Q9"
    assert study["not_covered"][0]["why"] == "the trial was not designed to inform it"
    assert {"acronym", "status", "enrollment", "primary_completion", "completion", "results_posted", "reports",
            "expected_report", "basis"} <= set(study)  # fmt: skip


def test_a_question_in_json_has_the_fields_of_the_contract(run: Run) -> None:
    question = _questions(run)["Q1"]
    assert {"code", "group", "kind", "text", "status", "computed", "direction", "certainty", "reasons", "sub_answers",
            "studies", "findings", "pooled", "awaited", "next_status"} <= set(question)  # fmt: skip
    assert question["studies"] == ["cite:jansen2019"]
    assert question["awaited"] == [{"trial": "MADE-MS", "acronym": "MADE-MS", "when": "2027", "basis": "registry"}]
    assert {"about", "status", "direction", "reasons"} <= set(question["sub_answers"][0])
    assert question["reasons"][0]["values"]["value"] == 0.07


def _questions(run: Run, *words: str) -> dict[str, Any]:
    return {each["code"]: each for each in json.loads(run("report", "--as", "json", *words).out)["questions"]}


def test_dutch_and_english_differ_in_words_and_not_in_figures(run: Run) -> None:
    english, dutch = _questions(run), _questions(run, "--language", "nl")
    assert dutch["Q1"]["text"] == "Is het beter dan tabletten?"
    assert "0,07 (95%-BI 0,02 tot 0,24" in dutch["Q1"]["reasons"][0]["text"]
    for code, question in english.items():
        assert question["status"] == dutch[code]["status"]
        assert [each["values"] for each in question["reasons"]] == [each["values"] for each in dutch[code]["reasons"]]
        assert [_figures(pool) for pool in question["pooled"]] == [_figures(pool) for pool in dutch[code]["pooled"]]


def _figures(pool: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in pool.items() if name != "about"}


def test_a_table_has_one_row_a_question_with_its_date(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("report", "--as", "csv").out)))
    assert [(row["code"], row["status"], row["data_date"]) for row in rows] == [
        ("Q1", "partly", "2026-11-20"), ("Q9", "partly", "2026-11-20"), ("Q17", "partly", "2026-11-20"),
    ]  # fmt: skip


def test_foreign_text_in_markdown_cannot_become_markup(run: Run, tmp_path: Path) -> None:
    hostile = Reason(
        "down_indirectness",
        (
            ("record", "cite:jansen2019"),
            ("why", "![x](http://bad) <b>*\n# Q1"),
        ),
    )
    database = make_database(tmp_path / "x.db", answers=(replace(ANSWERS[0], reasons=(hostile, hostile)),))
    shown = run("report", "--as", "markdown", db=database).out
    assert "![x](" not in shown
    assert "<b>" not in shown


def test_the_report_is_written_whole_to_a_file_and_nothing_to_the_screen(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "report.md"
    target.write_text("yesterday")
    ran = run("report", "--as", "markdown", "--output", str(target))
    assert (ran.code, ran.out) == (0, "")
    assert target.read_text(encoding="utf-8") == run("report", "--as", "markdown").out
    assert [path.name for path in tmp_path.iterdir()] == ["report.md"]


def test_a_file_that_cannot_be_written_keeps_its_old_words(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "report.txt"
    target.write_text("yesterday")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert run("report", "--output", str(target)).code == 74
    assert target.read_text() == "yesterday"
    assert [path.name for path in tmp_path.iterdir()] == ["report.txt"]


@pytest.mark.parametrize(("name", "code"), [("no/such/folder.txt", 73), ("", 2)])
def test_a_place_that_is_none_is_told(run: Run, tmp_path: Path, name: str, code: int) -> None:
    assert run("report", "--output", f"{tmp_path}/{name}").code == code


def test_the_report_does_not_overwrite_the_database(run: Run, made: Path) -> None:
    before = made.read_bytes()
    assert run("report", "--output", str(made)).code == 2
    assert made.read_bytes() == before


def test_a_device_can_take_the_report(run: Run) -> None:
    assert run("report", "--output", os.devnull).code == 0
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_a_database_of_another_topic_is_not_passed_off_as_this_one(run: Run) -> None:
    ran = run("--topic", "no_such_topic", "report")
    assert (ran.code, ran.out) == (2, "")
    assert "hsct_ms" in ran.err


def test_the_first_report_on_an_empty_machine_loads_the_pack_and_says_of_what_date_it_is(
    run: Run, tmp_path: Path
) -> None:
    database = tmp_path / "data" / "first.db"
    first = run("report", db=database)
    assert first.code == 0
    assert "loading the evidence pack" in first.err
    assert "loaded the evidence pack of 20" in first.err
    assert "RAM-MS (NCT03477500)" in first.out
    again = run("report", db=database)
    assert (again.out, again.err) == (first.out, "")
    earlier = run("report", "--as-of", "2015-01-01", db=database)
    assert (earlier.code, earlier.err) == (0, "")
    assert "What the evidence public on 1 Jan 2015 supports" in earlier.out
    assert earlier.out == run("report", "--as-of", "2015-01-01", db=database, now=datetime(2030, 1, 1, tzinfo=UTC)).out


def test_the_newest_answer_is_the_one_that_is_reported(run: Run, tmp_path: Path) -> None:
    path = make_database(tmp_path / "two.db")
    make_database(path, answers=(replace(ANSWERS[0], status="conflicting"), *ANSWERS[1:]))
    assert json.loads(run("report", "--as", "json", db=path).out)["questions"][0]["status"] == "conflicting"


def test_json_has_every_reason_and_a_page_those_that_decided(run: Run) -> None:
    assert [each["code"] for each in _questions(run)["Q1"]["reasons"]] == ["effect_randomised", "starts_high"]
    assert "Starts high" not in run("report").out


def test_a_word_on_stderr_can_be_silenced(run: Run, tmp_path: Path) -> None:
    assert run("-q", "report", db=tmp_path / "quiet.db").err == ""


def test_a_database_that_holds_another_topic_is_refused(run: Run, tmp_path: Path) -> None:
    path = make_database(tmp_path / "other.db")
    with writing(path, create=False) as store:
        store.save_setting("topic", "nmosd")
    ran = run("--topic", "hsct_ms", "report", db=path)
    assert (ran.code, ran.out) == (78, "")
    assert "nmosd" in ran.err


def test_the_report_names_every_answer_the_database_holds_and_in_groups(run: Run) -> None:
    shown = run("report").out
    places = [shown.index(f"\n{code:<4}PARTLY") for code in ("Q1", "Q9", "Q17")]
    assert places == sorted(places)


def test_what_people_stated_later_is_not_in_the_report_of_an_earlier_day(run: Run, tmp_path: Path) -> None:
    stated = next(answer for answer in ANSWERS if not answer.computed)
    early = replace(stated, status="open", reasons=(Reason("not_yet_stated", (("date", "2026-11-22"),)),))
    database = make_database(tmp_path / "early.db", answers=(early,))
    question = json.loads(run("report", "--question", early.question, "--as", "json", db=database).out)["questions"][0]
    assert question["stated"] is None
    assert "nothing was stated yet" in question["reasons"][0]["text"]
