"""Answers as of an earlier day, worked out anew by today's rule from the evidence that was public then."""

import json
from sqlite3 import Connection
from typing import Any

from evidence_cli.session import Session, known_topic
from evidence_db.json_forms import to_json
from evidence_db.store_evidence import load_findings, load_reports, load_studies
from evidence_db.store_ledger import evidence_hash
from evidence_db.store_topic import load_trials
from evidence_db.views_corrections import corrections
from evidence_db.views_decisions import signatures
from evidence_db.views_report import named_records, record_names, report_state


def replayed_state(connection: Connection, session: Session, as_of: str) -> dict[str, Any]:
    """Return the state of the report with the answers and the headline of that day."""
    from evidence.answers import answer_topic
    from evidence.international import international_study
    from evidence.registered import with_nights  # not .deriving: it compiles the reader of abstracts
    from evidence.topics import load_topic

    state = report_state(connection)
    topic = with_nights(load_topic(known_topic(session)), load_trials(connection))
    reports, findings = tuple(load_reports(connection)), tuple(load_findings(connection))
    answers = answer_topic(topic, reports, findings, tuple(load_studies(connection)), as_of)
    headline = international_study(topic, reports, findings, answers, as_of)
    state["answers"] = {answer.question: json.loads(to_json(answer)) for answer in answers}
    state["headline"] = json.loads(to_json(headline))
    held = {answer.question: (evidence_hash(answer), state["answers"][answer.question]) for answer in answers}
    state["signatures"] = signatures(connection, held, as_of)
    state["corrections"] = corrections(connection, state["answers"], as_of)
    named = {row["record"] for row in state["corrections"]}
    state["records"] = record_names(connection, named | named_records(state["answers"], state["headline"]))
    return state
