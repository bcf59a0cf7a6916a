"""Facts about the study: patients, courses, conditioning, comparator; the rest is read by rooms of its own."""

import re

from evidence.extraction.arm_sizes import find_arms, find_transplanted, settle_arms, sum_of_arms
from evidence.extraction.centres import find_centres, find_inclusion_years
from evidence.extraction.comparators import find_comparators
from evidence.extraction.finder import Finder
from evidence.extraction.follow_up import find_follow_up
from evidence.extraction.mentions import COURSE, REGIMEN, TREATMENT, Marked, Mention
from evidence.extraction.numbers import COUNT, read_count
from evidence.extraction.others import is_of_others
from evidence.extraction.patients import find_patients
from evidence.extraction.registry import find_registry_ids
from evidence.extraction.text import BACKGROUND, METHODS, RESULTS, UNLABELLED, Sentence
from evidence.extraction.transplanted import told_transplanted
from evidence.quick import Quick
from evidence.records.article import Article
from evidence.records.question import Vocabulary
from evidence.records.study import PRIMARY, SECONDARY, Screening, StudyFacts


def read_study_facts(
    article: Article, screening: Screening, sentences: tuple[Sentence, ...], *, labels: Finder, vocabulary: Vocabulary
) -> StudyFacts:
    """Return what the record says about its study. sentences: the title first, then the abstract."""
    marked = tuple((sentence, labels.find(sentence.text)) for sentence in sentences)
    comparators = find_comparators(marked, screening.study_design)
    courses = _course_counts(marked)
    told = _whole(find_patients(marked, comparators, screening.study_design), courses, marked)
    arms = settle_arms(marked, find_arms(marked, comparators), told, comparators)
    n_patients = sum_of_arms(told, arms, comparators)
    return StudyFacts(
        n_patients=n_patients,
        n_hsct=_transplanted(screening, marked, arms, n_patients=n_patients, comparators=comparators),
        follow_up=find_follow_up(sentences),
        phenotypes=_phenotypes(courses, marked, n_patients),
        conditioning=_conditioning(marked, vocabulary),
        comparator=", ".join(comparators) or None,
        registry_ids=find_registry_ids(article),
        inclusion_years=find_inclusion_years(
            sentences, pooled=screening.study_design == "meta-analysis/systematic review"
        ),
        n_centres=find_centres(sentences),
    )


_BEFORE_COURSE = Quick(
    rf"(?P<n>{COUNT})\s*(?:\(\d[\d.]*\s?%\)\s*)?(?:(?:patients?|participants?|subjects?|individuals?|people|cases|"
    rf"had|have|with|"
    r"of|a|an|the|newly|diagnosed|active|were|in|phase)\s+){0,5}$",
    re.IGNORECASE,
)
_AFTER_COURSE = re.compile(
    r"\s*(?:MS|multiple sclerosis|patients)?\s*\(?\s*(?:\([A-Z-]+\)\s*)?[\[(:,]?\s*"
    r"(?:(?:RR|SP|PP|PR)(?:-?MS)?[,:;]\s*)?n\s?=\s?(?P<n>\d{1,5})\b"
)


def _course_counts(marked: Marked) -> dict[str, int]:
    """Return the first number of patients told of each course, outside the background."""
    found: dict[str, int] = {}
    for sentence, labels in marked:
        for mention in labels:
            if mention.kind != COURSE or (sentence.kind == BACKGROUND and sentence.start != 0):
                continue
            count = _course_count(sentence.text, mention)
            if count is not None:
                found.setdefault(mention.code, count)
    return found


def _whole(n_patients: int | None, courses: dict[str, int], marked: Marked) -> int | None:
    """Return the sum of the courses where the number found is that of one of them, or less than one sentence tells."""
    apart = _apart(courses)
    if n_patients is None:
        return _sum_told(marked)
    if len(apart) > 1 and n_patients in apart.values():
        return sum(apart.values())
    together = [_apart(_course_counts((one,))) for one in marked if not is_of_others(one[0].text)]
    largest = max((sum(counts.values()) for counts in together if len(counts) > 1), default=0)
    return largest if n_patients is not None and n_patients < largest else n_patients


_OF_STUDIES = re.compile(r"\b(?:trials?|studies|cohorts|publications|articles)\b", re.IGNORECASE)


def _sum_told(marked: Marked) -> int | None:
    """Return the patients of all courses that one sentence tells: "RRMS n=20, SPMS n=11"; trials are no patients."""
    told = (pair for pair in marked if pair[0].kind in (METHODS, UNLABELLED, RESULTS) and pair[0].start != 0)
    counts = (_apart(_course_counts((pair,))) for pair in told if _OF_STUDIES.search(pair[0].text) is None)
    return next((sum(found.values()) for found in counts if found), None)


def _transplanted(
    screening: Screening, marked: Marked, arms: dict[str, int], *, n_patients: int | None, comparators: tuple[str, ...]
) -> int | None:
    """Return the number transplanted; in a record about something else only one that is told, never the total."""
    if screening.label in (PRIMARY, SECONDARY):
        told = None if comparators else told_transplanted(marked)
        return find_transplanted(arms, n_patients, comparators) if told is None else told
    stated = arms.get("hsct")
    return stated if stated is not None and (n_patients is None or stated < n_patients) else None


def _apart(courses: dict[str, int]) -> dict[str, int]:
    """Return the courses without the class whose members are counted too: "24 progressive: 10 SPMS, 9 PPMS"."""
    members = any(code in courses for code in ("SPMS", "PPMS"))
    return {code: count for code, count in courses.items() if not (members and code == "progressive")}


def _phenotypes(courses: dict[str, int], marked: Marked, n_patients: int | None) -> tuple[tuple[str, int], ...]:
    fitting = tuple((code, count) for code, count in courses.items() if n_patients is None or count <= n_patients)
    if fitting or n_patients is None:
        return fitting
    titled = dict.fromkeys(
        m.code for sentence, labels in marked for m in labels if m.kind == COURSE and sentence.start == 0
    )
    return ((next(iter(titled)), n_patients),) if len(titled) == 1 else ()


def _course_count(text: str, mention: Mention) -> int | None:
    match = _AFTER_COURSE.match(text, mention.end) or _BEFORE_COURSE.search(text, 0, mention.start)
    return read_count(match["n"]) if match is not None else None


_GENERAL = ("non-myeloablative", "low intensity", "intermediate intensity", "high intensity")


def _conditioning(marked: Marked, vocabulary: Vocabulary) -> tuple[tuple[str, str | None], ...]:
    intensity = {term.code: term.group for term in vocabulary.regimens}
    found: dict[str, None] = {}
    for sentence, labels in marked:
        if sentence.kind == BACKGROUND and sentence.start != 0 and not any(m.kind == TREATMENT for m in labels):
            continue
        for mention in labels:
            if mention.kind == REGIMEN:
                found[mention.code] = None
    whole = [code.split("/")[0] for code in found if "/" in code]  # "Cy" where "Cy/ATG" is told is the same regimen
    specific = tuple(code for code in found if code not in _GENERAL and code not in whole)
    return tuple((code, intensity[code]) for code in (specific or tuple(found)))
