"""landmarks.jsonl -> Pack: facts and figures of landmark studies, each with its PMID or DOI.

Line 1 says when the facts were put together; every other line is one record with its rows. A key that is absent was
not reported. How a row becomes a Finding stands in pack_rows.py.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from evidence.errors import TopicError
from evidence.records.finding import Finding
from evidence.records.question import Pack, Topic, Vocabulary
from evidence.records.study import Report
from evidence.topics.folder import PACK, read_text, topic_folder
from evidence.topics.pack_reports import read_report
from evidence.topics.pack_rows import Names, compile_names, read_row
from evidence.topics.reader import Table, read_whole


@dataclass(frozen=True, slots=True)
class PackRow:
    """What became of one row of the file. left_out: why it is no finding, None if it is one."""

    key: str
    position: int
    finding: Finding | None
    left_out: str | None


@dataclass(frozen=True, slots=True)
class PackRecord:
    """One line of the file: all the keys it stands for (more than one where two were the same article), its rows."""

    keys: tuple[str, ...]
    report: Report
    rows: tuple[PackRow, ...]


def load_pack(code_or_folder: str, topic: Topic) -> Pack:
    """Return the evidence pack of a topic, empty with compiled "" where the folder has none. Raises TopicError."""
    path = topic_folder(code_or_folder) / PACK
    if not path.exists():
        return Pack(compiled="", reports=(), findings=())
    compiled, records = read_pack(path, topic)
    rows = [row for record in records for row in record.rows]
    return Pack(
        compiled=compiled,
        reports=tuple(record.report for record in records),
        findings=tuple(row.finding for row in rows if row.finding is not None),
    )


def read_pack(path: Path, topic: Topic) -> tuple[str, tuple[PackRecord, ...]]:
    """Return the date of the pack and its records with what became of each row. Raises TopicError."""
    lines = read_text(path).splitlines()
    names = compile_names(topic.vocabulary)
    compiled = read_whole(_table(path.name, 1, lines[0]), lambda table: table.day("compiled"))
    records = tuple(
        read_whole(_table(path.name, number, line), lambda table: _read_record(table, names, topic.vocabulary))
        for number, line in enumerate(lines[1:], 2)
    )
    _refuse_twins(path.name, records)
    return compiled, records


def _table(file: str, number: int, line: str) -> Table:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError) as problem:  # JSONDecodeError; an integer of 4,300 digits; nested without end
        raise TopicError(f"{file}: line {number}: is not JSON: {problem}") from problem
    if not isinstance(values, Mapping):
        raise TopicError(f"{file}: line {number}: must be one JSON object")
    key = values.get("key")
    return Table(file, f"record {key}" if isinstance(key, str) else f"line {number}", "", values)


def _read_record(table: Table, names: Names, vocabulary: Vocabulary) -> PackRecord:
    report = read_report(table, tuple(term.code for term in vocabulary.settings), vocabulary.sources)
    key = table.text("key")
    fates = table.entries("rows", "", lambda row: read_row(row, report, names))
    rows = (PackRow(key, position, finding, left_out) for position, (finding, left_out) in enumerate(fates))
    return PackRecord(keys=(key, *table.maybe_texts("also")), report=report, rows=tuple(rows))


def _refuse_twins(file: str, records: tuple[PackRecord, ...]) -> None:
    """Two lines of one article would count its patients twice; two equal rows would be one figure told twice."""
    seen: set[str] = set()
    for record in records:
        for name in (record.report.record, *record.report.names):
            if name in seen:
                raise TopicError(f"{file}: record {record.keys[0]}: names {name}, which another line has too")
            seen.add(name)
        ids = [row.finding.id for row in record.rows if row.finding is not None]
        if len(set(ids)) < len(ids):
            raise TopicError(f"{file}: record {record.keys[0]}: rows hold the same figure twice")
