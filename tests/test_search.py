"""Looking for words: what is found, and in which order it stands where nearly every article holds a word."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence.records.article import AbstractSection, Article
from evidence_db import views_search
from evidence_db.store import Store
from evidence_db.views_search import search
from tests.cli_runner import Run, made, run  # noqa: F401 - fixtures
from tests.db_makers import save, scratch

# By PMID: what an abstract says. "grafts" stands in all, "fever" in three, "sepsis" in one.
TEXTS = {
    "97000001": "Fever and fever and fever after grafts.",
    "97000002": "Grafts without anything else that would be worth a word in a long abstract. One fever.",
    "97000003": "Grafts, grafts, grafts.",
    "97000004": "Grafts with sepsis and fever.",
}


@pytest.fixture
def store() -> Iterator[Store]:
    with scratch() as store:
        for pmid, text in TEXTS.items():
            save(store, Article(pmid, 1, "Title", (AbstractSection(None, None, text),)))
        store.finish()
        yield store


@pytest.fixture
def common_from_three(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views_search, "COMMON", 3)


def pmids(store: Store, words: str, limit: int = 20) -> list[str]:
    return [row["pmid"] for row in search(store.connection, words, limit).rows]


def test_the_best_match_comes_first(store: Store) -> None:
    assert pmids(store, "fever") == ["97000001", "97000004", "97000002"]
    assert search(store.connection, "fever", 20)[1:] == ("best", ())


@pytest.mark.usefixtures("common_from_three")
def test_where_each_word_stands_in_too_many_articles_the_newest_come_first_and_that_is_said(store: Store) -> None:
    found = search(store.connection, "grafts", 3)
    assert [row["pmid"] for row in found.rows] == ["97000004", "97000003", "97000002"]
    assert (found.order, found.common) == ("newest", ("grafts",))


@pytest.mark.usefixtures("common_from_three")
@pytest.mark.parametrize("words", ["fever grafts", "grafts fever", '"grafts" fever'])
def test_a_word_of_too_many_articles_finds_and_does_not_order(store: Store, words: str) -> None:
    found = search(store.connection, words, 20)
    assert [row["pmid"] for row in found.rows] == pmids(store, "fever")
    assert (found.order, found.common) == ("best", ("grafts",))
    assert pmids(store, "grafts sepsis") == ["97000004"]
    assert pmids(store, "grafts absent") == []


@pytest.mark.usefixtures("common_from_three")
def test_a_phrase_is_as_common_as_its_rarest_word(store: Store) -> None:
    assert search(store.connection, '"grafts grafts"', 20)[1:] == ("newest", ("grafts grafts",))
    assert pmids(store, '"grafts grafts"') == ["97000003"]
    assert search(store.connection, '"grafts with"', 20)[1:] == ("best", ())
    assert search(store.connection, "grafts-graf*", 20)[1:] == ("newest", ("grafts-graf*",))


@pytest.mark.usefixtures("common_from_three")
def test_the_limit_takes_the_first_of_that_order(store: Store) -> None:
    assert pmids(store, "grafts fever", 1) == ["97000001"]
    assert pmids(store, "graf*", 1) == ["97000004"]


def test_an_excerpt_shows_the_words_in_either_order(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    told = [row["excerpt"] for row in search(store.connection, "sepsis", 20).rows]
    monkeypatch.setattr(views_search, "COMMON", 0)
    assert told == [row["excerpt"] for row in search(store.connection, "sepsis", 20).rows]
    assert told == ["Grafts with «sepsis» and fever."]


def test_the_command_says_in_which_order_its_articles_stand(
    run: Run,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = json.loads(run("search", "people", "--as", "json").out)
    assert (told["order"], told["common"]) == ("best", [])
    assert "newest first" not in run("search", "people").out.lower()
    monkeypatch.setattr(views_search, "COMMON", 0)
    told = json.loads(run("search", "peop*", "--as", "json").out)
    assert (told["order"], told["common"]) == ("newest", ["peop*"])
    assert "newest first" in run("search", "people").out.lower()


def test_the_number_that_the_help_page_tells_is_the_one_that_counts(made: Path, run: Run) -> None:  # noqa: F811, ARG001
    assert f"{views_search.COMMON:,}" in run("search", "--help").out
