"""What notices say about other records: a retraction counts from the night on which either side tells of it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from evidence.identity import STANDINGS
from evidence.records.article import Notice
from evidence.records.study import DELETED, RETRACTED, UNDER_CONCERN, Report

# RefType of the notice -> what the record that it points at becomes. An erratum or an update leaves it as it stands.
_MAKES = {
    "retractionof": RETRACTED,
    "partialretractionof": RETRACTED,
    "retractedandrepublishedfrom": RETRACTED,
    "expressionofconcernfor": UNDER_CONCERN,
}


def with_notices(reports: Sequence[Report], notices: Iterable[tuple[str, Notice]]) -> tuple[Report, ...]:
    """Return the reports with what notices say of them, though their own record may not tell it yet.

    notices: (PMID of the record in which it stands, notice). A notice that was itself retracted or deleted says
    nothing; a standing never gets better.
    """
    withdrawn = {report.pmid for report in reports if report.screening.standing in (RETRACTED, DELETED)}
    told: dict[str, str] = {}
    for pmid, notice in notices:
        standing = _MAKES.get(notice.ref_type.strip().lower())
        if standing is not None and notice.pmid is not None and pmid not in withdrawn:
            told[notice.pmid] = _worst(standing, told.get(notice.pmid, standing))
    return tuple(_with(report, told) for report in reports)


def _with(report: Report, told: dict[str, str]) -> Report:
    names = {report.record, f"pmid:{report.pmid}", *report.names}
    standings = [told[name[5:]] for name in names if name.startswith("pmid:") and name[5:] in told]
    worst = _worst(report.screening.standing, *standings)
    if worst == report.screening.standing:
        return report
    return replace(report, screening=replace(report.screening, standing=worst))


def _worst(*standings: str) -> str:
    return max(standings, key=STANDINGS.index)
