"""Whether a number of a score is the level before treatment, alone or in a list of numbers."""

import re

from evidence.extraction.numbers import DECIMAL
from evidence.extraction.score_text import GROUP_SIGN, TIME_SIGN, TO, ScoreText
from evidence.quick import Quick

_NUMBER = rf"(?:[-+]\s?)?{DECIMAL}"
_UNIT = r"(?:\s*-?(?:points?|[pn]g/m?[lL]|pmol/[lL]|m?I?U/m?[lL]|%(?:\s?(?:/|per)\s?y\w*)?))?"
_TIED = rf"(?:\s*(?:at|in|with|after|for|on)\s+(?:the\s+)?[{TIME_SIGN}{GROUP_SIGN}]+(?:\s+(?:group|arm|patients))?)?"
# "by 0.71 and | 0.73", "to 0.06 at 1 year and | 0.09": the numbers of a list share what stands before the first.
_LISTED = re.compile(
    rf"""
        {_NUMBER}{_UNIT}{_TIED}\s*
        (?:,?\s*\band\b|,|\bor\b|\bvs\b\.?|\bv\b\.?|\bversus\b|\bagainst\b|\bcompared\s+(?:with|to)\b)\s*
        (?:(?:at|in|with|after|for|to|by)\s+)?(?:the\s+)?[{TIME_SIGN}{GROUP_SIGN}]*\s*(?:was\s+)?$""",
    re.VERBOSE,
)
_TREATED = rf"(?:{GROUP_SIGN}+|transplant\w*|treatment|therapy|treatment\s+\w+|initiation|infusion|conditioning)"
BEFORE = (
    rf"(?:(?:at|before|prior\ to)\s+(?:the\s+)?(?:study\s+)?(?:baseline|entry|inclusion|enrol\w+|screening|diagnosis)|"
    rf"(?:before|prior\s+to|preceding)\s+(?:the\s+)?{_TREATED}|"
    rf"(?:at|at\s+the\s+time\s+of)\s+(?:the\s+)?(?:{GROUP_SIGN}+|transplant\w*)|"
    rf"pre-?\s?(?:{GROUP_SIGN}+|transplant\w*|treatment|therapy|HSCT)|beforehand|at\s+study\s+entry|before\b|"
    rf"to\s+begin\s+with|to\s+start\s+with|at\s+the\s+(?:outset|start|beginning)|at\s+first|"
    rf"(?:in|during|over|for)\s+the\s+(?:\S+\s+){{0,3}}?(?:preceding|previous|prior(?:\s+to)?|before)\b|"
    rf"(?:in|during|over)\s+the\s+(?:preceding|previous|prior)\b)"
)
_BEHIND = re.compile(
    rf"{_UNIT}\s*[)\]]?\s*(?:(?:relapses?\s+)?(?:per|/)\s?(?:patient-?\s?|person-?\s?)?years?\s+)?{BEFORE}",
    re.IGNORECASE,
)
_SUBJECTS_BEHIND = re.compile(
    rf"{_UNIT}\s+(?:for|in)\s+(?:the\s+)?(?:[\w{GROUP_SIGN}-]+\s+){{1,5}}?(?:in|during|over)\s+the\s+"
    rf"(?:preceding|previous|prior)\b",
    re.IGNORECASE,
)
_TO_NUMBER = re.compile(
    rf"""
        {_UNIT}\s*(?:[(\[][^()\[\]]*[)\]]\s*)?(?:(?:at|before)\s+[\w{GROUP_SIGN}{TIME_SIGN}-]+\s+)?
        (?:[\w-]+ly\s+)?(?:
            (?:changed|improved|decreased|fell|dropped|declined|rose|increased|worsened|went)\s+
            (?:[\w{GROUP_SIGN}-]+\s+)?
        )?{TO}\s*(?:only\s+|just\s+|about\s+)?(?:an?\s+)?(?:(?:mean|median|average)\s+)?(?:EDSS\s+)?(?:of\s+)?
        {_NUMBER}""",
    re.IGNORECASE | re.VERBOSE,
)
_FROM = re.compile(r"\bfrom\s+(?:(?!to\b)[^\s.;,\d]+\s+){0,7}?[(\[]?\s*$", re.IGNORECASE)
# "patients whose EDSS had worsened from 2.9 to 6.2": what had befallen them when they came.
_HAD = Quick(
    r"""
        \b(?:in\s+whom|who|whose)\b[^;]*\bhad\s+(?:\w+ly\s+)?
        (?:worsened|deteriorated|risen|increased|progressed|climbed)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_CUE = Quick(
    rf"\b(?:baseline|initial(?!ly)|pre-?\s?(?:{GROUP_SIGN}+|transplant\w*|treatment|therapy|HSCT)|(?:at\s+)?"
    rf"(?:enrol\w+|inclusion|study\s+entry|screening)|{BEFORE[3:-1]})",
    re.IGNORECASE,
)
_ONLY_REFERENCE = re.compile(
    r"""
        \b(?:from|since|versus|vs\.?|compared\s+(?:with|to)|relative\s+to|against|to|than|of)\s+
        (?:the\s+|their\s+|its\s+)?(?:study\s+)?(?:baseline|pre-?treatment|pre-?transplant\w*)
        (?:\s+(?:levels?|values?|scores?))?(?!\s*(?:\(?\s*\d|(?:median|mean)|of\b|EDSS\b))""",
    re.IGNORECASE | re.VERBOSE,
)
_LATER = Quick(
    rf"\b(?:to|after|post\w*|following|last|final|follow-?\s?up|improv\w+|decreas\w+|declin\w+|dropp\w+|fell|rose|"
    rf"reduc\w+|increas\w+|chang\w+|thereafter|subsequent\w*|at\s+{TIME_SIGN}+)|{TO}",
    re.IGNORECASE,
)
_LONGEST = 12  # numbers in a list
_REACH = 120  # signs from one number of a list to the next
_FAR = 400  # signs from the words for the time before to their number


def head_of(scored: ScoreText, start: int, place: int) -> str:
    """Return the words from `start` before the number at `place`, or before the list of numbers that holds it."""
    end = place
    for _ in range(_LONGEST):
        listed = _LISTED.search(scored.bare, max(start, end - _REACH), end)
        if listed is None:
            break
        end = listed.start()
    return scored.bare[start:end]


def is_baseline(scored: ScoreText, start: int, match: re.Match[str], head: str) -> bool:
    """Tell whether the number is the level before treatment; start: where its part of the sentence begins."""
    bare, end = scored.bare, match.end()
    if _is_listed_with_baseline(bare, match, head):
        return len(head) == match.start() - start
    if _BEHIND.match(bare, end) is not None or _SUBJECTS_BEHIND.match(bare, end) is not None:
        return True
    if _FROM.search(_of_others(head[-_REACH:])) is not None or _HAD.search(head) is not None:
        return True
    if _TO_NUMBER.match(bare, end) is not None and BY.search(head) is None:
        return True
    if _list_before(bare, end) or (_BEFORE_AND_AFTER.search(head) and _NEXT.match(bare, end)):
        return True
    words = _of_others(bare[max(start, match.start() - _FAR) : match.start()])
    cues = list(_CUE.finditer(words))
    return bool(cues) and _LATER.search(words, cues[-1].end()) is None


_WITH_CUE = Quick(rf"{_NUMBER}(?:{_BEHIND.pattern}|{_SUBJECTS_BEHIND.pattern})", re.IGNORECASE)


def _of_others(words: str) -> str:
    """Return the words without "from baseline", and without "4.5 at baseline", whose cue is that of its own number."""
    for pattern in (_ONLY_REFERENCE, _WITH_CUE):
        words = pattern.sub(lambda found: " " * len(found.group()), words)
    return words


_NEXT = re.compile(rf"{_UNIT}\s*(?:,?\s*\band\b|,|\bvs\b\.?|\bv\b\.?|\bversus\b)\s*{_NUMBER}", re.IGNORECASE)


def _list_before(bare: str, place: int) -> bool:
    """Tell whether a list of numbers ends with words for the time before ("2.0 and 1.7 vs 1.4 at baseline")."""
    last = _list_end(bare, place)
    return last > place and _BEHIND.match(bare, last) is not None


def _list_end(bare: str, place: int) -> int:
    """Return the end of the last number of the list that goes on at `place`, `place` where none does."""
    for _ in range(_LONGEST):
        more = _NEXT.match(bare, place)
        if more is None:
            break
        place = more.end()
    return place


# "22.8, 11.0 and 8.9 at baseline, 12 and 24 months": the first of the list is the one before treatment.
_BASELINE_LIST = (
    rf"\bat\s+baseline\s*(?:,|,?\s*and)\s*(?:at\s+)?"
    rf"(?:{TIME_SIGN}+|\d+(?:\s*(?:,|and|,\s*and)\s*\d+)*\s*(?:month|year|week))"
)
_LISTED_BEFORE = re.compile(rf"{_BASELINE_LIST}[^\d;]*$", re.IGNORECASE)
_LISTED_BEHIND = re.compile(rf"{_UNIT}\s*[)\]]?\s*{_BASELINE_LIST}", re.IGNORECASE)


def _is_listed_with_baseline(bare: str, match: re.Match[str], head: str) -> bool:
    """Tell whether the number is one of a list whose times are the baseline and later ones."""
    place = _list_end(bare, match.end())
    several = place > match.end() or len(head) < match.start()
    return several and (_LISTED_BEFORE.search(head) is not None or _LISTED_BEHIND.match(bare, place) is not None)


_BEFORE_AND_AFTER = Quick(
    rf"""
        \b(?:before|pre-?\s?[\w{GROUP_SIGN}]*)\s+and\s+(?:[\w{GROUP_SIGN}{TIME_SIGN}]+\s+){{0,2}}?
        (?:after|post\w*)\b[^\d,;]*$""",
    re.IGNORECASE | re.VERBOSE,
)
BY = re.compile(
    r"""
        \bby\s+(?:only\s+|just\s+|about\s+|approximately\s+)?(?:an?\s+)?
        (?:(?:[\w-]+\s+){0,3}?(?:mean|median|average)\s+)?(?:of\s+)?$""",
    re.IGNORECASE | re.VERBOSE,
)
