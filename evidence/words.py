"""Phrases of the vocabulary as one pattern."""

import re
from collections.abc import Iterable
from functools import cache

_GAP = r"[\s\-\u2010-\u2015]+"  # "stem cell", "stem-cell" and "stem\u00a0cell" are the same phrase
_EDGE_BEFORE, _EDGE_AFTER = r"(?<![A-Za-z0-9])", r"(?![A-Za-z0-9])"


def words_pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of the phrases on word limits, the longest first.

    A phrase without lower-case letters ("MS", "AHSCT") is matched in capitals only, any other without regard to
    case. A space or hyphen matches either; a trailing "*" matches the rest of the word. No phrases match nothing.
    """
    return _compiled(frozenset(phrases))


def words_source(phrases: Iterable[str]) -> str:
    """Return the same pattern as text, to be part of a longer one."""
    ordered = sorted(frozenset(phrases), key=lambda phrase: (-len(phrase), phrase))
    if not ordered:
        return r"(?!)"
    # One edge for all phrases: a place inside a word is left at once, which makes long lists some ten times faster.
    return f"{_EDGE_BEFORE}(?:{'|'.join(_phrase(phrase) for phrase in ordered)})"


# Judging all questions asks 2,800 times for 52 different lists: a fifth of a report of an earlier day.
@cache
def _compiled(phrases: frozenset[str]) -> re.Pattern[str]:
    return re.compile(words_source(phrases))


@cache  # the same words stand in many phrases: half of the time that a topic takes to load
def _phrase(phrase: str) -> str:
    stem = phrase.rstrip("*")
    ending = r"\w*" if phrase.endswith("*") else _EDGE_AFTER
    words = _GAP.join(re.escape(word) for word in re.split(r"[\s\-]+", stem.strip()) if word)
    body = words if phrase.upper() == phrase else f"(?i:{words})"
    return f"{body}{ending}"
