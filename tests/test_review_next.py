"""What a person should look at: what answers rest on, then what was not sure; nothing twice, and nothing asked."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import json
import shlex
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evidence.to_review import Asked, to_review
from tests.cli_runner import Run, made, run  # noqa: F401
from tests.made_evidence import ESCAPE
from tests.makers import make_count, make_finding
from tests.test_review_figures import ALTERED, DAY, LATER, NORTH, SOUTH, WORDS, cohort, deaths, night, said

NOT_SURE = cohort("97980004", 130, "At 3 years, NEDA was 70% and 80%.")


@pytest.fixture
def db(tmp_path: Path) -> Path:
    night(tmp_path / "n.db", 20, NORTH, SOUTH, NOT_SURE)
    return tmp_path / "n.db"


def listed(run: Run, db: Path, *words: str) -> list[dict[str, Any]]:
    ran = run("review", "next", "--count", "50", "--as", "json-lines", *words, db=db, now=DAY)
    assert ran.code == 0, ran.err
    return [json.loads(line) for line in ran.out.splitlines()]


def north(told: list[dict[str, Any]]) -> dict[str, Any]:
    """The death of 140 patients."""
    return next(each for each in told if each["record"] == "pmid:97980001")


def test_what_answers_rest_on_comes_before_what_is_unsure(db: Path, run: Run) -> None:
    told = listed(run, db)
    assert [(each["record"], bool(each["rests_on_it"])) for each in told] == [
        ("pmid:97980002", True),  # without its 120 the bound of Q9 moves farther than without the 140
        ("pmid:97980001", True),
        ("pmid:97980004", False),
        ("pmid:97980004", False),
    ]
    first, last = told[1], told[-1]
    assert "Q9" in first["rests_on_it"]
    assert (first["marked"], first["sentence"]) == ("1 of 140", "Transplant-related mortality was 1 of 140.")
    assert last["why"] == [
        "unbound: not tied to an outcome, arm and time, so no answer counts it; "
        "missing: what tells it from another figure of its sentence"
    ]
    assert "Q1" in last["asks_for_it"]


def test_the_page_shows_the_sentence_with_the_figure_marked_and_what_was_bound(db: Path, run: Run) -> None:
    page = run("review", "next", "--count", "2", db=db, now=DAY, columns=120).out
    assert "To look at: 4 figures, 2 shown, most load-bearing first" in page
    assert '"Transplant-related mortality was {1 of 140}."' in page
    assert "outcome trm; arm hsct; patients not told; time not told; count, event" in page


@pytest.mark.parametrize("verb", ["confirm", "correct", "reject"])
def test_each_command_that_is_shown_can_be_given_as_it_stands(db: Path, run: Run, verb: str) -> None:
    shown = north(listed(run, db, "--question", "Q9", "--reviewer", "A. O'Hara"))
    words = shlex.split(shown["commands"][verb])
    assert words[:4] == ["evidence", "--db", str(db), "review"]
    if verb == "correct":
        words[words.index("--events") + 1] = "2"
    ran = run(*words[3:], db=db, now=DAY)
    assert ran.code == 0, ran.err
    assert "A. O'Hara, 2026-11-25: WHY" in ran.out
    assert deaths(run, db) == {"confirm": [(1, 260)], "correct": [(2, 260)], "reject": [(0, 120)]}[verb]


def test_what_anybody_decided_is_left_out_and_a_second_reviewer_sees_it_as_it_was_read(db: Path, run: Run) -> None:
    first = listed(run, db)[0]
    said(run, db, "correct", first["key"], "--events", "2", *WORDS)
    assert first["key"] not in [each["key"] for each in listed(run, db)]
    assert first["key"] not in [each["key"] for each in listed(run, db, "--reviewer", "A. Jansen")]
    again = listed(run, db, "--reviewer", "B. Smit")
    (seen,) = [each for each in again if each["key"] == first["key"]]
    assert (seen["bound"], seen["rests_on_it"]) == (first["bound"], first["rests_on_it"])
    assert "Jansen" not in json.dumps(again)
    said(run, db, "undo", first["key"], *WORDS)
    assert first["key"] in [each["key"] for each in listed(run, db, "--reviewer", "A. Jansen")]


def test_a_decision_of_which_the_text_changed_comes_first_with_what_it_was_about(db: Path, run: Run) -> None:
    figure = north(listed(run, db))["key"]
    said(run, db, "correct", figure, "--events", "2", *WORDS)
    night(db, 26, replace(ALTERED, version=2))
    gone, held, *_ = listed(run, db)
    assert (gone["kind"], gone["key"], gone["sentence"]) == ("text-changed", figure, NORTH.sections[0][1][-42:])
    assert "the text changed since" in gone["why"][0]
    assert (held["sentence"], held["bound"]["flags"]) == (
        "Transplant-related mortality was 1 of 140 in all.",
        ["a person decided about an earlier text of it"],
    )
    page = run("review", "next", db=db, now=DAY).out
    assert "the text changed since" in " ".join(page.split())
    said(run, db, "undo", figure, *WORDS)
    assert [each["kind"] for each in listed(run, db)] == ["to-review"] * 4


def test_a_question_shows_only_what_it_rests_on_or_asks_for(db: Path, run: Run) -> None:
    assert {each["bound"]["outcome"] for each in listed(run, db, "--question", "q9")} == {"trm"}
    ran = run("review", "next", "--question", "Q99", db=db, now=DAY)
    assert (ran.code, "unknown question 'Q99'" in ran.err) == (2, True)


def test_where_all_is_decided_it_says_so(db: Path, run: Run) -> None:
    for each in listed(run, db):
        said(run, db, "confirm", each["key"], *WORDS)
    assert "Nothing to look at: all that answers rest on or that was unsure is decided" in " ".join(
        run("review", "next", db=db, now=LATER).out.split()
    )


def test_a_name_that_would_steer_the_terminal_does_not(db: Path, run: Run) -> None:
    ran = run("review", "next", "--reviewer", f"A{ESCAPE}\nQ1  ANSWERED", db=db, now=DAY)
    assert ran.code == 0
    assert "\x1b" not in ran.out
    assert "\nQ1  ANSWERED" not in ran.out


# The order, without a database


def test_more_questions_go_before_fewer_and_of_equals_the_least_sure_first() -> None:
    two, one, sure, unsure = (
        make_count(str(number), "trm", 1, 50, confidence=confidence)
        for number, confidence in enumerate([0.99, 0.99, 0.89, 0.5], start=1)
    )
    asked = Asked({two.id: ("Q9", "Q10"), one.id: ("Q9",)}, {"trm": ("Q9",)})
    found = to_review([sure, one, unsure, two], asked, ())
    assert [each.finding for each in found] == [two, one, unsure, sure]
    assert found[0].rests == ("Q9", "Q10")


def test_a_sure_figure_on_which_nothing_rests_and_an_unsure_one_that_nobody_asks_for_are_not_shown() -> None:
    sure = make_count("1", "trm", 1, 50, confidence=0.98)
    nobody_asks = make_finding("2", "qol", state="unbound")
    assert to_review([sure, nobody_asks], Asked({}, {"trm": ("Q9",)}), ()) == ()


def test_deaths_that_count_nowhere_come_before_what_answers_rest_on():
    rests = make_count("97980001", "trm", 1, 140)
    lost = make_finding("97980002", outcome="deaths_any", state="unbound", rule="count:left", value=4.0, events=4)
    none = make_finding("97980003", outcome="deaths_any", state="unbound", value=0.0, events=0)
    asked = Asked({rests.id: ("Q9",)}, {"deaths_any": ("Q9",), "trm": ("Q9",)})
    order = [each.finding for each in to_review((none, rests, lost), asked, ())]
    assert order == [lost, rests, none]
