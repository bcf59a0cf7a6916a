"""One night of PubMed: what is asked, and what the guards let in.

    search -> search by day of entry (must be part of it) -> guards -> fetch: new, load-bearing, due, absent -> spool

Nothing is stored before everything is here; evidence/night_run.py stores it. A source that fails, or whose result a
guard refuses, keeps yesterday's data; the other one moves on (exit code 3).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Protocol

from evidence.absences import counted, judged, to_look_at
from evidence.errors import ContentRefused
from evidence.guards import clock_remark, named, unfound
from evidence.night_held import PUBMED, Held, How, PubMedNight, Refused, guard
from evidence.records.search import QUERY_DRIFT, Absence, SearchLog
from evidence.rereading import due_tonight, night_of, recent
from evidence.sources.bulk import SourceRecord
from evidence.sources.entrez import SearchResult
from evidence.sources.entrez_fetch import FetchBatch

Progress = Callable[[str, int], None]


class PubMed(Protocol):
    """What the night asks of evidence.sources.entrez.Entrez."""

    requests: int

    def search(self, query: str) -> SearchResult:
        """Return everything the query finds."""

    def fetch(self, pmids: Sequence[str]) -> Iterator[FetchBatch]:
        """Yield the records batch by batch."""


class Kept(Protocol):
    """What was fetched and is not stored yet; evidence.sources.spool.Spool is the one used."""

    def keep(self, records: Sequence[SourceRecord]) -> None:
        """Keep the records of a batch."""

    def records(self) -> Iterator[SourceRecord]:
        """Yield what a run that was cut off had fetched."""

    def stored(self) -> None:
        """Note that all of it is in the database now."""


def ask_pubmed(
    pubmed: PubMed, query: str, held: Held, kept: Kept, how: How, progress: Progress | None = None
) -> PubMedNight:
    """Return everything of the night that must be stored, complete.

    Raises Refused where a guard objects, and whatever the client raises.
    """
    found, log = _searched(pubmed, query, held, how)
    pmids = frozenset(found.pmids)
    absences = counted(held.absences, held.absent_from(pmids), night_of(how.at).isoformat())
    wanted = _wanted(found, log, held, how, to_look_at(absences.values()))
    records, missing = _fetched(pubmed, wanted, kept, progress)
    look = _look(pubmed, missing, absences, records)
    given = {record.article.pmid for record in records if record.article is not None}
    moved = [judged(absence, given, look) for absence in absences.values()]
    log = replace(log, fetched=len(records), missing=missing, requests=pubmed.requests)
    return PubMedNight(
        log,
        found.pmids,
        tuple(records),
        tuple(absence for absence in moved if absence not in held.absences),
        _edited(held.last_of(PUBMED), log),
    )


def _searched(pubmed: PubMed, query: str, held: Held, how: How) -> tuple[SearchResult, SearchLog]:
    """Return the search that all guards let in, with its log.

    What entered lately is asked for by its day as well, and must be in the whole result; where it is not, a record may
    have come in between, or the two were answered from indexes of different age: the search is made once more.
    """
    found, log = _guarded(pubmed, query, held, how)
    try:
        lately = pubmed.search(recent(query, held.last_night, night_of(how.at))).pmids
    except ContentRefused as problem:
        remark = f"CrossCheck: the search by day of entry could not be made ({problem})"
        return found, replace(log, warnings=(*log.warnings, remark))
    if unfound(lately, found.pmids):
        found, log = _guarded(pubmed, query, held, how)
    lacking = unfound(lately, found.pmids)
    if lacking and not how.accept:
        raise Refused(log, f"the search did not find what it finds by day of entry ({named(lacking)})")
    return found, log


def _guarded(pubmed: PubMed, query: str, held: Held, how: How) -> tuple[SearchResult, SearchLog]:
    found = pubmed.search(query)
    log = _log_of(found, held, pubmed.requests, how)
    guard(log, held.last_of(PUBMED), found.server_date, how)
    return found, log


def _log_of(found: SearchResult, held: Held, requests: int, how: How) -> SearchLog:
    absent = held.absent_from(frozenset(found.pmids))
    return SearchLog(
        source=PUBMED,
        query=found.query,
        translation=found.translation,
        count=found.count,
        digest=sha256(" ".join(found.pmids).encode()).hexdigest(),
        added=tuple(pmid for pmid in found.pmids if pmid not in held.pmids),
        gone=tuple(sorted(held.found.difference(found.pmids), key=int)),
        fetched=0,
        missing=(),
        warnings=(
            *(f"{note.kind}: {note.text}" for note in found.warnings),
            *clock_remark(found.server_date, how.at),
            *(
                f"MustFind: PMID {pmid}, an answer rests on it, is not found"
                for pmid in held.load_bearing
                if pmid in absent
            ),
        ),
        requests=requests,
        server_date=found.server_date,
    )


def _wanted(found: SearchResult, log: SearchLog, held: Held, how: How, absent: Sequence[str]) -> dict[str, None]:
    """Return the PMIDs to fetch: new ones, those that answers rest on, those whose turn it is, those to look for."""
    last = held.last_of(PUBMED)
    again = set(found.pmids).intersection(last.missing if last is not None else ())
    turns = due_tonight(held.pmids, held.unsettled, held.last_night, night_of(how.at))
    new = found.pmids if how.full else log.added
    return dict.fromkeys((*new, *held.load_bearing, *sorted(again, key=int), *turns, *absent))


def _fetched(
    pubmed: PubMed, wanted: dict[str, None], kept: Kept, progress: Progress | None
) -> tuple[list[SourceRecord], tuple[str, ...]]:
    """Return the records of the PMIDs, those that a cut-off run left first, and the PMIDs that were not given.

    A record that nobody asked for is not taken: it is another one under a wrong number, or comes when it is found.
    """
    records = [record for record in kept.records() if record.article is not None and record.article.pmid in wanted]
    here = {record.article.pmid for record in records if record.article is not None}
    missing: list[str] = []
    for batch in pubmed.fetch([pmid for pmid in wanted if pmid not in here]):
        kept.keep(batch.records)
        records.extend(record for record in batch.records if record.article and record.article.pmid in wanted)
        missing.extend(batch.missing)
        if progress is not None:
            progress(PUBMED, len(records))
    return records, tuple(missing)


def _look(
    pubmed: PubMed, missing: Sequence[str], absences: dict[str, Absence], records: list[SourceRecord]
) -> dict[str, str | None]:
    """Ask for each record that was absent long enough and not given, alone; add what it became to the records.

    Returns PMID -> the PMID that came instead, None where nothing came.
    """
    look: dict[str, str | None] = {}
    awaited = set(to_look_at(absences.values()))
    awaited |= {pmid for pmid, absence in absences.items() if absence.label == QUERY_DRIFT}
    for pmid in (pmid for pmid in missing if pmid in awaited):
        for batch in pubmed.fetch([pmid]):
            records.extend(batch.records)
            if batch.missing:
                look[pmid] = batch.unasked[0] if batch.unasked else None
    return look


def _edited(last: SearchLog | None, tonight: SearchLog) -> str:
    if last is None or last.query == tonight.query:
        return ""
    return f"the search was edited; records found before and not now: {len(tonight.gone)}, new: {len(tonight.added)}"
