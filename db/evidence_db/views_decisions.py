"""Who signed which answer, and whether it is still the answer that is shown."""

from collections.abc import Mapping
from sqlite3 import Connection

from evidence_db.views import Row, rows

SIGN, WITHDRAW = "sign", "withdraw"
Held = tuple[str, Row]  # hash of the evidence of an answer, and the answer

_NEWEST = """
    select question, evidence_hash from answer where id in (select max(id) from answer group by question)
"""


def parts_of(answer: Row) -> dict[str, list[str]]:
    """Return code -> status, direction, certainty of the parts of an answer."""
    return {part["code"]: [part["status"], part["direction"], part["certainty"]] for part in answer["sub_answers"]}


def evidence_hashes(connection: Connection) -> dict[str, str]:
    """Return question -> hash of the evidence of its newest answer."""
    return dict(connection.execute(_NEWEST).fetchall())


def signatures(connection: Connection, held: Mapping[str, Held], by_day: str | None = None) -> dict[str, list[Row]]:
    """Return question -> its signatures, newest first; current: under the answer that is held, and not withdrawn.

    held: by question, the answers that are shown. A signature is under this answer if evidence, verdict and those of
    the parts are the same; an awaited trial that moved, or other words, take nothing from it. withdrawn: when and why
    the one who signed took it back, None while it stands. by_day: leave out what was decided after that day.
    """
    found: dict[str, list[Row]] = {}
    taken_back: dict[tuple[str, str], Row] = {}
    made = rows(
        connection,
        "select kind, subject, name, reason, made, evidence_hash, status, direction, certainty, parts from decision"
        " where kind in (?1, ?2) and (?3 is null or substr(made, 1, 10) <= ?3) order by made desc, id desc",
        (SIGN, WITHDRAW, by_day),
        decode=["parts"],
    )
    for row in made:
        kind, question, name = row.pop("kind"), row.pop("subject"), row["name"]
        if kind == WITHDRAW:
            taken_back[question, name] = {"made": row["made"], "reason": row["reason"]}
            continue
        withdrawn = taken_back.get((question, name))
        current = withdrawn is None and question in held and _is_of(row, *held[question])
        found.setdefault(question, []).append(row | {"current": current, "withdrawn": withdrawn})
    return found


def _is_of(row: Row, evidence_hash: str, answer: Row) -> bool:
    verdict = all(row[name] == answer[name] for name in ("status", "direction", "certainty"))
    return verdict and row["evidence_hash"] == evidence_hash and row["parts"] == parts_of(answer)
