"""Links between reports and signatures of answers as lines that colleagues send each other, and back. Pure.

Such a line has schema_version 2 and `about` ("records", "answer"); decisions about figures and records keep version 1,
so that an older program reads what it knows, and says of the rest that it is newer.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from evidence.exchange import is_key, is_told, read_line, require_time
from evidence.records.answer import ANSWER_DIRECTIONS, CERTAINTIES, STATUSES
from evidence.records.judgement import Judgement
from evidence.records.shared import OF_ANSWERS, OF_LINKS, Shared, SharedLink, SharedSignature

VERSION = 2
_EXTRA = {"schema_version", "entry", "about"}
_TEXTS = ("kind", "name", "reason", "made", "program_version")
_MOST_RECORDS = 1000


def shared_line(told: Shared) -> dict[str, Any]:
    """Return a link or a signature as the object of a line, its fields in a fixed order."""
    about = "records" if isinstance(told, SharedLink) else "answer"
    return {"schema_version": VERSION, "entry": told.entry, "about": about, **asdict(told)}


def read_any(text: str, now: datetime) -> Judgement | Shared:
    """Return what a line says; raises ValueError with what is wrong and what to do."""
    try:
        told = json.loads(text, parse_constant=str)
    except (ValueError, RecursionError) as problem:
        raise ValueError("is no JSON: export it again, an editor or mail may have cut it") from problem
    if not isinstance(told, dict) or told.get("schema_version") != VERSION or told["schema_version"] is True:
        return read_line(text, now)
    shared = _link(told) if told.get("about") == "records" else _signature(told)
    require_time(shared.made, now)
    if shared.entry != told["entry"]:
        raise ValueError("was changed after it was written (its entry is of another text): export it again")
    return shared


def _link(told: Mapping[str, Any]) -> SharedLink:
    _require_fields(told, SharedLink)
    records = told["records"]
    if not isinstance(records, list) or not 2 <= len(records) <= _MOST_RECORDS or not all(map(is_key, records)):
        raise ValueError("does not name two records or more by their keys: export it again")
    if told["kind"] not in OF_LINKS:
        raise ValueError(f"has the unknown kind {told['kind']!r}: update the program, or export it again")
    return SharedLink(records=tuple(records), **{name: told[name] for name in _TEXTS})


def _signature(told: Mapping[str, Any]) -> SharedSignature:
    if told.get("about") != "answer":
        raise ValueError(f"is about {told.get('about')!r}, which is not known: update the program, or export it again")
    _require_fields(told, SharedSignature)
    if told["kind"] not in OF_ANSWERS:
        raise ValueError(f"has the unknown kind {told['kind']!r}: update the program, or export it again")
    names = ("topic", "question", "evidence_hash", "status", "direction", "certainty")
    if not all(is_told(told[name]) for name in names) or not _is_verdict([told[name] for name in names[3:]]):
        raise ValueError("is no signature of an answer: export it again")
    parts = told["parts"]
    if not isinstance(parts, dict) or not all(is_told(code) and _is_verdict(part) for code, part in parts.items()):
        raise ValueError("is no signature of an answer and its parts: export it again")
    texts = {name: told[name] for name in (*_TEXTS, *names)}
    return SharedSignature(**texts, parts={code: tuple(part) for code, part in parts.items()})


def _is_verdict(told: object) -> bool:
    known = (STATUSES, ANSWER_DIRECTIONS, CERTAINTIES)
    return (
        isinstance(told, list)
        and len(told) == len(known)
        and all(isinstance(each, str) and each in codes for each, codes in zip(told, known, strict=True))
    )


def _require_fields(told: Mapping[str, Any], kind: type[Shared]) -> None:
    known = {*kind.__dataclass_fields__, *_EXTRA}
    if set(told) != known:
        odd = ", ".join(sorted(map(repr, set(told) ^ known)))
        raise ValueError(f"has not the fields of a decision ({odd}): export it again")
    for name in _TEXTS:
        if not is_told(told[name]):
            raise ValueError(f"has a {name} that no decision can have: export it again")
