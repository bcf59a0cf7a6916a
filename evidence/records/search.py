"""How a source was asked on one night, and what came: what PRISMA-S wants to know of a search."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SearchLog:
    """One search of one source.

    source: "pubmed" or "clinicaltrials.gov". query: as sent; translation: how the source understood it, "" where it
    does not tell. count: records found. digest: SHA-256 of the ids found, so that two nights can be compared. added:
    found and not held before; gone: held after the last accepted search and not found now. fetched: records read,
    missing: ids asked for and not given. warnings: what the source remarked. server_date: its clock, as it came.
    refused: why the night's result was not taken over, None if it was.
    """

    source: str
    query: str
    translation: str
    count: int
    digest: str
    added: tuple[str, ...]
    gone: tuple[str, ...]
    fetched: int
    missing: tuple[str, ...]
    warnings: tuple[str, ...]
    requests: int
    server_date: str | None
    refused: str | None = None


TRANSIENT, QUERY_DRIFT, DELETED, MERGED = "transient", "query drift", "deleted", "merged"


@dataclass(frozen=True, slots=True)
class Absence:
    """A record that is held and that the search no longer finds.

    since, last: the first and the last night (ISO day) on which it was counted as not found; nights: how many followed
    one another. label: TRANSIENT (found again), QUERY_DRIFT (PubMed has it, the search does not find it), DELETED
    or MERGED (PubMed has it no longer); None while that is open. into: the PMID it was merged into.
    """

    pmid: str
    since: str
    last: str
    nights: int = 1
    label: str | None = None
    into: str | None = None
