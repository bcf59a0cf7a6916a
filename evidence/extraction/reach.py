"""How far a figure reaches for its outcome: behind its verb, over a list, past a bracket that explains."""

import re

from evidence.extraction.clauses import OBJECT, PREDICATE, is_plain, outer_end
from evidence.extraction.mentions import Mention
from evidence.extraction.parted import Parted
from evidence.extraction.units import Unit, bracket_at

_LEADING = re.compile(r"\s*(?:in|among|for)\s", re.IGNORECASE)


# "Four (13%) needed readmission because of infections": they had infections.
_ADMITTED = re.compile(
    r"\s*(?:\w+\s+){0,3}?(?:re-?)?(?:admi\w+|hospitali[sz]\w+|intensive\s+care|antibiotics|surgery)\s+(?:to\s+\w+\s+)?"
    r"(?:due\s+to|because\s+of|for|owing\s+to|with)\s+(?:an?\s+|the\s+)?(?:\w+\s+)?",
    re.IGNORECASE,
)


def is_reached(parted: Parted, end: int, mention: Mention, said: int | None) -> bool:
    """Tell whether a figure speaks of the mention behind: nothing else is named between, or only its own traits.

    What a verb has as object is named last: "12% had large enhancing lesions" tells of lesions.
    """
    if is_plain(parted.bare[end : mention.start]):
        return True
    if said is None or said > mention.start:
        return False
    between = parted.bare[said : mention.start]
    return OBJECT.fullmatch(between) is not None or _ADMITTED.fullmatch(between) is not None


def explained(parted: Parted, before: list[Mention], start: int) -> Mention:
    """Return the nearest outcome; where it stands in a closed bracket that explains the one before it, that one."""
    nearest = before[-1]
    bracket = bracket_at(parted.reading.text, nearest.start)
    if bracket is None or bracket[1] > start or bracket_at(parted.reading.text, start) == bracket:
        return nearest
    outside = [one for one in before if one.end <= bracket[0]]
    return outside[-1] if outside and is_plain(parted.bare[outside[-1].end : bracket[0]]) else nearest


def said_of(parted: Parted, end: int, host: Unit) -> Mention | None:
    """Return what is said of patients whose share stands in brackets ("most patients (80%) were relapse-free")."""
    said = PREDICATE.match(parted.reading.text, end)
    behind = parted.named(end, min(parted.next_figure(end, host.end), host.end))
    if said is None or not behind:
        return None
    return behind[0] if is_reached(parted, end, behind[0], said.end()) else None


def told_ahead(parted: Parted, unit: Unit) -> Mention | None:
    """Return the outcome told behind a list that the figure begins ("85% in RRMS and 60% in SPMS had no relapse")."""
    if parted.names_before(unit):
        return None
    for later in parted.units[parted.units.index(unit) + 1 :]:
        named = [one for one in parted.named(later.start, later.end) if not parted.is_aside(one, unit.start)]
        told = [one for one in parted.reading.figures if parted.unit(one.start) is later]
        if later.depth and not (named or told):
            continue  # "74% (95% CI 56-86) and 66% (45-80) had NEDA": the bracket of an interval
        if later.depth or later.strong:
            return None
        plain = is_plain(parted.bare[later.start : named[0].start if named else later.end])
        if not told and named and _LEADING.match(parted.bare, unit.start) is not None:  # "In 13 (43%), there was"
            return named[0] if plain else None
        if len(told) != 1:
            return None
        if named:
            end = outer_end(parted.reading.text, told[0].start, told[0].end)
            return named[0] if plain and named[0].start >= end else None
        if not plain:
            return None
    return None
