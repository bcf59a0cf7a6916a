"""Reports of many days over one evidence, delivered in different ways: as it is, shuffled, every record twice."""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import patch

from evidence import refresh
from evidence.identity import join_records
from evidence.reading import Reader, compile_reader
from evidence.records.question import Pack, Topic
from evidence.topics import load_pack, load_topic
from evidence_cli.render.as_json import document_json
from evidence_cli.render.report_model import report_document
from evidence_cli.render.words import catalogue
from evidence_cli.replay import held_evidence, state_on
from evidence_db.opening import reading, writing
from tests.abstracts import Abstract, abstracts
from tests.made_records import Made, write_set

TOPIC = "hsct_ms"
Thing = TypeVar("Thing")
COMPILED = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
FIRST_YEAR, LAST_YEAR = 2000, 2026
EVERY_MONTH = tuple(f"{year}-{month:02}-01" for year in range(FIRST_YEAR, LAST_YEAR + 1) for month in range(1, 13))


@dataclass(frozen=True)
class Delivery:
    """How the records come. seed: of the order, None as they are; times: how often each; made: made-up records too."""

    seed: int | None = None
    times: int = 1
    made: bool = False


AS_IT_IS = Delivery()
SHUFFLED, TWICE = Delivery(seed=1), Delivery(seed=2, times=2)


@cache
def topic() -> Topic:
    return load_topic(TOPIC)


@cache
def pack() -> Pack:
    return load_pack(TOPIC, topic())


def public() -> dict[str, str]:
    """Return record -> the day it became public, of the records of the evidence pack."""
    joined, _ = join_records((), (), pack(), topic().links)
    return {report.record: report.known_from for report in joined if report.known_from is not None}


@cache
def reader() -> Reader:
    return compile_reader(topic().vocabulary)


def database(path: Path, how: Delivery) -> Path:
    """Write the evidence to a new database, in one run for each time it is delivered, and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    files = [_file(path.parent, how, number) for number in range(how.times)] if how.made else []
    with (
        patch.object(refresh, "load_pack", lambda *_: delivered(pack(), how)),
        patch.object(refresh, "compile_reader", lambda _: reader()),
        writing(path, create=True) as store,
    ):
        if not files:
            refresh.load_pack_only(TOPIC, store, now=COMPILED, program_version="0")
        for file in files:
            refresh.refresh_from_files([file], TOPIC, store, now=COMPILED, program_version="0")
    return path


def delivered(evidence: Pack, how: Delivery) -> Pack:
    """Return the pack with its records in another order, each so many times."""
    return replace(evidence, reports=_mixed(evidence.reports, how), findings=_mixed(evidence.findings, how))


def reports(path: Path, days: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Return (day, report as JSON) of each day; what is the same on all days is fetched once."""
    words = catalogue("en")
    with reading(path) as connection:
        held = held_evidence(connection, TOPIC)
        for day in days:
            yield day, document_json(report_document(state_on(day, held, connection), words, as_of=day, replayed=True))


def fingerprints(path: Path, days: Sequence[str]) -> dict[str, str]:
    """Return day -> hash of the bytes of its report."""
    return {day: sha256(told.encode()).hexdigest() for day, told in reports(path, days)}


def documents(path: Path, days: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return day -> its report as a document."""
    return {day: json.loads(told) for day, told in reports(path, days)}


@cache
def made_records() -> tuple[Made, ...]:
    """Every other made-up abstract as PubMed would send it, spread over the years; some with a PMID of the pack."""
    twins = [report.pmid for report in pack().reports if report.pmid is not None][::5]
    told = tuple(abstracts())[::2]
    pmids = (*(one.article.pmid for one in told), *twins)
    return tuple(_made(pmid, told[number % len(told)], number) for number, pmid in enumerate(pmids))


def _made(pmid: str, one: Abstract, number: int) -> Made:
    sections = tuple((section.label, section.text) for section in one.article.sections)
    return Made(pmid, one.article.title, sections, year=FIRST_YEAR + number % (LAST_YEAR - FIRST_YEAR))


def _file(folder: Path, how: Delivery, number: int) -> Path:
    """Write every made-up record so many times into one file; another order in each run."""
    again = how if how.seed is None else replace(how, seed=how.seed + number)
    return write_set(folder / f"records-{number}.xml", _mixed(made_records(), again))


def _mixed(things: Sequence[Thing], how: Delivery) -> tuple[Thing, ...]:
    every = [*things] * how.times
    return tuple(every if how.seed is None else random.Random(how.seed).sample(every, len(every)))
