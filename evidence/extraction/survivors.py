"""Survival told in words: "all 25 patients are alive", "everyone survived"."""

import re

from evidence.extraction.denials import PERSON
from evidence.extraction.figures import PERCENT, Figure
from evidence.extraction.mentions import Mention
from evidence.extraction.numbers import COUNT, read_count

_ALL = re.compile(
    rf"""
        \b(?:all|every|each|everyone|everybody)(?:\s+of)?(?:\s+(?:the|our|these|them))?(?:\s+(?P<n>{COUNT}))?
        (?:\s+(?:(?!but\b|except\b)[\w-]+\s+){{0,2}}?{PERSON})?\s+
        (?:(?:are|is|were|was|remain\w*|have|has|had|still|currently|now|also)\s+){{0,4}}$""",
    re.IGNORECASE | re.VERBOSE,
)
_ALIVE = re.compile(r"(?:all\s+patients\s+)?(?:\w+\s+)?(?:alive|survived)$", re.IGNORECASE)
_EXCEPT = re.compile(r"[^.;]{0,30}?\b(?:but|except|apart from|who|until)\b", re.IGNORECASE)


def find_all_alive(text: str, outcomes: tuple[Mention, ...]) -> tuple[tuple[Figure, Mention], ...]:
    """Return a survival of 100 % for each "all patients are alive", with their number where it is printed."""
    found = []
    for mention in outcomes:
        words = text[mention.start : mention.end]
        if mention.code != "overall_survival" or _ALIVE.match(words) is None or _EXCEPT.match(text, mention.end):
            continue
        everyone = _ALL.search(text[: mention.start])
        if everyone is None and not words.lower().startswith("all"):
            continue
        start = mention.start if everyone is None else everyone.start()
        number = read_count(everyone["n"]) if everyone is not None and everyone["n"] else None
        figure = Figure(PERCENT, "all-alive", start, mention.end, 100.0, events=number, denominator=number, unit="%")
        found.append((figure, mention))
    return tuple(found)
