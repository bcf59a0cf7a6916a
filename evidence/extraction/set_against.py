"""How firmly a sentence sets a drug against the treatment: compared with it, drawn by lot, or merely given."""

import re
from collections.abc import Iterator

from evidence.extraction.mentions import DRUG, TREATMENT, Mention
from evidence.extraction.roles import is_example, is_other_role, prepares
from evidence.extraction.text import Sentence

COMPARATIVE = ("RCT", "comparative cohort", "protocol", "economic evaluation")
PLACEBO, MIXED = "placebo", "dmt"
# How firmly a drug is told as comparator: set against the treatment, or merely given to patients of the study.
_AGAINST, _GIVEN = 2, 1

VERSUS = re.compile(
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


def drugs_against(
    marked: list[tuple[Sentence, tuple[Mention, ...]]], design: str | None, *, in_title: bool
) -> dict[str, int]:
    """Return how firmly each drug is set against the treatment; those that are not are left out."""
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
    near = 0 < len(gap) <= 90 and (announced or VERSUS.search(gap) is not None)
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
