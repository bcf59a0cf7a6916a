"""Makes a database anew beside the old one and compares them."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from evidence.errors import ConfigurationError
from evidence.remaking import remake
from evidence.storage import require_topic
from evidence.topics import load_pack, load_topic
from evidence.versions import RULE_VERSION
from evidence_cli.main import VERSION
from evidence_db.failures import explaining
from evidence_db.files import beside, make_folder
from evidence_db.opening import reading, writing
from evidence_db.rebuilding import (
    Difference,
    KeptReplies,
    bring_over,
    bring_over_later,
    differences,
    last_day,
)
from evidence_db.soundness import require_sound


class Rebuilt(NamedTuple):
    """A new database. file: where it is as long as the block lasts; rows: in it; changed: answers that moved."""

    file: Path
    differences: tuple[Difference, ...]
    rows: int
    changed: tuple[str, ...]


@contextmanager
def rebuilt(place: Path, target: Path, topic_code: str, now: datetime) -> Iterator[Rebuilt]:
    """Yield the database made anew, complete and checked; the old one is only read.

    It is in a folder beside its target, which goes at the end.

    Raises DatabaseDamaged where a reply or an account can no longer be read.
    """
    folder = beside(target, ".rebuild")
    shutil.rmtree(folder, ignore_errors=True)  # of a rebuild that was killed
    try:
        fresh = folder / "new.db"
        make_folder(fresh)
        changed = _filled(place, fresh, topic_code, now)
        with reading(place) as old, reading(fresh) as new:
            require_sound(new, fresh)
            found, rows = differences(old, new)
        yield Rebuilt(fresh, found, rows, changed)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _filled(place: Path, fresh: Path, topic_code: str, now: datetime) -> tuple[str, ...]:
    topic = load_topic(topic_code)
    # Innermost: what cannot be read in here is the old one's.
    with reading(place) as old, writing(fresh, create=True) as store, explaining(place):
        bring_over(old, store.connection)
        held, day = store.setting("topic"), last_day(old)
        if held is None or day is None:
            raise ConfigurationError(f"{place} has no run to make anew: `evidence refresh` fills it")
        require_topic(store, topic)
        pack = load_pack(topic_code, topic) if store.setting("pack_compiled") else None
        run = store.begin_run("rebuild", now.isoformat(), (), VERSION, RULE_VERSION)
        derived = remake(store, KeptReplies(old), topic, pack, run=run, as_of=day)
        bring_over_later(old, store.connection)
        store.finish_run(run, now.isoformat(), 0, {"rows": derived.rows, "reread": derived.reread}, "")
    return derived.changed
