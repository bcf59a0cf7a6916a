"""Where the abstract that was read says what the pack says, its sentence is shown with the words marked."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from evidence.refresh import load_pack_only, refresh_from_files
from evidence_cli.render.sentences import marked_sentence
from evidence_db.opening import writing
from evidence_db.views_held import held_sentences
from tests.cli_runner import Run, made, run  # noqa: F401
from tests.made_records import Made, write_set

SENTENCE = "Transplant-related mortality was 1 of 507."
TITLE = "Autologous haematopoietic stem cell transplantation in multiple sclerosis"
METHODS = "We treated 507 patients with multiple sclerosis by AHSCT."
MARKED = SENTENCE.replace("1 of 507", "{1 of 507}")
WORDS = {"en": "the same in the abstract", "nl": "hetzelfde in het abstract"}


def database(folder: Path, sentence: str) -> Path:
    """The evidence pack, and an abstract of one of its records with this sentence in it."""
    place = folder / "h.db"
    path = write_set(folder / "records.xml", [Made("34633525", TITLE, ((None, f"{METHODS} {sentence}"),))])
    with writing(place, create=True) as store:
        told: dict[str, Any] = {"now": datetime(2026, 11, 24, tzinfo=UTC), "program_version": "0"}
        load_pack_only("hsct_ms", store, **told)
        refresh_from_files([path], "hsct_ms", store, **told, with_pack=True)
    return place


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return database(tmp_path_factory.mktemp("held"), SENTENCE)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_question_shows_the_sentence_with_its_words_marked_beside_the_address_of_the_pack(
    db: Path, run: Run, language: str
) -> None:
    told = " ".join(run("question", "Q9", "--language", language, db=db).out.split())
    assert f'https://doi.org/10.1007/s00415-021-10820-2 {WORDS[language]}: "{MARKED}"' in told


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_page_marks_the_same_words(db: Path, run: Run, language: str) -> None:
    page = run("report", "--question", "Q9", "--as", "html", "--language", language, db=db).out
    assert f"<blockquote>{SENTENCE.replace('1 of 507', '<mark>1 of 507</mark>')}</blockquote>" in page
    assert f"; {WORDS[language]}" in page


def test_json_tells_the_sentence_apart_from_the_row_of_the_pack(db: Path, run: Run) -> None:
    rows = json.loads(run("question", "Q9", "--as", "json", db=db).out)["findings"]
    (row,) = [each for each in rows if each["record"] == "pmid:34633525"]
    held = row["held_sentence"]
    assert (row["origin"], row["sentence"], held["sentence"]) == ("pack", None, SENTENCE)
    assert held["sentence"][held["mark_start"] - held["start"] : held["mark_end"] - held["start"]] == "1 of 507"
    assert [each["held_sentence"] for each in rows if each["record"] != "pmid:34633525"].count(None) == len(rows) - 1


def test_another_number_is_no_sentence_of_the_figure(tmp_path: Path, run: Run) -> None:
    page = run("question", "Q9", db=database(tmp_path, SENTENCE.replace("1 of", "7 of"))).out
    assert WORDS["en"] not in page


def test_braces_of_a_sentence_are_no_mark() -> None:
    row = {"sentence": "Of {32} none died.", "start": 10, "mark_start": 18, "mark_end": 22, "held_sentence": None}
    assert marked_sentence(row) == "Of {32} {{none}} died."


def test_a_mark_that_ends_beyond_its_sentence_is_no_mark() -> None:
    row = {"sentence": "None died.", "start": 10, "mark_start": 10, "mark_end": 25, "held_sentence": None}
    assert marked_sentence(row) == "None died."


def test_of_two_sentences_the_one_that_is_most_like_the_figure_is_shown(tmp_path: Path, run: Run) -> None:
    other = SENTENCE.replace("mortality was", "mortality at 12 months was")
    told = " ".join(run("question", "Q9", db=database(tmp_path, f"{other} {SENTENCE}")).out.split())
    assert f'{WORDS["en"]}: "{MARKED}"' in told


def test_what_an_earlier_version_of_the_abstract_said_is_held_no_more(tmp_path: Path, run: Run) -> None:
    place = database(tmp_path, SENTENCE)
    newer = Made("34633525", TITLE, ((None, f"{METHODS} Nobody speaks of deaths."),), version=2, revised="2026-11-20")
    path = write_set(tmp_path / "newer.xml", [newer])
    with writing(place, create=False) as store:
        now = datetime(2026, 11, 25, tzinfo=UTC)
        refresh_from_files([path], "hsct_ms", store, now=now, program_version="0", with_pack=True)
    assert WORDS["en"] not in run("question", "Q9", db=place).out


def test_a_reading_of_another_text_than_the_one_that_is_held_gives_no_sentence(tmp_path: Path) -> None:
    with sqlite3.connect(database(tmp_path, SENTENCE)) as connection:
        ids = [id_ for (id_,) in connection.execute("SELECT id FROM finding WHERE origin = 'pack'")]
        assert len(held_sentences(connection, ids)) == 1
        connection.execute("UPDATE article SET text_hash = 'another'")
        assert held_sentences(connection, ids) == {}
