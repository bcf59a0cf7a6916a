"""Reads files into the database: selected ones whole, in one transaction; bulk files one by one, for the topic."""

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from evidence.refresh import refresh_from_files
from evidence.sources.bulk import find_files
from evidence.sources.bulk_part import is_bulk_file
from evidence.topics import load_topic
from evidence_cli.main import VERSION
from evidence_cli.progress import shown_import, shown_progress
from evidence_cli.session import Session, database_path, known_topic, note
from evidence_db.opening import writing

if TYPE_CHECKING:
    from evidence.refresh import RefreshOutcome


@dataclass(frozen=True, slots=True)
class FromFiles:
    """What refresh --from was asked. full: keep every record of bulk files too; workers: None = one a core."""

    paths: Sequence[Path]
    now: datetime
    with_pack: bool
    full: bool
    workers: int | None


def read_files(session: Session, asked: FromFiles) -> "RefreshOutcome":
    """Run the workflow, with a line or a bar of progress where a person watches."""
    topic, place = known_topic(session), database_path(session)
    load_topic(topic)  # what is misspelt is told before anything is made on the disk
    files = find_files(asked.paths)
    bulk = [] if asked.full else [path for path in files if is_bulk_file(path)]
    imported = _import(session, topic, bulk, asked) if bulk else None
    with shown_progress(session) as progress, writing(place, create=True) as store:
        outcome = refresh_from_files(
            [path for path in files if path not in bulk],
            topic,
            store,
            now=asked.now,
            program_version=VERSION,
            with_pack=asked.with_pack,
            arguments=[str(path) for path in asked.paths],
            progress=progress,
            imported=imported,
        )
    note(session, f"stored in {place}")
    return outcome


def _import(session: Session, topic: str, bulk: Sequence[Path], asked: FromFiles) -> Counter[str]:
    """Store the bulk files; return what was done."""
    from evidence.bulk_import import Import, import_bulk

    place = database_path(session)
    workers = asked.workers or min(cores(), len(bulk))
    note(session, f"{len(bulk)} bulk files: only records of the topic are kept (--full keeps all)")
    with shown_import(session) as told:
        job = Import(
            topic,
            lambda: writing(place, create=True),
            asked.now,
            VERSION,
            with_pack=asked.with_pack,
            workers=workers,
            fresh=not place.exists(),
            told=told,
        )
        return import_bulk(bulk, job)


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
