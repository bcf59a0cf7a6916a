"""What one sentence takes over from the one before it: an outcome ("At 10 years it was 57%"), an arm, an interval."""

import re
from dataclasses import dataclass, replace

from evidence.extraction.clauses import is_plain
from evidence.extraction.mentions import CONTROL, COURSE, DRUG, OUTCOME, REGIMEN, SUBGROUP, TREATMENT, Mention
from evidence.extraction.numbers import find_intervals, headed_level
from evidence.extraction.polarity import counted

# Harms that a list of complications goes on with in the next sentence; deaths are never taken over.
_LISTED = ("serious_adverse_events", "infection", "viral_reactivation", "secondary_autoimmune", "other_toxicity")


@dataclass(frozen=True, slots=True)
class Before:
    """What the sentence before named: its only outcome, its only arm; level: of the last confidence interval so far.

    order: the two arms in the order in which every sentence so far named them, () if they changed places.
    harms: whether it told only of harms. disability: whether it was about disability, so that "12 (40%) improved" is told of it.
    """

    outcome: Mention | None = None
    arm: Mention | None = None
    order: tuple[Mention, ...] | None = None
    level: float | None = None
    disability: bool = False
    harms: bool = False


NOTHING = Before()
_DISABILITY = re.compile(r"\bEDSS\b|disabilit|neurolog|functional system", re.IGNORECASE)


def remember(text: str, named: tuple[Mention, ...], arms: tuple[Mention, ...], before: Before) -> Before:
    """Return what the next sentence may take over from this one; arms: the mentions of the groups of the study."""
    levels = [interval.level for interval in find_intervals(text) if interval.level is not None]
    header = headed_level(text)
    codes = {mention.code for mention in named} - {"edss_change"} or {mention.code for mention in named}
    only = [mention for mention in named if mention.code in codes][-1] if len(codes) == 1 else None
    single = len({arm.code for arm in arms}) == 1
    return Before(
        outcome=None if only is None else replace(only, counts=counted(text, only), start=0, end=0),
        arm=replace(arms[0], start=0, end=0) if single else None,
        order=_order(arms, before.order),
        level=levels[-1] if levels else (header if header is not None else before.level),
        disability=_DISABILITY.search(text) is not None,
        harms=bool(named) and all(mention.code in _LISTED for mention in named),
    )


def _order(arms: tuple[Mention, ...], before: tuple[Mention, ...] | None) -> tuple[Mention, ...] | None:
    named: dict[str, Mention] = {}
    for arm in arms:
        named.setdefault(arm.code, replace(arm, start=0, end=0))
    told = tuple(named.values())
    kinds = {one.kind for one in told}
    if len(told) != 2 or not (TREATMENT in kinds or kinds == {REGIMEN}):
        return before
    same = before is None or [arm.code for arm in before] == [arm.code for arm in told]
    return told if same else ()


_CONTINUES = re.compile(
    r"(?:(?:at|after|by|in|for|among)\s[^,.;%]{1,60}?,?\s)?(?:it|this|this (?:figure|rate|proportion|percentage)|"
    r"(?:the )?(?:corresponding|respective) (?:figures?|values?|rates?|proportions?|estimates?|percentages?))\s"
    r"(?:was|were|fell|rose|declined|dropped|decreased|increased|in|at|for)\b",
    re.IGNORECASE,
)


# "The cumulative incidence was 6.5%", "In SPMS the hazard ratio was 0.58", "the 5-year rate was 14%": of what was told before.
_GENERAL = re.compile(
    r"(?:(?:in|at|after|for|among|by|with|when)\s[^.;%]{1,70}?,?\s)?(?:the\s)?(?P<of>(?:[\w-]+\s){0,4}?)"
    r"(?:incidences?|rates?|probabilit(?:y|ies)|figures?|proportions?|percentages?|estimates?|risks?|frequenc(?:y|ies)|prevalence|HR|"
    r"hazard ratio|odds ratio|OR|risk ratio|relative risk)"
    r"(?:\s(?:at|after|by|in|for|among)\s[^.;,%]{1,50}?)?\s(?:was|were|fell|rose|declined|dropped|decreased|increased|reached|remained)\b",
    re.IGNORECASE,
)


def carried(text: str, named: tuple[Mention, ...], before: Before) -> tuple[Mention, ...]:
    """Return the outcomes of the sentence; a pronoun at its start stands for the only outcome of the one before."""
    if named or before.outcome is None:
        return named
    general = _GENERAL.match(text)
    told = _CONTINUES.match(text) is not None or (general is not None and is_plain(general["of"]))
    return (before.outcome,) if told else ()


_PAIR = re.compile(r"(?i)\b(?:none|no|one|two|three|four|five|six|seven|eight|nine|ten|\d+)(?:\s(?:pts|patients|events))?\s(?:vs\.?|versus)\s|\brespectively\b|\d\s?%?\s?\)?\s*(?:vs\.?|versus|v\.?)\s|%\)\s+and\s+\w+\s+\(\d", re.IGNORECASE)
_NAMED = (TREATMENT, DRUG, CONTROL, COURSE, REGIMEN, SUBGROUP)


def carried_arm(
    text: str, named: tuple[Mention, ...], marks: tuple[Mention, ...], before: Before
) -> tuple[Mention, ...]:
    """Return the labels of the sentence with those it takes over; a sentence that names any group takes over none.

    A pair ("83% vs 42%", "0.04 and 0.15, respectively") has the arms in the order of the sentences before; a list of
    harms goes on with the only arm of the one before.
    """
    if not named or any(mark.kind in _NAMED for mark in marks):
        return marks
    if before.order and _PAIR.search(text) is not None:
        return (*before.order, *marks)
    listed = all(mention.code in _LISTED for mention in named)
    return (before.arm, *marks) if listed and before.harms and before.arm is not None else marks


_IMPROVED = re.compile(
    r"(?<=[%)\d\]st])\s+(?:(?:had|have|who|also|were|[a-z]+ly)\s+){0,2}(?P<verb>improved)\b(?!\s+(?:or|to|from|"
    r"and stab|in|survival))"
)
_SHARE = re.compile(r"(?:%\)?|\)|\d|\b(?:patients?|participants?|subjects?|individuals?))$")


def improved(text: str, named: tuple[Mention, ...], before: Before) -> tuple[Mention, ...]:
    """Return "12 (40%) improved" as improvement of disability, where this sentence or the one before is about that."""
    told = any(mention.code in ("progression_free_survival", "edss_change") for mention in named)
    if not (told or before.disability or _DISABILITY.search(text) is not None):
        return ()
    return tuple(
        Mention(OUTCOME, "edss_improved", match.start("verb"), match.end("verb"), "higher_better")
        for match in _IMPROVED.finditer(text)
        if _SHARE.search(text[: match.start()]) is not None
        and all(match.end() <= one.start or match.start() >= one.end for one in named)
    )
