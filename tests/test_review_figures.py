"""A person confirms, corrects or rejects a figure: it counts at once, for every day, and no refresh undoes it."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import json
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from evidence.refresh import refresh_from_files
from evidence_db.opening import reading, writing
from tests.cli_runner import Ran, Run, made, run  # noqa: F401
from tests.made_evidence import ESCAPE
from tests.made_records import Made, write_set
from tests.test_review import RETRACTION

DAY = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
LATER = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
WORDS = ("--name", "A. Jansen", "--reason", "Read the paper")
TITLE = "Autologous haematopoietic stem cell transplantation in multiple sclerosis: a cohort"
HEAD = (
    "We treated {n} patients with multiple sclerosis with autologous haematopoietic stem cell transplantation (AHSCT)."
)
DEATHS = "Transplant-related mortality was 1 of 140."


def cohort(pmid: str, patients: int, *more: str) -> Made:
    return Made(pmid, TITLE, ((None, " ".join((HEAD.format(n=patients), *more))),))


NORTH, SOUTH = cohort("97980001", 140, DEATHS), cohort("97980002", 120, "Transplant-related mortality was 0 of 120.")


def night(db: Path, day: int, *records: Made) -> None:
    path = write_set(db.parent / f"{day}.xml", records)
    with writing(db, create=True) as store:
        now = datetime(2026, 11, day, 1, tzinfo=UTC)
        refresh_from_files([path], "hsct_ms", store, now=now, program_version="0", with_pack=False)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cohort of 140, of whom one died of the transplant, and one of 120, of whom nobody did; nobody writes to it."""
    place = tmp_path_factory.mktemp("two") / "two.db"
    night(place, 20, NORTH, SOUTH)
    return place


@pytest.fixture
def db(two: Path, tmp_path: Path) -> Path:
    return Path(copyfile(two, tmp_path / "f.db"))


def deaths(run: Run, db: Path, *words: str) -> list[tuple[int, int]]:
    """Events and patients of the deaths that Q9 pools."""
    told: dict[str, Any] = json.loads(run("report", "--as", "json", *words, db=db, now=DAY).out)
    (question,) = [each for each in told["questions"] if each["code"] == "Q9"]
    return [
        (pool["events"], pool["n"]) for pool in question["pooled"] if (pool["label"], pool["outcome"]) == ("Q9", "trm")
    ]


def figures(run: Run, db: Path, *words: str) -> list[dict[str, Any]]:
    out = run("findings", "--as", "json-lines", *words, db=db, now=DAY).out
    return [json.loads(line) for line in out.splitlines()]


def key(run: Run, db: Path, outcome: str = "trm", *words: str) -> str:
    told = figures(run, db, "--pmid", NORTH.pmid, *words)
    (figure,) = [each for each in told if each["outcome"] == outcome and each["origin"] != "person"]
    found: str = figure["key"]
    return found


def said(run: Run, db: Path, *words: str, now: datetime = DAY) -> Ran:
    ran = run("review", *words, db=db, now=now)
    assert ran.code == 0, ran.err
    return ran


def test_a_figure_that_a_person_rejects_reaches_no_answer(db: Path, run: Run) -> None:
    assert deaths(run, db) == [(1, 260)]
    ran = said(run, db, "reject", key(run, db), *WORDS)
    assert "rejected; it reaches no answer. Answers that say something else now: " in ran.out
    assert ran.out.endswith("A. Jansen, 2026-11-25: Read the paper\n")
    assert deaths(run, db) == [(0, 120)]


def test_what_a_person_says_instead_counts_at_once_and_on_earlier_days(db: Path, run: Run) -> None:
    said(run, db, "correct", key(run, db), "--events", "2", *WORDS)
    assert deaths(run, db) == deaths(run, db, "--as-of", "2026-11-21") == [(2, 260)]
    (mine,) = figures(run, db, "--origin", "person")
    assert (mine["events"], mine["value"], mine["denominator"], mine["state"]) == (2, 2.0, 140, "clean")
    assert mine["sentence"] == DEATHS
    assert mine["key"] == key(run, db)
    (read,) = figures(run, db, "--pmid", NORTH.pmid, "--origin", "machine", "--outcome", "trm")
    assert (read["events"], read["state"], read["flags"]) == (1, "flagged", ["corrected by a person"])


# What stands after what


def test_a_decision_holds_after_every_refresh_and_on_every_earlier_day(db: Path, run: Run) -> None:
    said(run, db, "reject", key(run, db), *WORDS)
    for day in (26, 27):
        night(db, day, NORTH, SOUTH, replace(RETRACTION, pmid=f"979800{day}"))
        assert deaths(run, db) == deaths(run, db, "--as-of", "2026-11-21") == [(0, 120)]


def test_a_figure_that_the_machine_doubts_counts_once_a_person_confirms_it(tmp_path: Path, run: Run) -> None:
    db = tmp_path / "u.db"
    night(db, 20, cohort(NORTH.pmid, 140, "At 3 years, NEDA was 70% and 80%."))
    unbound = [each for each in figures(run, db, "--outcome", "neda") if each["value"] == 70]
    assert [each["state"] for each in unbound] == ["unbound"]
    assert rests(run, db) == set()
    said(run, db, "confirm", unbound[0]["key"], *WORDS)
    (mine,) = figures(run, db, "--origin", "person")
    assert (mine["value"], mine["state"], mine["timepoint_months"]) == (70, "clean", 36)
    assert rests(run, db) == {mine["id"]}


def rests(run: Run, db: Path) -> set[str]:
    told: dict[str, Any] = json.loads(run("report", "--as", "json", db=db, now=DAY).out)
    parts = [part for each in told["questions"] for part in (each, *each["sub_answers"])]
    return {figure for part in parts for figure in part.get("findings", ())}


def test_to_confirm_one_time_takes_no_other_away(tmp_path: Path, run: Run) -> None:
    db = tmp_path / "t.db"
    night(db, 20, cohort(NORTH.pmid, 140, "NEDA was kept in 70% of patients at 3 years.", "At 5 years NEDA was 60%."))
    before = rests(run, db)
    assert len(before) == 2
    first = [each["key"] for each in figures(run, db, "--outcome", "neda") if each["value"] == 70]
    said(run, db, "confirm", first[0], *WORDS)
    after = {each["id"]: (each["origin"], each["value"]) for each in figures(run, db)}
    assert {after[figure] for figure in rests(run, db)} == {("person", 70), ("machine", 60)}


def test_what_was_said_last_counts_and_what_is_taken_back_does_not(db: Path, run: Run) -> None:
    figure = key(run, db)
    said(run, db, "reject", figure, *WORDS)
    said(run, db, "correct", figure, "--events", "3", *WORDS)
    assert deaths(run, db) == [(3, 260)]
    ran = said(run, db, "undo", figure, *WORDS)
    assert "no longer decided by A. Jansen" in ran.out
    assert deaths(run, db) == [(1, 260)]
    again = run("review", "undo", figure, *WORDS, db=db, now=DAY)
    assert (again.code, "nothing to undo" in again.err) == (2, True)


def test_of_two_people_the_newer_word_counts_and_undoing_it_brings_the_other_back(db: Path, run: Run) -> None:
    figure = key(run, db)
    said(run, db, "reject", figure, *WORDS)
    said(run, db, "correct", figure, "--events", "3", "--name", "B. Smit", "--reason", "Table 2", now=LATER)
    assert deaths(run, db) == [(3, 260)]
    said(run, db, "undo", figure, "--name", "B. Smit", "--reason", "Misread it", now=LATER)
    assert deaths(run, db) == [(0, 120)]


def test_a_figure_can_be_named_by_what_it_says_and_by_what_a_person_says_of_it(db: Path, run: Run) -> None:
    (read,) = [each for each in figures(run, db, "--pmid", NORTH.pmid) if each["outcome"] == "trm"]
    said(run, db, "correct", read["id"], "--events", "2", *WORDS)
    (mine,) = figures(run, db, "--origin", "person")
    said(run, db, "undo", mine["id"], *WORDS)
    assert deaths(run, db) == [(1, 260)]


# When the text changes


ALTERED = cohort(NORTH.pmid, 140, "Transplant-related mortality was 1 of 140 in all.")
ELSEWHERE = cohort(NORTH.pmid, 140, "Years later we looked again.", DEATHS, "More is to come.")


def test_a_decision_follows_its_sentence_through_the_text(db: Path, run: Run) -> None:
    said(run, db, "correct", key(run, db), "--events", "2", *WORDS)
    night(db, 26, replace(ELSEWHERE, version=2))
    assert deaths(run, db) == [(2, 260)]
    (mine,) = figures(run, db, "--origin", "person")
    with reading(db) as connection:
        (text,) = connection.execute(
            "select text from article_version where text_hash = ?", (mine["text_hash"],)
        ).fetchone()
    assert text[mine["start"] : mine["end"]] == DEATHS
    assert run("check", db=db, now=DAY).code == 0


def test_what_a_person_says_of_a_sentence_that_is_gone_counts_no_more_and_nor_does_what_it_became(
    db: Path, run: Run
) -> None:
    said(run, db, "correct", key(run, db), "--events", "2", *WORDS)
    night(db, 26, replace(ALTERED, version=2))
    assert deaths(run, db) == [(0, 120)]
    assert figures(run, db, "--origin", "person") == []
    (held,) = figures(run, db, "--pmid", NORTH.pmid, "--outcome", "trm")
    assert (held["state"], held["flags"]) == ("flagged", ["a person decided about an earlier text of it"])
    said(run, db, "confirm", held["key"], "--name", "B. Smit", "--reason", "Read the new text", now=LATER)
    assert deaths(run, db) == [(1, 260)]


def test_a_rejected_figure_does_not_come_back_by_an_altered_sentence_nor_from_another_one(db: Path, run: Run) -> None:
    said(run, db, "reject", key(run, db), *WORDS)
    night(db, 26, replace(ALTERED, version=2))
    assert deaths(run, db) == [(0, 120)]
    night(
        db, 27, replace(cohort(NORTH.pmid, 140, DEATHS, "Transplant-related mortality was 1 of 140 in all."), version=3)
    )
    assert deaths(run, db) == [(0, 120)]
    assert {flag for each in figures(run, db, "--pmid", NORTH.pmid, "--outcome", "trm") for flag in each["flags"]} == {
        "rejected by a person",
        "says what a person rejected",
    }


def test_a_decision_about_a_sentence_that_is_gone_can_be_undone_and_not_repeated(db: Path, run: Run) -> None:
    figure = key(run, db)
    said(run, db, "reject", figure, *WORDS)
    night(db, 26, replace(ALTERED, version=2))
    again = run("review", "confirm", figure, *WORDS, db=db, now=DAY)
    assert (again.code, "the text changed since" in again.err) == (2, True)
    said(run, db, "undo", figure, *WORDS)
    assert deaths(run, db) == [(1, 260)]


# Records


LEFT_OUT = Made(
    "97980003",
    "Outcome of intensive treatment",
    (
        (
            None,
            "We gave 150 patients high-dose treatment with rescue of their own cells. "
            "Transplant-related mortality was 3 of 150.",
        ),
    ),
)


def test_a_record_that_a_person_excludes_reaches_no_answer(db: Path, run: Run) -> None:
    ran = said(run, db, "exclude", NORTH.pmid, *WORDS)
    assert "pmid:97980001: excluded; it reaches no answer. Answers that say something else now: " in ran.out
    assert deaths(run, db) == deaths(run, db, "--as-of", "2026-11-21") == [(0, 120)]
    page = " ".join(run("show", NORTH.pmid, db=db, now=DAY).out.split())
    assert "excluded by A. Jansen, 2026-11-25: Read the paper (before: " in page
    said(run, db, "undo", NORTH.pmid, *WORDS)
    assert deaths(run, db) == [(1, 260)]


def test_a_record_that_a_person_includes_is_read_and_counts_after_every_refresh(db: Path, run: Run) -> None:
    night(db, 21, LEFT_OUT)
    assert deaths(run, db) == [(1, 260)]
    said(run, db, "include", LEFT_OUT.pmid, *WORDS)
    for day in (26, 27):
        assert deaths(run, db) == deaths(run, db, "--as-of", "2026-11-21") == [(4, 410)]
        night(db, day, replace(RETRACTION, pmid=f"979800{day}"))
    said(run, db, "undo", LEFT_OUT.pmid, *WORDS)
    assert deaths(run, db) == [(1, 260)]


def test_no_person_includes_what_was_retracted(db: Path, run: Run) -> None:
    night(db, 21, replace(RETRACTION, notices=(("RetractionOf", NORTH.pmid),)))
    ran = said(run, db, "include", NORTH.pmid, *WORDS)
    assert "It is retracted, which no decision undoes" in ran.out
    assert deaths(run, db) == [(0, 120)]


# What is refused


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("confirm", "w-0123456789ab", *WORDS), "no figure is called 'w-0123456789ab'"),
        (("confirm", "trm", *WORDS), "no figure is called 'trm'"),
        (("reject", "KEY", "--name", " ", "--reason", "x"), "--name is empty"),
        (("correct", "KEY", *WORDS), "say what is to be corrected"),
        (("correct", "KEY", "--events", "1", *WORDS), "that is what was read already"),
        (("correct", "KEY", "--events", "150", *WORDS), "this cannot be: more events than patients"),
        (("correct", "KEY", "--events", "1.5", *WORDS), "no count"),
        (("correct", "KEY", "--events", "-1", *WORDS), "no count"),
        (("correct", "KEY", "--value", "nan", *WORDS), "no number"),
        (("correct", "KEY", "--arm", "left", *WORDS), "unknown arm 'left'"),
        (("correct", "KEY", "--population", "", *WORDS), "--population is empty"),
        (("include", "97980009", *WORDS), "no record is called '97980009'"),
        (("undo", "97980001", *WORDS), "nothing to undo"),
        (("undo", "KEY", *WORDS), "nothing to undo"),
    ],
)
def test_what_cannot_be_decided_is_refused_and_leaves_nothing(
    db: Path, run: Run, words: tuple[str, ...], what: str
) -> None:
    figure = key(run, db)
    ran = run("review", *(figure if word == "KEY" else word for word in words), db=db, now=DAY)
    assert (ran.code, what in ran.err) == (2, True), ran.err
    with reading(db) as connection:
        assert connection.execute("select count(*) from judgement").fetchone()[0] == 0
        assert connection.execute("select count(*) from run where kind = 'review'").fetchone()[0] == 0


def test_an_impossible_figure_cannot_be_confirmed_only_corrected(tmp_path: Path, run: Run) -> None:
    db = tmp_path / "i.db"
    night(db, 20, cohort(NORTH.pmid, 140, "Transplant-related mortality was 150 of 140."), SOUTH)
    ran = run("review", "confirm", key(run, db), *WORDS, db=db, now=DAY)
    assert (ran.code, "this cannot be: more events than patients" in ran.err) == (2, True)
    said(run, db, "correct", key(run, db), "--events", "15", *WORDS)
    assert deaths(run, db) == [(15, 260)]


def test_nobody_changes_or_removes_what_was_decided(db: Path, run: Run) -> None:
    said(run, db, "reject", key(run, db), *WORDS)
    connection = sqlite3.connect(db)
    for statement in ("update judgement set name = 'B'", "delete from judgement"):
        with pytest.raises(sqlite3.IntegrityError, match="a judgement stays"):
            connection.execute(statement)
    connection.close()


def test_words_that_would_steer_a_terminal_do_not(db: Path, run: Run) -> None:
    name, reason = f"A{ESCAPE}\nQ1  ANSWERED", f"because{ESCAPE}\u202e"
    ran = said(run, db, "reject", key(run, db), "--name", name, "--reason", reason)
    pages = [ran.out, run("show", NORTH.pmid, db=db, now=DAY).out, run("changes", db=db, now=DAY).out]
    pages.append(said(run, db, "exclude", NORTH.pmid, "--name", name, "--reason", reason).out)
    pages.append(run("show", NORTH.pmid, db=db, now=DAY).out)
    for page in pages:
        assert "\x1b" not in page
        assert "\u202e" not in page
        assert "\nQ1  ANSWERED" not in page


# What is told


def test_show_tells_who_decided_what_and_what_became_of_it(db: Path, run: Run) -> None:
    figure = key(run, db)
    said(run, db, "correct", figure, "--events", "2", *WORDS)
    said(run, db, "reject", figure, "--name", "B. Smit", "--reason", "Another cohort", now=LATER)
    page = " ".join(run("show", NORTH.pmid, db=db, now=LATER).out.split())
    assert (
        "Decided: corrected by A. Jansen, 2026-11-25, to transplant-related mortality, HSCT: 2 of 140: Read the paper; "
        "not counted: something else was said later by B. Smit"
    ) in page
    assert "Decided: rejected by B. Smit, 2026-11-26: Another cohort; conflicts with what is said by A. Jansen" in page
    said(run, db, "undo", figure, "--name", "B. Smit", "--reason", "Misread it", now=LATER)
    page = " ".join(run("show", NORTH.pmid, db=db, now=LATER).out.split())
    assert "rejected by B. Smit, 2026-11-26: Another cohort; taken back 2026-11-26: Misread it" in page
    assert f"For review: {figure}" in page


def test_show_tells_that_the_text_changed_since_with_the_sentence_of_then(db: Path, run: Run) -> None:
    said(run, db, "correct", key(run, db), "--events", "2", *WORDS)
    night(db, 26, replace(ALTERED, version=2))
    page = " ".join(run("show", NORTH.pmid, db=db, now=DAY).out.split())
    assert f'read from "{DEATHS}"' in page
    assert "the text changed since: its sentence is no longer in the abstract, so nothing counts by it" in page
    document = json.loads(run("show", NORTH.pmid, "--as", "json", db=db, now=DAY).out)
    assert [(row["kind"], row["text_changed"]) for row in document["decisions"]] == [("correct", True)]
    said(run, db, "exclude", NORTH.pmid, *WORDS)
    assert "excluded by A. Jansen, 2026-11-25: Read the paper" in run("show", NORTH.pmid, db=db, now=DAY).out.replace(
        "\n", " "
    ).replace("  ", "")


def causes(run: Run, db: Path, code: str = "Q9") -> set[tuple[str, str, str]]:
    rows = json.loads(run("changes", "--as", "json", db=db, now=DAY).out)["answers"]
    (told,) = [row for row in rows if row["code"] == code]
    return {(cause["code"], cause["name"], cause["detail"]) for cause in told["causes"]}


def test_changes_tells_the_decision_as_the_cause(db: Path, run: Run) -> None:
    said(run, db, "reject", key(run, db), *WORDS)
    assert causes(run, db) == {("judged", "pmid:97980001", "reject")}
    assert "a person rejected a figure of it" in " ".join(run("changes", db=db, now=DAY).out.split())
    said(run, db, "undo", key(run, db), *WORDS)
    assert causes(run, db) == {("judged", "pmid:97980001", "undone")}
    said(run, db, "exclude", NORTH.pmid, *WORDS)
    assert causes(run, db) == {("judged", "pmid:97980001", "exclude")}


@pytest.mark.parametrize(("language", "what"), [("en", "its sentence is gone"), ("nl", "de zin is weg")])
def test_what_changed_tells_of_decisions_of_which_the_sentence_is_gone(
    db: Path, run: Run, language: str, what: str
) -> None:
    said(run, db, "correct", key(run, db), "--events", "2", *WORDS)
    night(db, 26, replace(ALTERED, version=2))
    page = " ".join(run("changes", "--language", language, db=db, now=DAY).out.split())
    assert f'{what}: "{DEATHS}' in page
    assert f'{what}: "{DEATHS}' in " ".join(
        run("changes", "--as", "markdown", "--language", language, db=db, now=DAY).out.replace("\\", "").split()
    )
    assert "decision,pmid:97980001,text changed since" in run("changes", "--as", "csv", db=db, now=DAY).out
    night(db, 27, SOUTH)
    assert what not in " ".join(run("changes", "--language", language, db=db, now=DAY).out.split())


def test_the_key_is_printed_by_findings_and_leads_to_its_record(db: Path, run: Run) -> None:
    figure = key(run, db)
    assert f"Key: {figure}" in run("findings", "--pmid", NORTH.pmid, db=db, now=DAY).out
    assert "pmid:97980001" in run("show", figure, db=db, now=DAY).out
    assert run("show", "w-000000000000", db=db, now=DAY).code == 2


def test_the_key_survives_other_rules_another_version_and_a_rebuild(db: Path, run: Run) -> None:
    figure, name = key(run, db), figures(run, db, "--pmid", NORTH.pmid)[0]["id"]
    night(db, 26, replace(ELSEWHERE, version=2))
    assert run("rebuild", db=db, now=DAY).code == 0
    assert key(run, db) == figure
    assert figures(run, db, "--pmid", NORTH.pmid, "--outcome", "trm")[0]["id"] != name


def test_check_notices_a_decision_that_somebody_changed_behind_the_program(db: Path, run: Run) -> None:
    said(run, db, "reject", key(run, db), *WORDS)
    assert "decisions against their names" in run("check", db=db, now=DAY).out
    connection = sqlite3.connect(db)
    connection.execute("drop trigger judgement_is_not_changed")
    connection.execute("update judgement set name = 'Somebody Else'")
    connection.commit()
    connection.close()
    ran = run("check", db=db, now=DAY)
    assert (ran.code, "is not the decision that was written" in " ".join((ran.out + ran.err).split())) == (1, True)
