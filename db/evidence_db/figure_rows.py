"""A figure as `findings`, `show` and `review` read it."""

from evidence.places import figure_key
from evidence.records.finding import Finding
from evidence_db.evidence_rows import finding_from, finding_row
from evidence_db.views import Row


def folded(found: list[Row]) -> list[Row]:
    """Fold the three columns of a contrast into one value, None where nothing is compared; add the lasting key."""
    for row in found:
        row["key"] = figure_key(finding_from({**row, "flags": "[]"}))
        kind, a, b = (row.pop(f"contrast_{part}") for part in ("kind", "a", "b"))
        row["contrast"] = {"kind": kind, "a": a, "b": b} if kind is not None else None
    return found


def finding_as_row(finding: Finding) -> Row:
    """Return a figure as it is read from its table, though no table may have it."""
    return folded([{**finding_row(finding), "flags": list(finding.flags)}])[0]
