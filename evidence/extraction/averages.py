"""The words for averages, and whether a loss is told as one a year."""

import re

from evidence.extraction.score_text import TIME_SIGN

RATES = re.compile(r"\brates?\b", re.IGNORECASE)
_ANNUAL = re.compile(r"\b(?:annual\w*|yearly)\b", re.IGNORECASE)
AVERAGE = re.compile(
    rf"\b(?P<name>medians?|means?|average[ds]?|averaging)\b(?!\s*(?:\([^)]*\)\s*)?(?:[\w-]+\s+){{0,2}}?"
    rf"(?:follow-?\s?up|age|time|duration|interval|observation|period|number\s+of\s+(?!relapse)|dose|disease))"
    rf"(?!\s*[,:]?\s*(?:of\s+)?{TIME_SIGN})",
    re.IGNORECASE,
)


def average_name(match: re.Match[str]) -> str:
    """Return median or mean."""
    return "median" if match["name"].lower().startswith("median") else "mean"


def volume_statistic(near: str, annual: bool) -> str:
    """Return what a loss of brain volume is: by name, a rate where it is one a year, else a mean."""
    named = [one for one in AVERAGE.finditer(near) if not (annual and re.search(r"\d", near[one.end() :]))]
    if named and average_name(named[-1]) == "median":
        return "median"
    return "rate" if annual and (RATES.search(near) is not None or not named) else "mean"


_EACH_YEAR = re.compile(
    r"\s*%?\s*(?:/|per\s+|each\s+|an?\s+)\s?(?:y\b|year|yr|annum)|\s*%?\s*(?:yearly|annually)\b", re.IGNORECASE
)


def is_annual(text: str, end: int, near: str) -> bool:
    """Tell whether a loss is one a year: the unit behind it says so, or the words before it."""
    return _EACH_YEAR.match(text, end) is not None or _ANNUAL.search(near) is not None
