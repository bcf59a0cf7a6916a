"""Reports, findings and studies as rows, and back: every field, nothing lost; None is NULL and 0 is 0."""

from collections.abc import Sequence

from evidence.records.finding import Contrast, Finding
from evidence.records.study import FollowUp, Report, Screening, Study, StudyFacts
from evidence_db.json_forms import from_json, to_json
from evidence_db.tables import Row

_SCREENING = ("label", "reason", "study_design", "result_bearing", "standing")
_FACTS = ("n_patients", "n_hsct", "comparator", "n_centres")
_FACTS_JSON: dict[str, type] = {
    "phenotypes": tuple[tuple[str, int], ...],
    "conditioning": tuple[tuple[str, str | None], ...],
    "registry_ids": tuple[str, ...],
}
_REPORT = (
    "record", "pmid", "doi", "title", "citation", "first_author", "year", "known_from", "origin", "complete",
    "indirect", "source_url", "note",
)  # fmt: skip
_LISTS = ("names", "settings", "authors", "sources")
_FOLLOW_UP = ("statistic", "value", "unit")
REPORT_COLUMNS = (
    *_REPORT, *_SCREENING, *_FACTS, *_FACTS_JSON, *(f"follow_up_{part}" for part in _FOLLOW_UP), "inclusion_first",
    "inclusion_last", "names", "settings", "authors", "sources",
)  # fmt: skip
_FINDING = (
    "record", "pmid", "doi", "outcome", "arm", "comparator", "population", "regimen", "timepoint_months", "statistic",
    "value_kind", "value", "unit", "ci_low", "ci_high", "ci_level", "p", "events", "denominator", "direction",
    "sentence", "start", "end", "mark_start", "mark_end", "text_hash", "source_url", "origin", "state", "rule",
    "confidence", "note",
)  # fmt: skip
FINDING_COLUMNS = ("id", *_FINDING, "contrast_kind", "contrast_a", "contrast_b", "flags")
STUDY_COLUMNS = ("key", "name", "overlap", "registry_ids", "reasons")


def report_row(report: Report) -> Row:
    """Return the row of one screened record."""
    facts, follow_up, years = report.facts, report.facts.follow_up, report.facts.inclusion_years
    row: Row = {name: getattr(report, name) for name in _REPORT}
    row |= {name: getattr(report.screening, name) for name in _SCREENING}
    row |= {name: getattr(facts, name) for name in _FACTS}
    row |= {name: to_json(getattr(facts, name)) for name in _FACTS_JSON}
    row |= {f"follow_up_{part}": getattr(follow_up, part) if follow_up is not None else None for part in _FOLLOW_UP}
    row["inclusion_first"], row["inclusion_last"] = years if years is not None else (None, None)
    row |= {name: to_json(getattr(report, name)) for name in _LISTS}
    return row


def report_from(row: Row) -> Report:
    """Return the report that report_row made the row of."""
    told: dict[str, object] = {name: row[name] for name in _REPORT}
    told["complete"], told["indirect"] = bool(row["complete"]), bool(row["indirect"])
    told |= {name: from_json(tuple[str, ...], str(row[name])) for name in _LISTS if row[name] is not None}
    screening: dict[str, object] = {name: row[name] for name in _SCREENING}
    screening["result_bearing"] = bool(row["result_bearing"])
    told["screening"] = Screening(**screening)  # type: ignore[arg-type]
    return Report(**told, facts=_facts_from(row))  # type: ignore[arg-type]


def _facts_from(row: Row) -> StudyFacts:
    told: dict[str, object] = {name: row[name] for name in _FACTS}
    told |= {name: from_json(kind, str(row[name])) for name, kind in _FACTS_JSON.items()}
    if row["follow_up_value"] is not None:
        told["follow_up"] = FollowUp(**{part: row[f"follow_up_{part}"] for part in _FOLLOW_UP})  # type: ignore[arg-type]
    if row["inclusion_first"] is not None:
        told["inclusion_years"] = (row["inclusion_first"], row["inclusion_last"])
    return StudyFacts(**told)  # type: ignore[arg-type]


def finding_row(finding: Finding) -> Row:
    """Return the row of one figure."""
    contrast = finding.contrast
    row: Row = {"id": finding.id} | {name: getattr(finding, name) for name in _FINDING}
    row["contrast_kind"] = contrast.kind if contrast is not None else None
    row["contrast_a"] = contrast.a if contrast is not None else None
    row["contrast_b"] = contrast.b if contrast is not None else None
    row["flags"] = to_json(finding.flags)
    return row


def finding_from(row: Row) -> Finding:
    """Return the finding that finding_row made the row of."""
    told: dict[str, object] = {name: row[name] for name in _FINDING}
    told["flags"] = from_json(tuple[str, ...], str(row["flags"]))
    if row["contrast_kind"] is not None:
        told["contrast"] = Contrast(str(row["contrast_kind"]), str(row["contrast_a"]), str(row["contrast_b"]))
    return Finding(**told)  # type: ignore[arg-type]


def study_row(study: Study) -> Row:
    """Return the row of one study without its reports."""
    return {"key": study.key, "name": study.name, "overlap": study.overlap,
            "registry_ids": to_json(study.registry_ids), "reasons": to_json(study.reasons)}  # fmt: skip


def study_report_rows(study: Study) -> list[Row]:
    """Return one row for each report of the study, in order."""
    return [
        {"study": study.key, "record": record, "position": position} for position, record in enumerate(study.reports)
    ]


def study_from(row: Row, reports: Sequence[str]) -> Study:
    """Return the study that study_row and study_report_rows made these rows of."""
    return Study(
        key=str(row["key"]),
        name=str(row["name"]),
        reports=tuple(reports),
        registry_ids=from_json(tuple[str, ...], str(row["registry_ids"])),
        overlap=None if row["overlap"] is None else str(row["overlap"]),
        reasons=from_json(tuple[str, ...], str(row["reasons"])),
    )
