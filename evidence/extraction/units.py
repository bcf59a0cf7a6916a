"""The smallest parts of a sentence: what stands between commas, "and", "versus", "whereas" and brackets."""

import re
from functools import lru_cache

from evidence.values import value

Span = tuple[int, int]  # start and end of words in a text
_SIGNS = re.compile(r"[()\[\]]")
_SEPARATOR = re.compile(
    r"""
    (?P<strong>;|:(?=\s)|,?\s\b(?:while|whereas|but|although|though|however)\b|,\s(?:with|which|who|where)\b)
    | ,(?!\d)
    | \b(?:and|or|versus|vs\.?|v\.?(?=\s)|(?:as\s)?against|in\scontrast\s(?:with|to)|
        (?:as\s)?(?:compared\s(?:with|to)|opposed\sto))(?=\W)(?!\s(?:more|less|fewer|above|below|beyond)\b)
    """,
    re.IGNORECASE | re.VERBOSE,
)


@value
class Unit:
    """One unit: start..end of the text; depth: how many brackets hold it; strong: a new clause begins with it."""

    start: int
    end: int
    depth: int
    strong: bool


def units_of(text: str) -> tuple[Unit, ...]:
    """Return the units in the order of their starts; a unit goes around brackets within it, which have their own."""
    found: list[Unit] = []
    _split(text, (0, len(text)), 0, found)
    return tuple(sorted(found, key=lambda unit: (unit.start, -unit.end)))


def unit_at(units: tuple[Unit, ...], place: int) -> Unit:
    """Return the smallest unit around the place."""
    return next(unit for unit in reversed(units) if unit.start <= place < unit.end)


def _split(text: str, span: tuple[int, int], depth: int, found: list[Unit]) -> None:
    inner = _brackets(text, *span)
    start, strong = span[0], True
    for match in _SEPARATOR.finditer(text, *span):
        if any(first <= match.start() < last for first, last in inner):
            continue
        if match.end() > start:
            found.append(Unit(start, match.start() if match.start() > start else start, depth, strong))
        start, strong = match.end(), match["strong"] is not None
    found.append(Unit(start, span[1], depth, strong))
    for first, last in inner:
        _split(text, (first + 1, last), depth + 1, found)


def _brackets(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans (opening sign, closing sign) of the outermost brackets; one that never closes is none."""
    found: list[tuple[int, int]] = []
    for first, last in _pairs(text):
        if start <= first and last < end and (not found or first > found[-1][1]):
            found.append((first, last))
    return found


def end_outside(text: str, start: int, end: int, place: int) -> int:
    """Return the end of a figure for a reader at `place` behind it: behind its bracket, unless that holds `place`."""
    bracket = bracket_at(text, start)
    return end if bracket is None or place <= bracket[1] else max(end, bracket[1] + 1)


def bracket_at(text: str, place: int) -> tuple[int, int] | None:
    """Return the innermost closed bracket around the place, None outside of any."""
    inner: tuple[int, int] | None = None
    for start, end in _pairs(text):
        if start >= place:
            break
        if place <= end:
            inner = (start, end)
    return inner


@lru_cache(maxsize=256)  # a sentence is asked for its brackets some 200 times
def _pairs(text: str) -> tuple[tuple[int, int], ...]:
    """Return every closed bracket (opening sign, closing sign) in the order of the opening signs."""
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for sign in _SIGNS.finditer(text):
        if sign.group() in "([":
            opened.append(sign.start())
        elif opened:
            found.append((opened.pop(), sign.start()))
    return tuple(sorted(found))
