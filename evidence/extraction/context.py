"""What one sentence takes over from the one before it: an outcome ("At 10 years it was 57%"), an arm, an interval."""

import re
from dataclasses import field

from evidence.extraction.clauses import is_plain
from evidence.extraction.disability_verbs import DISABILITY
from evidence.extraction.groups_before import Groups, carried_pair, know, names_group
from evidence.extraction.intervals import find_intervals, headed_level
from evidence.extraction.mentions import Mention
from evidence.extraction.polarity import counted
from evidence.values import changed, value

# Harms that a list of complications goes on with in the next sentence; deaths are never taken over.
_LISTED = ("serious_adverse_events", "infection", "viral_reactivation", "secondary_autoimmune", "other_toxicity")


@value
class Before:
    """What the sentence before named: its only outcome, or its two; level: of the last confidence interval so far.

    time: the only one told last. groups: of the study, as far as they were named. harms: whether it told only of harms.
    disability: whether it was about disability, so that "12 (40%) improved" is told of it. earlier: the outcome that a
    sentence without any stood behind. subject: the only outcome of the title.
    """

    outcome: Mention | None = None
    two: tuple[Mention, ...] = ()
    groups: Groups = field(default_factory=Groups)
    level: float | None = None
    time: Mention | None = None
    disability: bool = False
    harms: bool = False
    earlier: Mention | None = None
    subject: Mention | None = None


NOTHING = Before()


def remember(
    text: str, named: tuple[Mention, ...], arms: tuple[Mention, ...], before: Before, *, time: Mention | None
) -> Before:
    """Return what the next sentence may take over; arms: the mentions of the groups of the study."""
    levels = [interval.level for interval in find_intervals(text) if interval.level is not None]
    header = headed_level(text)
    codes = {mention.code for mention in named} - {"edss_change"} or {mention.code for mention in named}
    only = [mention for mention in named if mention.code in codes][-1] if len(codes) == 1 else None
    first = {mention.code: mention for mention in reversed(named)}
    two = tuple(sorted(first.values(), key=lambda mention: mention.start)) if len(first) == 2 else ()
    return Before(
        outcome=None if only is None else _taken(text, only),
        two=tuple(_taken(text, mention) for mention in two),
        groups=know(arms, before.groups),
        level=levels[-1] if levels else (header if header is not None else before.level),
        time=time,
        disability=DISABILITY.search(text) is not None,
        harms=bool(named) and all(mention.code in _LISTED for mention in named),
        earlier=before.outcome if not named and _SHARE_TOLD.search(text) is None else None,
        subject=before.subject,
    )


def _taken(text: str, mention: Mention) -> Mention:
    return changed(mention, counts=counted(text, mention), start=0, end=0)


_CONTINUES = re.compile(
    r"(?:(?:at|after|by|in|for|among)\s[^,.;%]{1,60}?,?\s)?(?:it|this|this (?:figure|rate|proportion|percentage)|"
    r"(?:the )?(?:corresponding|respective) (?:figures?|values?|rates?|proportions?|estimates?|percentages?))\s"
    r"(?:was|were|fell|rose|declined|dropped|decreased|increased|in|at|for)\b",
    re.IGNORECASE,
)


# "The cumulative incidence was 6.5%", "In SPMS the hazard ratio was 0.58": of what was told before.
_GENERAL = re.compile(
    r"""
        (?:(?:in|at|after|for|among|by|with|when)\s[^.;%]{1,70}?,?\s)?(?:the\s)?(?P<of>(?:[\w-]+\s){0,4}?)
        (?:
            incidences?|rates?|probabilit(?:y|ies)|figures?|proportions?|percentages?|estimates?|risks?
            |frequenc(?:y|ies)|prevalence|HR|hazard\ ratio|odds\ ratio|OR|risk\ ratio|relative\ risk
        )(?:\s(?:at|after|by|in|for|among)\s[^.;,%]{1,50}?)?\s
        (?:
            was|were|is|are|fell|rose|declined|dropped|decreased|increased|reached|remained|became|stood
            |amounted|came
        )\b""",
    re.IGNORECASE | re.VERBOSE,
)


_ONE_OF_TWO = re.compile(
    r"the\s+(?P<which>former|latter)\s+(?:was|were|fell|rose|occurred|reached|had)\b", re.IGNORECASE
)
_SHARE_TOLD = re.compile(r"\d\s?%")


def carried(text: str, named: tuple[Mention, ...], before: Before) -> tuple[Mention, ...]:
    """Return the outcomes of the sentence; a pronoun at its start stands for the only outcome of the one before.

    What is named behind the first share is another thing: "It was 98% in A but 91% in B, and age worsened survival".
    """
    one = _ONE_OF_TWO.match(text)
    if one is not None and len(before.two) == 2 and not named:
        return (before.two[one["which"].lower() == "latter"],)
    if before.outcome is None:
        return named or _of_subject(text, before)
    pronoun = _CONTINUES.match(text)
    if named:
        share = _SHARE_TOLD.search(text, 0, named[0].start) if pronoun is not None else None
        return named if share is None else (before.outcome, *named)
    general = _GENERAL.match(text)
    if pronoun is not None or (general is not None and is_plain(general["of"])):
        return (before.outcome,)
    effect = _EFFECT.match(text)
    return () if effect is None else (changed(before.outcome, end=effect.end("what")),)


# "The benefit was limited to relapsing patients (HR 0.33)": of the outcome that was compared before.
_EFFECT = re.compile(
    r"""
        (?P<what>
            (?:the|this|such|that)\s+(?:benefit|effect|advantage|difference|superiority|gain|association)\b
        )[^.;]{0,90}?\b(?:a?HR|a?OR|hazard\s+ratio|odds\s+ratio|(?:risk|rate)\s+ratio)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_INCIDENCE = re.compile(r"\b(?:incidence|prevalence|frequency)\b", re.IGNORECASE)


def _of_subject(text: str, before: Before) -> tuple[Mention, ...]:
    """Return what "the estimate became 75%" is of: the outcome told before last, or an incidence of the subject."""
    general = _GENERAL.match(text)
    if general is None or not is_plain(general["of"]):
        return ()
    if before.earlier is not None:
        return (before.earlier,)
    incidence = before.subject is not None and _INCIDENCE.search(general.group()) is not None
    return (before.subject,) if incidence and before.subject is not None else ()


_ITS_FIGURE = re.compile(r"(?:[^.;%]{1,70}?,?\s)?(?:the\s+)?(?:figures?|proportions?|percentages?)\b", re.IGNORECASE)


def goes_on(text: str, named: tuple[Mention, ...], before: Before) -> bool:
    """Tell whether the sentence goes on with the figure of the one before: "It was 98% in the others"."""
    if before.outcome is None or carried(text, named, before)[:1] != (before.outcome,):
        return False
    return _CONTINUES.match(text) is not None or _ITS_FIGURE.match(text) is not None


def carried_arm(
    text: str, named: tuple[Mention, ...], marks: tuple[Mention, ...], before: Before
) -> tuple[Mention, ...]:
    """Return the labels of the sentence with those it takes over.

    A pair ("83% vs 42%", "0.04 and 0.15, respectively") has the groups in the order of the sentences before; a list of
    harms goes on with the only arm of the one before.
    """
    if not named:
        return marks
    inside = tuple(one for one in marks if any(name.start <= one.start and one.end <= name.end for name in named))
    paired = carried_pair(text, marks, before.groups, inside)
    if paired != marks or names_group(marks):
        return paired
    arm = before.groups.single
    listed = before.harms and all(mention.code in _LISTED for mention in named)
    return (arm, *marks) if listed and arm is not None else marks
