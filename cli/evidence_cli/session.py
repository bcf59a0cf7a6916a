"""What the global options say, and the database they lead to."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from evidence.errors import ConfigurationError, UsageError
from evidence_cli.out import talk

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path
    from sqlite3 import Connection

DEFAULT_TOPIC = "hsct_ms"


class Session(NamedTuple):
    """The global options as given; None = not given.

    environment: the variables with those that a settings file gave; None = those of the process alone.
    """

    db: str | None = None
    topic: str | None = None
    verbose: bool = False
    quiet: bool = False
    environment: "Mapping[str, str] | None" = None


def note(session: Session, message: str) -> None:
    """Say something on stderr, unless --quiet."""
    if not session.quiet:
        talk(f"evidence: {message}")


def topic_code(session: Session) -> str:
    """Return the topic asked for, a code or a folder."""
    return session.topic or DEFAULT_TOPIC


def database_path(session: Session) -> "Path":
    """Return the path of the database: --db or EVIDENCE_DB, else <topic>.db in the user's data folder."""
    from pathlib import Path  # late: who only looks needs no more than the name

    if session.db is not None:
        return Path(session.db)
    from platformdirs import user_data_path

    return own_folder(user_data_path) / f"{Path(topic_code(session)).name}.db"


def database_name(session: Session) -> str:
    """Return the same path as text, for who only looks: a start without pathlib is a twentieth shorter."""
    if session.db is None or os.pardir in session.db:  # pathlib keeps "..": behind a link it leads elsewhere
        return str(database_path(session))
    return os.path.normpath(session.db)


def own_folder(find: Callable[..., "Path"]) -> "Path":
    """Return our folder as platformdirs' function finds it; raises ConfigurationError for a user without a home."""
    try:
        folder = find("hsct-evidence", appauthor=False)
    except RuntimeError as problem:
        raise _homeless() from problem
    if not folder.is_absolute():  # an older platformdirs: "~/..." would be a folder "~" where the user stands
        raise _homeless()
    return folder


def _homeless() -> ConfigurationError:
    return ConfigurationError("this user has no home folder: set HOME, or name the database with --db or EVIDENCE_DB")


def current_time() -> "datetime":
    """Return the time now, in UTC: the only place that reads the clock."""
    from datetime import UTC, datetime

    return datetime.now(UTC).replace(microsecond=0)


@contextmanager
def filled(session: Session) -> Iterator["Connection"]:
    """Open a database with answers in it for one look; fetch inside the block, print after it.

    A database that is missing or has no answers is filled from the topic's evidence pack first, with a word on stderr.
    Raises ConfigurationError where the database holds another topic than the one asked for.
    """
    from evidence_db.opening import reading
    from evidence_db.views import held_topic

    path = database_name(session)
    if database_there(session):
        with reading(path) as connection:
            held = held_topic(connection)
            if held is not None:
                _check_topic(session, held)
                yield connection
                return
    _fill(session)
    with reading(path) as connection:
        _check_topic(session, held_topic(connection))
        yield connection


def database_there(session: Session) -> bool:
    """Return whether something is at the path, be it only what keeps this user from looking: opening it says why.

    Raises UsageError for an unknown topic, after which the path is named.
    """
    if os.path.exists(database_name(session)):  # noqa: PTH110
        return True
    from evidence_db.files import is_missing

    known_topic(session)
    return not is_missing(database_path(session))


def _check_topic(session: Session, held: str | None) -> None:
    """Raise where --topic or EVIDENCE_TOPIC names another topic than the database holds."""
    if session.topic in (None, held):
        return
    from evidence.topics import load_topic

    asked = load_topic(known_topic(session)).code
    if asked != held:
        raise ConfigurationError(
            f"the database holds topic {held!r}, not {asked!r}: name another file with --db, or --topic {held}"
        )


def known_topic(session: Session) -> str:
    """Return the topic asked for; raises UsageError for a code that is neither embedded nor a folder."""
    from evidence.topics import topic_codes

    asked = topic_code(session)
    if asked not in topic_codes() and os.sep not in asked and not os.path.isdir(asked):  # noqa: PTH112 - never raises
        raise UsageError(f"unknown topic {asked!r}: there is {', '.join(topic_codes())}; or name a topic folder")
    return asked


def _fill(session: Session) -> None:
    """Load the evidence pack into the database; say so, and of what date it is."""
    from evidence.refresh import load_pack_only
    from evidence.topics import load_topic
    from evidence_cli.main import VERSION
    from evidence_db.opening import reading, writing
    from evidence_db.views import setting

    topic, path = known_topic(session), database_path(session)
    load_topic(topic)  # a folder with a mistake is told before anything is made on the disk
    with writing(path, create=True) as store:  # another process that loads it now: TryLater, before anything is said
        note(session, f"no data in {path} yet: loading the evidence pack (a few seconds, once)")
        load_pack_only(topic, store, now=current_time(), program_version=VERSION)
    with reading(path) as connection:
        compiled = setting(connection, "pack_compiled") or "an unknown date"
    note(session, f"loaded the evidence pack of {compiled}; run 'evidence refresh --from FILE' to add PubMed records")
