"""What one judgement comes to, and how far evidence with a flaw may carry it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from evidence.answering.body import Body
from evidence.answering.reasons import reason
from evidence.records.answer import FAVOURS_COMPARATOR, FAVOURS_HSCT, NOT_APPLICABLE, Pool, Reason

RANK = {"open": 0, "signal": 1, "conflicting": 2, "partly": 2, "answered": 3}
NAMED = ("open", "signal", "partly", "answered")  # the status of each rank, where a status must be lowered


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status with everything it rests on. records: keys; findings: ids."""

    status: str
    direction: str = NOT_APPLICABLE
    certainty: str = "none"
    reasons: tuple[Reason, ...] = ()
    records: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    pools: tuple[Pool, ...] = ()
    next_status: Reason | None = None


def certainty_beside(lead: Verdict, by_outcome: Iterable[tuple[str, Verdict]]) -> tuple[Reason, ...]:
    """Return the certainty of each other outcome that differs from the leading one's: each figure has its own."""
    return tuple(
        reason("certainty_beside", outcome=outcome, certainty=verdict.certainty)
        for outcome, verdict in by_outcome
        if verdict is not lead and verdict.certainty not in ("none", lead.certainty)
    )


Judge = Callable[[Body], Verdict]


def judge_with_limits(judge: Judge, body: Body) -> Verdict:
    """Return the verdict of judge, held down where it hangs on records with a flaw.

    Records under an expression of concern are never the sole support: without sound records they count for nothing, and
    where sound records show one treatment to do better they do not turn the answer to the other.
    Records of which only a part was seen support "signal" at most by themselves. Beside other records either kind lifts
    a status by one step at most.
    """
    full = judge(body)
    concern = body.under_concern(full.records)
    if concern:
        rest = body.without(body.all_under_concern)
        sound, told = judge(rest), reason("concern_only", records=", ".join(concern))
        if RANK[sound.status] == 0 < RANK[full.status]:
            return replace(sound, reasons=(*sound.reasons, told))
        if _turns(full, sound):  # they count for nothing, also not beside records seen in part
            body, full = rest, replace(sound, reasons=(*sound.reasons, told))
        else:
            full = _lowered(full, RANK[sound.status] + 1, told)
    incomplete = body.incomplete(full.records)
    if incomplete:
        whole = judge(body.without(body.all_incomplete))
        full = _lowered(full, RANK[whole.status] + 1, reason("incomplete_only", records=", ".join(incomplete)))
    return full


def _turns(verdict: Verdict, sound: Verdict) -> bool:
    """Return True if one says that one treatment does better and the sound records by themselves say the other."""
    return {verdict.direction, sound.direction} == {FAVOURS_HSCT, FAVOURS_COMPARATOR}


def _lowered(verdict: Verdict, limit: int, why: Reason) -> Verdict:
    """Return the verdict with its status no higher than the limit, and why where that changed it."""
    if RANK[verdict.status] <= limit:
        return verdict
    return replace(verdict, status=NAMED[limit], reasons=(*verdict.reasons, why), next_status=why)
