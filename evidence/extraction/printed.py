"""The numbers that words print, read anew by fewer rules than the reader has."""

import re
from collections.abc import Iterable

from evidence.extraction.numbers import WORDS, read_count
from evidence.values import value


@value
class Printed:
    """A number as printed, with everything that it may say: "1,024" is 1024 or 1.024."""

    readings: tuple[float, ...]
    negative: bool
    start: int
    end: int


_DIGITS = re.compile(r"(?P<minus>-\s?)?(?P<digits>\d+(?:[.,]\d+)*|\.\d+)")
_WORDS = re.compile(WORDS)
# Words that say a number: "was not observed", "nil"; "all are alive" is 100 %; "a single case", "another died".
_SAID = (
    (re.compile(r"\b(?:no|none|nobody|neither|nor|not|nil|without|absent|absence|zero)\b", re.IGNORECASE), 0.0),
    (re.compile(r"\b(?:all|every|everyone|everybody)\b", re.IGNORECASE), 100.0),
    (re.compile(r"\b(?:single|another|second|third|fourth|fifth|sixth|seventh|last)\b", re.IGNORECASE), 1.0),
    (re.compile(r"\bboth\b", re.IGNORECASE), 2.0),
)


def printed_numbers(words: str) -> Iterable[Printed]:
    """Yield the numbers of the words, as a whole and in the parts that commas may make of a list."""
    for match in _DIGITS.finditer(words):
        start = match.start("digits")
        yield Printed(_readings(match["digits"]), match["minus"] is not None, start, match.end())
        place = start
        for part in match["digits"].split(",") if "," in match["digits"] else ():
            yield Printed(_readings(part), place == start and match["minus"] is not None, place, place + len(part))
            place += len(part) + 1
    for match in _WORDS.finditer(words):
        count = read_count(match.group())
        if count is not None:
            yield Printed((float(count),), False, match.start(), match.end())
    for pattern, number in _SAID:
        for match in pattern.finditer(words):
            yield Printed((number,), False, match.start(), match.end())


def _readings(digits: str) -> tuple[float, ...]:
    """Return what the digits may say: "12,5" is 12.5, "1,024" also 1024; "1.2.3" says nothing."""
    found = []
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+", digits):
        found.append(float(digits.replace(",", "")))
    if re.fullmatch(r"\d*(?:[.,]\d+)?", digits):
        found.append(float(digits.replace(",", ".")))
    return tuple(found)


def have_places(told: tuple[float, ...], printed: tuple[Printed, ...]) -> bool:
    """Tell whether each of the numbers is printed, no two of them at one place."""
    if not told:
        return True
    for one in printed:
        others = tuple(other for other in printed if other.end <= one.start or other.start >= one.end)
        if says(one, told[0], 1) and have_places(told[1:], others):
            return True
    return False


def says(printed: Printed, told: float, scale: int) -> bool:
    """Tell whether the printed number is the one told; below zero only with its minus."""
    if told < 0 and not printed.negative:
        return False
    return any(abs(scale * reading - abs(told)) < 1e-6 for reading in printed.readings)
