"""A second count whose outcome is told once: "two deaths occurred with A and one with B"."""

import re
from collections.abc import Iterator

from evidence.extraction.denials import PERSON
from evidence.extraction.figures import Figure
from evidence.extraction.mentions import CONTROL, COURSE, DRUG, REGIMEN, TREATMENT, Mention
from evidence.extraction.numbers import COUNT, read_count
from evidence.extraction.readings import Reading
from evidence.values import changed

_GROUPS = (TREATMENT, DRUG, CONTROL, COURSE, REGIMEN)
_AGAINST = (
    r"(?:\s*\([^()]{1,60}\))?\s*,?\s+(?:and|but|in\s+comparison\s+(?:with|to)|versus|vs\.?|compared\s+(?:with|to))\s+"
)
_SECOND = re.compile(
    rf"(?P<first>(?:\s+(?!and\b|but\b)[\w/+-]+){{0,7}}?){_AGAINST}(?:in\s+)?(?P<n>{COUNT})"
    rf"(?P<group>(?:\s+{PERSON})?\s+(?:in|with|on|after|of|from|for|under|given)\s+(?:[\w/+-]+\s*){{1,4}}|"
    rf"\s+(?:[\w/+-]+\s+){{1,3}}?{PERSON})\s*(?=[.,;()]|$)",
    re.IGNORECASE,
)
_FIRST = re.compile(rf"(?P<n>{COUNT})(?P<group>(?:\s+(?!and\b|of\b)[\w/+-]+){{1,5}}?){_AGAINST}$", re.IGNORECASE)


def find_elided(reading: Reading, pairs: tuple[tuple[Figure, Mention], ...]) -> tuple[tuple[Figure, Mention], ...]:
    """Return the counts of other groups that stand beside the counts already found, each with the same outcome."""
    taken = [(figure.start, figure.end) for figure in (*reading.figures, *(figure for figure, _ in pairs))]
    return tuple(
        (figure, mention)
        for pair in pairs
        for figure, mention in (*_behind(reading, *pair), *_before(reading, *pair))
        if all(figure.end <= start or end <= figure.start for start, end in taken)
    )


def _behind(reading: Reading, figure: Figure, mention: Mention) -> Iterator[tuple[Figure, Mention]]:
    match = _SECOND.match(reading.text, figure.end)
    if (
        match is not None
        and _named(reading, match.span("group"))
        and _named(reading, (figure.start, match.end("first")))
    ):
        yield _like(figure, match["n"], match.start("n"), match.end("group")), mention


def _before(reading: Reading, figure: Figure, mention: Mention) -> Iterator[tuple[Figure, Mention]]:
    match = _FIRST.search(reading.text[: figure.start])
    if match is not None and _named(reading, match.span("group")) and _named(reading, (figure.start, figure.end)):
        yield _like(figure, match["n"], match.start("n"), match.end("group")), mention


def _like(figure: Figure, printed: str, start: int, end: int) -> Figure:
    events = read_count(printed) or 0
    return changed(figure, start=start, end=end, value=float(events), events=events, denominator=None)


def _named(reading: Reading, span: tuple[int, int]) -> bool:
    return any(mark.kind in _GROUPS and span[0] <= mark.start < span[1] for mark in reading.labels)
