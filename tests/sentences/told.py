"""What a printed figure says, and whether a finding of the reader says the same."""

from dataclasses import dataclass, field

from evidence.records.finding import Finding

FIELDS = (
    "outcome", "arm", "comparator", "contrast", "population", "regimen", "timepoint_months", "statistic",
    "value_kind", "value", "ci_low", "ci_high", "ci_level", "p", "events", "denominator", "direction",
)  # fmt: skip
NUMBERS = {"timepoint_months": 0.01, "value": 1e-6, "ci_low": 1e-6, "ci_high": 1e-6, "ci_level": 1e-6}


class AnyOf(tuple[object, ...]):
    """Values that are equally right, where the sentence leaves it open."""


@dataclass(frozen=True)
class Told:
    """One printed figure: a value or AnyOf for each field; a field that is not named is None.

    optional: right, but nobody misses it (a rounded "one in three").
    """

    fields: dict[str, object] = field(default_factory=dict)
    optional: bool = False

    def differences(self, finding: Finding) -> tuple[str, ...]:
        """Return the names of the fields in which the finding says something else."""
        return tuple(name for name in FIELDS if not _fits(name, self.fields.get(name), getattr(finding, name)))


def perhaps(fields: dict[str, object]) -> dict[str, object]:
    """Return fields that may also be left out: a p value that is of the comparison, not of either figure."""
    return {name: AnyOf((None, value)) for name, value in fields.items()}


def _fits(name: str, told: object, read: object) -> bool:
    if isinstance(told, AnyOf):
        return any(_fits(name, one, read) for one in told)
    if name in NUMBERS and isinstance(told, int | float) and isinstance(read, int | float):
        return abs(told - read) <= NUMBERS[name]
    return told == read


@dataclass(frozen=True)
class Wrong:
    """A clean finding that the text does not say. nearest: what the text says, differences: where they part."""

    finding: Finding
    nearest: Told | None
    differences: tuple[str, ...]


def compare(told: tuple[Told, ...], findings: tuple[Finding, ...]) -> tuple[list[Wrong], list[Told]]:
    """Return the wrong findings, and the figures that no finding gives; one to one. Only clean findings are asked."""
    left, wrong, clean = list(told), [], [finding for finding in findings if finding.state == "clean"]
    strays = []
    for finding in clean:
        same = next((one for one in left if not one.differences(finding)), None)
        if same is None:
            strays.append(finding)
        else:
            left.remove(same)
    for finding in strays:
        nearest = min(left or told, key=lambda one: _distance(one, finding), default=None)
        differences = nearest.differences(finding) if nearest is not None else ()
        wrong.append(Wrong(finding, nearest, differences))
    return wrong, [one for one in left if not one.optional]


def _distance(one: Told, finding: Finding) -> tuple[int, int]:
    differences = one.differences(finding)
    return ("value" in differences, len(differences))
