"""The report as a table: one row a question, each with the date of the data."""

from collections.abc import Mapping
from typing import Any

from evidence_cli.render.pools import pool_line
from evidence_cli.render.words import Catalogue, catalogue

_ASKED = ("code", "group", "kind", "text", "status", "computed", "direction", "certainty")
_TOLD = ("topic", "as_of", "rule_version", "basis", "data_date", "intended_use", "schema_version")


def report_rows(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return one row for each question: status, reasons as text, parts, studies, trials, corrections, provenance."""
    words = catalogue(document["language"])
    return [_row(question, document, words) for question in document["questions"]]


def _row(question: Mapping[str, Any], document: Mapping[str, Any], words: Catalogue) -> dict[str, Any]:
    row: dict[str, Any] = {"kind_of_row": "question", **{name: question[name] for name in _ASKED}}
    stated = [question["stated"]["reason"]] if question["stated"] is not None else []
    row["reasons"] = "; ".join([*stated, *(each["text"] for each in question["reasons"])])
    row["parts"] = "; ".join(f"{part['about']}: {part['status']}" for part in question["sub_answers"])
    row["part_reasons"] = "; ".join(_part(part) for part in question["sub_answers"])
    row["pooled"] = " ".join(pool_line(pool, words) for pool in question["pooled"])
    row["studies"] = ", ".join(question["studies"])
    row["awaited"] = ", ".join(f"{each['acronym']} {each['when'] or '?'}" for each in question["awaited"])
    its = [each for each in document["corrections"] if question["code"] in (*each["rests"], *each["rested"])]
    row["corrections"] = "; ".join(f"{each['name']}: {each['kind']}" for each in its)
    row["certainty_provisional"] = question["certainty_provisional"]
    row["signed"] = "; ".join(f"{each['name']} {each['made'][:10]}{_void(each)}" for each in question["signatures"])
    row["next_status"] = question["next_status"]["text"] if question["next_status"] is not None else ""
    row["seen_in_part"] = question["seen_in_part"]["text"] if question["seen_in_part"] is not None else ""
    return row | {name: document[name] for name in _TOLD}


def _part(part: Mapping[str, Any]) -> str:
    """Return what a part rests on, and what of it was seen in part, how far it is from its next status."""
    more = [part["seen_in_part"], part["next_status"]]
    told = [each["text"] for each in [*part["reasons"], *more] if each is not None]
    return f"{part['about']}: {'; '.join(told)}"


def _void(signature: Mapping[str, Any]) -> str:
    """Return why a signature does not stand under the answer that is shown, "" for one that does."""
    if signature["withdrawn"] is not None:
        return f" (withdrawn {signature['withdrawn']['made'][:10]})"
    return "" if signature["current"] else " (earlier answer)"
