"""Every answer and every figure as one table for a spreadsheet.

The column `row` tells what a row is: `answer` (a question), `part` (of a question), `pooled` (a figure that we pooled)
or `figure` (one that a record reports, with the record and its sentence). Cells are made safe by render/as_csv.py.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from evidence_cli.exports.reference import Name, Reference
from evidence_cli.render.as_csv import rows_csv
from evidence_cli.render.pools import pool_line
from evidence_cli.render.row_shapes import BASIS
from evidence_cli.render.words import Catalogue

Row = Mapping[str, Any]
MANY = 6  # authors of a record that are named in a cell; of more, the first and "et al."
_ANSWER = (
    "row", "question", "part", "about", "status", "computed", "direction", "certainty", "certainty_provisional",
    "reasons", "seen_in_part", "next_status", "awaited", "signed", "corrections", "records",
)  # fmt: skip
_RECORD = ("record", "title", "authors", "journal", "year", "mark")
_FIGURE = (
    "id", "pmid", "doi", "outcome", "arm", "comparator", "contrast", "population", "regimen", "timepoint_months",
    "statistic", "value_kind", "value", "unit", "ci_low", "ci_high", "ci_level", "p", "events", "denominator",
    "counts_what", "sentence", "start", "end", "text_hash", "source_url", "origin", "state", "flags", "rule",
    "confidence", "note",
)  # fmt: skip
_POOL = ("model", "k", "n_reported", "prediction_low", "prediction_high", "tau2", "differ_p")
_TOLD = ("topic", "as_of", "rule_version", "basis", "data_date", "intended_use", "schema_version")
COLUMNS = (*_ANSWER, *_RECORD, *_FIGURE, *_POOL, *_TOLD)


def table_csv(document: Row, figures: Iterable[Row], cited: Iterable[Reference], words: Catalogue) -> str:
    """Return the table of a report's document and of these figures; cited: the references of their records."""
    by_record = {one.key: one for one in cited}
    resting = _resting(document)
    told = {name: document[name] for name in _TOLD}
    rows = [row for question in document["questions"] for row in _of_question(question, document, words)]
    rows += [_figure(row, by_record[row["record"]], resting.get(row["id"], [])) for row in figures]
    return rows_csv([told | row for row in rows], COLUMNS)


def figures_of(question: Row) -> set[str]:
    """Return the ids of the figures that a question and its parts rest on, and of those shown beside."""
    parts = [id_ for part in question["sub_answers"] for id_ in part["findings"]]
    return {*question["findings"], *question["published_pools"], *parts}


def _resting(document: Row) -> dict[str, list[str]]:
    """Return figure -> the codes of the questions that rest on it, in the topic's order."""
    found: dict[str, list[str]] = {}
    for question in document["questions"]:
        for id_ in figures_of(question):
            found.setdefault(id_, []).append(question["code"])
    return found


def _of_question(question: Row, document: Row, words: Catalogue) -> Iterator[dict[str, Any]]:
    code, stated = question["code"], question["stated"]
    its = [each for each in document["corrections"] if code in (*each["rests"], *each["rested"])]
    yield _verdict(question) | {
        "row": "answer",
        "question": code,
        "about": question["text"],
        "computed": question["computed"],
        "certainty_provisional": question["certainty_provisional"],
        "reasons": _reasons(([] if stated is None else [stated["reason"]]), question),
        "awaited": "; ".join(f"{each['acronym']} {each['when'] or '?'}" for each in question["awaited"]),
        "signed": "; ".join(
            f"{each['name']} {each['made'][:10]}" for each in question["signatures"] if each["current"]
        ),
        "corrections": "; ".join(f"{each['name']}: {each['kind']}" for each in its),
    }
    for part in question["sub_answers"]:
        told = {"row": "part", "question": code, "part": part["code"], "about": part["about"]}
        yield told | _verdict(part) | {"reasons": _reasons([], part)}
    for pool in question["pooled"]:
        yield _pooled(pool, words) | {"row": "pooled", "question": code}


def _verdict(judged: Row) -> dict[str, Any]:
    shown = {name: judged[name] for name in ("status", "direction", "certainty")}
    more = {name: judged[name] for name in ("seen_in_part", "next_status")}
    told = {name: None if each is None else each["text"] for name, each in more.items()}
    return shown | told | {"records": ", ".join(judged["studies"])}


def _reasons(first: list[str], judged: Row) -> str:
    return "; ".join([*first, *(each["text"] for each in judged["reasons"])])


def _pooled(pool: Row, words: Catalogue) -> dict[str, Any]:
    """Return a pooled figure in its columns, and with its words: who is left out, how many people at least."""
    shown: dict[str, Any] = {name: pool[name] for name in _POOL if name in pool}
    return shown | {
        "part": pool["label"],
        "about": pool["about"],
        "outcome": pool["outcome"],
        "statistic": pool.get("statistic") or "percent",
        "value": pool["estimate"],
        "ci_low": pool["low"],
        "ci_high": pool["high"],
        "ci_level": 95,
        "events": pool["events"],
        "denominator": pool["n"],
        "counts_what": pool.get("direction"),
        "reasons": pool_line(pool, words),
        "records": ", ".join(pool["records"]),
    }


def _figure(row: Row, cited: Reference, questions: list[str]) -> dict[str, Any]:
    shown = {name: row[name] for name in _FIGURE if name in row}
    return shown | {
        "row": "figure",
        "question": ", ".join(questions),
        "record": row["record"],
        "title": cited.title,
        "authors": authors(cited),
        "journal": cited.journal,
        "year": cited.published.year,
        "mark": cited.mark,
        "counts_what": row["direction"],
        "basis": BASIS[row["origin"]],
    }


def authors(cited: Reference) -> str:
    """Return "Burt RK; Made Group", of many or of unknown others the first "et al."."""
    if len(cited.authors) > MANY or cited.others:
        return f"{_author(cited.authors[0])} et al."
    return "; ".join(_author(name) for name in cited.authors)


def _author(name: Name) -> str:
    return name.group or " ".join(part for part in (name.family, name.given, name.suffix) if part)
