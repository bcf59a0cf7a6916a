"""Real records: nothing breaks, every address resolves, the records that must yield nothing yield nothing."""

import csv
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from evidence.extraction import read_facts, read_findings
from evidence.records.article import AbstractSection, Article, article_text, text_hash
from evidence.records.finding import Finding
from evidence.records.study import PRIMARY, Screening
from tests.reading import READER

pytestmark = pytest.mark.real


def articles(path: Path) -> Iterator[Article]:
    """Yield title and abstract of each record, read here without the reader of the sources room."""
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as source:
        for _, element in ElementTree.iterparse(source):  # noqa: S314 - a local file of known origin
            if element.tag == "PubmedArticle":
                yield article(element.find("MedlineCitation"))
                element.clear()


def article(citation) -> Article:
    sections = tuple(
        AbstractSection(part.get("Label"), part.get("NlmCategory"), "".join(part.itertext()))
        for part in citation.findall("./Article/Abstract/AbstractText")
    )
    title = citation.find("./Article/ArticleTitle")
    return Article(citation.find("PMID").text, 1, "".join(title.itertext()) if title is not None else "", sections)


def read(record: Article, label: str = PRIMARY, design: str | None = "comparative cohort") -> tuple[Finding, ...]:
    screening = Screening(label, "", design, result_bearing=True)
    return read_findings(record, screening, read_facts(record, screening, READER), READER)


def assert_addresses_resolve(record: Article) -> None:
    text = article_text(record)
    for finding in read(record):
        assert text[finding.start : finding.end] == finding.sentence, record.pmid
        assert finding.start <= finding.mark_start < finding.mark_end <= finding.end, record.pmid
        assert finding.text_hash == text_hash(text)
        mark = text[finding.mark_start : finding.mark_end]
        assert is_told(mark, finding), (record.pmid, mark, finding.value)


def is_told(mark: str, finding: Finding) -> bool:
    """Tell whether the marked words hold the digits of the figure, or the words for it."""
    digits = re.sub(r"[^0-9.]", "", re.sub("[\u00b7\u22c5\u2219]", ".", mark).replace("\u2009", ""))
    if finding.value is None:
        return re.sub(r"[^0-9.]", "", finding.p or "") in digits
    shown = f"{abs(finding.value):g}".removeprefix("0")
    proportion = f"{abs(finding.value) / 100:g}" if finding.rule.endswith(":proportion") else shown
    plain = re.sub(r"(?<=\d),(?=\d)", "", mark)
    comma = mark.replace(",", ".")  # a decimal comma, which is flagged
    return (
        shown.rstrip("0") in digits
        or shown in plain
        or proportion in plain
        or shown in comma
        or re.search(r"[a-z]{2}", mark, re.IGNORECASE) is not None
    )


def test_every_address_resolves_in_the_development_records(real):
    for record in articles(real / "hsct_ms_dev.xml"):
        assert_addresses_resolve(record)


def test_every_address_resolves_in_a_feed_of_two_years(real):
    for record in articles(real / "ms_feed.xml.gz"):
        assert_addresses_resolve(record)


@pytest.mark.slow
def test_every_address_resolves_in_a_whole_update_file(real):
    for record in articles(real / "pubmed_bulk" / "pubmed21n1298.xml.gz"):
        assert_addresses_resolve(record)


def test_records_that_carry_no_outcome_yield_none_that_is_clean(real):
    labels = dict(csv.reader((real / "screening_labels.csv").open(encoding="utf-8")))
    negatives = [json.loads(line)["pmid"] for line in (real / "negatives.jsonl").open(encoding="utf-8")]
    records = {record.pmid: record for record in articles(real / "hsct_ms_dev.xml")}
    yielded = {
        pmid for pmid in negatives for finding in read(records[pmid], labels[pmid], None) if finding.state != "unbound"
    }
    assert yielded == set()
