"""Does a record report patients of its own?"""

import re

from evidence.screening.phrases import COUNTED_PEOPLE, any_of
from evidence.screening.wording import Wording

_WORD_NUMBER = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred"
)
# A number of people, as in "74 patients", "twenty-four RRMS participants", "507 consecutive patients" or (n = 12).
_COUNTED = any_of(
    rf"\d{{1,3}}(?:,\d{{3}}|\d)? (?:[\w+/-]+ ){{0,5}}?{COUNTED_PEOPLE}\b",
    rf"(?:{_WORD_NUMBER})(?:-(?:{_WORD_NUMBER}))? (?:[\w+/-]+ ){{0,5}}?{COUNTED_PEOPLE}\b",
    r"n ?= ?\d+",
)
# A result with its base, or a measure of this study: what reviews seldom say without naming whose it is.
_RESULT = any_of(
    rf"(?:\d+|(?:{_WORD_NUMBER})(?:-(?:{_WORD_NUMBER}))?) of (?:the |our )?\d+\b",
    rf"(?:\d+|(?:{_WORD_NUMBER})(?:-(?:{_WORD_NUMBER}))?) (?:pairs|eyes|samples|grafts)\b",
    r"before and after [^.]{0,60}\bin \d+\b",
    r"p ?[<=] ?0?\.\d",
    r"primary (?:end-? ?point|outcome) (?:was|of)\b",
)
_OF_OTHERS = any_of(r"(?:stud(?:y|ies)|trials?|series|cohorts?|colleagues|et al|reported|published|literature)\b")
# "More than 2,000 patients have been treated worldwide" is nobody's study.
_WORLD = any_of(
    r"(?:worldwide|around the world|to date|in the literature|published|estimated)\b",
    r"have been (?:\w+ly )?(?:treated|transplanted|reported|performed)\b",
    r"(?:more than|over|approximately|about|nearly) \d[\d,]* (?:\w+ ){0,3}?(?:patients|people|persons)\b",
)
_STUDIED = (
    r"(?:treated|matched|audited|reviewed|sampled|enrolled|recruited|included|evaluated|followed|analy[sz]ed|"
    r"studied|selected|transplanted|"
    r"monitored|assessed|"
    r"examined|identified|random\w+)"
)
_MEASURED = (
    r"(?:investigated|evaluated|assessed|analy[sz]ed|examined|measured|compared|determined|quantified|monitored|"
    r"collected|"
    r"obtained|taken|acquired|retrieved|extracted)"
)
_ASK = r"(?:evaluate|assess|investigate|determine|examine|describe|analy[sz]e|study|explore|compare|measure|report)"
_NOT_OWN = (
    r"(?! (?:the |an? )?(?:current|available|literature|evidence|rationale|mechanism|history|overview|summary|review|"
    r"published|recent|update|perspective|framework|recommend|state))"
)
# What the authors did with patients, samples or images of theirs.
_DONE = any_of(
    r"we (?:\w+ly )?(?:have )?(?:treated|studied|analy[sz]ed|investigated|assessed|evaluated|examined|measured|"
    r"compared|"
    r"collected|followed|enrolled|recruited|transplanted|included|observed|monitored|tested|determined|"
    r"characteri[sz]ed|"
    r"modell?ed|estimated|sequenced|autografted|retrospectively|prospectively)\b",
    r"we (?:here )?(?:have )?(?:describe|present|report|show|found|demonstrate)(?:d|ed)?\b" + _NOT_OWN,
    r"we (?:have )?performed a (?!meta|systematic)",
    r"we identified \w+ patients\b",
    r"(?:were|was) random(?:ly|i[sz]ed)\b",
    r"we (?:therefore |thus |here )?(?:aimed|sought|set out|wanted|hypothesi[sz]ed|asked)\b",
    rf"(?:patients|participants|subjects|individuals|cases|adults|people|persons|women|men|children) "
    rf"(?:[\w-]+ ){{0,8}}?were (?:\w+ly )?{_STUDIED}\b(?![^.]*\b(?:worldwide|around the world|to date))",
    r"(?:patient|woman|man|girl|boy)\b[^.]{0,80}\b(?:were|was) (?:treated|given|transplanted)\b",
    r"we (?:\w+ly )?review(?:ed)? (?:all|our|\d+|consecutive|"
    r"(?:the )?(?:medical |clinical )?(?:charts|records|files))\b",
    rf"(?:was|were) (?:\w+ly )?{_MEASURED}\b",
    rf"(?:aim|objective|purpose|goal)s?\b.{{0,40}}\bto {_ASK}\b",
    r"(?:this|our|the (?:present|current)) (?:\w+ ){0,3}?study (?:\w+ly )?(?:evaluat|assess|investigat|examin|"
    r"report|describ|"
    r"compar|analy[sz]|outlin|aim|explor|address|determin|includ|was|show|demonstrat)\w*",
    r"(?:this|the present|our|a) (?:\w+ ){0,2}?(?:retrospective|prospective|observational|cross-sectional|"
    r"longitudinal|"
    r"single-cent\w+|multi-?cent\w+) (?:[\w-]+ ){0,3}?(?:study|analysis|cohort|evaluation|survey|trial)\b",
    r"this (?:article|paper|report|work) (?:describes|presents|reports)\b.{0,80}\b(?:outcomes?|patients|cases?|"
    r"results|experience)\b",
    r"(?:median|mean) (?:duration of )?follow[- ]?up\b",
    r"(?:patients|participants|women|men|people|respondents) (?:\w+ly )?(?:completed|answered|filled|returned|"
    r"were tested)\b",
    r"survey of (?:[\w-]+ ){0,3}?(?:patients|women|men|people|persons|recipients|adults)\b",
    r"(?:filled in|filled out|answered|completed) (?:an?|the) (?:[\w-]+ ){0,3}?(?:survey|questionnaire)\b",
    r"our (?:patients?|experience|cohort|series)\b",
    r"(?:in|at) our (?:cent(?:er|re)|institution|hospital)\b",
    r"\d{1,2}[- ]?(?:years?|yrs?|y)[- /]?(?:old|o)\b",
)
_DATA_LABELS = re.compile(
    r"RESULTS?\b|(?<!RECENT )FINDINGS\b|PATIENTS?\b|SUBJECTS\b|METHODS?\b|PARTICIPANTS\b|CASE\b|OBJECTIVES?\b|AIMS?\b"
    r"|DESIGN\b|^PURPOSE$|INTERVENTIONS?\b|OUTCOME"
)
# A title that itself tells of patients: all that a record without abstract has.
_TITLE_TELLS = any_of(
    r"case (?:report|series)\b",
    r"phase (?:I|1|2)",
    r"pilot (?:study|trial)",
    r"our experience",
    r"results (?:of|from|in)\b",
    r"in \d+ (?:\w+ ){0,3}patients",
    r"cohort\b",
    r"\d{1,2}[- ]years?[- ]old\b",
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten) (?:\w+ ){0,3}?(?:patients|cases|women|men|children)\b",
    r"randomi[sz]ed\b(?! (?:\w+ )?trials\b)",
    r"(?:retro|pro)spective",
)
_DATA_TYPES = {
    "case reports", "clinical trial", "clinical trial, phase i", "clinical trial, phase ii", "observational study",
    "clinical trial, phase iii", "randomized controlled trial", "controlled clinical trial", "multicenter study",
}  # fmt: skip
_COMMENT_TYPES = {"editorial", "comment", "news", "published erratum", "retraction of publication"}
_COMMENT_TITLE = re.compile(
    r"(?i)^\W*(?:corrigendum|correction|erratum|addendum|reply|re:|in reply|response to|comment|commentary|"
    r"editorial|letter|"
    r"author'?s'? (?:response|reply)|retraction|expression of concern)\b"
)
_PROFESSIONALS = any_of(
    r"(?:neurologists|physicians|clinicians|doctors|ha?ematologists|nurses|specialists|professionals|experts|"
    r"members)\b",
    r"cent(?:er|re)s were (?:asked|surveyed|invited)\b",
)


def reported_patients(wording: Wording) -> str | None:
    """Return the words that tell of patients of this record's own, None where there are none.

    Reviews count other people's patients: the design must have been read before.
    """
    if not wording.abstract:
        return _told_without_abstract(wording)
    return _counted_patients(wording) or studied_patients(wording) or _told_results(wording)


def studied_patients(wording: Wording) -> str | None:
    """Return the words that tell what was done with patients, firmer than a mere number of them; None without such."""
    found = _DONE.search(wording.abstract)
    if found:
        return found[0]
    return next((label for label, _ in wording.sections if _DATA_LABELS.search(label)), None)


def asks_professionals(wording: Wording) -> bool:
    """True if a survey asks those who treat, not those who were treated."""
    return bool(_PROFESSIONALS.search(wording.text))


def _counted_patients(wording: Wording) -> str | None:
    for sentence in wording.sentences:
        found = _COUNTED.search(sentence)
        if found and not _WORLD.search(sentence):
            return found[0]
    return None


def _told_results(wording: Wording) -> str | None:
    """Return the result, or the words of the title, that tell of patients whom the text does not introduce."""
    if wording.types & _COMMENT_TYPES or _COMMENT_TITLE.search(wording.title):
        return None
    for sentence in wording.sentences:
        found = _RESULT.search(sentence)
        if found and not _WORLD.search(sentence) and not _OF_OTHERS.search(sentence):
            return found[0]
    told = _TITLE_TELLS.search(wording.title)
    return told[0] if told else None


def _told_without_abstract(wording: Wording) -> str | None:
    if wording.types & _COMMENT_TYPES or _COMMENT_TITLE.search(wording.title):
        return None
    found = _TITLE_TELLS.search(wording.title)
    if found:
        return found[0]
    typed = sorted(wording.types & _DATA_TYPES)
    return f"publication type {typed[0]}" if typed else None
