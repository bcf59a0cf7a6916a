"""evidence refresh: ask the sources, or read files, and work out every answer anew."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from evidence.errors import ANSWER_CHANGED, UsageError
from evidence_cli.out import deliver
from evidence_cli.session import Session, current_time, database_path, known_topic, note

if TYPE_CHECKING:
    from evidence.night_run import NightOutcome
    from evidence.refresh import RefreshOutcome


@click.command("refresh")
@click.option(
    "--from",
    "paths",
    multiple=True,
    metavar="FILE_OR_FOLDER",
    help="Read PubMed XML, .nbib or ClinicalTrials.gov JSON (.gz too) instead of the network; may be repeated.",
)
@click.option("--no-pack", is_flag=True, help="Do not load the evidence pack that comes with the program.")
@click.option(
    "--full",
    is_flag=True,
    help="Fetch every record that the search finds, not only new ones; with --from, keep every record of a bulk file.",
)
@click.option(
    "--workers", type=click.IntRange(1, 512), help="Processes that read bulk files; as many as cores if not given."
)
@click.option("--accept", is_flag=True, help="Take over a search result that a guard refused, once.")
@click.option("--dry-run", is_flag=True, help="Ask, and say what would change; store nothing.")
@click.option("--no-backup", is_flag=True, help="Make no copy at the end of the night.")
@click.option("--exit-code", "tell", is_flag=True, help="Exit 10 when an answer changed.")
@click.pass_obj
def command(
    session: Session,
    /,
    paths: tuple[str, ...],
    *,
    workers: int | None,
    no_pack: bool,
    no_backup: bool,
    tell: bool,
    **network: bool,
) -> int:
    """Ask PubMed and ClinicalTrials.gov (or read files), then work out every answer anew.

    A source that fails keeps yesterday's data. NCBI_EMAIL says who asks; NCBI_API_KEY allows a faster pace. A night
    that brings nothing says nothing. With --from all of it is one transaction: a run that fails leaves the database as
    it was. Of PubMed's bulk files (baseline, update files) only records of the topic are kept, and each file is a
    transaction: the same command again goes on where it was cut off.
    """
    if "" in paths:
        raise UsageError('--from "" names no file: is a variable of the script empty?')
    if not paths:
        return _ask_network(session, with_pack=not no_pack, tell=tell, copy=not no_backup, **network)
    if network["accept"] or network["dry_run"]:
        raise UsageError("--accept and --dry-run are for the network: they say nothing of files (--from)")
    from evidence_cli.importing import FromFiles, read_files
    from evidence_cli.job import quiet_job, told_job

    with told_job(
        quiet_job(session, database_path(session), "refresh", ("--from", *paths), lambda: current_time())
    ) as job:
        asked = FromFiles([Path(path) for path in paths], current_time(), not no_pack, network["full"], workers)
        outcome = read_files(session, asked)
        job.changed, job.counts = outcome.changed, outcome.counts
    deliver(summary(outcome), None)
    return ANSWER_CHANGED if tell and outcome.changed else 0


def _ask_network(session: Session, *, with_pack: bool, tell: bool, copy: bool, **network: bool) -> int:
    import os

    from evidence.night_run import Asked
    from evidence_cli.job import Job, told_job
    from evidence_cli.main import VERSION
    from evidence_cli.night import run
    from evidence_cli.program import program_fingerprint
    from evidence_cli.settings import read_settings

    dry_run, full, accept = network["dry_run"], network["full"], network["accept"]
    options = (("--full", full), ("--accept", accept), ("--no-pack", not with_pack))
    asked = Asked(
        known_topic(session),
        current_time(),
        VERSION,
        arguments=[name for name, given in options if given],
        with_pack=with_pack,
        full=full,
        accept=accept,
        program=program_fingerprint(),
    )
    settings = read_settings(os.environ)
    session = session._replace(environment=settings.environment)
    if dry_run:
        return _ended(session, run(session, asked, dry_run=True), tell=tell, also="nothing was stored")
    with told_job(
        Job(session, settings, database_path(session), "refresh", tuple(asked.arguments), lambda: current_time())
    ) as job:
        outcome = run(session, asked, dry_run=False)
        job.changed, job.counts = outcome.changed, outcome.counts
        if copy:
            job.extra["copy"] = _copied(session, settings.backup_folder, outcome)
        job.code = _ended(session, outcome, tell=tell, also=None)
        return job.code


def _copied(session: Session, folder: str | None, outcome: "NightOutcome") -> str:
    """Return what copy was made at the end of the night; a failure is raised where the night itself went well."""
    from evidence.errors import EvidenceError
    from evidence_cli.copying import dated_copy
    from evidence_db.copies import copies_folder

    place = database_path(session)
    try:
        return f"copied to {dated_copy(place, copies_folder(place, folder), current_time())}"
    except EvidenceError as problem:
        if outcome.problem is not None:
            note(session, f"no copy was made: {problem}")
            return f"NOT copied: {problem}"
        raise type(problem)(f"what came is stored, but no copy could be made: {problem}") from problem


def _ended(session: Session, outcome: "NightOutcome", *, tell: bool, also: str | None) -> int:
    """Say how a night went, unless it brought nothing, and return its exit code; raises the problem that it had."""
    if also is not None or session.verbose or not outcome.is_quiet():
        note(session, "; ".join([*outcome.remarks, *summary(outcome).splitlines(), *([also] if also else [])]))
    if outcome.problem is not None:
        raise outcome.problem
    return ANSWER_CHANGED if tell and outcome.changed else 0


def summary(outcome: "RefreshOutcome | NightOutcome") -> str:
    """Return what a run did: answers first, then counts."""
    changed = f"answers changed: {' '.join(outcome.changed)}" if outcome.changed else "no answer changed"
    counts = ", ".join(f"{name} {count}" for name, count in sorted(outcome.counts.items()) if name != "rows")
    return f"{changed}\nrecords: {counts or 'none read'}; rows written: {outcome.counts.get('rows', 0)}\n"
