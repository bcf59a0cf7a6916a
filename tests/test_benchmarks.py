"""The parts of `make bench` that are about growth run, on sizes that tell nothing of speed."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from evidence_db.opening import open_reader
from evidence_db.views_search import search
from tests.benchmarks import grown, refreshing, scale, start, storing
from tests.benchmarks.refreshing import Night
from tests.fakes.loopback import loopback

ARTICLES = 420


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that was grown."""
    place = tmp_path_factory.mktemp("grown") / "evidence.db"
    grown.fill(place, ARTICLES)
    return place


def test_a_grown_database_is_whole_and_each_table_holds_each_article(db: Path) -> None:
    with closing(sqlite3.connect(db)) as connection:
        for table in ("article", "article_version", "raw_record", "reading"):
            held = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
            assert held >= ARTICLES
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.execute("INSERT INTO article_search (article_search, rank) VALUES ('integrity-check', 1)")


def test_the_words_that_are_searched_for_are_as_common_as_is_said(db: Path) -> None:
    with closing(open_reader(db)) as connection:
        found = {what: len(search(connection, words, 1000).rows) for what, words in scale.SEARCHES.items()}
    assert found["a rare word"] == 20
    assert found["a phrase"] == 1
    assert found["a word of all"] >= ARTICLES - grown.STORED > found["a word of two in three"] - grown.STORED
    assert found["a rare word and a common one"] > 0
    assert found["beginnings"] > 0


def test_growth_is_measured_command_by_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = (scale.START, scale.REPORT, scale.EARLIER, "search of a rare word")
    every = scale.commands(tmp_path)
    assert set(kept) < set(every)
    monkeypatch.setattr(scale, "commands", lambda db: {name: grown.program(db, *every[name][6:]) for name in kept})
    costs = scale.measured(310, 1, tmp_path)
    assert set(costs) == set(kept)
    assert all(cost.median > 0 for cost in costs.values())
    assert "310 articles" in capsys.readouterr().out
    beyond, day = costs["search of a rare word"].median - costs[scale.START].median, costs[scale.EARLIER].median
    assert [value for _, value, _ in scale.goals([costs, costs])] == [0, beyond, day]
    assert list(tmp_path.glob("*.db")) == []


def test_storing_is_measured_against_plain_executemany(capsys: pytest.CaptureFixture[str]) -> None:
    storing.main(None, 1, 12)
    told = capsys.readouterr().out
    for name in (*storing.WAYS, "the store, the same again"):
        assert f"| {name} |" in told


def test_each_way_of_storing_leaves_the_same_rows(tmp_path: Path) -> None:
    given = storing.made(12, tmp_path)
    tables = (*storing.KEYS, "article_search")
    kept = []
    for name, work in storing.WAYS.items():
        storing.seconds(tmp_path / f"{len(kept)}.db", given, work)
        with closing(sqlite3.connect(tmp_path / f"{len(kept)}.db")) as connection:
            kept.append([sorted(connection.execute(f"SELECT * FROM {table}")) for table in tables])  # noqa: S608
        assert kept[-1] == kept[0], name
    assert all(len(rows) > 0 for table, rows in zip(tables, kept[0], strict=True) if table != "notice")


@loopback
def test_a_night_is_measured_with_what_it_asked_and_wrote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refreshing, "SEVERAL", 0)
    base = refreshing.records(8, refreshing.FIRST, refreshing.EVERY)
    told = refreshing.costs(base, 2, refreshing.held(8, tmp_path), changed=False)
    assert told.processor > 0
    assert told.requests == 6
    assert told.rows > 2 * 4  # raw bytes, article, version and reading of each


def test_the_line_goes_through_nights_that_brought_something() -> None:
    nights = [Night(seconds, 0, 0, 0) for seconds in (0.5, 3.1, 4.0)]
    told = refreshing.line((0, 10, 100), nights)
    assert "3.00 s and 10.00 ms a record" in told
    assert "than 0.00 s" in told


def test_starts_are_measured_beside_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    start.main(1)
    told = capsys.readouterr().out
    assert "report: " in told
    assert "--help: " in told
    assert "| python -c pass |" in told
