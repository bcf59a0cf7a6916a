"""Patients of whom a clause denies an event: "in the other four there was no progression"."""

import re
from collections.abc import Iterator

from evidence.extraction.denials import NO, PERSON
from evidence.extraction.fatal import HARMS
from evidence.extraction.figures import COUNT, Figure
from evidence.extraction.mentions import Mention
from evidence.extraction.numbers import COUNT as WHOLE_OR_WORD
from evidence.extraction.numbers import read_count

_IN_SO_MANY = re.compile(
    rf"""
        (?:^|[,;:]\s+|\b(?:and|but|while|whereas)\s+)(?:in|for)\s+(?:the\s+)?(?:(?:other|remaining)\s+)?
        (?P<n>{WHOLE_OR_WORD})(?:\s+(?:others?|{PERSON}|of\s+(?:them|these|those|whom)))?,?\s+
        (?:there\s+(?:was|were|has\s+been|had\s+been)\s+)?$""",
    re.IGNORECASE | re.VERBOSE,
)


def so_many_before(before: str) -> re.Match[str] | None:
    """Return "in the other four there was" right before a denial, None where no such clause begins there."""
    return _IN_SO_MANY.search(before)


_THERE = re.compile(
    rf"""
        (?:^|[,;:.]\s+|\b(?:and|but|while|whereas|was|were)[\s,]+)in\s+(?:the\s+)?
        (?:(?:other|remaining|only)\s+)?(?P<n>{WHOLE_OR_WORD})
        (?:\s+(?:others?|{PERSON}|of\s+(?:them|these|those|whom))),?\s+(?:there\s+(?:was|were)\s+)?
        (?:an?\s+|the\s+)?(?:
            (?!(?:no|not|without|with|of|was|were|had|have|has|after|from|for|the|who|free|in|on|to)\b)[\w-]+,?
            \s+
        ){{0,5}}$""",
    re.IGNORECASE | re.VERBOSE,
)
_HARMS = (*HARMS, "secondary_autoimmune", "malignancy")


_BEFELL = re.compile(
    r"""
        \s*(?:[.,;]|$)
        | \s+(?:(?:of|in|with)\s+[^,;.]{1,30}?)?(?:
              (?:was|were|had\s+been)\s+
                (?:seen|observed|noted|found|recorded|reported|diagnosed|documented|detected|encountered)
              |occurred|developed|ensued|arose|supervened|during|after|within
          )\b""",
    re.IGNORECASE | re.VERBOSE,
)


def find_befallen(text: str, outcomes: tuple[Mention, ...]) -> Iterator[tuple[Figure, Mention]]:
    """Yield the counts that open the clause of a harm: "in seven cases, a mild neurotoxicity"."""
    for mention in outcomes:
        if mention.code in _HARMS:
            told = _THERE.search(text[max(0, mention.start - 120) : mention.start])
            if told is not None and _BEFELL.match(text, mention.end) is not None:
                events, start = read_count(told["n"]) or 0, max(0, mention.start - 120) + told.start("n")
                yield Figure(COUNT, "count", start, mention.end, float(events), events), mention


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
