"""A database of any number of articles, made fast: pack and made-up abstracts by the program, the rest as rows.

    python -m tests.benchmarks.grown ARTICLES DATABASE

The rest is about nothing: seven sentences of made-up words and of the abstracts of tests/abstracts.py, drawn so that a
few words stand in nearly all articles and most in a handful. Its rows are those of one article that the program stored,
under another number, with another text; what none of the measured commands opens (raw bytes, sections) is empty. A
million takes some two minutes of one core and 3.7 GB.
"""
# ruff: noqa: S608 - names of our own schema

import random
import re
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import accumulate, islice
from pathlib import Path

from tests.abstracts import abstracts
from tests.benchmarks.measured import run
from tests.made_records import UNRELATED_PAPER, Made, write_set

FIRST, STORED = 97_000_000, 300  # those that the program stores; copies come after them
BATCH = 20_000
COPIED = ("raw_record", "article", "article_version", "reading", "report")
COMMON = "patients"  # stands in two of three articles
EVERYWHERE = "participants"  # stands in each
PHRASE = '"lasting effects of transplantation"'  # stands in one of 2,000
RARE = "quxology"  # stands in twenty articles
SYLLABLES = ("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "xo", "zu")


def program(db: Path, *words: str) -> list[str]:
    told = "from evidence_cli.__main__ import main; main()"  # what the script does that an installation makes
    return [sys.executable, "-c", told, "-q", "--db", str(db), *words]


def records(number: int, first: int, every: int = 1) -> list[Made]:
    """Records under numbers from first on: in every so manyth place a made-up abstract, elsewhere another topic."""
    texts = [(one.article.title, tuple((s.label, s.text) for s in one.article.sections)) for one in abstracts()]
    other = UNRELATED_PAPER.title, UNRELATED_PAPER.sections
    told = (texts[place // every % len(texts)] if place % every == 0 else other for place in range(number))
    return [Made(str(first + place), *text) for place, text in enumerate(told)]


def fill(db: Path, articles: int) -> float:
    """Make the database; return the seconds on the clock that it took."""
    started = time.perf_counter()
    with tempfile.TemporaryDirectory(dir=db.parent) as folder:
        last = Made(str(FIRST + STORED - 1), "Sleep", UNRELATED_PAPER.sections)
        made = [*records(STORED - 1, FIRST), last]
        told = write_set(Path(folder) / "made.xml", made)
        if run(program(db, "refresh", "--from", str(told)), 1) is None:
            raise RuntimeError("the database could not be made")
    with closing(sqlite3.connect(db)) as connection, connection:
        for setting in (
            "foreign_keys = OFF",
            "synchronous = OFF",
            "journal_mode = OFF",
            "cache_size = -400000",
            "temp_store = MEMORY",
        ):
            connection.execute(f"PRAGMA {setting}")
        _grow(connection, articles - STORED)
        connection.execute("INSERT INTO article_search (article_search) VALUES ('rebuild')")
    return time.perf_counter() - started


def _grow(connection: sqlite3.Connection, copies: int) -> None:
    """Add copies of the last article that the program stored, in all tables, each with a text of its own."""
    pmid = str(FIRST + STORED - 1)
    connection.execute("CREATE TEMP TABLE made (pmid TEXT, hash TEXT, title TEXT, text TEXT)")
    texts = _texts(copies)
    while batch := list(islice(texts, BATCH)):
        connection.execute("DELETE FROM made")
        connection.executemany("INSERT INTO made VALUES (?, ?, ?, ?)", batch)
        for table in COPIED:
            _copy(connection, table, pmid)
        connection.execute(
            "INSERT INTO notice (pmid, position, ref_type, other_pmid, source)"
            " SELECT pmid, 0, 'ErratumIn', CAST(pmid + 1 AS TEXT), 'J Made Up' FROM made WHERE pmid % 20 = 0"
        )


def _copy(connection: sqlite3.Connection, table: str, pmid: str) -> None:
    """Add a row for each made text, like that of the article."""
    own = {"pmid": "made.pmid", "raw_hash": "made.hash", "hash": "made.hash", "record": "'pmid:' || made.pmid",
           "title": "made.title", "text": "made.title || char(10) || made.text", "text_hash": "made.hash",
           "sections": "'[]'", "body": "x'00'", "report": f"replace(report, '{pmid}', made.pmid)"}  # fmt: skip
    names = [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]
    told = ", ".join(own.get(name, f'"{name}"') for name in names)
    of_it = "hash = (SELECT raw_hash FROM article WHERE pmid = ?)" if table == "raw_record" else "pmid = ?"
    listed = ", ".join(f'"{name}"' for name in names)
    connection.execute(
        f"INSERT INTO {table} ({listed}) SELECT {told} FROM made CROSS JOIN {table} AS old WHERE old.{of_it}", (pmid,)
    )


def _texts(number: int) -> Iterator[tuple[str, str, str, str]]:
    """Yield PMID, hash, title and text of each copy; the same on every machine."""
    drawn = random.Random(8)
    sentences, weights = _sentences(drawn)
    for place in range(number):
        pmid = str(FIRST + STORED + place)
        title, *told = drawn.choices(sentences, cum_weights=weights, k=8)
        told.append(f"Of {place % 900 + 20} {COMMON if place % 3 else 'people'} {place % 71} were {EVERYWHERE}.")
        if place % 2_000 == 1:
            told.append("We describe lasting effects of transplantation in some of them.")
        if number - place <= 20:
            told.append(f"This is known as {RARE}.")
        yield pmid, f"{place:064x}", title, " ".join(told)


def _sentences(drawn: random.Random) -> tuple[list[str], list[float]]:
    """Return sentences and their summed weights: the n-th comes about 1/n as often as the first."""
    text = " ".join(section.text for one in abstracts() for section in one.article.sections)
    own = [told for told in re.split(r"(?<=[.])\s+", text) if len(told) > 60]
    strange = [" ".join(_word(drawn) for _ in range(20)).capitalize() + "." for _ in range(len(own))]
    listed = [told for pair in zip(own, strange, strict=True) for told in pair]
    return listed, list(accumulate(1 / (50 + place) for place in range(len(listed))))


def _word(drawn: random.Random) -> str:
    """Return one of some 20,000 words that do not exist, some far more often than others."""
    number = int(20_000 ** drawn.random())
    told = []
    while number:
        number, place = divmod(number, len(SYLLABLES))
        told.append(SYLLABLES[place])
    return "".join(told)


if __name__ == "__main__":
    place = Path(sys.argv[2])
    print(f"{fill(place, int(sys.argv[1])):.0f} s, {place.stat().st_size / 1e6:.0f} MB")
