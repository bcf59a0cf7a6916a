"""Saves and loads what is worked out anew in every run: reports, findings, studies. Equal rows stay untouched."""

from collections.abc import Iterable, Iterator
from sqlite3 import Connection

from evidence.records.finding import Finding
from evidence.records.study import PRIMARY, SECONDARY, Report, Study
from evidence_db.evidence_rows import (
    FINDING_COLUMNS,
    REPORT_COLUMNS,
    STUDY_COLUMNS,
    finding_from,
    finding_row,
    report_from,
    report_row,
    study_from,
    study_report_rows,
    study_row,
)
from evidence_db.tables import Tables, read_rows, save_set


def save_reports(tables: Tables, reports: Iterable[Report]) -> int:
    """Make these the reports; return the number of rows changed or removed."""
    return save_set(tables, "report", ["record"], map(report_row, reports))


def save_findings(tables: Tables, findings: Iterable[Finding]) -> int:
    """Make these the findings; of two with one id (the same words read twice by one rule) the first counts."""
    first = {finding.id: finding for finding in reversed(list(findings))}
    return save_set(tables, "finding", ["id"], map(finding_row, first.values()))


def save_studies(tables: Tables, studies: Iterable[Study]) -> int:
    """Make these the studies with their reports."""
    listed = list(studies)
    members = (row for study in listed for row in study_report_rows(study))
    changed = save_set(tables, "study", ["key"], map(study_row, listed))
    return changed + save_set(tables, "study_report", ["study", "record"], members)


def load_reports(connection: Connection) -> Iterator[Report]:
    """Return the reports by record."""
    return map(report_from, read_rows(connection, "report", REPORT_COLUMNS, "ORDER BY record"))


def load_speaking(connection: Connection) -> Iterator[Report]:
    """Return the reports that an answer, a study or a review's pool can come from on any day, by record.

    Of a large database most records are about something else; none of those is ever evidence.
    """
    query = "WHERE label IN (?, ?) ORDER BY record"
    return map(report_from, read_rows(connection, "report", REPORT_COLUMNS, query, (PRIMARY, SECONDARY)))


def load_findings(connection: Connection) -> Iterator[Finding]:
    """Return the findings by record and place in the text."""
    order = "ORDER BY record, start, mark_start, id"
    return map(finding_from, read_rows(connection, "finding", FINDING_COLUMNS, order))


def load_studies(connection: Connection) -> Iterator[Study]:
    """Return the studies by key."""
    members: dict[str, list[str]] = {}
    for study, record in connection.execute("SELECT study, record FROM study_report ORDER BY study, position, record"):
        members.setdefault(study, []).append(record)
    for row in read_rows(connection, "study", STUDY_COLUMNS, "ORDER BY key"):
        yield study_from(row, members.get(str(row["key"]), []))
