"""Which figures a person should look at, and in which order: what answers rest on first. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from evidence.judged import CORRECTED, HELD, LIKE_REJECTED, REJECTED
from evidence.places import figure_key
from evidence.records.finding import DEATHS, Finding

SURE = 0.9  # confidence under which a clean figure is looked at though no answer rests on it
BY_PEOPLE = (REJECTED, CORRECTED, LIKE_REJECTED, HELD)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the questions have to do with figures.

    rests: id of a finding -> codes of the questions that rest on it; asks: outcome -> codes of those that ask for it.
    """

    rests: Mapping[str, tuple[str, ...]]
    asks: Mapping[str, tuple[str, ...]]


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


def to_review(
    findings: Iterable[Finding], asked: Asked, decided: Collection[str], *, blind: bool = False
) -> tuple[ToReview, ...]:
    """Return the figures that are unsure or load-bearing, those that a decision holds back first.

    findings: of records that may be evidence; decided: keys of the figures to leave out. blind: a second person looks
    without knowing what the first one said, so that the machine's figure is shown as the machine read it.
    """
    listed = list(findings)
    rests: dict[str, set[str]] = {}
    for finding in listed:
        rests.setdefault(figure_key(finding), set()).update(asked.rests.get(finding.id, ()))
    found = []
    for finding in listed:
        key = figure_key(finding)
        if finding.origin == "person" or key in decided:
            continue
        shown = _as_read(finding) if blind else finding
        resting = tuple(sorted(rests[key], key=by_number))
        why = (*(("rests",) if resting else ()), *_unsure(shown))
        if why and (resting or asked.asks.get(finding.outcome)):
            found.append(ToReview(shown, key, resting, asked.asks.get(finding.outcome, ()), why))
    return tuple(sorted(found, key=_order))


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


def _order(item: ToReview) -> tuple[object, ...]:
    """Sort: held for a person and deaths that count nowhere, then by the questions that rest on it, by those that ask
    for it, and least sure."""
    finding = item.finding
    waits = "held" in item.why or "like-rejected" in item.why or _is_lost_death(finding)
    sure = 1.0 if finding.confidence is None else finding.confidence
    return not waits, -len(item.rests), -len(item.asks), sure, finding.record, finding.mark_start or 0, finding.id


def _is_lost_death(finding: Finding) -> bool:
    """Tell whether deaths may be told here that no answer counts; that none died is nothing to lose."""
    return finding.outcome in DEATHS and finding.state != "clean" and finding.value != 0


def by_number(code: str) -> tuple[int, str]:
    """Sort codes of questions: Q2 before Q10."""
    digits = "".join(character for character in code if character.isdigit())
    return int(digits or 0), code
