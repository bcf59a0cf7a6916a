"""One comparison of two sides within one study: who did better, and whether that was shown."""

from dataclasses import dataclass, replace
from math import exp, log, sqrt

from evidence.pooling import Z95
from evidence.records.finding import HSCT

PRINTED, INTERVALS, COUNTS, ROUNDED, BARE_P = "printed", "intervals", "counts", "rounded", "bare-p"
METHODS = (PRINTED, INTERVALS, COUNTS, ROUNDED, BARE_P)  # from most to least direct
NONE = "none"  # favours nobody: not shown


@dataclass(frozen=True, slots=True)
class Effect:
    """Side a compared with side b, e.g. "hsct" with "alemtuzumab".

    value, low, high: as printed or computed, None where only a p value is known; scale: "ratio" or "difference".
    good: more is better (True) or worse (False) for patients. leans: the side whose figure is better, None if equal.
    favours: the side that did better by an interval that excludes no effect, or by p < 0.05; "none" if not shown.
    direction: what a share or ratio counts, as of its finding ("event", "event_free", ...).
    other_drug: b is a drug that the question takes as indirect evidence only.
    """

    record: str
    outcome: str
    a: str
    b: str
    statistic: str
    scale: str
    method: str
    good: bool
    value: float | None
    low: float | None
    high: float | None
    p: str | None
    months: float | None
    patients: int | None
    events: int | None
    leans: str | None
    favours: str
    randomised: bool
    whole: bool
    findings: tuple[str, ...]
    other_drug: bool = False
    direction: str | None = None

    @property
    def has_interval(self) -> bool:
        """True unless only a p value is known."""
        return self.method != BARE_P

    @property
    def shown(self) -> bool:
        """True if one side did better."""
        return self.favours != NONE

    @property
    def better(self) -> str:
        """Who did better: "hsct", "comparator" whatever the drug, "none", or of other contrasts the side."""
        if self.a != HSCT or self.favours in (NONE, HSCT):
            return self.favours
        return "comparator"


def judged(effect: Effect, shown_by_p: bool) -> Effect:
    """Return the effect with leans and favours filled in from its value, interval or p value."""
    neutral = 1.0 if effect.scale == "ratio" else 0.0
    leans = _better(effect, effect.value, neutral)
    if effect.has_interval and effect.low is not None and effect.high is not None:
        shown = effect.low > neutral or effect.high < neutral
    else:
        shown = shown_by_p
    return replace(effect, leans=leans, favours=leans if shown and leans is not None else NONE)


def _better(effect: Effect, value: float | None, neutral: float) -> str | None:
    if value is None or value == neutral:
        return None
    return effect.a if (value > neutral) == effect.good else effect.b


def contradict(one: Effect, other: Effect) -> bool:
    """Return True if two comparisons of the same sides point opposite ways in earnest.

    Either both are shown and favour different sides, or one is shown, the other leans to the other side, and neither
    interval holds the other's estimate: a wide interval around no effect contradicts nobody.
    """
    if one.shown and other.shown:
        return one.better != other.better
    if not (one.shown or other.shown) or one.leans is None or other.leans is None or _lean_alike(one, other):
        return False
    return _excludes(one, other) and _excludes(other, one)


def _lean_alike(one: Effect, other: Effect) -> bool:
    if one.a == other.a == HSCT:
        return (one.leans == HSCT) == (other.leans == HSCT)
    return one.leans == other.leans


def _excludes(one: Effect, other: Effect) -> bool:
    """Return True if the interval of one does not hold the estimate of the other; both turned to "less is better"."""
    if one.scale != other.scale or not (one.has_interval and other.has_interval):
        return False
    low, high = sorted((_turned(one, one.low), _turned(one, one.high)))
    return not low <= _turned(other, other.value) <= high


def _turned(effect: Effect, value: float | None) -> float:
    """Return the value as if less were better, ratios on the log scale."""
    told = value if value is not None else 0.0
    additive = log(told) if effect.scale == "ratio" and told > 0 else told
    return -additive if effect.good else additive


def at_95(value: float, low: float, high: float, level: float | None, scale: str) -> tuple[float, float]:
    """Return an interval of another level as one of 95 %: a 90 % interval is too narrow. Untold level: taken as 95.

    Normal on the log scale for ratios. Levels other than 80, 90, 95, 98 and 99 are left as printed.
    """
    z = {80.0: 1.2815516, 90.0: 1.6448536, 98.0: 2.3263479, 99.0: 2.5758293}.get(level if level is not None else 95.0)
    if z is None or (scale == "ratio" and min(value, low, high) <= 0):
        return low, high
    if scale == "ratio":
        return value * exp((log(low) - log(value)) * Z95 / z), value * exp((log(high) - log(value)) * Z95 / z)
    return value + (low - value) * Z95 / z, value + (high - value) * Z95 / z


def difference(one: tuple[float, float, float], other: tuple[float, float, float]) -> tuple[float, float, float]:
    """Return difference, low, high of two independent figures (value, low, high), each with its own 95 % interval."""
    error = sqrt(sum(((high - low) / (2 * Z95)) ** 2 for _, low, high in (one, other)))
    middle = one[0] - other[0]
    return middle, middle - Z95 * error, middle + Z95 * error
