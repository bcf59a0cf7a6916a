"""Dates as PubMed prints them, and the days they may mean.

PubDate is ((Year, ((Month, Day?) | Season)?) | MedlineDate) in NLM's DTD; MedlineDate is free text such as
"1998 Dec-1999 Jan", "Winter 2018", "2015 Nov-Dec", "1977 Apr 17-21", "2021 3rd Quarter", "unknown".
"""

import calendar
import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from xml.etree.ElementTree import Element

from evidence.records.article import PartialDate
from evidence.sources.pubmed_text import child_texts

NO_DATE = PartialDate("", "none", None, None)

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
# First and last month that a season's issue may appear in. Winter lies at both ends of a year, so that a bare
# "Winter 2018" may mean any day of it; the end of the interval decides from when a record counts as known.
_SEASONS = {"spring": (3, 6), "summer": (6, 9), "autumn": (9, 12), "fall": (9, 12), "winter": (1, 12)}
_QUARTERS = {"1": (1, 3), "2": (4, 6), "3": (7, 9), "4": (10, 12)}
_PARTS = re.compile(
    r"""(?P<short_year> (?<=\b\d{4}[-/\u2013]) \d\d (?!\w) )              # 1998-99
      | (?P<year> \b (?:1[5-9]|2[01])\d\d (?!\d) )
      | (?P<quarter> \b [1-4] ) (?:st|nd|rd|th)? \s* quart\w*             # 3rd Quarter
      | \b (?P<season> spring | summer | autumn | fall | winter ) \b
      | \b (?P<month> jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec ) [a-z]* \b
      | \b (?P<day> \d\d? ) (?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)


def read_pub_date(element: Element | None) -> PartialDate:
    """Return the date of a PubDate element (Year, Month, Day, Season or MedlineDate)."""
    if element is None:
        return NO_DATE
    parts = child_texts(element)
    free = parts.get("MedlineDate")
    if free:
        return read_printed_date(free)
    return read_parts(*(parts.get(name) or None for name in ("Year", "Month", "Season", "Day")))


@lru_cache(maxsize=1024)  # a bulk file prints some hundred different dates, and most of them on many records
def read_parts(year: str | None, month: str | None, season: str | None, day: str | None) -> PartialDate:
    """Return the date that is printed in parts."""
    raw = " ".join(part for part in (year, month, season, day) if part is not None)
    named = calendar.month_abbr[int(month)] if month is not None and _is_month(month) else month
    printed = read_printed_date(" ".join(part for part in (year, named, season, day) if part is not None))
    return PartialDate(raw, printed.precision, printed.first, printed.last)


@lru_cache(maxsize=1024)
def read_printed_date(raw: str) -> PartialDate:
    """Return the interval that a printed date may mean; precision "none" where it names no year.

    A season is taken at its widest; a range runs from the start of its first part to the end of its last; a part
    that cannot be read ("1st half") widens the interval, never narrows it.
    """
    years: list[int] = []
    units: list[_Unit] = []
    for found in _PARTS.finditer(raw.partition(";")[0]):
        kind, value = str(found.lastgroup), found[str(found.lastgroup)].lower()
        if kind == "year":
            years.append(int(value))
        elif kind == "short_year":
            years.append(years[-1] // 100 * 100 + int(value))
        elif kind != "day":
            units.append(_unit(kind, value))
        elif units:  # a day stands behind its month
            units[-1].days.append(int(value))
    if not years:
        return PartialDate(raw, "none", None, None)
    precision, first, last = _interval(years, units)
    return PartialDate(raw, precision, first.isoformat(), last.isoformat())


def iso_date(element: Element | None) -> str | None:
    """Return the ISO date of an element with Year, Month and Day; None where it is absent, partial or impossible."""
    if element is None:
        return None
    parts = child_texts(element)
    return read_day(parts.get("Year"), parts.get("Month"), parts.get("Day"))


@lru_cache(maxsize=1024)
def read_day(year: str | None, month: str | None, day: str | None) -> str | None:
    """Return the ISO date, None where one of the three is absent or they are no day."""
    if not year or not month or not day:
        return None
    number = month if _is_month(month) else str(_MONTHS.get(month[:3].lower(), ""))
    return iso_from_digits(year, number, day)


def entry_date(pubmed: Element) -> str | None:
    """Return the ISO date on which the record entered Entrez (PubMedPubDate entrez of PubmedData or PubmedBookData).

    NLM sets it to the date of publication where a record came more than a year late.
    """
    history = pubmed.find("History")
    for entry in () if history is None else history:
        if entry.get("PubStatus") == "entrez" and entry.tag == "PubMedPubDate":
            return iso_date(entry)
    return None


def iso_from_digits(year: str, month: str, day: str) -> str | None:
    """Return the ISO date, None where the three are not numbers of a day that exists."""
    if not (year.isdecimal() and month.isdecimal() and day.isdecimal()):
        return None
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except (ValueError, OverflowError):  # 30 February, month 13, year 0
        return None


@dataclass(slots=True)
class _Unit:
    """A month, season or quarter that a printed date names, and the days that stand behind it."""

    kind: str
    name: str
    first: int
    last: int
    days: list[int] = field(default_factory=list)


def _unit(kind: str, value: str) -> _Unit:
    if kind == "month":
        return _Unit(kind, value, _MONTHS[value], _MONTHS[value])
    first, last = _SEASONS[value] if kind == "season" else _QUARTERS[value]
    return _Unit("season", value, first, last)


def _interval(years: list[int], units: list[_Unit]) -> tuple[str, date, date]:
    """Return precision, first and last day."""
    start, end = min(years), max(years)
    if not units:
        return "year", date(start, 1, 1), date(end, 12, 31)
    opening, closing = units[0], units[-1]
    first_month, last_month = opening.first, closing.last
    if len(units) == 1 and opening.name == "winter" and start < end:
        first_month, last_month = 12, 3  # "1976-1977 Winter" is one winter
    if len(years) == 1 and first_month > last_month:
        end += 1  # "1998 Dec-Jan"
    first_day, last_day = _day(start, first_month, opening.days[:1]), _day(end, last_month, closing.days[-1:])
    exact = first_day is not None and last_day is not None
    first = date(start, first_month, first_day or 1)
    last = date(end, last_month, last_day or calendar.monthrange(end, last_month)[1])
    if first > last:  # contradicts itself: all that can be said is the year
        return "year", date(start, 1, 1), date(end, 12, 31)
    seasonal = "season" in (opening.kind, closing.kind)
    if seasonal:
        return "season", first, last
    return ("day" if exact else "month"), first, last


def _day(year: int, month: int, days: list[int]) -> int | None:
    """Return the day if that month has it."""
    return days[0] if days and 1 <= days[0] <= calendar.monthrange(year, month)[1] else None


def _is_month(text: str) -> bool:
    return text.isdecimal() and 1 <= int(text) <= 12
