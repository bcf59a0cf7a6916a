"""Every real abstract at hand is read, as if it were of this topic, and every figure stands in its sentence."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence.errors import ContentRefused
from evidence.extraction import read_facts, read_findings
from evidence.extraction.verify import find_misquotes
from evidence.records.article import AbstractSection, Article, article_text
from evidence.sources.bulk import read_records
from tests.reading import READER, screening

pytestmark = pytest.mark.real
BULK = ("medline16n0902.xml.gz", "pubmed20n0014.xml.gz", "pubmed21n1298.xml.gz")


def articles(path: Path) -> Iterator[Article]:
    for record in read_records(path):
        if record.article is not None:
            yield record.article


def single_records(folder: Path) -> Iterator[Article]:
    """Yield the articles of the files that are records; some are replies that hold none."""
    for path in sorted(folder.glob("*.xml")):
        try:
            yield from articles(path)
        except ContentRefused:
            continue


def plain_texts(folder: Path) -> Iterator[Article]:
    for number, path in enumerate(sorted(folder.glob("*.txt"))):
        text = path.read_text(encoding="utf-8", errors="replace")
        yield Article(str(97_000_000 + number), 1, "", (AbstractSection(None, None, text),))


def misquoted(found: Iterator[Article]) -> tuple[int, int, list[tuple[str, str, tuple[str, ...]]]]:
    """Return how many articles and figures there were, and the figures that their sentence does not bear out."""
    count, figures, wrong = 0, 0, []
    for article in found:
        primary = screening(design="comparative cohort")
        facts, text = read_facts(article, primary, READER), article_text(article)
        for finding in read_findings(article, primary, facts, READER):
            figures += 1
            faults = find_misquotes(finding, text, facts)
            if faults:
                wrong.append((article.pmid, finding.sentence or "", faults))
        count += 1
    return count, figures, wrong


def test_every_figure_of_the_development_records_stands_in_its_sentence(real):
    count, figures, wrong = misquoted(articles(real / "hsct_ms_dev.xml"))
    assert (count, wrong) == (67, [])
    assert figures > 80


@pytest.mark.slow
def test_every_figure_of_a_feed_of_two_years_stands_in_its_sentence(real):
    count, figures, wrong = misquoted(articles(real / "ms_feed.xml.gz"))
    assert (count, wrong) == (3009, [])
    assert figures > 300


@pytest.mark.slow
def test_every_figure_of_single_records_and_of_trial_abstracts_stands_in_its_sentence(real):
    count, _, wrong = misquoted(single_records(real / "eutils/metapub_pmid_xml"))
    assert count > 200
    assert wrong == []
    count, figures, wrong = misquoted(plain_texts(real / "pico_corpus/pico_corpus_brat_annotated_files"))
    assert count > 1000
    assert wrong == []
    assert figures > 400


@pytest.mark.slow
@pytest.mark.parametrize("name", BULK)
def test_every_figure_of_whole_files_stands_in_its_sentence(real, name):
    count, figures, wrong = misquoted(articles(real / "pubmed_bulk" / name))
    assert count > 500
    assert figures > 30
    assert wrong == []
