"""Every figure of the JSON report stands in text, page and CSV of both languages, for all that the pack holds."""

import contextlib
import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch
from xml.etree import ElementTree

import pytest

from evidence_cli import main
from evidence_cli.page.forest import forest
from evidence_cli.page.wording import page_words
from evidence_cli.render.figures import figure_line
from evidence_cli.render.pools import pool_line
from evidence_cli.render.words import catalogue, number, rounded, significant
from tests.page_reader import Elements

DAY = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
LANGUAGES = ("en", "nl")
_NUMBER = re.compile(r"(?<![\w.,])-?\d+(?:[.,]\d+)?")
# The numbers of a reason and of a pooled figure that a reader is told; the others are years, codes and settings.
FIGURES = (
    "value", "estimate", "low", "high", "events", "patients", "studies", "threshold", "min_patients", "lowest",
    "highest", "prediction_high", "others", "well", "together", "of_studies",
)  # fmt: skip


def say(db: Path, *words: str) -> str:
    """What a command prints on the day on which the pack was compiled."""
    shown = io.StringIO()
    commands = ("report", "question", "findings")
    with contextlib.ExitStack() as stack:
        for name in commands:
            stack.enter_context(patch(f"evidence_cli.commands.{name}.current_time", lambda: DAY))
        stack.enter_context(patch("evidence_cli.session.current_time", lambda: DAY))
        stack.enter_context(contextlib.redirect_stdout(shown))
        stack.enter_context(contextlib.redirect_stderr(io.StringIO()))
        assert main.run(["--db", str(db), *words]) == 0
    return shown.getvalue()


@pytest.fixture(scope="session")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the evidence pack in it."""
    path = tmp_path_factory.mktemp("pack") / "pack.db"
    say(path, "report")
    return path


@pytest.fixture(scope="session")
def told(pack: Path) -> dict[tuple[str, str], Any]:
    """(form, language) -> what the program says: "json", "csv" as a document, "html" as a tree, "text" by question."""
    found: dict[tuple[str, str], Any] = {}
    for language in LANGUAGES:
        report = json.loads(say(pack, "report", "--as", "json", "--language", language))
        found["json", language] = {each["code"]: each for each in report["questions"]}
        rows = csv.DictReader(io.StringIO(say(pack, "report", "--as", "csv", "--language", language)))
        found["csv", language] = {row["code"]: " ".join(map(str, row.values())) for row in rows}
        table: dict[str, list[str]] = {}
        for row in csv.DictReader(io.StringIO(say(pack, "export", "csv", "--language", language))):
            if row["row"] != "figure":
                table.setdefault(row["question"], []).extend(row.values())
        found["table", language] = {code: " ".join(cells) for code, cells in table.items()}
        root = ElementTree.fromstring(  # noqa: S314 - our own page
            say(pack, "report", "--as", "html", "--language", language).replace("<!DOCTYPE html>", "")
        )
        found["tree", language] = root
        articles = list(root.iter("article"))
        found["html", language] = {each.get("id"): flat("".join(each.itertext())) for each in articles}
        found["text", language] = {
            code: flat(say(pack, "question", code, "--language", language)) for code in found["json", language]
        }
    return found


def flat(text: str) -> str:
    return " ".join(text.split())


def reasons(question: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from (*question["reasons"], *filter(None, [question["seen_in_part"]]))
    for part in question["sub_answers"]:
        yield from part["reasons"]
        yield from filter(None, [part["next_status"], part["seen_in_part"]])


def as_shown(value: float, language: str) -> set[str]:
    """The ways in which a figure may be written: as printed, rounded by us, or in three digits where we pooled."""
    words = catalogue(language)
    return {show(words, value) for show in (number, rounded, significant)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["text", "html", "csv", "table"])
def test_every_figure_of_a_reason_stands_in_every_form(told: dict[Any, Any], form: str, language: str) -> None:
    counted = 0
    for code, question in told["json", language].items():
        shown = set(_NUMBER.findall(told[form, language][code]))
        for reason in reasons(question):
            for name in FIGURES:
                value = reason["values"].get(name)
                if isinstance(value, int | float):
                    counted += 1
                    assert as_shown(value, language) & shown, (code, reason["code"], name, value)
    assert counted > 300


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["text", "html", "csv", "table"])
def test_every_pooled_figure_stands_in_every_form(told: dict[Any, Any], form: str, language: str) -> None:
    counted = 0
    for code, question in told["json", language].items():
        for pool in question["pooled"]:
            counted += 1
            assert flat(pool_line(pool, catalogue(language))) in flat(told[form, language][code]), (code, pool["about"])
    assert counted == 9


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["text", "html"])
def test_every_printed_figure_stands_under_its_question(
    pack: Path, told: dict[Any, Any], form: str, language: str
) -> None:
    rows = {row["id"]: row for row in map(json.loads, say(pack, "findings", "--as", "json-lines").splitlines())}
    words, counted = catalogue(language), 0
    for code, question in told["json", language].items():
        ids = {*question["findings"], *question["published_pools"]}
        for part in question["sub_answers"]:
            ids.update(part["findings"])
        for id_ in ids:
            about, _, value = figure_line(rows[id_], words).rpartition(": ")
            counted += 1
            assert value in told[form, language][code], (code, id_)
            assert about.partition(":")[0] in told[form, language][code], (code, id_)
    assert counted > 300


def test_the_numbers_of_the_page_are_the_same_in_both_languages(told: dict[Any, Any]) -> None:
    for code, english in told["html", "en"].items():
        dutch = told["html", "nl"][code].replace("EUR 46.600", "EUR 46,600").replace("EUR 93.800", "93,800")
        assert sorted(numbers(english, "en")) == sorted(numbers(dutch, "nl")), code


def numbers(text: str, language: str) -> list[str]:
    found = _NUMBER.findall(re.sub(r"https?://\S+|doi:\S+|DOI \S+|EUR [\d.,]+|\d{1,3}[.,]\d{3}\b(?![.,%])", "", text))
    return [each.replace(",", ".") if language == "nl" else each for each in found]


@pytest.mark.parametrize(("language", "foreign"), [("en", r"\d,\d"), ("nl", r"\d\.\d")])
def test_no_figure_has_the_decimal_sign_of_the_other_language(
    told: dict[Any, Any], language: str, foreign: str
) -> None:
    ours = {"n", "value", "steps", "pools", "next"}  # what a study is called is as its source has it
    shown = ["".join(each.itertext()) for each in told["tree", language].iter() if each.get("class") in ours]
    without = [re.sub(r"\[[^\]]*\]|EUR [^;]*", "", words) for words in shown]
    assert [words for words in without if re.search(foreign, words)] == []
    assert len(shown) > 500


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cell_of_the_matrix_stands_in_the_column_of_its_question(told: dict[Any, Any], language: str) -> None:
    table = next(each for each in told["tree", language].iter("table") if each.get("class") == "matrix")
    heads = list(table.find("thead").iter("th"))
    columns = ["".join(each.itertext()).strip() for each in heads][1:]
    titles = [
        (column, link.get("title"))
        for row in table.iter("tr")
        for column, cell in zip(columns, row.findall("td"), strict=False)
        for link in cell.iter("a")
    ]
    assert all(title.startswith(f"{column}: ") for column, title in titles)
    assert len(titles) > 120


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_has_a_line_in_everyday_words(told: dict[Any, Any], language: str) -> None:
    for code, question in told["json", language].items():
        assert question["plain"], code
        assert question["plain"] in told["html", language][code]
        assert not _NUMBER.search(question["plain"])
        assert len(question["plain"].split()) <= 25


def test_what_a_forest_plot_draws_is_what_the_answer_tells(told: dict[Any, Any]) -> None:
    pooled = forest(told["json", "en"]["Q1"], {}, {}, page_words("en"))
    ratios = next(panel for panel in pooled if panel["scale"] == "ratio" and panel["direction"] == "event")
    free = next(group for group in ratios["groups"] if group["outcome"] == "relapse_free_survival")
    assert [(row["estimate"], row["low"], row["high"]) for row in free["rows"]] == [
        (0.13, 0.02, 0.63), (0.29, 0.13, 0.63), (0.45, 0.18, 1.14),
    ]  # fmt: skip
    assert (free["pool"]["k"], free["pool"]["estimate"]) == (2, 0.252406)


def test_the_whole_page_is_small(pack: Path) -> None:
    assert len(say(pack, "report", "--as", "html").encode()) < 750_000
    assert Elements(say(pack, "report", "--as", "html")).text.count("prediction") < 200
