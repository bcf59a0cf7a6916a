"""The random-intercept logistic (binomial-normal) model of proportions, by maximum likelihood.

As metafor's rma.glmm(measure="PLO") fits it with lme4's glmer; tests/test_pooling.py compares the two.
"""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from math import exp, log, log1p, nan, pi, sqrt

from evidence.solving import lowest_smooth_point

STARTS = (0.1, 1.0)  # standard deviations between studies at which the fit starts
# Nodes and weights of Gauss-Hermite quadrature of order 7, for exp(-x*x) (Abramowitz & Stegun 1972, table 25.10).
# Seven points, because lme4's glmer, under metafor's rma.glmm, uses seven.
NODES = (
    (0.0, 0.8102646175568073),
    (0.8162878828589647, 0.4256072526101278),
    (-0.8162878828589647, 0.4256072526101278),
    (1.6735516287674714, 0.05451558281912703),
    (-1.6735516287674714, 0.05451558281912703),
    (2.6519613568352334, 0.0009717812450995192),
    (-2.6519613568352334, 0.0009717812450995192),
)
_HEIGHTS = tuple((node, log(weight) + node * node) for node, weight in NODES)
_HALF_LOG_2_PI = log(2 * pi) / 2


@lru_cache(maxsize=4096)  # half the time of an answer; parts, leave-one-out and days ask for the same counts again
def fit_binomial_normal(counts: tuple[tuple[int, int], ...]) -> tuple[float, float, float]:
    """Return mean (logit), standard deviation between studies, and variance of the mean.

    counts: sorted. The variance is from the inverse of the joint curvature in mean and deviation, as lme4 takes it.
    """

    def lack_of_fit(point: Sequence[float]) -> float:
        return -log_likelihood(counts, point[0], abs(point[1]))

    events, n = sum(pair[0] for pair in counts), sum(pair[1] for pair in counts)
    start = log(events / (n - events))
    # Several starts: the likelihood can have a hill at "no spread" and another at much spread.
    _, best = min((lowest_smooth_point(lack_of_fit, (start, tau)) for tau in STARTS), key=lambda fit: fit[0])
    mean, tau = best[0], abs(best[1])
    if tau < 1e-4:  # no spread between studies: the plain binomial model, to the last digit
        return start, 0.0, 1 / events + 1 / (n - events)
    return mean, tau, _variance_of_mean(counts, mean, tau)


def _variance_of_mean(counts: Sequence[tuple[int, int]], mean: float, tau: float, step: float = 1e-3) -> float:
    """Return the variance of the mean from the second differences of the log-likelihood at the optimum.

    NaN where the likelihood is flat there, so that no variance can be told.
    """

    def at(left: int, up: int) -> float:
        return log_likelihood(counts, mean + left * step, tau + up * step)

    middle, area = at(0, 0), step * step
    by_mean = -(at(1, 0) - 2 * middle + at(-1, 0)) / area
    by_tau = -(at(0, 1) - 2 * middle + at(0, -1)) / area
    both = -(at(1, 1) - at(1, -1) - at(-1, 1) + at(-1, -1)) / (4 * area)
    curvature = by_mean * by_tau - both * both
    return by_tau / curvature if curvature else nan


def log_likelihood(counts: Sequence[tuple[int, int]], mean: float, tau: float) -> float:
    """Return the log-likelihood, each study integrated over its normal deviate by adaptive quadrature (7 points)."""
    times = Counter(counts)  # alike counts are worked out once
    return sum(often * _log_marginal(events, n, mean, tau) for (events, n), often in times.items())


def _log_marginal(events: int, n: int, mean: float, tau: float) -> float:
    """Return the log of binomial probability times normal density, without the constant n-over-events term, integrated
    over the study's standard normal deviate."""
    mode, curve = _mode(events, n, mean, tau)
    width = sqrt(2 / curve)
    heights = []
    for node, height in _HEIGHTS:
        deviate = mode + width * node
        logit = mean + tau * deviate
        softplus = logit + log1p(exp(-logit)) if logit > 0 else log1p(exp(logit))
        heights.append(height + events * logit - n * softplus - deviate * deviate / 2)
    top = max(heights)
    return log(width) - _HALF_LOG_2_PI + top + log(sum(exp(height - top) for height in heights))


def _mode(events: int, n: int, mean: float, tau: float) -> tuple[float, float]:
    """Return the deviate at which a study's figures are likeliest, and the curvature there.

    By Newton's method, kept between two deviates that the slope tells to be on either side: where a step would leave
    them, half-way. Without that it runs to and fro for ever for 7 of 51 far from the mean.
    """
    slope = tau * (events - n * logistic(mean))
    low, high, mode = min(slope, 0.0), max(slope, 0.0), 0.0
    for _ in range(200):
        p = logistic(mean + tau * mode)
        slope, curve = tau * (events - n * p) - mode, 1 + tau * tau * n * p * (1 - p)
        low, high = (mode, high) if slope > 0 else (low, mode)
        move = slope / curve
        mode = mode + move if low <= mode + move <= high else (low + high) / 2
        if abs(move) < 1e-7:  # the next step would be under 1e-12
            break
    p = logistic(mean + tau * mode)
    return mode, 1 + tau * tau * n * p * (1 - p)


def logistic(x: float) -> float:
    """Return the share of a logit."""
    return 1 / (1 + exp(-x)) if x >= 0 else exp(x) / (1 + exp(x))
