"""What is told of every trial that people wait for, and of the group that is asked about beside its patients."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from evidence.international import international_study
from evidence.records.question import Topic
from evidence.refresh import load_pack_only, refresh_from_files
from evidence.topics import load_topic
from evidence_db.opening import writing
from tests.cli_runner import Run, made, run  # noqa: F401
from tests.made_studies import as_bytes, study

NOW = datetime(2026, 11, 28, 6, tzinfo=UTC)


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The evidence pack alone."""
    place = tmp_path_factory.mktemp("trials") / "t.db"
    with writing(place, create=True) as store:
        load_pack_only("hsct_ms", store, now=NOW, program_version="0")
    return place


def states(run: Run, db: Path) -> dict[str, dict[str, Any]]:
    told = json.loads(run("trials", "--as", "json", db=db, now=NOW).out)
    return {row["key"]: row["state"] for row in told["trials"]}


def page(run: Run, db: Path, *words: str) -> str:
    return " ".join(run(*words, db=db, now=NOW).out.split())


def test_a_trial_whose_date_has_passed_without_a_result_is_overdue_in_text_and_json(packed: Path, run: Run) -> None:
    told = states(run, packed)
    assert {key: told[key]["overdue"] for key in ("RAM-MS", "BEAT-MS", "StarMS", "MIST", "TIANJIN")} == {
        "RAM-MS": True, "BEAT-MS": True, "StarMS": False, "MIST": False, "TIANJIN": False,
    }  # fmt: skip
    shown = page(run, packed, "trials")
    beat, star = (shown[shown.index(f" {name}: ") :].split(" Moved: ")[0] for name in ("BEAT-MS", "StarMS"))
    assert "Overdue: Its date has passed without a result." in beat
    assert "Overdue" not in star


def test_what_an_awaited_trial_will_not_answer_is_told_with_why(packed: Path, run: Run) -> None:
    why = {each["code"]: each["reason"] for each in states(run, packed)["StarMS"]["not_covered"]}
    assert (why["Q2"], why["Q6"], why["Q19"]) == ("lacks_course", "lacks_setting", "lacks_setting")
    assert "Q1" not in why
    assert "Not covered: Q2: asks about SPMS, PPMS and progressive MS, the trial takes in RRMS." in page(
        run, packed, "trials"
    )


def test_a_trial_that_reported_names_its_report_and_one_that_ended_silently_has_none(packed: Path, run: Run) -> None:
    told = states(run, packed)
    assert told["MIST"]["reports"] == ["pmid:30644983"]
    assert (told["MOST"]["reports"], told["MOST"]["results_posted"]) == ([], True)
    assert "count" in told["MOST"]["basis"]


def test_posted_results_say_that_they_are_not_counted_and_why(packed: Path, run: Run, tmp_path: Path) -> None:
    place, record = tmp_path / "p.db", tmp_path / "beat.json"
    place.write_bytes(packed.read_bytes())
    record.write_bytes(as_bytes({"studies": [study("NCT04047628") | {"hasResults": True}]}))
    with writing(place, create=False) as store:
        refresh_from_files([record], "hsct_ms", store, now=NOW, program_version="0", with_pack=True)
    state = states(run, place)["BEAT-MS"]
    assert (state["results_posted"], state["overdue"]) == (True, False)
    why = "counts in no answer, for nobody has bound its arms and measures to a question"
    assert why in state["basis"]
    assert why in page(run, place, "trials")


@pytest.fixture(scope="module")
def topic() -> Topic:
    return load_topic("hsct_ms")


@pytest.mark.parametrize(("day", "code"), [("2027-12-31", "basis_passed"), ("2028-01-01", "basis_late")])
def test_a_report_that_was_expected_and_did_not_come_is_late(topic: Topic, day: str, code: str) -> None:
    told = international_study(topic, (), (), (), day)
    assert (told.expected_report, told.basis and told.basis.code) == ("2027", code)


def test_a_trial_without_an_expected_report_is_never_late(topic: Topic) -> None:
    silent = replace(topic, trials=tuple(replace(trial, expected_report=None) for trial in topic.trials))
    basis = international_study(silent, (), (), (), "2040-01-01").basis
    assert basis is not None
    assert basis.code == "basis_passed"


@pytest.mark.parametrize("code", ["Q6", "Q20"])
def test_whom_the_international_study_took_in_stands_beside_the_reimbursed_group(
    packed: Path, run: Run, code: str
) -> None:
    told = json.loads(run("question", code, "--as", "json", db=packed, now=NOW).out)["eligibility"]
    assert {one["code"] for one in told["criteria"] if not one["covered"]} == {"failed_drugs", "edss", "age"}
    shown = page(run, packed, "question", code)
    assert "Age: 18 to 50 years; asked about: 18 to 55 years (not covered: indirect)." in shown
    dutch = page(run, packed, "question", code, "--language", "nl")
    assert "Leeftijd: 18 tot en met 50 jaar; gevraagd naar: 18 tot en met 55 jaar (niet gedekt: indirect)." in dutch


def test_a_question_that_compares_no_group_says_nothing_of_one(packed: Path, run: Run) -> None:
    assert json.loads(run("question", "Q9", "--as", "json", db=packed, now=NOW).out)["eligibility"] is None
    assert "took in, beside" not in page(run, packed, "question", "Q9")


def test_the_policy_facts_of_a_question_stand_beside_its_answer(packed: Path, run: Run) -> None:
    told = json.loads(run("question", "Q6", "--as", "json", db=packed, now=NOW).out)["policy"]
    assert {"2022-05-23", "2022-12-13"} <= {fact["date"] for fact in told}
    assert "Two Dutch texts differ." in page(run, packed, "question", "Q6")
    assert json.loads(run("question", "Q13", "--as", "json", db=packed, now=NOW).out)["policy"] == []
