"""Whose figures a sentence tells: the study's own, those of others, a plan, the state before treatment."""

import re

from evidence.extraction.others import tells_of_others
from evidence.quick import Quick, Quicks

_PLAN = Quick(
    r"""\b(?:will\ be|(?:is|are|was|were)\ planned|planned\ to|sample\ size|statistical\ power|power\ (?:of|to)|
        to\ detect\ (?:a|an)|primary\ (?:end\s?point|outcome)\ (?:is|will)|we\ hypothesi[sz]ed?|hypothesi[sz]ed\ that|
        expected\ to|(?:study|trial|this)\ protocol\ (?:is|requires|describes|was\ approved)|aims?\ to)\b""",
    re.IGNORECASE | re.VERBOSE,
)
# "First events were progression in 11 and relapse in 2": which came first, not how many had each.
_FIRST_EVENTS = Quick(r"\b(?:first|initial|qualifying)\s+(?:events?|failures?)\s+(?:was|were)\b", re.IGNORECASE)
# Advice and wishes, unless the sentence tells a figure of what happened.
_ADVICE = Quick(
    r"\b(?:should|must|ought to|(?:is|are|remain|remains) (?:needed|warranted|required|necessary|recommended))\b",
    re.IGNORECASE,
)
# Whose figures are those of others even among results.
_CITED = Quick(
    r"^(?:(?:in|from) )?(?:previous|prior|earlier|other|historical|published|most|several)(?:ly published)? "
    r"(?:stud|report|series|trial|publication|work|cohort)\w*\b|"
    r"\b(?:in the literature|previously (?:reported|published|described)|reported (?:elsewhere|previously|by others)|"
    r"in (?:previous|earlier|other|published) (?:stud|report|series|trial|cohort)\w*)\b",
    re.IGNORECASE,
)
_HAPPENED = Quick(
    r"\b(?:was|were|had|did|occurred|developed|remained|improved|worsened|died|relapsed|fell|rose|decreased|"
    r"increased|"
    r"showed|achieved|received|experienced|required)\b",
    re.IGNORECASE,
)
# 5%, 2 of 7, P < 0.1, CI, mean age, 0.1; each begins with one sign, which is found at once
_FIGURE = re.compile(
    r"[\dPpCcMm](?:(?<=\d)(?:\s?%|\.\d|(?<=\b\d)\d*(?i: (?:of|out of) )\d)|"
    r"(?<=\b[Pp])\s?[<=>]|(?<=\b[Cc])[Ii]\b|(?<=\b[Mm])(?i:edian|ean) \w)"
)
_CONCLUDING = re.compile(
    r"^(?:in conclusion|we conclude|these (?:results|data|findings)|our (?:results|data|findings)|"
    r"this study (?:shows|demonstrates|suggests|provides)|in summary|conclusions?:|taken together|to conclude|"
    r"overall, "
    r"(?:these|our) (?:results|data|findings))\b",
    re.IGNORECASE,
)
_CRITERIA = Quick(
    r"\b(?:inclusion|exclusion|eligib\w+|selection|entry) criteri\w+|\bcriteria for (?:inclusion|treatment|"
    r"selection)\b",
    re.IGNORECASE,
)


# "We analysed secondary tumours in 212 patients": what was looked at.
_STUDIED = re.compile(
    r"""
        (?:here,?\s+)?we\s+(?:[a-z]+ly\s+|have\s+|also\s+)?(?:
            analy[sz]ed|studied|investigated|assessed|evaluated|examined|reviewed|compared|explored|measured
            |determined
        )\b[^:]*$""",
    re.IGNORECASE | re.VERBOSE,
)


_OTHER_THAN_RESULTS = Quicks((_CRITERIA, _PLAN, _CITED))


def is_own_result(text: str) -> bool:
    """Tell whether a sentence of an abstract without labels can tell a result of this study."""
    return not (tells_of_others(text) or is_no_result(text) or _CONCLUDING.search(text))


def is_no_result(text: str) -> bool:
    """Tell whether a sentence of a results section tells a plan, advice, criteria or figures of others."""
    studied = _STUDIED.match(text)
    if studied is not None and (_FIGURE.search(text) is None or _HAPPENED.search(text) is None):
        return True  # "We examined mortality in 503 patients (RRMS, 68%)"
    if _FIRST_EVENTS.search(text) is not None:
        return True
    return any(told.search(text) is not None for told in _OTHER_THAN_RESULTS.that_may(text)) or _is_advice(text)


def _is_advice(text: str) -> bool:
    told = _HAPPENED.search(text) is not None and _FIGURE.search(text) is not None
    return _ADVICE.search(text) is not None and not told


_DEMOGRAPHIC = Quick(
    r"\b(?:(?:mean|median|average) age|disease duration|age at|aged|(?:were|was) (?:female|male|women|men)\b|"
    r"females?\s*[,:(]|female:male|"
    r"demographic\w*|baseline characteristics|"
    r"(?:groups?|arms|cohorts) (?:were|was) (?:well[ -])?(?:balanced|matched))\b",
    re.IGNORECASE,
)


def is_demographic(text: str) -> bool:
    """Tell whether a sentence describes the patients before treatment: its scores and rates are baseline."""
    return _DEMOGRAPHIC.search(text) is not None


_AT_BASELINE = re.compile(
    r"^(?:at (?:baseline|entry|inclusion|enrol\w+|(?:the time of )?(?:HSCT|AHSCT|aHSCT|ASCT|transplant\w*))|"
    r"before (?:treatment|HSCT|AHSCT|aHSCT|ASCT|transplant\w*)|prior to (?:treatment|HSCT|AHSCT|aHSCT|ASCT|"
    r"transplant\w*)|"
    r"between (?:diagnosis|onset) and|in the (?:year|12 months|two years|2 years) (?:before|prior to|preceding)|"
    r"baseline)\b",
    re.IGNORECASE,
)
_THEN = re.compile(
    r"\b(?:to|after|afterwards|follow-?up|last|later|final|post\w*|thereafter|improv\w+|decreas\w+|fell|"
    r"declin\w+|at \d)\b",
    re.IGNORECASE,
)


def is_before_treatment(text: str) -> bool:
    """Tell whether the whole sentence tells the state before treatment ("At baseline, 67% had elevated NfL.")."""
    match = _AT_BASELINE.match(text)
    return match is not None and _THEN.search(text, match.end()) is None


_PRECEDING = re.compile(
    r"[^.;,]{0,60}\b(?:in|during|over) the (?:(?:\w+ )?(?:\d+ )?(?:months?|years?) (?:preceding|before|prior to)|"
    r"(?:preceding|previous|prior) (?:\w+ )?(?:months?|years?))\b",
    re.IGNORECASE,
)
_BASELINE_BEHIND = re.compile(
    r"\s*\)?\s*(?:[\w-]+\s+){0,3}?(?:at (?:baseline|entry|inclusion|enrol\w+)|before (?:treatment|HSCT|AHSCT|"
    r"transplant\w*|therapy)|"
    r"prior to (?:treatment|HSCT|AHSCT|transplant\w*)|initially|"
    r"before(?:hand)?(?=\s*(?:[,;.)]|$|but\b|and\b)|\s+(?:SCT|ASCT|graft\w*|it)\b))\b",
    re.IGNORECASE,
)
_FROM_TO = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:(?:at|before|in|during|until)\s+[\w-]+\s+)?to\s+(?:[\w-]+\s+){0,2}?\d", re.IGNORECASE
)


_BASELINE_BEFORE = Quick(r"\b(?:at baseline|before (?:treatment|HSCT|AHSCT|transplant\w*)),?\s*$", re.IGNORECASE)
# "Of 149 patients with disability at baseline, 80 (54%) improved": who they were, not when.
_OF_THOSE = re.compile(
    r"\b(?:of|among|in|for)\s[^,;]{0,80}\b(?:with|without|who|had|having)\s[^,;]{0,60}$", re.IGNORECASE
)


_FROM = Quick(r"\bfrom\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE)


def is_from_to(text: str, start: int, end: int) -> bool:
    """Tell whether the figure is what something rose or fell from: "from 72% to 24%"."""
    before = _FROM.search(text[:start])
    return before is not None and _FROM_TO.match(text, end) is not None


def is_baseline(text: str, start: int, end: int) -> bool:
    """Tell whether a figure is the level before treatment: "from 72% to 24%", "3% before transplantation"."""
    if is_from_to(text, start, end):
        return True
    if _BASELINE_BEHIND.match(text, end) is not None or _PRECEDING.match(text, end) is not None:
        return True
    return _BASELINE_BEFORE.search(text[:start]) is not None and _OF_THOSE.search(text[:start]) is None


# A level without any word of time or change is the one before treatment as often as not, and is not read.
_CHANGED = re.compile(
    r"\b(?:after|post\w*|follow-?\s?up|last|final|later|to|improv\w+|decreas\w+|declin\w+|fell|fallen|dropp?\w*|"
    r"reduc\w+|"
    r"chang\w+|worsen\w+|increas\w+|rose|remain\w*|stable|stabili\w+|from|vs|versus|compared|than|gain\w*)\b",
    re.IGNORECASE,
)


def is_told_later(text: str) -> bool:
    """Tell whether the words of the sentence say that its levels are of a time after treatment."""
    return _CHANGED.search(text) is not None
