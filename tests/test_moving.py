"""An answer whose figures moved is told apart from one whose words did; a record of the pack that was read is read."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import json
from pathlib import Path
from typing import Any

import pytest

from evidence.changes import Cause, Happened, causes_of
from evidence.moving import how_moved, moved_parts
from evidence_cli.render.changes_answer import answer_change
from evidence_cli.render.changes_answer_text import change_line
from evidence_cli.render.changes_text import sections
from evidence_cli.render.words import catalogue
from tests.cli_runner import Run, made, run  # noqa: F401
from tests.test_changes import answer
from tests.test_held_sentences import SENTENCE, database

FORMER = {"cite:old": "pmid:1"}


def pooled(patients: int, **more: Any) -> dict[str, Any]:
    values = [["outcome", "trm"], ["events", 9], ["patients", patients], ["estimate", 0.2], ["low", 0.1], ["high", 1.2]]
    return answer("a", reasons=[{"code": "pooled", "values": [*values, ["studies", 2]]}], **more)


def part(status: str) -> dict[str, Any]:
    return {**answer(status=status), "code": "spms", "about": "SPMS"}


@pytest.mark.parametrize(
    ("before", "now", "kind"),
    [
        (None, answer("a"), "first"),
        (answer("a"), answer("a", status="signal"), "verdict"),
        (answer(sub_answers=[part("signal")]), answer(sub_answers=[part("partly")]), "part"),
        (answer(), answer(sub_answers=[part("open")]), "part"),
        (pooled(2093), pooled(2100), "figures"),
        (answer("a"), answer("b"), "figures"),
        (answer("a", findings=["f-1"]), answer("a", findings=["f-1", "f-2"]), "figures"),
        (answer(reasons=[{"code": "starts_low", "values": []}]), answer(), "reasons"),
        (answer(awaited=[{"trial": "T", "when": "2027"}]), answer(awaited=[{"trial": "T", "when": "2029"}]), "awaited"),
        (
            answer(reasons=[{"code": "counted_once", "values": [["why", "one centre"]]}]),
            answer(reasons=[{"code": "counted_once", "values": [["why", "the same centre"]]}]),
            "words",
        ),
        (answer("cite:old"), answer("pmid:1"), "words"),
        (pooled(2093), pooled(2093, seen_in_part=None), "words"),
    ],
    ids=[
        "first", "status", "part", "a new part", "patients", "studies", "figures", "a reason", "a date", "why",
        "the key of a record", "a newer program",
    ],
)  # fmt: skip
def test_the_weightiest_of_what_moved_is_told(before: Any, now: Any, kind: str) -> None:
    assert how_moved(before, now, FORMER) == kind


def test_a_pool_that_moved_moves_the_figures() -> None:
    names = ("outcome", "label", "k", "n", "events", "low", "high", "prediction_low", "prediction_high")
    pool = dict.fromkeys(names, 1) | {"estimate": 0.2}
    assert how_moved(answer(pooled=[pool]), answer(pooled=[{**pool, "estimate": 0.3}]), {}) == "figures"


def test_the_parts_that_moved_are_named() -> None:
    assert moved_parts(answer(sub_answers=[part("signal")]), answer(sub_answers=[part("open")])) == ("spms",)
    assert moved_parts(answer(sub_answers=[part("signal")]), answer(sub_answers=[part("signal")])) == ()


def test_a_record_of_the_pack_that_is_read_is_neither_lost_nor_new() -> None:
    happened = Happened(done={"pmid:1": "new"}, renamed=FORMER, packed=frozenset({"pmid:1"}))
    assert causes_of(answer("cite:old"), answer("pmid:1"), happened) == (Cause("record-read", "pmid:1"),)
    assert causes_of(answer("pmid:1"), answer("pmid:1"), happened) == (Cause("record-read", "pmid:1"),)


def test_one_that_counts_no_more_once_it_is_read_and_one_that_counts_now_say_both() -> None:
    happened = Happened(done={"pmid:1": "new"}, renamed=FORMER, packed=frozenset({"pmid:1"}))
    read, dropped = Cause("record-read", "pmid:1"), Cause("study-dropped", "pmid:1")
    assert causes_of(answer("cite:old"), answer(), happened) == (read, dropped)
    assert causes_of(answer(), answer("pmid:1"), happened) == (read, Cause("study-added", "pmid:1"))


def told(before: Any, now: Any, language: str = "en") -> str:
    words = catalogue(language)
    parts = [{"code": "spms", "about": {"en": "SPMS", "nl": "SPMS"}}]
    question = {"short_en": "Deaths", "short_nl": "Sterfte", "body": {"parts": parts}}
    row = {"code": "Q9", "before": before, "now": now}
    return change_line(answer_change(row, {"Q9": question}, Happened(), words, {}), words)


def test_where_figures_moved_the_reason_is_told_before_and_now() -> None:
    shown = told(pooled(2093), pooled(2100))
    assert shown.startswith("Q9 Deaths: partly as before; its figures moved.")
    assert "It said: transplant-related mortality: 0.20% pooled" in shown
    assert "9 deaths in 2093 patients" in shown.partition("It says now")[0]
    assert "9 deaths in 2100 patients" in shown.partition("It says now")[2]


def test_a_part_that_moved_is_told_from_what_to_what() -> None:
    shown = told(answer(sub_answers=[part("signal")]), answer(sub_answers=[part("partly")]))
    assert "partly as before; of its parts: SPMS: status signal became partly." in shown


def test_more_figures_without_another_number_are_counted() -> None:
    assert "Figures that count: 1, were 0." in told(answer("a"), answer("a", findings=["f-1"]))


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The evidence pack, and then the abstract of one of its records."""
    return database(tmp_path_factory.mktemp("moving"), SENTENCE)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_read_record_is_told_as_read_on_the_page_of_changes(db: Path, run: Run, language: str) -> None:
    shown = " ".join(run("changes", "--language", language, db=db).out.split())
    head, counted = {
        "en": ("Read, known from the evidence pack until now: Burt 2021", "1 of them known from the evidence pack"),
        "nl": ("Gelezen, tot nu bekend uit het bewijspakket: Burt 2021", "1 daarvan tot nu bekend"),
    }[language]
    assert head in shown
    assert counted in shown
    assert "cite:burt2021rw" not in shown


def test_json_tells_what_kind_of_move_each_answer_made(db: Path, run: Run) -> None:
    document = json.loads(run("changes", "--as", "json", db=db).out)
    assert {row["change"] for row in document["answers"]} <= {
        "first", "verdict", "part", "figures", "reasons", "awaited", "words",
    }  # fmt: skip
    assert all(row["moved"] == (row["change"] in ("first", "verdict")) for row in document["answers"])
    (record,) = document["records"]
    assert (record["what"], record["in_pack"]) == ("new", True)
    assert [counts["in_pack"] for counts in document["record_counts"]] == [1]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Only words moved, no status and no figure (2): Q1, Q3."),
        ("nl", "Alleen andere woorden, dezelfde status en cijfers (2): Q1, Q3."),
    ],
)
def test_answers_of_which_only_words_moved_are_one_line_after_those_of_which_figures_did(
    language: str, line: str
) -> None:
    words = catalogue(language)
    parts = {"short_en": "s", "short_nl": "s", "body": {"parts": []}}
    moves = {"Q1": (answer("a"), answer("a")), "Q2": (pooled(1), pooled(2)), "Q3": (answer("a"), answer("a"))}
    answers = [
        answer_change({"code": code, "before": was, "now": now}, {code: parts}, Happened(), words, {})
        for code, (was, now) in moves.items()
    ]
    document = {key: [] for key in ("trials", "records", "record_counts", "corrections")} | {
        "runs": [{"id": 1}], "answers": answers, "international_study": None, "decisions_text_changed": [],
        "searches_refused": [],
    }  # fmt: skip
    (_, lines), *_ = sections(document, words)
    assert [lines[0][:3], lines[1:]] == ["Q2 ", [line]]
