"""evidence findings: every figure with the sentence it came from."""

from typing import TYPE_CHECKING, Any

import click

from evidence.errors import UsageError
from evidence_cli.options import as_option, output_option
from evidence_cli.out import deliver
from evidence_cli.rows import Listing, columns_of, text_page, written
from evidence_cli.session import Session, current_time, database_name, filled

if TYPE_CHECKING:
    from sqlite3 import Connection


@click.command("findings")
@click.option("--outcome", metavar="CODE", help="Only this outcome, for example trm.")
@click.option("--pmid", metavar="PMID", help="Only this article.")
@click.option("--origin", type=click.Choice(["machine", "pack", "person"]), help="Only figures of this origin.")
@click.option(
    "--state",
    type=click.Choice(["clean", "flagged", "unbound"]),
    help="Only those checked, doubted, or tied to no outcome, arm and time.",
)
@as_option("text", "json", "json-lines", "csv")
@output_option()
@click.pass_obj
def command(
    session: Session,
    /,
    outcome: str | None,
    pmid: str | None,
    origin: str | None,
    state: str | None,
    form: str,
    output: str | None,
) -> None:
    """Show every figure with the sentence it came from.

    Figures of the evidence pack have no sentence but the address of their source. None of the options asks for all.
    """
    from evidence_cli.render.provenance import provenance
    from evidence_cli.render.record_names import record_name
    from evidence_cli.render.row_shapes import finding_shape
    from evidence_cli.render.words import catalogue
    from evidence_db.views import currency
    from evidence_db.views_records import findings
    from evidence_db.views_report import record_names

    with filled(session) as connection:
        record = None if pmid is None else _record(connection, _digits(pmid))
        found = findings(connection, outcome=_outcome(outcome), record=record, origin=origin, state=state)
        named = record_names(connection, (row["record"] for row in found))
        told = provenance(currency(connection), catalogue("en"), as_of=current_time().date().isoformat())
    shaped = [finding_shape(row, told) for row in found]
    names = {key: record_name(key, row) for key, row in named.items()}
    listing = Listing("findings", shaped, columns_of(shaped), told)
    deliver(written(listing, form, lambda shown: _as_text(shown, names)), output, keep=database_name(session))


def _digits(pmid: str) -> str:
    """Return the digits of a PMID; raises UsageError for anything else."""
    digits = pmid.strip().lower().removeprefix("pmid:").strip()
    if not (digits.isascii() and digits.isdecimal()):
        raise UsageError(f"--pmid {pmid!r} is not a PMID: write only its digits")
    return digits


def _record(connection: "Connection", pmid: str) -> str:
    """Return the key of the record that answers to the PMID; raises UsageError where none does."""
    from evidence_db.views_records import report

    found = report(connection, f"pmid:{pmid}")
    if found is None:
        raise UsageError(
            f"unknown record pmid:{pmid}: it was never read; `evidence search WORDS` finds records by title"
        )
    return str(found["record"])


def _outcome(code: str | None) -> str | None:
    """Return the outcome code as it is spelt in the project; raises UsageError for an unknown one."""
    if code is None:
        return None
    from evidence.records.finding import OUTCOMES
    from evidence_cli.lookup import chosen_code

    return chosen_code("outcome", code, OUTCOMES)


def _as_text(listing: Listing, names: dict[str, str]) -> str:
    from evidence_cli.render.record_text import figure_entry
    from evidence_cli.render.words import catalogue

    words = catalogue("en")
    page = text_page(listing.told, f"Figures: {len(listing.rows)}")
    record: Any = None
    for row in listing.rows:
        if row["record"] != record:
            record = row["record"]
            page.heading(f"{names.get(record, record)} [{record}]")
        figure_entry(page, row, words)
        page.wrapped(f"Key: {row['key']}", indent=6)
    return page.text()
