"""Shares of patients as printed: "8 of 25 (31%)", "2 patients (2.7%)", "83% (25/30)", "83, 78 and 73%", "5 of 14"."""

import re
from collections.abc import Iterator

from evidence.extraction.figures import COUNT, PERCENT, Figure, is_free
from evidence.extraction.numbers import (
    DECIMAL,
    WORDS,
    find_intervals,
    find_p_values,
    find_ranges,
    has_decimal_comma,
    read_count,
    read_number,
)
from evidence.extraction.share_forms import AFTER_RANGES, AND_ALSO, AT, FORMS, MOVED_BY, SHARED_SIGN
from evidence.quick import Quick

Span = tuple[int, int]
# A count that is a name or a place in a scale: "grade 3 (12%)", "year 5 (80%)".
_NOT_COUNT = re.compile(
    r"(?:grades?|year|month|week|day|(?<!\d\s)(?:years|months|weeks|days)|phase|stage|type|class|level|score|least|than|version|table|(?:in|of|and|,)\s+group|step|"
    r"point|first|visit|EDSS|NEDA|[<>\u2264\u2265=\u00b1])\s*$",
    re.IGNORECASE,
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
_CHANGED = re.compile(r"\b(?:decreas|increas|improv|declin|reduc|dropp|chang|rose|fell)\w*\s*[(\[]\s?$", re.IGNORECASE)
_CHANGED_TO = Quick(rf"{_CHANGED.pattern[:-1]}{DECIMAL}\s?%?\s*(?:to|-|\u2192)\s*$", re.IGNORECASE)
_IN_YEAR = re.compile(r"\b(?:before|after|since|until|in|from|to|by|and|or|year)\s+$", re.IGNORECASE)
_VOLUME_BY = re.compile(r"\b(?:brain|matter|parenchymal)\s+(?:volume|fraction)\w*\s+\w+\s+by\s*$", re.IGNORECASE)
_SLASHED = Quick(r"%\s?/\s?$")
_PER_YEAR = re.compile(
    r"\s*(?:/|per\s+|each\s+|a\s+)\s?(?:y\b|year|yr|annum)|\s*annual|\s*yearly\b|\s*p\.\s?a\.", re.IGNORECASE
)


_COUNTED_ANEW = Quick(
    rf"\b(?:and|but|while|,)\s+{WORDS}\s+(?:[\w-]+\s+){{0,2}}?(?:patients?|persons?|people|subjects?|participants?|women|men|cases?)\b"
)


def find_shares(text: str, closed: tuple[Span, ...] = ()) -> tuple[Figure, ...]:
    """Return the shares of one sentence in order. closed: spans that other readers have (ratios, definitions)."""
    taken = [*closed, *printed_aside(text)]
    found: list[Figure] = []
    for shape, pattern in FORMS:
        if shape == AFTER_RANGES:
            taken.extend(
                span for span in find_ranges(text) if _CHANGED.search(text, max(0, span[0] - 30), span[0]) is None
            )
        for match in pattern.finditer(text):
            start, end = match.span()
            if not is_free(start, end, taken):
                continue
            figures = tuple(_read(text, shape, match))
            if figures:
                found.extend(figures)
                taken.append((min(figure.start for figure in figures), max(end, *(figure.end for figure in figures))))
    return tuple(sorted(found, key=lambda figure: figure.start))


def printed_aside(text: str) -> Iterator[Span]:
    """Yield intervals and p values; the words of an interval's level ("95% CI") are no share either."""
    for interval in find_intervals(text):
        yield interval.start, interval.end
    for p_value in find_p_values(text):
        yield p_value.start, p_value.end


def _read(text: str, shape: str, match: re.Match[str]) -> Iterator[Figure]:
    parts = match.groupdict()
    before = text[max(0, match.start() - 40) : match.start()]
    if parts.get("words") is not None:
        yield from _in_words(match)
        return
    if parts.get("percent") is None:
        yield from _count(shape, match, before)
        return
    if shape == "n-of-n-percent" and _COUNTED_ANEW.search(text, match.end("all"), match.start("percent")) is not None:
        return  # "381 of the 394 were treated at home and thirteen persons (3.3%)"
    first = match.start("percent") if parts.get("n") is None else match.start()
    alone = parts.get("n") is not None and parts.get("all") is None and match.start("n") < match.start("percent")
    if alone and (_NOT_COUNT.search(before) is not None or _is_year(parts["n"], before)):
        return
    if not _is_share(text, match):
        return
    if shape == "percent":
        yield from _before_shared_sign(text, match)
    yield _percent(text, shape, match, first)


def _is_year(printed: str | None, before: str) -> bool:
    """Tell whether the number is a year: "in studies published before 2006 (4.1%)"."""
    number = read_count(printed or "")
    return number is not None and 1950 <= number <= 2050 and _IN_YEAR.search(before) is not None


def _in_words(match: re.Match[str]) -> Iterator[Figure]:
    """Yield "thirty-eight percent"."""
    value = read_count(match["words"])
    if value is not None and value <= 100:
        yield Figure(PERCENT, "percent-words", match.start(), match.end(), float(value), unit="%")


def _is_share(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start("percent") - 80) : match.start("percent")]
    behind = text[match.end() : match.end() + 40]
    if _PER_YEAR.match(behind) is not None:
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
    moved = _NOT_SHARE_BEFORE.search(before) is not None or MOVED_BY.search(before) is not None
    return not (plain and moved and _VOLUME_BY.search(before) is None)


def _percent(text: str, shape: str, match: re.Match[str], start: int) -> Figure:
    parts = match.groupdict()
    per_year = _PER_YEAR.match(text, match.end())
    printed = match["percent"]
    return Figure(
        kind=PERCENT, shape=shape, start=start, end=per_year.end() if per_year else match.end(),
        value=read_number(printed), events=_maybe(parts.get("n")), denominator=_maybe(parts.get("all")),
        unit="%/year" if per_year else "%", doubts=("decimal comma",) if has_decimal_comma(printed) else (),
    )  # fmt: skip


def _before_shared_sign(text: str, match: re.Match[str]) -> Iterator[Figure]:
    """Yield the earlier numbers of "83, 78, and 73%": one sign for all of them."""
    shared = SHARED_SIGN.search(text[: match.start()])
    before = "" if shared is None else text[: shared.start()]
    if shared is None or _NOT_COUNT.search(before) is not None or AT.search(before) is not None:
        return
    for number in re.finditer(DECIMAL, shared["more"]):
        value, start = read_number(number.group()), shared.start() + number.start()
        if value > 100:  # "after 2010 and 2.9%"
            continue
        yield Figure(PERCENT, "percent-list", start, shared.start() + number.end(), value, unit="%")


def _count(shape: str, match: re.Match[str], before: str) -> Iterator[Figure]:
    events, total = _maybe(match["n"]), _maybe(match.groupdict().get("all"))
    if shape in ("in-n-and-n", "in-n-of-groups"):
        yield from _two_counts(match)
        return
    if shape == "all-n" and events is not None:
        yield Figure(COUNT, shape, match.start("n"), match.end("n"), float(events), events, events)
        return
    if shape == "one-in-n":
        yield from _fraction(match, events, total)
        return
    before += match.string[match.start() : match.start("n")]
    divided = total is not None and total >= 2
    if events is None or not (divided or shape.endswith("in-n")) or _NOT_COUNT.search(before) is not None:
        return
    yield Figure(COUNT, shape, match.start("n"), match.end(), float(events), events, total)
    also = AND_ALSO.match(match.string, match.end()) if shape == "in-n" else None
    if also is None:
        return
    told = "n" if also["n"] else "other"
    if (more := read_count(also[told])) is not None:
        yield Figure(
            COUNT, "and-in-n", also.start(told), also.end() if told == "other" else also.end(told), float(more), more
        )


def _two_counts(match: re.Match[str]) -> Iterator[Figure]:
    """Yield "in 7 and 0 patients" as the counts of two groups."""
    for told in ("n", "also"):
        events = read_count(match[told])
        if events is not None:
            yield Figure(COUNT, "and-in-n", match.start(told), match.end(told), float(events), events)


def _fraction(match: re.Match[str], part: int | None, whole: int | None) -> Iterator[Figure]:
    """Yield "one in three patients" as the share it is; it counts nobody. "12 in 36 patients" is no such fraction."""
    if part is None or whole is None or not 0 < part < whole <= 20:
        return
    share = round(100 * part / whole, 1)
    yield Figure(PERCENT, "one-in-n", match.start("n"), match.end(), share, unit="%")


def _maybe(printed: str | None) -> int | None:
    return None if printed is None else read_count(printed)
