"""Writes a list of rows in the form that was asked for."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from evidence_cli.render.page import Page

Rows = list[dict[str, Any]]


class Listing(NamedTuple):
    """Rows to show. name: the field that holds them in JSON; columns: of the CSV; told: provenance()."""

    name: str
    rows: Rows
    columns: Sequence[str]
    told: Mapping[str, Any]


def written(listing: Listing, form: str, as_text: Callable[[Listing], str]) -> str:
    """Return the listing as json, json-lines, csv, or text by as_text."""
    if form == "json":
        from evidence_cli.render.as_json import document_json
        from evidence_cli.render.provenance import SCHEMA_VERSION

        return document_json({"schema_version": SCHEMA_VERSION, **listing.told, listing.name: _without(listing.rows)})
    if form == "json-lines":
        from evidence_cli.render.as_json import lines_json

        return lines_json(listing.rows)
    if form == "csv":
        from evidence_cli.render.as_csv import rows_csv

        return rows_csv(listing.rows, listing.columns)
    return as_text(listing)


def _without(rows: Rows) -> Rows:
    """Return the rows without what the document says once for all of them."""
    once = ("data_date", "intended_use", "schema_version")
    return [{name: value for name, value in row.items() if name not in once} for row in rows]


def columns_of(rows: Rows) -> Sequence[str]:
    """Return the columns of the CSV: the fields of the first row; only what every row has where there is none."""
    return tuple(rows[0]) if rows else ("kind", "record", "basis", "data_date", "intended_use", "schema_version")


def text_page(told: Mapping[str, Any], title: str) -> Page:
    """Return a page with a title, the date of the data and the intended use on it."""
    from evidence_cli.out import may_style, width
    from evidence_cli.render.dateline import dateline
    from evidence_cli.render.words import catalogue

    page = Page(width(), may_style())
    page.heading(title)
    dateline(page, told, catalogue("en"))
    return page
