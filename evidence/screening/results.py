"""Does a record report what happened to patients?"""

import re

from evidence.quick import Quick
from evidence.screening.phrases import any_of
from evidence.screening.wording import Wording

_HAPPENED = any_of(
    r"(?:improv|stabili[sz]|remain|decreas|increas|reduc|relaps|progress|declin|worsen|normali[sz]|recover|"
    r"persist|maintain)",
    r"(?:deteriorat|develop|occur|achiev|die|surviv|experienc|tolerat|rose|rise|fell|fall|drop|return|disappear)",
    r"(?:stay|kept|seen|born|observ|show|demonstrat|found|detect|correlat|associat|was|were|had|has)",
)
_MEASURED = any_of(
    r"\d+(?:\.\d+)? ?%",
    r"p ?[<=>] ?0?\.\d",
    r"(?:median|mean)\b",
    r"(?:significant|surviv|mortality|death|died|relaps|progress|worsen|stab|remission|improv|reconstitut)",
    r"(?:\d+|all|none|no|half|third|\w+teen|one|two|three|four|five|six|seven|eight|nine|ten) (?:of|out of|"
    r"patients?)\b",
    r"in (?:all|none|\d+|half|a third)\b",
    r"(?:declin|deteriorat|counts?\b|engraft|safe\b|born\b|menses|menstru|pregnan|fertil|autoimmun|antibod|"
    r"titre|titer|atrophy|volume|fatigue|quality of life|cognit)",
    r"(?:infect|reactivat|complication|adverse|toxicit|disability|lesion|levels?\b|cells?\b|EDSS\b|NEDA\b)",
)
_SHARE = any_of(r"\d+ (?:of|out of) (?:the )?\d+ (?:\w+ ){0,3}(?:patients|participants|women|men|people)")
_RESULT_LABEL = Quick(r"RESULT|FINDING|OUTCOME|CASE|CONCLUSION")
_AIM_LABEL = re.compile(
    r"BACKGROUND|INTRODUCTION|OBJECTIVE|AIM|PURPOSE|METHOD|DESIGN|PATIENTS AND|TRIAL REGIST|FUNDING"
)
_BASELINE = any_of(r"baseline (?:characteristics|data|features|demographic)", r"study population\b")
_NOT_YET = any_of(
    r"(?:will|to) be (?:present|report|discuss|analy|publish)",
    r"results are (?:awaited|pending|expected)\b",
    r"(?:recruitment|enroll?ment) is ongoing\b",
)
_AIM = any_of(
    r"(?:aim|objective|purpose|goal|aimed|sought)\b",
    r"hypothes",
    r"little is known\b",
    r"to (?:assess|evaluate|determine)\b",
)


def bears_results(wording: Wording) -> bool:
    """True if a record with patients of its own tells their outcomes.

    Without an abstract, with the baseline alone, with plans or aims but no results it is False.
    """
    if not wording.abstract or _BASELINE.search(wording.title) or _NOT_YET.search(wording.abstract):
        return False
    return any(_tells_result(label, text) for label, text in wording.sections)


def _tells_result(label: str, text: str) -> bool:
    if _RESULT_LABEL.search(label):
        return _MEASURED.search(text) is not None
    if _AIM_LABEL.search(label):
        return False
    first, *later = re.split(r"(?<=[.;]) ", text)
    if _SHARE.search(first):  # else the first sentence says what is known from others
        return True
    return any(_HAPPENED.search(one) and _MEASURED.search(one) and not _AIM.search(one) for one in later)
