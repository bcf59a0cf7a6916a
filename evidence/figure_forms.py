"""A figure from what a file tells of it: every field of the type and among the codes that it must be."""

import math
from collections.abc import Mapping
from functools import cache
from typing import Any, get_args, get_type_hints

from evidence.records.finding import ARMS, DIRECTIONS, OUTCOMES, STATES, STATISTICS, Contrast, Finding

LARGEST = 2**53  # beyond it a number of a file is no longer the one that was written
LONGEST = 20_000  # characters; the longest sentence that is read has a tenth of it
_CODES: dict[str, tuple[str, ...]] = {
    "outcome": OUTCOMES, "arm": ARMS, "statistic": STATISTICS, "direction": DIRECTIONS, "state": STATES,
    "origin": ("machine", "pack"),
}  # fmt: skip
_PLACES = ("start", "end", "mark_start", "mark_end")
_NEEDED = ("record", "outcome", "arm", "statistic")


def figure_from(told: object, what: str) -> Finding:
    """Return the figure; raises ValueError with what is wrong. what: its name in the line ("judged")."""
    if not isinstance(told, dict):
        raise ValueError(f"{what} is no figure: export it again")
    hints = _hints()
    odd = [*(set(told) - set(hints)), *(name for name in _NEEDED if name not in told)]
    if odd:
        raise ValueError(
            f"{what} has not the fields of a figure ({', '.join(sorted(map(repr, odd)))}): export it again"
        )
    values = {name: _value(f"{what}.{name}", value, hints[name]) for name, value in told.items()}
    for name, codes in _CODES.items():
        if values.get(name) is not None and values[name] not in codes:
            raise ValueError(f"{what}.{name} {values[name]!r} is unknown: update the program, or export it again")
    finding = Finding(**values)
    _require_places(finding, what)
    return finding


@cache
def _hints() -> dict[str, Any]:
    """Return the types of the fields, worked out once: looking them up for each line took most of an import."""
    return get_type_hints(Finding)


def _value(name: str, value: object, hint: Any) -> Any:
    kinds = get_args(hint) or (hint,)
    if Contrast in kinds:
        return _contrast(name, value)
    if Ellipsis in kinds:
        return _texts(name, value)
    if isinstance(value, str) and str in kinds:
        return _text(value)
    if type(value) is int and int in kinds and 0 <= value <= LARGEST:
        return value
    if type(value) in (int, float) and float in kinds and math.isfinite(value) and abs(value) <= LARGEST:  # type: ignore[arg-type]
        return float(value)  # type: ignore[arg-type]
    raise ValueError(f"{name} is not what it must be: export it again")


def _text(text: str) -> str:
    if len(text) > LONGEST or "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("has a text that nothing stored can hold: export it again")
    return text


def _texts(name: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ValueError(f"{name} is not what it must be: export it again")
    return tuple(map(_text, value))


def _contrast(name: str, value: object) -> Contrast:
    parts = value if isinstance(value, Mapping) else {}
    if set(parts) != {"kind", "a", "b"} or not all(isinstance(part, str) for part in parts.values()):
        raise ValueError(f"{name} is not what it must be: export it again")
    return Contrast(**{part: _text(text) for part, text in parts.items()})


def _require_places(finding: Finding, what: str) -> None:
    """Raise ValueError where the words of a figure cannot stand in its sentence as it says."""
    places = [getattr(finding, name) for name in _PLACES]
    if finding.sentence is None:
        if any(place is not None for place in places):
            raise ValueError(f"{what} has words and no sentence: export it again")
        return
    start, end, first, last = (-1 if place is None else place for place in places)
    if not 0 <= start <= first < last <= end or end - start != len(finding.sentence):
        raise ValueError(f"{what} has words that do not stand in its sentence: export it again")
