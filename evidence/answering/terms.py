"""Codes of the vocabulary: what a scope names, what words mean, which course a study is of."""

import re
from collections.abc import Sequence
from functools import lru_cache

from evidence.records.finding import Finding
from evidence.records.question import Term, Vocabulary
from evidence.records.study import Report
from evidence.words import words_pattern

# Outcome codes that hold unlike things (febrile neutropenia and sepsis; zoster and a rise of EBV; menses, pregnancy):
# their figures are shown as a range and never pooled, and two of them do not agree.
UNLIKE = ("infection", "viral_reactivation", "fertility", "other_toxicity", "serious_adverse_events")
SEX = "sex"  # group of subgroup terms; "women_only" among the cues are words of what only women have
MOSTLY = 0.8  # a cohort is of a course when at least four in five patients have it; else it is a mixture


def codes(asked: Sequence[str], terms: Sequence[Term]) -> frozenset[str]:
    """Return the codes that a scope names: codes as they are, "class:anti_cd20" as every code of that group."""
    classes = {name.removeprefix("class:") for name in asked if name.startswith("class:")}
    return frozenset(name for name in asked if not name.startswith("class:")) | frozenset(
        term.code for term in terms if term.group in classes
    )


def code_of(told: str, terms: Sequence[Term]) -> str:
    """Return the code of the term that the words are, or the words themselves where none fits."""
    exact = next((term.code for term in terms if term.code == told), None)
    return exact or next((term.code for term in terms if _pattern(term.words).fullmatch(told)), told)


@lru_cache(maxsize=1024)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return words_pattern(phrases)


def part_of(finding: Finding, vocabulary: Vocabulary) -> str | None:
    """Return the code of the part of the patients a figure is about, its words where none fits, None for everybody.

    A population is kept as its source prints it: "Gd+ before HSCT" is gd_positive, "MS" is everybody, and the name of a
    regimen is no part (see regimen_of). A figure on fertility without one is of women if its note says so ("menses").
    """
    told = finding.population
    if told is None:
        return sex_of(finding, vocabulary) if finding.outcome == "fertility" else None
    terms = vocabulary.courses + vocabulary.subgroups
    code = code_of(told, terms)
    if any(term.code == code for term in terms):
        return code
    short = dict(vocabulary.cues).get("disease_short", ())
    everybody = _pattern((*vocabulary.disease, *short)).fullmatch(told) is not None
    return None if everybody or _regimen_in(told, vocabulary) is not None else told


def regimen_of(finding: Finding, vocabulary: Vocabulary) -> str | None:
    """Return the regimen of a figure, as a code where one fits; some sources name it where others name patients."""
    if finding.regimen is not None:
        return code_of(finding.regimen, vocabulary.regimens)
    return _regimen_in(finding.population or "", vocabulary)


def _regimen_in(population: str, vocabulary: Vocabulary) -> str | None:
    code = code_of(population, vocabulary.regimens)
    return code if any(term.code == code for term in vocabulary.regimens) else None


def sex_of(finding: Finding, vocabulary: Vocabulary) -> str | None:
    """Return the code of the sex that the note of a figure names, None if it names none."""
    cues, note = dict(vocabulary.cues), finding.note or ""
    sexes = [term.code for term in vocabulary.subgroups if term.group == SEX]
    return next((code for code in sexes if _pattern(cues.get(f"{code}_only", ())).search(note)), None)


def named_in(told: str, terms: Sequence[Term]) -> frozenset[str]:
    """Return the codes of the terms that the words name anywhere."""
    return frozenset(term.code for term in terms if words_pattern(term.words).search(told))


def main_course(reports: Sequence[Report], terms: Sequence[Term]) -> str | None:
    """Return the course of at least four in five patients of a study, None for a mixture or where it is not told.

    From the first report that counts its patients by course, else from the only course that the titles name.
    """
    for report in reports:
        counts = [(code_of(course, terms), n) for course, n in report.facts.phenotypes]
        if counts:
            total = _patients_by_course(report, sum(n for _, n in counts))
            return next((course for course, n in counts if n >= MOSTLY * total), None)
    named = {code for report in reports for code in named_in(report.title or "", terms)}
    return named.pop() if len(named) == 1 else None


def of_other_courses(reports: Sequence[Report], wanted: Sequence[str], terms: Sequence[Term]) -> int:
    """Return how many patients of a study have none of the courses, 0 where its courses are not told.

    From the first report that counts its patients by course, as main_course does.
    """
    for report in reports:
        counts = [(code_of(course, terms), n) for course, n in report.facts.phenotypes]
        if counts:
            total = _patients_by_course(report, sum(n for _, n in counts))
            return max(0, total - sum(n for course, n in counts if course in wanted))
    return 0


def is_only_course(course: str, reports: Sequence[Report], terms: Sequence[Term]) -> bool:
    """Return True if every patient of a study is told to have the course."""
    told = next((report for report in reports if report.facts.phenotypes), None)
    return told is not None and of_other_courses((told,), (course,), terms) == 0


def _patients_by_course(report: Report, counted: int) -> int:
    """Return of how many patients the courses are told: all transplanted ones, or all patients, or more than both.

    A cohort may print one course only: "122 of 210 had RRMS" is a mixture.
    """
    told = [n for n in (report.facts.n_hsct, report.facts.n_patients) if n is not None and n > 0]
    return counted if not told or counted >= min(told) else min(told)
