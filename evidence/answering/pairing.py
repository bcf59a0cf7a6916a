"""Which figures of two arms, courses or regimens of one record belong together."""

from collections import defaultdict
from collections.abc import Sequence

from evidence.answering.sides import Sides
from evidence.records.finding import HSCT, Finding

Place = tuple[object, ...]


def pairs(findings: Sequence[Finding], sides: Sides) -> list[tuple[Finding, Finding]]:
    """Return the figures of two sides that belong together: same time, statistic and population.

    Two figures of one side in the same place cannot be told apart; such a place gives no pair.
    """
    places: dict[Place, dict[str, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for finding in findings:
        side = sides.side(finding)
        if side is not None:
            places[_place(finding, sides)][side].append(finding)
    found = []
    for by_side in places.values():
        alone = {side: told[0] for side, told in by_side.items() if len(told) == 1}
        names = sorted(alone, key=lambda name: (name != HSCT, name))
        if sides.contrast == "treatment":
            found += [(alone[HSCT], alone[name]) for name in names[1:] if HSCT in alone]
        else:
            found += [(alone[a], alone[b]) for place, a in enumerate(names) for b in names[place + 1 :]]
    return found


def _place(finding: Finding, sides: Sides) -> Place:
    population = finding.population if sides.contrast in ("treatment", "regimen") else None
    kind = "share" if finding.statistic in ("percent", "count") else finding.statistic
    return kind, finding.value_kind, finding.direction, finding.timepoint_months, population, finding.unit
