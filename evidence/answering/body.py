"""The body of evidence on one day: which records and figures may speak, and which of them share patients."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from evidence.answering.sharing import shared_studies
from evidence.answering.terms import main_course, named_in
from evidence.identity import normal_key, rule_findings
from evidence.joining import split_pairs
from evidence.records.declared import Appraisal
from evidence.records.finding import Finding
from evidence.records.question import Topic, Vocabulary
from evidence.records.study import SECONDARY, SOUND, UNDER_CONCERN, Report, Study
from evidence.records.trial import Trial
from evidence.studies import is_evidence, registry_ids

POOLING_DESIGN = "meta-analysis/systematic review"


@dataclass(frozen=True, slots=True)
class Body:
    """What counts as evidence on a day. reports: by record; findings: clean ones of those reports, sorted.

    study_of: study key by record; members: the reports of each study, by record; course_of: main course by record, None
    for a mixture or not told; shared: pairs of studies that share patients, with why; apart: pairs of records that a
    person split. appraisals: by study key.
    trial_of: the registered trial by record.
    published: pooled figures of reviews, shown beside and never counted.
    """

    as_of: str
    vocabulary: Vocabulary
    reports: Mapping[str, Report]
    findings: tuple[Finding, ...]
    study_of: Mapping[str, str]
    members: Mapping[str, tuple[Report, ...]]
    course_of: Mapping[str, str | None]
    shared: Mapping[frozenset[str], str]
    apart: frozenset[frozenset[str]]
    appraisals: Mapping[str, Appraisal]
    published: tuple[Finding, ...]
    trials: tuple[Trial, ...]
    trial_of: Mapping[str, Trial]

    @property
    def all_under_concern(self) -> frozenset[str]:
        """Records under an expression of concern."""
        return frozenset(key for key, report in self.reports.items() if report.screening.standing == UNDER_CONCERN)

    @property
    def all_incomplete(self) -> frozenset[str]:
        """Records of which only a part of the abstract was seen."""
        return frozenset(key for key, report in self.reports.items() if not report.complete)

    def under_concern(self, records: Iterable[str]) -> tuple[str, ...]:
        """Return those of the records that are under an expression of concern."""
        flawed = self.all_under_concern
        return tuple(record for record in records if record in flawed)

    def incomplete(self, records: Iterable[str]) -> tuple[str, ...]:
        """Return those of the records of which only a part of the abstract was seen."""
        flawed = self.all_incomplete
        return tuple(record for record in records if record in flawed)

    def without(self, records: frozenset[str]) -> "Body":
        """Return the body as it would be without these records."""
        return replace(self, findings=tuple(finding for finding in self.findings if finding.record not in records))

    def tells(self, records: frozenset[str]) -> bool:
        """Return True if one of the records has a figure here."""
        return any(finding.record in records for finding in self.findings)

    def same_study(self, record: str) -> tuple[Report, ...]:
        """Return the report and the others of its study, its own first."""
        others = (report for report in self.members[self.study_of[record]] if report.record != record)
        return (self.reports[record], *others)

    def why_shared(self, one: str, other: str) -> str | None:
        """Return why the patients of two records are, or may be, the same; None if nothing says that they are."""
        if frozenset((one, other)) in self.apart:
            return None
        first, second = self.study_of[one], self.study_of[other]
        return "one study" if first == second else self.shared.get(frozenset((first, second)))

    def appraisal(self, record: str) -> Appraisal | None:
        """Return the appraisal of the study the record belongs to, None if nobody appraised it."""
        return self.appraisals.get(self.study_of[record])


def gather(
    topic: Topic, reports: Iterable[Report], findings: Iterable[Finding], studies: Sequence[Study], as_of: str
) -> Body:
    """Return the evidence that was public on the day and still stands.

    A record without a date is never counted: nobody can say that it was public. A retraction counts on every day, also
    on those before it was known: what a withdrawn paper said was never true.
    """
    known = [report for report in reports if report.known_from is not None and report.known_from <= as_of]
    counted = {report.record: report for report in sorted(known, key=lambda r: r.record) if is_evidence(report)}
    pooling = {report.record for report in known if _is_sound_review(report)}
    study_of = {record: record for record in counted} | {
        record: study.key for study in studies for record in study.reports if record in counted
    }
    clean = sorted(rule_findings(findings), key=lambda finding: (finding.record, finding.outcome, finding.id))
    members, trial_of = _members(counted, study_of), _trials(counted, topic.trials)
    key_of = {name: record for record, report in counted.items() for name in (record, *report.names)}
    return Body(
        as_of=as_of,
        vocabulary=topic.vocabulary,
        reports=counted,
        findings=tuple(finding for finding in clean if finding.record in counted),
        study_of=study_of,
        members=members,
        course_of=_courses(members, trial_of, topic.vocabulary),
        shared=shared_studies(topic, tuple(counted.values()), key_of, study_of),
        apart=frozenset(split_pairs(topic.links, key_of)),
        appraisals=_appraisals(topic.appraisals, key_of, study_of),
        published=tuple(finding for finding in clean if finding.record in pooling),
        trials=topic.trials,
        trial_of=trial_of,
    )


def _appraisals(
    told: Iterable[Appraisal], key_of: Mapping[str, str], study_of: Mapping[str, str]
) -> dict[str, Appraisal]:
    """Return the appraisal of each study; of two that of the first record by its key."""
    return {
        study_of[key_of[normal_key(one.record)]]: one
        for one in sorted(told, key=lambda one: one.record, reverse=True)
        if normal_key(one.record) in key_of
    }


def _trials(reports: Mapping[str, Report], trials: Sequence[Trial]) -> dict[str, Trial]:
    """Return the registered trial of each report that carries the ids of exactly one."""
    by_id = {number: trial for trial in trials for _, told in trial.ids for _, number in registry_ids(told)}
    found: dict[str, Trial] = {}
    for record, report in reports.items():
        named = {
            by_id[number].key: by_id[number]
            for told in report.facts.registry_ids
            for _, number in registry_ids(told)
            if number in by_id
        }
        if len(named) == 1:
            found[record] = next(iter(named.values()))
    return found


def _members(reports: Mapping[str, Report], study_of: Mapping[str, str]) -> dict[str, tuple[Report, ...]]:
    """Return the reports of each study, in the order of their records."""
    found: dict[str, list[Report]] = {}
    for record, report in reports.items():
        found.setdefault(study_of[record], []).append(report)
    return {study: tuple(its) for study, its in found.items()}


def _courses(
    members: Mapping[str, tuple[Report, ...]], trial_of: Mapping[str, Trial], vocabulary: Vocabulary
) -> dict[str, str | None]:
    """Return the main course by record: as its own report tells, else the other reports of its study, else the one
    course that its trial took in."""
    reports = {report.record: report for its in members.values() for report in its}
    courses = {
        report.record: main_course((report, *its), vocabulary.courses) for its in members.values() for report in its
    }
    for record, trial in trial_of.items():
        admitted = named_in(trial.eligibility or "", vocabulary.courses)
        if courses[record] is None and len(admitted) == 1 and not reports[record].facts.phenotypes:
            courses[record] = next(iter(admitted))
    return courses


def _is_sound_review(report: Report) -> bool:
    screening = report.screening
    return screening.label == SECONDARY and screening.study_design == POOLING_DESIGN and screening.standing == SOUND
