"""What findings, studies, trials and show read."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from sqlite3 import Connection

from evidence import differing
from evidence.places import figure_key
from evidence_db.evidence_rows import finding_from
from evidence_db.figure_rows import folded
from evidence_db.store_evidence import load_findings
from evidence_db.views import Row, rows

_REPORT_JSON = ("names", "phenotypes", "conditioning", "registry_ids", "settings", "authors", "sources")
_TRIAL_JSON = ("countries", "arms", "answers", "reports", "sources", "uncertain")
_ARTICLE_JSON = (
    "sections", "other_abstracts", "other_ids", "authors", "mesh", "keywords", "publication_types", "registry_ids",
    "languages", "unknown",
)  # fmt: skip


def findings(connection: Connection, **wanted: str | None) -> list[Row]:
    """Return the figures whose columns have the wanted values (None = any), by record and place in the text."""
    asked = {name: value for name, value in wanted.items() if value is not None}
    unknown = set(asked) - {"outcome", "pmid", "origin", "state", "record"}
    if unknown:
        raise ValueError(f"findings cannot be chosen by {sorted(unknown)}")
    where = " and ".join(f"{name} = ?" for name in asked)
    clause = f"where {where}" if where else ""
    order = "order by record, origin, coalesce(mark_start, start, 0), outcome, id"
    return folded(rows(connection, f"select * from finding {clause} {order}", tuple(asked.values()), ["flags"]))  # noqa: S608 - names from the set above


def findings_by_id(connection: Connection, ids: Iterable[str]) -> list[Row]:
    """Return the figures with these ids, by record and place in the text."""
    found = rows(
        connection,
        "select * from finding where id in (select value from json_each(?))"
        " order by record, origin, coalesce(mark_start, start, 0), outcome, id",
        (json.dumps(sorted(set(ids))),),
        ["flags"],
    )
    return folded(found)


def differences(connection: Connection, records: Iterable[str]) -> list[Row]:
    """Return where two origins tell one figure of these records differently: record, outcome, counts, other (ids)."""
    told = connection.execute(
        "select * from finding where record in (select value from json_each(?)) order by id",
        (json.dumps(sorted(set(records))),),
    )
    names = [column[0] for column in told.description]
    found = differing.differences(finding_from(dict(zip(names, row, strict=True))) for row in told)
    return [asdict(one) for one in found]


def reports(connection: Connection) -> list[Row]:
    """Return every record that was screened, by record."""
    return [_folded(row) for row in rows(connection, "select * from report order by record", decode=_REPORT_JSON)]


def telling_reports(connection: Connection) -> list[Row]:
    """Return the records that are about the topic, or have a figure, by record: all that a study or an answer names."""
    figures = "record in (select record from finding)"
    query = f"select * from report where label in ('hsct-ms-primary', 'hsct-ms-secondary') or {figures} order by record"  # noqa: S608
    return [_folded(row) for row in rows(connection, query, decode=_REPORT_JSON)]


def report(connection: Connection, record: str) -> Row | None:
    """Return one record, found by its key or by any other name it answers to; None if there is none."""
    named = (
        "select record from report where names <> '[]'"  # few have another name, and an index knows them
        " and exists (select 1 from json_each(names) where lower(value) = lower(?1)) order by record limit 1"
    )
    for wanted in ("?1", f"({named})"):
        found = rows(connection, f"select * from report where record = {wanted}", (record,), _REPORT_JSON)  # noqa: S608
        if found:
            return _folded(found[0])
    return None


def _folded(row: Row) -> Row:
    """Fold the columns of follow-up and inclusion years into one value each, None where not stated."""
    statistic, value, unit = (row.pop(f"follow_up_{part}") for part in ("statistic", "value", "unit"))
    row["follow_up"] = {"statistic": statistic, "value": value, "unit": unit} if value is not None else None
    first, last = row.pop("inclusion_first"), row.pop("inclusion_last")
    row["inclusion_years"] = [first, last] if first is not None else None
    return row


def studies(connection: Connection) -> list[Row]:
    """Return every study with its records, by key."""
    found = rows(connection, "select * from study order by key", decode=["registry_ids", "reasons"])
    members: dict[str, list[str]] = {}
    for study, record in connection.execute("select study, record from study_report order by study, record"):
        members.setdefault(study, []).append(record)
    for row in found:
        row["reports"] = members.get(row["key"], [])
    return found


def study_of(connection: Connection, record: str) -> str | None:
    """Return the key of the study to which a record belongs, None if it belongs to none."""
    row = connection.execute("select study from study_report where record = ? limit 1", (record,)).fetchone()
    return row[0] if row is not None else None


def trials(connection: Connection) -> list[Row]:
    """Return every trial in the topic's order with ids, snapshots (oldest first) and date history."""
    found = rows(connection, "select * from trial order by position", decode=_TRIAL_JSON)
    for row in found:
        row["ids"] = [
            list(pair)
            for pair in connection.execute(
                "select register, id from trial_id where trial = ? order by position", (row["key"],)
            )
        ]
        row["snapshots"] = _of_trial(connection, "trial_snapshot", row["key"], "date_seen, register")
        row["history"] = _of_trial(connection, "trial_date", row["key"], "position")
    return found


def _of_trial(connection: Connection, table: str, key: str, order: str) -> list[Row]:
    found = rows(connection, f"select * from {table} where trial = ? order by {order}", (key,))  # noqa: S608 - our own names
    for row in found:
        del row["trial"]
        row.pop("position", None)
    return found


def article(connection: Connection, pmid: str) -> Row | None:
    """Return the current version of an article with its notices and versions, None if it was never read."""
    found = rows(connection, "select * from article where pmid = ?", (pmid,), _ARTICLE_JSON)
    if not found:
        return None
    row = found[0]
    row["notices"] = rows(
        connection, "select ref_type, other_pmid, source, note from notice where pmid = ? order by position", (pmid,)
    )
    row["versions"] = rows(
        connection,
        "select raw_hash, version, revised, text_hash from article_version where pmid = ?"
        " order by version, revised, raw_hash",
        (pmid,),
    )
    return row


def text_of(connection: Connection, pmid: str, text_hash: str) -> str | None:
    """Return the exact text that figures of this hash point into, None if that version is not stored."""
    row = connection.execute(
        "select text from article_version where pmid = ? and text_hash = ? limit 1", (pmid, text_hash)
    ).fetchone()
    return row[0] if row is not None else None


def names(connection: Connection) -> dict[str, list[str]]:
    """Return every name that show answers to, by kind: record, study, trial."""
    found: dict[str, list[str]] = {}
    sources: list[tuple[str, str]] = [
        ("record", "select record from report order by record"),
        ("study", "select key from study order by key"),
        ("trial", "select key from trial union select id from trial_id order by 1"),
    ]
    for kind, sql in sources:
        found[kind] = [name for (name,) in connection.execute(sql)]
    return found


def authors(connection: Connection) -> list[Row]:
    """Return record, first_author, year, known_from, citation, title of each with an author, what is counted first."""
    return rows(
        connection,
        "select record, first_author, year, known_from, citation, title from report where first_author is not null"
        " order by label <> 'hsct-ms-primary', record",
    )


def finding_record(connection: Connection, finding: str) -> str | None:
    """Return the record that has a figure, by either of its names; None if there is no such figure."""
    if finding.startswith("w-"):
        return next((each.record for each in load_findings(connection) if figure_key(each) == finding), None)
    row = connection.execute("select record from finding where id = ?", (finding,)).fetchone()
    return row[0] if row is not None else None
