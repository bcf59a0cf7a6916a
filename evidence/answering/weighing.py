"""A pooled share of a harm -> its status: against the topic's threshold, and how far the studies agree."""

from collections.abc import Sequence

from evidence.answering.counts import Count
from evidence.answering.pooled import ENOUGH_EVENTS, ENOUGH_PATIENTS, is_enough, told_pool
from evidence.answering.reasons import reason
from evidence.answering.unlike import isolated
from evidence.answering.verdict import Verdict
from evidence.records.answer import Pool, Reason, Value
from evidence.records.question import Threshold

DIFFERENT = 0.05  # p below which studies differ more than chance allows


def weigh(pool: Pool, alone: Sequence[Count], threshold: Threshold | None, differ_p: float | None) -> Verdict:
    """Return the status of a pooled share, why, and what is missing for the next."""
    patients = sum(count.patients for count in alone)
    if not is_enough(pool.events or 0, patients, pool.k):
        return _too_little(pool, alone)
    told = [told_pool(pool)]
    differ = differ_p is not None and differ_p < DIFFERENT
    if differ:
        p = round(differ_p or 0.0, 6)
        told.append(reason("heterogeneous", outcome=pool.outcome, p=p, prediction_high=pool.prediction_high))
    if threshold is None:
        return Verdict("partly", reasons=(*told, reason("no_threshold", outcome=pool.outcome)), pools=(pool,))
    short, missing = _short_of(pool, patients, threshold)
    if short or differ or pool.k < 2:
        nearer = missing[0] if missing else None
        return Verdict("partly", reasons=(*told, *short), pools=(pool,), next_status=nearer)
    under = reason(
        "under_threshold",
        outcome=pool.outcome,
        high=pool.high,
        threshold=threshold.upper_percent,
        patients=pool.n,
        min_patients=threshold.min_patients,
    )
    return Verdict("answered", reasons=(*told, under), pools=(pool,))


def _too_little(pool: Pool, alone: Sequence[Count]) -> Verdict:
    """Return "signal": a few events one by one, without a share; none, or many in one small study, with the bound."""
    few: dict[str, Value] = {"outcome": pool.outcome, "patients": pool.n, "min_patients": ENOUGH_PATIENTS}
    nearer = reason("next_patients", **few)
    if pool.events and pool.events < ENOUGH_EVENTS:
        return Verdict("signal", reasons=(isolated(pool.outcome, alone),), next_status=nearer)
    told = (told_pool(pool), reason("too_few_patients", **few))
    return Verdict("signal", reasons=told, pools=(pool,), next_status=nearer)


def _short_of(pool: Pool, patients: int, threshold: Threshold) -> tuple[list[Reason], list[Reason]]:
    """Return why a pooled share does not meet the threshold, and what would; both empty if it does."""
    told, missing = [], []
    if pool.high >= threshold.upper_percent:
        bound: dict[str, Value] = {"outcome": pool.outcome, "high": pool.high, "threshold": threshold.upper_percent}
        told.append(reason("over_threshold", **bound))
        missing.append(reason("next_upper_bound", **bound))
    if patients < threshold.min_patients:
        size: dict[str, Value] = {
            "outcome": pool.outcome, "patients": patients, "min_patients": threshold.min_patients,
        }  # fmt: skip
        told.append(reason("too_few_patients", **size))
        missing.append(reason("next_patients", **size))
    return told, missing
