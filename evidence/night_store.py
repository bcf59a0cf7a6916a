"""Puts into the store what a night brought: each source in the transaction that the caller opened, with its log."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from evidence.intake import Intake, take_study
from evidence.night_held import CTGOV, PUBMED, PubMedNight
from evidence.reading import Reader
from evidence.records.question import Topic
from evidence.records.search import SearchLog
from evidence.sources.clinicaltrials import Fetched
from evidence.storage import Store
from evidence.topics import load_pack
from evidence.unmoved import derived_by, holds


@dataclass(frozen=True, slots=True)
class Scene:
    """What a night needs to store: the topic, the compiled reader, the run and when it began.

    pack_of: the topic's code or folder where the evidence pack belongs to the database, None where it does not.
    program: what names the program's files.
    """

    topic: Topic
    reader: Reader
    pack_of: str | None
    run: int
    at: datetime
    program: str


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


def store_trials(store: Store, fetched: Fetched, log: SearchLog, scene: Scene) -> tuple[Counter[str], tuple[str, ...]]:
    """Store what the registry told and the log, and derive; return counts and the codes of answers that moved."""
    rows = store.save_trials(scene.topic) + sum(
        take_study(store, told.study, told.raw, topic=scene.topic, seen=scene.at.date()) for told in fetched.studies
    )
    return _finished(store, log, scene, Counter(trials=len(fetched.studies), rows=rows))


def _finished(store: Store, log: SearchLog, scene: Scene, counts: Counter[str]) -> tuple[Counter[str], tuple[str, ...]]:
    """Log the search, and work everything out where records, topic, program or the calendar moved anything."""
    store.save_search(scene.run, log)
    as_of = scene.at.date().isoformat()
    by = derived_by(scene.program, scene.topic, scene.reader.fingerprint, with_pack=scene.pack_of is not None)
    if not counts["rows"] and holds(store, by, as_of):
        return counts, ()
    from evidence.deriving import derive

    pack = None if scene.pack_of is None else load_pack(scene.pack_of, scene.topic)
    derived = derive(store, scene.topic, scene.reader, pack, run=scene.run, as_of=as_of, program=scene.program)
    return counts + Counter(rows=derived.rows, reread=derived.reread), derived.changed
