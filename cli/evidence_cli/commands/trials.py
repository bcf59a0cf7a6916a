"""evidence trials: the registered trials, with dates and how they moved."""

import click

from evidence_cli.options import as_option, output_option
from evidence_cli.out import deliver
from evidence_cli.rows import Listing, columns_of, text_page, written
from evidence_cli.session import Session, current_time, database_path, filled


@click.command("trials")
@as_option("text", "json", "json-lines", "csv")
@output_option()
@click.pass_obj
def command(session: Session, form: str, output: str | None) -> None:
    """Show the registered trials: state, dates, how the dates moved, what each will inform."""
    from evidence_cli.render.report_model import provenance
    from evidence_cli.render.row_shapes import trial_shape
    from evidence_cli.render.words import catalogue
    from evidence_db.views import currency
    from evidence_db.views_records import trials

    with filled(session) as connection:
        found = trials(connection)
        told = provenance(currency(connection), catalogue("en"), as_of=current_time().date().isoformat())
    rows = [trial_shape(row, told) for row in found]
    listing = Listing("trials", rows, columns_of(rows), told)
    deliver(written(listing, form, _as_text), output, keep=str(database_path(session)))


def _as_text(listing: Listing) -> str:
    from evidence_cli.render.international_text import slippage_lines
    from evidence_cli.render.show_others import trial_facts
    from evidence_cli.render.words import catalogue

    shown = ("Numbers", "Status", "Patients", "Will inform", "First report")
    page = text_page(listing.told, f"Trials: {len(listing.rows)}")
    for row in listing.rows:
        page.heading(f"{row['acronym'] or row['key']}: {row['title']}")
        for label, value in trial_facts(row):
            if label in shown:
                page.labelled(label, value)
        for moved in slippage_lines(row["history"], catalogue("en")):
            page.labelled("Moved", moved)
    return page.text()
