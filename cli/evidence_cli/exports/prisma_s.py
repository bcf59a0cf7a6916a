"""What PRISMA-S asks of a search: where, how, exactly with which words, when, with what limits, and what came."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

Row = Mapping[str, Any]


class Line(NamedTuple):
    """A line of the statement: what, how much or what about it, and how deep it stands."""

    label: str
    told: str
    depth: int = 0


Section = tuple[str, Sequence[Line]]  # heading and lines


def statement(document: Row, sources: Mapping[str, str]) -> Iterator[Section]:
    """Return a section for each source that was searched or would be, and one on the methods."""
    for source, name in sources.items():
        its = [row for row in document["searches"] if row["source"] == source]
        yield f"Search of {name}", list(_searched(its) if its else _not_searched(source, document))
    yield "Methods of searching", list(_methods(document))


def _searched(searches: list[Row]) -> Iterator[Line]:
    """Return each strategy with its dates and counts: one that did not change is told once, however many nights."""
    taken = [row for row in searches if row["refused"] is None]
    yield Line("searches", f"{len(searches)}, of which {len(searches) - len(taken)} refused by a guard")
    for row, its in _strategies(searches):
        last = its[-1]
        yield Line("strategy, as sent", row["query"])
        if row["translation"]:
            yield Line("as understood by the source", row["translation"], 1)
        yield Line("first search", _dated(its[0]), 1)
        if len(its) > 1:
            yield Line("last search", _dated(last), 1)
        yield Line("remarks of the source", "; ".join(last["warnings"]) or "none", 1)
    for row in searches:
        if row["refused"] is not None:
            yield Line(f"refused on {row['started'][:10]}", f"{row['count']} records found; {row['refused']}")


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


def _dated(row: Row) -> str:
    missing = f", {len(row['missing'])} not given" if row["missing"] else ""
    return f"{row['started'][:10]}: {row['count']} records found, {row['fetched']} fetched{missing}"


def _not_searched(source: str, document: Row) -> Iterator[Line]:
    yield Line("searches", "none yet; records come from the evidence pack and from files")
    if document["topic_strategy"] is not None:
        yield Line("strategy of the topic, not yet sent", document["topic_strategy"][source])


def _methods(document: Row) -> Iterator[Line]:
    yield Line("limits and restrictions", "none by date, language, publication type or status")
    yield Line("search filters", "none published; the words are the topic's own")
    yield Line("updates", "every night the whole search; held records are read again within 28 nights")
    yield Line("duplicates", "joined by PMID, DOI and declared links; none by likeness of titles")
    yield Line("other ways", "the evidence pack; PubMed records read from files; errata and retractions of records")
    yield Line("peer review of the strategy", "none noted")
    yield from (Line("note of the topic", note) for note in document["limits"])
