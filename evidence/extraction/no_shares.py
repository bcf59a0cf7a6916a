"""Percents and counts that are no share of patients: a change, a range, a year, a grade."""

import re

from evidence.extraction.numbers import DECIMAL, read_count
from evidence.extraction.share_forms import MOVED_BY
from evidence.quick import Quick

# A count that is a name or a place in a scale: "grade 3 (12%)", "year 5 (80%)".
NOT_COUNT = re.compile(
    r"""
        (?:
            grades?|year|month|week|day
            |(?<!\d\s)(?:years|months|weeks|days)
            |phase|stage|type|class|level|score|least|than|version|table|(?:in|of|and|,)\s+group|step|point
            |first|visit|EDSS|NEDA|[<>\u2264\u2265=\u00b1]
        )\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
_NOT_SHARE_BEFORE = re.compile(
    r"(?:\b(?:relative|rate|risk)\s+(?:risk\s+|rate\s+)?reductions?\b[^.;%]{0,60}\s*$)|"
    r"(?:[<>\u2264\u2265\u00b1/]|\b(?:(?:reduc|decreas|increas|lower|improv|declin|chang|drop|"
    r"rais|fell|fall|rose)\w*\s+(?:[\w-]+\s+){0,8}by|least|most|than|exceeding|above|below|over|under|up to|"
    r"threshold of|power of|"
    r"(?:reduction|decrease|increase|decline|improvement|rise|fall) of(?: about| approximately)?))\s*$",
    re.IGNORECASE,
)
_NOT_SHARE_BEHIND = re.compile(
    r"\s*(?:\)?\s*(?:relative|absolute)?\s*(?:increase|decrease|reduction|lower|higher|greater|fewer|more|less|larger|"
    r"smaller|decline|power|probability|change|CI\b|confidence|credible|prediction|risk reduction|"
    r"improvement (?:in|of) the)|"
    r"(?:to|-)\s?\d|\s*of\s+(?:normal|baseline|(?:the\s+)?varia\w+|total|cost))",
    re.IGNORECASE,
)
_RANGE_BEFORE = Quick(r"(?<!\b19\d)(?<!\b20\d)\d\s?%?\s*(?:-|\bto\b)\s*$")
# "from 72% to 24%" is a change of two shares, "ranging from 14% to 20%" a range.
_FROM_TO = Quick(
    rf"(?<!ranging )(?<!ranged )(?<!range )(?<!varying )\bfrom\s+(?:[\w-]+\s+){{0,3}}{DECIMAL}\s?%?\s*"
    rf"(?:\([^)]*\)\s*)?to\s+{DECIMAL}\s?%",
    re.IGNORECASE,
)
# "the proportion decreased (58% to 13%)": the second is what it came to.
CHANGED = re.compile(r"\b(?:decreas|increas|improv|declin|reduc|dropp|chang|rose|fell)\w*\s*[(\[]\s?$", re.IGNORECASE)
_CHANGED_TO = Quick(rf"{CHANGED.pattern[:-1]}{DECIMAL}\s?%?\s*(?:to|-|\u2192)\s*$", re.IGNORECASE)
_IN_YEAR = re.compile(r"\b(?:before|after|since|until|in|from|to|by|and|or|year)\s+$", re.IGNORECASE)
_VOLUME_BY = re.compile(r"\b(?:brain|matter|parenchymal)\s+(?:volume|fraction)\w*\s+\w+\s+by\s*$", re.IGNORECASE)
_SLASHED = Quick(r"%\s?/\s?$")
PER_YEAR = re.compile(
    r"\s*(?:/|per\s+|each\s+|a\s+)\s?(?:y\b|year|yr|annum)|\s*annual|\s*yearly\b|\s*p\.\s?a\.", re.IGNORECASE
)


def is_year(printed: str | None, before: str) -> bool:
    """Tell whether the number is a year: "in studies published before 2006 (4.1%)"."""
    number = read_count(printed or "")
    return number is not None and 1950 <= number <= 2050 and _IN_YEAR.search(before) is not None


def is_share(text: str, match: re.Match[str]) -> bool:
    """Tell whether the percent is a share of patients: no change of one, no bound of a range, no level."""
    before = text[max(0, match.start("percent") - 80) : match.start("percent")]
    behind = text[match.end() : match.end() + 40]
    if PER_YEAR.match(behind) is not None:
        return True
    plain = match.start() == match.start("percent")
    if plain and _CHANGED_TO.search(before) is not None:
        return True
    if _FROM_TO.search(before + text[match.start("percent") : match.end()] + behind) is not None:
        return True
    if _SLASHED.search(before) is not None or (behind.startswith("/") and re.match(r"/\s?\d[\d.]*\s?%", behind)):
        return False  # "57%/41%/1%": which is which is told elsewhere
    if _NOT_SHARE_BEHIND.match(behind) is not None or (plain and _RANGE_BEFORE.search(before) is not None):
        return False
    if not plain or (_NOT_SHARE_BEFORE.search(before) is None and MOVED_BY.search(before) is None):
        return True
    return _VOLUME_BY.search(before) is not None
