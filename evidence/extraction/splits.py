"""A total that brackets split by arm: "three neoplasms (2 cyclophosphamide, 1 transplanted)"."""

import re

from evidence.extraction.arms import Arm, arm_of, sort_labels
from evidence.extraction.figures import RATIO
from evidence.extraction.mentions import Mention
from evidence.extraction.numbers import COUNT, read_count
from evidence.extraction.readings import Reading
from evidence.extraction.ties import Bound, Study
from evidence.values import changed

_BRACKET = re.compile(r"\s*(?:occurred\s*)?\((?P<parts>[^()]*)\)")
_INSIDE = re.compile(r"[^()]*\((?P<parts>[^()]*)\)")
_NUMBER_BEFORE = re.compile(
    rf"(?P<n>{COUNT})\s+(?:(?:in|of|with|on|from|after|for|given|receiving|treated\s+with)\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)

# "One death occurred in each group", "no such deaths were seen in either group".
_EACH = re.compile(
    r"""
        \s+(?:[\w-]+\s+){0,4}?(?:in|of)\s+(?:each|(?P<all>either|any|both))\s+(?:(?:treatment|study)\s+)?
        (?:groups?|arms?|cohorts?)\b""",
    re.IGNORECASE | re.VERBOSE,
)


_NEITHER = re.compile(r"neither\s+(?:of\s+the\s+(?:two\s+)?)?(?:\w+\s+)?(?:groups?|arms?|cohorts?)\b", re.IGNORECASE)
# "Nine such events occurred, 7 of them in the transplanted group".
_OF_THEM = re.compile(
    rf"""
        (?:\s+[\w-]+){{0,4}}?,\s*
        (?:(?:of\s+(?:which|whom|these|them)\s+)?(?P<n>{COUNT})|(?P<m>{COUNT})\s+of\s+(?:them|which|whom|these))
        \s+(?:(?:occurred|was|were|being)\s+)?(?:in|with|on|after|under)\s+(?:the\s+)?""",
    re.IGNORECASE | re.VERBOSE,
)
_BOTH = re.compile(
    r"""
        [\s)\]]*(?:in|for|with)\s+(?:both|each|either)\s+(?:of\s+the\s+)?(?:(?:treatment|study|patient|two)\s+)?
        (?:groups?|arms?|cohorts?)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def in_both_arms(text: str, bounds: tuple[Bound, ...], study: Study) -> tuple[Bound, ...]:
    """Return the figures; one that is told of both groups ("100% in both arms") once for each."""
    if len(study.comparators) != 1:
        return bounds
    arms = (Arm("hsct"), Arm("comparator", study.comparators[0]))
    found: list[Bound] = []
    for bound in bounds:
        if bound.figure.kind == RATIO or _BOTH.match(text, bound.figure.end) is None:
            found.append(bound)
            continue
        doubts = tuple(doubt for doubt in bound.doubts if doubt != "arm not told")
        found.extend(changed(bound, arm=arm, doubts=doubts) for arm in arms)
    return tuple(found)


def split_by_arm(reading: Reading, bound: Bound, study: Study) -> tuple[Bound, ...]:
    """Return the count of all and one count an arm from the bracket behind it; the count alone where there is none."""
    if len(study.comparators) == 1 and _NEITHER.match(reading.text, bound.figure.start) is not None:
        sure = changed(bound, doubts=tuple(doubt for doubt in bound.doubts if doubt != "arm not told"))
        return (changed(sure, arm=Arm("hsct")), changed(sure, arm=Arm("comparator", study.comparators[0])))
    if len(study.comparators) == 1 and (each := _EACH.match(reading.text, bound.outcome.end)) is not None:
        sure = changed(bound, doubts=tuple(doubt for doubt in bound.doubts if doubt != "arm not told"))
        if each["all"] is not None:
            return (changed(sure, arm=Arm("all")),)
        return (changed(sure, arm=Arm("hsct")), changed(sure, arm=Arm("comparator", study.comparators[0])))
    if study.comparators and (of_them := _of_them(reading, bound, study)):
        return of_them
    inside = _INSIDE.match(reading.text, bound.figure.start, bound.figure.end)
    bracket = inside or _BRACKET.match(reading.text, bound.outcome.end)
    if bracket is None or not study.comparators:
        return (bound,)
    parts = tuple(_part(reading, mention, bracket) for mention in sort_labels(reading.labels, study.comparators).arms)
    told = tuple(part for part in parts if part is not None)
    if not told or sum(count for _, count, _ in told) != bound.figure.events:
        return (bound,)
    whole = changed(bound, arm=Arm("all"), doubts=tuple(doubt for doubt in bound.doubts if doubt != "arm not told"))
    return (whole, *(_bound(whole, part, study) for part in told))


def _of_them(reading: Reading, bound: Bound, study: Study) -> tuple[Bound, ...]:
    """Return the count of all and that of one arm which is told behind it; nothing where there is none."""
    for mention in sort_labels(reading.labels, study.comparators).arms:
        match = _OF_THEM.fullmatch(reading.text, bound.outcome.end, mention.start)
        count = read_count(match["n"] or match["m"]) if match is not None else None
        if match is not None and count is not None and count <= (bound.figure.events or 0):
            whole = changed(
                bound, arm=Arm("all"), doubts=tuple(doubt for doubt in bound.doubts if doubt != "arm not told")
            )
            place = match.start("n") if match["n"] else match.start("m")
            return (whole, _bound(whole, (mention, count, place), study))
    return ()


def _part(reading: Reading, mention: Mention, bracket: re.Match[str]) -> tuple[Mention, int, int] | None:
    if not bracket.start("parts") <= mention.start < bracket.end("parts"):
        return None
    number = _NUMBER_BEFORE.search(reading.text[bracket.start("parts") : mention.start])
    count = read_count(number["n"]) if number is not None else None
    return None if number is None or count is None else (mention, count, bracket.start("parts") + number.start())


def _bound(whole: Bound, part: tuple[Mention, int, int], study: Study) -> Bound:
    mention, count, start = part
    shape = "events" if whole.figure.shape == "events" else "split"  # events are no patients of the arm
    figure = changed(
        whole.figure, shape=shape, start=start, end=mention.end, value=float(count), events=count, denominator=None
    )
    return changed(whole, figure=figure, arm=arm_of(mention, study.comparators, whole.outcome.code))
