"""The patients that a bare count is of: "of 40 patients, five", "88 were assessed: five", "one of them"."""

import re

from evidence.extraction.denials import PERSON
from evidence.extraction.numbers import COUNT as WHOLE_OR_WORD
from evidence.extraction.numbers import read_count

_OF_ALL = re.compile(
    rf"\b(?:of|among)\s+(?:the\s+|these\s+|our\s+)?(?P<all>{WHOLE_OR_WORD})\s+(?:[\w-]+\s+){{0,2}}{PERSON}\b"
    r"(?P<who>[^,;]*),\s*(?:only\s+)?$",
    re.IGNORECASE,
)
_OF_PART = re.compile(
    r"\b(?:of|among)\s+(?:the|these|those|our|them)?\s*[^,;.]{0,80},\s*(?:[^,;.]{1,60},\s*){0,4}(?:and\s+)?$",
    re.IGNORECASE,
)


# "88 patients were assessed: five had relapsed and seven had worsened".
_LOOKED_AT = re.compile(
    rf"""
        \b(?P<all>{WHOLE_OR_WORD})\s+(?:[\w-]+\s+)?(?:{PERSON}\s+)?(?:were|was|could\s+be|had\s+been)\s+
        (?:assessed|evaluated|examined|tested|evaluable|assessable|seen|interviewed|available)\b[^;:,()]{{0,60}}
        [:;,]\s+(?:of\s+(?:these|them|whom),?\s+)?(?:[^:;()]{{0,80}}(?:,|\band)\s+)?(?:only\s+)?$""",
    re.IGNORECASE | re.VERBOSE,
)
# "Three patients with lesions did better: only one of them progressed".
_OF_THEM = re.compile(r"\s+of\s+(?:them|these|those|whom)\b", re.IGNORECASE)
_SOME = re.compile(rf"({WHOLE_OR_WORD})\s+(?:[\w-]+\s+){{0,3}}?{PERSON}\b", re.IGNORECASE)
_OF_LAST = re.compile(r"\s+of\s+the\s+(?:latter|former|others?)\b", re.IGNORECASE)


def group_of(text: str, number: re.Match[str], events: int, *, alone: bool) -> tuple[int | None, bool]:
    """Return the size of the group that the number counts of, and whether that is a part of the patients untold.

    alone: whether the outcome is counted one by one, so that "two of them" has no group of its own.
    """
    before = text[: number.start()]
    total = _whole(before)
    looked_at = _LOOKED_AT.search(before) if total is None else None
    if looked_at is not None:
        total = read_count(looked_at["all"])
    if total is None and not alone and _OF_THEM.match(text, number.end()) is not None:
        people = _SOME.findall(before)
        total = read_count(people[-1]) if people else None
    if total is None:
        total = clause_group(text, number)
    if total is not None and total >= events:
        return total, False
    return None, _OF_PART.search(before) is not None or _OF_LAST.match(text, number.end()) is not None


# Of the nine who lost it, four by a relapse: those four are counted of all.
_LOST = r"lost|fail\w*|relaps\w*|progress\w*|worsen\w*|deteriorat\w*|an?\s+event|events|active|activity|died"
# "Of the 90 who had some disability, 40 (44%) improved and 11 worsened", "in the 13 patients seen for two years it was
# lower in 2".
_CLAUSE_HEAD = re.compile(
    rf"""
        (?:^|[;:]\s+|\.\s+)(?:but\s+|and\s+)?(?:of|among|in)\s+(?:the|these|those|our)\s+
        (?P<all>{WHOLE_OR_WORD})\s+(?:(?:[\w-]+\s+){{0,2}}?(?:{PERSON})\s+)?
        (?:who|whose|whom|with|without|in\s+whom|evaluable|seen|followed)\b(?!\s+(?:had\s+)?(?:{_LOST}))[^;:]*$""",
    re.IGNORECASE | re.VERBOSE,
)
# "13 of the 17 recovered, whereas 2 died": of the same.
_OF_SAME = re.compile(
    rf"""
        (?:^|[;:,]\s+){WHOLE_OR_WORD}\s+(?:out\s+)?of\s+the\s+(?P<all>{WHOLE_OR_WORD})\s+(?!{PERSON}\b)
        (?:(?!of\b)[^;:,\d(]){{1,70}},?\s+(?:whereas|while|and|but)\s+(?:only\s+)?$""",
    re.IGNORECASE | re.VERBOSE,
)
_OWN_NOUN = re.compile(rf"\s+(?:[\w-]+\s+){{0,2}}?{PERSON}\b|\s+of\b|\s*[-/%]", re.IGNORECASE)


def clause_group(text: str, number: re.Match[str]) -> int | None:
    """Return the size of the group that the clause of a number without a noun begins with, None where it names none."""
    if _OWN_NOUN.match(text, number.end()) is not None:
        return None
    before = text[: number.start()]
    head = _CLAUSE_HEAD.search(before) or _OF_SAME.search(before)
    return None if head is None else read_count(head["all"])


def _whole(before: str) -> int | None:
    of_all = _OF_ALL.search(before)
    if of_all is None or re.match(r"\s*$|\s+(?:in|of)\s+the\s+(?:study|cohort)", of_all["who"]) is None:
        return None
    return read_count(of_all["all"])
