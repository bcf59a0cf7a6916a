"""The slots of a template that are words: outcomes, groups, times."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.sentences.studies import Side, Study
from tests.sentences.style import WORDS
from tests.sentences.told import AnyOf

NAMES: dict[str, dict[str, list[str]]] = tomllib.loads((Path(__file__).parent / "names.toml").read_text("utf-8"))
HARMS = ("serious_adverse_events", "infection", "viral_reactivation", "secondary_autoimmune", "malignancy", "fertility",
         "other_toxicity")  # fmt: skip
ACTIVITY = ("neda", "relapse_free_survival", "progression_free_survival", "mri_activity_free")
# The name of a slot -> the role its words have and the outcomes it is drawn from.
ROLES: dict[str, tuple[str, tuple[str, ...]]] = {
    "free": ("free", (*ACTIVITY, "event_free_survival", "overall_survival")),
    "spared": ("spared", ACTIVITY), "alive": ("spared", ("overall_survival",)),
    "event": ("event", ACTIVITY), "had": ("had", ACTIVITY),
    "risk": ("event", ACTIVITY[1:]), "harm": ("event", HARMS), "harmed": ("had", HARMS),
    "imp": ("event", ("edss_improved",)), "imped": ("had", ("edss_improved",)),
    "rate": ("rate", ("trm", "deaths_any")), "trm": ("rate", ("trm",)), "dead": ("had", ("deaths_any",)),
    "deaths": ("deaths", ("trm", "deaths_any")), "toxic": ("had", ("trm",)), "os": ("free", ("overall_survival",)),
    "neda": ("free", ("neda",)),
    "rfs": ("free", ("relapse_free_survival",)), "pfs": ("free", ("progression_free_survival",)),
    "relapse": ("event", ("relapse_free_survival",)), "relapsed": ("had", ("relapse_free_survival",)),
    "edss": ("score", ("edss_change",)), "arr": ("score", ("arr",)), "bv": ("score", ("brain_atrophy",)),
    "nfl": ("score", ("nfl",)), "qol": ("score", ("qol",)),
}  # fmt: skip
_SCORES = {"edss_change": "lower_better", "arr": AnyOf(("lower_better", "event")), "brain_atrophy": "lower_better",
           "nfl": "lower_better", "qol": "higher_better"}  # fmt: skip
# What a template says in its own words, without a slot.
SAID: dict[str, dict[str, object]] = {
    "rfs_": {"outcome": "relapse_free_survival", "direction": "event_free"},
    "relapse_": {"outcome": "relapse_free_survival", "direction": "event"},
    "pfs_": {"outcome": "progression_free_survival", "direction": "event_free"},
    "mri_": {"outcome": "mri_activity_free", "direction": "event_free"},
    "neda_": {"outcome": "neda", "direction": "event_free"},
    "trm_": {"outcome": "trm", "direction": "event"},
    "deaths_": {"outcome": "deaths_any", "direction": "event"},
    "bv_": {"outcome": "brain_atrophy", "direction": "lower_better"},
    "death_": {"outcome": AnyOf(("trm", "deaths_any")), "direction": "event"},
    "y1_": {"timepoint_months": 12.0},
    "alive_": {"outcome": "overall_survival", "direction": "event_free"},
    "d100_": {"timepoint_months": 100 / 30.4375},
}
IN_MONTHS = {"day": 1 / 30.4375, "week": 7 / 30.4375, "month": 1.0, "year": 12.0}
_TIMES = {"year": (1, 2, 3, 4, 5, 7, 8, 10, 15), "month": (6, 12, 18, 24, 36, 48, 60), "week": (24, 48, 96, 144)}


@dataclass(frozen=True)
class Outcome:
    """An outcome as a sentence names it."""

    code: str
    role: str
    name: str

    def fields(self) -> dict[str, object]:
        """Return what the name says: the outcome, and what a share of patients with it counts."""
        if self.role == "score":
            tissue = AnyOf((None, "whole_brain")) if self.name.startswith("whole-brain") else None
            told: dict[str, object] = {"outcome": self.code, "direction": _SCORES[self.code]}
            return told | ({"population": tissue} if tissue else {})
        if self.code == "edss_improved":
            return {"outcome": self.code, "direction": AnyOf(("higher_better", "event"))}
        return {"outcome": self.code, "direction": "event_free" if self.role in ("free", "spared") else "event"}

    def view(self, _view: str) -> str:
        return self.name


def draw_outcome(slot: str, used: set[str], rng: Random) -> Outcome:
    """Return a name for the slot, of an outcome that the sentence has not named yet."""
    role, codes = ROLES[slot]
    fitting = [code for code in codes if code not in used and role in NAMES[code]] or list(codes)
    code = rng.choice(fitting)
    return Outcome(code, role, rng.choice(NAMES[code][role]))


@dataclass(frozen=True)
class Time:
    """A time point: number and unit, as "5 years", "5-year", "five years"."""

    count: int
    unit: str
    words: bool

    def fields(self) -> dict[str, object]:
        return {"timepoint_months": self.count * IN_MONTHS[self.unit]}

    def view(self, view: str) -> str:
        """Return "5 years"; n: "5", unit: "years", adj: "5-year", behind: "year 5"."""
        number = WORDS[self.count] if self.words and self.count < len(WORDS) else str(self.count)
        views = {
            "n": number,
            "unit": f"{self.unit}s",
            "adj": f"{number}-{self.unit}",
            "behind": f"{self.unit} {self.count}",
        }
        return views.get(view) or f"{number} {self.unit}{'s' if self.count > 1 else ''}"


def draw_times(rng: Random, *, words: bool) -> tuple[Time, ...]:
    """Return three rising times in one unit."""
    unit = rng.choice(("year", "year", "year", "month", "month", "week"))
    counts = sorted(rng.sample(_TIMES[unit], 3))
    told = words and rng.random() < 0.4
    return tuple(Time(count, unit, told) for count in counts)


@dataclass(frozen=True)
class Group:
    """A group of the study with the words that its journal has for groups (form)."""

    side: Side
    form: int

    def fields(self) -> dict[str, object]:
        return self.side.fields()

    def view(self, view: str) -> str:
        """Return the name; in: "with AHSCT", group: "the AHSCT group", pts: "AHSCT patients"."""
        name = self.side.name
        if view == "group":
            return f"the {name} group"
        if view == "pts":
            return f"{name} patients" if self.side.kind == "course" else f"{name}-treated patients"
        if view != "in":
            return name
        if self.side.kind == "course":
            return (f"in {name}", f"in patients with {name}", f"in the {name} group", f"for {name}")[self.form]
        return (f"with {name}", f"in the {name} group", f"in patients treated with {name}",
                f"in the {name} arm")[self.form]  # fmt: skip


def draw_groups(study: Study, rng: Random) -> tuple[Group, ...]:
    """Return the groups of the study in any order, all named in the same way."""
    sides = list(study.sides)
    rng.shuffle(sides)
    form = rng.randrange(4)
    return tuple(Group(side, form) for side in sides)
