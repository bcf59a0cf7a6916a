"""The views that a person finds in the database say what the commands say."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from evidence_db.people_views import VIEWS
from tests.cli_runner import Run, made, run  # noqa: F401
from tests.test_review_figures import DAY, LATER, NORTH, SOUTH, WORDS, cohort, key, night, said

NAMES = ("answers_now", "figures_with_sentences", "studies_counted", "decisions_of_people", "changes_of_answers")


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """Two nights: the second brings the cohort without which fewer patients had died."""
    night(tmp_path / "two.db", 20, SOUTH)
    night(tmp_path / "two.db", 21, NORTH)
    return tmp_path / "two.db"


def view(db: Path, name: str) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(db)) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA trusted_schema = OFF")
        return [dict(row) for row in connection.execute(f"SELECT * FROM {name}")]  # noqa: S608 - one of NAMES


def report(run: Run, db: Path) -> list[dict[str, Any]]:
    questions: list[dict[str, Any]] = json.loads(run("report", "--as", "json", db=db, now=DAY).out)["questions"]
    return questions


def test_every_view_is_one_of_these_and_can_be_read(db: Path) -> None:
    assert len(VIEWS) == len(NAMES)
    with closing(sqlite3.connect(db)) as connection:
        found = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'view'")}
    assert found == {*NAMES, "article_page"}
    assert all(view(db, name) for name in NAMES if name != "decisions_of_people")


def test_the_check_of_a_database_reads_them(db: Path, run: Run) -> None:
    ran = run("check", db=db, now=DAY)
    assert (ran.code, "DAMAGED" in ran.out) == (0, False), ran.out


def test_the_answers_now_are_those_of_the_report(db: Path, run: Run) -> None:
    told = [
        (
            each["code"],
            each["status"],
            each["direction"],
            each["certainty"],
            len(each["studies"]),
            len(each["findings"]),
        )
        for each in report(run, db)
    ]
    shown = [
        tuple(row[name] for name in ("question", "status", "direction", "certainty", "studies", "figures"))
        for row in view(db, "answers_now")
    ]
    assert shown == told
    first = view(db, "answers_now")[0]
    assert first["awaited"].startswith("RAM-MS 2027, ")
    assert first["in_short_nl"] == "aHSCT versus hoogeffectieve middelen bij RRMS"


def test_every_figure_stands_once_with_its_sentence_study_and_questions(db: Path, run: Run) -> None:
    out = run("findings", "--as", "json-lines", db=db, now=DAY).out
    told = {row["id"]: row for row in map(json.loads, out.splitlines())}
    shown = view(db, "figures_with_sentences")
    assert {row["figure"] for row in shown} == set(told)
    assert len(shown) == len(told)
    rests: dict[str, list[str]] = {}
    for question in report(run, db):
        for name in dict.fromkeys(
            name for part in (question, *question["sub_answers"]) for name in part.get("findings", ())
        ):
            rests.setdefault(name, []).append(question["code"])
    (death,) = [row for row in shown if (row["outcome"], row["record"]) == ("trm", "pmid:97980001")]
    assert (death["sentence"], death["events"], death["patients"]) == (
        "Transplant-related mortality was 1 of 140.",
        1,
        140,
    )
    assert death["source"] == "https://pubmed.ncbi.nlm.nih.gov/97980001/"
    assert "Q9" in death["questions"].split(", ")
    for row in shown:
        assert set(rests.get(row["figure"], ())) <= set((row["questions"] or "").split(", "))


def test_studies_are_those_that_are_counted(db: Path, run: Run) -> None:
    out = run("studies", "--as", "json-lines", db=db, now=DAY).out
    told = [row["record"] for row in map(json.loads, out.splitlines())]
    assert sorted(row["records"] for row in view(db, "studies_counted")) == sorted(told)
    assert [row["transplanted"] for row in view(db, "studies_counted")] == [140, 120]


def test_every_decision_stands_in_one_list_newest_first_with_what_it_was_about(db: Path, run: Run) -> None:
    figure = key(run, db)
    said(run, db, "correct", figure, "--events", "2", *WORDS)
    said(run, db, "exclude", SOUTH.pmid, *WORDS)
    said(run, db, "link", NORTH.pmid, SOUTH.pmid, *WORDS)
    said(run, db, "sign", "Q9", *WORDS, now=LATER)
    said(run, db, "withdraw", "Q9", *WORDS, now=LATER)
    shown = view(db, "decisions_of_people")
    told = {(row["decision"], row["about"], row["subject"], row["record"]) for row in shown}
    assert told == {
        ("correct", "figure", figure, "pmid:97980001"), ("exclude", "record", "pmid:97980002", "pmid:97980002"),
        ("same-study", "records", "pmid:97980001, pmid:97980002", None), ("sign", "answer", "Q9", None),
        ("withdraw", "answer", "Q9", None),
    }  # fmt: skip
    assert [row["made"] for row in shown] == sorted((row["made"] for row in shown), reverse=True)
    assert {row["name"] for row in shown} == {"A. Jansen"}
    assert [row["judged"] for row in shown if row["about"] == "figure"] == [
        "Transplant-related mortality was 1 of 140."
    ]


def test_an_answer_changes_when_its_verdict_does_and_not_when_its_words_do(db: Path) -> None:
    before = [row for row in view(db, "changes_of_answers") if row["status_before"] is not None]
    night(db, 22, cohort("97980005", 300, "Transplant-related mortality was 0 of 300."))
    shown = view(db, "changes_of_answers")
    firsts = [row for row in shown if row["status_before"] is None]
    assert len({row["question"] for row in firsts}) == len(firsts) == 20
    for row in shown:
        verdicts = [(row[f"{name}_before"], row[name]) for name in ("status", "direction", "certainty")]
        assert any(was != now for was, now in verdicts)
    with closing(sqlite3.connect(db)) as connection:
        (lines,) = connection.execute("SELECT count(*) FROM answer").fetchone()
    assert len(before) <= len(shown) - 20 < lines - 20
    assert [row["run"] for row in shown] == sorted((row["run"] for row in shown), reverse=True)
