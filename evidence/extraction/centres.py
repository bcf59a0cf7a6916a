"""How many centres the patients are from, and in which years they were treated."""

import re

from evidence.extraction.numbers import COUNT, count_places, read_count
from evidence.extraction.text import BACKGROUND, CONCLUSIONS, Sentence
from evidence.quick import Quick, Quicks

_PLACE = r"(?:cent(?:er|re)s?|sites?|hospitals?|institutions?|institutes?|clinics?|units?|departments?)"
_KIND = (
    r"(?:(?:[A-Z][\w-]+|transplant\w*|neurolog\w+|academic|tertiary|university|referral|participating|MS|"
    r"multiple sclerosis|"
    r"specialist|specialised|specialized|study|clinical|different|medical|hospital|care|expert|EBMT|of|the|BMT|"
    r"HSCT|AHSCT|"
    r"accredited|public|European|treatment)\s+){0,4}?"
)
_MANY = Quick(rf"(?P<n>{COUNT})\s+{_KIND}{_PLACE}\b(?!-)", at=count_places)
_SINGLE = Quick(
    r"\b(?:(?:single|one|mono)[\s-]*(?:cent(?:er|re|ric)|institution\w*|site)|monocent\w+|"
    r"(?:at|in|from) (?:our|one|a single|a) (?:\w+ ){0,2}?(?:cent(?:er|re)|institution|hospital)\b|our cent(?:er|"
    r"re))\b",
    re.IGNORECASE,
)
_TWO = Quick(r"\b(?:bi-?cent(?:er|re|ric)|(?:two|dual)[\s-]cent(?:er|re))\b", re.IGNORECASE)
_THREE = Quick(r"\b(?:tri-?cent(?:er|re|ric)|three[\s-]cent(?:er|re))\b", re.IGNORECASE)
# "Sites" and "units" are of lesions and of blood as well: there patients must be named, or treatment.
_BARE = re.compile(r"(?:sites?|units?|clinics?|departments?)$", re.IGNORECASE)
_PEOPLE = re.compile(
    r"(?i)\b(?:patients|participants|people|pw\w*MS|enrol\w*|recruit\w*|transplant\w*|treated|conducted|trial|study)\b"
)
_FIRST_YEAR = 1900  # what is not less is a year
_AHEAD = re.compile(
    r"\b(?:in|at|from|by|of|across|among|involving|and|with|to|recruited|participating|were|,|\()\s*(?:the\s+|"
    r"all\s+|over\s+)?$",
    re.IGNORECASE,
)


def find_centres(sentences: tuple[Sentence, ...]) -> int | None:
    """Return the number of centres told of the study's own patients, 1 for "single-centre"; None if not told.

    "Multicentre" alone gives no number, and the centres that earlier studies had are told in the background.
    """
    for sentence in sentences:
        if not _may_tell(sentence):
            continue
        count = _centres(sentence.text)
        if count is not None:
            return count
    return None


_NAMED = {_TWO: 2, _THREE: 3, _SINGLE: 1}
_NAMES = Quicks(_NAMED)


def _centres(text: str) -> int | None:
    for match in _MANY.finditer(text):
        count = read_count(match["n"])
        told = _BARE.search(match.group()) is None or _PEOPLE.search(text) is not None
        if told and count is not None and 0 < count < _FIRST_YEAR and _AHEAD.search(text[: match.start()]) is not None:
            return count
    told_as = (_NAMED[pattern] for pattern in _NAMES.that_may(text) if pattern.search(text) is not None)
    return next(told_as, None)


def _may_tell(sentence: Sentence) -> bool:
    if sentence.kind == CONCLUSIONS:
        return False
    return sentence.kind != BACKGROUND or sentence.start == 0 or _own(sentence.text)


def _own(text: str) -> bool:
    return (
        re.search(r"\b(?:we|our|this (?:\w+ ){0,2}(?:study|article|trial|report))\b", text, re.IGNORECASE) is not None
    )


_YEAR = r"(?:19[89]|20[0-4])\d"
_MONTH = (
    r"(?:(?:\d{1,2}(?:st|nd|rd|th)?(?:\s+(?:of\s+)?|-))?[A-Z][a-z]{2,8}\.?(?:,?\s+|-)(?:\d{1,2}(?:st|nd|rd|"
    r"th)?,?\s+)?(?:of\s+)?)?"
    r"(?:\d{1,2}/(?:\d{1,2}/)?)?"
)
_YEARS = re.compile(
    rf"(?P<lead>\b(?:between|from|in|during|period|of|over|years?|treated|transplanted|enrolled|included|"
    rf"recruited)\s+|,\s*|\(\s*)?"
    rf"(?:the\s+)?(?:period\s+|years?\s+)?(?:from\s+|of\s+|between\s+)?{_MONTH}(?P<first>{_YEAR})"
    rf"\s*(?:,\s*)?(?:and|to|until|till|through|-|/)\s*(?:the end of\s+|early\s+|late\s+|"
    rf"mid-?)?{_MONTH}(?P<last>{_YEAR})\b"
)
# Years of a search of the literature, or of other people's patients.
_SEARCHED = Quick(
    r"\b(?:search\w*|PubMed|MEDLINE|Embase|published|publication|literature|worldwide|globally)\b", re.IGNORECASE
)
_TREATED = re.compile(
    r"\b(?:transplant\w*|autograft\w*|treat\w*|enrol\w*|includ\w*|recruit\w*|underw\w+|undergo\w+|receiv\w+|"
    r"perform\w+|"
    r"patients|participants|HSCT|AHSCT|ASCT|cohort|data|registered|reported|consecutive|pwMS|study|conducted)\b",
    re.IGNORECASE,
)


# "Deaths were restricted to the period 1995-2000": the years of what happened.
_OF_EVENTS = re.compile(
    r"\b(?:restricted|confined|limited)\s+(?:to\s+)?[^.;]{0,30}$|\b(?:mortality|deaths?|died|TRM)\b[^.;,]{0,40}$",
    re.IGNORECASE,
)


def find_inclusion_years(sentences: tuple[Sentence, ...], *, pooled: bool = False) -> tuple[int, int] | None:
    """Return the range of years in which the study's own patients were treated or included, the first that is told.

    pooled: a review, whose years are those of the literature it searched.
    """
    for sentence in sentences:
        if ("19" not in sentence.text and "20" not in sentence.text) or not _may_tell(sentence):
            continue
        if _SEARCHED.search(sentence.text) is not None and not pooled:
            continue
        for match in _YEARS.finditer(sentence.text):
            first, last = int(match["first"]), int(match["last"])
            if _OF_EVENTS.search(sentence.text[max(0, match.start() - 60) : match.start()]) is not None:
                continue
            if first <= last and (sentence.start == 0 or _TREATED.search(sentence.text) is not None):
                return first, last
    return None
