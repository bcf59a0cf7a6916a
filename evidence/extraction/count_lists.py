"""Counts of a list that parts what was counted: "autoimmune disease: thyroid 21, ITP 6", "A and B in 1 each"."""

import re
from collections.abc import Iterator

from evidence.extraction.denials import PERSON
from evidence.extraction.figures import COUNT, Figure, is_free
from evidence.extraction.mentions import Mention
from evidence.extraction.numbers import COUNT as WHOLE_OR_WORD
from evidence.extraction.numbers import read_count
from evidence.extraction.paired_counts import find_ordered
from evidence.values import changed

_HEADS = (
    "secondary_autoimmune",
    "malignancy",
    "infection",
    "viral_reactivation",
    "other_toxicity",
    "serious_adverse_events",
)
_COLON = re.compile(r"(?:[^:;.]|\.\d){0,90}?:\s+")
_ANEW = re.compile(r",\s+[\w-]+(?:\s+[\w-]+)?:\s+$")  # "reactivation in 81%, late: thyroid 6": another head
_BRACKET = re.compile(r"\([^()]*\)")
_END = re.compile(r"\.(?!\d)|$")
# "thyroid 21", "atrial fibrillation in 6", "breast (n = 3)", and between semicolons "adenovirus, 2".
_ITEM = re.compile(
    rf"""
        (?:and\s+)?(?:an?\s+)?(?P<name>
            [A-Za-z](?:
                (?!\b(?:was|were|had|has|died|day|days|months?|years?|after|at)\b)[^\d,;:()]|\d+%|(?<=-)\d
            ){{1,50}}?
        ),?\s+(?:in\s+|n\s?=\s?)?(?P<n>{WHOLE_OR_WORD})(?:\s+{PERSON})?""",
    re.IGNORECASE | re.VERBOSE,
)
_COMMAS = re.compile(r"[,;]\s+(?:and\s+)?|\s+and\s+(?=[A-Za-z])")
_SEMICOLONS = re.compile(r";\s+")


def find_listed(text: str, outcomes: tuple[Mention, ...]) -> Iterator[tuple[Figure, Mention]]:
    """Yield the count of each item of a list behind a colon; an item without a name of its own has that of the head."""
    plain = _BRACKET.sub(lambda match: "_" * len(match.group()), text)
    for head in outcomes:
        colon = _COLON.match(plain, head.end) if head.code in _HEADS else None
        if colon is None or any(head.end <= one.start < colon.end() for one in outcomes):
            continue
        if _ANEW.search(colon.group()) is not None:
            continue
        end = _END.search(text, colon.end())
        stop = len(text) if end is None else end.start()
        for separator in (_COMMAS, _SEMICOLONS):
            items = _items(text, colon.end(), stop, separator)
            if len(items) > 1:
                yield from _of_items(items, head, outcomes)
                break


def _items(text: str, start: int, stop: int, separator: re.Pattern[str]) -> list[re.Match[str]]:
    """Return the items if all but what follows a semicolon are a name with its number."""
    cuts = [match.span() for match in separator.finditer(text, start, stop)]
    spans = zip([start, *(cut[1] for cut in cuts)], [*(cut[0] for cut in cuts), stop], strict=True)
    found = [_ITEM.fullmatch(text, low, high) for low, high in spans]
    items = [match for match in found if match is not None]
    return items if len(items) == len(found) else []


def _of_items(
    items: list[re.Match[str]], head: Mention, outcomes: tuple[Mention, ...]
) -> Iterator[tuple[Figure, Mention]]:
    for item in items:
        events = read_count(item["n"]) or 0
        own = [one for one in outcomes if item.start() <= one.start < item.start("n") and one.code in _HEADS]
        mention = own[-1] if own else changed(head, start=item.start("name"), end=item.end("name"))
        yield Figure(COUNT, "count", item.start("n"), item.end("n"), float(events), events), mention


_EACH = re.compile(
    rf"\s+(?:(?:was|were|occurred)\s+)?(?:[a-z]+\s+)?in\s+(?P<n>{WHOLE_OR_WORD})(?:\s+{PERSON})?\s+each\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s*(?:,\s*(?:and\s+)?|\s+and\s+)")


def find_each(
    text: str, outcomes: tuple[Mention, ...], taken: tuple[tuple[int, int], ...]
) -> Iterator[tuple[Figure, Mention]]:
    """Yield the count of every name of "vitiligo and psoriasis in one patient each".

    The name before the number is left out where another reader has that number: it has read "psoriasis in one patient".
    """
    if " each" not in text:
        return
    for place, mention in enumerate(outcomes):
        match = _EACH.match(text, mention.end)
        if match is None:
            continue
        events = read_count(match["n"]) or 0
        last = mention
        for one in (mention, *reversed(outcomes[:place])):
            if one is not mention and _JOINED.fullmatch(text, one.end, last.start) is None:
                break
            if is_free(one.start, one.end, taken) and (one is not mention or is_free(*match.span("n"), taken)):
                yield Figure(COUNT, "count", *match.span("n"), float(events), events), one
            last = one


def find_all_listed(
    text: str, outcomes: tuple[Mention, ...], taken: tuple[tuple[int, int], ...]
) -> tuple[tuple[Figure, Mention], ...]:
    """Return the counts of all lists whose numbers no other reader has; taken: the spans that others have."""
    found = (*find_ordered(text, outcomes), *find_listed(text, outcomes))
    free = tuple(pair for pair in found if is_free(pair[0].start, pair[0].end, taken))
    return (*free, *find_each(text, outcomes, taken))
