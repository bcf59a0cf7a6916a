"""Human decisions: appended by a person's command, never changed, never written by a run."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from sqlite3 import Connection

from evidence.newer import made_after
from evidence.records.shared import SharedSignature
from evidence_db.json_forms import to_json
from evidence_db.tables import row_number
from evidence_db.views_decisions import SIGN, WITHDRAW, parts_of

_SHARED = (
    "kind", "question", "name", "reason", "made", "program_version", "evidence_hash", "status", "direction",
    "certainty",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Signing:
    """What a person says. question: its code; made: time, UTC, ISO; name and reason as the person gave them."""

    question: str
    name: str
    reason: str
    made: str
    program_version: str


def sign_answer(connection: Connection, signing: Signing) -> int:
    """Append a person's signature under the newest answer of a question; return the number of the decision.

    What was signed is written down with it: the evidence by its hash, the verdict and those of its parts. Raises
    LookupError where the question has no answer.
    """
    row = connection.execute(
        "SELECT evidence_hash, status, direction, certainty, body FROM answer WHERE question = ?"
        " ORDER BY id DESC LIMIT 1",
        (signing.question,),
    ).fetchone()
    if row is None:
        raise LookupError(f"no answer to {signing.question} is stored")
    *verdict, body = row
    return _appended(connection, SIGN, _as_newest(connection, signing), (*verdict, to_json(parts_of(json.loads(body)))))


def withdraw_signature(connection: Connection, signing: Signing) -> int:
    """Append that a person takes back what they signed under a question; return the number of the decision.

    All signatures of this name that stand under the question are withdrawn by it; none is changed or removed, and the
    same person may sign again. Raises LookupError where nobody of this name has signed, or all is withdrawn already.
    """
    row = connection.execute(
        "SELECT kind, evidence_hash, status, direction, certainty, parts FROM decision"
        " WHERE kind IN (?, ?) AND subject = ? AND name = ? ORDER BY made DESC, id DESC LIMIT 1",
        (SIGN, WITHDRAW, signing.question, signing.name),
    ).fetchone()
    if row is None or row[0] == WITHDRAW:
        raise LookupError(f"no signature of {signing.name} stands under {signing.question}")
    return _appended(connection, WITHDRAW, _as_newest(connection, signing), row[1:])


def append_signature(connection: Connection, told: SharedSignature) -> bool:
    """Append what a colleague signed elsewhere; return False, and write nothing, where the same line is here."""
    if told in shared_signatures(connection, told.topic):
        return False
    signing = Signing(told.question, told.name, told.reason, told.made, told.program_version)
    verdict = (told.evidence_hash, told.status, told.direction, told.certainty, to_json(dict(told.parts)))
    _appended(connection, told.kind, signing, verdict)
    return True


def shared_signatures(connection: Connection, topic: str) -> tuple[SharedSignature, ...]:
    """Return every signature and what was taken back, in the order in which it was said; topic: of this database."""
    lines = connection.execute(
        "SELECT kind, subject, name, reason, made, program_version, evidence_hash, status, direction, certainty, parts"
        " FROM decision WHERE kind IN (?, ?) ORDER BY made, id",
        (SIGN, WITHDRAW),
    )
    return tuple(
        SharedSignature(topic=topic, parts=_verdicts(parts), **dict(zip(_SHARED, told, strict=True)))
        for *told, parts in lines
    )


def _verdicts(parts: str) -> dict[str, tuple[str, ...]]:
    return {code: tuple(verdict) for code, verdict in json.loads(parts).items()}


def _as_newest(connection: Connection, signing: Signing) -> Signing:
    """Return what a person says here, newer than all that was signed or taken back under the question."""
    told = connection.execute(
        "SELECT made FROM decision WHERE kind IN (?, ?) AND subject = ?", (SIGN, WITHDRAW, signing.question)
    )
    return replace(signing, made=made_after(signing.made, (made for (made,) in told)))


def _appended(connection: Connection, kind: str, signing: Signing, signed: Sequence[str]) -> int:
    """Append a decision; signed: hash of the evidence, status, direction, certainty and parts that it is about."""
    added = connection.execute(
        "INSERT INTO decision (kind, subject, name, reason, made, program_version, evidence_hash, status, direction,"
        " certainty, parts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (kind, signing.question, signing.name, signing.reason, signing.made, signing.program_version, *signed),
    )
    return row_number(added)
