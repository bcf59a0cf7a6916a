"""A sentence as readers of scores see it: spreads, intervals and p values gone, times and groups as one sign each."""

import re
from collections.abc import Iterable

from evidence.extraction.clauses import blank
from evidence.extraction.intervals import find_intervals, find_p_values, find_ranges
from evidence.extraction.mentions import OUTCOME, TIME, Mention
from evidence.extraction.numbers import DECIMAL, SIGNED
from evidence.quick import Quick
from evidence.values import value

TIME_SIGN, GROUP_SIGN, TO_SIGN = "\ue000", "\ue001", "\ue002"
TO = rf"(?:\bto\b|{TO_SIGN}|\u2192|->)"

MOVED = r"(?:increased|decreased|reduced|declined|fell|rose|dropped|worsened|improved|gained|lost|grew)"
_SIZE = Quick(r"\b[nN]\s?=\s?\d+")
# "mean (SD) EDSS was 4.1 (1.2)": a bracket with nothing but one number behind a number is its spread.
_BARE_SPREAD = re.compile(rf"(?<=\d)\s?[(\[]\s?{DECIMAL}\s?[)\]]")
_SPREAD_NAME = re.compile(
    r"[(\[]\s?(?:SD|SE|SEM|IQR|range|standard (?:deviation|error)|interquartile range)\s?[)\]]", re.IGNORECASE
)
_TEST = Quick(r"\b[FtUHz]\s?\(\s?\d[\d., ]*\)(?:\s?=\s?-?[\d.]+)?")  # "F(1, 55) = 4.9"
_EMPTY = re.compile(r"[(\[][\s,;]*[)\]]")
_DASH = re.compile(r"-(?=\d)|\s-\s(?=\d)")


@value
class ScoreText:
    """text: the normal text; bare: the same length, with what is no level, change or difference taken out."""

    text: str
    bare: str
    outcomes: tuple[Mention, ...]


def bare_of(text: str, labels: Iterable[Mention], outcomes: tuple[Mention, ...]) -> ScoreText:
    """Return the sentence with its spreads blanked and its times and groups replaced by signs of the same length."""
    spans = [(one.start, one.end) for one in find_intervals(text)]
    spans.extend((one.start, one.end) for one in find_p_values(text))
    spans.extend(find_ranges(text))
    for pattern in (_SIZE, _BARE_SPREAD, _SPREAD_NAME, _TEST):
        spans.extend(match.span() for match in pattern.finditer(text))
    signs = list(blank(text, (_with_sign(text, start, end) for start, end in spans)))
    for _, end in spans:
        if _DASH.match(text, end) is not None:  # "2.7 +/- 1.7-2.0 +/- 1.6": from one to the other
            signs[end + (text[end] == " ")] = TO_SIGN
    for mark in labels:
        if mark.kind != OUTCOME:
            sign = TIME_SIGN if mark.kind == TIME else GROUP_SIGN
            signs[mark.start : mark.end] = sign * (mark.end - mark.start)
    return ScoreText(text, _without_empty("".join(signs)), outcomes)


def _with_sign(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span with the comma or semicolon before it."""
    place = start
    while place > 0 and text[place - 1] in " ,;":
        place -= 1
    return (place if text[place:start].strip() else start), end


def _without_empty(text: str) -> str:
    while _EMPTY.search(text) is not None:
        text = _EMPTY.sub(lambda match: " " * len(match.group()), text)
    return text


_POINTS = r"(?:points?|steps?|units?)"
_NUMBER = re.compile(
    rf"""(?<![\w.,/])(?<![A-Za-z]-)
    (?P<value>{SIGNED}|(?i:one\ and\ a\ half|one|two|three|half\ an?|half)(?=[\s-]+(?:EDSS\s+)?{_POINTS}\b))
    (?![\d.,]*\d|[A-Za-z]|-\w(?<!-p)|-p(?!oint))
    (?!/(?!\s?(?:y|yr|year|patient|person|pt)))
    (?:\s?(?P<percent>%|per\s?cent\b))?""",
    re.VERBOSE,
)
_NOT_BEFORE = re.compile(
    r"""(?:[<>\u2264\u2265\u00b1/]|\b[nN]\s?=|\b(?:
        at\ least|at\ most|least|most|than|(?:minimum|maximum)\ (?:of)?|up\ to|exceeding|above|below|under|
        grades?|phase|type|stage|(?<!per\ )years?|months?|weeks?|days?|patients?|cases?|visits?|NEDA|numbers?|
        (?:every|each)|per|first|last|in|for|
        (?:EDSS\ )?scores?\ between|EDSS\ between|(?:ranged|ranging|range|IQR|SD|SE)(?:\ (?:from|between|of))?|
        between\s+[\d.]+\s+and))\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
_NOT_BEHIND = re.compile(
    rf"""(?:\s*(?:,|and|or|,\s*and)\s*\d+)*\s*(?:
        -?\s?(?:years?|months?|weeks?|days?|hours?|seconds?|minutes?|s\b|mm|cm|m\b|mg|ml\b|mL\b|g\b|fold|times)|
        (?:of\s+(?:the\s+|all\s+|our\s+)?)?(?:\w+\s+)?(?:patients|subjects|participants|women|men|cases|people
          |individuals|cent(?:er|re)s|courses|cycles|lesions)|
        of\s+(?:the\s+)?\d|out\s+of|attacks|cycles|had\b|were\b|have\b|
        {_POINTS}?\s*or\s+(?:more|greater|higher|less|lower|fewer|above|better|worse)|
        -?{_POINTS}?\s*(?:[\w-]+\s+){{0,3}}?(?:in|for)\s+(?:\d|one\b|two\b|three\b|most|half|four\b|five\b|six\b|
            all\s+but|some|(?:the\s+)?majority|(?:the\s+)?(?:other|others|remaining|rest|remainder|last)\b)|
        \+|th\b|st\b)""",
    re.IGNORECASE | re.VERBOSE,
)  # fmt: skip
_WORDS = {"one": 1.0, "two": 2.0, "three": 3.0, "half a": 0.5, "half an": 0.5, "half": 0.5, "one and a half": 1.5}


def numbers_of(scored: ScoreText) -> tuple[re.Match[str], ...]:
    """Return the numbers that can be levels: no thresholds, no names, no counts of patients, no lengths of time."""
    found = []
    for match in _NUMBER.finditer(scored.bare):
        before = scored.bare[max(0, match.start() - 40) : match.start()]
        if _NOT_BEFORE.search(before) is None and _NOT_BEHIND.match(scored.bare, match.end()) is None:
            found.append(match)
    return tuple(found)


def number_word(printed: str) -> float | None:
    """Return the value of "one", "half a" and their like before points, None for digits."""
    return _WORDS.get(printed.lower())


_UNIT = re.compile(rf"\s?-?(?:{_POINTS}\b|[pn]g/m?[lL]\b|pmol/[lL]\b|m?I?U/m?[lL]\b)")


def unit_end(match: re.Match[str]) -> int:
    """Return where the number ends, with the unit behind it."""
    unit = _UNIT.match(match.string, match.end())
    return match.end() if unit is None else unit.end()
