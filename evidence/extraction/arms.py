"""Which treatment a figure belongs to, and what is compared."""

import re
from dataclasses import dataclass

from evidence.extraction.mentions import CONTROL, COURSE, DRUG, REGIMEN, SUBGROUP, TREATMENT, WHOLE, Mention
from evidence.records.finding import Contrast

# Outcomes that only the transplanted can have.
TRANSPLANT_ONLY = ("trm",)


@dataclass(frozen=True, slots=True)
class ArmWords:
    """The mentions of one sentence by what they name. arms: the treatment, its comparators and "controls"."""

    arms: tuple[Mention, ...]
    courses: tuple[Mention, ...]
    subgroups: tuple[Mention, ...]
    regimens: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Arm:
    """An arm as a finding names it; doubt: why it is not certain."""

    arm: str
    comparator: str | None = None
    contrast: Contrast | None = None
    doubt: str | None = None


def sort_labels(labels: tuple[Mention, ...], comparators: tuple[str, ...]) -> ArmWords:
    """Return the labels by kind. A drug names an arm only where the study compares it with the treatment."""
    arms = tuple(
        mention
        for mention in labels
        if mention.kind in (TREATMENT, CONTROL) or (mention.kind == DRUG and mention.code in comparators)
    )
    return ArmWords(
        arms=_with_whole(arms if comparators else (), labels),
        courses=_with_whole(tuple(mention for mention in labels if mention.kind == COURSE), labels),
        subgroups=tuple(mention for mention in labels if mention.kind in (SUBGROUP, WHOLE)),
        regimens=_with_whole(tuple(mention for mention in labels if mention.kind == REGIMEN), labels),
    )


def _with_whole(named: tuple[Mention, ...], labels: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the groups with "in all" among them, in order; without any group "in all" says nothing."""
    whole = tuple(mention for mention in labels if mention.kind == WHOLE)
    return tuple(sorted((*named, *whole), key=lambda mention: mention.start)) if named else ()


def arm_of(mention: Mention | None, comparators: tuple[str, ...], outcome: str) -> Arm:
    """Return the arm that the mention names; without one the treatment, if the study has nothing else."""
    if not comparators or outcome in TRANSPLANT_ONLY:
        return Arm("hsct")
    if mention is None:
        return Arm("all", doubt="arm not told")
    if mention.kind == WHOLE:
        return Arm("all")
    if mention.kind == TREATMENT:
        return Arm("hsct")
    if mention.kind == DRUG:
        return Arm("comparator", mention.code)
    return Arm("comparator", comparators[0] if len(comparators) == 1 else None)


# A ratio per step of something, or of a trait of patients, compares no treatments.
_PREDICTOR = re.compile(
    r"\b(?:predict\w*|risk factors?|prognostic|per (?:year|point|unit|decade|step)|for (?:each|every)|"
    r"in the year (?:before|prior)|"
    r"(?:older|younger|higher|lower|baseline|greater) (?:age|EDSS|\w+) (?:was|were|at)|independent\w*)\b",
    re.IGNORECASE,
)
_GROUPS = re.compile(r"\b(?:groups|arms|treatments|cohorts|both)\b", re.IGNORECASE)
_COMPARED = re.compile(
    r"\b(?:compared|versus|vs\.?|than|between|relative to|against|over|superior|inferior|differ\w*)\b", re.IGNORECASE
)


_TRAIT = re.compile(r"\b(?:associat\w+|baseline|age|sex|duration)\b", re.IGNORECASE)


def _is_of_groups(text: str, words: ArmWords) -> bool:
    """Tell whether a ratio of a comparative study compares its groups: named, or nothing else is."""
    if words.arms or _GROUPS.search(text) is not None:
        return True
    return not (words.courses or words.subgroups or words.regimens or _TRAIT.search(text))


def between(text: str, words: ArmWords, comparators: tuple[str, ...], own: Mention | None = None) -> Arm:
    """Return what a ratio or a bare p value compares: treatments, regimens or courses; doubtful where not told.

    own: the drug that belongs to this ratio, where the sentence compares with several.
    """
    named = tuple(dict.fromkeys(mention.code for mention in words.arms if mention.kind == DRUG))
    if own is not None and own.kind == DRUG:
        named = (own.code,)
    if comparators and (_PREDICTOR.search(text) is not None or not _is_of_groups(text, words)):
        return Arm("all", doubt="contrast not told")
    if len(named) == 1 or (not named and len(comparators) == 1):
        comparator = named[0] if named else comparators[0]
        return Arm("between", comparator, Contrast("treatment", "hsct", comparator))
    if len(comparators) > 1:
        return Arm("between", doubt="comparator not told")
    for kind, mentions in (("regimen", words.regimens), ("course", words.courses), ("subgroup", words.subgroups)):
        codes = tuple(dict.fromkeys(mention.code for mention in mentions if mention.code))
        if len(codes) == 2 and _COMPARED.search(text) is not None:
            return Arm("hsct", None, Contrast(kind, codes[0], codes[1]))
    return Arm("hsct", doubt="contrast not told")
