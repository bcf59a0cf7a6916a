"""What one judgement comes to."""

from collections.abc import Iterable
from dataclasses import dataclass

from evidence.answering.reasons import reason
from evidence.records.answer import NOT_APPLICABLE, Pool, Reason

RANK = {"open": 0, "signal": 1, "conflicting": 2, "partly": 2, "answered": 3}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status with everything it rests on. records: keys; findings: ids.

    side: who does better by it ("hsct", "comparator", a regimen), None where no one side does. A status is a rank for
    that side: "answered" for one treatment says nothing for the other.
    """

    status: str
    direction: str = NOT_APPLICABLE
    certainty: str = "none"
    reasons: tuple[Reason, ...] = ()
    records: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    pools: tuple[Pool, ...] = ()
    next_status: Reason | None = None
    side: str | None = None


def certainty_beside(lead: Verdict, by_outcome: Iterable[tuple[str, Verdict]]) -> tuple[Reason, ...]:
    """Return the certainty of each other outcome that differs from the leading one's: each figure has its own."""
    return tuple(
        reason("certainty_beside", outcome=outcome, certainty=verdict.certainty)
        for outcome, verdict in by_outcome
        if verdict is not lead and verdict.certainty not in ("none", lead.certainty)
    )
