"""Measures how often each rule is right and writes what the engine and its page say of it.

python -m tests.calibrate prints the module evidence/extraction/confidence.py; with --write it writes the module and
the tables of docs/extraction-rules.md. A rule's confidence is the share of its clean findings that are strictly right
over all abstracts in our own words, drawn towards the mean of its kind where it has few: (right + 5 x mean) / (n + 5).
The mean of a kind is drawn likewise towards that of all rules. What fits only an ambiguous row is left out.
"""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path

from tests.abstract_cases import Case, older_cases, own_cases
from tests.rule_pages import PAGE, load_forms, page_with
from tests.scoring_abstracts import RIGHT, WRONG, judge_strictly

MODULE = Path(__file__).parent.parent / "evidence" / "extraction" / "confidence.py"
WEIGHT = 5
SUREST = 0.99  # no rule is certain, however often it was right
STATES = ("clean", "flagged", "unbound")
EDGES = (0.0, 0.6, 0.8, 0.85, 0.9, 0.95, 1.01)
Seen = Counter[tuple[str, str, bool]]  # state, rule, whether right


@dataclass(frozen=True)
class Sureness:
    """What the measurement says: confidences of clean findings by rule, with right and n, and of the other states."""

    rules: dict[str, tuple[float, int, int]]
    kinds: dict[str, float]
    every: float
    states: dict[str, float]

    def of(self, state: str, rule: str) -> float:
        """Return the confidence of a finding; a rule not met has that of its kind, else of all."""
        if state != "clean":
            return self.states[state]
        return self.rules[rule][0] if rule in self.rules else self.kinds.get(rule.partition(":")[0], self.every)


@cache
def all_cases() -> tuple[Case, ...]:
    """Return the abstracts of both notations; reading them takes some seconds, so it is done once."""
    return (*own_cases(), *older_cases())


def seen(cases: Iterable[Case]) -> Seen:
    """Return how many findings of each state and rule are right and wrong."""
    found: Seen = Counter()
    for case in cases:
        for state in STATES:
            told = [finding for finding in case.findings if finding.state == state]
            judged = judge_strictly(case, told).verdicts
            found.update((state, one.rule, verdict == RIGHT) for one, verdict in judged if verdict in (RIGHT, WRONG))
    return found


def measure(cases: Iterable[Case], rules: Sequence[str]) -> Sureness:
    """Return the confidences over these abstracts; rules: all there are, met or not."""
    met = seen(cases)
    every = _mean(_sum(met, "clean", lambda _: True), 0.5)
    kinds = {
        kind: _mean(_sum(met, "clean", lambda rule, kind=kind: rule.partition(":")[0] == kind), every)
        for kind in sorted({rule.partition(":")[0] for rule in rules})
    }
    told = {}
    for rule in sorted(rules):
        right, count = _sum(met, "clean", lambda one, rule=rule: one == rule)
        sure = min(_mean((right, count), kinds[rule.partition(":")[0]]), SUREST)
        told[rule] = (round(sure, 2), right, count)
    states = {state: round(_mean(_sum(met, state, lambda _: True), every), 2) for state in STATES[1:]}
    return Sureness(told, {kind: round(mean, 2) for kind, mean in kinds.items()}, round(every, 2), states)


def _sum(met: Seen, state: str, takes: Callable[[str], bool]) -> tuple[int, int]:
    of_it = [(good, count) for (of, rule, good), count in met.items() if of == state and takes(rule)]
    return sum(count for good, count in of_it if good), sum(count for _, count in of_it)


def _mean(right_and_all: tuple[int, int], towards: float) -> float:
    right, count = right_and_all
    return (right + WEIGHT * towards) / (count + WEIGHT)


@dataclass(frozen=True)
class Bin:
    """Findings of like confidence: how many, how sure the rules were, how many were right."""

    low: float
    high: float
    count: int
    said: float
    observed: float


def reliability(cases: Sequence[Case], rules: Sequence[str]) -> tuple[Bin, ...]:
    """Return confidence against truth, each abstract judged by confidences that four fifths of the others taught."""
    pairs: list[tuple[float, bool]] = []
    for fold in range(5):
        held = [case for place, case in enumerate(cases) if place % 5 == fold]
        taught = measure((case for place, case in enumerate(cases) if place % 5 != fold), rules)
        for (state, rule, right), count in seen(held).items():
            pairs.extend([(taught.of(state, rule), right)] * count)
    bins = []
    for low, high in pairwise(EDGES):
        inside = [(said, right) for said, right in pairs if low <= said < high]
        if inside:
            said, observed = (sum(column) / len(inside) for column in zip(*inside, strict=True))
            bins.append(Bin(low, min(high, 1.0), len(inside), said, observed))
    return tuple(bins)


_TABLES = re.compile(r"^RULES = .*?^OF_STATE = [^\n]*\n", re.MULTILINE | re.DOTALL)


def module(told: Sureness) -> str:
    """Return the text of the module of confidences with its tables renewed."""
    lines = ["RULES = {"]
    for _, group in groupby(told.rules.items(), key=lambda line: line[0].partition(":")[0]):
        lines.extend(f'    "{rule}": Measured({sure}, {right}, {count}),' for rule, (sure, right, count) in group)
    lines.append("}")
    lines.extend((f"KINDS = {_dict(told.kinds)}", f"EVERY = {told.every}", f"OF_STATE = {_dict(told.states)}"))
    tables = "\n".join(lines) + "\n"
    renewed, found = _TABLES.subn(lambda _: tables, MODULE.read_text(encoding="utf-8"))
    if found != 1:
        raise ValueError(f"the module of confidences has its tables {found} times, not once: {MODULE}")
    return renewed


def _dict(told: dict[str, float]) -> str:
    return "{" + ", ".join(f'"{name}": {sure}' for name, sure in told.items()) + "}"


def main() -> None:
    rules = tuple(form.rule for form in load_forms())
    told = measure(all_cases(), rules)
    if "--write" not in sys.argv[1:]:
        print(module(told), end="")
        return
    MODULE.write_text(module(told), encoding="utf-8")
    bins = reliability(all_cases(), rules)
    PAGE.write_text(page_with(PAGE.read_text(encoding="utf-8"), told.rules, bins), encoding="utf-8")


if __name__ == "__main__":
    main()
