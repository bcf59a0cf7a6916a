"""evidence backup: a verified copy of the database."""

import os
from pathlib import Path

import click

from evidence.errors import UsageError
from evidence_cli.out import belongs_to
from evidence_cli.session import Session, current_time, database_path, note


@click.command("backup")
@click.option(
    "--to",
    "target",
    metavar="FILE_OR_FOLDER",
    help="Where to. Default: the folder <database>.backups, or backup_folder.",
)
@click.pass_obj
def command(session: Session, target: str | None) -> None:
    """Make a copy of the database, check it, and only then put it in place; safe while a refresh is writing.

    In a folder the copy is named after the time, and of older copies the newest of each of 7 days, 4 weeks and 12
    months stay. A FILE is replaced, and nothing else is removed.
    """
    from evidence_cli.job import quiet_job, told_job

    if target == "":
        raise UsageError('--to "" names nothing: is a variable of the script empty?')
    place = database_path(session)
    job = quiet_job(session, place, "backup", () if target is None else (target,), lambda: current_time())
    with told_job(job):
        _copy(session, place, target)


def _copy(session: Session, place: Path, target: str | None) -> None:
    from evidence_cli.copying import dated_copy, patience
    from evidence_cli.settings import backup_folder
    from evidence_db.backup import back_up
    from evidence_db.files import resolved

    folder = backup_folder(place) if target is None else Path(target)
    if target is not None and not os.path.isdir(folder):  # noqa: PTH112  Path.is_dir raises for a closed folder
        if resolved(folder) != resolved(place) and belongs_to(target, str(place)):
            raise UsageError(f"--to {target} belongs to the database: name another file")
        back_up(place, folder, patience())
        note(session, f"copied to {folder} ({folder.stat().st_size / 1e6:.1f} MB, verified)")
        return
    note(session, f"copied to {dated_copy(place, folder, current_time())}")
