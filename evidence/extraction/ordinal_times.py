"""Times told by their order: "during the first year", "2.1% in the first year and 1.3% in the second"."""

import re

from evidence.extraction.mentions import TIME, Mention
from evidence.quick import Quick

IN_MONTHS = {"d": 1 / 30.4375, "w": 7 / 30.4375, "m": 1.0, "y": 12.0}


# "During the first year, EDSS improved": the end of that time is meant.
_FIRST = Quick(
    r"""
        \b(?:during|in|over|within|for|at|after|by)\s+(?:the|their)\s+
        (?P<many>first|second|third|fourth|fifth|sixth|ninth|tenth|twelfth|\d{1,2}(?:st|nd|rd|th))\s+
        (?P<unit>year|month|week)\b""",
    re.IGNORECASE | re.VERBOSE,
)
# "2.1% during the first year, 1.3% during the second and 0.6% during the third one": the unit is told once.
_FURTHER = Quick(
    r"""
        \b(?:during|in|over|at|after|by)\s+the\s+(?P<many>second|third|fourth|fifth|sixth)(?:\s+one)?
        (?=\s*(?:[,.;)]|$|and\b|in\b|for\b|with\b))""",
    re.IGNORECASE | re.VERBOSE,
)
_ORDINAL_UNIT = Quick(
    r"\b(?:first|second|third|end\s+of)\s+(?P<unit>year|month)\b|\b(?P<other>year|month)\s+1\b", re.IGNORECASE
)
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "ninth": 9, "tenth": 10, "twelfth": 12,
}  # fmt: skip


def _ordinal(printed: str) -> int:
    return int(printed[:-2]) if printed[0].isdecimal() else _ORDINALS[printed.lower()]


def _further_years(text: str) -> list[Mention]:
    unit = _ORDINAL_UNIT.search(text)
    if unit is None:
        return []
    length = IN_MONTHS[(unit["unit"] or unit["other"])[0].lower()]
    further = ((match, round(_ordinal(match["many"]) * length, 4)) for match in _FURTHER.finditer(text, unit.end()))
    return [Mention(TIME, f"{months:g}", match.start("many"), match.end(), None, months) for match, months in further]


def first_years(text: str) -> list[Mention]:
    """Return the times told by their order, those after the first also where the unit is told once."""
    found = [*_further_years(text)]
    for match in _FIRST.finditer(text):
        months = round(_ordinal(match["many"]) * IN_MONTHS[match["unit"][0].lower()], 4)
        found.append(Mention(TIME, f"{months:g}", match.start("many"), match.end(), None, months))
    return found
