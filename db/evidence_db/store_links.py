"""Which reports people joined or kept apart: appended by a person's command, never changed."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from sqlite3 import Connection

from evidence.identity import normal_key
from evidence.newer import made_after
from evidence.records.question import SAME_STUDY, SPLIT, Link
from evidence.records.shared import SharedLink
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

    It is newer than all that was said about any two of them. Raises LookupError where a link is to be undone that does
    not stand.
    """
    standing = {pair for pair, link in _newest(connection).items() if link is not None}
    if linking.kind == UNDONE and standing.isdisjoint(map(frozenset, combinations(linking.records, 2))):
        raise LookupError(f"nobody has linked or split {' and '.join(linking.records)}")
    added = connection.execute(
        "INSERT INTO record_link (run, kind, records, name, reason, made, program_version)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            run, linking.kind, to_json(tuple(linking.records)), linking.name, linking.reason,
            made_after(linking.made, _times(connection, linking.records)), linking.program_version,
        ),
    )  # fmt: skip
    return row_number(added)


def _times(connection: Connection, records: Sequence[str]) -> list[str]:
    """Return when something was said about two of the records."""
    lines = connection.execute("SELECT records, made FROM record_link").fetchall()
    keys = _keys(connection) if lines else {}
    about = {keys.get(normal_key(record), record) for record in records}
    told = (({keys.get(normal_key(record), record) for record in json.loads(names)}, made) for names, made in lines)
    return [made for others, made in told if len(about & others) > 1]


def append_link(connection: Connection, linking: SharedLink, run: int) -> bool:
    """Append what a colleague said elsewhere; return False, and write nothing, where the same line is here already."""
    if linking in shared_links(connection):
        return False
    connection.execute(
        "INSERT INTO record_link (run, kind, records, name, reason, made, program_version)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            run, linking.kind, to_json(linking.records), linking.name, linking.reason, linking.made,
            linking.program_version,
        ),
    )  # fmt: skip
    return True


def shared_links(connection: Connection) -> tuple[SharedLink, ...]:
    """Return every line in the order in which it was said, those undone too."""
    lines = connection.execute(
        "SELECT kind, records, name, reason, made, program_version FROM record_link ORDER BY made, id"
    )
    return tuple(SharedLink(kind, tuple(json.loads(records)), *told) for kind, records, *told in lines)


def load_links(connection: Connection) -> tuple[Link, ...]:
    """Return what stands between each two records, by the newest word about the two, whoever wrote it where."""
    return tuple(link for link in _newest(connection).values() if link is not None)


def _newest(connection: Connection) -> dict[frozenset[str], Link | None]:
    """Return what was said last of each two records, None where it was undone.

    Two names of one record are one: a colleague may know it by another than the key it has here.
    """
    found: dict[frozenset[str], Link | None] = {}
    lines = connection.execute("SELECT id, kind, records, name, reason, made FROM record_link ORDER BY made, id")
    told = lines.fetchall()
    keys = _keys(connection) if told else {}
    for number, kind, records, name, reason, made in told:
        for pair in combinations(json.loads(records), 2):
            link = Link(kind, f"{name}, {made[:10]} ({number})", pair, reason)
            about = frozenset(keys.get(normal_key(record), record) for record in pair)
            found[about] = link if kind in (SAME_STUDY, SPLIT) else None
    return found


def _keys(connection: Connection) -> dict[str, str]:
    """Return every name of a record with the key by which it is kept."""
    found = {}
    for record, names in connection.execute("SELECT record, names FROM report"):
        found.update({normal_key(name): record for name in (record, *json.loads(names))})
    return found


def link_lines(connection: Connection, record: str | None = None, since_run: int = 0) -> list[Row]:
    """Return every line, those undone too, newest first; record: only those that name it."""
    return rows(
        connection,
        "select id, run, kind, records, name, reason, made from record_link where run >= ?1"
        " and (?2 is null or exists (select 1 from json_each(records) where value = ?2)) order by id desc",
        (since_run, record),
        ["records"],
    )
