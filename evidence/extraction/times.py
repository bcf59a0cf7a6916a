"""Time points: "at 3, 5 and 10 years", "5-year", "at year 5", "within 100 days", "7 months after transplantation"."""

import re

from evidence.extraction.mentions import TIME, Mention
from evidence.extraction.numbers import DECIMAL, WORDS, read_count, read_number
from evidence.extraction.ordinal_times import IN_MONTHS, first_years
from evidence.quick import Quick
from evidence.values import changed

_UNIT = r"(?P<unit>days?|weeks?|months?|mos?|years?|yrs?|y)\b(?!-old)"
_UNIT_WORD = re.compile(_UNIT)
_ONE = rf"(?>{DECIMAL}|{WORDS})"  # tried once: "1,1,1,1" can be parted in ever more ways
_MANY = rf"(?P<many>{_ONE}(?:-|\b|(?=y(?:rs?)?\b))(?:\s*,\s*(?:and\s+)?{_ONE}-?)*(?:\s*,?\s*(?:and|or|&)\s+{_ONE})?)"
_RANGE = r"(?:\s*[\[(][^\[\]()]{1,40}[\])])?"  # "30 (12-118) months"
_AFTER_UNIT = Quick(rf"(?<![\w.,-]){_MANY}{_RANGE}(?:th)?[\s-]*(?:treatment\s+|follow-?up\s+)?{_UNIT}")
# "years 5, 10 and 15" is a list; "in year 2, 26 of 41" is not.
_BEFORE_UNIT = Quick(
    r"""
        (?<!\d\s)(?<!\d-)(?<!between\s)(?<!from\s)(?<!From\s)(?<!Between\s)(?<!since\s)(?<!one\s)(?<!first\s)
        (?<!the\s)\b(?P<unit>[Dd]ays?|[Ww]eeks?|[Mm]onths?|[Yy]ears?|yr|mo|wk)\s+(?:\+\s?|\d{1,2}\s?-\s?)?
        (?P<many>\d+(?:(?:\s*,\s*\d+)*\s*,?\s*(?:and|or|&)\s+\d+(?!\s*\(|\s+(?:patients|of|out)))?)
        (?!
            [\d.]*\d|\s?%
            |\s+(?:\w+\s+)?(?:patients|subjects|participants|women|men|cases|out|had|were(?!\s+\d)|relapsed)\b
            |\s+(?:\w+\s+)?of\s+(?:the\s+|our\s+|these\s+|all\s+)?\d
        )""",
    re.VERBOSE,
)
# What makes a length of time a time point: a preposition before it, a noun right after it, or "after ..." behind it.
_POINT = re.compile(
    r"\b(?:at|after|by|in|within|through|till|until|through|during(?: the)?|in the|over the|"
    r"(?:during|in|over) the (?:first|following|subsequent)|over|first|"
    r"up\s+to|post|to|and|or|beyond)"
    r"(?:\s+(?:the|a|an|about|approximately|same|these|those))*\s*$|\bbaseline\s*,\s*$|^\s*$|[(\[]\s*$",
    re.IGNORECASE,
)
_FOLLOWED = Quick(
    r"""
        \b(?:at|after|over|with)\s+(?:a|an|the)?\s*(?:(?:median|mean|average|total|shorter|longer)\s+)?
          (?:time|period|duration)?\s*(?:of\s+)?(?:follow-?\s?up|FU|f/u)\s*(?:time|period|duration)?\s*
          (?:of|was|:)?\s*$
        | \b(?:at|after|over|during)\s+(?:[\w-]+\s+){0,3}follow-?\s?up\s*(?:time|period|duration)?\s*[(\[]\s*
          (?:median|mean|average)\s*(?:of|[-:,=])?\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
# "After a median of 6 years, 61% were stable": at the head of its clause the length of the follow-up.
_AVERAGE = re.compile(
    r"""
        (?:\b(?:At|After|Over|During)|[,;]\s+(?:at|after|over|during))\s+an?\s+(?:median|mean|average)\s+
        (?:time\s+|period\s+)?(?:of\s+)?$""",
    re.VERBOSE,
)
_BEHIND = re.compile(
    r"\s*(?:\(?(?:after|post|following|from|later)\b|post-?\s?(?:transplant|HSCT|AHSCT|treatment)|"
    r"of follow-?\s?up|follow-?\s?up)",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    r"(?:\b(?:aged?|duration(?: of)?|interval(?: of)?|older than|younger than|longer than|more than|less than|at least|"
    r"every|up to|prior|previous|preceding|past|last|lasting|than|confirmed (?:at|over|for|after)|sustained for|"
    r"minimum of|"
    r"range[: ,]+|interquartile range|IQR|between|exceeding)|[<>\u2264\u2265\u00b1])\s*(?:the\s+)?$",
    re.IGNORECASE,
)
_UP_TO = Quick(r"\b(?:survival|free|PFS|RFS|EFS|OS|activity)\s+up\s+to\s*$")  # "survival up to 39 months was"
_LASTING = Quick(r"\bfor\s+(?:the\s+|a\s+)?$", re.IGNORECASE)
# "kept NEDA for 3 years", "free of relapse for 5 years": the end of that time; "treated for 3 years" is none.
_LASTED = re.compile(
    r"""
        \b(?:kept|maintained|remained|stayed|retained|preserved|free|freedom|without|no)\b[^,;.]{0,60}\bfor\s+
        (?:the\s+|a\s+)?$""",
    re.IGNORECASE | re.VERBOSE,
)
_NOT_BEHIND = re.compile(
    r"\s*(?:-?old|of age|of disease|before|prior|earlier|ago|confirmed|period|interval|sustained|"
    r"disease(?!\s+activity|\s+progression|-?\s?free)|history|"
    r"or more|"
    r"\)?\s*(?:of|with) (?:disease )?duration)",
    re.IGNORECASE,
)


# "at M12", "M24": the unit before its number, as tables have it.
_SHORT = Quick(r"(?P<unit>[MYW])(?<![\w-][MYW])(?P<many>\d{1,3})(?![\w-])")
# "2.0 at the latest visit": a time of its own, whose length is not told.
_LAST = Quick(
    r"""
        \bat\s+(?:the\s+|their\s+|time\s+of\s+)?(?:
              (?:last|latest|final|most\s+recent)\s+(?:available\s+)?
                (?:
                    follow-?\s?up|visit|evaluation|examination|assessment|observation|contact|control
                    |check(?:-?\s?up)?|review|consultation|appointment|time\s?-?point
                )
              |end\s+of\s+(?:the\s+)?(?:study|follow-?\s?up|observation)
          )\b(?!\s*[(\[]\s*(?:median|mean|average)\b)
        |\b(?:thereafter|afterwards)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def find_times(text: str) -> tuple[Mention, ...]:
    """Return the time points in order, one mention a number, in months after treatment or start."""
    found = [*_points(text, _AFTER_UNIT), *first_years(text)]
    found.extend(_elided(text, found))
    shorts = ((match, point) for match in _SHORT.finditer(text) for point in _each(match) if point.months)
    found.extend(changed(point, start=match.start()) for match, point in shorts)
    if found:  # without other times nothing needs to be kept apart
        found.extend(Mention(TIME, "last", match.start(), match.end()) for match in _LAST.finditer(text))
    taken = [(point.start, point.end) for point in found]
    for point in _points(text, _BEFORE_UNIT):
        if all(point.end <= start or point.start >= end for start, end in taken):
            found.append(point)
    return tuple(sorted(found, key=lambda point: point.start))


_SHARE_END = re.compile(r"%|\.\d(?<=\d\.\d)")


def _shares_end(text: str) -> tuple[int, ...]:
    """Return where a percent sign or the first digit behind a point ends."""
    return tuple([match.end() for match in _SHARE_END.finditer(text)])


# "74% at 2 years, 65% at 3 and 60% at 5": the unit is told once.
_BARE_AT = Quick(
    r"""
        (?:(?<=%)|(?<=\d\.\d))\s*\)?\s*(?:\([^()]*\)\s*)?(?:at|after|by)\s+(?P<many>\d{1,2})
        (?=\s*(?:[(\[;]|[,.](?!\d)|and\b|$))""",
    re.VERBOSE,
    at=_shares_end,
)


def _elided(text: str, found: list[Mention]) -> list[Mention]:
    """Return the numbers behind shares that have the unit of the time told before them."""
    more = []
    for match in _BARE_AT.finditer(text):
        before = [one for one in found if one.end <= match.start() and one.months]
        behind = [one for one in found if match.end() <= one.start < match.end() + 60 and one.months]
        told = before[-1] if before else behind[0] if behind else None  # "70% at 2, and 49% at 5 years"
        unit = _UNIT_WORD.search(text[told.start : told.end]) if told is not None else None
        if unit is not None and all(one.start != match.start("many") for one in found):
            months = round(float(match["many"]) * IN_MONTHS[unit["unit"][0].lower()], 4)
            more.append(Mention(TIME, f"{months:g}", match.start("many"), match.end(), None, months))
    return more


def _points(text: str, pattern: Quick) -> tuple[Mention, ...]:
    found: list[Mention] = []
    for match in pattern.finditer(text):
        if pattern is _BEFORE_UNIT or is_time_point(text, match):
            found.extend(_each(match))
    return tuple(found)


def is_time_point(text: str, match: re.Match[str]) -> bool:
    """Tell a time point from an age, a duration, a range or the length of a confirmation."""
    before, behind = text[max(0, match.start() - 60) : match.start()], text[match.end() : match.end() + 40]
    if _NOT_BEHIND.match(behind) is not None or (
        _NOT_BEFORE.search(before) is not None and _UP_TO.search(before) is None
    ):
        return False
    if "-" not in match.group() and _LASTING.search(before) is not None:  # "for a 10-year incidence" lasts nothing
        return _LASTED.search(before) is not None
    if any(told is not None for told in (_BEHIND.match(behind), _FOLLOWED.search(before), _AVERAGE.search(before))):
        return True
    if _POINT.search(before) is not None:
        return True
    adjective = "-" in match.group() or (
        match["unit"] in ("year", "month", "week", "day") and match["many"] not in ("1", "one")
    )
    return adjective and re.match(r"[\s-]*[A-Za-z]", behind) is not None


def _each(match: re.Match[str]) -> tuple[Mention, ...]:
    factor = IN_MONTHS[match["unit"][0].lower()]
    base = match.start("many")
    found = []
    for number in re.finditer(_ONE, match["many"]):
        value = _value(number.group())
        if value is not None:
            months = round(value * factor, 4)
            found.append(Mention(TIME, f"{months:g}", base + number.start(), match.end(), None, months))
    return tuple(found)


def _value(printed: str) -> float | None:
    if printed[0].isdecimal() or printed[0] == ".":
        return read_number(printed)
    count = read_count(printed)
    return None if count is None else float(count)
