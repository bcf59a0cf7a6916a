"""Were patients of this study drawn by lot? What was done with them, what the study calls itself, whom it took over."""

import re

from evidence.screening import trial_words as trials
from evidence.screening.phrases import any_of
from evidence.screening.study_sentences import study_sentences
from evidence.screening.wording import Wording

_PERSONS = r"(?:patients|participants|subjects|individuals|adults|people|persons|women|men|children|volunteers)"
_DRAWING = r"randomi[sz]ed\b(?! (?:clinical|controlled|comparative|trial|stud|evidence|data|comparison|,))"
# What was done with patients: the firmest of all that a record can say.
_DONE = any_of(
    rf"(?:were|was|been|being|are|is|we|authors|and|then|who|those|{_PERSONS}|\d+) (?:[\w-]+ ){{0,3}}?{_DRAWING}",
    r"random(?:ly|i[sz]ing)(?: and \w+)? (?:assign|allocat|divid|distribut|receiv|\d|patients|participants|to\b)",
    r"(?:assign|allocat|drawn|divid)\w* (?:[\w-]+ ){0,4}?(?:at random|by lot|by chance|randomly|"
    r"by (?:a )?(?:computer|minimi[sz]ation|sealed|central|drawing))\b",
    r"(?:assign|allocat)\w* (?:[\w-]+ ){0,3}?(?:in an? )?\(?[1-4] ?: ?[1-4]\b",
    r"(?:underwent|undergoing|undergo) randomi[sz]ation\b",
    r"randomi[sz]ation (?:was|were|ratio|list|code|sequence|by\b|used|strat|[1-4] ?: ?[1-4])",
    r"randomi[sz]ed [1-4] ?: ?[1-4]\b",
    r"[1-4] ?: ?[1-4] randomi[sz]",
    r"(?:those|initially|originally|were|patients|participants) randomi[sz]ed to\b",
)
_NOT_DONE = re.compile(
    r"(?i)(?:\b(?:not|never|neither|nor|non|without|will|to|should|could|must|can|might|shall|would|if|whether)\b"
    r"[ -](?:be |have been |\w+ly )?|\bno (?:\w+ )?|\bmendelian |\bpreviously |\bnon-?)$|"
    r"\b(?:none|neither|nobody)\b[^.;,]{0,25}$"
)
_DENIAL = re.compile(r"(?i)\b(?:not|never|non|selected|sampled|chosen|ordered|picked|drawn samples|to be|will)\b")
# What the study calls itself: "a multicentre, randomised, open-label phase 3 trial".
_NAMED = any_of(
    r"randomi[sz]ed[,;]? (?:[\w/()-]+,? ){0,7}?(?:trial|study|substudy|comparison|design|experiment)\b",
    r"RCT\b(?!s)",
    r"(?:trial|study|substudy) (?:was |is )?(?:(?!require|needs?\b|call|confirm|await|warrant|justif|"
    r"support|deserv)[\w-]+,? ){0,3}?"
    r"randomi[sz]ed\b(?! (?:[\w-]+,? ){0,3}?(?:trials|studies|evidence|data)\b)",
)
# Before it: a trial that is wished for, or that others made.
_ANOTHER = re.compile(
    r"(?i)\b(?:needs?|needed|absence|lack\w*|until|await\w*|before|towards?|justif\w*|calls?|called|plea|future|"
    r"plan\w*|ongoing|warrant\w*|rationale|propos\w*|argu\w+|organi[sz]\w+|larger?|confirmatory|definitive|proper|"
    r"upcoming|forthcoming|previous\w*|earlier|recent\w*|another|other|prior|first step|requir\w+|unlike|"
    r"pav\w+|leads?|support\w*|prepar\w*|deserves?|merits?|published)\b[^.;]{0,60}$|\b(?:no|not a|without|"
    r"non)[ -](?:\w+ )?$"
)
# Behind it: what is wanted of it, or what it showed long ago.
_WANTED = re.compile(
    r"(?i)[^.;]{0,80}?\b(?:needed|warranted|required|necessary|justified|planned|under ?way|ongoing|should|will|"
    r"would|could|"
    r"awaited|desirable|lacking|missing|must|seems?|appears?)\b"
)
_FOUND = re.compile(r"(?i)[^.;,]{0,60}?\b(?:showed|shown|found|reported|has|have|had|demonstrated|suggested)\b")
_THIS = re.compile(r"(?i)\b(?:this|our|present|current)(?: [\w-]+,?){0,4} ?$")
_TITLE_OF_MANY = any_of(r"randomi[sz]ed (?:[\w-]+,? ){0,4}?(?:trials|studies|evidence|data)\b", r"non-? ?randomi")
_TITLE = any_of(r"RCT\b(?!s)", r"randomi[sz]ed\b", r"randomi[sz]ation\b")
# A point in time of the patients that only lots give: "the year before randomisation".
_SINCE_DRAWN = any_of(
    r"(?:before|after|since|from|at|prior to|following|of|post|until) randomi[sz]ation\b",
    r"as[- ]randomi[sz]ed\b",
)


def is_randomised(wording: Wording) -> bool:
    """True if patients of this study were drawn by lot; "randomised trials are needed" is no lot.

    Who gives a placebo has drawn lots, and a study of its own patients may only name the trials that did.
    """
    titled = _TITLE.search(wording.title)
    if titled and not _TITLE_OF_MANY.search(wording.title) and not _ANOTHER.search(wording.title[: titled.start()]):
        return True
    return any(_tells(sentence) for sentence in study_sentences(wording))


def tells_of_lots(wording: Wording) -> bool:
    """True if times are counted from the drawing of lots: of groups that are compared these are the groups."""
    return any(_SINCE_DRAWN.search(sentence) for sentence in study_sentences(wording))


def _tells(sentence: str) -> bool:
    if any(
        _NOT_DONE.search(sentence[: found.start()]) is None and not _denied(found) for found in _DONE.finditer(sentence)
    ):
        return True
    if any(not _wished(sentence, found) for found in _NAMED.finditer(sentence)):
        return True
    if trials.OF_RANDOMISED.search(sentence):
        return True
    placebo = trials.PLACEBO_ARM.search(sentence) and not trials.PLANNED.search(sentence)
    return bool(placebo) and not trials.LATER.search(sentence)


def _denied(found: re.Match[str]) -> bool:
    """True for "were not randomised" and "will be randomised", whose denial stands within the phrase."""
    return _DENIAL.search(found[0]) is not None


def _wished(sentence: str, found: re.Match[str]) -> bool:
    """True if the trial that is named is not this one: wanted, planned, or told of with what it showed."""
    before = sentence[: found.start()]
    if _ANOTHER.search(before) or _WANTED.match(sentence, found.end()):
        return True
    return _THIS.search(before) is None and _FOUND.match(sentence, found.end()) is not None
