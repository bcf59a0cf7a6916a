"""What PRISMA-S asks of a search: where, how, exactly with which words, when, with what limits, and what came."""

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any, NamedTuple

Row = Mapping[str, Any]


class Line(NamedTuple):
    """A line of the statement: what, how much or what about it, and how deep it stands."""

    label: str
    told: str
    depth: int = 0


Section = tuple[str, Sequence[Line]]  # heading and lines


class Words(NamedTuple):
    """The words of one language: see prisma_words_en.py."""

    language: str
    text: Mapping[str, str]
    sources: Mapping[str, str]
    fates: Mapping[str, str]
    designs: Mapping[str, str]


def words_of(language: str) -> Words:
    """Return the words of "en" or "nl"; only those are loaded."""
    found = import_module(f"evidence_cli.exports.prisma_words_{language}")
    return Words(found.LANGUAGE, found.TEXT, found.SOURCES, found.FATES, found.DESIGNS)


def statement(document: Row, words: Words) -> Iterator[Section]:
    """Return a section for each source that was searched or would be, and one on the methods."""
    for source, name in words.sources.items():
        its = [row for row in document["searches"] if row["source"] == source]
        lines = _searched(its, words.text) if its else _not_searched(source, document, words.text)
        yield words.text["search_of"].format(source=name), list(lines)
    yield words.text["methods"], list(_methods(document, words.text))


def _searched(searches: list[Row], text: Mapping[str, str]) -> Iterator[Line]:
    """Return each strategy with its dates and counts: one that did not change is told once, however many nights."""
    taken = [row for row in searches if row["refused"] is None]
    yield Line(text["searches"], text["of_which"].format(n=len(searches), refused=len(searches) - len(taken)))
    for row, its in _strategies(searches):
        last = its[-1]
        yield Line(text["strategy"], row["query"])
        if row["translation"]:
            yield Line(text["understood"], row["translation"], 1)
        yield Line(text["first"], _dated(its[0], text), 1)
        if len(its) > 1:
            yield Line(text["last"], _dated(last, text), 1)
        yield Line(text["remarks"], "; ".join(last["warnings"]) or text["none"], 1)
    for row in searches:
        if row["refused"] is not None:
            told = text["refused"].format(n=row["count"], why=row["refused"])
            yield Line(text["refused_on"].format(day=row["started"][:10]), told)


def _strategies(searches: list[Row]) -> Iterator[tuple[Row, list[Row]]]:
    """Return each strategy with the searches in a row that used it."""
    its: list[Row] = []
    for row in searches:
        if its and (row["query"], row["translation"]) != (its[0]["query"], its[0]["translation"]):
            yield its[0], its
            its = []
        its.append(row)
    if its:
        yield its[0], its


def _dated(row: Row, text: Mapping[str, str]) -> str:
    missing = text["missing"].format(n=len(row["missing"])) if row["missing"] else ""
    return text["found"].format(day=row["started"][:10], n=row["count"], fetched=row["fetched"]) + missing


def _not_searched(source: str, document: Row, text: Mapping[str, str]) -> Iterator[Line]:
    yield Line(text["searches"], text["not_searched"])
    if document["topic_strategy"] is not None:
        yield Line(text["not_sent"], document["topic_strategy"][source])


def _methods(document: Row, text: Mapping[str, str]) -> Iterator[Line]:
    for name in ("limits", "filters", "updates"):
        yield Line(text[name], text[f"{name}_told"])
    yield Line(text["duplicates"], text["twins_told"])
    for name in ("other_ways", "peer_review"):
        yield Line(text[name], text[f"{name}_told"])
    yield from (Line(text["note"], note) for note in document["limits"])
