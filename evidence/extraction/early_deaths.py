"""Whether deaths fell so soon after the treatment that a harm which they were of is one of its own."""

import re

from evidence.extraction.mentions import TIME, Mention
from evidence.extraction.numbers import read_count

# Deaths so soon after the transplantation that a harm which they were of is one of its own: up to a hundred days.
_SOON = re.compile(
    r"""\b(?:(?:within|in|during|before)\s+(?:the\s+)?(?:first\s+)?(?P<n>\d{1,3}|one|two|three)[\s-]+
      (?P<unit>days?|months?|weeks?)\b|
    (?P<past>(?:beyond|after|since)\s+)?days?\s+\+?\s?(?P<day>\d{1,4})\b|
    (?P<early>\b(?:in|during|within)\s+(?:the\s+)?(?:early\s+)?peri-?\s?(?:transplant\w*|procedural
      |operative)\s+(?:period|phase|time))|
    (?P<m>\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+(?P<later>days?|weeks?
      |months?|years?)\s+
    (?:after|following|from|post\w*|later|thereafter|out|on)\b|
    (?P<far>at\s+[^.;,()]{0,20}?\byears?\b))""",
    re.IGNORECASE | re.VERBOSE,
)
# "One died of sepsis, and another": behind these words somebody else is told of.
_ELSE = re.compile(
    r"[.;:](?!\d)|\b(?:but|while|whereas|although|another|others?|none|neither|two|three|second|and)\b", re.IGNORECASE
)
_LONGEST = {"d": 100, "w": 14, "m": 3, "y": 0}
_REACH = 200


def all_soon(text: str, start: int, stop: int) -> bool:
    """Tell whether times are told between start and stop, and every one is within a hundred days."""
    times = list(_SOON.finditer(text, start, min(stop, start + _REACH)))
    return bool(times) and all(_is_soon(time) for time in times)


def _is_soon(time: re.Match[str]) -> bool:
    if time["early"] is not None:
        return True
    if time["far"] is not None:
        return False
    if time["day"] is not None:
        return time["past"] is None and int(time["day"]) <= _LONGEST["d"]
    length = read_count(time["n"] or time["m"])
    return length is not None and length <= _LONGEST[(time["unit"] or time["later"])[0].lower()]


def day_of_death(text: str, death: Mention, labels: tuple[Mention, ...]) -> Mention | None:
    """Return the only time told behind a single death: it is when it happened ("died of sepsis on day 17")."""
    stop = _ELSE.search(text, death.end)
    end = len(text) if stop is None else stop.start()
    times = [one for one in labels if one.kind == TIME and one.months and death.end <= one.start < end]
    return times[0] if len(times) == 1 else None
