"""Makers for tests of extraction: an abstract in one's own words -> its findings."""

from pathlib import Path

import evidence.topics
from evidence.extraction import Reader, compile_reader, read_facts, read_findings
from evidence.records.article import AbstractSection, Article
from evidence.records.finding import Finding
from evidence.records.study import PRIMARY, Screening, StudyFacts
from evidence.topics.vocabulary import load_vocabulary

READER: Reader = compile_reader(load_vocabulary(Path(evidence.topics.__file__).parent / "hsct_ms"))
ALONE = StudyFacts(n_patients=24, n_hsct=24)  # one cohort, no comparator


def article(*sections: tuple[str | None, str], title: str = "Transplantation in multiple sclerosis") -> Article:
    """Return an article with made-up PMID; sections: (label, text)."""
    return Article(
        pmid="97000001",
        version=1,
        title=title,
        sections=tuple(AbstractSection(label, None, text) for label, text in sections),
    )


def screening(label: str = PRIMARY, design: str | None = "cohort/case series") -> Screening:
    return Screening(label, "made up", design, result_bearing=True)


def findings(text: str, facts: StudyFacts = ALONE, label: str | None = "RESULTS") -> tuple[Finding, ...]:
    """Return the findings of one section, whatever their state."""
    return read_findings(article((label, text)), screening(), facts, READER)


def one(text: str, facts: StudyFacts = ALONE) -> Finding:
    """Return the only finding of the text."""
    found = findings(text, facts)
    assert len(found) == 1, [(finding.outcome, finding.value, finding.flags) for finding in found]
    return found[0]


def facts_of(*sections: tuple[str | None, str], title: str = "T", design: str | None = None) -> StudyFacts:
    """Return the facts that the reader takes from an abstract."""
    return read_facts(article(*sections, title=title), screening(design=design), READER)


def values(found: tuple[Finding, ...], *names: str) -> list[tuple[object, ...]]:
    """Return the named fields of each finding."""
    return [tuple(getattr(finding, name) for name in names) for finding in found]
