"""Words that records print short: "16 pts", "RR pt", "EDSS 3 & 5"."""

import re

_LONG = {"pts": "patients", "pt": "patient", "&": "and", "gr": "grade", "gr.": "grade"}
_BEFORE = r"(?<![\w/.&-])"
# "pts" in small letters; "&" between spaces ("R&D" is a name); "gr" before a grade.
SHORTHAND = re.compile(
    rf"{_BEFORE}pts?\b(?![/-])|(?<=\s)&(?=\s)|{_BEFORE}(?<!\d\s)gr\.?(?=\s?(?:[1-5]|I{{1,3}}|IV)\b)",
)


def long_form(printed: str) -> str:
    """Return the word that the shorthand stands for."""
    return _LONG[printed]
