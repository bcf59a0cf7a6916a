"""evidence refresh without files: opens both sources, the database and the spool, and runs the night."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from evidence.night_held import PUBMED, Held
from evidence.night_run import Asked, NightOutcome, Sources, run_night
from evidence.records.question import Topic
from evidence.rereading import night_of
from evidence.sources.addresses import CTGOV, read_base
from evidence.sources.ctgov_registry import connected
from evidence.sources.entrez import WHOLE_RUN, open_entrez
from evidence.sources.entrez_settings import read_entrez_settings
from evidence.sources.spool import Spool
from evidence.sources.timing import Timing
from evidence.topics import load_topic
from evidence_cli.progress import shown_progress
from evidence_cli.session import Session, database_path, own_folder
from evidence_cli.stopping import stoppable
from evidence_db.files import beside, is_missing, locked, make_folder, resolved
from evidence_db.opening import reading, writing
from evidence_db.space import require_space
from evidence_db.store_search import (
    load_absences,
    load_bearing,
    load_hits,
    load_last_night,
    load_last_searches,
    load_pmids,
    load_unsettled,
)


def run(session: Session, asked: Asked, *, dry_run: bool) -> NightOutcome:
    """Run the night on the database, or with dry_run on a copy that is thrown away."""
    place = database_path(session)
    topic = load_topic(asked.topic_code)
    make_folder(resolved(place))
    with stoppable(), locked(resolved(place), ".run.lock"):
        if not dry_run:
            return _night(session, asked, topic, place, beside(place, ".spool"))
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "copy.db"
            if not is_missing(place):
                from evidence_db.backup import back_up

                back_up(place, copy)
            return _night(session, asked, topic, copy, Path(folder) / "spool")


def _night(session: Session, asked: Asked, topic: Topic, place: Path, spool: Path) -> NightOutcome:
    require_space(place)
    held = _held(place)
    with _sources(session, asked, spool) as sources, shown_progress(session) as progress:
        return run_night(asked, topic, held, sources, lambda: writing(place, create=True), progress)


def _held(place: Path) -> Held:
    if is_missing(place):
        return Held()
    with writing(place, create=False):
        pass  # a database of an older schema is brought up to date before anything is read from it
    with reading(place) as connection:
        return Held(
            load_pmids(connection),
            load_hits(connection, PUBMED),
            load_bearing(connection),
            load_last_searches(connection),
            load_unsettled(connection),
            load_absences(connection),
            load_last_night(connection, PUBMED),
        )


@contextmanager
def _sources(session: Session, asked: Asked, spool: Path) -> Iterator[Sources]:
    from platformdirs import user_state_path

    told = session.environment or os.environ
    state = own_folder(user_state_path)  # where all processes of this user keep the pace
    settings = read_entrez_settings(told, asked.program_version)
    base = read_base(told.get("EVIDENCE_CTGOV_URL"), CTGOV, "EVIDENCE_CTGOV_URL")
    timing = Timing()
    until = timing.deadline(WHOLE_RUN)
    with (
        open_entrez(settings, state, timing=timing) as entrez,
        connected(base, settings.agent, folder=state, timing=timing, until=until) as registry,
    ):
        yield Sources(entrez, registry, Spool(spool, night_of(asked.at)))
