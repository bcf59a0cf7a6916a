"""Does a record report patients of its own?"""

import re

from evidence.screening.wording import Wording

_WORD_NUMBER = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred"
)
_PEOPLE = (
    "patients?|subjects?|individuals?|participants?|wom[ae]n|m[ae]n|males?|females?|girls?|boys?|children|child|adults?|"
    "adolescents?|cases?|persons?|people|recipients?|transplants?|survivors?"
)
# "74 patients", "twenty-four RRMS participants", "all 19 MS patients", "507 consecutive patients"
_COUNTED = re.compile(
    rf"(?i)\b(?:\d{{1,3}}(?:,\d{{3}}|\d)?|(?:{_WORD_NUMBER})(?:-(?:{_WORD_NUMBER}))?)\s(?:[\w+/-]+\s){{0,5}}?(?:{_PEOPLE})\b"
)
_PATIENT_AGED = re.compile(r"(?i)\b\d{1,2}[- ]years?[- ]old\b")
_SAMPLE = re.compile(r"\(?\b[nN] ?= ?\d+")
# "more than 2,000 patients have been treated worldwide" is nobody's study
_WORLD = re.compile(
    r"""(?i)\b(?:worldwide|around\sthe\sworld|to\sdate|in\sthe\sliterature|published|have\sbeen\s(?:\w+ly\s)?(?:treated|transplanted|
        reported|performed)|estimated|(?:more\sthan|over|approximately|about|nearly)\s\d[\d,]*\s(?:\w+\s){0,3}?(?:patients|people|persons))\b""",
    re.VERBOSE,
)
# What the authors did with patients, samples or images of theirs; and what patients of a study undergo in its methods.
_DONE = re.compile(
    r"""(?i)\bwe\s(?:\w+ly\s)?(?:have\s)?(?:treated|studied|analy[sz]ed|investigated|assessed|evaluated|examined|
        measured|compared|collected|followed|enrolled|recruited|transplanted|included|observed|monitored|tested|
        report(?:ed)?\s(?:on\s)?(?:a|an|the|our|\d+)|performed\sa\s(?!meta|systematic)|identified\s\w+\spatients|
        determined|characteri[sz]ed|modell?ed|estimated|sequenced|autografted|retrospectively|prospectively)\b
      |\b(?:patients|participants|subjects|individuals|cases)\s(?:\w+\s){0,4}?were\s(?:\w+ly\s)?(?:treated|enrolled|recruited|
        included|evaluated|followed|analy[sz]ed|studied|selected|transplanted|monitored|assessed|examined|identified|random\w+)\b
      |\b(?:samples|data|sera|serum|blood|fluid|cells|images|scans)\s(?:\w+\s){0,6}?(?:was|were)\s(?:\w+ly\s)?(?:analy[sz]ed|
        collected|obtained|measured|taken|acquired|retrieved|assessed|compared|extracted)\b
      |\b(?:aim|objective|purpose|goal)s?\b.{0,40}\bto\s(?:evaluate|assess|investigate|determine|examine|describe|analy[sz]e|study|
        explore|compare|measure|report)\b
      |\bwe\s(?:therefore\s|thus\s|here\s)?(?:aimed|sought|set\sout|wanted|hypothesi[sz]ed|asked)\b
      |\b(?:this|our|the\s(?:present|current))\s(?:\w+\s){0,3}?study\s(?:\w+ly\s)?(?:evaluat|assess|investigat|examin|report|describ|compar|
        analy[sz]|outlin|aim|explor|address|determin|includ|was|show|demonstrat)\w*
      |\bwe\s(?:here\s)?(?:describe|present|report|show|found|demonstrate)d?\b(?!\s(?:the\s|an?\s)?(?:current|available|literature|evidence|
        rationale|mechanism|history|overview|summary|review|published|recent|update|perspective|framework|recommend|state))      |\b(?:median|mean)\s(?:duration\sof\s)?follow[- ]?up\b|\bour\s(?:patients?|experience|cohort|series)\b|\b(?:in|at)\sour\s(?:cent(?:er|re)|institution|hospital)\b""",
    re.VERBOSE,
)
_DATA_LABELS = re.compile(
    r"""RESULTS?\b|(?<!RECENT\ )FINDINGS\b|PATIENTS?\b|SUBJECTS\b|METHODS?\b|PARTICIPANTS\b|CASE\b|OBJECTIVES?\b|AIMS?\b|DESIGN\b
      |^PURPOSE$|INTERVENTIONS?\b|OUTCOME""",
    re.VERBOSE,
)
# A title that itself tells of patients: all that a record without abstract has.
_TITLE_TELLS = re.compile(
    r"""(?i)\bcase\s(?:report|series)\b|\bphase\s(?:I|1|2)|\bpilot\s(?:study|trial)|\bour\sexperience|\bresults\s(?:of|from|in)\b
      |\bin\s\d+\s(?:\w+\s){0,3}patients|\bcohort\b|\brandomi[sz]ed\b(?!\s(?:\w+\s)?trials\b)|\bretrospective|\bprospective""",
    re.VERBOSE,
)
_PROFESSIONALS = re.compile(
    r"""(?i)\b(?:neurologists|physicians|clinicians|doctors|ha?ematologists|nurses|specialists|professionals|experts|members|
        cent(?:er|re)s\swere\s(?:asked|surveyed|invited))\b""",
    re.VERBOSE,
)
_DATA_TYPES = {
    "case reports", "clinical trial", "clinical trial, phase i", "clinical trial, phase ii", "observational study",
    "clinical trial, phase iii", "randomized controlled trial", "controlled clinical trial", "multicenter study",
}  # fmt: skip
_COMMENT_TYPES = {"editorial", "comment", "news", "published erratum", "retraction of publication"}


def reported_patients(wording: Wording) -> str | None:
    """Return the words that tell of patients of this record's own, None where there are none.

    Reviews count other people's patients: the design must have been read before.
    """
    if not wording.abstract:
        return _told_without_abstract(wording)
    return studied_patients(wording) or _counted_patients(wording)


def studied_patients(wording: Wording) -> str | None:
    """Return the words that tell what was done with patients, firmer than a mere number of them; None without such."""
    for pattern in (_PATIENT_AGED, _DONE):
        found = pattern.search(wording.abstract)
        if found:
            return found[0]
    return next((label for label, _ in wording.sections if _DATA_LABELS.search(label)), None)


def asks_professionals(wording: Wording) -> bool:
    """True if a survey asks those who treat, not those who were treated."""
    return bool(_PROFESSIONALS.search(wording.text))


def _counted_patients(wording: Wording) -> str | None:
    for sentence in wording.sentences:
        found = _COUNTED.search(sentence) or _SAMPLE.search(sentence)
        if found and not _WORLD.search(sentence):
            return found[0]
    return None


def _told_without_abstract(wording: Wording) -> str | None:
    if wording.types & _COMMENT_TYPES:
        return None
    found = _TITLE_TELLS.search(wording.title)
    if found:
        return found[0]
    typed = sorted(wording.types & _DATA_TYPES)
    return f"publication type {typed[0]}" if typed else None
