"""evidence changes: what the last run, or all runs since a day, changed; answers first."""

import os
from typing import Any

import click

from evidence_cli.commands.report import checked_day
from evidence_cli.options import as_option, language_option, output_option
from evidence_cli.out import deliver, may_style, width
from evidence_cli.session import Session, current_time, database_name, filled, topic_code


@click.command("changes")
@click.option("--since", metavar="DATE", help="All runs from that day on (YYYY-MM-DD). Default: the last run.")
@language_option()
@as_option("text", "markdown", "json", "json-lines", "csv")
@output_option()
@click.pass_obj
def command(session: Session, since: str | None, language: str, form: str, output: str | None) -> None:
    """Show what changed: answers first, each with its cause, then trials, records, corrections, refused searches.

    Of several runs the answers of today are compared with those before the first of them.
    """
    from evidence_cli.render.changes_model import changes_document
    from evidence_cli.render.words import catalogue

    day = None if since is None else checked_day(since, "--since")
    words = catalogue(language)
    state = _state(session, day)
    document = changes_document(state, words, as_of=current_time().date().isoformat(), since=day)
    to_file = output not in (None, "-")
    deliver(_written(document, words, form, to_file=to_file), output, keep=database_name(session))


def _state(session: Session, since: str | None) -> dict[str, Any]:
    """Return what is stored; a database without a run is told as such, and not filled from the evidence pack."""
    from evidence_db.opening import reading
    from evidence_db.views import held_topic
    from evidence_db.views_changes import changes_state, nothing_stored

    path = database_name(session)
    if not os.path.exists(path):  # noqa: PTH110
        return nothing_stored(topic_code(session))
    with reading(path) as connection:
        empty = held_topic(connection) is None
    if empty:
        return nothing_stored(topic_code(session))
    with filled(session) as connection:
        return changes_state(connection, since)


def _written(document: dict[str, Any], words: Any, form: str, *, to_file: bool) -> str:
    if form == "json":
        from evidence_cli.render.as_json import document_json

        return document_json(document)
    if form in ("json-lines", "csv"):
        from evidence_cli.render.changes_rows import changes_rows
        from evidence_cli.rows import Listing, columns_of, written

        rows = changes_rows(document, words)
        return written(Listing("changes", rows, columns_of(rows), {}), form, lambda _: "")
    from evidence_cli.render.changes_text import changes_markdown, changes_text

    if form == "markdown":
        return changes_markdown(document, words)
    return changes_text(document, words, width=80 if to_file else width(), bold=may_style() and not to_file)
