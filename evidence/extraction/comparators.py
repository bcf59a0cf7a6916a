"""What the treatment is compared with: drugs set against it, or given to another group of the same study.

A drug that is only named beside the treatment (taken before it, part of its conditioning, given after it failed, an
example of a class) is none: one comparator too many leaves every figure without an arm.
"""

import re

from evidence.extraction.mentions import CONTROL, DRUG, Marked
from evidence.extraction.others import is_of_others
from evidence.extraction.roles import is_example, is_other_role
from evidence.extraction.set_against import COMPARATIVE, MIXED, PLACEBO, VERSUS, drugs_against
from evidence.extraction.text import BACKGROUND, CONCLUSIONS, RESULTS, UNLABELLED, Sentence

_AIM = re.compile(
    r"\b(?:compar\w+|aim\w*|objective|purpose|to (?:assess|evaluate|determine|investigate|examine|study|describe)|"
    r"whether|we|our|this (?:\w+ ){0,3}(?:study|trial|analysis))\b",
    re.IGNORECASE,
)


def find_comparators(marked: Marked, study_design: str | None) -> tuple[str, ...]:
    """Return the codes of what the treatment is compared with, in order of their first mention.

    What the title sets against the treatment decides where it names drugs; else the text does.
    """
    found = _found(marked, study_design)
    if _ABOUT_CONDITIONING.search("".join(one.text for one, _ in marked if one.start == 0)) is not None:
        found = tuple(code for code in found if code not in _prepare(marked))
    return (MIXED,) if len(found) > 1 and _is_one_group(found, marked) else found


# "Two conditioning regimens": the drugs that are compared there are parts of the treatment.
_ABOUT_CONDITIONING = re.compile(r"\b(?:conditioning|preparative|mobili[sz]ation|regimens?)\b", re.IGNORECASE)


def _prepare(marked: Marked) -> set[str]:
    return {mention.code for _, labels in marked for mention in labels if mention.kind == DRUG and mention.prepares}


def _is_one_group(found: tuple[str, ...], marked: Marked) -> bool:
    """Tell whether the drugs are one group: the results are told under headings of their own and name none of them."""
    results = [labels for sentence, labels in marked if sentence.kind == RESULTS]
    return bool(results) and not any(mention.code in found for labels in results for mention in labels)


def _found(marked: Marked, study_design: str | None) -> tuple[str, ...]:
    titled = drugs_against([one for one in marked if one[0].start == 0], study_design, in_title=True)
    members = _members(marked)
    if len(titled) > 1 and study_design in COMPARATIVE and members.issuperset(titled):
        return (MIXED,)
    if any(code not in (MIXED, PLACEBO) for code in titled):
        return tuple(code for code in titled if code != MIXED or _is_group_of_its_own(marked))
    found = drugs_against([one for one in marked if _may_tell(one[0])], study_design, in_title=False)
    for code, firm in titled.items():
        found[code] = max(firm, found.get(code, 0))
    if not found and study_design in COMPARATIVE and _has_controls(marked):
        return (CONTROL,)
    return _settle(found, {mention.code: mention.group for _, labels in marked for mention in labels}, titled)


def _is_group_of_its_own(marked: Marked) -> bool:
    """Tell whether the title sets a class against a drug too: "safety of [alemtuzumab] and AHSCT compared to DMT"."""
    text, labels = next(((one.text, marks) for one, marks in marked if one.start == 0), ("", ()))
    drugs = [mention for mention in labels if mention.kind == DRUG and mention.code not in (MIXED, PLACEBO)]
    classes = [mention for mention in labels if mention.kind == DRUG and mention.code == MIXED]
    return any(
        VERSUS.search(text, drug.end, group.start) is not None
        for drug in drugs for group in classes if drug.end < group.start
    )  # fmt: skip


# "alemtuzumab or cladribine as chosen by the investigator": what one class may be.
_CHOSEN = re.compile(
    r"""
        [^.;()]{0,80}\b(?:physician|investigator|clinician|neurologist)'?s?'?\s+
          (?:choice|discretion|preference|decision)
        |[^.;()]{0,80}\bchosen\s+by\s+(?:the\s+)?(?:\w+\s+)?(?:physician|investigator|clinician|neurologist)""",
    re.IGNORECASE | re.VERBOSE,
)


def _members(marked: Marked) -> set[str]:
    """Return the drugs that are only examples of a class, or what physicians of the study chose from."""
    return {
        mention.code
        for sentence, labels in marked
        if sentence.start != 0 and _may_tell(sentence)
        for mention in labels
        if mention.kind == DRUG
        and mention.code != MIXED
        and (is_example(sentence.text, mention, labels) or _CHOSEN.match(sentence.text, mention.end) is not None)
    }


def _settle(found: dict[str, int], groups: dict[str, str | None], titled: dict[str, int]) -> tuple[str, ...]:
    """Return the firmest; a class gives way to its drugs, unless the drugs are only told as what its patients had."""
    firmest = max(found.values(), default=0)
    kept = tuple(code for code, firm in found.items() if firm == firmest)
    single = tuple(code for code in kept if code != MIXED and not _is_class(code, kept, groups))
    return kept if MIXED in titled or not single else single


def _is_class(code: str, kept: tuple[str, ...], groups: dict[str, str | None]) -> bool:
    return any(groups.get(other) == code for other in kept if other != code)


def _may_tell(sentence: Sentence) -> bool:
    """Tell whether the sentence can say what this study compares: no conclusion, nothing about earlier studies."""
    if sentence.start == 0 or sentence.kind == CONCLUSIONS:
        return False
    if sentence.kind == BACKGROUND:
        return _AIM.search(sentence.text) is not None and not is_of_others(sentence.text)
    return sentence.kind != UNLABELLED or not is_of_others(sentence.text)


def _has_controls(marked: Marked) -> bool:
    return any(
        mention.kind == CONTROL and _may_tell(sentence)
        for sentence, labels in marked
        for mention in labels
        if not is_other_role(sentence.text, mention, labels)
    )
