"""Results without a comparison group: at most a signal, and only where it is told of how many patients they speak."""

from dataclasses import dataclass, replace

from evidence.answering import certainty
from evidence.answering.body import Body
from evidence.answering.overlap import independent
from evidence.answering.reasons import reason
from evidence.answering.scope import is_whole, speaks_to
from evidence.answering.terms import code_of, part_of
from evidence.answering.verdict import Verdict
from evidence.records.finding import Finding
from evidence.records.question import Scope

LEVEL = "level"  # a score at one time says nothing about an effect without the score before


@dataclass(frozen=True, slots=True)
class Told:
    """What one record tells about the outcomes of the scope."""

    record: str
    patients: int | None
    findings: tuple[str, ...]


def uncontrolled(scope: Scope, question: str, beside: Verdict, body: Body) -> Verdict:
    """Return "signal" if any record reports the outcome of transplanted patients, else the verdict it came with."""
    fitting = [finding for finding in body.findings if finding.arm == "hsct" and speaks_to(finding, body, scope)]
    sized = [finding for finding in fitting if size(finding, body) is not None or finding.ci_low is not None]
    nameless = sorted({finding.record for finding in fitting} - {finding.record for finding in sized})
    told = [reason("size_unknown", outcome=scope.outcomes[0], records=", ".join(nameless))] if nameless else []
    if not sized:
        return replace(beside, reasons=(*beside.reasons, *told))
    kept, aside = independent(by_record(sized, body), body)
    patients = sum(one.patients or 0 for one in kept) or None
    records = tuple(one.record for one in kept)
    level, steps = certainty.of_shares(records, body, question, steps=[reason("down_no_comparison", studies=len(kept))])
    return replace(
        beside,
        status="signal",
        certainty=level,
        reasons=(reason("uncontrolled", studies=len(kept), patients=patients), *beside.reasons, *told, *aside, *steps),
        records=tuple(dict.fromkeys((*beside.records, *records))),
        findings=tuple(dict.fromkeys((*beside.findings, *(id_ for one in kept for id_ in one.findings)))),
    )


def by_record(findings: list[Finding], body: Body) -> list[Told]:
    """Return what each record tells, with the largest number of patients among its figures."""
    records = sorted({finding.record for finding in findings})
    groups = {record: [finding for finding in findings if finding.record == record] for record in records}
    return [
        Told(
            record,
            max((n for n in (size(finding, body) for finding in group) if n is not None), default=None),
            tuple(finding.id for finding in group),
        )
        for record, group in groups.items()
    ]


def size(finding: Finding, body: Body) -> int | None:
    """Return of how many patients a figure speaks: as printed with it, else all transplanted if it is of them all."""
    if finding.denominator is not None:
        return finding.denominator
    report = body.reports[finding.record]
    if is_whole(finding, body.vocabulary):
        return report.facts.n_hsct
    part, courses = part_of(finding, body.vocabulary), body.vocabulary.courses
    return next((n for course, n in report.facts.phenotypes if code_of(course, courses) == part), None)
