"""Counts without a percent: who had it ("two had a relapse, one a new lesion"), how many ("130 grade 3 events")."""

import re
from collections.abc import Iterator

from evidence.extraction.clauses import blank
from evidence.extraction.count_groups import group_of
from evidence.extraction.denials import PERSON
from evidence.extraction.fatal import COUNTED_ALONE
from evidence.extraction.figures import COUNT, Figure, Pairs
from evidence.extraction.located_counts import find_located
from evidence.extraction.mentions import Mention
from evidence.extraction.numbers import COUNT as WHOLE_OR_WORD
from evidence.extraction.numbers import count_places, read_count
from evidence.extraction.subjects import ACTS, BREAK, DENIED, DIRECT, GIVEN, GRADE, LENGTH, LISTED, NAMED, SUBJECT
from evidence.extraction.units import Span
from evidence.quick import Quick

# Harms that may hit one patient more than once: a count of them is one of events.
_REPEATED = ("serious_adverse_events", "infection", "viral_reactivation", "other_toxicity")
# Outcomes of which "three had no ..." tells who were spared.
_SPARED = ("relapse_free_survival", "progression_free_survival", "mri_activity_free", "neda", "event_free_survival")
_HAD = r"(?:had|has|developed|experienced|suffered|died|relapsed|progressed|worsened|improved|deteriorated)\b"
_ANOTHER = Quick(r"(?:a\s+single|second|third|fourth|fifth|sixth|seventh|last|another)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:a|the|another)\b", re.IGNORECASE)


def _number_places(text: str) -> tuple[int, ...]:
    """Return where _NUMBER may begin: at a number, or at "a single", "the second", "another"."""
    if not _ANOTHER.may(text):
        return count_places(text)
    return tuple(sorted({*count_places(text), *(match.start() for match in _ARTICLE.finditer(text))}))


_NUMBER = Quick(
    rf"""
        {WHOLE_OR_WORD}|\ba\s+single\b
        |\b(?:a|the)\s+(?:second|third|fourth|fifth|sixth|seventh|last)\b(?=(?:\s+(?:one|{PERSON}))?\s+{_HAD})
        |(?<!one\s)\banother\b(?=(?:\s+{PERSON})?\s+{_HAD})""",
    re.IGNORECASE | re.VERBOSE,
    at=_number_places,
)
_THERE_WERE = re.compile(r"\bthere\s+(?:was|were)\s+(?:only\s+)?$", re.IGNORECASE)

# "two patients (one in each arm) died": the bracket parts them.
_ASIDE = re.compile(r"[^.;:,()]{0,40}\([^()]*\)")


def find_counts(text: str, outcomes: tuple[Mention, ...], closed: tuple[Span, ...]) -> Pairs:
    """Return bare counts of patients or events, each with its outcome. closed: spans that other readers have."""
    grades = tuple(grade.span() for grade in GRADE.finditer(text))
    free = [number for number in _NUMBER.finditer(text) if _is_count(text, number, (*closed, *grades))]
    found: list[tuple[Figure, Mention]] = []
    told = False
    for place, number in enumerate(free):
        aside = _ASIDE.match(text, number.end())
        later = [one.start() for one in free[place + 1 :] if aside is None or one.start() >= aside.end()]
        stop = min(later, default=len(text))
        named = tuple(one for one in outcomes if number.end() <= one.start and one.start < stop)
        pairs = tuple(_of_subject(text, number, named)) or tuple(_direct(text, number, named, told))
        told = told or bool(pairs)
        found.extend(pairs)
    located = find_located(text, outcomes, free)
    taken = [mention for _, mention in located]
    kept = [pair for pair in found if pair[1] not in taken and not _is_closed(pair[0], closed)]
    return (
        *located,
        *(
            pair
            for pair in kept
            if not _is_told_of_patients(text, pair[1], closed) and not _is_detail(text, pair, outcomes)
        ),
    )


_THEN_IN = re.compile(r"(?:\s+[\w-]+){0,4}?\s+(?:in|by|among|from)\s+", re.IGNORECASE)


def _is_told_of_patients(text: str, mention: Mention, closed: tuple[Span, ...]) -> bool:
    """Tell whether another figure says how many patients the events were in: "31 infections in 20 patients"."""
    return any(_THEN_IN.fullmatch(text, mention.end, start) is not None for start, _ in closed if start > mention.end)


def _is_detail(text: str, pair: tuple[Figure, Mention], outcomes: tuple[Mention, ...]) -> bool:
    """Tell whether the count only parts what was counted: "three malignancies (two melanomas and one lymphoma)"."""
    figure, mention = pair
    before = [one for one in outcomes if one.code == mention.code and one.end <= figure.start]
    if mention.code not in COUNTED_ALONE or mention.code == "fertility" or not before:
        return False
    between = text[before[0].end : figure.start]
    return ":" in between or between.count("(") > between.count(")")


def _is_count(text: str, number: re.Match[str], closed: tuple[Span, ...]) -> bool:
    if any(number.start() < end and start < number.end() for start, end in closed):
        return False
    before = text[max(0, number.start() - 20) : number.start()]
    if _TIME_BEFORE.search(before) is not None and _PEOPLE_NEXT.match(text, number.end()) is not None:
        return True  # "during the first year 3 patients had"
    return NAMED.search(before) is None or _is_in(text, number) or re.search(r"\bn\s?=\s?$", before) is not None


_TIME_BEFORE = Quick(r"\b(?:first|second|third|last|same|that)\s+(?:year|month|week)\s+$", re.IGNORECASE)
_PEOPLE_NEXT = re.compile(rf"\s+{PERSON}\b", re.IGNORECASE)


def _is_in(text: str, number: re.Match[str]) -> bool:
    """Tell whether only "in" stands before the number: "occurred in 2" counts, a year or a length does not."""
    before = re.search(r"\b(?:in|by)\s+$", text[: number.start()], re.IGNORECASE) is not None
    return before and re.fullmatch(r"(?:19|20)\d\d", number.group()) is None


def _is_closed(figure: Figure, closed: tuple[Span, ...]) -> bool:
    return any(figure.start < end and start < figure.end for start, end in closed)


def _of_subject(text: str, number: re.Match[str], named: tuple[Mention, ...]) -> Iterator[tuple[Figure, Mention]]:
    """Yield the count for each thing that its patients had: "two patients had sepsis and mucositis"."""
    if not named or LENGTH.match(text, number.end()) is not None or GIVEN.search(text[: number.start()]) is not None:
        return
    subject = SUBJECT.match(text, number.end())
    if subject is None or not (subject["noun"] or subject["aux"] or subject["verb"]):
        acts = _directly(text, number.end(), named[0])
        if acts:
            yield _figure(text, number, named[0]), named[0]
        return
    place = subject.end()
    free = [one for one in named if not subject.start("trait") < one.start < subject.end("trait")]
    bare = blank(
        _INITIAL.sub("  ", text),
        [*((one.start, one.end) for one in free), *(grade.span() for grade in GRADE.finditer(text))],
    )
    for mention in _last_of_each(text, free):
        gap = bare[place : mention.start]
        first = place == subject.end()
        if mention.start < place or (BREAK.search(gap) if first else LISTED.fullmatch(gap) is None):
            return
        if DENIED.search(gap) is not None and mention.code not in _SPARED:
            return
        there = gap.strip() == "with" and _THERE_WERE.search(text[: number.start()]) is not None
        if first and not (there or subject["verb"] or subject["aux"].strip()) and not _directly(text, place, mention):
            return
        if _is_told_otherwise(text, mention):
            return
        yield _figure(text, number, mention), mention
        place = mention.end


_INITIAL = re.compile(r"(?<=\s[A-Z])\.\s(?=[a-z])")  # of "E. coli": no end of a clause


def _last_of_each(text: str, named: list[Mention]) -> list[Mention]:
    """Return the names without those that only begin the next: "grade 3" of "grade 3 infections"."""
    return [
        one for place, one in enumerate(named)
        if place + 1 == len(named) or text[one.end : named[place + 1].start].strip()
    ]  # fmt: skip


def _directly(text: str, place: int, mention: Mention) -> bool:
    """Tell whether the mention follows at once and is what they did: "two died", "one patient became pregnant"."""
    return not text[place : mention.start].strip() and ACTS.match(text, mention.start) is not None


def _direct(
    text: str, number: re.Match[str], named: tuple[Mention, ...], told: bool
) -> Iterator[tuple[Figure, Mention]]:
    """Yield "two deaths", "130 grade 3 adverse events"; after a count of patients also "one a new lesion"."""
    if not named or LENGTH.match(text, number.end()) is not None:
        return
    mention = named[0]
    if len(named) > 1 and text[mention.end : named[1].start].strip().lower() == "or" and mention.code != named[1].code:
        return  # "after four deaths or serious events": so many of both
    between = GRADE.sub("", text[number.end() : mention.start])
    between = _SAME_VERB.sub(" ", between, count=1) if told else between
    if mention.counts is None or DIRECT.fullmatch(between) is None:
        return
    counted = mention.code in (*COUNTED_ALONE, *_REPEATED)
    elided = told and re.search(r"(?:,|;|\band)\s*$", text[: number.start()]) is not None and mention.counts == "event"
    if (counted or elided) and not _is_told_otherwise(text, mention):
        events = mention.code in _REPEATED and not elided
        yield _figure(text, number, mention, "events" if events else "count"), mention


_SAME_VERB = re.compile(r"^\s+(?:for|with|from)\s+(?:an?\s+)?", re.IGNORECASE)  # "..., one for herpes zoster"
_OTHERWISE = re.compile(r"\s*[\[(]\s?(?:[\d.,]+\s?%|\d+\s?/\s?\d)|-?free\b|\s+(?:risk|rate|score)\b", re.IGNORECASE)


def _is_told_otherwise(text: str, mention: Mention) -> bool:
    """Tell whether a share stands behind the mention ("relapses (12%)"), or a word that makes it no event."""
    return _OTHERWISE.match(text, mention.end) is not None


def _figure(text: str, number: re.Match[str], mention: Mention, shape: str = "count") -> Figure:
    one = re.match(r"an?\b|another|the\b", number.group(), re.IGNORECASE) is not None
    events = 1 if one else read_count(number.group()) or 0
    total, partly = group_of(text, number, events, alone=mention.code in COUNTED_ALONE)
    shape = "count-part" if partly and shape == "count" else shape
    return Figure(COUNT, shape, number.start(), mention.end, float(events), events, total)
