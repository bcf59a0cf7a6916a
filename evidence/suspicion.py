"""Which reports may share patients although nobody declared it: the same centre or register, or the same authors.

Suspected are only pairs with a report that the topic does not know: of those in the evidence pack people said which
share patients, and so which do not. A suspicion counts patients once until a link "distinct" says that they differ.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from evidence.identity import normal_key
from evidence.records.question import SAME_STUDY, SPLIT, Link
from evidence.records.study import Report

ENOUGH_AUTHORS = 2  # in common, where both reports tell so many; one may be a namesake
POSSIBLE = "possible"
SETTLED = ("distinct", SAME_STUDY, SPLIT)  # kinds of links after which nothing is suspected


def with_suspected(links: Sequence[Link], reports: Iterable[Report]) -> tuple[Link, ...]:
    """Return the links with an overlap for each two reports that may share patients, whatever their order."""
    ordered = sorted(reports, key=lambda report: report.record)
    known = [frozenset(map(normal_key, link.records)) for link in links if link.kind in SETTLED]
    found = []
    for one, other in _acquainted(ordered):
        if one.origin == other.origin == "pack" or any(_names(one) & told and _names(other) & told for told in known):
            continue
        why = why_suspected(one, other)
        if why is not None:
            found.append(Link("overlap", f"{POSSIBLE}: {one.record} {other.record}", (one.record, other.record), why))
    return (*links, *found)


def why_suspected(one: Report, other: Report) -> str | None:
    """Return why two reports may be of the same patients, None where nothing says so or years or courses differ."""
    common = _in_common(one, other)
    if common is None or _apart(one, other):
        return None
    first, second = one.facts.n_hsct, other.facts.n_hsct
    size = f", {first} patients each" if first is not None and first == second else ""
    return f"{common}{size} ({POSSIBLE})"


def _acquainted(reports: Sequence[Report]) -> list[tuple[Report, Report]]:
    """Return each two reports that have a source or an author in common, once, in order."""
    by_name: dict[str, list[int]] = defaultdict(list)
    for place, report in enumerate(reports):
        for name in {*report.sources, *_authors(report)}:
            by_name[name].append(place)
    pairs = {pair for places in by_name.values() for pair in combinations(places, 2)}
    return [(reports[one], reports[other]) for one, other in sorted(pairs)]


def _in_common(one: Report, other: Report) -> str | None:
    """Return what two reports have in common that their patients may have too."""
    sources = sorted(set(one.sources) & set(other.sources))
    if sources:
        return f"both tell of {', '.join(sources)}"
    authors, others = _authors(one), _authors(other)
    common = [name for name in authors if name in others]
    if not common or len(common) < min(ENOUGH_AUTHORS, len(authors), len(others)):
        return None
    return f"authors in common: {', '.join(common[:3])}{' and others' if len(common) > 3 else ''}"


def _authors(report: Report) -> tuple[str, ...]:
    """Return the authors, or the first one where only that is known."""
    return report.authors or ((report.first_author,) if report.first_author is not None else ())


def _apart(one: Report, other: Report) -> bool:
    """Return True if years, courses or intensity of conditioning say that the patients are others."""
    years, others = one.facts.inclusion_years, other.facts.inclusion_years
    if years is not None and others is not None and (years[1] < others[0] or others[1] < years[0]):
        return True
    courses, regimens = (_courses(one), _courses(other)), (_intensities(one), _intensities(other))
    return any(first and second and not first & second for first, second in (courses, regimens))


def _courses(report: Report) -> set[str]:
    return {course for course, n in report.facts.phenotypes if n}


def _intensities(report: Report) -> set[str]:
    """Return the intensities of conditioning, none where one of the regimens has no known one."""
    told = {intensity for _, intensity in report.facts.conditioning}
    return set() if None in told else {intensity for intensity in told if intensity is not None}


def _names(report: Report) -> frozenset[str]:
    return frozenset(map(normal_key, (report.record, *report.names)))
