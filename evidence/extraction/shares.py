"""Shares of patients as printed: "8 of 25 (31%)", "2 patients (2.7%)", "83% (25/30)", "83, 78 and 73%", "5 of 14"."""

import re
from collections.abc import Iterator

from evidence.extraction.figures import COUNT, PERCENT, Figure, is_free
from evidence.extraction.intervals import find_intervals, find_p_values, find_ranges
from evidence.extraction.no_shares import CHANGED, NOT_COUNT, PER_YEAR, is_share, is_year
from evidence.extraction.numbers import DECIMAL, WORDS, has_decimal_comma, read_count, read_number
from evidence.extraction.share_forms import AND_ALSO, AT, BEFORE_RANGES, BESIDE_RANGES, SHAPES, SHARED_SIGN
from evidence.extraction.units import Span
from evidence.quick import Quick, Quicks

_COUNTED_ANEW = Quick(
    rf"""
        \b(?:and|but|while|,)\s+{WORDS}\s+(?:[\w-]+\s+){{0,2}}?
        (?:patients?|persons?|people|subjects?|participants?|women|men|cases?)\b""",
    re.VERBOSE,
)


def find_shares(text: str, closed: tuple[Span, ...] = ()) -> tuple[Figure, ...]:
    """Return the shares of one sentence in order. closed: spans that other readers have (ratios, definitions)."""
    taken = [*closed, *printed_aside(text)]
    found: list[Figure] = []
    _take(text, BEFORE_RANGES, found, taken)
    taken.extend(span for span in find_ranges(text) if CHANGED.search(text, max(0, span[0] - 30), span[0]) is None)
    _take(text, BESIDE_RANGES, found, taken)
    return tuple(sorted(found, key=lambda figure: figure.start))


def _take(text: str, forms: Quicks, found: list[Figure], taken: list[Span]) -> None:
    """Add what the forms read, each where no earlier one has read the same words."""
    for pattern in forms.that_may(text):
        for match in pattern.finditer(text):
            start, end = match.span()
            if not is_free(start, end, taken):
                continue
            figures = tuple(_read(text, SHAPES[pattern], match))
            if figures:
                found.extend(figures)
                taken.append((min(figure.start for figure in figures), max(end, *(figure.end for figure in figures))))


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
    if alone and (NOT_COUNT.search(before) is not None or is_year(parts["n"], before)):
        return
    if not is_share(text, match):
        return
    if shape == "percent":
        yield from _before_shared_sign(text, match)
    yield _percent(text, shape, match, first)


def _in_words(match: re.Match[str]) -> Iterator[Figure]:
    """Yield "thirty-eight percent"."""
    value = read_count(match["words"])
    if value is not None and value <= 100:
        yield Figure(PERCENT, "percent-words", match.start(), match.end(), float(value), unit="%")


def _percent(text: str, shape: str, match: re.Match[str], start: int) -> Figure:
    parts = match.groupdict()
    per_year = PER_YEAR.match(text, match.end())
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
    if shared is None or NOT_COUNT.search(before) is not None or AT.search(before) is not None:
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
    if events is None or not (divided or shape.endswith("in-n")) or NOT_COUNT.search(before) is not None:
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
    if part is None or whole is None or not 0 < part < whole or (part > 1 and whole > 20):
        return
    share = round(100 * part / whole, 1)
    yield Figure(PERCENT, "one-in-n", match.start("n"), match.end(), share, unit="%")


def _maybe(printed: str | None) -> int | None:
    return None if printed is None else read_count(printed)
