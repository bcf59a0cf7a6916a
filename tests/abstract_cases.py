"""Abstracts with the rows of a careful reader and what the program read of them: ours, the older ones, real ones."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evidence.reading import compile_reader, read_article
from evidence.records.article import AbstractSection, Article
from evidence.records.finding import Finding
from evidence.sources.bulk import read_records
from tests import abstracts as older
from tests.reading import READER

FOLDER = Path(__file__).parent / "fixtures" / "abstracts"
PROGRAM = compile_reader(READER.vocabulary)
Notation = dict[str, object]


@dataclass(frozen=True)
class Row:
    """One figure as a careful reader takes it. outcomes: the code, and others that are right too.

    direction: event, event_free or None; ambiguous: read or not, it counts neither way.
    """

    outcomes: tuple[str, ...]
    arm: str
    statistic: str
    value: float | None = None
    events: int | None = None
    denominator: int | None = None
    months: float | None = None
    low: float | None = None
    high: float | None = None
    p: str | None = None
    population: str | None = None
    direction: str | None = None
    ambiguous: bool = False
    quote: str = ""


@dataclass(frozen=True)
class Case:
    """An abstract with its rows and findings. alone: without a comparator, where "hsct" and "all" are one arm."""

    article: Article
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    alone: bool


def own_lines() -> Iterator[Notation]:
    """Yield the lines of own_1.jsonl ... as they are."""
    for path in sorted(FOLDER.glob("own_*.jsonl")):
        yield from _lines(path)


def own_cases() -> Iterator[Case]:
    """Yield our abstracts, read by the whole program, the screening included."""
    for told in own_lines():
        sections = tuple(AbstractSection(part["label"], None, part["text"]) for part in told["sections"])
        yield _case(Article(told["pmid"], 1, told["title"], sections), told)


def older_cases() -> Iterator[Case]:
    """Yield the abstracts in TOML; what they call optional is ambiguous here."""
    for told in older.abstracts():
        rows = [_older_row(one) for one in told.expected] + [_older_row(one, ambiguous=True) for one in told.optional]
        yield Case(told.article, tuple(rows), older.read(told)[1], alone=True)


def real_cases(folder: Path) -> Iterator[Case]:
    """Yield the real records with hand-made rows, and those that must yield none."""
    gold = {told["pmid"]: told for told in _lines(folder / "dev_gold.jsonl")}
    none: Notation = {"outcomes": [], "comparator": None}
    known = gold | {told["pmid"]: none for told in _lines(folder / "negatives.jsonl") if told["pmid"] not in gold}
    for record in read_records(folder / "hsct_ms_dev.xml"):
        if record.article is not None and record.article.pmid in known:
            yield _case(record.article, known[record.article.pmid])


def _lines(path: Path) -> Iterator[Notation]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def _case(article: Article, told: Notation) -> Case:
    rows = tuple(_row(one) for one in told["outcomes"])
    return Case(article, rows, read_article(article, PROGRAM)[1], alone=not told["comparator"])


def _row(told: Notation) -> Row:
    return Row(
        outcomes=(told["outcome"], *told.get("outcome_alt", ())), arm=told["arm"], statistic=told["statistic"],
        value=told["value"], events=told["events"], denominator=told["denominator"], months=told["timepoint_months"],
        low=told.get("ci_low"), high=told.get("ci_high"), p=told["p"], population=told["population"],
        direction=told.get("direction_note"), ambiguous=told.get("ambiguous", False), quote=told["quote"],
    )  # fmt: skip


def _older_row(told: dict[str, str], *, ambiguous: bool = False) -> Row:
    low, _, high = told.get("ci", ":").partition(":")
    whole = {name: int(told[name]) if name in told else None for name in ("events", "of")}
    p_only = told["statistic"] == "p_only"
    return Row(
        outcomes=(told["outcome"],), arm=told["arm"], statistic=told["statistic"],
        value=None if p_only else float(told["value"]), p=told["value"] if p_only else None,
        events=whole["events"], denominator=whole["of"], months=_number(told.get("months")), low=_number(low),
        high=_number(high), population=told.get("population"), direction=told.get("dir"), ambiguous=ambiguous,
    )  # fmt: skip


def _number(printed: str | None) -> float | None:
    return float(printed) if printed else None
