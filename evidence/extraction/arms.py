"""Which treatment a figure belongs to, and what is compared."""

from evidence.extraction.mentions import CONTROL, COURSE, DRUG, REGIMEN, SUBGROUP, TREATMENT, WHOLE, Mention
from evidence.records.finding import Contrast
from evidence.values import value

# Outcomes that only the transplanted can have.
TRANSPLANT_ONLY = ("trm",)


@value
class ArmWords:
    """The mentions of one sentence by what they name. arms: treatment, comparators and "controls"; drugs: all."""

    arms: tuple[Mention, ...]
    courses: tuple[Mention, ...]
    subgroups: tuple[Mention, ...]
    regimens: tuple[Mention, ...]
    drugs: tuple[Mention, ...] = ()


@value
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
        regimens=_with_whole(_regimens(labels, comparators), labels),
        drugs=tuple(mention for mention in labels if mention.kind == DRUG),
    )


def _regimens(labels: tuple[Mention, ...], comparators: tuple[str, ...]) -> tuple[Mention, ...]:
    """Return the regimens; a drug that prepares grafts and is no comparator names one too ("Cy", "BEAM")."""
    return tuple(
        one
        for one in labels
        if one.kind == REGIMEN or (one.kind == DRUG and one.prepares and one.code not in comparators)
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
