"""Groups that no vocabulary names ("12% of those under 32 years", "0.3% after 2012"): parts of the patients."""

import re

from evidence.extraction.clauses import outer_end, strong_start
from evidence.extraction.denials import PERSON
from evidence.extraction.figures import Figure
from evidence.extraction.mentions import TREATMENT
from evidence.extraction.readings import Reading, spans_told
from evidence.extraction.units import bracket_at, end_outside

_WHO = (
    r"(?:those|patients|women|men|subjects|participants|cases|individuals|people|children|recipients|studies|"
    r"trials|reports|"
    r"transplants|the\s+\d+|ones)"
)
_RESTRICTED = re.compile(
    rf"""
    \s*[)\]]?\s*(?:of|in|among|for|by|with)\s+(?:(?:the|all|our|later|earlier)\s+)?(?:\d+\s+)?
      (?:[a-z-]+\s+){{0,2}}?{_WHO}\s+
    (?P<who>(?:[<>\u2264\u2265]\s?\d+|(?:with|without|under|over|aged|younger|older|who|treated|transplanted
      |begun|published|conducted|below|above|having|given|before|
        after|whose|on|still|at\s+risk)\b)[^,;()\[\]]{{2,60}})
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ERA = re.compile(
    r"\s*[)\]]?\s*(?P<who>(?:after|before|since|until|up\s+to|from)\s+(?:19|20)\d\d|thereafter|"
    r"(?:in|during|between)\s+(?:the\s+(?:years|period)\s+)?(?:19|20)\d\d\s?(?:-|to|and)\s?(?:(?:19|20)\d\d|\d\d))\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# "0.5% in later ones", "than in the older patients".
_OTHERS = re.compile(
    r"""\s*[)\]]?\s*(?:of|in|among|for)\s+(?:the\s+)?
    (?P<who>(?:later|earlier|older|newer|younger|(?:more|less)\s+recent)\s+
        (?:ones|studies|trials|reports|patients|women|men|cohorts?))\b""",
    re.IGNORECASE | re.VERBOSE,
)
# "among those 55 or older (67%)", "in studies published before 2006 (4%)": the bracket of the figure is behind.
_BEFORE = re.compile(
    rf"""
    \b(?:of|in|among|for|by|with|than|and)\s+(?:in\s+)?(?:(?:the|all|our)\s+)?(?:[a-z-]+\s+)??{_WHO}\s+
    (?P<who>(?:[<>\u2264\u2265]\s?\d|under|over|aged|younger|older|treated|transplanted|begun|published
      |conducted|below|above|
        before|after)[^,;()\[\]%]{{1,50}}?)\s?$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LATER_BEFORE = re.compile(
    r"\b(?:in|of|for|among)\s+(?:the\s+)?(?P<who>(?:later|earlier|older|newer|younger|(?:more|less)\s+recent)\s+"
    r"(?:ones|studies|trials|reports|patients|women|men|cohorts?))\s?$",
    re.IGNORECASE,
)
# "48% with lesions against 12% for those without".
_WITHOUT = re.compile(
    rf"""
        \s*[)\]]?\s*(?:of|in|among|for)\s+(?:the\s+)?
        (?P<who>{_WHO}\s+(?:without(?:\s+(?:it|them|any))?|who\s+had\s+not))(?=\s*(?:[.,;()]|$))""",
    re.IGNORECASE | re.VERBOSE,
)
# "24% receiving one drug and 3% receiving another": a treatment that no vocabulary holds.
_GIVEN = re.compile(
    r"""
        \s*[)\]]?\s*(?P<who>(?:receiving|given|treated\s+with|conditioned\s+with)\s+[\w/+-]+(?:\s+[\w/+-]+)?)
        (?=\s*(?:[.,;()]|$|and\b))""",
    re.IGNORECASE | re.VERBOSE,
)
_AGES = re.compile(
    r"\s*[)\]]?\s*(?:in\s+|for\s+)?(?P<who>(?:between\s+\d+\s+and|above|below|under|over)\s+\d+(?:\s+years)?)\b",
    re.IGNORECASE,
)
# What all patients whose data are shown have in common makes no group of them.
_NO_PART = re.compile(
    r"^(?:with|who)\s+(?:available|evaluable|complete|sufficient|at\s+least|a?\s*follow|data|an?\s+mri|ms\b|multiple|"
    r"this|were\s+(?:followed|evaluat)|"
    r"had\s+(?:available|complete|data|follow)|completed|underwent|received)",
    re.IGNORECASE,
)


_JOINED = re.compile(
    r"[\s,]+(?:and|or|vs\.?|versus|but|while|against|(?:as\s+)?(?:compared|opposed)\s+(?:with|to))\s*$"
)


def _behind_interval(text: str, figure: Figure, end: int) -> int:
    """Return the end of the figure behind the bracket of its interval: "12% (95% CI 5-21) of those under 32"."""
    if figure.interval is None or figure.interval.start < end:
        return end
    bracket = bracket_at(text, figure.interval.start)
    return end if bracket is None or text[end : bracket[0]].strip() else bracket[1] + 1


# "whereas for transplants performed after 2005 it was 0.3%".
_IT_WAS = re.compile(
    rf"\b(?:in|for|among|with)\s+(?:(?:the|all|our)\s+)?{_WHO}\s+(?P<who>[^,;()\[\]%]{{2,60}}?)\s+(?:it|this)\s+"
    r"(?:was|fell\s+to|rose\s+to|reached|remained)\s+(?:only\s+|at\s+)?$",
    re.IGNORECASE,
)


# "None of the 9 patients with an EDSS of 6.0 or less worsened": who is meant stands inside.
_VERB = (
    r"(?:had|has|have|was|were|did|developed|showed|experienced|presented|died|relapsed|progressed|worsened|"
    r"deteriorated|"
    r"improved)\b"
)
_TRAIT = re.compile(
    rf"""
        \b{PERSON}\s+
        (?P<who>(?:with|without|having|aged|under|over|older|younger)\s+(?:(?!{_VERB})\S+\s+){{1,12}}?)
        (?={_VERB})""",
    re.IGNORECASE | re.VERBOSE,
)


def part_told(reading: Reading, figure: Figure) -> str | None:
    """Return the words that say which part of the patients is meant, None for all or where a label says it."""
    who = _TRAIT.search(reading.text, figure.start, figure.end) if figure.shape == "none-of" else None
    if who is not None:
        told = any(who.start("who") <= one.start < who.end("who") for one in reading.labels)
        return None if told else " ".join(who["who"].split()[:9])
    bracket = bracket_at(reading.text, figure.start)
    if bracket is not None:
        lead = reading.text[max(0, bracket[0] - 90) : bracket[0]]
        before = _BEFORE.search(lead) or _LATER_BEFORE.search(lead)
        return None if before is None else _worded(reading, figure, before, shift=max(0, bracket[0] - 90), outside=True)
    again = _IT_WAS.search(reading.text, max(0, figure.start - 120), figure.start)
    if again is not None:
        return _worded(reading, figure, again)
    end = outer_end(reading.text, figure.start, figure.end)
    end = _behind_interval(reading.text, figure, end_outside(reading.text, figure.start, end, len(reading.text)))
    match = _RESTRICTED.match(reading.text, end) or _era(reading.text, end) or _OTHERS.match(reading.text, end)
    match = match or next((m for form in (_AGES, _WITHOUT, _GIVEN) if (m := form.match(reading.text, end))), None)
    return None if match is None else _worded(reading, figure, match)


def _era(text: str, place: int) -> re.Match[str] | None:
    """Return the era told behind a figure; "thereafter" is one only where a year stands before it."""
    match = _ERA.match(text, place)
    return None if match is None or _YEAR.search(text, 0, match.end()) is None else match


# "In patients followed for longer than 4 years, ...": those only; "with at least one year" may be all that were seen.
_FOLLOWED_LONGER = re.compile(
    rf"""
    \s*(?:of|in|among|for)\s+(?:the\s+)?(?:\d+\s+)?{_WHO}\s+(?:with\s+(?:an?\s+)?)?
    (?P<who>(?:follow-?\s?up|followed|observed)(?:\s+(?:time|period|duration))?(?:\s+(?:of|for|was))?\s*
        (?:longer\s+than|more\s+than|over|beyond|exceeding|[>\u2265])\s*[\w.]+\s+(?:days|months|years))\s*,
    """,
    re.IGNORECASE | re.VERBOSE,
)


def followed_longer(reading: Reading, figure: Figure) -> str | None:
    """Return the words of a longer follow-up that begin the clause of the figure: only those patients are meant.

    "Among cases with a follow-up longer than 6 years, ... while 9 (60%) worsened": the second clause is of them too.
    """
    match = _FOLLOWED_LONGER.match(reading.text, strong_start(reading.text, figure.start))
    if match is None and ";" not in reading.text[: figure.start]:
        match = _FOLLOWED_LONGER.match(reading.text)
    return None if match is None else " ".join(match["who"].split())


def _treated(reading: Reading) -> tuple[tuple[int, int], ...]:
    """Return the spans of the treatment: "patients transplanted after 2012" are told apart by the year."""
    return tuple((one.start, one.end) for one in reading.labels if one.kind == TREATMENT)


def _worded(
    reading: Reading, figure: Figure, match: re.Match[str], *, shift: int = 0, outside: bool = False
) -> str | None:
    """Return the words of the match without what is named besides; None where a label or an outcome is among them."""
    if _NO_PART.match(match["who"]) is not None:
        return None
    start, stop = (place + shift for place in match.span("who"))
    stop = min([one.start for one in reading.figures if start < one.start < stop], default=stop)
    aside = _treated(reading) if re.search(r"\d", reading.text[start:stop]) else ()
    if any(start < last and first < stop for first, last in spans_told(reading) if (first, last) not in aside):
        return None
    if bracket_at(reading.text, start) != bracket_at(reading.text, figure.start) and not outside:
        return None
    told = _JOINED.sub("", reading.text[start:stop])
    return " ".join(told.split()[:8]).rstrip(". ")
