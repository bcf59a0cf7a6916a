"""Does a record report what happened to patients?"""

import re

from evidence.screening.wording import Wording

_HAPPENED = re.compile(
    r"""(?i)\b(?:improv|stabili[sz]|remain|decreas|increas|reduc|relaps|progress|declin|worsen|normali[sz]|recover|persist|
        deteriorat|develop|occur|achiev|die|surviv|experienc|observ|show|demonstrat|found|rose|rise|fell|fall|drop|return|disappear|detect|correlat|associat|tolerat|maintain|was|were|had|has)\w*\b""",
    re.VERBOSE,
)
_MEASURED = re.compile(
    r"""(?i)\d\s?%|\bp\s?[<=>]\s?0?\.\d|\b(?:median|mean)\b|\bsignificant|\bsurvival\b|\bmortality\b|\bdeaths?\b|\bdied\b|\brelaps
      |\bprogress|\bworsen|\bstab|\bremission|\binfect|\bcomplication|\bEDSS\b|\bdisability\b|\badverse\b|\btoxicit|\bNEDA\b|\blesions?\b|\blevels?\b|\breconstitut|\bimprov|\bcells?\b""",
    re.VERBOSE,
)
_RESULT_LABEL = re.compile(r"RESULT|FINDING|OUTCOME|CASE|CONCLUSION")
_AIM_LABEL = re.compile(r"BACKGROUND|INTRODUCTION|OBJECTIVE|AIM|PURPOSE|METHOD|DESIGN|PATIENTS AND|TRIAL REGIST|FUNDING")
_BASELINE = re.compile(r"(?i)\bbaseline (?:characteristics|data|features|demographic)|\bstudy population\b")
_NOT_YET = re.compile(
    r"""(?i)\b(?:will|to)\sbe\s(?:present|report|discuss|analy|publish)\w+|\bresults\sare\s(?:awaited|pending|expected)\b
      |\b(?:recruitment|enrolment|enrollment)\sis\songoing\b""",
    re.VERBOSE,
)
_AIM = re.compile(r"(?i)\b(?:aim|objective|purpose|goal|aimed|sought|hypothes|little is known|to (?:assess|evaluate|determine))\b")


def bears_results(wording: Wording) -> bool:
    """True if a record with patients of its own tells their outcomes. No abstract, baseline only, plans and aims without results: False."""
    if not wording.abstract:
        return False
    if _BASELINE.search(wording.title) or _NOT_YET.search(wording.abstract):
        return False
    return any(_tells_result(label, text) for label, text in wording.sections)


def _tells_result(label: str, text: str) -> bool:
    if _RESULT_LABEL.search(label):
        return bool(_MEASURED.search(text))
    if _AIM_LABEL.search(label):
        return False
    sentences = re.split(r"(?<=[.;])\s+", text)
    return any(_HAPPENED.search(one) and _MEASURED.search(one) and not _AIM.search(one) for one in sentences[1:])
