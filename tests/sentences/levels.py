"""The slots of a template that are levels of a score or rate: EDSS, ARR, brain volume, NfL, quality of life."""

from dataclasses import dataclass, field
from random import Random

from tests.sentences.style import Style
from tests.sentences.told import AnyOf

# outcome -> decimals, lowest and highest level, lowest and highest change
_SCALES = {
    "edss_change": (1, 1.0, 6.5, -1.9, 0.8), "arr": (2, 0.0, 0.6, -2.5, -0.3),
    "brain_atrophy": (2, -0.95, -0.05, -2.5, -0.2), "nfl": (1, 4.0, 40.0, -30.0, -1.0),
    "qol": (1, 35.0, 80.0, -4.0, 19.0),
}  # fmt: skip


@dataclass
class Level:
    """A level, change or difference. base: the level before treatment, which is no result of it."""

    style: Style
    outcome: str
    kind: str
    value: float
    base: float
    rate: bool = False
    shown: set[str] = field(default_factory=set)

    @property
    def places(self) -> int:
        return _SCALES[self.outcome][0] + (self.kind != "level" and self.outcome == "edss_change")

    def _bounds(self) -> tuple[float, float]:
        half = max(0.02, abs(self.value) * 0.3)
        return round(self.value - half, self.places), round(self.value + half, self.places)

    def view(self, view: str) -> str:
        """Return the value; base; size: without its sign; range, sd, pm: its spread; ci, cin, bare: its interval."""
        self.shown.add(view)
        style, places = self.style, self.places
        low, high = self._bounds()
        bounds = style.bounds(low, high, places)
        spread = style.number(abs(self.value) / 3 + 0.1, places)
        views = {
            "": style.number(self.value, places), "base": style.number(self.base, places),
            "size": style.number(abs(self.value), places), "pct": style.number(self.value, places) + "%",
            "sizepct": style.number(abs(self.value), places) + "%",
            "range": f" (range {bounds})", "iqr": f" (IQR {bounds})", "iqr2": f" [interquartile range, {bounds}]",
            "sd": f" (SD {spread})", "pm": f" \u00b1 {spread}", "pm2": f"\u00b1{spread}",
            "ci": " " + style.interval.format(c=style.level_name(), b=bounds),
            "cin": style.inside.format(c=style.level_name(), b=bounds), "bare": f" ({bounds})",
        }  # fmt: skip
        return views[view]

    @property
    def turned(self) -> str | None:
        """What is better, where it is not the outcome's own: a negative change, the amount of an improvement."""
        if self.outcome == "brain_atrophy" and self.value < 0 and "sizepct" not in self.shown:
            return "higher_better"
        return "higher_better" if self.outcome == "edss_change" and "size" in self.shown else None

    def fields(self) -> dict[str, object]:
        """Return what was printed. A rate in percent a year may be called a mean; a size has lost its sign."""
        value: object = self.value
        if self.shown & {"size", "sizepct"}:
            value = AnyOf((abs(self.value), self.value))
        told: dict[str, object] = {"value": value, "value_kind": self.kind}
        if self.outcome == "arr":
            told |= {"statistic": AnyOf(("rate", "mean")), "value_kind": AnyOf((None, "level"))}
        if self.outcome == "brain_atrophy":
            told |= {"statistic": AnyOf(("rate", "mean")), "value_kind": AnyOf(("change", "level"))}
        if self.shown & {"ci", "cin"}:
            told["ci_low"], told["ci_high"] = self._bounds()
            told["ci_level"] = self.style.level
        return told


def draw_level(style: Style, outcome: str, kind: str, rng: Random) -> Level:
    """Return a level (or change) that makes sense for the score."""
    places, low, high, least, most = _SCALES[outcome]
    if kind == "level":
        value = round(rng.uniform(low, high), places)
        if outcome == "edss_change":
            value = rng.choice((value, round(2 * value) / 2))
        return Level(style, outcome, kind, value, round(rng.uniform(high * 1.1, high * 1.4), places))
    value = round(rng.uniform(least, most), places + (outcome == "edss_change"))
    return Level(style, outcome, kind, value or -0.5, high)
