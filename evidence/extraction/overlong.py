"""Sentences that are too long to be read: the time that the rules take grows faster than a sentence does.

The bounds are well above what sentences are. In 36,686 abstracts of PubMed the longest has 2,017 characters, and none
has more than 75 numbers, 21 names of the topic, 34 digits and points in a row, or 4 spaces in a row.
"""

import re
from collections.abc import Iterable

from evidence.extraction.finder import Finder

MOST_CHARACTERS, MOST_NUMBERS, MOST_NAMES, MOST_DIGITS, MOST_SPACES = 2_500, 120, 60, 100, 20
_ALWAYS_READ = 240  # characters, in which no more numbers or names than may be have room
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_LONG_RUN = re.compile(rf"[\d.,]{{{MOST_DIGITS + 1}}}|\s{{{MOST_SPACES + 1}}}")


def is_overlong(text: str) -> bool:
    """Tell whether a sentence is too long to be read, or has too many numbers, digits or spaces in a row."""
    if len(text) <= MOST_SPACES:
        return False
    if len(text) > MOST_CHARACTERS or _LONG_RUN.search(text) is not None:
        return True
    return len(text) > _ALWAYS_READ and len(_NUMBER.findall(text)) > MOST_NUMBERS


def names_too_much(text: str, finders: Iterable[Finder]) -> bool:
    """Tell whether a sentence names more outcomes and groups than one sentence can speak of."""
    return len(text) > _ALWAYS_READ and sum(len(finder.find(text)) for finder in finders) > MOST_NAMES
