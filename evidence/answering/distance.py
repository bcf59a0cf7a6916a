"""How far a pooled harm is from its threshold, and how little would take an answer back: found by asking the rule.

Further patients are taken to come in series of a hundred, for one large series answers nothing by itself.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from evidence.answering.counts import Count
from evidence.answering.reasons import reason
from evidence.answering.verdict import Verdict
from evidence.answering.weighing import DIFFERENT
from evidence.pooling import clopper_pearson, pool_proportions
from evidence.records.answer import Reason
from evidence.records.question import Threshold

SERIES = 100  # patients of a further series
TRIED = (0, 1, 2, 4, 8, 16, 30)  # numbers of series, or of events, that are tried; then between the last two
FURTHER = 4  # series in which it is asked how many events would take an answer back
HOLDS = ("events_aside", "mixed_series", "era_too_thin")  # what keeps a harm at "partly" whatever its bound

Pairs = Sequence[tuple[int, int]]  # (events, patients) of independent series


def with_distance(verdict: Verdict, alone: Sequence[Count], threshold: Threshold | None) -> Verdict:
    """Return the verdict with how many patients without the event would answer it, or how many events would undo it."""
    if threshold is None or verdict.status not in ("answered", "partly"):
        return verdict
    pairs = [(count.events, count.patients) for count in alone]
    if verdict.status == "answered":
        return replace(verdict, next_status=_to_lose(pairs, threshold))
    return replace(verdict, next_status=_to_answer(pairs, verdict, threshold))


def meets(pairs: Pairs, threshold: Threshold) -> bool:
    """Return True if series are under the threshold: enough patients in series that agree, and not thanks to one alone.

    The same as weighing.weigh and caution.held_by_all say of them, without what they tell.
    """
    patients, largest = sum(n for _, n in pairs), max(pairs, key=lambda pair: (pair[1], -pair[0]))
    pool = pool_proportions(pairs)
    differ = pool.differ_p is not None and pool.differ_p < DIFFERENT
    if len(pairs) < 2 or differ or patients < threshold.min_patients or not _is_under(pairs, threshold):
        return False
    rest = list(pairs)
    rest.remove(largest)
    return 2 * largest[1] <= patients or _is_under(rest, threshold)


def _is_under(pairs: Pairs, threshold: Threshold) -> bool:
    return round(100 * pool_proportions(pairs).high, 6) < threshold.upper_percent


def _to_answer(pairs: Pairs, verdict: Verdict, threshold: Threshold) -> Reason | None:
    """Return the fewest patients without the event that would be enough; what else holds the answer back is named."""
    codes = {why.code for why in verdict.reasons}
    held = ", ".join(code for code in HOLDS if code in codes) or None
    series = _fewest(lambda number: _is_hopeful(pairs, number, threshold) and meets(_with(pairs, number), threshold))
    if series is None:
        agree = reason("next_agreement", outcome=threshold.outcome) if "heterogeneous" in codes else None
        return agree or verdict.next_status
    if series == 0:
        return reason("next_unheld", outcome=threshold.outcome, held=held)
    return reason(
        "next_event_free",
        outcome=threshold.outcome,
        patients=SERIES * series,
        threshold=threshold.upper_percent,
        held=held,
    )


def _with(pairs: Pairs, series: int) -> Pairs:
    return [*pairs, *[(0, SERIES)] * series]


def _is_hopeful(pairs: Pairs, series: int, threshold: Threshold) -> bool:
    """Return False where even the exact bound of all patients together is over the threshold: no model is fitted."""
    events, patients = sum(k for k, _ in pairs), sum(n for _, n in pairs) + SERIES * series
    return patients >= threshold.min_patients and 100 * clopper_pearson(events, patients)[1] < threshold.upper_percent


def _to_lose(pairs: Pairs, threshold: Threshold) -> Reason | None:
    """Return the fewest events in four further series that would take the answer back, None for more than thirty."""

    def lost(events: int) -> bool:
        further = [(events // FURTHER + (place < events % FURTHER), SERIES) for place in range(FURTHER)]
        return not meets([*pairs, *further], threshold)

    events = _fewest(lost)
    if not events:
        return None
    return reason("next_lost", outcome=threshold.outcome, events=events, patients=FURTHER * SERIES)


def _fewest(enough: Callable[[int], bool]) -> int | None:
    """Return a number that is enough where one less is not; None if none that is tried is enough."""
    before = -1
    for number in TRIED:
        if enough(number):
            return _between(before, number, enough)
        before = number
    return None


def _between(short: int, number: int, enough: Callable[[int], bool]) -> int:
    """Return the same between one that is not enough and one that is, by halves."""
    while number - short > 1:
        middle = (short + number) // 2
        short, number = (short, middle) if enough(middle) else (middle, number)
    return number
