"""What makes a search result suspect on its own, without a source or a store."""

from dataclasses import replace

import pytest

from evidence.guards import new_warnings, objections
from evidence.records.search import SearchLog

LAST = SearchLog(
    source="pubmed", query="ms", translation='"ms"[All Fields]', count=100, digest="", added=(), gone=(), fetched=0,
    missing=(), warnings=("PhraseNotFound: quxology",), requests=1, server_date=None,
)  # fmt: skip


def test_the_same_search_with_the_same_result_is_taken() -> None:
    assert objections(LAST, LAST) == ()


@pytest.mark.parametrize(("count", "suspect"), [(1, True), (89, True), (90, False), (99, False), (1000, False)])
def test_fewer_than_nine_tenths_of_the_last_count_is_suspect(count: int, suspect: bool) -> None:
    found = objections(LAST, replace(LAST, count=count))
    assert bool(found) == suspect
    assert all(f"{count} records, after 100" in reason for reason in found)


@pytest.mark.parametrize("last", [None, LAST, replace(LAST, query="another"), replace(LAST, count=0)])
def test_nothing_at_all_is_suspect_on_any_night_and_told_once(last: SearchLog | None) -> None:
    assert objections(last, replace(LAST, count=0)) == ("the search found no record at all",)


def test_a_first_night_has_nothing_to_be_compared_with() -> None:
    assert objections(None, replace(LAST, count=1)) == ()


def test_another_understanding_of_the_same_words_is_suspect() -> None:
    (reason,) = objections(LAST, replace(LAST, translation='"ms"[MeSH Terms]'))
    assert "otherwise" in reason


def test_a_search_that_we_changed_ourselves_is_not_compared() -> None:
    assert objections(LAST, replace(LAST, query="rrms", translation="other", count=1)) == ()


def test_several_reasons_are_all_told() -> None:
    assert len(objections(LAST, replace(LAST, count=5, translation="other"))) == 2


@pytest.mark.parametrize(
    ("last", "warnings", "new"),
    [
        (LAST, ("PhraseNotFound: quxology",), ()),
        (LAST, ("PhraseNotFound: zymology", "PhraseNotFound: quxology"), ("PhraseNotFound: zymology",)),
        (LAST, (), ()),
        (None, ("PhraseNotFound: quxology",), ("PhraseNotFound: quxology",)),
    ],
)
def test_a_remark_is_new_once(last: SearchLog | None, warnings: tuple[str, ...], new: tuple[str, ...]) -> None:
    assert new_warnings(last, replace(LAST, warnings=warnings)) == new
