"""Events told as none: "no deaths occurred", "none of the 53 patients"."""

import re

from evidence.extraction.figures import PERCENT, ZERO, Figure
from evidence.extraction.mentions import Mention
from evidence.extraction.numbers import COUNT as WHOLE_OR_WORD
from evidence.extraction.numbers import read_count

# Outcomes that each hit one patient at most, or are counted one by one: "two deaths", "four pregnancies".
COUNTED_ALONE = ("trm", "deaths_any", "malignancy", "fertility", "secondary_autoimmune")
# Outcomes that are told by their absence alone: "97% engrafted, with no deaths".
_HARMS = (*COUNTED_ALONE, "serious_adverse_events", "infection", "viral_reactivation")
PERSON = r"(?:patients?|subjects?|participants?|individuals?|persons?|women|woman|men|man|cases?|children|child)"
_BLOCKED = (
    r"differen\w+|significant\w*|associat\w+|correlat\w+|effect\w*|impact|evidence|risk|increase\w*|data|information|"
    r"predict\w*|influence|relation\w*|change\w*|longer|need|role|benefit|improvement|reduction|decrease"
)
_NO = re.compile(
    rf"\b(?:no|zero|neither|nor)\s+(?:(?!(?:{_BLOCKED})\b)[\w/-]+\s+(?:(?:or|and)\s+)?){{0,5}}$",
    re.IGNORECASE,
)
_WITHOUT = re.compile(r"\bwithout\s+(?:any\s+)?$", re.IGNORECASE)
_NO_PERSON = re.compile(
    rf"\b(?:(?:no|none of the|none of our)\s+(?:(?P<all>{WHOLE_OR_WORD})\s+)?(?:[\w-]+\s+){{0,3}}?{PERSON}|nobody|"
    rf"none(?:\s+of\s+(?:them|whom|these|those))?)\b(?!\s+(?:was|were)\s+(?:lost|excluded))[^.;:,]{{0,60}}$",
    re.IGNORECASE,
)
_LISTED = re.compile(r"^\s*(?:,|,?\s*(?:or|and|nor))\s*(?:[\w-]+\s+){0,3}$", re.IGNORECASE)
_NOT_BEHIND = re.compile(
    rf"\s+(?:on|in|of)\s+(?:any\s+)?(?:cogniti\w+|mood|fatigue|renal|liver|cardiac|visual)|\s*(?:-?free\b|"
    rf"risks?\b|(?:{_BLOCKED})\b|between|status|measures?|outcomes?\b|treatment\b|scores?\b|data\b)",
    re.IGNORECASE,
)
_HAS_VERB = re.compile(
    r"^(?:[^.;,()]|\([^()]*\)){0,60}?\b(?:was|were|occurred|has|have|had|observed|reported|seen|developed|"
    r"recorded|noted|"
    r"happened|died)\b",
    re.IGNORECASE,
)
_THERE = re.compile(r"\b(?:there\s+(?:was|were)|had been|(?:was|were)|observed|reported|recorded)\s*$", re.IGNORECASE)
_AMONG = re.compile(
    rf"^[^.;:]{{0,50}}?\b(?:among|in|of|for)\s+(?:(?:the|all|any of the|our|"
    rf"these)\s+){{0,2}}(?P<all>{WHOLE_OR_WORD})\s+(?:[\w-]+\s+){{0,2}}?{PERSON}\b",
    re.IGNORECASE,
)
_NONE_IN = re.compile(
    r"\b(?:compared\s+(?:with|to)|versus|vs\.?|and|but|against)\s+(?P<none>none|no one|nobody)\s+(?:in|of|with|"
    r"after)\b",
    re.IGNORECASE,
)


def find_zeros(
    text: str, outcomes: tuple[Mention, ...], figures: tuple[Figure, ...]
) -> tuple[tuple[Figure, Mention], ...]:
    """Return "none happened" statements with their outcome; the figure's words reach from denial to outcome."""
    found: list[tuple[Figure, Mention]] = []
    for mention in outcomes:
        zero = _zero(text, mention, figures) or _listed_zero(text, mention, found)
        if zero is not None and _NOT_BEHIND.match(text, mention.end) is None:
            found.append((zero, mention))
    return tuple(found)


def _zero(text: str, mention: Mention, figures: tuple[Figure, ...]) -> Figure | None:
    before = text[max(0, mention.start - 100) : mention.start]
    offset = mention.start - len(before)
    person = _NO_PERSON.search(before)
    if person is not None and _is_parted(text, offset + person.start(), figures):
        return _made(text, "none-of", offset + person.start(), mention, person["all"])
    if mention.counts != "event":
        return None
    denied = _NO.search(before)
    if denied is None and mention.code in ("trm", "deaths_any"):
        denied = _WITHOUT.search(before)
    if denied is None or _is_share_of(text, offset + denied.start(), mention, figures):
        return None
    if not _is_said(text, offset + denied.start(), mention) or _IN_SHARE.match(text, mention.end) is not None:
        return None
    return _made(text, "no-event", offset + denied.start(), mention, None)


def _made(text: str, shape: str, start: int, mention: Mention, all_printed: str | None) -> Figure:
    among = _AMONG.match(text[mention.end :]) if all_printed is None else None
    printed = among["all"] if among is not None else all_printed
    total = read_count(printed) if printed else None
    partial = mention.code in ("trm", "deaths_any") and _PARTLY.search(text[start:]) is not None
    doubts = ("of a part only",) if partial else ()
    return Figure(ZERO, shape, start, mention.end, 0.0, events=0, denominator=total, doubts=doubts)


# "no deaths since then", "no deaths in those transplanted after 2007": not of all patients.
_PARTLY = re.compile(
    r"^no\s+(?:further|other|more|additional|subsequent|late[r]?)\b|\b(?:since|thereafter|subsequently|"
    r"after (?:the year )?(?:19|20)\d\d|"
    r"in the (?:last|later|second|most recent)|among (?:those|patients) (?:who|with|treated|transplanted))\b",
    re.IGNORECASE,
)
# "no new lesions were seen in 90%" is a share who were spared.
_IN_SHARE = re.compile(
    r"\s+(?:was|were|occurred|had been)?\s*(?:\w+\s+)?in\s+(?:[\d.]+\s?%|\d+\s+\(?[\d.]+\s?%|\d+\s?/\s?\d+)"
)


def _is_share_of(text: str, start: int, mention: Mention, figures: tuple[Figure, ...]) -> bool:
    """Tell whether the denial belongs to a share: "83% had no relapses" is 83 % spared, not no relapses at all."""
    before = [figure for figure in figures if figure.end <= start]
    if not before:
        return any(figure.start < start < figure.end for figure in figures)
    if _THERE.search(text[:start]) is not None or _HAS_VERB.match(text[mention.end :]) is not None:
        return not _is_parted(text, start, figures)
    return True


def _is_said(text: str, start: int, mention: Mention) -> bool:
    """Tell whether the denial is a statement: it has a verb, or closes a clause of a harm (", with no deaths")."""
    if _THERE.search(text[:start]) is not None or _HAS_VERB.match(text[mention.end :]) is not None:
        return True
    bracketed = text[:start].count("(") > text[:start].count(")")
    closes = re.match(r"\s*(?:[.,;]|$|(?:and|or|in|among|during|at|within|after)\b)", text[mention.end :]) is not None
    return closes and not bracketed and mention.code in _HARMS


def _is_parted(text: str, start: int, figures: tuple[Figure, ...]) -> bool:
    """Tell whether a comma or a word begins something new between the last figure and the place."""
    ends = [figure.end for figure in figures if figure.start < start]
    if not ends:
        return True
    return re.search(r"[,;]|\band\b|\bbut\b|\bwhile\b|\bwhereas\b", text[max(ends) : start]) is not None


def _listed_zero(text: str, mention: Mention, found: list[tuple[Figure, Mention]]) -> Figure | None:
    """Return the zero of "no deaths, malignancies or secondary autoimmune disease" for the later names."""
    if not found or found[-1][1].end > mention.start or mention.counts != "event":
        return None
    if _LISTED.match(text[found[-1][1].end : mention.start]) is None:
        return None
    first = found[-1][0]
    return Figure(ZERO, first.shape, first.start, mention.end, 0.0, events=0, denominator=first.denominator)


def find_none_in(text: str) -> tuple[Figure, ...]:
    """Return the "none" of "37% improved compared to none in the other group": a share of 0 beside another."""
    return tuple(
        Figure(PERCENT, "none-in", match.start("none"), match.end("none"), 0.0, events=0, unit="%")
        for match in _NONE_IN.finditer(text)
    )
