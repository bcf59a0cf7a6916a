"""The ledgers of answers, of the international study and of corrections: a line only where something is said anew."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from sqlite3 import Connection

from evidence.records.answer import Answer, InternationalStudy
from evidence_db.json_forms import from_json, to_json
from evidence_db.tables import Row, Tables
from evidence_db.views_corrections import corrections


def save_answers(tables: Tables, answers: Iterable[Answer], run: int, valid_from: str) -> tuple[str, ...]:
    """Append the answers that differ from the newest line of their question; return their codes, in order."""
    newest = _newest_bodies(tables.connection)
    changed = [answer for answer in answers if newest.get(answer.question) != answer_body(answer)]
    if changed:
        lines = [_answer_row(answer) | {"run": run, "valid_from": valid_from} for answer in changed]
        tables.database.table("answer").insert_all(lines)
    return tuple(answer.question for answer in changed)


def save_headline(tables: Tables, headline: InternationalStudy, run: int, valid_from: str) -> int:
    """Append the state of the international study if it differs from the newest line; return 1 if it did, else 0."""
    body = to_json(headline)
    newest = tables.connection.execute("SELECT body FROM headline ORDER BY id DESC LIMIT 1").fetchone()
    if newest is not None and newest[0] == body:
        return 0
    tables.database.table("headline").insert({"run": run, "valid_from": valid_from, "body": body})
    return 1


def save_corrections(tables: Tables, run: int) -> int:
    """Note the corrections that no run before this one told of; return how many.

    The ledger says since when a retraction, erratum or concern is known here; which of them hold, the notices say.
    """
    answers = {question: json.loads(body) for question, body in _newest_bodies(tables.connection).items()}
    told = {(row["record"], row["kind"], " ".join(row["by"])) for row in corrections(tables.connection, answers)}
    held = set(tables.connection.execute("SELECT record, kind, told_by FROM correction_told"))
    new = sorted(told - held)
    tables.connection.executemany(
        "INSERT INTO correction_told (run, record, kind, told_by) VALUES (?, ?, ?, ?)", [(run, *each) for each in new]
    )
    return len(new)


def answer_body(answer: Answer) -> str:
    """Return the answer as JSON without its day: the same answer on two days is one line of the ledger."""
    return to_json(replace(answer, as_of=""))


def answer_from(body: str, as_of: str) -> Answer:
    """Return the answer that answer_body wrote, on a day."""
    return replace(from_json(Answer, body), as_of=as_of)


def evidence_hash(answer: Answer) -> str:
    """Return the SHA-256 over the studies and findings that the answer and its parts rest on, whatever their order.

    Unchanged between two lines: the rule, the topic or a date moved the answer, not the evidence.
    """
    studies, findings = set(answer.studies), set(answer.findings)
    for part in answer.sub_answers:
        studies |= set(part.studies)
        findings |= set(part.findings)
    told = json.dumps([sorted(studies), sorted(findings)], ensure_ascii=False)
    return sha256(told.encode("utf-8")).hexdigest()


def load_answers(connection: Connection) -> Iterator[Answer]:
    """Return the newest answer of every question ever asked, by code; as_of is the day from which it holds."""
    for question, body in sorted(_newest_bodies(connection).items()):
        row = connection.execute(
            "SELECT valid_from FROM answer WHERE question = ? ORDER BY id DESC LIMIT 1", (question,)
        ).fetchone()
        yield answer_from(body, row[0])


def load_headline(connection: Connection) -> InternationalStudy | None:
    """Return the newest state of the international study, None before the first run."""
    row = connection.execute("SELECT body FROM headline ORDER BY id DESC LIMIT 1").fetchone()
    return None if row is None else from_json(InternationalStudy, row[0])


def _newest_bodies(connection: Connection) -> dict[str, str]:
    newest = "SELECT question, body FROM answer WHERE id IN (SELECT max(id) FROM answer GROUP BY question)"
    return dict(connection.execute(newest).fetchall())


def _answer_row(answer: Answer) -> Row:
    return {
        "question": answer.question,
        "evidence_hash": evidence_hash(answer),
        "status": answer.status,
        "computed": answer.computed,
        "direction": answer.direction,
        "certainty": answer.certainty,
        "rule_version": answer.rule_version,
        "body": answer_body(answer),
    }
