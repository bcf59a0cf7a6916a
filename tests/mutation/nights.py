"""The same through the whole workflow: a file of PubMed records, `refresh --from`, and what the database tells then."""

import json
import shutil
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

from evidence import refresh
from evidence_db.json_forms import to_json
from evidence_db.opening import open_reader, writing
from evidence_db.views_corrections import corrections
from evidence_db.views_report import answers
from tests.made_records import Made, write_set
from tests.mutation.evidence import CLASSES, STANDINGS, Target, clean, expected, reached
from tests.replay.days import TOPIC, pack, reader

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


def night(db: Path, records: Sequence[Made]) -> None:
    """Read these records from a file into the database, as `refresh --from` does."""
    file = write_set(db.with_suffix(".xml"), records)
    with (
        patch.object(refresh, "load_pack", lambda *_: pack()),
        patch.object(refresh, "compile_reader", lambda _: reader()),
        writing(db, create=True) as store,
    ):
        refresh.refresh_from_files([file], TOPIC, store, now=NOW, program_version="0")


def first_night(folder: Path) -> Path:
    """Return a database of the pack with PubMed's record of each article that supports a status."""
    db = folder / "clean.db"
    night(db, clean())
    return db


def after(db: Path, records: Sequence[Made], name: str = "after") -> Path:
    """Return a copy of the database after one more night."""
    copy = db.with_name(f"{name}.db")
    shutil.copy(db, copy)
    night(copy, records)
    return copy


def told(db: Path) -> dict[str, list[dict[str, Any]]]:
    """Return record -> the corrections that the report tells of it."""
    found: dict[str, list[dict[str, Any]]] = {}
    with closing(open_reader(db)) as connection:
        for row in corrections(connection, answers(connection)):
            found.setdefault(row["record"], []).append(row)
    return found


def class_faults(db: Path, kind: str, *, by_notice: bool = False) -> list[str]:
    """Give every record at once one notice of a kind, and return those that are told as anything else."""
    records = [target.notice(kind) if by_notice else target.told(kind) for target in reached()]
    found = told(after(db, records, f"{kind}-{by_notice}"))
    wrong = []
    for target in reached():
        rows = [(row["kind"], row["standing"], row["by"]) for row in found.get(target.record, [])]
        if rows != [(CLASSES[kind], STANDINGS[kind], [target.note])]:
            wrong.append(f"{target.record}, {kind}: {rows}")
    return wrong


def answer_faults(db: Path, target: Target, kind: str, *, by_notice: bool = False) -> list[str]:
    """Give one record a notice in a night of its own, and return the questions that differ from the brute force."""
    copy = after(db, [target.notice(kind) if by_notice else target.told(kind)])
    with closing(open_reader(copy)) as connection:
        held = answers(connection)
    right = {answer.question: json.loads(to_json(answer)) for answer in expected(target, kind)}
    return [code for code in right if {**held[code], "as_of": ""} != {**right[code], "as_of": ""}]
