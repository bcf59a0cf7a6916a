"""Damage that SQLite cannot see is found, and a sound database has none."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from evidence.records.article import article_text, text_hash
from evidence_db.checks import faults
from evidence_db.store import Store
from evidence_db.store_articles import load_raws
from tests.db_makers import AWKWARD, FINDING, REPORT, raw_of, read, save, scratch

SENTENCE = "0 of 21 died."


@pytest.fixture
def store() -> Iterator[Store]:
    """An article, its reading, and a figure whose sentence stands where it says."""
    text = article_text(AWKWARD)
    start = text.index(SENTENCE)
    place = {"start": start, "end": start + len(SENTENCE), "mark_start": start, "mark_end": start + 7}
    figure = replace(FINDING, sentence=SENTENCE, text_hash=text_hash(text), **place)  # type: ignore[arg-type]
    with scratch() as made:
        save(made, AWKWARD)
        read(made, AWKWARD, "rules 1", figure)
        made.save_reports([REPORT])
        made.save_findings([figure, replace(figure, sentence=None, start=None, end=None, origin="pack")])
        yield made


def test_a_sound_database_has_no_faults(store: Store) -> None:
    assert list(faults(store.connection)) == []


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("UPDATE finding SET events = 1", "is not the figure that was stored"),
        ("UPDATE finding SET value = 1.0 WHERE sentence IS NOT NULL", "is not the figure that was stored"),
        ("UPDATE finding SET sentence = '1 of 21 died.' WHERE sentence IS NOT NULL", "does not stand where it says"),
        ("UPDATE finding SET start = start + 1 WHERE sentence IS NOT NULL", "does not stand where it says"),
        ("UPDATE article_version SET text = replace(text, '0 of 21', '1 of 21')", "its text is not the one"),
        ("UPDATE article SET text_hash = 'other'", "its current version is not kept"),
        ("UPDATE raw_record SET size = size + 1", "is not the bytes that were stored"),
        ("UPDATE raw_record SET body = x'00'", "cannot be unpacked"),
        ("PRAGMA defer_foreign_keys = ON; DELETE FROM report", "refers to a missing report"),
    ],
)
def test_what_was_altered_is_found_and_named(store: Store, damage: str, told: str) -> None:
    for statement in damage.split("; "):
        store.connection.execute(statement)
    assert any(told in fault for fault in faults(store.connection))


def test_the_bytes_of_every_version_can_be_read_again(store: Store) -> None:
    newer = replace(AWKWARD, version=3)
    save(store, newer)
    expected = {(raw_of(article)[2], "pubmed-xml", raw_of(article)[0]) for article in (AWKWARD, newer)}
    assert set(load_raws(store.connection)) == expected
