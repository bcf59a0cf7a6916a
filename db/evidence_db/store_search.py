"""Saves how the sources were asked, what they found, and what a run did to which article."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from sqlite3 import Connection

from evidence.records.search import TRANSIENT, Absence, SearchLog
from evidence.records.study import RETRACTED, UNDER_CONCERN
from evidence.rereading import SETTLED, moment, night_of
from evidence_db.json_forms import to_json
from evidence_db.tables import Row, insert_or_update, read_rows

_COLUMNS = (
    "source", "query", "translation", "count", "digest", "added", "gone", "fetched", "missing", "warnings", "requests",
    "server_date", "refused",
)  # fmt: skip
_OUT = "SELECT pmid FROM report WHERE pmid IS NOT NULL AND result_bearing AND standing IN (?, ?)"
_LISTS = ("added", "gone", "missing", "warnings")


def save_search(connection: Connection, run: int, log: SearchLog) -> None:
    """Add the log of a search to its run."""
    told = asdict(log)
    row = (run, *(to_json(told[name]) if name in _LISTS else told[name] for name in _COLUMNS))
    names = ", ".join(("run", *_COLUMNS))
    marks = ", ".join("?" for _ in row)
    connection.execute(f"INSERT INTO search ({names}) VALUES ({marks})", row)  # noqa: S608


def load_last_searches(connection: Connection) -> tuple[SearchLog, ...]:
    """Return the newest accepted search of each source."""
    newest = "WHERE run = (SELECT max(s.run) FROM search s WHERE s.source = search.source AND s.refused IS NULL)"
    return tuple(_log(row) for row in read_rows(connection, "search", _COLUMNS, f"{newest} ORDER BY source"))


def _log(row: Row) -> SearchLog:
    lists = {name: tuple(json.loads(str(row[name]))) for name in _LISTS}
    return SearchLog(**{**row, **lists})  # type: ignore[arg-type]


def load_last_night(connection: Connection, source: str) -> date | None:
    """Return the night of the source's last accepted search, None before the first."""
    query = "SELECT started FROM run WHERE id = (SELECT max(run) FROM search WHERE source = ? AND refused IS NULL)"
    found = connection.execute(query, (source,)).fetchone()
    return None if found is None else night_of(moment(found[0]))


def save_hits(connection: Connection, source: str, ids: Iterable[str]) -> int:
    """Make these the ids that the last accepted search of the source found; return the number of rows changed."""
    wanted, held = set(ids), load_hits(connection, source)
    gone, new = sorted(held - wanted), sorted(wanted - held)
    connection.executemany("DELETE FROM search_hit WHERE source = ? AND id = ?", [(source, name) for name in gone])
    connection.executemany("INSERT INTO search_hit (source, id) VALUES (?, ?)", [(source, name) for name in new])
    return len(gone) + len(new)


def load_hits(connection: Connection, source: str) -> frozenset[str]:
    """Return what the last accepted search of the source found."""
    found = connection.execute("SELECT id FROM search_hit WHERE source = ?", (source,))
    return frozenset(name for (name,) in found)


_ABSENCE = ("pmid", "since", "last", "nights", "label", "merged_into")
_SAVE_ABSENCE = insert_or_update("absence", _ABSENCE, ["pmid", "since"])


def save_absences(connection: Connection, absences: Iterable[Absence]) -> int:
    """Save absences that are new or moved; return their number."""
    rows = [(one.pmid, one.since, one.last, one.nights, one.label, one.into) for one in absences]
    connection.executemany(_SAVE_ABSENCE, rows)
    return len(rows)


def load_absences(connection: Connection) -> tuple[Absence, ...]:
    """Return the absences that are not over, by PMID."""
    query = f"SELECT {', '.join(_ABSENCE)} FROM absence WHERE label IS NOT ? ORDER BY CAST(pmid AS INTEGER)"  # noqa: S608
    return tuple(Absence(*row) for row in connection.execute(query, (TRANSIENT,)))


def load_unsettled(connection: Connection) -> frozenset[str]:
    """Return the PMIDs that are looked at every week: not indexed yet, or lost by the search."""
    marks = ", ".join("?" for _ in SETTLED)
    query = (
        f"SELECT pmid FROM article WHERE status NOT IN ({marks})"  # noqa: S608
        " UNION SELECT pmid FROM absence WHERE label <> ?"
    )
    return frozenset(pmid for (pmid,) in connection.execute(query, (*SETTLED, TRANSIENT)))


def save_run_articles(connection: Connection, run: int, what: Mapping[str, str]) -> None:
    """Note what the run did to which article (new, changed, older, deleted) where that is not noted yet."""
    rows = [(run, pmid, what[pmid]) for pmid in sorted(what)]
    add = "INSERT INTO run_article (run, pmid, what) VALUES (?, ?, ?) ON CONFLICT (run, pmid) DO NOTHING"
    connection.executemany(add, rows)


def load_pmids(connection: Connection) -> frozenset[str]:
    """Return the PMID of every article that is held."""
    return frozenset(pmid for (pmid,) in connection.execute("SELECT pmid FROM article"))


def load_bearing(connection: Connection) -> tuple[str, ...]:
    """Return the PMIDs of articles that the newest answers or their parts rest on, in numeric order.

    With those that bear results and are out for a retraction or a concern, which may be taken back, and those that
    only the evidence pack told of: a retraction of one that was never read would go unnoticed.
    """
    bodies = connection.execute("SELECT body FROM answer WHERE id IN (SELECT max(id) FROM answer GROUP BY question)")
    records: set[str] = set()
    for (body,) in bodies:
        answer = json.loads(body)
        for part in (answer, *answer["sub_answers"]):
            records.update(part["studies"])
    records.update(f"pmid:{pmid}" for (pmid,) in connection.execute(_OUT, (RETRACTED, UNDER_CONCERN)))
    named = (record.removeprefix("pmid:") for record in records if record.startswith("pmid:"))
    return tuple(sorted(named, key=int))
