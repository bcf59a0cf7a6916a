"""Which kind of study a record tells of: from its words first, from its publication types second."""

import re
from collections.abc import Callable

from evidence.screening import design_words as words
from evidence.screening import trial_words as trials
from evidence.screening.comparison import compares_treatments
from evidence.screening.from_registry import is_from_registry
from evidence.screening.own_patients import asks_professionals, reported_patients, studied_patients
from evidence.screening.randomised import is_randomised, tells_of_lots
from evidence.screening.screener import Screener
from evidence.screening.study_sentences import study_sentences
from evidence.screening.subject import Subject
from evidence.screening.wording import Wording

Test = Callable[[Wording], bool]
_MENTIONS_OF_A_COST_STUDY = 2  # a clinical abstract may end with one hope for cost-effectiveness
_SIGNS_OF_A_TRIAL = 2
_OF_PATIENTS = {"RCT"}  # a review that asks for "a randomised trial" has no patients to randomise


def read_design(wording: Wording, subject: Subject, screener: Screener) -> str | None:
    """Return one of STUDY_DESIGNS, None where neither words nor publication types tell (letters, comments, notices)."""
    if subject.preclinical is not None:
        return "preclinical"
    for design, fits in _BY_WORDS:
        if fits(wording) and (design not in _OF_PATIENTS or reported_patients(wording) is not None):
            return design
    if reported_patients(wording) is None:
        return _by_type(wording) or ("review" if wording.abstract else None)
    if words.CASE_SERIES.search(wording.title):
        return "cohort/case series"
    if compares_treatments(wording, screener):
        return "RCT" if _of_late_phase(wording) or tells_of_lots(wording) else "comparative cohort"
    if is_from_registry(wording, screener):
        return "registry"
    if _is_trial(wording):
        return "single-arm trial"
    return _by_type(wording) or "cohort/case series"


def _by_type(wording: Wording) -> str | None:
    return next((design for kind, design in words.BY_TYPE if kind in wording.types), None)


def _has_results(wording: Wording) -> bool:
    return any("RESULT" in label for label, _ in wording.sections)


def _is_protocol(wording: Wording) -> bool:
    return bool(words.PROTOCOL_TITLE.search(wording.title) or words.WILL_BE.search(wording.abstract))


def _is_indirect_comparison(wording: Wording) -> bool:
    """True if patients of different trials were set against each other: a cohort study, whatever search preceded it."""
    return bool(trials.INDIRECT_TITLE.search(wording.title))


def _is_meta_analysis(wording: Wording) -> bool:
    if words.OWN_CASES.search(wording.title):
        return False
    if words.ECONOMIC_TITLE.search(wording.title) and not words.META.search(wording.title):
        return False
    if words.META.search(wording.title) or words.POOLED_STUDIES.search(wording.abstract):
        return True
    return bool(words.META.search(wording.abstract) and words.META_DONE.search(wording.abstract))


def _is_guideline(wording: Wording) -> bool:
    told = words.GUIDELINE.search(wording.title) or words.GUIDELINE_TEXT.search(wording.abstract)
    return bool(told) and not _has_results(wording)


def _is_economic(wording: Wording) -> bool:
    if words.ECONOMIC_TITLE.search(wording.title):
        return True
    return len(words.ECONOMIC_TEXT.findall(wording.abstract)) >= _MENTIONS_OF_A_COST_STUDY


def _is_case(wording: Wording) -> bool:
    return bool(words.CASE.search(wording.text)) and not words.SEVERAL_CASES.search(wording.text)


def _is_review(wording: Wording) -> bool:
    if words.OWN_CASES.search(wording.title):
        return False
    if any(label in words.REVIEW_LABELS for label, _ in wording.sections):
        return True
    if words.REVIEW_TEXT.search(wording.abstract):
        return True
    if words.REVIEW_TITLE.search(wording.title):
        return not _has_results(wording)
    loose = words.LOOSE_TITLE.search(wording.title) or words.LOOSE_TEXT.search(wording.abstract)
    return bool(loose) and studied_patients(wording) is None


def _is_survey(wording: Wording) -> bool:
    """True if people were asked what they think, know or do; patients who tell how they fared are a cohort."""
    if not words.SURVEY.search(wording.text):
        return False
    return asks_professionals(wording) or bool(words.VIEWS.search(wording.text))


def _of_late_phase(wording: Wording) -> bool:
    """True for groups of phase 3 trials, which are drawn by lot; not for groups that were matched afterwards."""
    if trials.MATCHED.search(wording.text) or trials.LOOKING_BACK.search(wording.title):
        return False
    return bool(trials.LATE_PHASE_TITLE.search(wording.title)) or any(
        trials.ENROLLED_IN_LATE_PHASE.search(sentence) for sentence in study_sentences(wording)
    )


def _is_trial(wording: Wording) -> bool:
    """True if the study calls itself a trial, or its patients were watched by a plan before they were treated."""
    told = [sentence for sentence in study_sentences(wording) if not trials.CONCLUDING.search(sentence)]
    if any(trials.LOOKING_BACK.search(sentence) for sentence in (wording.title, *told)):
        return False
    spoken = (wording.title, *wording.sentences)
    if any(_names_trial(sentence) for sentence in spoken) or any(trials.RUN_IN.search(sentence) for sentence in told):
        return True
    if _signs_of_a_plan(told) >= _SIGNS_OF_A_TRIAL and not trials.CONSECUTIVE.search(wording.abstract):
        return True
    if any(_is_this(wording.title, found) for found in trials.TRIAL_TITLE.finditer(wording.title)):
        return True
    return not trials.MEASURED_AFTER.search(wording.title) and any(trials.PILOT.search(sentence) for sentence in spoken)


def _signs_of_a_plan(told: list[str]) -> int:
    return sum(any(sign.search(sentence) for sentence in told) for sign in trials.SIGNS_OF_A_PLAN)


def _names_trial(sentence: str) -> bool:
    if trials.PLANNED.search(sentence):
        return False
    return any(_is_this(sentence, found) for found in trials.TRIAL.finditer(sentence))


def _is_this(sentence: str, found: re.Match[str]) -> bool:
    """True unless patients or samples came from the trial: "cells of patients in a phase 2 trial"."""
    before = sentence[: found.start()]
    spoken = trials.OF_A.match(found[0])
    origin = before + spoken[0] if spoken else trials.BEFORE_NOUN.sub("", before)
    return trials.FROM_TRIAL.search(origin) is None


# The order matters: a protocol of a randomised trial is a protocol, a review of randomised trials is a review.
_BY_WORDS: tuple[tuple[str, Test], ...] = (
    ("protocol", _is_protocol),
    ("comparative cohort", _is_indirect_comparison),
    ("meta-analysis/systematic review", _is_meta_analysis),
    ("economic evaluation", _is_economic),
    ("guideline", _is_guideline),
    ("case report", _is_case),
    ("review", _is_review),
    ("survey", _is_survey),
    ("RCT", is_randomised),
)
