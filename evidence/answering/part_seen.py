"""How many of the patients that an answer rests on come from studies of which only a part of the abstract was seen."""

from collections.abc import Sequence
from dataclasses import dataclass

from evidence.answering.body import Body
from evidence.answering.overlap import independent
from evidence.answering.reasons import reason
from evidence.answering.uncontrolled import size
from evidence.answering.verdict import Verdict
from evidence.records.answer import Reason
from evidence.records.finding import Finding


@dataclass(frozen=True, slots=True)
class Series:
    """The patients of one record that its counted figures are about; None where no number is told."""

    record: str
    patients: int | None


def seen_in_part(verdict: Verdict, body: Body) -> Reason | None:
    """Return the studies that were seen in part and their patients beside those of all, each once; None if none was.

    Changes no verdict: how far such studies carry one is decided in limits.py. patients, together: None where one of
    those studies, or of all, does not tell how many it has.
    """
    if not body.incomplete(verdict.records):
        return None
    counted = [finding for finding in body.findings if finding.id in verdict.findings]
    every, _ = independent([_series(record, counted, body) for record in verdict.records], body)
    part = sorted(body.incomplete(one.record for one in every))
    if not part:
        return None
    patients, together = _sum([one for one in every if one.record in part]), _sum(every)
    return reason(
        "seen_in_part",
        studies=len(part),
        of_studies=len(every),
        patients=patients,
        together=together,
        records=", ".join(part),
    )


def _series(record: str, counted: Sequence[Finding], body: Body) -> Series:
    sizes = [_patients(finding, body) for finding in counted if finding.record == record]
    return Series(record, max((n for n in sizes if n is not None), default=None))


def _patients(finding: Finding, body: Body) -> int | None:
    """Return of how many patients a figure is: both sides of a comparison, else the transplanted ones."""
    if finding.denominator is None and (finding.arm != "hsct" or finding.contrast is not None):
        return body.reports[finding.record].facts.n_patients
    return size(finding, body)


def _sum(every: Sequence[Series]) -> int | None:
    sizes = [one.patients for one in every]
    return None if None in sizes else sum(n for n in sizes if n is not None)
