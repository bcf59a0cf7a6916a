"""Bare counts of patients with an event: "One patient relapsed", "two deaths", "10 patients had progressed"."""

import re

from evidence.extraction.counts import COUNTED_ALONE, PERSON
from evidence.extraction.figures import COUNT, Figure
from evidence.extraction.mentions import Mention
from evidence.extraction.numbers import COUNT as WHOLE_OR_WORD
from evidence.extraction.numbers import read_count

_ACTIVE = (
    r"(?:improved|had|has|have|developed|experienced|suffered|showed|presented|was|were|died|relapsed|progressed|"
    r"worsened|"
    r"became|"
    r"deteriorated|required|reported|underwent|fathered|conceived)"
)
_SUBJECT = re.compile(
    rf"(?P<n>{WHOLE_OR_WORD})\s+(?:(?:of\s+(?:the|these|those|them|our)\s+)?(?:[\w-]+\s+){{0,2}}?{PERSON}\s+)?"
    rf"(?:(?:who|has|have|had|also|subsequently|later|[a-z]+ly)\s+)*(?P<verb>{_ACTIVE})\b(?P<more>[^.;,:()]{{0,60}}?)$",
    re.IGNORECASE,
)
_DIRECT = re.compile(
    rf"(?P<n>{WHOLE_OR_WORD})\s+(?:(?!(?:in|of|with|after|before|to|on|for|at|by|from)\b)[a-z][\w-]*\s+){{0,2}}?$",
    re.IGNORECASE,
)
_OF_ALL = re.compile(
    rf"\b(?:of|among)\s+(?:the\s+|these\s+|"
    rf"our\s+)?(?P<all>{WHOLE_OR_WORD})\s+(?:[\w-]+\s+){{0,2}}?{PERSON}\b[^,;]*,\s*(?:only\s+)?$",
    re.IGNORECASE,
)


def find_counts(
    text: str, outcomes: tuple[Mention, ...], closed: tuple[tuple[int, int], ...]
) -> tuple[tuple[Figure, Mention], ...]:
    """Return bare counts of patients with an event, each with its outcome. closed: spans that other readers have."""
    found = []
    for mention in outcomes:
        figure = _bare(text, mention)
        if figure is None or any(figure.start < end and start < figure.end for start, end in closed):
            continue
        if re.match(r"\s*[\[(]\s?[\d.,]+\s?%", text[mention.end :]) is None:
            found.append((figure, mention))
    return tuple(found)


def _bare(text: str, mention: Mention) -> Figure | None:
    before = text[: mention.start]
    if mention.code in COUNTED_ALONE and mention.counts is not None:
        direct = _DIRECT.search(before)
        if (
            direct is not None
            and re.search(
                r"(?:grade|phase|year|month|day|week|[<>\u2264\u2265])\s*$", before[: direct.start()], re.IGNORECASE
            )
            is None
        ):
            return _counted(text, direct, mention)
    verb = re.match(rf"{_ACTIVE}\b", text[mention.start : mention.end], re.IGNORECASE)
    reach = before + (verb.group() if verb is not None else "")
    subject = _nearest(reach)
    if subject is None or _OTHER_SUBJECT.search(subject["more"]) is not None:
        return None
    if mention.code not in ("trm", "deaths_any") and "died" in (subject["verb"].lower(), *subject["more"].split()):
        return None  # "two patients died of zoster": a cause of death
    of_all = re.search(r"\bof\s+(?:the\s+|these\s+)?$", reach[: subject.start()], re.IGNORECASE) is not None
    if of_all and " who " not in subject.group():
        return None  # "9 of 14 patients had progressed": the denominator
    return _counted(text, subject, mention)


_OTHER_SUBJECT = re.compile(r"\b(?:no|not|without|free|never)\b|\d", re.IGNORECASE)


def _nearest(reach: str) -> re.Match[str] | None:
    """Return the last subject: "one worsened and two patients relapsed" tells two relapsed."""
    found = None
    match = _SUBJECT.search(reach)
    while match is not None:
        found = match
        match = _SUBJECT.search(reach, match.start() + 1)
    return found


_NAMED = re.compile(
    r"\b(?:case|patient|subject|cohort|group|part|study|arm|figure|table|than|least|within)\s+$", re.IGNORECASE
)
_LENGTH = re.compile(
    r"[\s-]*(?:years?|months?|weeks?|days?|hours?|mg|doses?|cycles?|points?|studies|trials|million|thousand|"
    r"hundred)\b",
    re.IGNORECASE,
)


def _counted(text: str, match: re.Match[str], mention: Mention) -> Figure | None:
    if _NAMED.search(text[: match.start()]) is not None or _LENGTH.match(text, match.end("n")) is not None:
        return None
    events = read_count(match["n"])
    if events is None or events > 5000:
        return None
    of_all = _OF_ALL.search(text[: match.start()])
    total = read_count(of_all["all"]) if of_all is not None else None
    return Figure(COUNT, "count", match.start(), mention.end, float(events), events, total)
