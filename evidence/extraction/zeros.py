"""Events told as none: "no deaths occurred", "none of the 53 patients"."""

import re

from evidence.extraction.deaths import is_part_of_deaths
from evidence.extraction.denial_limits import (
    OF_TREATED,
    begins_anew,
    has_no_bearing,
    has_trait,
    is_active,
    is_divided,
    is_of_part,
    is_qualified,
    is_survival,
)
from evidence.extraction.denial_said import IN_SHARE, is_parted, is_said, is_share_of
from evidence.extraction.denials import NO, NO_PERSON, NOT_BEHIND, PERSON, SHARE_NEXT, WITHOUT, ZERO_NEXT, denied_behind
from evidence.extraction.exceptions import with_excepted
from evidence.extraction.fatal import ANY
from evidence.extraction.figures import ZERO, Figure
from evidence.extraction.mentions import Mention
from evidence.extraction.numbers import COUNT as WHOLE_OR_WORD
from evidence.extraction.numbers import read_count
from evidence.extraction.spared import so_many_before
from evidence.extraction.subjects import ACTS
from evidence.extraction.units import bracket_at
from evidence.records.finding import DEATHS
from evidence.values import changed

# Between the names of a list of what is denied: no number, nobody, no verb begins something new.
_LISTED = re.compile(
    rf"^\s*(?:,|,?\s*(?:or|and|nor))\s*(?:(?!such as|including|for example|but\b|{PERSON}\b|{WHOLE_OR_WORD}|the\b|"
    r"(?:was|were|had|has|have|is|are|all|some|most|only|another|with|after|then|later|who)\b)[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)
_AMONG = re.compile(
    rf"^(?:(?!\band\b)[^.;:,]){{0,50}}?\b(?:among|in|of|for)\s+(?:(?:the|all|any of the|our|"
    rf"these)\s+){{0,2}}(?P<all>{WHOLE_OR_WORD})\s+(?:[\w-]+\s+){{0,2}}?{PERSON}\b",
    re.IGNORECASE,
)
# "Of 16 patients, none had progression".
_OF_ALL = re.compile(
    rf"""
        \b(?:of|among)\s+(?:the\s+|all\s+|our\s+)?(?P<all>{WHOLE_OR_WORD})\s+(?:[\w-]+\s+){{0,3}}?{PERSON}
        (?:\s+[\w-]+){{0,4}}?,\s*$""",
    re.IGNORECASE | re.VERBOSE,
)


def find_zeros(
    text: str, outcomes: tuple[Mention, ...], figures: tuple[Figure, ...]
) -> tuple[tuple[Figure, Mention], ...]:
    """Return "none happened" statements with their outcome; the figure's words reach from denial to outcome."""
    found: list[tuple[Figure, Mention]] = []
    for mention in outcomes:
        if _is_instance(text, mention):
            continue
        zero = _zero(text, mention, figures) or _listed_zero(text, mention, found)
        zero = None if zero is None else with_excepted(text, zero, mention)
        if (
            zero is not None
            and NOT_BEHIND.match(text, mention.end) is None
            and not _only_begins(text, mention, outcomes)
            and not any(one.start == zero.start and other.code == mention.code for one, other in found)
        ):
            found.append((zero, mention))
    return tuple(found)


_SUCH_AS = re.compile(r"[(\[]\s?(?:such\s+as|including|e\.g\.|for\s+example|i\.e\.)", re.IGNORECASE)


def _is_instance(text: str, mention: Mention) -> bool:
    """Tell whether the name stands in a bracket of examples: "no grade 4 toxicity (such as infarction, sepsis)"."""
    bracket = bracket_at(text, mention.start)
    return bracket is not None and _SUCH_AS.match(text, bracket[0]) is not None


def _only_begins(text: str, mention: Mention, outcomes: tuple[Mention, ...]) -> bool:
    """Tell whether the name only begins the next: "grade 4" of "grade 4 infections"."""
    return any(mention.end <= one.start and not text[mention.end : one.start].strip() for one in outcomes)


def _zero(text: str, mention: Mention, figures: tuple[Figure, ...]) -> Figure | None:
    before = text[max(0, mention.start - 100) : mention.start]
    offset = mention.start - len(before)
    if is_part_of_deaths(text, mention) or (is_divided(before) and ACTS.match(text, mention.start) is None):
        return None
    printed = SHARE_NEXT.match(text, mention.end) or ZERO_NEXT.match(text, mention.end)
    if printed is not None or has_no_bearing(text, mention.end):
        return None
    person = NO_PERSON.search(before)
    if person is not None and is_parted(text, offset + person.start(), figures):
        return _of_nobody(text, offset, person, mention)
    if mention.counts != "event":
        return None
    denied = _denied(before, mention)
    if denied is None:
        behind = denied_behind(text, mention.end, mention.start)
        if behind is None:
            return None
        whole = behind["all"] or behind["any"]
        return changed(_made(text, "no-event", mention.start, mention, whole=whole), end=behind.end())
    if so_many_before(text[: offset + denied.start()]) is not None:
        return None  # "in the other four there was no progression"
    if is_qualified(before[: denied.start()]) or is_share_of(text, offset + denied.start(), mention, figures):
        return None
    if not is_said(text, offset + denied.start(), mention) or IN_SHARE.match(text, mention.end) is not None:
        return None
    return _made(text, "no-event", offset + denied.start(), mention, whole=None)


def _denied(before: str, mention: Mention) -> re.Match[str] | None:
    denied = NO.search(before)
    if denied is not None or mention.code not in DEATHS:
        return denied
    without = WITHOUT.search(before)
    return without if without is not None and not is_survival(before[: without.start()]) else None


# "None of the mothers relapsed during pregnancy": when it did not happen.
_OCCASION = re.compile(
    r"\b(?:during|after|before|since|despite|following|at\s+the\s+time\s+of)\s+(?:an?\s+|the\s+|their\s+)?$",
    re.IGNORECASE,
)


def _is_occasion(told: str) -> bool:
    return is_active(told) and _OCCASION.search(told) is not None


def _of_nobody(text: str, offset: int, person: re.Match[str], mention: Mention) -> Figure | None:
    """Return the zero of "none of the 53 patients died"; the traits of those meant tell no event themselves."""
    told = person["told"] + text[mention.start : mention.end]
    if begins_anew(person["told"]) or told.endswith("fatal") or _is_occasion(person["told"]):
        return None  # "no patient relapsed and two worsened", "none of them was fatal"
    made = _made(text, "none-of", offset + person.start(), mention, whole=person["all"] or person["many"])
    if not has_trait(told) or OF_TREATED.match(told) is not None:
        return made
    if not is_active(told):
        return None  # "no patient with relapses ...": who is meant
    return made if person["all"] or person["many"] else changed(made, doubts=("of a part only",))


def _made(text: str, shape: str, start: int, mention: Mention, *, whole: str | None) -> Figure:
    """Return the zero; whole: of how many, as printed."""
    among = _AMONG.match(text[mention.end :]) if whole is None else None
    printed = among["all"] if among is not None else whole
    if printed is None and shape == "none-of":
        of_all = _OF_ALL.search(text[:start])
        printed = None if of_all is None else of_all["all"]
    total = read_count(printed) if printed else None
    partial = mention.code in DEATHS and is_of_part(text, start, mention.end, any_cause=mention.code == ANY)
    doubts = ("of a part only",) if partial else ()
    return Figure(ZERO, shape, start, mention.end, 0.0, events=0, denominator=total, doubts=doubts)


def _listed_zero(text: str, mention: Mention, found: list[tuple[Figure, Mention]]) -> Figure | None:
    """Return the zero of "no deaths, malignancies or secondary autoimmune disease" for the later names."""
    if not found or found[-1][1].end > mention.start or mention.counts != "event":
        return None
    if _LISTED.match(text[found[-1][1].end : mention.start]) is None:
        return None
    first = found[-1][0]
    return Figure(ZERO, first.shape, first.start, mention.end, 0.0, events=0, denominator=first.denominator)
