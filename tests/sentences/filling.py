"""A template and a study -> a sentence, and the list of figures that it prints."""

import re
from dataclasses import dataclass, field
from random import Random
from typing import Protocol

from tests.sentences.levels import Level, draw_level
from tests.sentences.numbers import Ratio, Share, draw_p, draw_ratio, draw_rough, draw_share
from tests.sentences.parsing import Template
from tests.sentences.studies import Study, compared
from tests.sentences.style import Style
from tests.sentences.told import AnyOf, Told, perhaps
from tests.sentences.words import ROLES, SAID, Group, Outcome, draw_groups, draw_outcome, draw_times

_SLOT = re.compile(r"\{(?P<name>[A-Za-z]+\d?)(?:\.(?P<view>\w+))?\}")
SHARES = ("x", "y", "z", "w", "o", "u")  # o: none of them; u: one of them
_KINDS = ("level", "change", "difference")


class Slot(Protocol):
    """What stands in a slot: it prints itself and tells what it has printed."""

    def view(self, _view: str, /) -> str: ...

    def fields(self) -> dict[str, object]: ...


@dataclass(frozen=True)
class Plain:
    """A number or word that is no part of any figure, or what the template says in its own words."""

    text: str
    told: dict[str, object] = field(default_factory=dict)

    def view(self, _view: str) -> str:
        return self.text

    def fields(self) -> dict[str, object]:
        return self.told


@dataclass
class Filling:
    """The slots of one sentence as they are drawn."""

    template: Template
    study: Study
    style: Style
    rng: Random
    slots: dict[str, Slot] = field(default_factory=dict)

    def text(self) -> str:
        """Return the sentence with every slot filled, from left to right."""
        for name, slot in zip(("a1", "a2", "a3"), draw_groups(self.study, self.rng), strict=False):
            self.slots[name] = slot
        times = draw_times(self.rng, words=self.style.words)
        self.slots |= {f"t{place}": time for place, time in enumerate(times, 1)} | {"t": times[0]}
        self.slots |= {name: Plain("", told) for name, told in SAID.items()}
        form = self.rng.randrange(4)
        sides = self.study.sides
        self.slots |= {"hsct": Group(sides[0], form), "drug": Group(sides[-1], form)}
        return _SLOT.sub(self._print, self.template.text)

    def _print(self, match: re.Match[str]) -> str:
        name, view = match["name"], match["view"] or ""
        lower = name.lower() if name != "N" else name
        slot = self.slots.get(lower) or self._draw(lower)
        if not isinstance(slot, Plain):
            self.slots[lower] = slot
        printed = slot.view(view)
        return printed[0].upper() + printed[1:] if name[0].isupper() and printed[0] != " " else printed

    def _draw(self, name: str) -> Slot:
        kind = name.rstrip("0123456789")
        line = self._line(name)
        if kind in ROLES:
            used = {slot.code for slot in self.slots.values() if isinstance(slot, Outcome)}
            return draw_outcome(kind, used, self.rng)
        if kind in ("r", "ru", "rr", "ou"):
            return draw_ratio(self.style, self.rng, kind)
        if kind == "p":
            return draw_p(self.style, self.rng)
        if kind == "one":
            return draw_rough(self.rng)
        if kind in ("l", "m"):
            return self._level(line)
        if kind in SHARES:
            return self._share(kind, name, line)
        return self._plain(kind)

    def _line(self, name: str) -> tuple[str, ...]:
        return next((line for line in self.template.figures if line[0] == name), ())

    def _level(self, line: tuple[str, ...]) -> Slot:
        named = (slot for word in line if isinstance(slot := self._slot(word), Outcome))
        code = next((outcome.code for outcome in named), "brain_atrophy")
        kind = next((word for word in line if word in _KINDS), "level")
        return draw_level(self.style, code, kind, self.rng)

    def _slot(self, word: str) -> Slot:
        """Return the slot; an outcome that a figure names is drawn early if it stands behind it."""
        if word not in self.slots and word.rstrip("0123456789") in ROLES:
            self.slots[word] = self._draw(word)
        return self.slots.get(word, Plain(""))

    def _share(self, kind: str, name: str, line: tuple[str, ...]) -> Slot:
        """Return a share of the group that its line names; "o" is none of it."""
        shown = re.search(rf"\{{{name}\.(?:all|nn)\}}", self.template.text, re.IGNORECASE) is not None
        whole = next((self.slots[word[3:]] for word in line if word.startswith("of:")), None)
        if isinstance(whole, Share):
            return draw_share(self.style, whole.total, self.rng, part=False)
        share = draw_share(self.style, self._size(line), self.rng, part=shown and self.rng.random() < 0.6)
        if kind == "o":
            share.events = 0
        if kind == "u":
            share.events = 1
        if "said" in line:  # "none of the 26": the number is told in words
            share.shown.add("n")
        return share

    def _ratio(self, name: str) -> Ratio:
        slot = self.slots[name]
        assert isinstance(slot, Ratio)
        return slot

    def _size(self, line: tuple[str, ...]) -> int:
        groups = [slot for word in line if isinstance(slot := self.slots.get(word), Group)]
        return groups[0].side.size if groups else self.study.size

    def _plain(self, kind: str) -> Slot:
        made = {
            "int": str(self.rng.randint(2, 60)), "dec": self.style.number(self.rng.uniform(1, 9.5), 1),
            "pct": self.style.share(self.rng.randint(3, 97)), "N": self.style.whole(self.study.size),
            "year": str(self.rng.randint(1996, 2021)), "age": str(self.rng.randint(24, 49)),
            "half": f"{self.rng.randint(4, 13) / 2:.1f}", "small": self.style.number(self.rng.uniform(0.5, 3), 1),
        }  # fmt: skip
        return Plain(made[kind])

    def told(self) -> tuple[Told, ...]:
        """Return the figures; to be asked after text(), which decides what was printed."""
        return tuple(self._figure(line) for line in self.template.figures)

    def _figure(self, line: tuple[str, ...]) -> Told:
        fields: dict[str, object] = {"arm": "hsct"}
        groups = []
        for word in line[1:]:
            slot = self.slots.get(word.rstrip("?"))
            if isinstance(slot, Group):
                groups.append(slot)
            if word in _KINDS:
                fields["value_kind"] = word
            elif word in ("mean", "median", "mean_difference"):
                fields["statistic"] = AnyOf(("rate", word)) if "bv_" in line or "bv" in line else word
            elif word == "all":
                fields["arm"] = "all"
            elif slot is not None:
                fields |= perhaps(slot.fields()) if word.endswith("?") else slot.fields()
            elif word.startswith("p:"):  # the p value inside the brackets of the ratio
                fields |= perhaps(self._ratio(word[2:]).p.fields())
            elif word not in ("~", "said", "either") and not word.startswith("of:"):
                raise ValueError(f"{word!r} is no slot of {self.template.text!r}")
        fields = self._number(line[0], groups) | fields
        number = self.slots.get(line[0])
        if isinstance(number, Level) and number.turned is not None:
            fields["direction"] = number.turned
        if len(groups) == 2:
            fields = {name: told for name, told in fields.items() if name not in ("population", "regimen")}
            fields |= compared(groups[0].side, groups[1].side, either="either" in line)
        return Told(self._of_all(fields), optional="~" in line)

    def _number(self, name: str, groups: list[Group]) -> dict[str, object]:
        if name == "p":
            return {"statistic": "p_only"} | self.slots["p"].fields()
        if name in "01":
            size, events = (groups[0].side.size if groups else self.study.size), int(name)
            statistic = AnyOf(("count", "percent")) if name == "0" else "count"
            return {
                "statistic": statistic,
                "value": float(events),
                "events": events,
                "denominator": AnyOf((None, size)),
            }
        if name == "100":
            of_all = AnyOf((None, self.study.size))
            return {"statistic": "percent", "value": 100.0, "events": of_all, "denominator": of_all}
        return self.slots[name].fields()

    def _of_all(self, fields: dict[str, object]) -> dict[str, object]:
        """Return the fields of a figure of everybody; what only the transplanted can have is theirs."""
        if fields.get("outcome") == "trm" and fields["arm"] == "all":
            fields["arm"] = AnyOf(("all", "hsct"))
            if isinstance(fields.get("denominator"), AnyOf):
                fields["denominator"] = AnyOf((None, self.study.size, self.study.sides[0].size))
        ratio = str(fields.get("statistic")).endswith("_ratio") and fields["direction"] == "event_free"
        lost = ratio and (fields["statistic"] == "hazard_ratio" or float(str(fields["value"])) < 1)
        return fields | {"direction": "event"} if lost else fields  # "better (HR 0.3)": a hazard of losing it
