"""The table of answers and figures opens in a spreadsheet, in any country, and runs nothing."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from evidence.records.article import Author
from tests.cli_runner import Run, made, run  # noqa: F401
from tests.formulas import FORMULAS
from tests.made_evidence import ARTICLE, FINDINGS, LOSS, NEDA, NO_DEATH, make_database
from tests.made_hostile import hostile_database

_RUNS = ("=", "+", "-", "@", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?([eE][+-]?\d+)?")


def cells(text: str, delimiter: str) -> Iterator[str]:
    """The cells as a spreadsheet sees them whose sign between cells this is."""
    for row in csv.reader(io.StringIO(text), delimiter=delimiter):
        yield from row


def run_as_formula(text: str) -> list[str]:
    """The cells that a spreadsheet would run, with the sign between cells of any country."""
    found = [cell.strip() for delimiter in ",;\t" for cell in cells(text, delimiter)]
    return [cell for cell in found if cell.startswith(_RUNS) and cell != "%" and not _NUMBER.fullmatch(cell)]


def test_there_are_forty_of_them_and_a_table_that_is_not_safe_is_found_out() -> None:
    assert len(set(FORMULAS)) == 40
    bare = [text for text in FORMULAS if "\x00" not in text]
    stream = io.StringIO()
    csv.writer(stream).writerows([["a", " ".join(text.replace("\u200b", "").split()), "b"] for text in bare])
    assert len(run_as_formula(stream.getvalue())) >= len(bare) / 2


@pytest.mark.parametrize("place", range(len(FORMULAS)))
def test_no_text_of_others_is_run_as_a_formula(run: Run, tmp_path: Path, place: int) -> None:
    text = FORMULAS[place]
    figures = tuple(
        replace(each, sentence=text, population=text, regimen=text, note=text, source_url=text) for each in FINDINGS
    )
    article = replace(ARTICLE, title=text, journal=text, authors=(Author(text, text), Author(collective=text)))
    plain = make_database(tmp_path / "plain.db", articles=(article,), findings=figures)
    for db in (plain, hostile_database(tmp_path / "evil.db", text.replace("\x00", ""))):
        ran = run("export", "csv", db=db)
        assert ran.code == 0, ran.err
        assert run_as_formula(ran.out) == []
        shown = " ".join(cells(ran.out, ","))
        assert "calc" in shown or "calc" not in text  # it is there to be read


@pytest.mark.parametrize("words", [["report"], ["findings"], ["studies", "--reports"], ["search", "people"]])
def test_no_other_table_of_the_program_runs_one_behind_a_semicolon(run: Run, tmp_path: Path, words: list[str]) -> None:
    for place, text in enumerate(text for text in FORMULAS if text.startswith("a;")):
        db = hostile_database(tmp_path / f"{place}.db", text)
        assert run_as_formula(run(*words, "--as", "csv", db=db).out) == []


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_every_answer_part_pooled_figure_and_figure_has_its_row(run: Run) -> None:
    found = rows(run("export", "csv").out)
    assert Counter(row["row"] for row in found) == {"answer": 3, "part": 1, "pooled": 1, "figure": 5}
    assert {row["id"] for row in found if row["row"] == "figure"} == {figure.id for figure in FINDINGS}
    pooled = next(row for row in found if row["row"] == "pooled")
    assert (pooled["question"], pooled["value"], pooled["ci_high"], pooled["events"], pooled["denominator"]) == (
        "Q9", "0.0", "8.81", "0", "40",
    )  # fmt: skip


def test_a_figure_stands_with_its_record_its_sentence_and_the_questions_that_rest_on_it(run: Run) -> None:
    figure = next(row for row in rows(run("export", "csv").out) if row["id"] == NEDA.id)
    assert (figure["question"], figure["record"], figure["authors"]) == (
        "Q1",
        "pmid:97100001",
        "de Vries Anna; Made Group",
    )
    assert figure["title"].startswith("Own cells against tablets")
    assert (figure["sentence"], figure["value"]) == (NEDA.sentence, "88.0")
    assert (figure["mark"], figure["year"], figure["journal"]) == ("", "2024", '\'=HYPERLINK("http://bad")')


def test_figures_are_those_of_the_database_and_a_negative_one_is_a_number(run: Run) -> None:
    stored = {row["id"]: row for row in map(json.loads, run("findings", "--as", "json-lines").out.splitlines())}
    table = {row["id"]: row for row in rows(run("export", "csv").out) if row["row"] == "figure"}
    assert stored.keys() == table.keys()
    assert table[LOSS.id]["value"] == "-2.1"
    for id_, row in stored.items():
        for name in ("value", "ci_low", "ci_high", "events", "denominator", "timepoint_months", "confidence"):
            assert (None if table[id_][name] == "" else float(table[id_][name])) == row[name], (id_, name)


def test_one_question_comes_with_its_own_figures_alone(run: Run) -> None:
    found = rows(run("export", "csv", "--question", "q9").out)
    assert {row["question"] for row in found} == {"Q9"}
    assert [row["id"] for row in found if row["row"] == "figure"] == [NO_DEATH.id]
    assert run("export", "csv", "--question", "Q99").code == 2


def test_a_byte_order_mark_comes_only_where_it_is_asked_for(run: Run, tmp_path: Path) -> None:
    plain, marked = tmp_path / "plain.csv", tmp_path / "marked.csv"
    assert run("export", "csv", "--output", str(plain)).code == 0
    assert run("export", "csv", "--bom", "--output", str(marked)).code == 0
    assert marked.read_bytes() == b"\xef\xbb\xbf" + plain.read_bytes()
    assert plain.read_bytes().startswith(b"row,question,")


def test_the_table_speaks_both_languages_with_the_same_columns(run: Run) -> None:
    english, dutch = run("export", "csv").out, run("export", "csv", "--lang", "nl").out
    assert english.splitlines()[0] == dutch.splitlines()[0]
    assert "Wat kost het?" in dutch
    assert "What does it cost?" in english


def test_every_row_says_of_what_date_it_is_and_for_whom(run: Run) -> None:
    for row in rows(run("export", "csv").out):
        assert (row["data_date"], row["as_of"]) == ("2026-11-20", "2026-11-20")
        assert "no advice about a patient" in row["intended_use"]
        assert row["basis"]
