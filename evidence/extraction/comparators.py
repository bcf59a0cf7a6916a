"""What the treatment is compared with: drugs named beside it with "versus", or as group of a comparative study."""

import re

from evidence.extraction.mentions import CONTROL, DRUG, TREATMENT, Mention
from evidence.extraction.text import CONCLUSIONS, Sentence

COMPARATIVE = ("RCT", "comparative cohort")
_VERSUS = re.compile(
    r"\b(?:versus|vs\.?|v\.?|compar\w+|superior|inferior|against|than|over|relative to|either|matched|"
    r"differ\w*)(?=\W|$)",
    re.IGNORECASE,
)
_COMPARING = re.compile(r"\bcompar\w+\b[^.;]{0,60}$", re.IGNORECASE)
_WITH = re.compile(r"\b(?:with|to|and)\b", re.IGNORECASE)
_OR_AND = re.compile(r"\b(?:or|and)\b", re.IGNORECASE)
# The same drugs prepare the graft: then they are no comparator.
_CONDITIONING = re.compile(
    r"^[^.;]{0,30}?\b(?:ATG|anti-?\s?thymocyte|conditioning|mobili[sz]ation|mg/kg|g/m2|regimen|plus|\+)", re.IGNORECASE
)
_PREPARED = re.compile(
    r"(?:conditioning|conditioned|mobili[sz]\w+|regimens?|prepar\w+|ablat\w+|followed by|consisting of|despite|"
    r"after|failed|"
    r"failure of|refractory to|switch\w* from|prior|previous\w*)\s+(?:\w+\s+){0,4}$",
    re.IGNORECASE,
)
_GROUP = re.compile(r"^[\s-]*(?:-?treated|group|arm|cohort|patients|controls)\b", re.IGNORECASE)
_RECEIVED = re.compile(
    r"(?:receiv\w+|treated with|given|started(?: on)?|initiat\w+|assigned to|on)\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE
)


def find_comparators(
    marked: tuple[tuple[Sentence, tuple[Mention, ...]], ...], study_design: str | None
) -> tuple[str, ...]:
    """Return the codes of the drugs that the treatment is compared with, in order of their first mention."""
    found: dict[str, None] = {}
    for sentence, labels in marked:
        if sentence.kind == CONCLUSIONS:
            continue
        for mention in labels:
            if (
                mention.kind == DRUG
                and not _is_part(sentence.text, mention, labels)
                and _is_comparator(sentence.text, mention, labels, study_design)
            ):
                found[mention.code] = None
    if not found and study_design in COMPARATIVE and _has_controls(marked):
        return ("control",)
    return tuple(found)


_EXCEPT = re.compile(r"\b(?:other than|except|excluding|apart from)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)


def _is_part(text: str, drug: Mention, labels: tuple[Mention, ...]) -> bool:
    """Tell whether the drug is an example of a class named before its bracket, or what the class leaves out."""
    if _EXCEPT.search(text[: drug.start]) is not None:
        return True
    opened = text.rfind("(", 0, drug.start)
    if opened < 0 or ")" in text[opened : drug.start]:
        return False
    return any(mention.kind == DRUG and mention.group == "dmt" and 0 <= opened - mention.end <= 3 for mention in labels)


def _is_comparator(text: str, drug: Mention, labels: tuple[Mention, ...], study_design: str | None) -> bool:
    if _CONDITIONING.match(text[drug.end :]) is not None or _PREPARED.search(text[: drug.start]) is not None:
        return False
    treatments = [mention for mention in labels if mention.kind == TREATMENT]
    if any(_is_versus(text, treatment, drug) for treatment in treatments):
        return True
    if study_design not in COMPARATIVE:
        return False
    grouped = _GROUP.match(text[drug.end :]) is not None or _RECEIVED.search(text[: drug.start]) is not None
    return grouped or any(_is_either(text, treatment, drug) for treatment in treatments)


def _is_versus(text: str, treatment: Mention, drug: Mention) -> bool:
    """Tell whether a word of comparison stands between the two, which are near each other."""
    first, second = sorted((treatment, drug), key=lambda mention: mention.start)
    gap = text[first.end : second.start]
    announced = _COMPARING.search(text[: first.start]) is not None and _WITH.search(gap) is not None
    return 0 < len(gap) <= 90 and (announced or _VERSUS.search(gap) is not None)


def _is_either(text: str, treatment: Mention, drug: Mention) -> bool:
    first, second = sorted((treatment, drug), key=lambda mention: mention.start)
    gap = text[first.end : second.start]
    return 0 < len(gap) <= 60 and _OR_AND.search(gap) is not None


def _has_controls(marked: tuple[tuple[Sentence, tuple[Mention, ...]], ...]) -> bool:
    return any(mention.kind == CONTROL for _, labels in marked for mention in labels)
