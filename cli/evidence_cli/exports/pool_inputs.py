"""What went into each pooled figure: counts or effects by study, found again from the figures that are stored.

An answer keeps what it pooled and of which records, not the numbers of each. They are read anew by the rule's own
readers of counts and comparisons; of several figures of a record those count with which our own pooling gives exactly
what is stored. A pool for which none do (an older rule made it) is told as such, and never guessed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, product
from math import exp, log
from typing import Any, NamedTuple

from evidence.answering.body import Body
from evidence.answering.comparing import all_effects
from evidence.answering.counts import counts, is_recovery
from evidence.answering.effect import Effect
from evidence.pooling import Z95, Estimate, pool_effects, pool_proportions
from evidence.records.finding import RATIOS
from evidence.records.question import Scope, Topic

Pair = tuple[float, float]  # (events, patients), or (effect, standard error) on the additive scale
Row = Mapping[str, Any]
_MOST_TRIES = 20_000


class Entered(NamedTuple):
    """A pooled figure as stored, and what went into it, in the order of its records; () = it cannot be made anew."""

    question: str
    pool: Row
    pairs: tuple[Pair, ...]

    @property
    def is_share(self) -> bool:
        """True for a share of patients, False for a comparison."""
        return self.pool.get("statistic") is None

    @property
    def is_ratio(self) -> bool:
        """True where effects are pooled as logarithms."""
        return self.pool.get("statistic") in RATIOS


def entered(code: str, pools: Sequence[Row], topic: Topic, body: Body) -> Iterator[Entered]:
    """Return what went into each of the pools of a question, in their order."""
    scopes = _scopes(code, topic)
    for pool in pools:
        found = Entered(code, pool, ())
        scope = scopes.get(pool["label"])
        yield found if scope is None else found._replace(pairs=_pairs(found, scope, body))


def _scopes(code: str, topic: Topic) -> dict[str, Scope]:
    """Return the scope of a question and of each of its parts by the label that their pools bear."""
    question = next((each for each in topic.questions if each.code == code), None)
    if question is None:
        return {}
    return {code: question.scope} | {part.code: part.scope for part in question.parts}


def _pairs(asked: Entered, scope: Scope, body: Body) -> tuple[Pair, ...]:
    """Return the pairs of the records with which our pooling gives what is stored; () where none do."""
    by_record: dict[str, list[Pair]] = {}
    for record, pair in _shares(asked, scope, body) if asked.is_share else _effects(asked, scope, body):
        by_record.setdefault(record, []).append(pair)
    choices = [list(dict.fromkeys(by_record.get(record, []))) for record in asked.pool["records"]]
    tries = islice(product(*choices), _MOST_TRIES)
    return next((pairs for pairs in tries if is_what_is_stored(asked, pairs)), ())


def is_what_is_stored(asked: Entered, pairs: Sequence[Pair]) -> bool:
    """Return True if our pooling of the pairs gives estimate and interval as they are stored, to their last digit."""
    told = pooled(asked, pairs)
    found = (told.estimate, told.low, told.high)
    return _near(found[0], asked.pool["estimate"]) and all(
        _near(value, asked.pool[name]) for value, name in zip(found[1:], ("low", "high"), strict=True)
    )


def pooled(asked: Entered, pairs: Sequence[Pair]) -> Estimate:
    """Return what our pooling makes of the pairs, in the unit in which pools are told."""
    if asked.is_share:
        return _times(pool_proportions([(round(events), round(n)) for events, n in pairs]))
    told = pool_effects(pairs)
    return _exponential(told) if asked.is_ratio else told


def _near(value: float, stored: float) -> bool:
    return abs(value - stored) <= 1e-5 * abs(stored) + 1e-6


def _times(told: Estimate) -> Estimate:
    return Estimate(told.model, told.k, 100 * told.estimate, 100 * told.low, 100 * told.high)


def _exponential(told: Estimate) -> Estimate:
    return Estimate(told.model, told.k, exp(told.estimate), exp(told.low), exp(told.high))


def _shares(asked: Entered, scope: Scope, body: Body) -> Iterator[tuple[str, Pair]]:
    outcome = asked.pool["outcome"]
    own = [finding for finding in body.findings if not body.reports[finding.record].indirect]
    for recovered in (False, True):
        figures = [finding for finding in own if is_recovery(finding) is recovered]
        for count in counts(outcome, body, replace(scope, outcomes=(outcome,)), figures):
            yield count.record, (count.events, count.patients)


def _effects(asked: Entered, scope: Scope, body: Body) -> Iterator[tuple[str, Pair]]:
    for effect in all_effects(asked.pool["outcome"], body, scope, "treatment"):
        same = (effect.statistic, effect.direction) == (asked.pool["statistic"], asked.pool["direction"])
        pair = _additive(effect) if same and not effect.other_drug else None
        if pair is not None:
            yield effect.record, pair


def _additive(effect: Effect) -> Pair | None:
    """Return the effect with its standard error, as logarithms for a ratio; None where no interval gives one."""
    if effect.value is None or effect.low is None or effect.high is None or effect.high <= effect.low:
        return None
    if effect.scale != "ratio":
        return effect.value, (effect.high - effect.low) / (2 * Z95)
    if min(effect.value, effect.low) <= 0:
        return None
    return log(effect.value), (log(effect.high) - log(effect.low)) / (2 * Z95)
