"""What the report and the question page show: questions, answers, headline, names of studies and trials."""

import json
from collections.abc import Iterable
from sqlite3 import Connection

from evidence_db.views import Row, currency, rows
from evidence_db.views_corrections import corrections
from evidence_db.views_decisions import evidence_hashes, signatures

_NEWEST_ANSWERS = """
    select question, body from answer
    where id in (select max(id) from answer group by question)
"""
# The values of a Reason that are record keys: see evidence/answering/reasons.py
_RECORD_VALUES = ("record", "records", "kept", "left_out", "one", "other", "aside")


def questions(connection: Connection) -> list[Row]:
    """Return every question in the topic's order: code, group_code, kind, texts in both languages, body."""
    return rows(connection, "select * from question order by position", decode=["body"])


def answers(connection: Connection) -> dict[str, Row]:
    """Return the newest answer of every question by code, as it was stored."""
    return {code: json.loads(body) for code, body in connection.execute(_NEWEST_ANSWERS)}


def headline(connection: Connection) -> Row | None:
    """Return the newest state of the international study, None where none was stored."""
    row = connection.execute("select body from headline order by id desc limit 1").fetchone()
    return json.loads(row[0]) if row is not None else None


def policy(connection: Connection) -> list[Row]:
    """Return the policy facts, oldest first."""
    return rows(connection, "select * from policy order by date, position", decode=["questions"])


def trial_names(connection: Connection) -> dict[str, Row]:
    """Return key -> acronym and title of every trial."""
    return {row["key"]: row for row in rows(connection, "select key, acronym, title from trial")}


def study_records(connection: Connection) -> dict[str, list[str]]:
    """Return study key -> the records of the study, in order."""
    found: dict[str, list[str]] = {}
    for study, record in connection.execute("select study, record from study_report order by study, position"):
        found.setdefault(study, []).append(record)
    return found


def record_names(connection: Connection, records: Iterable[str]) -> dict[str, Row]:
    """Return record -> first_author, year, citation, doi of those of the records that are stored."""
    found = rows(
        connection,
        "select record, first_author, year, citation, doi from report where record in (select value from json_each(?))",
        (json.dumps(sorted(set(records))),),
    )
    return {row["record"]: row for row in found}


def named_records(answers_by_code: dict[str, Row], headline_row: Row | None) -> set[str]:
    """Return the record keys that the reasons of answers, their studies and the headline name."""
    named: set[str] = set()
    for answer in answers_by_code.values():
        named.update(answer["studies"])
        named.update(record for pool in answer["pooled"] for record in pool["records"])
        for part in (answer, *answer["sub_answers"]):
            more = [part.get("next_status"), part.get("seen_in_part")]  # an older answer has none of them
            named.update(_records_in([*part["reasons"], *(each for each in more if each is not None)]))
    if headline_row is not None:
        named.update(headline_row["reports"])
        named.update(headline_row.get("withdrawn", ()))
    return named


def _records_in(reasons: Iterable[Row]) -> Iterable[str]:
    for reason in reasons:
        for name, value in reason["values"]:
            if name in _RECORD_VALUES and isinstance(value, str):
                yield from value.split(", ")


def studies_of(connection: Connection, keys: Iterable[str]) -> list[Row]:
    """Return the studies named by these keys, or by the key of one of their records, in order of key.

    Each with its records, and shares_with: the names of the studies that may have patients of it, in order.
    """
    found = rows(
        connection,
        "select key, name, overlap, registry_ids, reasons from study"
        " where key in (select value from json_each(?1)) or key in"
        " (select study from study_report where record in (select value from json_each(?1))) order by key",
        (json.dumps(sorted(set(keys))),),
        decode=["registry_ids", "reasons"],
    )
    members = study_records(connection)
    sharing = _sharing(connection)
    for study in found:
        study["reports"] = members.get(study["key"], [])
        others = {pair for overlap in _overlaps(study["overlap"]) for pair in sharing[overlap]}
        study["shares_with"] = sorted(name for key, name in others if key != study["key"])
    return found


def _sharing(connection: Connection) -> dict[str, set[tuple[str, str]]]:
    """Return the name of each overlap -> key and name of the studies in it."""
    found: dict[str, set[tuple[str, str]]] = {}
    for row in rows(connection, "select key, name, overlap from study where overlap is not null"):
        for overlap in _overlaps(row["overlap"]):
            found.setdefault(overlap, set()).add((row["key"], row["name"]))
    return found


def _overlaps(told: str | None) -> list[str]:
    return told.split("; ") if told else []


def answer_history(connection: Connection, code: str) -> list[Row]:
    """Return every stored answer of a question, oldest first: valid_from, status, direction, certainty."""
    return rows(
        connection,
        "select valid_from, status, direction, certainty, rule_version from answer where question = ? order by id",
        (code,),
    )


def report_state(connection: Connection) -> Row:
    """Return everything the report shows as stored, in one dict: one consistent look at the database."""
    found, told = answers(connection), headline(connection)
    corrected = corrections(connection, found)
    hashes = evidence_hashes(connection)
    return {
        "currency": currency(connection),
        "questions": questions(connection),
        "answers": found,
        "headline": told,
        "policy": policy(connection),
        "trials": trial_names(connection),
        "study_records": study_records(connection),
        "corrections": corrected,
        "signatures": signatures(connection, {code: (hashes[code], answer) for code, answer in found.items()}),
        "records": record_names(connection, {*named_records(found, told), *(row["record"] for row in corrected)}),
    }
