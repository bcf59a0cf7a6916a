"""Where two origins tell one figure differently: the pack and the machine, or a person and either; to be looked at."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evidence.records.finding import Finding

RANK = {"person": 0, "pack": 1, "machine": 2}  # a person outranks the pack, the pack the machine
SHARES = ("percent", "count")
Place = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure of a record told in two ways: ids of the findings that count, and of the others, of a lower origin."""

    record: str
    outcome: str
    counts: tuple[str, ...]
    other: tuple[str, ...]


def differences(findings: Iterable[Finding]) -> tuple[Difference, ...]:
    """Return where clean figures of two origins are of the same thing and not the same, sorted.

    The same thing: outcome, arm, comparator, patients, regimen, time and kind of figure. A figure that only one of them
    has is no difference, nor is a count beside the percent of the same patients.
    """
    places: dict[Place, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.state == "clean" and finding.statistic != "p_only":
            places[_place(finding)].append(finding)
    found = [told for its in places.values() if (told := _difference(sorted(its, key=lambda one: one.id))) is not None]
    return tuple(sorted(found, key=lambda told: (told.record, told.outcome, told.counts)))


def _place(finding: Finding) -> Place:
    kind = "share" if finding.statistic in SHARES else finding.statistic
    drug = None if finding.arm == "hsct" else finding.comparator  # beside HSCT itself only some repeat it
    of = finding.record, finding.outcome, finding.arm, finding.contrast, drug, finding.population, finding.regimen
    return *of, kind, finding.value_kind, finding.direction, finding.timepoint_months


def same_thing(one: Finding, other: Finding) -> bool:
    """Return True if two figures are of exactly the same thing, whatever they say of it."""
    return _place(one) == _place(other)


def same_claim(one: Finding, other: Finding) -> bool:
    """Return True if two figures of a record say the same of the same thing, as far as both tell it.

    One that tells no time may be of any time; one that says no number says nothing that another could repeat.
    """
    first, second = _place(one), _place(other)
    numbers = (one.value is not None and other.value is not None) or None not in (one.events, other.events)
    may_differ = (4, 5, 6, 8, 9, 10)  # drug, patients, regimen, kind of value, direction, time
    same = all(
        mine == yours or (number in may_differ and None in (mine, yours))
        for number, (mine, yours) in enumerate(zip(first, second, strict=True))
    )
    return same and numbers and agree(one, other)


def _difference(told: Sequence[Finding]) -> Difference | None:
    best = min(RANK[finding.origin] for finding in told)
    counts = [finding for finding in told if RANK[finding.origin] == best]
    other = [finding for finding in told if RANK[finding.origin] > best]
    strange = [one for one in other if not any(agree(one, counted) for counted in counts)]
    if not strange:
        return None
    first = counts[0]
    return Difference(first.record, first.outcome, tuple(one.id for one in counts), tuple(one.id for one in strange))


def agree(one: Finding, other: Finding) -> bool:
    """Return True if two figures of one thing say the same, as far as both tell it."""
    if one.statistic in SHARES:
        return _same_share(one, other)
    pairs = ((one.value, other.value), (one.ci_low, other.ci_low), (one.ci_high, other.ci_high))
    return all(_same(first, second) for first, second in pairs)


def _same_share(one: Finding, other: Finding) -> bool:
    same_counts = _same(one.events, other.events) and _same(one.denominator, other.denominator)
    first, second = _percent(one), _percent(other)
    if first is None or second is None:
        return same_counts
    return same_counts and abs(first - second) <= max(_half_step(one), _half_step(other)) + 1e-9


def _same(first: float | None, second: float | None) -> bool:
    return first is None or second is None or first == second


def _percent(finding: Finding) -> float | None:
    if finding.statistic == "percent" and finding.value is not None:
        return finding.value
    if finding.events is None or not finding.denominator:
        return None
    return 100 * finding.events / finding.denominator


def _half_step(finding: Finding) -> float:
    """Return half of the last digit that a percent was printed with; a count has none to lose."""
    if finding.statistic != "percent" or finding.value is None:
        return 0.0
    decimals = len(f"{finding.value:.6f}".rstrip("0").partition(".")[2])
    return 0.5 * 10.0**-decimals
