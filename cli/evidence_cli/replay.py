"""Answers as of an earlier day, worked out anew by today's rule from the evidence that was public then."""

import json
from dataclasses import dataclass, replace
from sqlite3 import Connection
from typing import Any

from evidence.records.finding import Finding
from evidence.records.question import Topic
from evidence.records.study import Report, Study
from evidence_cli.session import Session, known_topic
from evidence_db.json_forms import to_json
from evidence_db.store_evidence import load_findings, load_speaking, load_studies
from evidence_db.store_ledger import evidence_hash
from evidence_db.store_links import load_links
from evidence_db.store_topic import load_trials
from evidence_db.views_corrections import corrections
from evidence_db.views_decisions import signatures
from evidence_db.views_report import named_records, record_names, report_state


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is the same on every day: all that the database holds. state: the report as it is stored."""

    topic: Topic
    reports: tuple[Report, ...]
    findings: tuple[Finding, ...]
    studies: tuple[Study, ...]
    state: dict[str, Any]


def replayed_state(connection: Connection, session: Session, as_of: str) -> dict[str, Any]:
    """Return the state of the report with the answers and the headline of that day."""
    return state_on(as_of, held_evidence(connection, known_topic(session)), connection)


def held_evidence(connection: Connection, topic_code: str) -> Evidence:
    """Return what the database holds, for as many days as are asked for."""
    from evidence.registered import with_nights  # not .deriving: it compiles the reader of abstracts
    from evidence.topics import load_topic

    topic = with_nights(load_topic(topic_code), load_trials(connection))
    return Evidence(
        topic=replace(topic, links=(*topic.links, *load_links(connection))),
        reports=tuple(load_speaking(connection)),
        findings=tuple(load_findings(connection)),
        studies=tuple(load_studies(connection)),
        state=report_state(connection),
    )


def state_on(day: str, held: Evidence, connection: Connection) -> dict[str, Any]:
    """Return the state of the report on that ISO day; names of records come from the database."""
    from evidence.answers import answer_topic
    from evidence.international import international_study

    answers = answer_topic(held.topic, held.reports, held.findings, held.studies, day)
    headline = international_study(held.topic, held.reports, held.findings, answers, day)
    told = {answer.question: json.loads(to_json(answer)) for answer in answers}
    state = {**held.state, "answers": told, "headline": json.loads(to_json(headline))}
    judged = {answer.question: (evidence_hash(answer), told[answer.question]) for answer in answers}
    state["signatures"] = signatures(connection, judged, day)
    state["corrections"] = corrections(connection, told, day)
    named = {row["record"] for row in state["corrections"]}
    state["records"] = record_names(connection, named | named_records(told, state["headline"]))
    return state
