"""The workflow: files in, answers out, in one transaction that the caller opened.

    files -> Article -> Screening + StudyFacts + Finding   (per record, kept until record or rules change)
    pack + readings -> Report, Finding -> Study -> Answer  (whole, pure, compared with what is stored)

The store is handed in (storage.py says what it must do), so that this room needs no SQL.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from evidence.answers import RULE_VERSION, answer_topic
from evidence.errors import ConfigurationError
from evidence.identity import join_records
from evidence.international import international_study
from evidence.reading import Reader, compile_reader, read_article
from evidence.records.article import Article
from evidence.records.question import Pack, Topic
from evidence.records.study import DELETED, Report
from evidence.sources.bulk import SourceRecord, find_files, read_records
from evidence.storage import Store
from evidence.studies import group_studies
from evidence.topics import load_pack, load_topic

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
) -> RefreshOutcome:
    """Read the files into the store and work out every answer anew.

    paths: PubMed XML, .xml.gz or .nbib files, or folders of them. with_pack: also load the topic's evidence pack;
    a pack that is already in the store stays in either case. The caller's transaction makes it all or nothing.
    Raises InputMissing or ContentRefused for a bad file, ConfigurationError where the store holds another topic.
    """
    files = find_files(paths)
    topic = _topic_of(store, topic_code)
    reader = compile_reader(topic.vocabulary)
    run = store.begin_run("files", now.isoformat(), arguments, program_version, RULE_VERSION)
    counts: Counter[str] = Counter()
    for position, path in enumerate(files):
        counts += _take_file(store, path, reader=reader, run=run, position=position, progress=progress)
    pack = load_pack(topic_code, topic) if with_pack or store.setting("pack_compiled") else None
    return _conclude(store, topic, reader, pack, run=run, counts=counts, now=now)


def load_pack_only(topic_code: str, store: Store, *, now: datetime, program_version: str) -> RefreshOutcome:
    """Fill the store from the topic's evidence pack, without any file: what the first report on a new machine shows."""
    topic = _topic_of(store, topic_code)
    reader = compile_reader(topic.vocabulary)
    run = store.begin_run("pack", now.isoformat(), (), program_version, RULE_VERSION)
    pack = load_pack(topic_code, topic)
    return _conclude(store, topic, reader, pack, run=run, counts=Counter(), now=now)


def _topic_of(store: Store, topic_code: str) -> Topic:
    topic = load_topic(topic_code)
    held = store.setting("topic")
    if held is not None and held != topic.code:
        raise ConfigurationError(
            f"the database holds topic {held!r}, not {topic.code!r}: name another file with --db, or --topic {held}"
        )
    return topic


def _take_file(
    store: Store, path: Path, *, reader: Reader, run: int, position: int, progress: Progress | None
) -> Counter[str]:
    counts: Counter[str] = Counter()
    content = sha256()

    def is_new(raw: bytes) -> bool:
        return not store.has_raw(sha256(raw).hexdigest())

    for record in read_records(path, is_new):
        content.update(record.raw)
        counts[_take_record(store, record, reader)] += 1
        if progress is not None:
            progress(path.name, counts.total())
    deletions = counts["deleted"]
    store.save_run_file(
        run, position, path.name, content.hexdigest(), path.stat().st_size, counts.total() - deletions, deletions
    )
    return counts


def _take_record(store: Store, record: SourceRecord, reader: Reader) -> str:
    """Store one record and the machine's reading of it; return what it was: new, changed, unchanged, older, deleted."""
    if record.deleted is not None:
        store.save_deleted(record.deleted.pmid)
        return "deleted"
    if record.article is None:  # these very bytes are stored already
        return "unchanged"
    article, raw_hash = record.article, sha256(record.raw).hexdigest()
    held = store.article_order(article.pmid)
    if held is not None and not _supersedes(article, raw_hash, held):
        store.add_version(article, record.raw, record.form, raw_hash)
        return "older"
    store.save_article(article, record.raw, record.form, raw_hash)
    _store_reading(store, article, raw_hash, reader)
    return "new" if held is None else "changed"


def _supersedes(article: Article, raw_hash: str, held: tuple[int, str | None, str]) -> bool:
    """True if the article is the newer version of the PMID: by version, then revision date.

    Two texts of the same version and date are told apart by their hash, only so that the order in which files are
    read makes no difference.
    """
    version, revised, held_hash = held
    return (article.version, article.revised or "", raw_hash) > (version, revised or "", held_hash)


def _store_reading(store: Store, article: Article, raw_hash: str, reader: Reader) -> None:
    report, findings = read_article(article, reader)
    store.save_reading(article.pmid, raw_hash, reader.fingerprint, report)
    store.save_machine_findings(article.pmid, findings)


def _conclude(
    store: Store,
    topic: Topic,
    reader: Reader,
    pack: Pack | None,
    *,
    run: int,
    counts: Counter[str],
    now: datetime,
) -> RefreshOutcome:
    """Re-read what older rules read, derive everything from the store, and close the run."""
    for article, raw_hash in store.stale_articles(reader.fingerprint):
        _store_reading(store, article, raw_hash, reader)
        counts["reread"] += 1
    as_of = now.date().isoformat()
    changed, rows = _derive(store, topic, pack, run=run, as_of=as_of)
    settings = {
        "topic": topic.code,
        "topic_fingerprint": topic.fingerprint,
        "title_en": topic.title.en,
        "title_nl": topic.title.nl,
        "intended_use_en": topic.intended_use.en,
        "intended_use_nl": topic.intended_use.nl,
        "reader_version": reader.fingerprint,
        "rule_version": RULE_VERSION,
        "pack_compiled": pack.compiled if pack is not None else "",
        "newest_record": store.newest_record() or "",
    }
    counts["rows"] = rows + sum(store.save_setting(name, value) for name, value in settings.items())
    store.finish_run(run, now.isoformat(), 0, dict(counts), "")
    return RefreshOutcome(run, dict(counts), changed)


def _derive(store: Store, topic: Topic, pack: Pack | None, *, run: int, as_of: str) -> tuple[tuple[str, ...], int]:
    """Join, group, judge and save; return the codes of changed answers and the number of rows changed."""
    readings = _with_deletions(store.readings(), store.deleted())
    reports, findings = join_records(readings, store.machine_findings(), pack, topic.links)
    studies = group_studies(reports, topic.links, topic.trials)
    answers = answer_topic(topic, reports, findings, studies, as_of)
    headline = international_study(topic, reports, findings, answers, as_of)
    rows = store.save_questions(topic) + store.save_trials(topic)
    rows += store.save_reports(reports) + store.save_findings(findings) + store.save_studies(studies)
    changed = store.save_answers(answers, run, as_of)
    rows += len(changed) + store.save_headline(headline, run, as_of)
    return changed, rows


def _with_deletions(readings: Iterable[Report], deleted: frozenset[str]) -> tuple[Report, ...]:
    """Return the readings with records that PubMed deleted marked as such: kept and shown, never evidence."""
    return tuple(
        replace(reading, screening=replace(reading.screening, standing=DELETED)) if reading.pmid in deleted else reading
        for reading in readings
    )
