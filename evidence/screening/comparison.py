"""Does a study compare the treatment with another one?"""

import re

from evidence.screening.phrases import any_of
from evidence.screening.screener import Screener
from evidence.screening.trial_words import PLANNED
from evidence.screening.wording import Wording

_COMPARING = any_of(r"versus\b", r"vs\b", r"compar(?:ison|ative|ed|ing)", r"superior to\b")
_OTHER_TREATMENT = any_of(r"therap", r"treatment", r"immunosuppress", r"regimen")
_NO_TREATMENT = any_of(r"healthy\b", r"controls?\b(?! group)", r"siblings\b")
# Groups by treatment: "treated with either A or B", "matched", "propensity score", "the A group ... the B group".
_BY_TREATMENT = any_of(
    r"propensity\b",
    r"matched (?:\w+ ){0,3}?(?:study|cohorts?|patients|analysis|controls? treated)",
    r"(?:inverse[- ]probability|cardinality matching)",
    r"treated (?:\w+ )?either\b",
    r"between (?:patients|those|people|participants|individuals) (?:who were )?(?:treated with|receiving|on|"
    r"who received|who underwent)\b",
    r"exposed ?(?:/|and|versus|vs) ?(?:the )?(?:non-?|un) ?exposed\b",
    r"(?:users|initiators|recipients) of (?:two|three|four|[2-4]) (?:\w+ )?(?:therapies|treatments|drugs)\b",
    r"were matched (?:\w+ )?(?:to|with)\b",
    r"comparative (?:\w+ )?(?:effectiveness|treatment|study)",
    r"compared (?:with|to) (?:\w+ ){0,4}?(?:disease-modifying|DMTs?\b|best available|standard|"
    r"conventional (?:treat|therap))",
    r"(?:disease-modifying (?:treatment|therap\w+|drugs?)|DMTs?)[- ](?:treated )?(?:group|arm|cohort)",
)
_JOINED = any_of(r"(?:or|and)\b(?!.*\b(?:after|following|with|in|before)\b)")
_AGAINST = r"(?:versus|vs|compared|comparison|superior|over|than|against|or|and)\b"
# Between the names of two treatments: "the HSCT group, and 37% in the [alemtuzumab group]".
_AS_GROUPS = any_of(rf"(?:group|arm|cohort|treated|patients)\b.*\b{_AGAINST}")
_SET_AGAINST = any_of(_AGAINST)
# Doses, single drugs of the conditioning, ways to mobilise: parts of one treatment.
_DETAIL = any_of(
    r"mobili[sz]",
    r"(?:low|high|reduced|full|standard)(?:er)?-?(?: |-)dose (?:versus|vs|or|and|compared)\b",
    r"in (?:the |its )?conditioning\b",
    r"dose[- ](?:finding|comparison|escalation|reduction)\b",
)
_NO_CONTROLS = any_of(
    r"(?:absence|lack) of (?:an? |any )?(?:\w+ )?(?:controls?|comparators?|comparison)\b",
    r"(?:without|no|not have|lacked) (?:an? |any )?(?:\w+ )?(?:control|comparison|comparator)s?(?: group| arm|"
    r" patients)?\b(?! for)",
    r"(?:lack of controls|uncontrolled) (?:\w+ ){0,2}?(?:design|study|trial|nature)\b",
)
_TIMING = any_of(r"early\b", r"earlier\b", r"delay\w*", r"timing\b", r"late\b", r"first[- ]line\b", r"wash-?out\b")
# Patients of the study who did not have the treatment.
_CONTROLS = any_of(
    r"(?<!no )(?<!without )(?:control|comparison|comparator|untreated|un-?transplanted|non-?transplant\w*|"
    r"non-? ?A?HSCT|non-? ?ASCT|drug|medication|DMT|pharmacotherapy|conventional\w*) (?:group|arm|cohort)\b",
    r"(?:matched|contemporary|contemporaneous|historical|concurrent|external|registry|untransplanted|"
    r"non-?transplanted|eligible) "
    r"(?:\w+ ){0,2}?controls?\b",
)
_NOT_GIVEN = any_of(
    r"(?:patients|individuals|participants|people|persons|subjects|adults|women|men|"
    r"controls)\b[^.;,]{0,60}? (?:(?:who|that) (?:did not|had not|were not|never)|"
    r"not) (?:undergo|undergone|receiv\w+|have|had|treated|been treated|given|been)\b(?: with| by)? (?:an? |"
    r"the )?[\w-]*(?:HSCT|ASCT|HCT|SCT|transplant|graft|autograft)",
    r"(?:un-?transplanted|non-?transplanted|non-?A?HSCT) (?:\w+ ){0,2}?(?:patients|individuals|participants|"
    r"people|persons|subjects|adults|women|men)\b",
)
_SET = any_of(r"compar\w+", r"controls?\b", r"versus\b", r"vs\b", r"match\w+", r"than\b", r"differ\w*", r"served\b")
_HEALTHY = any_of(
    r"healthy\b",
    r"normal controls?\b",
    r"siblings?\b",
    r"general population\b",
    r"volunteers\b",
    r"(?:non-?inflammatory|neurological|disease|symptomatic|laboratory) (?:disease )?controls?\b",
    r"reference (?:population|values)\b",
)
_PEOPLE = r"(?:patients|individuals|participants|people|persons|subjects|adults|women|men)"
_HAD = (
    r"(?:given|treated|receiving|on|taking|managed|kept|continuing|"
    r"who (?:had|have|received|were|underwent|took|started|continued))"
)
# "In 40 patients given AHSCT and 38 patients on other drugs".
_TWO_GROUPS = any_of(
    rf"\d+ (?:[\w-]+ ){{0,3}}?{_PEOPLE} {_HAD}\b[^.;\d]{{0,80}}?(?:and|with|to|versus|"
    rf"vs) \d+ (?:[\w-]+ ){{0,3}}?{_PEOPLE} {_HAD} "
    rf"(?:[\w-]+ ){{0,4}}?(?:therap|drug|treatment|DMTs?\b|disease-modifying|immunosuppress|medication|standard|"
    rf"conventional|best)",
)
# Drugs that patients had before: "AHSCT in patients after first- and [second-line therapy]".
_HAD_BEFORE = re.compile(
    r"(?i)\b(?:after|following|despite|notwithstanding|in spite of|fail\w*|refractory|resistant|prior|"
    r"previous(?:ly)?|pre-?treated|"
    r"history of|switch\w*|"
    r"before|unresponsive|such as|including|mainly|mostly)\b[^.;,]*$"
)
_OTHER_THAN = any_of(r"(?:other than|except|apart from)\b")
_TWO_REGIMENS = any_of(
    r"(?:two|three|both|different|the 2|2|3) (?:\w+ )?(?:conditioning|preparative|transplant) (?:regimens?|"
    r"protocols?|schemes)",
    r"conditioning regimens? (?:\w+ ){0,12}?(?:were |was |been )?compared\b",
)
_JOINS_REGIMENS = re.compile(r"(?i)[\w/+ -]{0,25}\b(?:or|versus|vs\.?|compared (?:with|to)|against)\b[\w/+ -]{0,12}")
_GROUP_NEXT = re.compile(r"(?i)[- ](?:treated )?(?:group|arm|cohort)")


def compares_treatments(wording: Wording, screener: Screener) -> bool:
    """True if patients of this study had different treatments and are compared by them.

    Healthy people, courses of the disease and patients before and after are no comparison of treatments; neither are
    doses or single drugs of the conditioning, nor early and late treatment. Who says that there are none has none.
    """
    if _DETAIL.search(wording.title) or any(_NO_CONTROLS.search(sentence) for sentence in wording.sentences):
        return False
    if _title_compares(wording.title, screener) or _weighs_groups(wording, screener):
        return True
    if _title_joins(wording.title, screener) and any(_compares(s, screener) for s in wording.sentences):
        return True
    if any(
        _sets_beside(sentence, screener) or _has_controls(sentence) or _TWO_GROUPS.search(sentence)
        for sentence in wording.sentences
    ):
        return True
    return _compares_regimens(wording, screener)


def _weighs_groups(wording: Wording, screener: Screener) -> bool:
    """True if groups by treatment are told, or made alike; "early or late" groups had the same treatment."""
    if not _BY_TREATMENT.search(wording.text):
        return False
    others = (screener.drugs, screener.regimens, _CONTROLS)
    return not _TIMING.search(wording.title) or any(pattern.search(wording.text) for pattern in others)


def _compares(sentence: str, screener: Screener) -> bool:
    if not _COMPARING.search(sentence) or _NO_TREATMENT.search(sentence):
        return False
    return bool(screener.drugs.search(sentence) or screener.both_treatment.search(sentence))


def _has_controls(sentence: str) -> bool:
    """True for patients who were not transplanted, counted or as a group; not for healthy controls."""
    if PLANNED.search(sentence) or not _SET.search(sentence):
        return False
    if _NOT_GIVEN.search(sentence):
        return True
    return bool(_CONTROLS.search(sentence)) and not _HEALTHY.search(sentence)


def _compares_regimens(wording: Wording, screener: Screener) -> bool:
    """True if groups of patients are compared by what they were conditioned with: "BEAM or cyclophosphamide in ..."."""
    if _TWO_REGIMENS.search(wording.title) or _sets_regimens_beside(wording.title, screener):
        return _COMPARING.search(wording.abstract) is not None or _has_regimen_groups(wording, screener)
    return False


def _sets_regimens_beside(title: str, screener: Screener) -> bool:
    regimen = screener.regimens.search(title)
    if regimen is None:
        return False
    for pattern in (screener.regimens, screener.drugs):
        other = pattern.search(title, regimen.end())
        if other is not None and _JOINS_REGIMENS.fullmatch(title[regimen.end() : other.start()]):
            return True
    return False


def _has_regimen_groups(wording: Wording, screener: Screener) -> bool:
    groups = {
        found[0].lower()
        for found in screener.regimens.finditer(wording.abstract)
        if _GROUP_NEXT.match(wording.abstract, found.end())
    }
    return len(groups) > 1


def _title_compares(title: str, screener: Screener) -> bool:
    if not _COMPARING.search(title) or _NO_TREATMENT.search(title) or screener.other_diseases.search(title):
        return False
    return any(pattern.search(title) for pattern in (screener.drugs, screener.regimens, _OTHER_TREATMENT))


def _title_joins(title: str, screener: Screener) -> bool:
    """True for "cladribine or autologous transplantation in ...", not for "transplantation after natalizumab"."""
    named, drug = screener.both_treatment.search(title), screener.drugs.search(title)
    if named is None or drug is None:
        return False
    first, last = sorted((named.span(), drug.span()))
    return _JOINED.search(title[first[1] : last[0]]) is not None


def _sets_beside(sentence: str, screener: Screener) -> bool:
    """True if the sentence sets the treatment beside a drug as groups: "received A (n=19) or B (n=21)"."""
    named = screener.both_treatment.search(sentence)
    if named is None:
        return False
    for drug in screener.drugs.finditer(sentence):
        first, last = sorted((named.span(), drug.span()))
        between = sentence[first[1] : last[0]]
        if (last == drug.span() and _HAD_BEFORE.search(between)) or _OTHER_THAN.search(between):
            continue
        if _AS_GROUPS.search(between) or (_SET_AGAINST.search(between) and _GROUP_NEXT.match(sentence, last[1])):
            return True
    return False
