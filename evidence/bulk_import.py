"""Takes bulk files into the store, each in a transaction of its own, in the order of their names.

A run that was cut off has stored whole files and nothing of the next one: the same command again goes on behind them.
What is known, and so what is kept of a file, hangs on the files before it alone, so that the rows that come out are the
same on one core, on many, and after any number of cuts. Answers are worked out once, when all files are in.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from evidence.bulk_reading import FileRead, Known, compile_choice, read_here, read_on_cores
from evidence.errors import EvidenceError
from evidence.intake import Intake
from evidence.reading import compile_reader
from evidence.records.question import Topic
from evidence.refresh import topic_of
from evidence.screening.concerning import choice_fingerprint
from evidence.sources.bulk import XML, SourceRecord
from evidence.sources.bulk_part import read_late
from evidence.sources.pubmed_xml import read_record
from evidence.sources.sidecar import checked_sha256
from evidence.storage import Store, require_topic
from evidence.topics import load_pack, load_topic
from evidence.versions import RULE_VERSION


@dataclass(frozen=True, slots=True)
class Stored:
    """How far an import is. size: bytes of all files; done: bytes of those that are stored; records: read so far."""

    name: str
    files: int
    of_files: int
    done: int
    size: int
    records: int


@dataclass(frozen=True, slots=True)
class Import:
    """An import of bulk files. opening: opens the store for one transaction; told: hears of each file that is in.

    fresh: there is no store yet; the first file makes it.
    """

    topic_code: str
    opening: Callable[[], AbstractContextManager[Store]]
    at: datetime
    program_version: str
    with_pack: bool = True
    workers: int = 1
    fresh: bool = False
    told: Callable[[Stored], None] | None = None


def import_bulk(files: Sequence[Path], job: Import) -> Counter[str]:
    """Store what the files hold of the topic, but for files that were stored before; return what was done.

    Raises InputMissing, ContentRefused or TryLater for a file: those before it stay stored, and nothing of it is.
    """
    files = sorted(files, key=lambda path: (path.name, str(path)))
    sizes = {path: path.stat().st_size for path in files}
    shelf, todo = _looked_up(files, job)
    counts = Counter(files=len(files), skipped=len(files) - len(todo))
    done = sum(sizes.values()) - sum(sizes[path] for path in todo)
    for stored, found in enumerate(_stored_in_turn(todo, job, shelf, counts), start=len(files) - len(todo) + 1):
        done += sizes[found.path]
        if job.told is not None:
            size = sum(sizes.values())
            job.told(Stored(found.path.name, stored, len(files), done, size, counts["read"]))
    return counts


def _looked_up(files: Sequence[Path], job: Import) -> "tuple[_Shelf, list[Path]]":
    """Return what is known before the first file, and which files were not stored before."""
    if job.fresh:
        return _Shelf(job, load_topic(job.topic_code), packed=job.with_pack), list(files)
    with job.opening() as store:
        topic = topic_of(store, job.topic_code)
        shelf = _Shelf(job, topic, packed=job.with_pack or bool(store.setting("pack_compiled")))
        shelf.look_at(store)
        return shelf, [path for path in files if not shelf.has(store, path)]


def _stored_in_turn(todo: Sequence[Path], job: Import, shelf: "_Shelf", counts: Counter[str]) -> Iterator[FileRead]:
    """Store file after file, each committed before it is yielded."""
    stored = 0
    try:
        for found in _read(todo, job, shelf):
            with job.opening() as store:
                counts += shelf.take(store, found)
            stored += 1
            yield found
    except EvidenceError as problem:
        if not stored and not counts["skipped"]:
            raise
        told = f"{problem}; {counts['skipped'] + stored} of {counts['files']} files are stored, the same again goes on"
        raise type(problem)(told) from problem


def _read(todo: Sequence[Path], job: Import, shelf: "_Shelf") -> Iterator[FileRead]:
    if job.workers > 1 and len(todo) > 1:
        return read_on_cores(todo, job.topic_code, job.workers, lambda: shelf.known)
    return read_here(todo, compile_choice(shelf.reader), lambda: shelf.known)


class _Shelf:
    """What is known while files come in. known: PMIDs of articles that are held, and of records of the pack."""

    def __init__(self, job: Import, topic: Topic, *, packed: bool) -> None:
        self._job = job
        self._topic = topic
        self.reader = compile_reader(topic.vocabulary)
        self._words = choice_fingerprint(self.reader.fingerprint.rpartition("/")[2])
        reports = load_pack(job.topic_code, topic).reports if packed else ()
        self._packed = frozenset(int(row.pmid) for row in reports if row.pmid is not None)
        self.known: Known = self._packed

    def look_at(self, store: Store) -> None:
        """Take note of what the store holds."""
        self.known = self._packed.union(map(int, store.pmids()))

    def has(self, store: Store, path: Path) -> bool:
        """True if this file was stored before, its records chosen as they would be now."""
        size = path.stat().st_size
        if not store.may_have_bulk_file(path.name, size):
            return False
        return store.has_bulk_file(path.name, size, checked_sha256(path), self._words)

    def take(self, store: Store, found: FileRead) -> Counter[str]:
        """Store a file as a run of its own; return what was done."""
        require_topic(store, self._topic)
        store.save_setting("bulk_topic", self._topic.code)  # "topic" is saved with the answers
        self.look_at(store)
        job = self._job
        part, intake, counts = found.part, Intake(store, self.reader, live=False), Counter[str]()
        run = store.begin_run("bulk", job.at.isoformat(), (self._words,), job.program_version, RULE_VERSION)
        late = part.names_one_of(self.known - found.known)
        for raw in (*part.raws, *read_late(found.path, late, part.raws)):
            counts[intake.take(SourceRecord(XML, raw, read_record(raw), None))] += 1
        counts["deleted"] += sum(store.save_deleted(pmid) for pmid in part.deleted)
        counts["read"] += part.n_records
        store.save_run_file(run, 0, found.path.name, found.sha256, found.size, part.n_records, len(part.deleted))
        store.save_run_articles(run, intake.done)
        store.finish_run(run, job.at.isoformat(), 0, dict(counts), "")
        self.look_at(store)
        return counts
