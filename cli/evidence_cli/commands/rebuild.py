"""evidence rebuild: the database made anew from the raw replies in it, without any network."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evidence.errors import UsageError
from evidence_cli.out import belongs_to, deliver
from evidence_cli.session import Session, current_time, database_path, known_topic, note

if TYPE_CHECKING:
    from datetime import datetime

    from evidence_cli.rebuilt import Rebuilt


@click.command("rebuild")
@click.option("--output", metavar="FILE", help="Write the new database to FILE and leave the old one in its place.")
@click.pass_obj
def command(session: Session, output: str | None) -> None:
    """Make the database anew from the raw replies that it keeps, and tell where the two differ.

    Articles, figures, studies and today's answers are worked out again. What was done, seen, said and decided on which
    day is brought over as it stands: runs, searches, the ledgers of answers and corrections, signatures. The old file
    is kept under another name, which is told. This mends damage in what can be worked out; a reply that is damaged it
    names, and then a copy must be restored.
    """
    from evidence_cli.job import quiet_job, told_job
    from evidence_db.files import resolved
    from evidence_db.opening import open_reader

    if output == "":
        raise UsageError("the name of the file is empty: is a variable of the script empty?")
    place, now = resolved(database_path(session)), current_time()
    open_reader(place).close()  # what is missing or no database of ours is told before a lock is made beside it
    target = None if output is None else resolved(Path(output))
    if target is not None and (target == place or os.path.exists(target)):  # noqa: PTH110  Path.exists raises for a closed folder
        raise UsageError(f"--output {output} is there already: name a new file")
    if target is not None and belongs_to(str(target), str(place)):
        raise UsageError(f"--output {output} belongs to the database: name another file")
    words = () if target is None else (str(target),)
    with told_job(quiet_job(session, place, "rebuild", words, lambda: current_time())):
        told = _make_anew(session, place, target, now)
    deliver(told, None)  # at the end: who reads no more ends the command here


def _make_anew(session: Session, place: Path, target: Path | None, now: "datetime") -> str:
    """Put the new database in place and return how it differs from the old one."""
    from evidence_cli.rebuilt import rebuilt
    from evidence_db.backup import replace_database
    from evidence_db.files import locked, put_in_place

    with locked(place, ".run.lock"), locked(place), rebuilt(place, target or place, known_topic(session), now) as made:
        if target is not None:
            put_in_place(made.file, target)
            note(session, f"written to {target}")
            return _told(made)
        kept = f".old-{now:%Y%m%dT%H%M%SZ}"
        replace_database(made.file, place, kept)
    note(session, f"{place} is the new database; the old one is {place}{kept}")
    return _told(made)


def _told(made: "Rebuilt") -> str:
    """Return whether the new database is the old one, and if not, where they differ."""
    if not made.differences:
        return f"equal to the original: {made.rows:,} rows, runs apart\n"
    lines = [f"differs from the original ({made.rows:,} rows in the new one):"]
    for difference in made.differences:
        if difference.readable:
            told = f"{difference.only_old} rows only in the old, {difference.only_new} only in the new"
            lines.append(f"  {difference.table}: {told}")
        else:
            lines.append(f"  {difference.table}: damaged in the old, {difference.only_new} rows in the new")
    if made.changed:
        lines.append(f"answers that moved: {' '.join(made.changed)}")
    return "\n".join(lines) + "\n"
