"""Decisions as lines of text that colleagues send each other, and back; a line that is not whole is refused. Pure.

A line is a JSON object: schema_version, entry (the name made of all that it says, so that a changed line is noticed)
and the fields of a Judgement; `judged` and `corrected` are figures with the fields that are told.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from evidence.extraction.checks import find_faults
from evidence.figure_forms import figure_from
from evidence.records.finding import Finding
from evidence.records.judgement import CONFIRM, CORRECT, OF_FIGURES, OF_RECORDS, UNDONE, Judgement

SCHEMA_VERSION = 1
_NEWEST = 2  # of links and signatures: see exchange_others.py
LONGEST = 4000  # characters of a name or a reason
_TEXTS = ("kind", "record", "name", "reason", "made", "program_version")
_FIELDS = {*_TEXTS, "judged", "corrected", "schema_version", "entry"}
_AHEAD = timedelta(minutes=10)  # by which a colleague's clock may be ahead
_KEYS = ("pmid:", "doi:", "cite:")


def line_of(judgement: Judgement) -> dict[str, Any]:
    """Return the decision as the object of a line, its fields in a fixed order."""
    told: dict[str, Any] = {"schema_version": SCHEMA_VERSION, "entry": judgement.entry}
    told |= {name: getattr(judgement, name) for name in _TEXTS}
    for name in ("judged", "corrected"):
        finding = getattr(judgement, name)
        told[name] = None if finding is None else _told(finding)
    return told


def _told(finding: Finding) -> dict[str, Any]:
    """Return the fields of a figure that are told."""
    return {name: value for name, value in asdict(finding).items() if value is not None and value != ()}


def read_line(text: str, now: datetime) -> Judgement:
    """Return the decision of a line; raises ValueError with what is wrong and what to do."""
    try:
        told = json.loads(text, parse_constant=str)  # NaN is the text "NaN", which no number of a figure is
    except (ValueError, RecursionError) as problem:
        raise ValueError("is no JSON: export it again, an editor or mail may have cut it") from problem
    if not isinstance(told, dict):
        raise ValueError("is no JSON object: a line of `evidence review export` is one")
    _require_version(told)
    if set(told) != _FIELDS:
        odd = ", ".join(sorted(map(repr, set(told) ^ _FIELDS)))
        raise ValueError(f"has not the fields of a decision ({odd}): export it again")
    judgement = _judgement(told)
    _require_sense(judgement)
    require_time(judgement.made, now)
    if judgement.entry != told["entry"]:
        raise ValueError("was changed after it was written (its entry is of another text): export it again")
    return judgement


def _require_version(told: Mapping[str, Any]) -> None:
    version = told.get("schema_version")
    if type(version) is int and version > SCHEMA_VERSION:
        raise ValueError(f"is of schema_version {version}, known up to {_NEWEST}: update the program")
    if version != SCHEMA_VERSION or type(version) is not int:
        raise ValueError(f"has no schema_version {SCHEMA_VERSION}: it is no line of `evidence review export`")


def _judgement(told: Mapping[str, Any]) -> Judgement:
    """Return the decision with the types that it must have."""
    for name in _TEXTS:
        value = told[name]
        if not isinstance(value, str) or not value.strip():
            raise ValueError(f"has no {name}: export it again")
        if not is_told(value):
            raise ValueError(f"has a {name} that no decision can have: export it again")
    judged, corrected = (
        None if told[name] is None else figure_from(told[name], name) for name in ("judged", "corrected")
    )
    return Judgement(**{name: told[name] for name in _TEXTS}, judged=judged, corrected=corrected)


def is_told(value: object) -> bool:
    """Tell whether a value is a text as the commands would write it: on one line, not empty, not too long."""
    return isinstance(value, str) and bool(value) and value == " ".join(value.split()) and _fits(value)


def is_key(value: object) -> bool:
    """Tell whether a value is the key of a record."""
    return isinstance(value, str) and is_told(value) and value.startswith(_KEYS)


def _fits(text: str) -> bool:
    return len(text) <= LONGEST and _stored(text)


def _stored(text: str) -> bool:
    """Tell whether a database can hold the text."""
    return "\0" not in text and not any("\ud800" <= character <= "\udfff" for character in text)


def _require_sense(judgement: Judgement) -> None:
    """Raise ValueError for a decision that the commands would not write."""
    kind, judged, corrected = judgement.kind, judgement.judged, judgement.corrected
    if kind not in (*OF_FIGURES, *OF_RECORDS, UNDONE):
        raise ValueError(f"has the unknown kind {kind!r}: update the program, or export it again")
    if not judgement.record.startswith(_KEYS):
        raise ValueError(f"is about {judgement.record!r}, which is no key of a record: export it again")
    if kind != UNDONE and (judged is None) != (kind in OF_RECORDS):
        raise ValueError(f"is a decision to {kind} with the wrong figures: export it again")
    if (corrected is None) != (kind != CORRECT):
        raise ValueError(f"is a decision to {kind} with the wrong figures: export it again")
    if any(each is not None and each.record != judgement.record for each in (judged, corrected)):
        raise ValueError("has a figure of another record: export it again")
    counted = corrected if kind == CORRECT else judged if kind == CONFIRM else None
    faults = () if counted is None else find_faults(counted)
    if faults:
        raise ValueError(f"says what cannot be ({', '.join(faults)}): ask {judgement.name} to correct it")


def require_time(made: str, now: datetime) -> None:
    """Raise ValueError for what is no time in UTC, or is still to come."""
    try:
        moment = datetime.fromisoformat(made)
    except ValueError as problem:
        raise ValueError(f"was made at {made!r}, which is no time: export it again") from problem
    if moment.utcoffset() != timedelta(0):
        raise ValueError(f"was made at {made!r}, which is not told in UTC: export it again")
    if moment.isoformat() != made:  # the newest counts, and times are put in order as they are spelt
        raise ValueError(f"was made at {made!r}, which is not spelt {moment.isoformat()!r}: export it again")
    if moment > now + _AHEAD:
        raise ValueError(f"was made on {made[:10]}, which is still to come: set the clock right")
