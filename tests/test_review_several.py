"""Doubtful screening is shown beside figures, and one command settles several figures, each as its own decision."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli_runner import Run, made, run  # noqa: F401
from tests.made_records import Made
from tests.test_review_figures import DAY, NORTH, SOUTH, TITLE, WORDS, cohort, deaths, night, said
from tests.test_review_next import NOT_SURE, listed

TWO = cohort(
    "97980006", 90, "Transplant-related mortality was 1 of 90.", "At 3 years, progression-free survival was 80%."
)
TITLE_ALONE = Made("97980007", TITLE.replace("a cohort", "the Made experience"), ())
PASSING = Made(
    "97980008", "Vaccination in multiple sclerosis",
    ((None, "We vaccinated 40 patients. Autologous haematopoietic stem cell transplantation needs other schemes."),),
)  # fmt: skip
REVIEW = Made("97980009", TITLE.replace("a cohort", "a review"), ((None, "This review tells what was published."),))
NO_NUMBER = Made("97980010", TITLE, ((None, "Patients were treated with AHSCT. Results in them were good."),))
ELSEWHERE = Made(
    "97980011", "Autologous haematopoietic stem cell transplantation in severe disease",
    ((None, "We treated 30 patients with multiple sclerosis with AHSCT. Transplant-related mortality was 2 of 30."),),
)  # fmt: skip


@pytest.fixture
def db(tmp_path: Path) -> Path:
    night(tmp_path / "n.db", 20, NORTH, SOUTH, NOT_SURE, TWO)
    return tmp_path / "n.db"


def lines(db: Path) -> list[tuple[str, str, str, str]]:
    with sqlite3.connect(db) as connection:
        return connection.execute("SELECT kind, record, name, reason FROM judgement ORDER BY id").fetchall()


def screening(run: Run, db: Path, *words: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {
        each["record"]: (each["kind"], tuple(each["rests_on_it"]))
        for each in listed(run, db, *words)
        if each["kind"].startswith("screening")
    }


def test_records_that_screening_judged_on_thin_ground_take_their_place(db: Path, run: Run) -> None:
    assert screening(run, db) == {}
    night(db, 21, TITLE_ALONE, PASSING, REVIEW, NO_NUMBER, ELSEWHERE)
    assert screening(run, db) == {
        "pmid:97980011": ("screening-let-in", ("Q9",)),
        "pmid:97980007": ("screening-left-out", ()),
        "pmid:97980008": ("screening-left-out", ()),
        "pmid:97980010": ("screening-let-in", ()),
    }
    order = [(each["record"], each["kind"]) for each in listed(run, db)]
    place = order.index(("pmid:97980011", "screening-let-in"))
    assert order[place + 1] == ("pmid:97980011", "to-review")
    kinds = [bool(each["rests_on_it"]) for each in listed(run, db)]
    assert kinds == sorted(kinds, reverse=True)
    page = " ".join(run("review", "next", "--count", "50", db=db, now=DAY, columns=120).out.split())
    assert "figures and 4 records" in page
    assert "it has no abstract to tell from whether it has patients of its own" in page


def test_a_doubt_is_over_once_a_person_decided_and_a_second_person_decides_for_herself(db: Path, run: Run) -> None:
    night(db, 21, TITLE_ALONE, ELSEWHERE)
    said(run, db, "exclude", TITLE_ALONE.pmid, *WORDS)
    said(run, db, "include", ELSEWHERE.pmid, *WORDS)
    assert screening(run, db) == screening(run, db, "--reviewer", "A. Jansen") == {}
    assert set(screening(run, db, "--reviewer", "B. Smit")) == {"pmid:97980007", "pmid:97980011"}
    assert "Jansen" not in run("review", "next", "--reviewer", "B. Smit", "--count", "50", db=db, now=DAY).out
    said(run, db, "undo", TITLE_ALONE.pmid, *WORDS)
    assert set(screening(run, db)) == {"pmid:97980007"}


def test_a_question_shows_the_doubtful_records_that_it_rests_on(db: Path, run: Run) -> None:
    night(db, 21, TITLE_ALONE, ELSEWHERE)
    assert set(screening(run, db, "--question", "Q9")) == {"pmid:97980011"}


def test_what_leans_on_a_study_is_told_in_words_and_in_json(db: Path, run: Run) -> None:
    (north,) = [each for each in listed(run, db) if each["record"] == "pmid:97980001"]
    assert (north["leans"]["alone"], north["leans"]["move"]["bound"]) == ([], "high")
    before, after = north["leans"]["move"]["before"], north["leans"]["move"]["after"]
    assert any(
        f"the pooled upper bound of Q9 (transplant-related mortality) goes from {before:.2f}% to {after:.2f}%" in why
        for why in north["why"]
    )


def test_the_figures_of_a_record_are_settled_at_once_each_by_a_decision_of_its_own(db: Path, run: Run) -> None:
    ran = said(run, db, "confirm", TWO.pmid, "--all", *WORDS)
    assert lines(db) == [("confirm", "pmid:97980006", "A. Jansen", "Read the paper")] * 2
    *each, last = ran.out.splitlines()
    assert [line.endswith("confirmed; it counts as a person's.") for line in each] == [True, True]
    assert last.endswith("A. Jansen, 2026-11-25: Read the paper")
    assert "pmid:97980006" not in {row["record"] for row in listed(run, db)}
    again = run("review", "confirm", TWO.pmid, "--all", *WORDS, db=db, now=DAY)
    assert (again.code, "no figure to decide for A. Jansen" in again.err) == (2, True)
    said(run, db, "reject", TWO.pmid, "--all", "--name", "B. Smit", "--reason", "Another cohort")
    assert deaths(run, db) == [(1, 260)]


def test_several_figures_are_settled_at_once_and_one_that_is_named_twice_once(db: Path, run: Run) -> None:
    keys = [each["key"] for each in listed(run, db) if each["rests_on_it"]]
    said(run, db, "confirm", *keys, keys[0], *WORDS)
    assert len(lines(db)) == len(keys)
    assert [each["rests_on_it"] for each in listed(run, db) if each["rests_on_it"]] == []


def test_what_was_unsure_is_left_to_be_decided_one_by_one(db: Path, run: Run) -> None:
    unsure = [each["key"] for each in listed(run, db) if each["record"] == "pmid:97980004"]
    ran = run("review", "confirm", NOT_SURE.pmid, "--all", *WORDS, db=db, now=DAY)
    assert ran.code == 2
    assert all(key in ran.err for key in unsure)
    assert lines(db) == []


def test_all_are_written_or_none(db: Path, run: Run) -> None:
    key = listed(run, db)[0]["key"]
    ran = run("review", "reject", key, "w-0123456789ab", *WORDS, db=db, now=DAY)
    assert (ran.code, lines(db)) == (2, [])


def test_two_people_who_settle_all_at_once_agree_as_if_one_by_one(db: Path, run: Run) -> None:
    said(run, db, "confirm", TWO.pmid, "--all", *WORDS)
    said(run, db, "confirm", TWO.pmid, "--all", "--name", "B. Smit", "--reason", "Read it too")
    (pair,) = json.loads(run("review", "agreement", "--as", "json", db=db, now=DAY).out)["pairs"]
    assert (pair["figures"]["n"], pair["figures"]["agreed"]) == (2, 2)
