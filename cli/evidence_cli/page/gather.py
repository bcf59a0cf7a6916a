"""Everything a page tells, as plain values: the document of `report --as json` and what stands behind each answer."""

from collections.abc import Mapping
from sqlite3 import Connection
from typing import Any

from evidence_cli.page.forest import forest
from evidence_cli.render.aside import Aside, aside_document, left_out
from evidence_cli.render.question_rests import figure_ids
from evidence_cli.render.record_names import record_name, short_names
from evidence_cli.render.row_shapes import finding_shape, held_shape, shaped
from evidence_cli.render.words import Catalogue
from evidence_db.views_changes import changes_state
from evidence_db.views_held import figures_for_the_rule, held_sentences
from evidence_db.views_records import findings_by_id, studies, telling_reports, trials
from evidence_db.views_report import answer_history

Document = dict[str, Any]


def page_document(
    connection: Connection, state: Mapping[str, Any], document: Mapping[str, Any], words: Catalogue, *, replayed: bool
) -> Document:
    """Return the report with figures (by id), names, records, studies, trials, history, forests, changes.

    state: what the document was made from. replayed: of an earlier day; what runs changed since is not told then.
    """
    ids = {id_ for question in document["questions"] for id_ in figure_ids(question)}
    held = held_sentences(connection, ids)
    figures = {
        row["id"]: {**finding_shape(row, document), "held_sentence": held_shape(held.get(row["id"]))}
        for row in findings_by_id(connection, ids)
    }
    records = {row["record"]: row for row in telling_reports(connection)}
    names = {key: record_name(key, row) for key, row in records.items()} | dict(short_names(state))
    bodies = {question["code"]: question["body"] for question in state["questions"]}
    left = {each["code"]: left_out(each, bodies[each["code"]]) for each in document["questions"]}
    beside = shaped(figures_for_the_rule(connection, _records(left)), document)
    return {
        **document,
        "aside": {
            each["code"]: aside_document(left[each["code"]], beside, each, words, names)
            for each in document["questions"]
        },
        "figures": figures,
        "records": records,
        "names": names,
        "studies": studies(connection),
        "trials": trials(connection),
        "history": {each["code"]: _history(connection, each["code"], document) for each in document["questions"]},
        "forests": {each["code"]: forest(each, figures, names, words) for each in document["questions"]},
        "changes": [] if replayed else _changes(connection, document, words),
    }


def _records(left: Mapping[str, list[Aside]]) -> set[str]:
    return {record for every in left.values() for each in every for record in each.records}


def _history(connection: Connection, code: str, document: Mapping[str, Any]) -> list[Document]:
    told = answer_history(connection, code)
    return [line for line in told if line["valid_from"] <= document["as_of"]]


def _changes(connection: Connection, document: Mapping[str, Any], words: Catalogue) -> list[tuple[str, list[str]]]:
    """Return what the last run changed as headings with lines."""
    from evidence_cli.render.changes_model import changes_document
    from evidence_cli.render.changes_text import runs_line, sections

    told = changes_document(changes_state(connection, None), words, as_of=document["as_of"], since=None)
    return [("", [runs_line(told, words)]), *sections(told, words)]
