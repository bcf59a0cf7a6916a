"""What the documents tell of a trial that people wait for, and of a correction of a record."""

from collections.abc import Mapping
from typing import Any

from evidence_cli.render.clause_parts import Names
from evidence_cli.render.provenance import Document
from evidence_cli.render.reasons import clause, told
from evidence_cli.render.words import Catalogue


def study_document(study: Mapping[str, Any], state: Mapping[str, Any], words: Catalogue, names: Names) -> Document:
    """Return the state of a trial that people wait for; state: questions and answers of the report."""
    basis = told(study["basis"], words, names)
    withdrawn = study.get("withdrawn", [])  # a line of the ledger may be older than this
    return {
        "id": study["registry_id"],
        "key": study["trial"],
        "acronym": study["acronym"],
        "status": study["status"],
        "status_seen": study["status_seen"],
        "enrollment": study["enrollment"],
        "primary_completion": study["primary_completion"],
        "completion": study["completion"],
        "slippage": [{"date_seen": seen, "field": field, "value": value} for seen, field, value in study["slippage"]],
        "results_posted": study["results_posted"],
        "reports": study["reports"],
        "report_names": [names.get(record, record) for record in study["reports"]],
        "withdrawn": withdrawn,
        "withdrawn_names": [names.get(record, record) for record in withdrawn],
        "counts_for": [question["code"] for question in state["questions"] if _rests_on(study, question, state)],
        "answered": study["answered"],
        "will_answer": study["will_answer"],
        "not_covered": [
            {"code": code, "why": clause(why, words, names), "reason": why["code"]}
            for code, why in study["not_covered"]
        ],
        "expected_report": study["expected_report"],
        "basis": basis["text"] if basis is not None else None,
        "overdue": study["overdue"],
    }


def _rests_on(study: Mapping[str, Any], question: Mapping[str, Any], state: Mapping[str, Any]) -> bool:
    """Return True if the answer to a question, or to a part of it, rests on a report of the study."""
    answer = state["answers"].get(question["code"])
    parts = () if answer is None else (answer, *answer["sub_answers"])
    return any(not set(study["reports"]).isdisjoint(part["studies"]) for part in parts)


def correction(row: Mapping[str, Any], words: Catalogue, names: Names) -> Document:
    """Return a correction of a record with what it means for the answers (effect, in words)."""
    return {
        "record": row["record"],
        "name": names.get(row["record"], row["record"]),
        "kind": row["kind"],
        "ref_type": row["ref_type"],
        "by": row["by"],
        "source": row["source"],
        "note": row["note"],
        "standing": row["standing"],
        "rests": row["rests"],
        "rested": row["rested"],
        "effect": words.codes["effect"][_effect(row)],
    }


def _effect(row: Mapping[str, Any]) -> str:
    """Return what a correction does: the standing of the record goes before the kind of this notice."""
    if row["standing"] in ("retracted", "deleted", "notice"):
        return "not_counted"
    return "not_alone" if row["standing"] == "under-concern" else str(row["kind"])
