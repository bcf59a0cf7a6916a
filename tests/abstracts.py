"""Abstracts in our own words with their expected figures, and how many of them the reader gets."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evidence.extraction import read_facts, read_findings
from evidence.records.article import AbstractSection, Article
from evidence.records.finding import Finding
from evidence.records.study import PRIMARY, SECONDARY, Screening, StudyFacts
from tests.reading import READER

FOLDER = Path(__file__).parent / "fixtures" / "abstracts"
META = "meta-analysis/systematic review"


@dataclass(frozen=True)
class Abstract:
    """One fixture: the record, how it was screened, and what a careful reader takes from it."""

    article: Article
    screening: Screening
    expected: tuple[dict[str, str], ...]
    optional: tuple[dict[str, str], ...]
    facts: dict[str, object]


def abstracts() -> Iterator[Abstract]:
    for path in sorted(FOLDER.glob("*.toml")):
        for told in tomllib.loads(path.read_text(encoding="utf-8"))["abstract"]:
            sections = tuple(AbstractSection(label or None, None, text) for label, text in told["sections"])
            design = told["facts"].get("design", "cohort/case series")
            yield Abstract(
                Article(told["pmid"], 1, told["title"], sections),
                Screening(SECONDARY if design == META else PRIMARY, "made up", design, result_bearing=True),
                tuple(row(line) for line in told["expected"]),
                tuple(row(line) for line in told.get("optional", ())),
                told["facts"],
            )


def row(line: str) -> dict[str, str]:
    """Return "trm hsct percent 2.5 events=3" as names and values."""
    outcome, arm, statistic, value, *more = line.split()
    return {"outcome": outcome, "arm": arm, "statistic": statistic, "value": value} | dict(
        pair.split("=", 1) for pair in more
    )


def read(abstract: Abstract) -> tuple[StudyFacts, tuple[Finding, ...]]:
    facts = read_facts(abstract.article, abstract.screening, READER)
    return facts, read_findings(abstract.article, abstract.screening, facts, READER)


def fits(told: dict[str, str], finding: Finding) -> bool:
    """Tell whether the finding says what the row says: outcome, arm, figure, and time, interval, group if told."""
    arms = {told["arm"], finding.arm}
    same = told["outcome"] == finding.outcome and (len(arms) == 1 or arms == {"hsct", "all"})
    return same and _same_figure(told, finding) and _same_ties(told, finding)


def _same_figure(told: dict[str, str], finding: Finding) -> bool:
    if told["statistic"] == "p_only":
        return finding.statistic == "p_only"
    return finding.statistic == told["statistic"] and abs((finding.value or 0) - float(told["value"])) < 0.0005


def _same_ties(told: dict[str, str], finding: Finding) -> bool:
    low, _, high = told.get("ci", ":").partition(":")
    ties = (
        ("months", finding.timepoint_months), ("events", finding.events), ("of", finding.denominator),
        ("population", finding.population), ("dir", finding.direction),
    )  # fmt: skip
    named = all(_equal(told[name], value) for name, value in ties if name in told)
    return named and (not low or (_equal(low, finding.ci_low) and _equal(high, finding.ci_high)))


def _equal(printed: str, value: object) -> bool:
    if isinstance(value, int | float):
        return abs(float(printed) - value) <= 0.02 * max(1.0, abs(value))
    return printed == value


def match(abstract: Abstract, findings: tuple[Finding, ...]) -> tuple[list[dict[str, str]], list[Finding]]:
    """Return the expected rows that no finding gives, and the findings that no row asks for; one to one, greedily."""
    left = list(findings)
    missed = []
    for told in abstract.expected:
        found = next((finding for finding in left if fits(told, finding)), None)
        if found is None:
            missed.append(told)
        else:
            left.remove(found)
    wrong = [finding for finding in left if not any(_near(told, finding) for told in abstract.optional)]
    return missed, wrong


def _near(told: dict[str, str], finding: Finding) -> bool:
    return told["outcome"] == finding.outcome and _same_figure(told, finding)
