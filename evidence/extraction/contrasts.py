"""What a ratio, a difference or a bare p value compares, and which side is which ("X against Y")."""

import re

from evidence.extraction.arms import Arm, ArmWords
from evidence.extraction.figures import Figure
from evidence.extraction.mentions import CONTROL, DRUG, TREATMENT, Mention
from evidence.quick import Quick
from evidence.records.finding import Contrast
from evidence.values import changed

# A ratio per step of something, or of a trait of patients, compares no treatments.
_PREDICTOR = Quick(
    r"\b(?:predict\w*|risk factors?|prognostic|for (?:each|every)|"
    r"(?<!points )(?<!point )(?<!relapses )(?<!% )per (?:year|point|unit|decade|step)|"
    r"in the year (?:before|prior)|"
    r"(?:older|younger|higher|lower|baseline|greater) (?:age|EDSS|\w+) (?:was|were|at)|independent\w*)\b",
    re.IGNORECASE,
)
_GROUPS = re.compile(r"\b(?:benefit|advantage|superiority|groups|arms|treatments|cohorts|both)\b", re.IGNORECASE)
_COMPARED = re.compile(
    r"\b(?:compared|versus|vs\.?|than|between|relative to|against|over|superior|inferior|differ\w*)\b", re.IGNORECASE
)
_TRAIT = re.compile(r"\b(?:associat\w+|baseline|age|sex|duration)\b", re.IGNORECASE)
# What follows these words is the side that the other is held against.
_REFERENCE = re.compile(
    r"\b(?:than|versus|vs\.?|v\.?|against|over|(?:as\s)?compared\s(?:with|to)|relative\sto|in\scomparison\s(?:with|to)|"
    r"superior\sto|inferior\sto|unlike)\s+(?:[\w'-]+\s+){0,6}$",
    re.IGNORECASE,
)
_COMPARING = re.compile(r"\bcompar(?:ing|ed|es)\s+(?!with|to)", re.IGNORECASE)
_IN_WHOM = re.compile(r"\b(?:in|for|among|within)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_BETWEEN = Quick(r"\bdifferences?\b[^.;]{0,60}?\bbetween\s", re.IGNORECASE)  # "between X and Y": X less Y
_LOWER = re.compile(r"\b(?:lower\w*|reduc\w+|decreas\w+|fewer|less|longer|better|superior)\b", re.IGNORECASE)
_HIGHER = re.compile(r"\b(?:higher|increas\w+|greater|more|shorter|worse|inferior)\b", re.IGNORECASE)


_FAVOURED = Quick(r"\b(?:favou?r\w*|compar\w+|versus|vs|than|between)\b", re.IGNORECASE)


def as_contrast(figure: Figure, text: str, comparators: tuple[str, ...]) -> Figure:
    """Return a standardised mean difference as one between groups, where a sentence of a comparison sets them apart."""
    if figure.statistic != "standardised_mean_difference" or not comparators or _FAVOURED.search(text) is None:
        return figure
    return changed(figure, value_kind="difference")


def between(
    text: str, words: ArmWords, comparators: tuple[str, ...], *, place: int | None = None, own: Mention | None = None
) -> Arm:
    """Return what a ratio or a bare p value compares: treatments, regimens or courses; doubtful where not told.

    place: of the figure. own: the drug that belongs to it, where the sentence compares with several.
    """
    named = tuple(dict.fromkeys(mention.code for mention in words.arms if mention.kind == DRUG))
    if own is not None and own.kind == DRUG:
        named = (own.code,)
    if comparators and (_PREDICTOR.search(text) is not None or not _is_of_groups(text, words)):
        return Arm("all", doubt="contrast not told")
    if not comparators and not named:
        named = _held_against(text, words)
    if len(named) == 1 or (not named and len(comparators) == 1):
        return _of_treatments(text, words, named[0] if named else comparators[0], place)
    if len(comparators) > 1:
        return Arm("between", doubt="comparator not told")
    for kind, mentions in (("regimen", words.regimens), ("course", words.courses), ("subgroup", words.subgroups)):
        codes = tuple(dict.fromkeys(mention.code for mention in mentions if mention.code))
        held = kind == "regimen" and _TRAIT.search(text) is None and _PREDICTOR.search(text) is None
        if len(codes) == 2 and (held or _COMPARED.search(text) is not None):
            first, second = _sides(text, mentions, codes, place)
            return Arm("between", None, Contrast(kind, first, second))
    return Arm("hsct", doubt="contrast not told")


def _held_against(text: str, words: ArmWords) -> tuple[str, ...]:
    """Return the only drug that the treatment is held against ("in comparison with X"), for a record without one."""
    drugs = {one.code for one in words.drugs if _REFERENCE.search(text[: one.start]) is not None}
    return tuple(drugs) if len(drugs) == 1 else ()


def _is_of_groups(text: str, words: ArmWords) -> bool:
    """Tell whether a ratio of a comparative study compares its groups: named, or nothing else is."""
    if words.arms or _GROUPS.search(text) is not None:
        return True
    parts = (*words.courses, *words.subgroups)
    if parts and not words.regimens and _TRAIT.search(text) is None:  # "in SPMS alone the HR was 0.58"
        return all(_IN_WHOM.search(text[: one.start]) is not None for one in parts)
    return not (words.courses or words.subgroups or words.regimens or _TRAIT.search(text))


def _of_treatments(text: str, words: ArmWords, drug: str, place: int | None) -> Arm:
    mentions = tuple(
        one for one in words.arms if one.kind in (TREATMENT, CONTROL) or (one.kind == DRUG and one.code == drug)
    )
    codes = ("hsct", drug)
    told = tuple(Mention(one.kind, "hsct" if one.kind == TREATMENT else drug, one.start, one.end) for one in mentions)
    first, second = _sides(text, told, codes, place)
    return Arm("between", drug, Contrast("treatment", first, second))


def _sides(text: str, mentions: tuple[Mention, ...], codes: tuple[str, ...], place: int | None) -> tuple[str, str]:
    """Return the side told first and the one it is held against; as in `codes` where the words do not say.

    "Compared with Y, X had", "X had less than Y", "X versus Y", "comparing X with Y": always X against Y.
    """
    reach = tuple(one for one in mentions if place is None or one.start < place) or mentions
    against = [one for one in (*reach, *mentions) if _REFERENCE.search(text[: one.start]) is not None]
    if against:
        second = against[-1].code if place is None else min(against, key=lambda one: abs(one.start - place)).code
        return codes[1] if second == codes[0] else codes[0], second
    comparing = _COMPARING.search(text) or _BETWEEN.search(text)
    ordered = tuple(dict.fromkeys(one.code for one in mentions if comparing is None or one.start > comparing.start()))
    if comparing is not None and len(ordered) == 2:
        return ordered[0], ordered[1]
    only = {one.code for one in mentions}
    if len(only) == 1 and (_LOWER.search(text) or _HIGHER.search(text)):
        first = only.pop()  # "relapses were rarer with X": X against the other
        return first, codes[1] if first == codes[0] else codes[0]
    return codes[0], codes[1]


# "more patients were free of relapse (HR 0.3)": more is said of those who were spared.
_SPARED = re.compile(r"\b(?:\w+-)?free(?:dom)?\b|\bwithout\b|\bNEDA\b|\bno\s+evidence\b", re.IGNORECASE)


def contradicts(text: str, value: float, low: float | None, high: float | None) -> bool:
    """Tell whether a ratio of events that excludes 1 says the opposite of the only word beside it ("lower", 3.2)."""
    if low is None or high is None or low <= 1 <= high or _SPARED.search(text) is not None:
        return False
    lower, higher = _LOWER.search(text) is not None, _HIGHER.search(text) is not None
    return lower != higher and lower == (value > 1)
