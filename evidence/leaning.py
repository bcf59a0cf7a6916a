"""How much answers lean on the study of a figure: whether one stands without it, and how far a bound moves. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import inf, log
from typing import Any

from evidence.records.finding import RATIOS, Finding

Body = Mapping[str, Any]  # an answer, a part of it or a pooled figure, as it is stored
_SETTLED = ("partly", "answered")  # statuses that need more than one study, unless it is a randomised one
_EDGE = 0.01  # percent: 0 and 100 have no odds


@dataclass(frozen=True, slots=True)
class Move:
    """What a pooled figure would be without the study. far: how far that is, the larger the farther.

    of_part: it is the figure of a part of the question. bound: low or high of a share, estimate of a comparison, of
    which no pooled bound decides. before, after: as pooled (percent of a share, else in the unit of statistic).
    """

    code: str
    of_part: bool
    outcome: str
    statistic: str | None
    bound: str
    before: float
    after: float
    far: float


@dataclass(frozen=True, slots=True)
class Lean:
    """alone: questions of which the answer, or a part, has no other study; paired: one other, and would say less.

    move: the bound that moves farthest without the study, None where no pooled figure stands without it.
    """

    alone: tuple[str, ...] = ()
    paired: tuple[str, ...] = ()
    move: Move | None = None

    @property
    def weight(self) -> tuple[int, int, float]:
        """Return what is larger the more leans on the study: the status before the bound."""
        return len(self.alone), len(self.paired), 0.0 if self.move is None else self.move.far


NOTHING = Lean()


def leans(
    answers: Mapping[str, Body], harms: Iterable[str], findings: Iterable[Finding], studies: Mapping[str, str]
) -> dict[str, Lean]:
    """Return id of a finding -> what leans on its study, of those on which an answer rests.

    harms: questions of which the upper bound alone decides; studies: record -> the study that it is of.
    """
    upper = frozenset(harms)
    together: dict[str, set[str]] = {}
    for record, study in studies.items():
        together.setdefault(study, set()).add(record)
    rests: dict[str, list[tuple[str, Body]]] = {}
    for code, answer in answers.items():
        for part in (answer, *answer["sub_answers"]):
            for name in part["findings"]:
                rests.setdefault(name, []).append((code, part))
    found = {}
    for finding in findings:
        parts = rests.get(finding.id, [])
        moves: list[Move] = []
        own = together.get(studies.get(finding.record, ""), {finding.record})
        for code in sorted({code for code, _ in parts}):
            pools = [pool for pool in answers[code]["pooled"] if pool["outcome"] == finding.outcome]
            moves += [move for pool in pools for move in _moves(code, pool, own, code in upper)]
        if parts:
            found[finding.id] = Lean(*_few(parts), max(moves, key=lambda move: move.far, default=None))
    return found


def _few(parts: Iterable[tuple[str, Body]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the questions that have no other study in a part, and those that have one and may say less without it."""
    alone, paired = set(), set()
    for code, part in parts:
        if len(part["studies"]) == 1:
            alone.add(code)
        elif len(part["studies"]) == 2 and part["status"] in _SETTLED:
            paired.add(code)
    return tuple(sorted(alone)), tuple(sorted(paired - alone))


def _moves(code: str, pool: Body, own: Collection[str], upper_alone: bool) -> Iterable[Move]:
    """Yield what a pooled figure is without the study of these records."""
    statistic = pool.get("statistic")
    bounds = ("estimate",) if statistic is not None else ("high",) if upper_alone else ("low", "high")
    for without in pool.get("leave_one_out", ()):
        if without["record"] in own:
            for bound in bounds:
                far = _far(pool, without, bound)
                told = code, pool["label"] != code, pool["outcome"], statistic
                yield Move(*told, bound, pool[bound], without[bound], far)


def _far(pool: Body, without: Body, bound: str) -> float:
    """Return how far it moves: as log odds of a share, as logarithm of a ratio, else in widths of the interval."""
    before, after = float(pool[bound]), float(without[bound])
    if pool.get("statistic") is None:
        return abs(_log_odds(after) - _log_odds(before))
    if pool["statistic"] in RATIOS:
        return abs(log(after / before)) if min(before, after) > 0 else inf
    width = float(pool["high"]) - float(pool["low"])
    return abs(after - before) / width if width > 0 else inf


def _log_odds(percent: float) -> float:
    within = min(max(percent, _EDGE), 100 - _EDGE)
    return log(within / (100 - within))
