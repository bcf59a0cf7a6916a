"""Pools figures of studies that share no patients.

Every number is checked against R metafor in tests/test_pooling.py (tests/metafor_constants.R made the constants).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp, log, log1p, sqrt
from typing import TypeVar

from evidence.binomial_normal import fit_binomial_normal, logistic
from evidence.distributions import beta_quantile, chi_square_tail, t_quantile
from evidence.solving import root

CLOPPER_PEARSON = "clopper-pearson"
CLOPPER_PEARSON_SUM = "clopper-pearson on the sum"
BINOMIAL_NORMAL = "binomial-normal"
PAULE_MANDEL = "paule-mandel hartung-knapp"
WIDEST = 5.0  # standard deviation between studies (logit) beyond which the likelihood is flat: no estimate
Z95 = 1.959963984540054  # two-sided 95 % of the normal distribution

Pair = TypeVar("Pair")  # (events, patients) or (estimate, standard error)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A pooled figure with its two-sided 95 % interval; proportions are 0-1, effects on the scale that came in.

    prediction_*: where a new study would lie, None for fewer than two studies or an exact interval.
    tau2: variance between studies (logit or log scale), None where it cannot be estimated.
    differ_p: p value of the test that all studies share one proportion (likelihood ratio) or effect (Cochran's Q), None
    for a single study and where no study has an event.
    """

    model: str
    k: int
    estimate: float
    low: float
    high: float
    prediction_low: float | None = None
    prediction_high: float | None = None
    tau2: float | None = None
    differ_p: float | None = None


def clopper_pearson(events: int, n: int) -> tuple[float, float]:
    """Return the exact two-sided 95 % interval of a proportion, as proportions.

    No death among 55 does not mean no risk: clopper_pearson(0, 55) is (0, 0.065).
    Source: Clopper & Pearson 1934. Raises ValueError unless 0 <= events <= n and n > 0.
    """
    if not 0 <= events <= n or n == 0:
        raise ValueError(f"{events} of {n} is no proportion")
    low = 0.0 if events == 0 else beta_quantile(events, n - events + 1, 0.025)
    high = 1.0 if events == n else beta_quantile(events + 1, n - events, 0.975)
    return low, high


def pool_proportions(counts: Sequence[tuple[int, int]]) -> Estimate:
    """Return the pooled proportion of (events, patients) pairs, one pair for each independent study.

    One study: its exact interval. No event in any study (or nothing but events): the exact interval of the sum,
    because no random-effects model can be fitted. Else a random-intercept logistic (binomial-normal) model by maximum
    likelihood, Wald interval on the logit scale: metafor's rma.glmm(measure="PLO"). Where the counts do not determine
    that model (no event in 2000 and 3 in 40: any spread fits) the exact interval of the sum, with differ_p to say that
    it pools what is not alike. Raises ValueError without studies.
    """
    ordered = tuple(sorted(counts))  # floating-point sums must not depend on the order that studies came in
    if not ordered:
        raise ValueError("nothing to pool")
    events, n = sum(pair[0] for pair in ordered), sum(pair[1] for pair in ordered)
    if len(ordered) == 1 or events in (0, n):
        model = CLOPPER_PEARSON if len(ordered) == 1 else CLOPPER_PEARSON_SUM
        return Estimate(model, len(ordered), events / n, *clopper_pearson(events, n))
    mean, tau, variance = fit_binomial_normal(ordered)
    if tau > WIDEST or not variance > 0:
        exact = clopper_pearson(events, n)
        return Estimate(CLOPPER_PEARSON_SUM, len(ordered), events / n, *exact, differ_p=_differ_p(ordered))
    return Estimate(
        BINOMIAL_NORMAL,
        len(ordered),
        logistic(mean),
        logistic(mean - Z95 * sqrt(variance)),
        logistic(mean + Z95 * sqrt(variance)),
        logistic(mean - Z95 * sqrt(variance + tau * tau)),
        logistic(mean + Z95 * sqrt(variance + tau * tau)),
        tau * tau,
        _differ_p(ordered),
    )


def pool_effects(effects: Sequence[tuple[float, float]]) -> Estimate:
    """Return the pooled effect of (estimate, standard error) pairs on an additive scale (log ratio, difference).

    Random effects by Paule-Mandel with the Hartung-Knapp interval and a prediction interval, both with t of k - 1
    degrees of freedom: metafor's rma(method="PM", test="knha") and predict(). One study: its normal interval.
    Raises ValueError without studies or with a standard error that is not positive.
    """
    ordered = sorted(effects)
    if not ordered or min(error for _, error in ordered) <= 0:
        raise ValueError("nothing to pool, or a standard error that is not positive")
    k = len(ordered)
    if k == 1:
        mean, error = ordered[0]
        return Estimate(PAULE_MANDEL, 1, mean, mean - Z95 * error, mean + Z95 * error)
    tau2 = _paule_mandel(ordered)
    mean, spread, weight = _weighted(ordered, tau2)
    error = sqrt(spread / (k - 1) / weight)
    reach = t_quantile(k - 1, 0.975)
    half, wide = reach * error, reach * sqrt(error * error + tau2)
    differ_p = chi_square_tail(k - 1, _weighted(ordered, 0.0)[1])
    return Estimate(PAULE_MANDEL, k, mean, mean - half, mean + half, mean - wide, mean + wide, tau2, differ_p)


def leave_one_out(pool: Callable[[Sequence[Pair]], Estimate], studies: Sequence[Pair]) -> tuple[Estimate, ...]:
    """Return what is pooled without each study in turn, in the order of the studies; () for fewer than two.

    pool: pool_proportions or pool_effects. As metafor's leave1out() for effects.
    """
    if len(studies) < 2:
        return ()
    return tuple(pool([*studies[:place], *studies[place + 1 :]]) for place in range(len(studies)))


def risk_ratio(events: int, n: int, other_events: int, other_n: int) -> tuple[float, float, float] | None:
    """Return risk ratio, low, high (two-sided 95 %, log-normal), or None where both arms have no event or only events.

    A cell of zero adds 0.5 to every cell (Haldane-Anscombe), as metafor's escalc(measure="RR") does.
    """
    if events == other_events == 0 or (events == n and other_events == other_n):
        return None
    a, b, c, d = float(events), float(n - events), float(other_events), float(other_n - other_events)
    if min(a, b, c, d) == 0:
        a, b, c, d = a + 0.5, b + 0.5, c + 0.5, d + 0.5
    middle = log(a / (a + b)) - log(c / (c + d))
    half = Z95 * sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d))
    return exp(middle), exp(middle - half), exp(middle + half)


def _weighted(effects: Sequence[tuple[float, float]], tau2: float) -> tuple[float, float, float]:
    """Return the weighted mean, the weighted sum of squares around it and the sum of weights."""
    weights = [1 / (error * error + tau2) for _, error in effects]
    total = sum(weights)
    mean = sum(weight * effect for weight, (effect, _) in zip(weights, effects, strict=True)) / total
    spread = sum(weight * (effect - mean) ** 2 for weight, (effect, _) in zip(weights, effects, strict=True))
    return mean, spread, total


def _paule_mandel(effects: Sequence[tuple[float, float]]) -> float:
    """Return tau2 at which the weighted sum of squares equals k - 1 (Paule & Mandel 1982), 0 if it is never above."""

    def excess(tau2: float) -> float:
        return _weighted(effects, tau2)[1] - (len(effects) - 1)

    if excess(0.0) <= 0:
        return 0.0
    high = 1.0
    while excess(high) > 0:
        high *= 4
    return root(excess, 0.0, high)


def _differ_p(counts: Sequence[tuple[int, int]]) -> float:
    """Return the p value of the likelihood-ratio test that all studies share one proportion (metafor's QEp.LRT)."""
    events, n = sum(pair[0] for pair in counts), sum(pair[1] for pair in counts)
    apart = sum(_log_share(k, m, k / m) for k, m in counts)
    together = sum(_log_share(k, m, events / n) for k, m in counts)
    return chi_square_tail(len(counts) - 1, 2 * (apart - together))


def _log_share(events: int, n: int, share: float) -> float:
    """Return the binomial log-likelihood without its constant; 0 * log(0) is 0."""
    hits = events * log(share) if events else 0.0
    return hits + ((n - events) * log1p(-share) if events < n else 0.0)
