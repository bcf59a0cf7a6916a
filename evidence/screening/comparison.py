"""Does a study compare the treatment with another one?"""

import re

from evidence.screening.phrases import any_of
from evidence.screening.screener import Screener
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

    Healthy people, courses of the disease and patients before and after are no comparison of treatments.
    """
    if _title_compares(wording.title, screener) or _BY_TREATMENT.search(wording.text):
        return True
    if _title_joins(wording.title, screener) and _COMPARING.search(wording.abstract):
        return True
    if any(_sets_beside(sentence, screener) for sentence in wording.sentences):
        return True
    return _compares_regimens(wording, screener)


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
