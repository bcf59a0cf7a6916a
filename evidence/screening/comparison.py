"""Does a study compare the treatment with another one?"""

import re

from evidence.screening import comparison_words as words
from evidence.screening.screener import Screener
from evidence.screening.study_sentences import study_sentences
from evidence.screening.trial_words import LATER, PLANNED
from evidence.screening.wording import Wording


def compares_treatments(wording: Wording, screener: Screener) -> bool:
    """True if patients of this study had different treatments and are compared by them.

    Healthy people, courses of the disease and patients before and after are no comparison of treatments; neither are
    doses or single drugs of the conditioning, nor early and late treatment. Who says that there are none has none.
    """
    if words.DETAIL.search(wording.title) or any(words.NO_CONTROLS.search(sentence) for sentence in wording.sentences):
        return False
    if _title_compares(wording.title, screener) or _title_is_versus(wording.title, screener):
        return True
    if _weighs_groups(wording, screener):
        return True
    if _title_joins(wording.title, screener) and any(_compares(s, screener) for s in study_sentences(wording)):
        return True
    healthy = words.HEALTHY.search(wording.text) is not None  # "22 volunteers" are the "controls" of later sentences
    if any(
        _sets_beside(sentence, screener) or _has_controls(sentence, healthy) or words.TWO_GROUPS.search(sentence)
        for sentence in study_sentences(wording)
    ):
        return True
    return _compares_regimens(wording, screener)


def _weighs_groups(wording: Wording, screener: Screener) -> bool:
    """True if groups by treatment are told, or made alike; "early or late" groups had the same treatment."""
    if not words.BY_TREATMENT.search(wording.text):
        return False
    others = (screener.drugs, screener.regimens, words.CONTROLS)
    return not words.TIMING.search(wording.title) or any(pattern.search(wording.text) for pattern in others)


def _compares(sentence: str, screener: Screener) -> bool:
    if not words.COMPARING.search(sentence) or words.NO_TREATMENT.search(sentence):
        return False
    return bool(screener.drugs.search(sentence) or screener.both_treatment.search(sentence))


def _has_controls(sentence: str, healthy: bool) -> bool:
    """True for patients who were not transplanted, counted or as a group; not for healthy controls.

    healthy: whether the text tells of healthy people, so that its controls are these.
    """
    if PLANNED.search(sentence) or not words.SET.search(sentence):
        return False
    if words.NOT_GIVEN.search(sentence):
        return True
    return bool(words.CONTROLS.search(sentence)) and not healthy


def _compares_regimens(wording: Wording, screener: Screener) -> bool:
    """True if groups of patients are compared by what they were conditioned with: "BEAM or cyclophosphamide in ..."."""
    added = words.WITH_OR_WITHOUT.search(wording.title)
    if added and any(pattern.match(wording.title, added.end()) for pattern in (screener.drugs, screener.regimens)):
        return True
    if words.TWO_REGIMENS.search(wording.title) or _sets_regimens_beside(wording.title, screener):
        return words.COMPARING.search(wording.abstract) is not None or _has_regimen_groups(wording, screener)
    return False


def _sets_regimens_beside(title: str, screener: Screener) -> bool:
    regimen = screener.regimens.search(title)
    if regimen is None:
        return False
    for pattern in (screener.regimens, screener.drugs):
        other = pattern.search(title, regimen.end())
        if other is not None and words.JOINS_REGIMENS.fullmatch(title[regimen.end() : other.start()]):
            return True
    return False


def _has_regimen_groups(wording: Wording, screener: Screener) -> bool:
    groups = {
        found[0].lower()
        for found in screener.regimens.finditer(wording.abstract)
        if words.GROUP_NEXT.match(wording.abstract, found.end())
    }
    return len(groups) > 1


def _title_compares(title: str, screener: Screener) -> bool:
    if not words.COMPARING.search(title) or words.NO_TREATMENT.search(title) or screener.other_diseases.search(title):
        return False
    return any(pattern.search(title) for pattern in (screener.drugs, screener.regimens, words.OTHER_TREATMENT))


def _title_is_versus(title: str, screener: Screener) -> bool:
    """True for "AHSCT vs HE-DMT": whatever stands behind the treatment is another one, unless it is another course."""
    return any(
        words.VERSUS_OTHER.match(title, named.end()) is not None for named in screener.both_treatment.finditer(title)
    )


def _title_joins(title: str, screener: Screener) -> bool:
    """True for "cladribine or autologous transplantation in ...", not for "transplantation after natalizumab"."""
    if words.PRETREATED.search(title):
        return False
    named, drug = screener.both_treatment.search(title), screener.drugs.search(title)
    if named is None or drug is None:
        return False
    first, last = sorted((named.span(), drug.span()))
    return words.JOINED.search(title[first[1] : last[0]]) is not None


def _sets_beside(sentence: str, screener: Screener) -> bool:
    """True if the sentence sets the treatment beside a drug as groups: "received A (n=19) or B (n=21)"."""
    named = screener.both_treatment.search(sentence)
    if named is None:
        return False
    for drug in screener.drugs.finditer(sentence):
        first, last = sorted((named.span(), drug.span()))
        between = words.JOINS_NO_GROUPS.sub("", sentence[first[1] : last[0]])
        earlier = words.HAD_BEFORE.search(between) and not words.BOTH_AFTER.search(between)
        if (last == drug.span() and earlier) or words.OTHER_THAN.search(between):
            continue
        chosen = words.CHOICE.match(between) and not LATER.search(sentence)
        if words.DIRECT.match(between) or (chosen and words.GIVEN_EITHER.search(sentence[: first[0]])):
            return True
        if not words.OTHER_TIME.search(sentence) and _is_group(sentence, drug):
            return True
        if (
            words.AS_GROUPS.search(between)
            or words.COUNTED_GROUPS.search(between)
            or (words.SET_AGAINST.search(between) and words.GROUP_NEXT.match(sentence, last[1]))
        ):
            return True
    return False


def _is_group(sentence: str, drug: re.Match[str]) -> bool:
    """True if those who had the drug are a group of their own: "recipients of [cladribine]", "[cladribine] (n=33)"."""
    return bool(words.TAKERS.search(sentence[: drug.start()]) or words.COUNTED_NEXT.match(sentence, drug.end()))
