"""The groups that a sentence means without naming them: "83% vs 42%", "in the former", "more with X (72% vs 41%)"."""

import re
from collections.abc import Iterable

from evidence.extraction.mentions import CONTROL, COURSE, DRUG, REGIMEN, SUBGROUP, TIME, TREATMENT, WHOLE, Mention
from evidence.quick import Quick
from evidence.values import changed, value

Pair = tuple[Mention, ...]
_HELD = "held"  # a name that keeps its place and labels no figure by itself
_ARMS, _REGIMENS = (TREATMENT, DRUG, CONTROL), (REGIMEN, DRUG)
_NAMED = (TREATMENT, DRUG, CONTROL, COURSE, REGIMEN, SUBGROUP)


@value
class Groups:
    """The two groups of a study as its sentences named them, () where unknown.

    order: in the order in which every sentence so far named them, () if they changed places. last: in that of the last
    sentence that named two. single: the only one of the sentence before. seeded: whether only title and methods named
    them so far: the results may have an order of their own.
    """

    order: Pair | None = None
    last: Pair = ()
    single: Mention | None = None
    seeded: bool = False


def know(arms: Pair, before: Groups) -> Groups:
    """Return what the next sentence may mean again. arms: the mentions of the groups in this one."""
    named: dict[str, Mention] = {}
    for arm in arms:
        if arm.kind != WHOLE:
            named.setdefault(arm.code, changed(arm, start=0, end=0))
    told = tuple(named.values())
    kinds = {one.kind for one in told}
    single = told[0] if len(told) == 1 else None
    if len(told) != 2 or not (TREATMENT in kinds or kinds <= set(_REGIMENS)):
        return changed(before, single=single)
    return Groups(_order(told, None if before.seeded else before.order), told, single)


def known_before(named: Iterable[Pair]) -> Groups:
    """Return the groups as title and methods name them. named: their mentions in each of those sentences."""
    known = Groups()
    for arms in named:
        known = know(arms, known)
    return changed(known, single=None, seeded=known.order is not None)


def _order(told: Pair, before: Pair | None) -> Pair:
    """Return the order of both groups, () where it changes; names of regimens outdo those of drugs they hold."""
    if before is None or [arm.code for arm in before] == [arm.code for arm in told]:
        return told
    if {arm.code for arm in before} == {arm.code for arm in told}:
        return ()
    pure = all(arm.kind == REGIMEN for arm in told)
    drugs = any(arm.kind == DRUG for arm in before) and all(arm.kind in _REGIMENS for arm in before)
    if pure and drugs:
        return told
    return before if all(arm.kind == REGIMEN for arm in before) and before and not pure else ()


_FOLLOWS = (
    r"(?=\s*(?:[,.;:()]|$)|\s+(?:group|arm|cohort|regimen|had|have|was|were|in|at|during|after|over|and|but|"
    r"while|whereas|"
    r"compared|than|showed|did|by|versus|vs|throughout)\b)"
)
_AGAIN = Quick(
    rf"\b(?:in|of|for|among|with|on|after|than|from|to)\s+(?P<again>the\s+(?P<which>former|latter|first|second)"
    rf"(?P<noun>\s+(?:group|arm|cohort|regimen))?){_FOLLOWS}",
    re.IGNORECASE,
)


def meant_again(text: str, arms: Pair, known: Groups) -> Pair:
    """Return "the former", "the second group" as mentions of the groups they stand for. arms: named in the sentence."""
    found: list[Mention] = []
    numbered = False
    for match in _AGAIN.finditer(text):
        which = match["which"].lower()
        numbered = numbered or match["noun"] is not None
        if which in ("first", "second") and not numbered:
            continue  # "in the second, 36%" needs "in the first group" before it
        pair = know(tuple(arm for arm in arms if arm.end <= match.start()), known)
        told = pair.last if which in ("former", "latter") else known.order or ()
        if len(told) == 2:
            one = told[0] if which in ("former", "first") else told[1]
            found.append(changed(one, start=match.start("again"), end=match.end("again")))
    return tuple(found)


_OTHER_SIDE = r"(?:vs\.?|versus|v\.?|(?:as\s+)?against|(?:as\s+)?opposed\s+to|(?:as\s+)?compared\s+(?:with|to))\s"
# "8.1 pg/ml vs 9.6", "21 participants (72%) against 6": a unit or a bracket may stand between.
_HELD_AGAINST = (
    r"\d\s?%?(?:\s?[a-z\u00b5\u03bc]+(?:/[a-z]+)?(?:\s[a-z]+)?)?\s?(?:\([^()]*\)|\))?\s*(?:vs\.?|versus|v\.?|"
    r"against|as\s+opposed\s+to)\s+"
    r"(?:(?:only|just)\s+)?(?=[-+]?\d|none\b)"
)
_VERSUS = re.compile(rf"{_HELD_AGAINST}|\d\s?%?\s?\)?\s*{_OTHER_SIDE}", re.IGNORECASE)
_ORDER_TOLD = r"\brespectively\b|\bin\s+(?:that|this|the\s+same)\s+order\b"
_IN_ORDER = re.compile(_ORDER_TOLD, re.IGNORECASE)
_PAIR = Quick(
    rf"""
        {_ORDER_TOLD}
        |\d\s?%?\s?\)?\s*{_OTHER_SIDE}(?=\d|none\b|\()
        |{_HELD_AGAINST}
        |%\)\s+and\s+\w+\s+\(\d
        |\bin\s+\d+\s+and\s+\d+\s*[.,;]
        |%\s*(?:\([^()]*\)\s*)?and\s+\d[\d.]*\s?%
        |\d\s?/\s?\d+\s*(?:\([^()]*\)\s*)?(?:and|vs\.?|versus)\s+\d+\s?/\s?\d
        |\b\d*\.\d+\s*(?:\([^()]*\)\s*)?and\s+\d*\.\d+(?!\s?%)
        |\d\s?%\)\s*(?:vs\.?|versus)\s
        | \b(?:none|no|one|two|three|four|five|six|seven|eight|nine|ten|\d+)(?:\s(?:pts|patients|events))?\s
          (?:vs\.?|versus)\s""",
    re.IGNORECASE | re.VERBOSE,
)


def carried_pair(text: str, marks: Pair, known: Groups, inside: Pair = ()) -> Pair:
    """Return the labels with the two groups that a pair of figures is of ("83% vs 42%"), where none is named.

    inside: the labels that names of outcomes hold, which part no figures.

    A sentence that parts its figures otherwise, by two times or two courses, means no groups of the study.
    """
    if not known.last or _PAIR.search(text) is None:
        return marks
    if known.seeded and _IN_ORDER.search(text) is None and _VERSUS.search(text) is None:
        return marks  # "36% and 80%": no words say that the order is that of the title
    arms = any(one.kind == TREATMENT for one in known.last)
    own = tuple(mark for mark in marks if mark.kind in (_ARMS if arms else _REGIMENS))
    if own:
        ordered = _compared(text, own, known.last)
        held = (changed(mark, kind=_HELD) if mark in own else mark for mark in marks)
        return (*ordered, *held) if ordered else marks
    parting = (COURSE, SUBGROUP, REGIMEN) if _VERSUS.search(text) is not None else (TIME, COURSE, SUBGROUP, REGIMEN)
    free = tuple(mark for mark in marks if mark not in inside)
    parted = any(len({mark.code for mark in free if mark.kind == kind}) > 1 for kind in parting)
    return (*known.order, *marks) if known.order and not parted else marks


_MORE = r"(?:(?P<more>more|higher|commoner|likelier|greater|increased)|(?P<less>less|lower|fewer|rarer|reduced))"
_WITH = re.compile(
    rf"\b{_MORE}\b[^.,;()%\d]{{0,40}}?\b(?:with|after|in|for|under|among|following|by)\s+(?:the\s+)?$", re.IGNORECASE
)
_HAD = re.compile(rf"\s+(?:[a-z-]+\s+){{1,4}}?{_MORE}\b", re.IGNORECASE)
_OPPOSED = re.compile(rf"(?P<one>\d+(?:\.\d+)?)\s?%?\)?\s*{_OTHER_SIDE}\s*(?P<two>\d+(?:\.\d+)?)")


def _compared(text: str, own: Pair, pair: Pair) -> Pair:
    """Return the pair with the side first that the larger figures must be of: "commoner with X (72% vs 31%)"."""
    if len({one.code for one in own}) > 1 or own[0].code not in [one.code for one in pair]:
        return ()
    said = _WITH.search(text[: own[0].start]) or _HAD.match(text, own[0].end)
    falls = {
        float(match["one"]) > float(match["two"]) for match in _OPPOSED.finditer(text) if match["one"] != match["two"]
    }
    if said is None or len(falls) != 1:
        return ()
    named_first = falls.pop() == (said["more"] is not None)
    return pair if named_first == (pair[0].code == own[0].code) else pair[::-1]


def names_group(marks: Pair) -> bool:
    """Tell whether any group of patients is named."""
    return any(mark.kind in _NAMED for mark in marks)
