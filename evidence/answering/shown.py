"""What a harm question shows beside the figures it counts, so that nothing that was read vanishes silently."""

from collections.abc import Iterable, Sequence

from evidence.answering.body import Body
from evidence.answering.counts import SHARES, Count, count_of
from evidence.answering.reasons import reason
from evidence.records.answer import Reason
from evidence.records.finding import Finding


def not_counted(outcome: str, fitting: Sequence[Finding], every: Iterable[Count], body: Body) -> tuple[Reason, ...]:
    """Return the records that print events or a share which make no count.

    Because no number of patients is printed with it, or because none fits: "16 (3.5 %)" among 507 is of other patients.
    A record that counts by another figure is named only where it prints events that were not counted.
    """
    counted = {count.record for count in every}
    left_out = {
        finding.record
        for finding in fitting
        if finding.arm == "hsct"
        and finding.contrast is None
        and finding.statistic in SHARES
        and count_of(finding, body) is None
        and (finding.record not in counted or finding.events is not None)
    }
    return (reason("shown_not_counted", outcome=outcome, records=", ".join(sorted(left_out))),) if left_out else ()
