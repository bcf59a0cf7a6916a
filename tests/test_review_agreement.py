"""Two people who judge the same figures: how far they agree, beyond chance, and where they do not."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evidence.agreeing import compare
from evidence.following import follow
from evidence.records.finding import Finding
from evidence.records.judgement import CORRECT, EXCLUDE, INCLUDE, UNDONE, Judgement
from tests.cli_runner import Run, made, run  # noqa: F401
from tests.makers import make_count
from tests.test_review_figures import DAY, LATER, NORTH, SOUTH, WORDS, db, figures, said, two  # noqa: F401

JANSEN, SMIT = "A. Jansen", "B. Smit"


def figure(number: int) -> Finding:
    return make_count(str(number), "trm", 1, 50, sentence="1 of 50 died.", start=0, end=13, mark_start=0, mark_end=7)


def said_by(name: str, kind: str, number: int, minute: int = 0) -> Judgement:
    """What somebody says of the figure of that number, or of its record."""
    judged = None if kind in (INCLUDE, EXCLUDE) else figure(number)
    corrected = replace(figure(number), events=minute, value=float(minute)) if kind == CORRECT else None
    made = f"2026-11-25T10:{minute:02}:00+00:00"
    return Judgement(kind, f"pmid:{number}", name, "because", made, "0", judged, corrected)


def test_forty_figures_of_two_people_give_the_kappa_that_was_worked_out_by_hand() -> None:
    """po 32/40, pe 634/1600 (tests/test_kappa.py has the sums): kappa 646/966."""
    kinds = [
        *[("confirm", "confirm")] * 18, *[("confirm", "correct")] * 3, ("confirm", "reject"),
        *[("correct", "confirm")] * 2, *[("correct", "correct")] * 7, ("correct", "reject"), ("reject", "confirm"),
        *[("reject", "reject")] * 7,
    ]  # fmt: skip
    told = [
        judgement
        for number, (one, other) in enumerate(kinds)
        for judgement in (said_by(JANSEN, one, number), said_by(SMIT, other, number))
    ]
    told += [said_by(JANSEN, "confirm", 99), said_by(SMIT, "reject", 98)]  # of which only one of them said something
    (found,) = compare(follow(told, {}))
    assert (found.first, found.second, found.figures.n, found.figures.agreed) == (JANSEN, SMIT, 40, 32)
    assert found.figures.kappa == pytest.approx(646 / 966)
    assert (found.records.n, found.corrected, found.alike, len(found.differing)) == (0, 7, 7, 8)


def test_who_corrects_to_other_numbers_agrees_that_it_was_wrong_and_differs() -> None:
    told = [said_by(JANSEN, "correct", 1, 2), said_by(SMIT, "correct", 1, 3)]
    (found,) = compare(follow(told, {}))
    assert (found.figures.agreed, found.corrected, found.alike, len(found.differing)) == (1, 1, 0, 1)


def test_what_somebody_says_last_counts_and_what_was_taken_back_does_not() -> None:
    told = [
        said_by(JANSEN, "confirm", 1), said_by(SMIT, "reject", 1), said_by(SMIT, "confirm", 1, 5),
        said_by(JANSEN, "confirm", 2), said_by(SMIT, "reject", 2), said_by(SMIT, UNDONE, 2, 5),
    ]  # fmt: skip
    (found,) = compare(follow(told, {}))
    assert (found.figures.n, found.figures.agreed) == (1, 1)


def test_figures_and_records_are_told_apart_and_each_two_people_are_compared() -> None:
    told = [
        said_by(JANSEN, "confirm", 1), said_by(SMIT, "confirm", 1), said_by("C. Visser", "reject", 1),
        said_by(JANSEN, INCLUDE, 1), said_by(SMIT, EXCLUDE, 1),
    ]  # fmt: skip
    found = {(each.first, each.second): each for each in compare(follow(told, {}))}
    assert sorted(found) == [(JANSEN, SMIT), (JANSEN, "C. Visser"), (SMIT, "C. Visser")]
    assert (found[JANSEN, SMIT].figures.agreed, found[JANSEN, SMIT].records.agreed) == (1, 0)
    assert found[SMIT, "C. Visser"].records.n == 0


def judged_twice(run: Run, db: Path) -> list[str]:
    """Two figures of which both say something: of one the same."""
    keys = [each["key"] for each in figures(run, db, "--outcome", "trm")]
    for key, kind in zip(keys, ("confirm", "reject"), strict=True):
        said(run, db, "confirm", key, *WORDS)
        said(run, db, kind, key, "--name", SMIT, "--reason", "Table 2", now=LATER)
    said(run, db, "exclude", SOUTH.pmid, *WORDS)
    said(run, db, "exclude", SOUTH.pmid, "--name", SMIT, "--reason", "Table 2", now=LATER)
    return keys


def test_the_page_tells_agreement_kappa_and_where_they_differ(db: Path, run: Run) -> None:
    _, differs = judged_twice(run, db)
    page = " ".join(run("review", "agreement", db=db, now=LATER).out.split())
    assert "A. Jansen and B. Smit Figures: 2 judged by both; the same of 1 (50%); Cohen's kappa 0.00 (95% CI" in page
    assert (
        "Records: 1 judged by both; the same of 1 (100%); Cohen's kappa not defined: both said one and the same" in page
    )
    assert f"- {differs} (pmid:97980002): confirm (Read the paper) against reject (Table 2)" in page


def test_json_tells_the_same_and_why_there_is_no_kappa(db: Path, run: Run) -> None:
    judged_twice(run, db)
    ran = run("review", "agreement", "--as", "json", "--reviewer", SMIT, "--reviewer", JANSEN, db=db, now=LATER)
    document: dict[str, Any] = json.loads(ran.out)
    (pair,) = document["pairs"]
    assert (pair["figures"]["n"], pair["figures"]["percent"], pair["figures"]["kappa"]) == (2, 50.0, 0.0)
    assert (pair["records"]["kappa"], pair["records"]["kappa_undefined"]) == (
        None,
        "both said one and the same of everything",
    )
    assert document["schema_version"] == 1


def test_where_nobody_judged_the_same_thing_it_says_so_and_an_unknown_name_is_refused(db: Path, run: Run) -> None:
    said(run, db, "exclude", NORTH.pmid, *WORDS)
    page = run("review", "agreement", db=db, now=DAY).out
    assert "No two people have judged one and the same figure or record." in page
    ran = run("review", "agreement", "--reviewer", "a. jansen", db=db, now=DAY)
    assert (ran.code, "a. jansen has decided nothing here" in ran.err) == (2, True)
