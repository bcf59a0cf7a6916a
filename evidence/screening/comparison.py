"""Does a study compare the treatment with another one?"""

import re

from evidence.screening.screener import Screener
from evidence.screening.wording import Wording

_VERSUS = r"(?:versus|vs\.?|compared\s(?:with|to)|in\scomparison\s(?:with|to)|superior\sto|over|than|against|or|and)"
_COMPARING_TITLE = re.compile(r"(?i)\bversus\b|\bvs\b|\bcompar(?:ison|ative|ed|ing)|\bsuperior to\b")
_NOT_TREATMENTS = re.compile(r"(?i)\bhealthy\b|\bcontrols?\b(?! group)|\bsiblings\b")
# Groups by treatment: "treated with either A or B", "matched", "propensity score", "the A group ... the B group".
_BY_TREATMENT = re.compile(
    r"""(?i)\bpropensity\b|\bmatched\s(?:\w+\s){0,3}?(?:study|cohorts?|patients|analysis|controls?\streated)
      |\b(?:inverse\sprobability|cardinality\smatching)|\btreated\s(?:\w+\s)?either\b|\bcomparative\s(?:\w+\s)?(?:effectiveness|treatment|study)
      |\bcompared\s(?:with|to)\s(?:\w+\s){0,4}?(?:disease-modifying|DMTs?\b|best\savailable|standard|conventional\s(?:treat|therap))
      |\b(?:disease-modifying\s(?:treatment|therap\w+|drugs?)|DMTs?)[- ](?:treated\s)?(?:group|arm|cohort)""",
    re.VERBOSE,
)


def compares_treatments(wording: Wording, screener: Screener) -> bool:
    """True if patients of this study had different treatments and are compared by them.

    Healthy people, courses of the disease and patients before and after are no comparison of treatments.
    """
    if _title_compares(wording.title, screener):
        return True
    return bool(_BY_TREATMENT.search(wording.abstract)) or _rival_group(wording, screener)


def _title_compares(title: str, screener: Screener) -> bool:
    if not _COMPARING_TITLE.search(title) or _NOT_TREATMENTS.search(title):
        return False
    return bool(_rivals(title, screener)) or bool(re.search(r"(?i)\btherap|\btreatment|\bimmunosuppress|\bregimen", title))


def _rivals(text: str, screener: Screener) -> set[str]:
    """Return the drugs and regimens that the text names, in small letters."""
    named = (*screener.drugs.finditer(text), *screener.regimens.finditer(text))
    return {found[0].lower() for found in named}


def _rival_group(wording: Wording, screener: Screener) -> bool:
    """True if a sentence sets the treatment beside a drug as groups of patients: "received A (n=19) or B (n=21)"."""
    return any(_sets_beside(sentence, screener) for sentence in wording.sentences)


def _sets_beside(sentence: str, screener: Screener) -> bool:
    named = screener.both_treatment.search(sentence)
    if named is None:
        return False
    for drug in screener.drugs.finditer(sentence):
        first, last = sorted((named.span(), drug.span()))
        between = sentence[first[1] : last[0]]
        if re.search(rf"(?i)\b(?:group|arm|cohort|treated|patients)\b.*\b{_VERSUS}\b|\b{_VERSUS}\b.*\b(?:group|arm)\b", between):
            return True
    return False
