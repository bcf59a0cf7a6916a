"""What one sentence takes over from the one before it: an outcome ("At 10 years it was 57%"), an arm, an interval."""

import re
from dataclasses import dataclass, replace

from evidence.extraction.mentions import COURSE, DRUG, OUTCOME, TREATMENT, Mention, counted
from evidence.extraction.numbers import find_intervals, headed_level

# Harms that a list of complications goes on with in the next sentence; deaths are never taken over.
_LISTED = ("serious_adverse_events", "infection", "viral_reactivation", "secondary_autoimmune", "other_toxicity")


@dataclass(frozen=True, slots=True)
class Before:
    """What the sentence before named: its only outcome, its only arm; level: of the last confidence interval so far.

    disability: whether it was about disability, so that "12 (40%) improved" is told of it.
    """

    outcome: Mention | None = None
    arm: Mention | None = None
    level: float | None = None
    disability: bool = False


NOTHING = Before()
_DISABILITY = re.compile(r"\bEDSS\b|disabilit|neurolog|functional system", re.IGNORECASE)


def remember(text: str, named: tuple[Mention, ...], marks: tuple[Mention, ...], before: Before) -> Before:
    """Return what the next sentence may take over from this one."""
    levels = [interval.level for interval in find_intervals(text) if interval.level is not None]
    header = headed_level(text)
    codes = {mention.code for mention in named}
    arms = [mark for mark in marks if mark.kind in (TREATMENT, DRUG)]
    only = named[-1] if len(codes) == 1 else None
    return Before(
        outcome=None if only is None else replace(only, counts=counted(text, only), start=0, end=0),
        arm=replace(arms[0], start=0, end=0) if len({arm.code for arm in arms}) == 1 else None,
        level=levels[-1] if levels else (header if header is not None else before.level),
        disability=_DISABILITY.search(text) is not None,
    )


_CONTINUES = re.compile(
    r"(?:(?:at|after|by|in|for|among)\s[^,.;%]{1,60}?,?\s)?(?:it|this|this (?:figure|rate|proportion|percentage)|"
    r"(?:the )?(?:corresponding|respective) (?:figures?|values?|rates?|proportions?|estimates?|percentages?))\s"
    r"(?:was|were|fell|rose|declined|dropped|decreased|increased|in|at|for)\b",
    re.IGNORECASE,
)


def carried(text: str, named: tuple[Mention, ...], before: Before) -> tuple[Mention, ...]:
    """Return the outcomes of the sentence; a pronoun at its start stands for the only outcome of the one before."""
    if not named and before.outcome is not None and _CONTINUES.match(text) is not None:
        return (before.outcome,)
    return named


def carried_arm(named: tuple[Mention, ...], marks: tuple[Mention, ...], before: Before) -> tuple[Mention, ...]:
    """Return the labels; a list of harms that names no arm goes on with the only arm of the sentence before."""
    arms = any(mark.kind in (TREATMENT, DRUG) for mark in marks)
    listed = bool(named) and all(mention.code in _LISTED for mention in named)
    return (before.arm, *marks) if listed and not arms and before.arm is not None else marks


_IMPROVED = re.compile(
    r"(?<=[%)\d\]st])\s+(?:(?:had|have|who|also|were|[a-z]+ly)\s+){0,2}(?P<verb>improved)\b(?!\s+(?:or|to|from|and stab|in|survival))"
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


_WHOLE = re.compile(
    r"\b(?:in|of|for|with|among)\s+(?P<all>all(?:\s+(?:patients|cases|participants))?|"
    r"the\s+(?:whole|entire|total|overall)\s+(?:group|cohort|population|series))(?=\W)",
    re.IGNORECASE,
)


def whole_group(text: str, marks: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return "in all" as a course without a name, where the sentence also names courses: "78% in all, 80% in RRMS"."""
    if not any(mark.kind == COURSE for mark in marks):
        return ()
    return tuple(Mention(COURSE, "", match.start("all"), match.end("all")) for match in _WHOLE.finditer(text))
