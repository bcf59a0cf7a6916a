"""What no finding took: percentages, n/N, n of N and intervals of the text that are in nobody's mark.

A reader who sees the marked text must also see where it stays unmarked. Nothing is judged here: a share of the
background, a threshold and a figure that the rules missed are listed alike, each with its sentence.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from evidence.extraction.intervals import find_intervals
from evidence.extraction.numbers import COUNT, DECIMAL, SIGNED, read_count, read_number
from evidence.extraction.overlong import is_overlong
from evidence.extraction.text import normalise, split_sentences

_SHARE = re.compile(
    rf"""(?<![\w.])
    (?:(?P<from>{SIGNED})\s?%?\s?(?:-|\bto\b|\u00b1|\+/-)\s?)?  # "0 to 2.8%" is one range, "93.8 \u00b1 3%" one figure
    (?P<percent>{SIGNED})\s?(?:%|per\s?cent\b)
    (?!\s?-?\s?(?:C\.?I\b|confidence|credib|prediction))  # the level of an interval is no figure
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LISTED = re.compile(  # "83, 78 and 73%"; in "at year 5, 100%" nothing is listed
    rf"(?:(?<![\w.-])(?>{DECIMAL})\s*,\s*)*(?<![\w.-]){DECIMAL}\s*+(?:,\s*+)?(?:\band\b|\bvs\.?|\bversus\b)\s*$"
)
_COUNTED = re.compile(
    rf"""(?<![\w./,:-])(?!(?:19|20)\d\d\b)(?P<n>\d{{1,5}})\s?/\s?(?P<all>\d{{1,5}})(?![\w/%:]|[.,]\d|\s?%)
    | \b(?P<few>{COUNT})\s+(?:out\s+)?of\s+(?:(?:the|all|our|these)\s+)*(?P<whole>{COUNT})
      (?!\s*-?\s*(?:years?|months?|weeks?|days?|points?)\b)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_JOINED = re.compile(r"\s*[(\[,;=]\s*(?:n\s?=\s?)?")


class Read(NamedTuple):
    """What a finding took: the span of its mark in the exact text, and its numbers; None = not reported."""

    start: int
    end: int
    percent: float | None = None
    events: int | None = None
    denominator: int | None = None
    low: float | None = None
    high: float | None = None

    def numbers(self) -> tuple[tuple[float | None, ...], ...]:
        """Return what the text may print of it: the share, n and N, the interval."""
        told = ((self.percent,), (self.events, self.denominator), (self.low, self.high))
        return tuple(each for each in told if None not in each)


class Unread(NamedTuple):
    """A figure that no finding took, and its sentence; both spans are of the exact text.

    A sentence that is too long to be read is told whole.
    """

    start: int
    end: int
    sentence_start: int
    sentence_end: int


class _Form(NamedTuple):
    """A figure as the normal text of a sentence prints it; numbers: a share, n and N, or two bounds."""

    start: int
    end: int
    numbers: tuple[float, ...]


def find_unread(text: str, passages: Iterable[tuple[int, int]], read: Sequence[Read]) -> tuple[Unread, ...]:
    """Return the figures of the passages (spans of the exact text) that are in no mark and told by no finding."""
    found: list[Unread] = []
    for passage_start, passage_end in passages:
        for first, last in split_sentences(text[passage_start:passage_end]):
            found.extend(_of_sentence(text, passage_start + first, passage_start + last, read))
    return tuple(found)


def _of_sentence(text: str, start: int, end: int, read: Sequence[Read]) -> Iterator[Unread]:
    normal = normalise(text, start, end)
    if is_overlong(normal.text):
        yield Unread(start, end, start, end)
        return
    here = [each for each in read if each.start < end and start < each.end]
    claims = [(each, numbers) for each in here for numbers in each.numbers()]
    left: list[_Form] = []
    for form in _forms(normal.text):
        first, last = normal.span(form.start, form.end)
        if any(first < each.end and each.start < last for each in here):
            claims = [claim for claim in claims if claim[1] != form.numbers]
        elif not _claimed(form, claims):
            left.append(form)
    for form in _joined(normal.text, left):
        yield Unread(*normal.span(form.start, form.end), start, end)


def _claimed(form: _Form, claims: list[tuple[Read, tuple[float | None, ...]]]) -> bool:
    """Tell whether a finding of the sentence has these numbers from outside its mark; each tells a number once."""
    claim = next((each for each in claims if each[1] == form.numbers), None)
    if claim is not None:
        claims.remove(claim)
    return claim is not None


def _forms(text: str) -> list[_Form]:
    """Return the figures of a sentence in order."""
    found = [_Form(each.start, each.end, (each.low, each.high)) for each in find_intervals(text)]
    for form in (*_counts(text), *_shares(text)):
        if all(form.end <= other.start or other.end <= form.start for other in found):
            found.append(form)
    return sorted(found)


def _joined(text: str, forms: Sequence[_Form]) -> list[_Form]:
    """Return the figures with a share and the count or interval in its bracket as one: "8/25 (32%)"."""
    found: list[_Form] = []
    for form in forms:
        before = found[-1] if found else None
        if before is None or not _is_told_twice(text, before, form):
            found.append(form)
            continue
        closed = form.end + (text[before.end : form.end].count("(") and text.startswith(")", form.end))
        found[-1] = _Form(before.start, closed, form.numbers)
    return found


def _is_told_twice(text: str, before: _Form, form: _Form) -> bool:
    """Tell whether the two are one figure: a share beside two numbers, only a bracket or a comma between."""
    unlike = {len(before.numbers), len(form.numbers)} == {1, 2}
    return unlike and _JOINED.fullmatch(text[before.end : form.start]) is not None


def _counts(text: str) -> Iterator[_Form]:
    for match in _COUNTED.finditer(text):
        few, whole = read_count(match["n"] or match["few"]), read_count(match["all"] or match["whole"])
        if few is not None and whole is not None and 0 <= few <= whole:
            yield _Form(match.start(), match.end(), (few, whole))


def _shares(text: str) -> Iterator[_Form]:
    for match in _SHARE.finditer(text):
        if match["from"] is None:
            yield from _listed(text, match.start())
        yield _Form(match.start(), match.end(), (read_number(match["percent"]),))


def _listed(text: str, start: int) -> Iterator[_Form]:
    """Yield the earlier numbers of "83, 78 and 73%": one sign for all of them; "in 2010 and 3%" lists nothing."""
    shared = _LISTED.search(text, 0, start)
    if shared is None:
        return
    for number in re.finditer(DECIMAL, shared.group()):
        value, first = read_number(number.group()), shared.start() + number.start()
        if value <= 100:
            yield _Form(first, shared.start() + number.end(), (value,))
