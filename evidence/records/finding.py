"""One figure, with the sentence it came from."""

from dataclasses import dataclass
from hashlib import sha256

OUTCOMES = (
    "neda", "relapse_free_survival", "progression_free_survival", "mri_activity_free", "event_free_survival",
    "edss_change", "edss_improved", "arr", "brain_atrophy", "nfl", "qol", "overall_survival", "trm", "deaths_any",
    "serious_adverse_events", "infection", "viral_reactivation", "secondary_autoimmune", "malignancy", "fertility",
    "other_toxicity",
)  # fmt: skip
HSCT = "hsct"  # the arm, and the side of a comparison, of those who were transplanted
DEATHS = ("trm", "deaths_any")
ARMS = (HSCT, "comparator", "between", "all")
STATISTICS = (
    "percent", "count", "hazard_ratio", "odds_ratio", "risk_ratio", "rate_ratio", "mean", "median",
    "mean_difference", "standardised_mean_difference", "rate", "p_only",
)  # fmt: skip
RATIOS = ("hazard_ratio", "odds_ratio", "risk_ratio", "rate_ratio")
DIFFERENCES = ("mean_difference", "standardised_mean_difference")
DIRECTIONS = ("event", "event_free", "higher_better", "lower_better")
ORIGINS = ("machine", "pack", "person")  # a person outranks the pack, the pack the machine
TIMES = ("days", "weeks", "months", "years")  # units of a time to an event
LATER_IS_BETTER = (
    "neda", "relapse_free_survival", "progression_free_survival", "mri_activity_free", "event_free_survival",
    "overall_survival", "trm", "deaths_any", "secondary_autoimmune", "malignancy",
)  # fmt: skip
SOONER_IS_BETTER = ("edss_improved", "fertility")
STATES = ("clean", "flagged", "unbound")


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two sides that a figure compares; kind: treatment, regimen, course or subgroup."""

    kind: str
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One figure of one record. None = not reported; 0 = none happened.

    value: percent 0-100 for "percent", number of patients (or events) for "count", the ratio, mean, ... else.
    timepoint_months: months after transplantation or start. p: as printed ("<.001"). ci_level: 95, 90, ...
    start, end: span of the sentence in article_text(); mark_start, mark_end: span of the figure's own words.
    Pack rows have no sentence and no spans and carry source_url. state: clean, flagged or unbound.
    flags: why a figure is flagged or unbound, empty when clean. confidence: 0-1, None for pack and person.
    """

    record: str
    outcome: str
    arm: str
    statistic: str
    pmid: str | None = None
    doi: str | None = None
    comparator: str | None = None
    contrast: Contrast | None = None
    population: str | None = None
    regimen: str | None = None
    timepoint_months: float | None = None
    value_kind: str | None = None
    value: float | None = None
    unit: str | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    ci_level: float | None = None
    p: str | None = None
    events: int | None = None
    denominator: int | None = None
    direction: str | None = None
    sentence: str | None = None
    start: int | None = None
    end: int | None = None
    mark_start: int | None = None
    mark_end: int | None = None
    text_hash: str | None = None
    source_url: str | None = None
    origin: str = "machine"
    state: str = "clean"
    flags: tuple[str, ...] = ()
    rule: str = ""
    confidence: float | None = None
    note: str | None = None

    @property
    def id(self) -> str:
        """A stable name made from what the figure says and where it stands, "f-0123456789ab"."""
        told = (
            self.record, self.origin, self.rule, self.outcome, self.arm, self.comparator, self.contrast,
            self.population, self.regimen, _real(self.timepoint_months), self.statistic, self.value_kind,
            _real(self.value), self.unit, _real(self.ci_low), _real(self.ci_high), self.p, self.events,
            self.denominator, self.direction,
            self.mark_start, self.mark_end, self.text_hash, self.note,
        )  # fmt: skip
        return "f-" + sha256(repr(told).encode("utf-8")).hexdigest()[:12]


def later_is_better(outcome: str, statistic: str, unit: str | None) -> bool | None:
    """Return whether a longer time to what the outcome names is better for patients, None for what is no such time.

    A median time to progression of 24 months counts progressions ("event"), and yet the longer it is the better. Days
    of infection or in hospital are no time to an event.
    """
    if unit not in TIMES or statistic not in ("mean", "median", "mean_difference"):
        return None
    if outcome in LATER_IS_BETTER:
        return True
    return False if outcome in SOONER_IS_BETTER else None


def _real(value: float | None) -> float | None:
    """Return the number as a database gives it back: 5 is 5.0 and -0.0 is 0.0, or the name would change in storage."""
    return None if value is None else float(value) + 0.0
