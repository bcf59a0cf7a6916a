"""Puts into the store what a night brought: each source in the transaction that the caller opened, with its log."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from evidence.deriving import derive
from evidence.intake import Intake, take_study
from evidence.night_held import CTGOV, PUBMED, PubMedNight
from evidence.reading import Reader
from evidence.records.question import Pack, Topic
from evidence.records.search import SearchLog
from evidence.sources.clinicaltrials import Fetched
from evidence.storage import Store


@dataclass(frozen=True, slots=True)
class Scene:
    """What a night needs to store: the topic, the compiled reader, the pack, the run and when it began."""

    topic: Topic
    reader: Reader
    pack: Pack | None
    run: int
    at: datetime


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


def store_pubmed(store: Store, night: PubMedNight, scene: Scene) -> tuple[Counter[str], tuple[str, ...]]:
    """Store the records, the absences and the log, and derive; return counts and the codes of answers that moved."""
    counts: Counter[str] = Counter()
    intake = Intake(store, scene.reader, live=True)
    for record in night.records:
        counts[intake.take(record)] += 1
    store.save_run_articles(scene.run, intake.done)
    counts["rows"] += store.save_hits(PUBMED, night.found) + store.save_absences(night.absences)
    return _finished(store, night.log, scene, counts)


def store_trials(
    store: Store, fetched: Fetched, log: SearchLog, scene: Scene, *, derived: bool
) -> tuple[Counter[str], tuple[str, ...]]:
    """Store what the registry told and the log, and derive; return counts and the codes of answers that moved.

    derived: everything was worked out tonight already, and only what the registry changed could make a difference.
    """
    rows = store.save_trials(scene.topic) + sum(
        take_study(store, told.study, told.raw, topic=scene.topic, seen=scene.at.date()) for told in fetched.studies
    )
    counts = Counter(trials=len(fetched.studies), rows=rows)
    if derived and rows == 0:
        store.save_search(scene.run, log)
        return counts, ()
    return _finished(store, log, scene, counts)


def _finished(store: Store, log: SearchLog, scene: Scene, counts: Counter[str]) -> tuple[Counter[str], tuple[str, ...]]:
    store.save_search(scene.run, log)
    derived = derive(store, scene.topic, scene.reader, scene.pack, run=scene.run, as_of=scene.at.date().isoformat())
    return counts + Counter(rows=derived.rows, reread=derived.reread), derived.changed
