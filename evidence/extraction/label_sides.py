"""The labels on either side of each figure of a series: which of those between two figures belong to which."""

import re
from itertools import pairwise

from evidence.extraction.clauses import PREDICATE, is_plain, outer_end, strong_end, strong_start
from evidence.extraction.mentions import TIME, Mention
from evidence.extraction.readings import Reading, Series
from evidence.extraction.units import bracket_at, end_outside

Side = tuple[Mention, ...]
Assigned = tuple[Mention | None, ...]
ONLY_AND = re.compile(r"[\s)\]%]*\band\s+$", re.IGNORECASE)


PARTED = re.compile(
    r"""
        ;
        |,(?!\d{3}(?!\d))
        | \b(?:
              and|or|versus|vs\.?|v\.?(?=\s)|against|than
              |(?:as\s)?compared\s(?:with|to)
              |as\sopposed\sto|while|whereas|but
          )(?=\W)""",
    re.IGNORECASE | re.VERBOSE,
)


# A label stands behind its figure with one of these before it ("85% remained stable in the AHSCT group").
_TIED = re.compile(
    r"\b(?:in|at|after|for|with|of|among|on|by|within|during|over|following|from|under|through|until|receiving|given|"
    r"treated)\s+(?:[\w'-]+\s+){0,3}\+?\s?$", re.IGNORECASE,
)  # fmt: skip


def find_sides(reading: Reading, series: Series, mentions: tuple[Mention, ...]) -> tuple[tuple[Side, Side], ...]:
    """Return the labels (before, behind) of each figure that no other figure is nearer to."""
    before: list[Side] = [_head(reading, series, mentions)]
    behind: list[Side] = []
    for first, second in pairwise(series):
        end = outer_end(reading.text, first.start, first.end)
        right, left = _gap(reading, end_outside(reading.text, first.start, end, second.start), second.start, mentions)
        behind.append(right)
        before.append(left)
    behind.append(_tail(reading, series, mentions))
    return tuple(zip(before, behind, strict=True))


def is_of_first(reading: Reading, start: int, named: int) -> bool:
    """Tell whether nothing parts a figure from the outcome named behind it: "61% of them free of relapse"."""
    between = reading.quiet[start:named]
    return is_plain(between) and PARTED.search(between) is None


_NOUN_BEHIND = re.compile(
    r"""
        \s+(?:cumulative\s+|estimated\s+|actuarial\s+|overall\s+)?
        (?:incidence|probabilit|estimate|rate|risk|survival|mortality)""",
    re.I | re.VERBOSE,
)


def _is_adjective(text: str, mention: Mention) -> bool:
    """Tell whether a time names what stands behind it: "2-year incidence", "5-year rate"."""
    hyphened = "-" in text[mention.start : mention.end]
    return mention.kind == TIME and hyphened and _NOUN_BEHIND.match(text, mention.end) is not None


# "46 (61%) of 75 | in the control group had it at 2 years": whose it is, before what is said of it.
_OF_GROUP = re.compile(
    r"""
        \s*\)?\s+(?:in|of|with|after|on|under)\s+(?:(?!(?:had|have|were|was)\b)[\w/-]+\s+){1,5}?
        (?=(?:had|have|were|was|showed|kept|remained|achieved|reached|maintained|developed|experienced)\b)""",
    re.IGNORECASE | re.VERBOSE,
)


def _gap(reading: Reading, start: int, end: int, mentions: tuple[Mention, ...]) -> tuple[Side, Side]:
    """Return the labels between two figures: those of the first, and those of the second."""
    inner = [mention for mention in mentions if start <= mention.start < end]
    ahead = next((place for place, one in enumerate(inner) if _is_adjective(reading.text, one)), None)
    if ahead is not None:  # "12 (14%), with a 2-year incidence of 11.6%": of what follows
        return _gap(reading, start, inner[ahead].start, mentions)[0], tuple(inner[ahead:])
    named = [one.start for one in reading.outcomes if start <= one.start < end]
    group = _OF_GROUP.match(reading.text, start, end)
    said = PREDICATE.match(reading.text, start if group is None else group.end())
    parted = [
        match.start()
        for match in PARTED.finditer(reading.quiet, start, end)
        if not _in_bracket(reading, match.start(), start)
    ]
    if named and (said is not None or is_of_first(reading, start, named[0])):
        # "68% had NEDA at 2 years, 61% ...": what is said of the first figure, up to what parts the two
        named = [one for one in named[1:] if said is None or not parted or one > parted[0]]
    middle = min([*parted, *named], default=end)
    if inner and middle == end and len(inner) == 1:  # nothing parts "85% at 3 years 75%": behind, if a word ties it
        tied = _TIED.search(reading.text[start : inner[0].start]) is not None or _is_own_bracket(
            reading, start, inner[0]
        )
        middle = end if tied else start
    runs = [mention for mention in inner if mention.start < middle]
    if runs and named == [] and all(is_plain(reading.quiet[one.end : two.start]) for one, two in pairwise(inner)):
        last = parted[-1] if parted else middle
        together = tuple(mention for mention in inner if mention.start < max(middle, last))
        if len(together) > 1 and "respectively" in reading.text[start:end]:
            return together, tuple(mention for mention in inner if mention not in together)
    return tuple(runs), tuple(mention for mention in inner if mention.start >= middle)


def _is_own_bracket(reading: Reading, start: int, mention: Mention) -> bool:
    """Tell whether the label stands alone in a bracket right behind the figure: "21% (alemtuzumab) (HR 0.22)"."""
    bracket = bracket_at(reading.text, mention.start)
    if bracket is None or reading.text[start : bracket[0]].strip(" )%"):
        return False
    return not any(bracket[0] < figure.start < bracket[1] for figure in reading.figures)


def _in_bracket(reading: Reading, place: int, start: int) -> bool:
    bracket = bracket_at(reading.text, place)
    return bracket is not None and bracket[0] >= start


def _head(reading: Reading, series: Series, mentions: tuple[Mention, ...]) -> Side:
    """Return the labels before the first figure that belong to it: behind the figure before and any new clause."""
    start = strong_start(reading.text, series[0].start)
    earlier = [
        outer_end(reading.text, one.start, one.end)
        for one in reading.figures
        if one.end <= series[0].start and one not in series
    ]
    if earlier and max(earlier) > start:
        _, left = _gap(reading, max(earlier), series[0].start, mentions)
        return left
    return tuple(mention for mention in mentions if start <= mention.start and mention.end <= series[0].start)


def _tail(reading: Reading, series: Series, mentions: tuple[Mention, ...]) -> Side:
    """Return the labels behind the last figure, up to the next figure or clause, that a word ties to it."""
    end = outer_end(reading.text, series[-1].start, series[-1].end)
    bracket = bracket_at(reading.text, series[-1].start)
    if bracket is not None and any(end <= mention.start < bracket[1] for mention in mentions):
        return _tied_behind(reading, mentions, end, bracket[1])
    outside = end_outside(reading.text, series[-1].start, end, len(reading.text))
    return _tied_behind(reading, mentions, outside, strong_end(reading.text, outside))


def _tied_behind(reading: Reading, mentions: tuple[Mention, ...], end: int, limit: int) -> Side:
    later = [one.start for one in reading.figures if one.start >= end]
    stop = min([*later, limit])
    behind = [mention for mention in mentions if end <= mention.start < stop]
    if later and later[0] <= stop:
        right, _ = _gap(reading, end, later[0], mentions)
        behind = [mention for mention in behind if mention in right]
    found: list[Mention] = []
    place = end
    for mention in behind:
        between = reading.quiet[place : mention.start]
        if not is_plain(between) and (found or not _is_tied(between)):
            break
        found.append(mention)
        place = max(place, mention.end)
    return tuple(found)


def _is_tied(between: str) -> bool:
    return "," not in between and _TIED.search(between) is not None
