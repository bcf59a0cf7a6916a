"""evidence report: the status of every question, the international study first."""

from typing import TYPE_CHECKING, Any, NamedTuple

import click

from evidence.errors import UsageError
from evidence_cli.options import as_option, language_option, output_option
from evidence_cli.out import deliver, may_style, width
from evidence_cli.render.report_model import brief, report_document
from evidence_cli.render.words import Catalogue, catalogue
from evidence_cli.session import Session, current_time, database_name, filled, note

if TYPE_CHECKING:
    from sqlite3 import Connection


class Asked(NamedTuple):
    """What was asked for. code: one question, None = all; day: of the answers; replayed: an earlier day was named."""

    code: str | None
    day: str
    replayed: bool
    language: str


@click.command("report")
@click.option("--question", "code", metavar="CODE", help="Only this question, for example Q9.")
@click.option("--as-of", metavar="DATE", help="What the evidence public on that day supports (YYYY-MM-DD).")
@language_option()
@as_option("text", "markdown", "json", "json-lines", "csv", "html")
@output_option()
@click.pass_obj
def command(
    session: Session, code: str | None, as_of: str | None, language: str, form: str, output: str | None
) -> None:
    """Show the status of every question, the international study first.

    On an empty machine the evidence pack that comes with the program is loaded first.

    --as html is one page that needs nothing else. With --output FOLDER it is a small site, a page for each question and
    each study; a name that ends in .html is one file.
    """
    today = current_time().date().isoformat()
    day = today if as_of is None else checked_day(as_of)
    if day > today:
        note(session, f"{day} lies in the future: shown is what is known today")
    if form == "html":
        from evidence_cli.page.command import deliver_page

        deliver_page(session, Asked(code, day, as_of is not None, language), output)
        return
    with filled(session) as connection:
        state = chosen(state_on_day(connection, session, None if as_of is None else day), code)
    words = catalogue(language)
    shown = brief(state, words) if form in ("text", "markdown") else state
    document = report_document(shown, words, as_of=day, replayed=as_of is not None)
    written = _written(document, words, form, to_file=output not in (None, "-"), replayed=as_of is not None)
    deliver(written, output, keep=database_name(session))


def checked_day(text: str, option: str = "--as-of") -> str:
    """Return an ISO day; raises UsageError, naming the option, for anything else."""
    from datetime import date

    mistake = UsageError(f"{option} {text!r} is not a day: write it as 2015-01-31")
    try:
        day = date.fromisoformat(text).isoformat()
    except ValueError as problem:
        raise mistake from problem
    if day != text:  # "20150131" and "2015-W05-6" are ISO too, and a slip of the pen makes another day of them
        raise mistake
    return day


def state_on_day(connection: "Connection", session: Session, as_of: str | None) -> dict[str, Any]:
    """Return the stored state, with answers worked out anew for as_of if a day was asked for."""
    if as_of is None:
        from evidence_db.views_report import report_state

        return report_state(connection)
    from evidence_cli.replay import replayed_state

    return replayed_state(connection, session, as_of)


def chosen(state: dict[str, Any], code: str | None) -> dict[str, Any]:
    """Return the state with only the question asked for and its corrections; raises UsageError for an unknown code."""
    if code is None:
        return state
    from evidence_cli.lookup import chosen_question

    question = chosen_question(state["questions"], code)
    its = [row for row in state["corrections"] if question["code"] in (*row["rests"], *row["rested"])]
    return {**state, "questions": [question], "corrections": its}


def _written(document: dict[str, Any], words: Catalogue, form: str, *, to_file: bool, replayed: bool) -> str:
    if form == "json":
        from evidence_cli.render.as_json import document_json

        return document_json(document)
    if form in ("json-lines", "csv"):
        from evidence_cli.render.report_rows import report_rows
        from evidence_cli.rows import Listing, columns_of, written

        rows = report_rows(document)
        return written(Listing("questions", rows, columns_of(rows), {}), form, lambda _: "")
    if form == "markdown":
        from evidence_cli.render.report_markdown import report_markdown

        return report_markdown(document, words, replayed=replayed)
    from evidence_cli.render.report_text import report_text

    bold = may_style() and not to_file
    return report_text(document, words, width=80 if to_file else width(), bold=bold, replayed=replayed)
