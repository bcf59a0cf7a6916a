"""The fields of findings, studies and trials as they leave the program, in a fixed order."""

from collections.abc import Mapping, Sequence
from typing import Any

from evidence_cli.render.provenance import SCHEMA_VERSION

_FINDING = (
    "record", "pmid", "doi", "outcome", "arm", "comparator", "contrast", "population", "regimen", "timepoint_months",
    "statistic", "value_kind", "value", "unit", "ci_low", "ci_high", "ci_level", "p", "events", "denominator",
    "direction", "sentence", "start", "end", "text_hash", "source_url", "origin", "state", "rule", "confidence",
)  # fmt: skip
_FINDING_MORE = ("key", "id", "mark_start", "mark_end", "flags", "note")
_HELD = ("id", "sentence", "start", "end", "mark_start", "mark_end", "text_hash")
_STUDY = ("record", "pmid", "doi", "label", "reason", "study_design", "n_patients", "n_hsct", "follow_up")
_STUDY_MORE = ("title", "first_author", "year", "standing", "result_bearing", "complete", "indirect", "origin",
               "source_url")  # fmt: skip
_FLAGS = ("result_bearing", "complete", "indirect")  # 0 and 1 in the database

BASIS = {
    "machine": "from abstract",
    "pack": "from the evidence pack (abstract)",
    "person": "confirmed or corrected by a person",
}


def finding_shape(row: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """Return a figure with every field of the contract; None = not reported."""
    shown = {"kind": "finding", **{name: row[name] for name in (*_FINDING, *_FINDING_MORE)}}
    return shown | row_provenance(row["origin"], told)


def shaped(
    figures: Mapping[str, Sequence[Mapping[str, Any]]], told: Mapping[str, Any]
) -> dict[str, list[dict[str, Any]]]:
    """Return figures by record with every field of the contract."""
    return {record: [finding_shape(row, told) for row in rows] for record, rows in figures.items()}


def held_shape(row: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Return the sentence of an abstract that says what a row of the pack says; None where none is held."""
    return None if row is None else {name: row[name] for name in _HELD}


def report_shape(row: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """Return a screened record with the facts of its study."""
    shown: dict[str, Any] = {"kind": "study", **{name: row[name] for name in _STUDY}}
    shown["phenotypes"] = dict(row["phenotypes"])
    shown["conditioning"] = [{"regimen": regimen, "intensity": intensity} for regimen, intensity in row["conditioning"]]
    shown |= {name: row[name] for name in ("comparator", "registry_ids", "inclusion_years")}
    shown["n_centres"] = row["n_centres"]
    shown |= {name: bool(row[name]) if name in _FLAGS else row[name] for name in _STUDY_MORE}
    return shown | row_provenance(row["origin"], told)


def study_shape(study: Mapping[str, Any], main: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """Return an included study: the facts of its main report, then what joins its reports."""
    shown = report_shape(main, told)
    joined = sorted({*main["registry_ids"], *study["registry_ids"]})
    return shown | {
        "registry_ids": joined,
        "study": study["key"],
        "name": study["name"],
        "reports": study["reports"],
        "overlap": study["overlap"],
        "reasons": study["reasons"],
    }


def trial_shape(row: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """Return a registered trial with every date that was seen."""
    return {"kind": "trial", **row, "monitored": any(register == "nct" for register, _ in row["ids"])} | {
        "basis": "from the register",
        **_common(told),
    }


def row_provenance(origin: str, told: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that every row carries, so that a row copied out of a table still says where it is from."""
    return {"basis": BASIS.get(origin, origin), **_common(told)}


def _common(told: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "data_date": told["data_date"],
        "intended_use": told["intended_use"],
        "schema_version": SCHEMA_VERSION,
    }
