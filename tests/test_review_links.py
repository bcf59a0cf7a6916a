"""A person joins reports to one study or splits them: it counts at once, for every day, and no refresh undoes it."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import json
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from evidence.answers import answer_topic
from evidence.records.question import Link
from evidence.records.study import StudyFacts
from evidence.refresh import refresh_from_files
from evidence.studies import group_studies
from evidence_db.opening import reading, writing
from tests.cli_runner import Ran, Run, made, run  # noqa: F401
from tests.made_records import Made, write_set
from tests.makers import make_count, make_link, make_report, make_topic
from tests.test_answers import TRM
from tests.test_review import RETRACTION

DAY = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
WORDS = ("--name", "A. Jansen", "--reason", "Same ward, same years")
TITLE = "Autologous haematopoietic stem cell transplantation in multiple sclerosis: a cohort"


def cohort(pmid: str, patients: int, more: str = "") -> Made:
    text = (
        f"We treated {patients} patients with multiple sclerosis with autologous haematopoietic stem cell "
        f"transplantation (AHSCT). No patient died of the transplant: transplant-related mortality was 0 of {patients}."
    )
    return Made(pmid, TITLE, ((None, f"{text} {more}".strip()),))


NORTH, SOUTH = cohort("97960001", 140), cohort("97960002", 120)
IN_SWEDEN = "All were treated in Sweden."
BOTH = ("97960001", "97960002")


def night(db: Path, day: int, *records: Made) -> None:
    path = write_set(db.parent / f"{day}.xml", records)
    with writing(db, create=True) as store:
        now = datetime(2026, 11, day, 1, tzinfo=UTC)
        refresh_from_files([path], "hsct_ms", store, now=now, program_version="0", with_pack=False)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    night(tmp_path / "l.db", 20, NORTH, SOUTH)
    return tmp_path / "l.db"


def patients(run: Run, db: Path, *words: str) -> int:
    told: dict[str, Any] = json.loads(run("report", "--as", "json", *words, db=db, now=DAY).out)
    (question,) = [each for each in told["questions"] if each["code"] == "Q9"]
    return sum(pool["n"] for pool in question["pooled"] if pool["label"] == "Q9" and pool["outcome"] == "trm")


def said(run: Run, db: Path, *words: str) -> Ran:
    ran = run("review", *words, db=db, now=DAY)
    assert ran.code == 0, ran.err
    return ran


def test_two_reports_that_a_person_joins_count_their_patients_once(db: Path, run: Run) -> None:
    assert patients(run, db) == 260
    ran = said(run, db, "link", *BOTH, *WORDS)
    assert ran.out.startswith("pmid:97960001, pmid:97960002: one study. Answers that say something else now: ")
    assert ran.out.endswith("A. Jansen, 2026-11-25: Same ward, same years\n")
    assert patients(run, db) == 140


def test_it_holds_on_earlier_days_and_after_every_refresh(db: Path, run: Run) -> None:
    said(run, db, "link", *BOTH, *WORDS)
    for day in (26, 27):
        night(db, day, NORTH, SOUTH, replace(RETRACTION, pmid=f"979600{day}"))
        assert patients(run, db) == patients(run, db, "--as-of", "2026-11-21") == 140


def test_what_was_joined_can_be_split_and_what_was_split_undone(db: Path, run: Run) -> None:
    said(run, db, "link", *BOTH, *WORDS)
    said(run, db, "split", *BOTH, *WORDS)
    assert patients(run, db) == 260
    said(run, db, "undo", *BOTH, *WORDS)
    assert patients(run, db) == 260
    again = run("review", "undo", *BOTH, *WORDS, db=db, now=DAY)
    assert (again.code, "nothing to undo" in again.err) == (2, True)
    page = " ".join(run("show", "97960001", db=db, now=DAY).out.split())
    assert page.count("A. Jansen, 2026-11-25: Same ward, same years") == 3


def test_what_a_register_joins_a_person_splits(tmp_path: Path, run: Run) -> None:
    db = tmp_path / "s.db"
    number = "Registered at ClinicalTrials.gov, NCT00970009."
    night(db, 20, cohort("97960001", 140, number), cohort("97960002", 120, number))
    assert patients(run, db) == 140
    said(run, db, "split", *BOTH, *WORDS)
    assert patients(run, db) == 260
    with reading(db) as connection:
        keys = [key for (key,) in connection.execute("select key from study order by key")]
    assert len(set(keys)) == 2


def test_suspicion_of_the_same_patients_ends_where_a_person_splits(tmp_path: Path, run: Run) -> None:
    db = tmp_path / "o.db"
    night(db, 20, cohort("97960001", 140, IN_SWEDEN), cohort("97960002", 120, IN_SWEDEN))
    assert patients(run, db) == 140
    said(run, db, "split", *BOTH, *WORDS)
    assert patients(run, db) == 260


def test_show_and_changes_tell_who_joined_what_and_why_in_text_and_json(db: Path, run: Run) -> None:
    said(run, db, "link", *BOTH, *WORDS)
    document = json.loads(run("show", "97960002", "--as", "json", db=db, now=DAY).out)
    (line,) = [row for row in document["page"]["record"] if row["label"] == "By a person"]
    assert line["text"] == (
        "a person joined it with another report to one study (pmid:97960001, pmid:97960002); A. Jansen, 2026-11-25: "
        "Same ward, same years"
    )
    rows = json.loads(run("changes", "--as", "json", db=db, now=DAY).out)["answers"]
    (told,) = [row for row in rows if row["code"] == "Q9"]
    assert {(cause["code"], cause["detail"]) for cause in told["causes"]} >= {("linked", "same-study")}
    assert "a person joined it" in " ".join(run("changes", db=db, now=DAY).out.split())


def test_a_decision_makes_no_data_younger(db: Path, run: Run) -> None:
    before = json.loads(run("status", "--as", "json", db=db, now=DAY).out)
    said(run, db, "link", *BOTH, *WORDS)
    after = json.loads(run("status", "--as", "json", db=db, now=DAY).out)
    assert after["last_refresh"] == before["last_refresh"]


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("link", "97960001", *WORDS), "at least two"),
        (("link", "97960001", "97960001", *WORDS), "at least two"),
        (("link", "97960001", "97960009", *WORDS), "no record or study is called '97960009'"),
        (("split", *BOTH, "--name", " ", "--reason", "x"), "--name is empty"),
    ],
)
def test_what_cannot_be_decided_is_refused_and_leaves_nothing(
    db: Path, run: Run, words: tuple[str, ...], what: str
) -> None:
    ran = run("review", *words, db=db, now=DAY)
    assert (ran.code, what in ran.err) == (2, True)
    with reading(db) as connection:
        assert connection.execute("select count(*) from record_link").fetchone()[0] == 0
        assert connection.execute("select count(*) from run where kind = 'review'").fetchone()[0] == 0


def test_nobody_changes_or_removes_what_was_decided(db: Path, run: Run) -> None:
    said(run, db, "link", *BOTH, *WORDS)
    connection = sqlite3.connect(db)
    for statement in ("update record_link set name = 'B'", "delete from record_link"):
        with pytest.raises(sqlite3.IntegrityError, match="a link stays"):
            connection.execute(statement)
    connection.close()


def test_no_third_report_joins_what_a_person_split() -> None:
    reports = [make_report(pmid) for pmid in ("1", "2", "3")]
    links = (
        make_link("same-study", "a", "1", "3"),
        make_link("same-study", "b", "2", "3"),
        make_link("split", "P", "1", "2"),
    )
    studies = group_studies(reports, make_topic(TRM, links=links).links, ())
    assert [study.reports for study in studies] == [("pmid:1", "pmid:3"), ("pmid:2",)]
    assert any("kept apart from pmid:2" in why for why in studies[0].reasons)


THREE = (make_link("same-study", "a", "1", "2", "3"),)


def test_a_third_report_of_the_same_link_counts_with_neither_of_two_that_a_person_split() -> None:
    links = (*THREE, make_link("split", "P", "1", "2"))
    assert deaths_counted(links, {"1": 100, "2": 110, "3": 120}) == {"pmid:1": 100, "pmid:2": 110}
    assert deaths_counted(links, {"1": 100, "2": 110, "3": 300}) == {"pmid:3": 300}


def test_what_a_register_joins_is_counted_once_with_neither_of_two_that_a_person_split() -> None:
    split = (make_link("split", "P", "1", "2"),)
    assert deaths_counted(split, {"1": 100, "2": 110, "3": 300}, ids=("NCT00000001",)) == {"pmid:3": 300}


def test_two_reports_that_a_person_splits_from_the_first_of_a_link_are_one_study_still() -> None:
    links = (*THREE, make_link("split", "P", "1", "2"), make_link("split", "P", "1", "3"))
    assert deaths_counted(links, {"1": 100, "2": 110, "3": 120}) == {"pmid:1": 100, "pmid:3": 120}


def test_a_study_says_which_others_may_have_its_patients_where_a_split_undid_their_join() -> None:
    reports = [make_report(pmid) for pmid in ("1", "2", "3")]
    _, alone = group_studies(reports, (*THREE, make_link("split", "P", "1", "2")), ())
    assert "may share patients with pmid:3, a: a: made up" in alone.reasons


def deaths_counted(links: tuple[Link, ...], series: dict[str, int], ids: tuple[str, ...] = ()) -> dict[str, int]:
    """Return the patients of each series, none of whom died, that is pooled."""
    reports = [make_report(pmid, facts=StudyFacts(registry_ids=ids)) for pmid in series]
    findings = [make_count(pmid, "trm", 0, patients) for pmid, patients in series.items()]
    told = make_topic(TRM, links=links)
    (answer,) = answer_topic(told, reports, findings, group_studies(reports, links, ()), "2026-11-22")
    return {record: series[record.removeprefix("pmid:")] for pool in answer.pooled for record in pool.records}
