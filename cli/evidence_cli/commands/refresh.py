"""evidence refresh: read PubMed files and work out every answer anew."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evidence.errors import UsageError
from evidence_cli.out import deliver
from evidence_cli.session import Session, current_time, database_path, known_topic, note

if TYPE_CHECKING:
    from evidence.refresh import RefreshOutcome

ANSWER_CHANGED = 10  # exit code with --exit-code
Progress = Callable[[str, int], None]


@click.command("refresh")
@click.option(
    "--from", "paths", multiple=True, metavar="FILE_OR_FOLDER", help="PubMed XML, .xml.gz or .nbib; may be repeated."
)
@click.option("--no-pack", is_flag=True, help="Do not load the evidence pack that comes with the program.")
@click.option("--exit-code", "tell", is_flag=True, help="Exit 10 when an answer changed.")
@click.pass_obj
def command(session: Session, paths: tuple[str, ...], no_pack: bool, tell: bool) -> int:
    """Read PubMed files, then work out every answer anew.

    All of it is one transaction: a run that fails leaves the database as it was. The refresh over the network is not
    part of this version, so name files with --from.
    """
    if not paths:
        raise UsageError(
            "the refresh over the network is not part of this version: "
            "name PubMed files with --from FILE_OR_FOLDER (.xml, .xml.gz, .nbib)"
        )
    outcome = _run(session, [Path(path) for path in paths], with_pack=not no_pack)
    deliver(summary(outcome), None)
    return ANSWER_CHANGED if tell and outcome.changed else 0


def _run(session: Session, paths: list[Path], *, with_pack: bool) -> "RefreshOutcome":
    """Run the workflow in one transaction, with a progress line where a person watches."""
    from evidence.refresh import refresh_from_files
    from evidence_cli.main import VERSION
    from evidence_cli.progress import shown_progress
    from evidence_db.opening import writing

    topic, place = known_topic(session), database_path(session)
    with shown_progress(session) as progress, writing(place, create=True) as store:
        outcome = refresh_from_files(
            paths,
            topic,
            store,
            now=current_time(),
            program_version=VERSION,
            with_pack=with_pack,
            arguments=[str(path) for path in paths],
            progress=progress,
        )
    note(session, f"stored in {place}")
    return outcome


def summary(outcome: "RefreshOutcome") -> str:
    """Return what a run did: answers first, then counts."""
    changed = f"answers changed: {' '.join(outcome.changed)}" if outcome.changed else "no answer changed"
    counts = ", ".join(f"{name} {count}" for name, count in sorted(outcome.counts.items()) if name != "rows")
    return f"{changed}\nrecords: {counts or 'none read'}; rows written: {outcome.counts.get('rows', 0)}\n"
