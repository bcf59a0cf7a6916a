"""Rows as CSV that a spreadsheet opens: a header, no comments, and the date of the data on every row.

A first line of comment would be read as the header, and would be lost when rows are sorted or copied; so every row
carries data_date, basis and intended_use in its last columns. Lists and objects are JSON in their cell.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from evidence_cli.render.safe import cell


def rows_csv(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """Return the rows as CSV (RFC 4180, but lines end in newline); None is an empty cell, 0 is 0."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return stream.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return json.dumps(value, allow_nan=False)
    if isinstance(value, str):
        return cell(value)
    return cell(json.dumps(value, ensure_ascii=False, allow_nan=False)) if value else ""
