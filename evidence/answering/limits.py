"""How far evidence with a flaw may carry a status: records under an expression of concern, and those seen in part.

A status is a rank for the side that does better by it, and is compared only with a rank for the same side: cohorts that
show a drug to do better do not help a trial that was seen in part to answer that transplantation does.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from evidence.answering.body import Body
from evidence.answering.reasons import reason
from evidence.answering.verdict import RANK, Verdict
from evidence.records.answer import MIXED, NOT_APPLICABLE, Reason

Judge = Callable[[Body], Verdict]
NAMED = ("open", "signal", "partly", "answered")  # the status of each rank, where a status must be lowered


def judge_with_limits(judge: Judge, body: Body) -> Verdict:
    """Return the verdict of judge, held down where it hangs on records with a flaw.

    Of either kind records lift what the others say by one step at most, settle no conflict of theirs, and never take
    away what they say for the same side. Records under an expression of concern are never the sole support; records of
    which only a part was seen support "signal" at most by themselves. What has both flaws is held by both.
    """

    def without_sole_concern(evidence: Body) -> Verdict:
        return _with_concern(judge, evidence)

    return _seen_in_part(without_sole_concern, body)


def _with_concern(judge: Judge, body: Body) -> Verdict:
    """Return the verdict; what the sound records say stands where they say nothing for its side."""
    full = judge(body)
    if not _may_hang_on(body.all_under_concern, full, body):
        return full
    sound, told = judge(body.without(body.all_under_concern)), _told("concern_only", body.under_concern(full.records))
    if _weight(sound, full) == 0 < RANK[full.status]:
        return replace(sound, reasons=(*sound.reasons, *told))
    return _higher(sound, _lowered(_lifted(full, sound), _weight(sound, full) + 1, told))


def _seen_in_part(judge: Judge, body: Body) -> Verdict:
    """Return the verdict; a signal without a side where the whole records say the other side by themselves."""
    full = judge(body)
    if not _may_hang_on(body.all_incomplete, full, body):
        return full
    whole, told = judge(body.without(body.all_incomplete)), _told("incomplete_only", body.incomplete(full.records))
    if full.side is not None and whole.status == "conflicting":
        return replace(whole, reasons=(*whole.reasons, *told))
    if None not in (full.side, whole.side) and full.side != whole.side:
        held = replace(full, status="signal", reasons=(*full.reasons, *told), next_status=next(iter(told), None))
        return replace(held, side=None, direction=NOT_APPLICABLE if full.direction == NOT_APPLICABLE else MIXED)
    return _higher(whole, _lowered(full, _weight(whole, full) + 1, told))


def _may_hang_on(flawed: frozenset[str], full: Verdict, body: Body) -> bool:
    """Return True if flawed records may carry a verdict: those it rests on; for a side also one that shares patients
    with them and is set aside."""
    return body.tells(flawed) if full.side is not None else not flawed.isdisjoint(full.records)


def _lifted(full: Verdict, rest: Verdict) -> Verdict:
    """Return the full verdict; where it goes further than the others it rests on them too: they carry it so far."""
    if RANK[full.status] <= RANK[rest.status]:
        return full
    return replace(
        full,
        records=tuple(dict.fromkeys((*full.records, *rest.records))),
        findings=tuple(dict.fromkeys((*full.findings, *rest.findings))),
    )


def _weight(rest: Verdict, full: Verdict) -> int:
    """Return the rank of what the other records say for the side of the full verdict; of one without a side, their
    rank."""
    return RANK[rest.status] if full.side in (None, rest.side) else 0


def _higher(rest: Verdict, held: Verdict) -> Verdict:
    """Return the higher of two verdicts for one side; without a side the held one: deaths in a doubted paper count."""
    return rest if rest.side == held.side is not None and RANK[rest.status] > RANK[held.status] else held


def _told(code: str, records: Sequence[str]) -> tuple[Reason, ...]:
    """Return the reason that names the flawed records among those that a verdict rests on, () if there are none."""
    return (reason(code, records=", ".join(records)),) if records else ()


def _lowered(verdict: Verdict, limit: int, why: Sequence[Reason]) -> Verdict:
    """Return the verdict with its status no higher than the limit, and why where that changed it."""
    if RANK[verdict.status] <= limit:
        return verdict
    return replace(verdict, status=NAMED[limit], reasons=(*verdict.reasons, *why), next_status=next(iter(why), None))
