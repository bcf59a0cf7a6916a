"""What the treatment is compared with: drugs set against it, or given to another group of the same study.

A drug that is only named beside the treatment (taken before it, part of its conditioning, given after it failed, an
example of a class) is none: one comparator too many leaves every figure without an arm.
"""

import re
from collections.abc import Iterator

from evidence.extraction.mentions import CONTROL, DRUG, TREATMENT, Mention
from evidence.extraction.others import is_of_others
from evidence.extraction.roles import is_example, is_other_role, prepares
from evidence.extraction.text import BACKGROUND, CONCLUSIONS, RESULTS, UNLABELLED, Sentence

Marked = tuple[tuple[Sentence, tuple[Mention, ...]], ...]
COMPARATIVE = ("RCT", "comparative cohort", "protocol", "economic evaluation")
PLACEBO, MIXED = "placebo", "dmt"
# How firmly a drug is told as comparator: set against the treatment, or merely given to patients of the study.
_AGAINST, _GIVEN = 2, 1

_VERSUS = re.compile(
    r"\b(?:versus|vs\.?|v\.?|compar\w+|superior|inferior|non-?inferior|against|than|over|relative to|either|matched|"
    r"differ(?:s|ed|ence|ences)?|favou?r\w*|rather than|instead of|unlike|whereas|"
    r"while(?!\s+(?:on|receiving|taking|under)\b))(?=\W|$)",
    re.IGNORECASE,
)
_COMPARING = re.compile(r"\b(?:compar\w+|differences? between)\b[^.;]{0,60}$", re.IGNORECASE)
# "AHSCT in patients with ..., as compared to monthly pulses of": the drug stands right behind the comparison.
_COMPARED_TO = re.compile(r"\b(?:as\s+)?(?:compared\s+(?:to|with)|versus)\s+(?:[\w-]+\s+){0,4}$", re.IGNORECASE)
_WITH = re.compile(r"\b(?:with|to|and|or)\b", re.IGNORECASE)
_OR_AND = re.compile(r"\b(?:or|and)\b", re.IGNORECASE)
_DRAWN = re.compile(r"\b(?:randomi[sz]ed|randomly|assigned|allocated|either)\b", re.IGNORECASE)
_GROUP = re.compile(
    r"^\s*[(\[]n\s?=|^\)?[\s-]*(?:-?treated|-?based|(?:(?:treatment|control) )?(?:group|arm|cohort)s?|patients|"
    r"recipients|controls|"
    r"participants|people|pw\w*MS)\b",
    re.IGNORECASE,
)
_RECEIVED = re.compile(
    r"(?:receiv\w+|treated with|given|start\w*(?: on)?|initiat\w+|assigned to|on)\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE
)
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
    titled = _told([one for one in marked if one[0].start == 0], study_design, in_title=True)
    members = _members(marked)
    if len(titled) > 1 and study_design in COMPARATIVE and members.issuperset(titled):
        return (MIXED,)
    if any(code not in (MIXED, PLACEBO) for code in titled):
        return tuple(code for code in titled if code != MIXED or _is_group_of_its_own(marked))
    found = _told([one for one in marked if _may_tell(one[0])], study_design, in_title=False)
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
        _VERSUS.search(text, drug.end, group.start) is not None
        for drug in drugs for group in classes if drug.end < group.start
    )  # fmt: skip


# "alemtuzumab or cladribine as chosen by the investigator": what one class may be.
_CHOSEN = re.compile(
    r"[^.;()]{0,80}\b(?:physician|investigator|clinician|neurologist)'?s?'?\s+(?:choice|discretion|preference|decision)|"
    r"[^.;()]{0,80}\bchosen\s+by\s+(?:the\s+)?(?:\w+\s+)?(?:physician|investigator|clinician|neurologist)",
    re.IGNORECASE,
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


def _told(marked: list[tuple[Sentence, tuple[Mention, ...]]], design: str | None, *, in_title: bool) -> dict[str, int]:
    found: dict[str, int] = {}
    prepared = {
        one.code for sentence, labels in marked for one in labels if one.kind == DRUG and prepares(sentence.text, one)
    }
    for sentence, labels in marked:
        for drug in _candidates(sentence.text, labels):
            firm = _firmness(sentence.text, drug, labels, design)
            if drug.code in prepared and not _is_opposed(sentence.text, drug, labels):
                firm = 0  # "3 of the 14 receiving" that conditioning, "the alemtuzumab group" of two regimens
            if in_title and not firm and _is_joined(sentence.text, drug, labels):
                firm = _AGAINST
            if firm:
                found[drug.code] = max(firm, found.get(drug.code, 0))
    return found


def _candidates(text: str, labels: tuple[Mention, ...]) -> Iterator[Mention]:
    for mention in labels:
        if mention.kind == DRUG and not is_example(text, mention, labels) and not is_other_role(text, mention, labels):
            yield mention


def _firmness(text: str, drug: Mention, labels: tuple[Mention, ...], design: str | None) -> int:
    if _is_opposed(text, drug, labels):
        return _AGAINST
    treatments = [mention for mention in labels if mention.kind == TREATMENT]
    if design not in COMPARATIVE:
        return 0
    if drug.code == PLACEBO and design == "RCT":
        return _AGAINST
    if _GROUP.match(text[drug.end :]) is not None:
        return _AGAINST
    if any(_is_either(text, treatment, drug) for treatment in treatments):
        return _AGAINST if _DRAWN.search(text[: drug.start]) is not None else _GIVEN
    return _GIVEN if _RECEIVED.search(text[: drug.start]) is not None else 0


def _is_opposed(text: str, drug: Mention, labels: tuple[Mention, ...]) -> bool:
    return any(_is_versus(text, one, drug) for one in labels if one.kind == TREATMENT)


def _is_versus(text: str, treatment: Mention, drug: Mention) -> bool:
    """Tell whether a word of comparison stands between the two, which are near each other."""
    first, second = sorted((treatment, drug), key=lambda mention: mention.start)
    gap = text[first.end : second.start]
    announced = _COMPARING.search(text[: first.start]) is not None and _WITH.search(gap) is not None
    near = 0 < len(gap) <= 90 and (announced or _VERSUS.search(gap) is not None)
    return near or (0 < len(gap) <= 180 and drug is second and _COMPARED_TO.search(gap) is not None)


def _is_either(text: str, treatment: Mention, drug: Mention) -> bool:
    first, second = sorted((treatment, drug), key=lambda mention: mention.start)
    gap = text[first.end : second.start]
    return 0 < len(gap) <= 60 and _OR_AND.search(gap) is not None


# Between two treatments of a title that is about both: "safety of AHSCT and [fingolimod] in ...".
_JOINT = re.compile(r"\s*(?:,\s*|,?\s*(?:and|or|&|/)\s*)(?:[\w-]+,\s*){0,3}(?:(?:and|or)\s+)?$", re.IGNORECASE)
_PREPARES = ("cyclophosphamide", "rituximab")  # drugs that are given with the treatment as often as against it


def _is_joined(text: str, drug: Mention, labels: tuple[Mention, ...]) -> bool:
    if drug.code in _PREPARES:
        return False
    treatments = [mention for mention in labels if mention.kind == TREATMENT]
    gaps = (text[t.end : drug.start] if t.start < drug.start else text[drug.end : t.start] for t in treatments)
    return any(_JOINT.fullmatch(gap) is not None for gap in gaps if gap)


def _has_controls(marked: Marked) -> bool:
    return any(
        mention.kind == CONTROL and _may_tell(sentence)
        for sentence, labels in marked
        for mention in labels
        if not is_other_role(sentence.text, mention, labels)
    )
