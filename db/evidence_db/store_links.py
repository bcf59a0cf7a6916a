"""Which reports people joined or kept apart: appended by a person's command, never changed."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from sqlite3 import Connection

from evidence.records.question import SAME_STUDY, SPLIT, Link
from evidence_db.json_forms import to_json
from evidence_db.tables import row_number
from evidence_db.views import Row, rows

UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Linking:
    """What a person says. kind: "same-study", "split" or "undone"; records: keys, two or more; made: time, UTC, ISO."""

    kind: str
    records: Sequence[str]
    name: str
    reason: str
    made: str
    program_version: str


def save_link(connection: Connection, linking: Linking, run: int) -> int:
    """Append what a person said about records; return the number of the line. run: in which it first counts.

    Raises LookupError where a link is to be undone that does not stand.
    """
    standing = {frozenset(link.records) for link in load_links(connection)}
    if linking.kind == UNDONE and standing.isdisjoint(map(frozenset, combinations(linking.records, 2))):
        raise LookupError(f"nobody has linked or split {' and '.join(linking.records)}")
    added = connection.execute(
        "INSERT INTO record_link (run, kind, records, name, reason, made, program_version)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            run, linking.kind, to_json(tuple(linking.records)), linking.name, linking.reason, linking.made,
            linking.program_version,
        ),
    )  # fmt: skip
    return row_number(added)


def load_links(connection: Connection) -> tuple[Link, ...]:
    """Return what stands between each two records, by the newest line about the two."""
    found: dict[frozenset[str], Link | None] = {}
    lines = connection.execute("SELECT id, kind, records, name, reason, made FROM record_link ORDER BY id")
    for number, kind, records, name, reason, made in lines:
        for pair in combinations(json.loads(records), 2):
            link = Link(kind, f"{name}, {made[:10]} ({number})", pair, reason)
            found[frozenset(pair)] = link if kind in (SAME_STUDY, SPLIT) else None
    return tuple(link for link in found.values() if link is not None)


def link_lines(connection: Connection, record: str | None = None, since_run: int = 0) -> list[Row]:
    """Return every line, those undone too, newest first; record: only those that name it."""
    return rows(
        connection,
        "select id, run, kind, records, name, reason, made from record_link where run >= ?1"
        " and (?2 is null or exists (select 1 from json_each(records) where value = ?2)) order by id desc",
        (since_run, record),
        ["records"],
    )
