"""One night: both sources are asked, the guards look at what came, and each source is stored in its own transaction.

    search -> difference to what is held -> fetch (new and load-bearing) -> spool -> guards -> store -> answers

A source that fails, or whose result a guard refuses, keeps yesterday's data; the other one moves on (exit code 3).
Nothing is stored before everything of a source is here. The transactions are handed in, so that there is no SQL.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import Protocol

from evidence.deriving import derive
from evidence.errors import ContentRefused
from evidence.guards import objections
from evidence.intake import Intake, take_study
from evidence.reading import Reader
from evidence.records.question import Pack, Topic
from evidence.records.search import SearchLog
from evidence.sources.bulk import SourceRecord
from evidence.sources.clinicaltrials import Fetched
from evidence.sources.entrez import SearchResult
from evidence.sources.entrez_fetch import FetchBatch
from evidence.storage import Store

PUBMED, CTGOV = "pubmed", "clinicaltrials.gov"
Transaction = Callable[[], AbstractContextManager[Store]]
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

    def clear(self) -> None:
        """Forget everything."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the store holds before the night.

    pmids: every article; found: what the last accepted search found; load_bearing: PMIDs that an answer rests on,
    re-read every night; last: the last accepted search of each source.
    """

    pmids: frozenset[str] = frozenset()
    found: frozenset[str] = frozenset()
    load_bearing: tuple[str, ...] = ()
    last: tuple[SearchLog, ...] = ()

    def last_of(self, source: str) -> SearchLog | None:
        """Return the last accepted search of a source."""
        return next((log for log in self.last if log.source == source), None)


@dataclass(frozen=True, slots=True)
class PubMedNight:
    """What PubMed gave: the search, what it found, and the records that are new or that answers rest on."""

    log: SearchLog
    found: tuple[str, ...]
    records: tuple[SourceRecord, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class How:
    """full: fetch every record that the search finds; accept: a person says that a changed search result is right."""

    full: bool = False
    accept: bool = False


def ask_pubmed(
    pubmed: PubMed, query: str, held: Held, kept: Kept, how: How, progress: Progress | None = None
) -> PubMedNight:
    """Return everything of the night that must be stored, complete.

    Raises Refused where a guard objects, and whatever the client raises.
    """
    found = pubmed.search(query)
    log = _log_of(found, held, pubmed.requests)
    against = () if how.accept else objections(held.last_of(PUBMED), log)
    if against:
        raise Refused(log, "; ".join(against))
    wanted = (*(found.pmids if how.full else log.added), *held.load_bearing)
    records, missing = _fetched(pubmed, wanted, kept, progress)
    log = replace(log, fetched=len(records), missing=missing, requests=pubmed.requests)
    return PubMedNight(log, found.pmids, tuple(records))


class Refused(ContentRefused):
    """A guard does not let a search result in; log tells what came, and why it was refused."""

    def __init__(self, log: SearchLog, why: str) -> None:
        super().__init__(
            f"{log.source}: {why}; yesterday's data are kept: look at the search, and run with --accept if it is right"
        )
        self.log = replace(log, refused=why)


def _log_of(found: SearchResult, held: Held, requests: int) -> SearchLog:
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
        warnings=tuple(f"{note.kind}: {note.text}" for note in found.warnings),
        requests=requests,
        server_date=found.server_date,
    )


def _fetched(
    pubmed: PubMed, pmids: Sequence[str], kept: Kept, progress: Progress | None
) -> tuple[list[SourceRecord], tuple[str, ...]]:
    """Return the records of the PMIDs, those that a cut-off run left first, and the PMIDs that were not given.

    A record that nobody asked for is not taken: it is another one under a wrong number, or comes when it is found.
    """
    wanted = dict.fromkeys(pmids)
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


def log_of_trials(fetched: Fetched, query: str) -> SearchLog:
    """Return the log of the registry's search; its translation is not told."""
    return SearchLog(
        source=CTGOV,
        query=query,
        translation="",
        count=len(fetched.found),
        digest=sha256(" ".join(sorted(fetched.found)).encode()).hexdigest(),
        added=(),
        gone=(),
        fetched=len(fetched.studies),
        missing=fetched.missing,
        warnings=tuple(f"{asked} is now {today}" for asked, today in fetched.renamed),
        requests=fetched.requests,
        server_date=fetched.data_time,
    )


@dataclass(frozen=True, slots=True)
class Scene:
    """What a night needs to store: the topic, the compiled reader, the pack, the run and when it began."""

    topic: Topic
    reader: Reader
    pack: Pack | None
    run: int
    at: datetime


def store_pubmed(store: Store, night: PubMedNight, scene: Scene) -> tuple[Counter[str], tuple[str, ...]]:
    """Store the records and the log, and derive; return counts and the codes of answers that moved."""
    counts: Counter[str] = Counter()
    intake = Intake(store, scene.reader, live=True)
    for record in night.records:
        counts[intake.take(record)] += 1
    store.save_run_articles(scene.run, intake.done)
    store.save_hits(PUBMED, night.found)
    return _finished(store, night.log, scene, counts)


def store_trials(store: Store, fetched: Fetched, log: SearchLog, scene: Scene) -> tuple[Counter[str], tuple[str, ...]]:
    """Store what the registry told and the log, and derive; return counts and the codes of answers that moved."""
    store.save_trials(scene.topic)
    rows = sum(
        take_study(store, told.study, told.raw, topic=scene.topic, seen=scene.at.date()) for told in fetched.studies
    )
    return _finished(store, log, scene, Counter(trials=len(fetched.studies), rows=rows))


def _finished(store: Store, log: SearchLog, scene: Scene, counts: Counter[str]) -> tuple[Counter[str], tuple[str, ...]]:
    store.save_search(scene.run, log)
    derived = derive(store, scene.topic, scene.reader, scene.pack, run=scene.run, as_of=scene.at.date().isoformat())
    return counts + Counter(rows=derived.rows, reread=derived.reread), derived.changed
