"""The slots of a template that are figures: shares, ratios, levels, p values; each knows what it has printed."""

from dataclasses import dataclass, field
from random import Random

from tests.sentences.style import Style
from tests.sentences.told import AnyOf

_ONE_IN = {2: "one in two", 3: "one in three", 4: "one in four", 5: "one in five", 10: "one in ten"}


@dataclass
class Share:
    """A share of patients. shown: the views that were printed, which decide what the figure tells."""

    style: Style
    events: int
    total: int
    shown: set[str] = field(default_factory=set)

    @property
    def value(self) -> float:
        return round(100 * self.events / self.total, self.style.decimals)

    def _bounds(self) -> tuple[float, float]:
        half = max(2.0, 90 / self.total**0.5)
        places = self.style.decimals
        return round(max(0.0, self.value - half), places), round(min(100.0, self.value + half * 0.9), places)

    def view(self, view: str) -> str:
        """Return the percent; n: events, all: denominator, nn: "24/110", ci, cin, bare: the interval."""
        self.shown.add(view)
        sign = "%" if self.style.signed else ""
        bounds = self.style.bounds(*self._bounds(), self.style.decimals, sign)
        views = {
            "": self.style.share(self.value), "num": self.style.number(self.value, self.style.decimals),
            "n": self.style.count(self.events), "digits": self.style.whole(self.events),
            "all": self.style.whole(self.total),
            "nn": f"{self.style.whole(self.events)}/{self.style.whole(self.total)}",
            "ci": " " + self.style.interval.format(c=self.style.level_name(), b=bounds),
            "cin": self.style.inside.format(c=self.style.level_name(), b=bounds), "bare": f" ({bounds})",
        }  # fmt: skip
        return views[view]

    def fields(self) -> dict[str, object]:
        """Return what was printed: a percent, or a count where no percent is."""
        percent = bool(self.shown & {"", "num"})
        told: dict[str, object] = {"statistic": "percent" if percent else "count"}
        told["value"] = self.value if percent else float(self.events)
        if self.shown & {"n", "digits", "nn"}:
            told["events"], told["denominator"] = self.events, AnyOf((None, self.total))
        if self.shown & {"all", "nn"}:
            told["denominator"] = self.total
        if self.shown & {"ci", "cin", "bare"}:
            told["ci_low"], told["ci_high"] = self._bounds()
            told["ci_level"] = self.style.level
        return told


@dataclass
class Rough:
    """A share in words, "one in three": a rounded percent, of nobody's denominator."""

    one_in: int

    def view(self, _view: str) -> str:
        return _ONE_IN[self.one_in]

    def fields(self) -> dict[str, object]:
        return {"statistic": "percent", "value": AnyOf((100 / self.one_in, round(100 / self.one_in, 1)))}


def draw_rough(rng: Random) -> Rough:
    return Rough(rng.choice(tuple(_ONE_IN)))


def draw_share(style: Style, size: int, rng: Random, *, part: bool) -> Share:
    """Return a share of a group of this size; part: of fewer, the evaluable ones, whose number is printed."""
    total = rng.randint(max(8, int(0.6 * size)), size) if part else size
    return Share(style, rng.randint(2, total - 2), total)


@dataclass
class P:
    """A p value."""

    style: Style
    sign: str
    digits: str

    def view(self, _view: str) -> str:
        return self.style.p_value(self.sign, self.digits)

    def fields(self) -> dict[str, object]:
        return {"p": self.style.p_told(self.sign, self.digits)}


def draw_p(style: Style, rng: Random) -> P:
    if rng.random() < 0.4:
        return P(style, rng.choice(("<", "<", "<", "\u2264")), rng.choice(("0.001", "0.0001", "0.05", "0.01")))
    return P(style, "", f"{rng.randint(1, 97) / 100:.2f}" if rng.random() < 0.6 else f"0.0{rng.randint(10, 99)}")


_RATIOS = {
    "hazard_ratio": ("HR", "HR", "aHR", "hazard ratio", "hazard ratio", "adjusted hazard ratio", "adjusted HR"),
    "odds_ratio": ("OR", "odds ratio", "aOR", "adjusted odds ratio"),
    "risk_ratio": ("RR", "relative risk", "risk ratio"),
    "rate_ratio": ("rate ratio", "incidence rate ratio", "IRR", "rate ratio [RR]"),
}
_LINKS = (" {}", " {}", "={}", " = {}", ": {}", ", {}", " of {}")


@dataclass
class Ratio:
    """A ratio of two groups. name, link: "hazard ratio" and ", {}"; full: everything inside brackets."""

    style: Style
    statistic: str
    name: str
    link: str
    value: float
    p: P
    shown: set[str] = field(default_factory=set)

    def bounds(self) -> tuple[float, float]:
        """Return the limits of its interval."""
        return round(self.value * 0.55, 2), round(self.value * 1.7 + 0.01, 2)

    def view(self, view: str) -> str:
        """Return the number; name; is: "HR 0.07"; full, fullp: with interval (and p); short: with a bare bracket."""
        self.shown.add(view)
        number = self.style.number(self.value, 2)
        bounds = self.style.bounds(*self.bounds(), 2)
        inside = self.style.inside.format(c=self.style.level_name(), b=bounds)
        told = self.name + self.link.format(number)
        part = " " if inside[0] in "[(" else "; " if self.link.startswith(",") else ", "
        full = told + part + inside
        views = {"": number, "name": self.name, "is": told, "full": full,
                 "fullp": f"{full}{part.strip() or ','} {self.p.view('')}",
                 "short": f"{told} ({bounds})", "bare": f" ({bounds})",
                 "ci": " " + self.style.interval.format(c=self.style.level_name(), b=bounds)}  # fmt: skip
        return views[view]

    def fields(self) -> dict[str, object]:
        told: dict[str, object] = {"statistic": self.statistic, "value": self.value}
        if self.shown & {"full", "fullp", "ci", "short", "bare"}:
            named = bool(self.shown & {"full", "fullp", "ci"})
            low, high = self.bounds()
            told["ci_low"], told["ci_high"] = (low, high) if named else (AnyOf((None, low)), AnyOf((None, high)))
            told["ci_level"] = self.style.level if named else AnyOf((None, self.style.level))
        return told | (self.p.fields() if "fullp" in self.shown else {})


def draw_ratio(style: Style, rng: Random, slot: str) -> Ratio:
    """Return a ratio below 1, "ru" and "ou": above 1, "rr": of two rates."""
    kind = {"rr": "rate_ratio", "ou": "odds_ratio"}.get(slot) or rng.choice(
        ("hazard_ratio",) * 4 + ("odds_ratio", "risk_ratio")
    )
    value = round(rng.uniform(1.05, 3.9) if slot in ("ru", "ou") else rng.uniform(0.05, 0.95), 2)
    ratio = Ratio(style, kind, rng.choice(_RATIOS[kind]), rng.choice(_LINKS), value, draw_p(style, rng))
    low, high = ratio.bounds()
    ratio.p = _p_of(style, rng, held=low <= 1 <= high)
    return ratio


def _p_of(style: Style, rng: Random, *, held: bool) -> P:
    """Return a p value that agrees with the interval; held: it holds 1."""
    if held:
        return P(style, "", f"{rng.randint(12, 97) / 100:.2f}")
    return rng.choice(
        (P(style, "<", rng.choice(("0.001", "0.0001", "0.01"))), P(style, "", f"0.00{rng.randint(1, 9)}"))
    )
