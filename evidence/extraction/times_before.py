"""Times that a sentence takes over: "at the same time point", and the time of what "it was 98%" goes on with."""

import re

from evidence.extraction.mentions import TIME, Mention
from evidence.quick import Quick

_SAME = Quick(
    r"""
        \b(?:at|by|over|during|within|in|for)\s+
        (?P<time>(?:the\s+same|that)\s+(?:(?:time|follow-?\s?up)[\s-]?)?(?:points?|time|interval|period|span))\b
        (?!\s+of\b)""",
    re.IGNORECASE | re.VERBOSE,
)


def time_told(marks: tuple[Mention, ...], before: Mention | None) -> Mention | None:
    """Return the only time of a sentence, or that of the ones before it where it tells none."""
    times = {mark.months: mark for mark in marks if mark.kind == TIME and mark.months}
    if not times:
        return before
    return next(iter(times.values())) if len(times) == 1 else None


def with_same_time(text: str, marks: tuple[Mention, ...], before: Mention | None) -> tuple[Mention, ...]:
    """Return the labels with "the same time point" as the time that was told last."""
    match = _SAME.search(text) if before is not None else None
    if match is None or before is None or any(mark.start < match.end() and match.start() < mark.end for mark in marks):
        return marks
    start, end = match.span("time")
    same = Mention(TIME, before.code, start, end, None, before.months)
    return tuple(sorted((*marks, same), key=lambda mark: mark.start))


def with_time_of(marks: tuple[Mention, ...], before: Mention | None) -> tuple[Mention, ...]:
    """Return the labels of a sentence that goes on with the figure of the one before: it has the same time."""
    if before is None or any(mark.kind == TIME for mark in marks):
        return marks
    return (Mention(TIME, before.code, 0, 0, None, before.months), *marks)
