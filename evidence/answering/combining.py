"""The verdict on the most settled outcome of a comparison, with the other outcomes told beside it."""

from collections.abc import Sequence
from dataclasses import replace

from evidence.answering.verdict import RANK, Verdict
from evidence.records.answer import MIXED, NO_DIFFERENCE, NOT_APPLICABLE, Reason


def all_told(lead: Verdict, others: Sequence[Verdict], last: Sequence[Reason]) -> Verdict:
    """Return the leading verdict with what the others rest on. last: reasons that are told behind all others."""
    every = [lead, *others]
    return replace(
        lead,
        direction=_overall_direction(every),
        reasons=(*lead.reasons, *_once(lead.reasons, others), *last),
        records=tuple(dict.fromkeys(record for verdict in every for record in verdict.records)),
        findings=tuple(dict.fromkeys(id_ for verdict in every for id_ in verdict.findings)),
        pools=tuple(dict.fromkeys(pool for verdict in every for pool in verdict.pools)),
    )


def _overall_direction(verdicts: Sequence[Verdict]) -> str:
    """Return the direction of the leading outcome, "mixed" if another outcome that shows something points elsewhere."""
    shown = {verdict.direction for verdict in verdicts if RANK[verdict.status]} - {NO_DIFFERENCE, NOT_APPLICABLE}
    return MIXED if len(shown) > 1 and verdicts[0].direction != MIXED else verdicts[0].direction


def _once(first: Sequence[Reason], others: Sequence[Verdict]) -> tuple[Reason, ...]:
    """Return the reasons of the other outcomes that the first does not give, without their steps of certainty."""
    more = [why for verdict in others for why in verdict.reasons if not why.code.startswith(("down_", "starts_"))]
    return tuple(why for why in dict.fromkeys(more) if why not in first)
