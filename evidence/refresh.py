"""The workflow: files in, answers out, in one transaction that the caller opened.

    files -> Article -> Screening + StudyFacts + Finding   (per record, kept until record or rules change)
    pack + readings -> Report, Finding -> Study -> Answer  (whole, pure, compared with what is stored)

The store is handed in (storage.py says what it must do), so that this room needs no SQL.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from evidence.deriving import derive
from evidence.intake import Intake, take_study
from evidence.reading import Reader, compile_reader
from evidence.records.question import Pack, Topic
from evidence.sources.bulk import find_files, read_records
from evidence.sources.sidecar import check_sidecar
from evidence.storage import Store, require_topic
from evidence.topics import load_pack, load_topic
from evidence.versions import RULE_VERSION

Progress = Callable[[str, int], None]  # (file name, records read so far)


@dataclass(frozen=True, slots=True)
class RefreshOutcome:
    """What a run did. counts: new, changed, unchanged, deleted, rows, ...; changed: codes whose answer moved."""

    run: int
    counts: dict[str, int]
    changed: tuple[str, ...]


def refresh_from_files(
    paths: Sequence[Path],
    topic_code: str,
    store: Store,
    *,
    now: datetime,
    program_version: str,
    with_pack: bool = True,
    arguments: Sequence[str] = (),
    progress: Progress | None = None,
    imported: Mapping[str, int] | None = None,
) -> RefreshOutcome:
    """Read the files into the store and work out every answer anew.

    paths: PubMed XML, .xml.gz or .nbib files, or folders of them. with_pack: also load the topic's evidence pack;
    a pack that is already in the store stays in either case. The caller's transaction makes it all or nothing.
    imported: what an import of bulk files (bulk_import.py) did before, whose end this run is.
    Raises InputMissing or ContentRefused for a bad file, ConfigurationError where the store holds another topic.
    """
    files = find_files(paths)
    topic = topic_of(store, topic_code)
    reader = compile_reader(topic.vocabulary)
    run = store.begin_run("files", now.isoformat(), arguments, program_version, RULE_VERSION)
    counts: Counter[str] = Counter(rows=store.save_questions(topic) + store.save_trials(topic))
    if imported is not None:
        counts += Counter(imported)
        store.take_over_bulk(run)
    intake = Intake(store, reader, live=False)
    for position, path in enumerate(files):
        scene = FileScene(topic, run, position, now.date(), progress)
        counts += _take_file(store, path, intake, scene)
    store.save_run_articles(run, intake.done)
    pack = load_pack(topic_code, topic) if with_pack or store.setting("pack_compiled") else None
    return _conclude(store, topic, reader, pack, run=run, counts=counts, now=now)


def load_pack_only(topic_code: str, store: Store, *, now: datetime, program_version: str) -> RefreshOutcome:
    """Fill the store from the topic's evidence pack, without any file: what the first report on a new machine shows."""
    topic = topic_of(store, topic_code)
    reader = compile_reader(topic.vocabulary)
    run = store.begin_run("pack", now.isoformat(), (), program_version, RULE_VERSION)
    pack = load_pack(topic_code, topic)
    return _conclude(store, topic, reader, pack, run=run, counts=Counter(), now=now)


def judge_anew(
    topic_code: str,
    store: Store,
    *,
    now: datetime,
    program_version: str,
    arguments: Sequence[str],
    decide: Callable[[int], object],
) -> RefreshOutcome:
    """Work out every answer anew after a person's decision, which decide(run) writes; no source is asked."""
    topic = topic_of(store, topic_code)
    reader = compile_reader(topic.vocabulary)
    run = store.begin_run("review", now.isoformat(), arguments, program_version, RULE_VERSION)
    decide(run)
    pack = load_pack(topic_code, topic) if store.setting("pack_compiled") else None
    return _conclude(store, topic, reader, pack, run=run, counts=Counter(), now=now)


def topic_of(store: Store, topic_code: str) -> Topic:
    """Return the topic; raises ConfigurationError where the store holds another one."""
    topic = load_topic(topic_code)
    require_topic(store, topic)
    return topic


@dataclass(frozen=True, slots=True)
class FileScene:
    """What reading a file needs to know. position: of the file in the run; seen: the day of the run."""

    topic: Topic
    run: int
    position: int
    seen: date
    progress: Progress | None


def _take_file(store: Store, path: Path, intake: Intake, scene: FileScene) -> Counter[str]:
    check_sidecar(path)
    counts: Counter[str] = Counter()
    content = sha256()

    def is_new(raw: bytes) -> bool:
        return not store.has_raw(sha256(raw).hexdigest())

    for record in read_records(path, is_new):
        content.update(record.raw)
        if record.study is None:
            counts[intake.take(record)] += 1
        else:
            take_study(store, record.study, record.raw, topic=scene.topic, seen=scene.seen)
            counts["trials"] += 1
        if scene.progress is not None:
            scene.progress(path.name, counts.total())
    deletions = counts["deleted"]
    read = counts.total() - deletions
    size = path.stat().st_size
    store.save_run_file(scene.run, scene.position, path.name, content.hexdigest(), size, read, deletions)
    return counts


def _conclude(
    store: Store, topic: Topic, reader: Reader, pack: Pack | None, *, run: int, counts: Counter[str], now: datetime
) -> RefreshOutcome:
    """Derive everything from the store, and close the run."""
    derived = derive(store, topic, reader, pack, run=run, as_of=now.date().isoformat())
    counts += Counter(reread=derived.reread, rows=derived.rows)
    counts["rows"] += 0  # told also where it is none
    store.finish_run(run, now.isoformat(), 0, dict(counts), "")
    return RefreshOutcome(run, dict(counts), derived.changed)
