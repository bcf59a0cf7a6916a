"""evidence studies: the included studies, or every record that was screened."""

from typing import Any

import click

from evidence_cli.options import as_option, output_option
from evidence_cli.out import deliver
from evidence_cli.rows import Listing, columns_of, text_page, written
from evidence_cli.session import Session, current_time, database_name, filled


@click.command("studies")
@click.option("--reports", "every", is_flag=True, help="One line for each record screened, with label and reason.")
@as_option("text", "json", "json-lines", "csv")
@output_option()
@click.pass_obj
def command(session: Session, every: bool, form: str, output: str | None) -> None:
    """Show the included studies, each with its reports counted once."""
    from evidence_cli.render.provenance import provenance
    from evidence_cli.render.words import catalogue
    from evidence_db.views import currency
    from evidence_db.views_records import reports, studies, telling_reports

    with filled(session) as connection:
        screened = reports(connection) if every else telling_reports(connection)
        included = [] if every else studies(connection)
        told = provenance(currency(connection), catalogue("en"), as_of=current_time().date().isoformat())
    rows = _screened(screened, told) if every else _included(included, screened, told)
    listing = Listing("reports" if every else "studies", rows, columns_of(rows), told)
    deliver(written(listing, form, _reports_text if every else _studies_text), output, keep=database_name(session))


def _screened(screened: list[dict[str, Any]], told: dict[str, Any]) -> list[dict[str, Any]]:
    from evidence_cli.render.row_shapes import report_shape

    return [report_shape(row, told) for row in screened]


def _included(
    included: list[dict[str, Any]], screened: list[dict[str, Any]], told: dict[str, Any]
) -> list[dict[str, Any]]:
    """Return one row a study, with the facts of its first report."""
    from evidence_cli.render.row_shapes import study_shape

    by_record = {row["record"]: row for row in screened}
    rows = []
    for study in included:
        members = [by_record[record] for record in study["reports"] if record in by_record]
        if members:
            rows.append(study_shape(study, members[0], told))
    return rows


def _studies_text(listing: Listing) -> str:
    page = text_page(listing.told, f"Studies: {len(listing.rows)}")
    page.gap()
    for row in listing.rows:
        reports = f"; {len(row['reports'])} reports" if len(row["reports"]) > 1 else ""
        overlap = f"; may share patients: {row['overlap']}" if row["overlap"] else ""
        page.wrapped(f"{row['name']} ({row['study']}): {_facts(row)}{reports}{overlap}", lead="  - ", indent=4)
    return page.text()


def _reports_text(listing: Listing) -> str:
    page = text_page(listing.told, f"Records screened: {len(listing.rows)}")
    label = None
    for row in sorted(listing.rows, key=lambda each: (each["label"], each["record"])):
        if row["label"] != label:
            label = row["label"]
            page.heading(f"{label}: {sum(each['label'] == label for each in listing.rows)}")
        title = row["title"] or "title not reported"
        page.wrapped(f"{row['record']} {title} ({_facts(row)}). {row['reason']}", lead="  - ", indent=4)
    return page.text()


def _facts(row: dict[str, Any]) -> str:
    design = row["study_design"] or "design not reported"
    patients = "patients not reported" if row["n_patients"] is None else f"{row['n_patients']} patients"
    had = "" if row["n_hsct"] is None else f", {row['n_hsct']} had HSCT"
    standing = "" if row["standing"] == "sound" else f"; {row['standing'].upper()}"
    return f"{design}; {patients}{had}{standing}"
