"""Groups reports into studies, the unit that is counted, and says which studies may share patients.

Two reports are one study by a registry id that both give as their own, or by a declared link "same-study". A report
that merely mentions ids (a review, a protocol) links nothing, nor does one with several ids of one register. What a
person joins is one study, and what a person splits is none, whatever ids and links say.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from evidence.identity import normal_key
from evidence.joining import joins_by_id, joins_by_link, records_there, split_pairs, unite
from evidence.records.question import Link
from evidence.records.study import PRIMARY, SOUND, UNDER_CONCERN, Report, Study
from evidence.records.trial import Trial
from evidence.suspicion import with_suspected

NO_COHORT = frozenset(  # designs that report no patients of their own, or a single one
    {
        "meta-analysis/systematic review", "guideline", "review", "protocol", "case report", "economic evaluation",
        "preclinical",
    }
)  # fmt: skip
REGISTERS = (
    ("nct", re.compile(r"NCT\d{8}")),
    ("isrctn", re.compile(r"ISRCTN\d{8}")),
    ("actrn", re.compile(r"ACTRN\d{14}")),
    ("ctis", re.compile(r"20\d\d-5\d{5}-\d\d(-\d\d)?")),
    ("eudract", re.compile(r"\d{4}-\d{6}-\d\d")),
)


def is_evidence(report: Report) -> bool:
    """Return True if the record reports outcomes of patients with the disease after the treatment, and still stands.

    Never evidence: retracted papers, notices, deleted records, secondary literature, protocols, animals, single cases.
    """
    screening = report.screening
    return (
        screening.label == PRIMARY
        and screening.result_bearing
        and screening.standing in (SOUND, UNDER_CONCERN)
        and screening.study_design not in NO_COHORT
    )


def group_studies(reports: Iterable[Report], links: Sequence[Link], trials: Sequence[Trial]) -> tuple[Study, ...]:
    """Return the studies of all reports that are evidence, sorted by key, whatever the order of the input.

    overlap: the names of the declared overlaps a study is in, joined by "; ". reasons: what joined the reports and
    what overlaps, each in words.
    """
    counted = sorted((report for report in reports if is_evidence(report)), key=lambda report: report.record)
    record_of = _keys(counted)
    trial_of = _trials_by_id(trials)
    ids = {report.record: _own_ids(report, trial_of) for report in counted}
    joins = _joins(links, record_of, ids)
    apart = split_pairs(links, record_of)
    members, why = unite([report.record for report in counted], joins, apart)
    by_record = {report.record: report for report in counted}
    overlaps = _overlaps(with_suspected(links, counted), record_of, apart)
    studies = [
        _study([by_record[record] for record in group], why=why[root], ids=ids, overlaps=overlaps)
        for root, group in members.items()
    ]
    return tuple(sorted(_named_apart(studies), key=lambda study: study.key))


def joined_pairs(
    reports: Sequence[Report], links: Sequence[Link], trials: Sequence[Trial]
) -> list[tuple[str, str, str]]:
    """Return (record, record, why) for each two reports that a link or a registry id says are of one study."""
    trial_of = _trials_by_id(trials)
    return _joins(links, _keys(reports), {report.record: _own_ids(report, trial_of) for report in reports})


def _joins(
    links: Sequence[Link], record_of: Mapping[str, str], ids: Mapping[str, tuple[str, ...]]
) -> list[tuple[str, str, str]]:
    return [*joins_by_link(links, record_of), *joins_by_id(ids)]


def _named_apart(studies: Iterable[Study]) -> list[Study]:
    """Return the studies under keys of their own: two that a person split may bear one registry id."""
    found: dict[str, Study] = {}
    for study in sorted(studies, key=lambda study: (study.key, study.reports)):
        key = study.key if study.key not in found else f"study:{study.reports[0]}"
        found[key] = replace(study, key=key)
    return list(found.values())


def registry_ids(text: str) -> tuple[tuple[str, str], ...]:
    """Return the (register, id) pairs in a text: "EudraCT 2007-000064-24" -> (("eudract", "2007-000064-24"),)."""
    found: list[tuple[str, str]] = []
    rest = text.upper()
    for register, pattern in REGISTERS:
        found += [(register, match.group()) for match in pattern.finditer(rest)]
        rest = pattern.sub(" ", rest)  # a CTIS number is no EudraCT number
    return tuple(found)


def _keys(reports: Iterable[Report]) -> dict[str, str]:
    """Return record keys by every name of a report, DOIs in lower case."""
    return {normal_key(name): report.record for report in reports for name in (report.record, *report.names)}


def _trials_by_id(trials: Sequence[Trial]) -> dict[str, str]:
    """Return for each registry id the name of its trial, so that NCT and EudraCT numbers of one trial meet."""
    return {
        number: trial.acronym or trial.key
        for trial in trials
        for _, told in trial.ids
        for _, number in registry_ids(told)
    }


def _own_ids(report: Report, trial_of: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of the one trial the report is of: a known trial's name, or its ids; () where that is unclear.

    Two ids of one register are two trials, and a report of two trials must not merge them.
    """
    pairs = sorted({pair for told in report.facts.registry_ids for pair in registry_ids(told)})
    known = {trial_of[number] for _, number in pairs if number in trial_of}
    strange = [(register, number) for register, number in pairs if number not in trial_of]
    registers = [register for register, _ in strange]
    if len(known) > 1 or len(set(registers)) < len(registers):
        return ()
    return (*sorted(known), *(number for _, number in strange))


def _overlaps(
    links: Sequence[Link], record_of: Mapping[str, str], apart: Collection[frozenset[str]]
) -> dict[str, list[Link]]:
    """Return the overlaps by each record that is in them with another that no person split from it."""
    found: dict[str, list[Link]] = defaultdict(list)
    for link in sorted(links, key=lambda link: link.name):
        there = records_there(link, record_of) if link.kind == "overlap" else ()
        for record in there:
            if len(there) == 1 or any(frozenset((record, other)) not in apart for other in there if other != record):
                found[record].append(link)
    return found


def _study(
    reports: Sequence[Report],
    *,
    why: tuple[str, ...],
    ids: Mapping[str, tuple[str, ...]],
    overlaps: Mapping[str, Sequence[Link]],
) -> Study:
    records = tuple(report.record for report in reports)
    its = {link.name: link for record in records for link in overlaps.get(record, ())}
    sharing = [its[name] for name in sorted(its) if not set(its[name].records) <= set(records)]
    own = sorted({number for record in records for number in ids[record]})
    numbers = {told for report in reports for told in report.facts.registry_ids}
    name = next((number for number in own if not registry_ids(number)), None)
    first = min(reports, key=lambda report: (report.known_from or "9", report.record))
    return Study(
        key="study:" + (name or (own[0] if own else first.record)).lower().replace(" ", "-"),
        name=name or _name(first),
        reports=records,
        registry_ids=tuple(sorted(numbers)),
        overlap="; ".join(link.name for link in sharing) or None,
        reasons=(*why, *(f"may share patients, {link.name}: {link.reason}" for link in sharing)),
    )


def _name(report: Report) -> str:
    """Return what people call a study without a name: "Burman J 2014", else its title or key."""
    if report.first_author is None:
        return report.title or report.record
    return report.first_author if report.year is None else f"{report.first_author} {report.year}"
