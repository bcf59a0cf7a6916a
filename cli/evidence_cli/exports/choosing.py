"""Which records, figures and answers an export is about."""

from sqlite3 import Connection
from typing import TYPE_CHECKING, Any

from evidence.errors import UsageError
from evidence_cli.lookup import chosen_question
from evidence_cli.session import Session, known_topic

if TYPE_CHECKING:
    from evidence.records.declared import Search
    from evidence_cli.exports.reference import Reference

Row = dict[str, Any]


def about(connection: Connection, language: str = "en") -> Row:
    """Return what a file says about itself; as_of is the day of the data: an export never depends on the clock."""
    from evidence_cli.render.provenance import provenance
    from evidence_cli.render.words import catalogue
    from evidence_db.views import currency

    held = currency(connection)
    return provenance(held, catalogue(language), as_of=held["data_date"] or "", replayed=True)


def search_of(session: Session, held: str) -> "Search | None":
    """Return how the topic of the database asks its sources, None where the topic at hand is another one."""
    from evidence.topics import load_topic

    topic = load_topic(known_topic(session))
    return topic.search if topic.code == held else None


def report_of(connection: Connection, code: str | None, language: str) -> Row:
    """Return the document of the report on the day of the data, with one question only if a code is given."""
    from evidence_cli.render.report_model import report_document
    from evidence_cli.render.words import catalogue
    from evidence_db.views_report import report_state

    state = report_state(connection)
    if code is not None:
        state["questions"] = [chosen_question(state["questions"], code)]
    day = state["currency"]["data_date"] or ""
    return report_document(state, catalogue(language), as_of=day, replayed=True)


def cited_figures(connection: Connection, document: Row | None) -> tuple[list[Row], list["Reference"]]:
    """Return the figures that the questions of a document rest on, None: all there are; and what they are from."""
    from evidence_cli.exports.reference import references
    from evidence_cli.exports.table import figures_of
    from evidence_db.views_records import findings, findings_by_id
    from evidence_db.views_references import chosen_references

    if document is None:
        found = findings(connection)
    else:
        found = findings_by_id(connection, {id_ for each in document["questions"] for id_ in figures_of(each)})
    rows = chosen_references(connection, {row["record"] for row in found})
    return found, references(rows, about(connection), abstracts=False)


def bundled(
    connection: Connection, code: str | None, language: str
) -> tuple[Row, list[Row], list[Row], list["Reference"]]:
    """Return the document of the report, trials, the figures that its answers rest on, and all records they cite.

    Of one question: the trials that will inform it.
    """
    from evidence_cli.exports.reference import references
    from evidence_db.views_records import trials
    from evidence_db.views_references import chosen_references

    document = report_of(connection, code, language)
    figures, _ = cited_figures(connection, document)
    wanted = {row["record"] for row in figures}
    for question in document["questions"]:
        for judged in (question, *question["sub_answers"]):
            wanted.update(judged["studies"])
        wanted.update(record for pool in question["pooled"] for record in pool["records"])
    found = [
        trial for trial in trials(connection) if code is None or document["questions"][0]["code"] in trial["answers"]
    ]
    wanted.update(record for trial in found for record in trial["reports"])
    cited = references(chosen_references(connection, wanted), about(connection), abstracts=False)
    return document, found, figures, cited


def reference_rows(connection: Connection, code: str | None, *, screened: bool) -> list[Row]:
    """Return the records to cite: of a question, of all that was screened, else of the included studies.

    Raises UsageError for an unknown question, and where both were asked for.
    """
    from evidence_db import views_references as references

    if code is not None and screened:
        raise UsageError("--question and --screened exclude each other: a question rests on included studies")
    if code is not None:
        return references.chosen_references(connection, records_of(connection, code))
    return references.screened_references(connection) if screened else references.counted_references(connection)


def records_of(connection: Connection, code: str) -> list[str]:
    """Return the records that the answer to a question and its parts rest on, or did until they were corrected."""
    from evidence_db.views_report import report_state

    state = report_state(connection)
    wanted = chosen_question(state["questions"], code)["code"]
    answer = state["answers"].get(wanted)
    parts = () if answer is None else (answer, *answer["sub_answers"])
    keys = [key for part in parts for key in part["studies"]]
    found = [record for key in keys for record in state["study_records"].get(key, [key])]
    return [*found, *(row["record"] for row in state["corrections"] if wanted in (*row["rests"], *row["rested"]))]
