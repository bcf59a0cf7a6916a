"""The dated copies of a database: how they are called, which there are, and which of them have had their time."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from evidence.errors import CannotCreate, NotPermitted
from evidence_db.files import beside, resolved

DAILY, WEEKLY, MONTHLY = 7, 4, 12  # the newest copy of each of so many days, weeks and months that have one
_STAMP = "%Y%m%dT%H%M%SZ"
Period = Callable[[datetime], object]


def copies_folder(place: Path, named: str | None = None) -> Path:
    """Return the folder of the copies: as a setting names it, else ``<name>.backups`` beside the database."""
    return Path(named) if named else beside(resolved(place), ".backups")


def copy_name(place: Path, made: datetime) -> str:
    """Return the file name of a copy made at that time (UTC): ``evidence-20261122T043000Z.db``."""
    return f"{place.stem}-{made.strftime(_STAMP)}{place.suffix or '.db'}"


def copies(folder: Path, place: Path) -> tuple[Path, ...]:
    """Return the copies of the database in the folder, newest first; other files are none.

    Raises NotPermitted where this user may not look into the folder.
    """
    try:
        names = sorted((file.name for file in folder.iterdir() if made_at(file.name, place) is not None), reverse=True)
    except FileNotFoundError:
        return ()
    except NotADirectoryError as problem:
        raise CannotCreate(
            f"{folder} is no folder: name another one for the copies (EVIDENCE_BACKUP_FOLDER)"
        ) from problem
    except PermissionError as problem:
        raise NotPermitted(f"{folder}: this user may not look into it; give access, or name the copy") from problem
    return tuple(folder / name for name in names)


def made_at(name: str, place: Path) -> datetime | None:
    """Return when the copy of that file name was made (UTC), None where it is no copy of the database."""
    pattern = re.escape(place.stem) + r"-(\d{8}T\d{6}Z)" + re.escape(place.suffix or ".db")
    found = re.fullmatch(pattern, name)
    if found is None:
        return None
    try:
        return datetime.strptime(found[1] + "+0000", _STAMP + "%z")
    except ValueError:  # "20261399T..." is a name that somebody else gave
        return None


def expired(copies: Sequence[Path], place: Path) -> tuple[Path, ...]:
    """Return the copies that have had their time: neither the newest of a kept day, week nor month."""
    told = [(made_at(copy.name, place), copy) for copy in copies]
    dated = sorted([(when, copy) for when, copy in told if when is not None], reverse=True)
    kept: set[Path] = set()
    for count, period in ((DAILY, _day), (WEEKLY, _week), (MONTHLY, _month)):
        kept |= _newest_of_each(dated, count, period)
    return tuple(copy for _, copy in dated if copy not in kept)


def _newest_of_each(dated: Sequence[tuple[datetime, Path]], count: int, period: Period) -> set[Path]:
    newest: dict[object, Path] = {}
    for when, copy in dated:
        newest.setdefault(period(when), copy)
    return set(list(newest.values())[:count])


def _day(when: datetime) -> object:
    return when.date()


def _week(when: datetime) -> object:
    return when.isocalendar()[:2]


def _month(when: datetime) -> object:
    return when.year, when.month


def remove_expired(folder: Path, place: Path) -> tuple[Path, ...]:
    """Remove the copies that have had their time; return them."""
    gone = expired(copies(folder, place), place)
    for copy in gone:
        copy.unlink(missing_ok=True)
    return gone
