"""Counts in a fixed order: "sepsis in nine versus four patients", "A, B and C in two, five and four, respectively"."""

import re
from collections.abc import Iterator

from evidence.extraction.denials import PERSON
from evidence.extraction.figures import COUNT, Figure, Pairs
from evidence.extraction.located_counts import countable
from evidence.extraction.mentions import Mention
from evidence.extraction.numbers import COUNT as WHOLE_OR_WORD
from evidence.extraction.numbers import read_count
from evidence.quick import Quick

_NUMBER = rf"(?:{WHOLE_OR_WORD}|none\b|no\b)"
_UNIT = rf"(?:\s+(?:{PERSON}|events?|episodes?|deaths?))?"
_WORD = r"\s+(?!(?:and|or|but|no|not|than|from|without|versus|vs)\b)(?:[\w/'+<>-]+|\d\.\d)"
_VERSUS = r"\s+(?:vs\.?|v\.?|versus|compared\s+(?:with|to)|against)\s+"
# Between the name and the first of two numbers: "was diagnosed in", "affected", "beyond day 100:".
_LINK = (
    rf"(?:(?:{_WORD}){{0,5}}?\s*[:=]\s*|"
    rf"(?:{_WORD}){{0,5}}?\s+(?:in|by|for|affected|hit|involved|concerned|complicated)\s+)"
)
_END = r"(?=\s*(?:[.,;()]|$)|\s+respectively|\s+(?:and|while|after|during)\b)"
_PAIR = re.compile(
    rf"{_LINK}(?P<a>{_NUMBER}){_UNIT}(?:{_VERSUS}(?P<b>{_NUMBER}){_UNIT}{_END}"
    rf"|\s+and\s+(?P<c>{_NUMBER})(?:\s+{PERSON}\b|,?\s+respectively\b|"
    r"(?=\s*[.;]|,\s+(?!and\b|but\b|\d|respectively)[^,;.]{3,60}?\sin\s+\d+\s+and\s+\d+\s*[.;,]))"
    rf"|\s+and\s+in\s+(?P<d>{_NUMBER}){_END})",
    re.IGNORECASE,
)
# "Five and four patients relapsed, respectively".
_BEFORE = Quick(
    rf"""
        (?:^|[.,;:]\s+)(?P<a>{_NUMBER})(?:{_VERSUS}|\s+and\s+)(?P<b>{_NUMBER})\s+{PERSON}\s+
        (?:(?:had|developed|experienced|suffered)\s+(?:an?\s+)?)?$""",
    re.IGNORECASE | re.VERBOSE,
)
_RESPECTIVELY = re.compile(r"[^.;]{0,60}\brespectively\b", re.IGNORECASE)
_ORDERED = re.compile(
    rf"""
        \s+(?:(?:was|were|occurred|developed|appeared)\s+)?(?:[a-z]+\s+)?(?:in|by)\s+
        (?P<list>{WHOLE_OR_WORD}(?:,\s+{WHOLE_OR_WORD}){{0,6}},?\s+and\s+{WHOLE_OR_WORD})\b
        (?=[^.;]{{0,60}}\brespectively\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_ITEMS = re.compile(r",\s*(?:and\s+)?|\s+and\s+", re.IGNORECASE)


def find_pairs(text: str, outcomes: tuple[Mention, ...], closed: tuple[tuple[int, int], ...]) -> tuple[Pairs, ...]:
    """Return the counts of two groups that are told of one outcome, in the order of the groups."""
    found = []
    for mention, stop in countable(text, outcomes):
        match = _PAIR.match(text, mention.end)
        names = ("a", next((name for name in "bcd" if match is not None and match[name]), "c"))
        if match is None:
            before = text[max(0, mention.start - 60) : mention.start]
            early = _BEFORE.search(before)
            if early is None or _RESPECTIVELY.match(text, mention.end) is None:
                continue
            pair = tuple(_figure(early, name, mention.start - len(before)) for name in ("a", "b"))
        elif match.end() > stop:
            continue
        else:
            pair = tuple(_figure(match, name, 0) for name in names)
        if not any(figure.start < end and start < figure.end for figure in pair for start, end in closed):
            found.append(tuple((figure, mention) for figure in pair))
    return tuple(found)


def _figure(match: re.Match[str], name: str, offset: int) -> Figure:
    printed = match[name].lower()
    events = 0 if printed in ("no", "none") else read_count(printed) or 0
    return Figure(COUNT, "count", offset + match.start(name), offset + match.end(name), float(events), events)


def find_ordered(text: str, outcomes: tuple[Mention, ...]) -> Iterator[tuple[Figure, Mention]]:
    """Yield the counts of "A, B and C were seen in two, five and four patients, respectively", each with its name."""
    if "respectively" not in text:
        return
    for mention in outcomes:
        match = _ORDERED.match(text, mention.end)
        if match is None:
            continue
        start = max(text.rfind(sign, 0, mention.start) for sign in (". ", "; ", ": ")) + 1
        names = _spans(text, start, mention.end)
        numbers = _spans(text, match.start("list"), match.end("list"))
        told = [[one for one in outcomes if low <= one.start < high] for low, high in names]
        if len(names) == len(numbers) and all(len(one) == 1 for one in told):
            for (low, high), (one,) in zip(numbers, told, strict=True):
                events = read_count(text[low:high]) or 0
                yield Figure(COUNT, "count", low, high, float(events), events), one


def _spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of the items of a list."""
    cuts = [match.span() for match in _ITEMS.finditer(text, start, end)]
    starts = [start, *(cut[1] for cut in cuts)]
    ends = [*(cut[0] for cut in cuts), end]
    return [(low, high) for low, high in zip(starts, ends, strict=True) if low < high]
