"""Patients of whom a clause denies an event: "in the other four there was no progression"."""

import re
from collections.abc import Iterator

from evidence.extraction.denials import NO, PERSON
from evidence.extraction.figures import COUNT, PERCENT, Figure
from evidence.extraction.mentions import Mention
from evidence.extraction.numbers import COUNT as WHOLE_OR_WORD
from evidence.extraction.numbers import read_count
from evidence.quick import Quick

_IN_SO_MANY = re.compile(
    rf"(?:^|[,;:]\s+|\b(?:and|but|while|whereas)\s+)(?:in|for)\s+(?:the\s+)?(?:(?:other|remaining)\s+)?(?P<n>{WHOLE_OR_WORD})"
    rf"(?:\s+(?:others?|{PERSON}|of\s+(?:them|these|those|whom)))?,?\s+(?:there\s+(?:was|were|has\s+been|had\s+been)\s+)?$",
    re.IGNORECASE,
)


def so_many_before(before: str) -> re.Match[str] | None:
    """Return "in the other four there was" right before a denial, None where no such clause begins there."""
    return _IN_SO_MANY.search(before)


def find_spared(text: str, outcomes: tuple[Mention, ...]) -> Iterator[tuple[Figure, Mention]]:
    """Yield the counts of those who were spared an event, as clauses with "no" tell them."""
    for mention in outcomes:
        denied = NO.search(text[max(0, mention.start - 100) : mention.start]) if mention.counts == "event" else None
        if denied is None:
            continue
        place = max(0, mention.start - 100) + denied.start()
        told = so_many_before(text[:place])
        if told is not None:
            events = read_count(told["n"]) or 0
            yield Figure(COUNT, "count", told.start("n"), mention.end, float(events), events), mention


_NONE_IN = Quick(
    r"\b(?:compared\s+(?:with|to)|versus|vs\.?|and|but|against)\s+(?:in\s+)?(?P<none>none|no one|nobody)\s+"
    r"(?:in|of|with|after|at)\b",
    re.IGNORECASE,
)


def find_none_in(text: str) -> tuple[Figure, ...]:
    """Return the "none" of "37% improved compared to none in the other group": a share of 0 beside another."""
    return tuple(
        Figure(PERCENT, "none-in", match.start("none"), match.end("none"), 0.0, events=0, unit="%")
        for match in _NONE_IN.finditer(text)
    )
