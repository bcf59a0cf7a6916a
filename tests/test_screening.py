"""What a record is about: labels, reasons and standing, on made-up records in many styles."""

import tomllib
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from evidence.records.article import AbstractSection, Article, MeshHeading, Notice
from evidence.records.study import NOTICE, RETRACTED, SOUND, UNDER_CONCERN, Screening
from evidence.screening import Screener, compile_screener, is_indirect, screen, settings_of
from evidence.topics.vocabulary import load_vocabulary

FOLDER = Path(__file__).parent / "fixtures"
TOPIC = Path(__file__).parent.parent / "evidence/topics/hsct_ms"
RECORDS = tomllib.loads((FOLDER / "screening.toml").read_text(encoding="utf-8"))["record"]
NAMES = [record["name"] for record in RECORDS]


@pytest.fixture(scope="module")
def screener() -> Screener:
    return compile_screener(load_vocabulary(TOPIC))


def section(text: str) -> AbstractSection:
    """Return "METHODS: we did" as a labelled section, other text as one without label."""
    label, colon, rest = text.partition(": ")
    if colon and label == label.upper():
        return AbstractSection(label, None, rest)
    return AbstractSection(None, None, text)


def article(title: str, *abstract: str) -> Article:
    return Article(pmid="97000001", version=1, title=title, sections=tuple(section(text) for text in abstract))


@pytest.mark.parametrize("record", RECORDS, ids=NAMES)
def test_a_record_gets_the_label_and_design_a_reader_would_give(record: dict[str, object], screener: Screener) -> None:
    found = screen(article(record["title"], *record["abstract"]), screener)
    assert (found.label, found.study_design or "", found.result_bearing, found.standing) == (
        record["label"],
        record["design"],
        record["bears"],
        SOUND,
    ), found.reason
