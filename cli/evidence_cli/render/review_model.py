"""A figure that a person should look at, as plain values: text and JSON are written from it."""

from collections.abc import Mapping
from dataclasses import asdict
from shlex import quote
from typing import Any

from evidence.doubtful import Doubt
from evidence.leaning import Lean
from evidence.places import words as marked_words
from evidence.to_review import ToReview
from evidence_cli.render.decided import decision_line
from evidence_cli.render.figures import figure_line
from evidence_cli.render.links import doi_link, pubmed_link
from evidence_cli.render.provenance import SCHEMA_VERSION
from evidence_cli.render.record_names import record_name
from evidence_cli.render.safe import one_line
from evidence_cli.render.show_figures import state_told
from evidence_cli.render.words import catalogue, number, rounded, word
from evidence_db.figure_rows import finding_as_row

Row = Mapping[str, Any]
_TOLD = (
    "outcome", "arm", "comparator", "contrast", "population", "regimen", "timepoint_months", "statistic", "value_kind",
    "value", "unit", "ci_low", "ci_high", "ci_level", "p", "events", "denominator", "direction", "state", "flags",
    "origin", "rule", "confidence", "source_url",
)  # fmt: skip
_OPTIONS = {
    "outcome": "--outcome", "arm": "--arm", "comparator": "--comparator", "population": "--population",
    "regimen": "--regimen", "timepoint_months": "--months", "statistic": "--statistic", "value": "--value",
    "ci_low": "--ci-low", "ci_high": "--ci-high", "p": "--p", "events": "--events", "denominator": "--denominator",
    "direction": "--direction",
}  # fmt: skip
_BOUNDS = {"low": "lower bound", "high": "upper bound", "estimate": "figure"}
_DOUBTS = {
    "no-patients": "it is about the topic; no patients of its own were found in its text",
    "no-text": "it is about the topic; it has no abstract to tell from whether it has patients of its own",
    "passing": "its abstract names the treatment, and was not taken to be about it",
    "title": "its title does not name both the treatment and the disease",
    "patients": "a word without a number is all that tells of patients of its own",
}


def item_document(item: ToReview, records: Mapping[str, Row], told: Row) -> dict[str, Any]:
    """Return the figure with its sentence, what was bound, what rests on it, and the commands to decide."""
    row = finding_as_row(item.finding)
    return {
        "kind": "to-review",
        "key": item.key,
        "id": item.finding.id,
        **_record(item.finding.record, row, records),
        "why": [*(_why(code, item, row) for code in item.why), *lean_lines(item.lean)],
        "rests_on_it": list(item.rests),
        "asks_for_it": list(item.asks),
        "leans": _leans(item.lean),
        "figure": figure_line(row, catalogue("en")),
        **_sentence(row, item),
        "bound": {name: row[name] for name in _TOLD},
        "commands": _commands(item.key, row, told),
        "schema_version": SCHEMA_VERSION,
    }


def doubt_document(doubt: Doubt, report: Row, records: Mapping[str, Row], told: Row) -> dict[str, Any]:
    """Return a record of which the label stands on thin ground, with what screening said and the commands to decide."""
    return {
        "kind": f"screening-{doubt.side}",
        "key": doubt.record,
        **_record(doubt.record, report, records),
        "title": report["title"],
        "label": doubt.screened.label,
        "screening": doubt.screened.reason,
        "why": [*_rest_on(doubt.rests), *(_DOUBTS[code] for code in doubt.why), *lean_lines(doubt.lean)],
        "rests_on_it": list(doubt.rests),
        "leans": _leans(doubt.lean),
        "commands": {
            "look": f"{_program(told)} show {quote(doubt.record)}",
            "include": _command("include", doubt.record, told),
            "exclude": _command("exclude", doubt.record, told),
        },
        "schema_version": SCHEMA_VERSION,
    }


def changed_document(row: Row, records: Mapping[str, Row], told: Row) -> dict[str, Any]:
    """Return a decision of which the text changed since: it is to be made again on what the text says now."""
    judged = row["judged"]
    undo = _command("undo", row["key"], told)
    return {
        "kind": "text-changed",
        "key": row["key"],
        **_record(row["record"], judged, records),
        "why": [decision_line(row, catalogue("en"))],
        "figure": figure_line(judged, catalogue("en")),
        "sentence": judged["sentence"],
        "commands": {"look": f"{_program(told)} show {quote(row['record'])}", "undo": undo},
        "schema_version": SCHEMA_VERSION,
    }


def _record(record: str, judged: Row, records: Mapping[str, Row]) -> dict[str, Any]:
    pmid, doi = judged["pmid"], judged["doi"]
    name = record_name(record, records[record]) if record in records else record
    return {"record": record, "name": name, "link": pubmed_link(pmid) or doi_link(doi)}


def _sentence(row: Row, item: ToReview) -> dict[str, Any]:
    """Return the sentence and where in it the figure's words stand, None for a figure of the pack."""
    start, first, last = row["start"], row["mark_start"], row["mark_end"]
    if None in (row["sentence"], start, first, last):
        return {"sentence": None, "marked": None, "mark": None}
    return {"sentence": row["sentence"], "marked": marked_words(item.finding), "mark": [first - start, last - start]}


def _why(code: str, item: ToReview, row: Row) -> str:
    if code == "rests":
        return _rest_on(item.rests)[0]
    if code == "low-confidence":
        return f"confidence {number(catalogue('en'), row['confidence'])}"
    return state_told(row)


def _rest_on(codes: tuple[str, ...]) -> list[str]:
    return [f"{', '.join(codes)} {'rests' if len(codes) == 1 else 'rest'} on it"] if codes else []


def lean_lines(lean: Lean) -> list[str]:
    """Return what would become of the answers without the study of the figure."""
    words, told = catalogue("en"), []
    if lean.alone:
        told.append(f"{', '.join(lean.alone)}, or a part of it, has no other study")
    if lean.paired:
        told.append(f"{', '.join(lean.paired)}, or a part of it, has one other study")
    if lean.move is not None:
        unit = "%" if lean.move.statistic is None else ""
        whose = f"a part of {lean.move.code}" if lean.move.of_part else lean.move.code
        what = f"{_BOUNDS[lean.move.bound]} of {whose} ({word(words, 'outcome', lean.move.outcome)})"
        before, after = (rounded(words, value) for value in (lean.move.before, lean.move.after))
        told.append(f"without its study the pooled {what} goes from {before}{unit} to {after}{unit}")
    return told


def _leans(lean: Lean) -> dict[str, Any]:
    return {"alone": list(lean.alone), "paired": list(lean.paired), "move": lean.move and asdict(lean.move)}


def _commands(key: str, row: Row, told: Row) -> dict[str, str]:
    """Return the commands; that to correct has every field as it was read, to be changed where it is wrong."""
    fields = [f"{option} {quote(_value(row[name]))}" for name, option in _OPTIONS.items() if row[name] is not None]
    return {
        "confirm": _command("confirm", key, told),
        "correct": _command("correct", key, told, " ".join(fields)),
        "reject": _command("reject", key, told),
    }


def _value(value: object) -> str:
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def _command(verb: str, key: str, told: Row, fields: str = "") -> str:
    name = quote(one_line(told["reviewer"])) if told["reviewer"] else '"YOUR NAME"'
    more = f" {fields}" if fields else ""
    return f'{_program(told)} review {verb} {key}{more} --name {name} --reason "WHY"'


def _program(told: Row) -> str:
    return "evidence" if told["database"] is None else f"evidence --db {quote(one_line(told['database']))}"
