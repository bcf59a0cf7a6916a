"""evidence restore: a copy takes the place of the database, after it was checked; what was there is kept."""

from collections.abc import Iterator
from pathlib import Path

import click

from evidence.errors import DatabaseDamaged, InputMissing, SchemaTooNew, UsageError
from evidence_cli.session import Session, current_time, database_path, note


@click.command("restore")
@click.argument("copy", required=False, metavar="[COPY]")
@click.option("--from", "folder", metavar="FOLDER", help="Folder of the copies. Default: as for backup.")
@click.pass_obj
def command(session: Session, copy: str | None, folder: str | None) -> None:
    """Put COPY, or the newest copy that is good, in the place of the database.

    The copy is checked first and stays where it is. The file that it replaces is kept under another name, which is
    told. Nothing is replaced while a refresh is running, by a copy that is damaged, or by one of another program or of
    a newer version.
    """
    from evidence_cli.job import quiet_job, told_job

    if "" in (copy, folder):
        raise UsageError("the name of the copy or of its folder is empty: is a variable of the script empty?")
    if copy is not None and folder is not None:
        raise UsageError("name a COPY or a folder with --from, not both")
    place = database_path(session)
    words = tuple(word for word in (copy, folder) if word is not None)
    with told_job(quiet_job(session, place, "restore", words, lambda: current_time())):
        _put_back(session, place, copy, folder)


def _put_back(session: Session, place: Path, copy: str | None, folder: str | None) -> None:
    from evidence_db.backup import restore
    from evidence_db.files import may_be_there, resolved

    kept = f".old-{current_time():%Y%m%dT%H%M%SZ}"
    there = may_be_there(resolved(place))
    for each in _wanted(place, copy, folder):
        try:
            restore(each, place, kept)
        except (DatabaseDamaged, SchemaTooNew) as problem:
            if copy is not None:
                raise
            note(session, f"not taken: {problem}")
            continue
        told = f"; the file that was there is {resolved(place)}{kept}" if there else ""
        note(session, f"restored {place} from {each}{told}; see `evidence status`, and refresh to catch up")
        return
    raise DatabaseDamaged(f"{place} stays as it is: none of the copies is good; name another one, or rebuild")


def _wanted(place: Path, copy: str | None, folder: str | None) -> Iterator[Path]:
    """Yield the copies to try: the one that was named, else all of the folder, newest first."""
    from evidence_cli.settings import backup_folder
    from evidence_db.copies import copies
    from evidence_db.files import resolved

    if copy is not None:
        yield Path(copy)
        return
    where = backup_folder(place) if folder is None else Path(folder)
    found = copies(where, resolved(place))
    if not found:
        raise InputMissing(f"{where}: there is no copy of {place.name} in it: name the copy, or its folder with --from")
    yield from found
