"""What a person should look at, and in which order: what most answers rest on and lean on first. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import inf

from evidence.doubtful import Doubt
from evidence.judged import CORRECTED, HELD, LIKE_REJECTED, REJECTED
from evidence.leaning import NOTHING, Lean
from evidence.places import figure_key
from evidence.records.finding import DEATHS, Finding

SURE = 0.9  # confidence under which a clean figure is looked at though no answer rests on it
BY_PEOPLE = (REJECTED, CORRECTED, LIKE_REJECTED, HELD)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the questions have to do with figures.

    rests: id of a finding -> codes of the questions that rest on it; asks: outcome -> codes of those that ask for it;
    leans: id of a finding -> how much they lean on its study.
    """

    rests: Mapping[str, tuple[str, ...]]
    asks: Mapping[str, tuple[str, ...]]
    leans: Mapping[str, Lean] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ToReview:
    """A figure to look at. rests: questions that rest on it; asks: those that ask for its outcome.

    why: codes, of "rests", "held", "like-rejected", "flagged", "unbound", "low-confidence".
    """

    finding: Finding
    key: str
    rests: tuple[str, ...]
    asks: tuple[str, ...]
    why: tuple[str, ...]
    lean: Lean = NOTHING


def to_review(
    findings: Iterable[Finding], asked: Asked, decided: Collection[str], *, blind: bool = False
) -> tuple[ToReview, ...]:
    """Return the figures that are unsure or load-bearing, those that a decision holds back first.

    findings: of records that may be evidence; decided: keys of the figures to leave out. blind: a second person looks
    without knowing what the first one said, so that the machine's figure is shown as the machine read it.
    """
    listed = list(findings)
    rests: dict[str, set[str]] = {}
    lean: dict[str, Lean] = {}
    for finding in listed:
        key = figure_key(finding)
        rests.setdefault(key, set()).update(asked.rests.get(finding.id, ()))
        lean[key] = heavier(lean.get(key, NOTHING), asked.leans.get(finding.id, NOTHING))
    found = []
    for finding in listed:
        key = figure_key(finding)
        if finding.origin == "person" or key in decided:
            continue
        shown = _as_read(finding) if blind else finding
        resting = tuple(sorted(rests[key], key=by_number))
        why = (*(("rests",) if resting else ()), *_unsure(shown))
        if why and (resting or asked.asks.get(finding.outcome)):
            found.append(ToReview(shown, key, resting, asked.asks.get(finding.outcome, ()), why, lean[key]))
    return tuple(sorted(found, key=_order))


def in_order(figures: Iterable[ToReview], doubts: Iterable[Doubt]) -> tuple[ToReview | Doubt, ...]:
    """Return figures and doubtful records in one order: a record that was let in before its figures, one that was left
    out before the figures on which nothing rests."""
    return tuple(sorted([*figures, *doubts], key=_order))


def heavier(one: Lean, other: Lean) -> Lean:
    """Return that on which more leans."""
    return other if other.weight > one.weight else one


def _as_read(finding: Finding) -> Finding:
    """Return the figure as the machine read it, before anybody said something of it."""
    flags = tuple(flag for flag in finding.flags if flag not in BY_PEOPLE)
    by_people = finding.state == "flagged" and not flags
    return replace(finding, flags=flags, state="clean" if by_people else finding.state)


def _unsure(finding: Finding) -> Sequence[str]:
    if HELD in finding.flags:
        return ("held",)
    if LIKE_REJECTED in finding.flags:
        return ("like-rejected",)
    if finding.state != "clean":
        return (finding.state,)
    return ("low-confidence",) if finding.confidence is not None and finding.confidence < SURE else ()


def _order(item: ToReview | Doubt) -> tuple[object, ...]:
    """Sort: held for a person and deaths that count nowhere, then by the questions that rest on it, by how much they
    lean on its study, by those that ask for it, and least sure."""
    weight = tuple(-part for part in item.lean.weight)
    if isinstance(item, Doubt):
        return True, -len(item.rests), weight, -inf, 0.0, item.record, -1, ""
    finding = item.finding
    waits = "held" in item.why or "like-rejected" in item.why or _is_lost_death(finding)
    sure = 1.0 if finding.confidence is None else finding.confidence
    place = (finding.record, finding.mark_start or 0, finding.id)
    return not waits, -len(item.rests), weight, -len(item.asks), sure, *place


def _is_lost_death(finding: Finding) -> bool:
    """Tell whether deaths may be told here that no answer counts; that none died is nothing to lose."""
    return finding.outcome in DEATHS and finding.state != "clean" and finding.value != 0


def by_number(code: str) -> tuple[int, str]:
    """Sort codes of questions: Q2 before Q10."""
    digits = "".join(character for character in code if character.isdigit())
    return int(digits or 0), code
