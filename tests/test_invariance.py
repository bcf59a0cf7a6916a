"""What is read depends on the words of an abstract alone: not on the run, the order, or which side bears which name."""

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from evidence.extraction import read_findings
from evidence.records.finding import Contrast, Finding
from evidence.records.study import StudyFacts
from evidence_db.json_forms import to_json
from tests.abstracts import Abstract, abstracts, read
from tests.reading import READER, findings

ALL = tuple(abstracts())
BY_PMID = {abstract.article.pmid: abstract for abstract in ALL}
ROOT = Path(__file__).parent.parent
AGAIN = """
import sys
from tests.test_invariance import ALL, lines
sys.stdout.buffer.write(b"".join(lines(abstract) for abstract in ALL))
"""


def lines(abstract: Abstract) -> bytes:
    """Return the findings of the abstract as JSON Lines."""
    return "".join(f"{to_json(finding)}\n" for finding in read(abstract)[1]).encode()


# Runs and order


@pytest.mark.parametrize("seed", ["0", "1"])
def test_another_run_gives_the_same_bytes(seed):
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join((".", "cli", "db"))}
    told = subprocess.run([sys.executable, "-c", AGAIN], cwd=ROOT, env=environment, capture_output=True, check=True)
    assert told.stdout == b"".join(lines(abstract) for abstract in ALL)
    assert told.stdout.count(b"\n") > 150


def test_the_order_of_the_records_changes_nothing():
    forwards = {abstract.article.pmid: lines(abstract) for abstract in ALL}
    assert {abstract.article.pmid: lines(abstract) for abstract in reversed(ALL)} == forwards
    shuffled = sorted(ALL, key=lambda abstract: abstract.article.pmid[::-1])
    assert {abstract.article.pmid: lines(abstract) for abstract in shuffled} == forwards


# Names that change places


def swapped(text: str, first: str, second: str) -> str:
    """Return the text with the names exchanged, capitals kept at the start of a sentence; patterns of names come in."""
    names = [re.search(pattern, text) for pattern in (first, second)]
    if None in names:
        return text
    one, other = (name.group() for name in names if name is not None)

    def other_name(match: re.Match[str]) -> str:
        name = other if re.fullmatch(first, match.group()) else one
        starts = re.search(r"(?:^|[.:]\s)$", text[: match.start()]) is not None
        return name[0].upper() + name[1:] if starts else name

    return re.sub(f"{first}|{second}", other_name, text)


def told(
    findings: tuple[Finding, ...], rename: Callable[[str | None], str | None], *, of: str
) -> Counter[tuple[object, ...]]:
    """Return what the findings say, after the field `of` was renamed; without places, words and cohort sizes."""
    return Counter(
        (
            one.outcome, sides(one.contrast), one.regimen, one.timepoint_months,
            one.statistic, one.value_kind, one.value,
            one.ci_low, one.ci_high, one.ci_level, one.p, one.events, one.direction,
            one.state if one.contrast is None else None,  # shares that change places contradict the ratio beside them
            rename(one.arm) if of == "arm" else one.arm,
            rename(one.population) if of == "population" else one.population,
        )
        for one in findings
    )  # fmt: skip


def sides(contrast: Contrast | None) -> tuple[str, frozenset[str]] | None:
    """Return what is compared, whichever side is named first: a ratio whose order is not told is of the treatment."""
    return None if contrast is None else (contrast.kind, frozenset((contrast.a, contrast.b)))


def as_it_is(name: str | None) -> str | None:
    return name


COURSES = [
    (pmid, pair)
    for pmid, abstract in BY_PMID.items()
    for pair in (("RRMS", "SPMS"), ("RRMS", "PPMS"), ("SPMS", "PPMS"))
    if all(re.search(rf"\b{name}\b", str(abstract.article.sections)) for name in pair)
]


@pytest.mark.parametrize(("pmid", "pair"), COURSES)
def test_courses_that_change_places_change_the_populations_of_the_findings(pmid, pair):
    abstract = BY_PMID[pmid]
    sections = tuple(replace(one, text=swapped(one.text, *pair)) for one in abstract.article.sections)
    title = swapped(abstract.article.title, *pair)
    copy = replace(abstract, article=replace(abstract.article, title=title, sections=sections))
    assert copy != abstract

    def other(population: str | None) -> str | None:
        return population and re.sub("|".join(pair), lambda m: pair[pair[0] == m.group()], population)

    assert told(read(copy)[1], as_it_is, of="population") == told(read(abstract)[1], other, of="population")


TREATMENT = r"\b(?:AHSCT|aHSCT|HSCT)\b"
ARMS = {
    "97100014": r"\b(?:ATZ|alemtuzumab)\b",
    "97100016": r"\bHE-DMT\b",
    "97100017": r"\bnatalizumab\b",
    "97200001": r"\bBAT\b",
    "97200007": r"\b[Aa]lemtuzumab\b",
    "97300002": r"\bnatalizumab\b",
}
SIDES = {"hsct": "comparator", "comparator": "hsct"}


def results_swapped(text: str, label: str | None, drug: str) -> str:
    """Return the section with the arms exchanged where it is results; methods say who was treated, and stay."""
    if label is None:
        before, results, after = re.split(r"(?=Results:|Conclusion:)", text)
        return before + swapped(results, TREATMENT, drug) + after
    return swapped(text, TREATMENT, drug) if label in ("Results", "Findings") else text


@pytest.mark.parametrize(("pmid", "drug"), ARMS.items())
def test_arms_that_change_places_change_the_arms_of_the_findings(pmid, drug):
    abstract = BY_PMID[pmid]
    facts, before = read(abstract)
    sections = tuple(replace(one, text=results_swapped(one.text, one.label, drug)) for one in abstract.article.sections)
    copy = replace(abstract.article, sections=sections)
    assert copy != abstract.article
    after = read_findings(copy, abstract.screening, facts, READER)
    named = [tuple(one for one in found if one.outcome != "trm") for found in (before, after)]
    assert {one.arm for one in named[0]} >= {"hsct", "comparator"}
    # A death because of the transplant is of those transplanted, whatever the other arm is called: trm stays out.
    assert told(named[1], as_it_is, of="arm") == told(named[0], lambda arm: SIDES.get(arm or "", arm), of="arm")


def test_every_abstract_that_compares_the_treatment_with_one_drug_is_among_them():
    compared = {pmid for pmid, one in BY_PMID.items() if {"hsct", "comparator"} <= {f.arm for f in read(one)[1]}}
    assert compared == set(ARMS)


def test_a_ratio_that_contradicts_the_two_shares_beside_it_is_not_sure():
    text = (
        "Relapse occurred in 7 natalizumab-treated (11%) and 62 HSCT-treated patients (34%); the hazard ratio was 0.26 "
        "(95% CI 0.12-0.57)."
    )
    found = findings(text, StudyFacts(n_patients=244, n_hsct=183, comparator="natalizumab"))
    ratios = [one for one in found if one.statistic == "hazard_ratio"]
    assert len(ratios) == 1
    assert ratios[0].state != "clean" or (ratios[0].contrast is not None and ratios[0].contrast.a == "natalizumab")
