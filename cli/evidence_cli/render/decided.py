"""What people decided about a record and its figures, in words: by whom, when, why, and what became of it."""

from collections.abc import Mapping
from typing import Any

from evidence_cli.render.figures import figure_line
from evidence_cli.render.show_model import Fact, fact
from evidence_cli.render.words import Catalogue

Row = Mapping[str, Any]
_SAID = {
    "confirm": "confirmed", "reject": "rejected", "correct": "corrected", "include": "included", "exclude": "excluded",
}  # fmt: skip
CHANGED = "the text changed since: its sentence is no longer in the abstract, so nothing counts by it"
_PACK_CHANGED = "the evidence pack changed since and no longer has the figure, so nothing counts by it"


def decision_line(row: Row, words: Catalogue) -> str:
    """Return "corrected by A. Jansen, 2026-11-25, to ...: Table 2; taken back 2026-11-26: Misread it"."""
    to = f", to {figure_line(row['corrected'], words)}" if row["corrected"] is not None else ""
    told = [f"{_SAID[row['kind']]} by {row['name']}, {row['made'][:10]}{to}: {row['reason']}"]
    ended = row["ended"]
    if ended is not None:
        how = "taken back" if row["state"] == "taken back" else f"replaced ({_SAID[ended['kind']]})"
        told.append(f"{how} {ended['made'][:10]}: {ended['reason']}")
    if row["against"]:
        told.append(f"{_against(row)} by {', '.join(row['against'])}")
    if row["text_changed"]:
        told.append(CHANGED if row["judged"]["sentence"] is not None else _PACK_CHANGED)
    return "; ".join(told)


def _against(row: Row) -> str:
    return "conflicts with what is said" if row["state"] == "counts" else "not counted: something else was said later"


def about_figure(figure: Row, decisions: list[Row], words: Catalogue) -> list[Fact]:
    """Return the decisions about a figure; a person's own figure has them too."""
    its = [row for row in decisions if row["key"] == figure["key"]]
    return [fact("Decided", decision_line(row, words), grave=_conflict(row)) for row in its]


def about_record(found: Row, words: Catalogue) -> list[Fact]:
    """Return the decisions about the record itself, and those about figures that it no longer has."""
    keys = {row["key"] for row in found["findings"]}
    told = []
    for row in found["decisions"]:
        if row["key"] is None:
            told.append(fact("Decided", decision_line(row, words), grave=_conflict(row)))
        elif row["key"] not in keys:
            told.append(fact("Decided", f"{_was(row, words)}: {decision_line(row, words)}", grave=row["text_changed"]))
    return told


def _was(row: Row, words: Catalogue) -> str:
    """Return the figure of a decision, with the sentence that it was read from."""
    judged = row["judged"]
    read = f', read from "{judged["sentence"]}"' if judged["sentence"] is not None else ""
    return f"{row['key']} ({figure_line(judged, words)}{read})"


def _conflict(row: Row) -> bool:
    return bool(row["against"]) or row["text_changed"]
