"""What changed as a table: one row a change, answers first, each with the date of the data."""

from collections.abc import Mapping
from typing import Any

from evidence_cli.render.corrections_text import correction_line
from evidence_cli.render.words import Catalogue

_TOLD = ("topic", "as_of", "basis", "data_date", "intended_use", "schema_version")
Row = dict[str, Any]


def changes_rows(document: Mapping[str, Any], words: Catalogue) -> list[Row]:
    """Return one row a change: kind (answer, trial, record, correction, decision, search), about, before, now, why."""
    study = document["international_study"]
    moves = [*(study["moves"] if study is not None else ()), *document["trials"]]
    found = [
        *(_answer(row) for row in document["answers"]),
        *(_row("trial", row["nct"], row["field"], row["note"], row["value"], row["text"]) for row in moves),
        *(_row("record", row["record"], row["label"], None, row["what"], row["title"]) for row in document["records"]),
        *(
            _row("correction", row["record"], row["kind"], None, row["effect"], correction_line(row, words))
            for row in document["corrections"]
        ),
        *(
            _row("decision", row["record"], "text changed since", None, row["kind"], row["text"])
            for row in document["decisions_text_changed"]
        ),
        *(_row("search", row["source"], "refused", None, None, row["refused"]) for row in document["searches_refused"]),
    ]
    return [row | {name: document[name] for name in _TOLD} for row in found]


def _answer(row: Mapping[str, Any]) -> Row:
    before, now = (None if told is None else "; ".join(told.values()) for told in (row["from"], row["to"]))
    what = (
        "moved" if row["moved"] else ("told anew" if row["change"] == "words" else f"as before, {row['change']} moved")
    )
    return _row("answer", row["code"], what, before, now, "; ".join(each["text"] for each in row["causes"]))


def _row(kind: str, about: str, what: str | None, before: str | None, now: str | None, told: str | None) -> Row:
    return {"kind": kind, "about": about, "what": what, "before": before, "now": now, "text": told}
