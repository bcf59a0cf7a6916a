"""What a harm question shows beside the figures it counts, so that nothing that was read vanishes silently."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from evidence.answering.body import Body
from evidence.answering.counts import SHARES, Count, count_of, counts, is_recovery
from evidence.answering.overlap import independent
from evidence.answering.reasons import reason
from evidence.answering.scope import course_untold
from evidence.answering.terms import codes, part_of, sex_of
from evidence.records.answer import Reason
from evidence.records.finding import Finding
from evidence.records.question import Scope
from evidence.words import words_pattern


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


def without_course(outcome: str, asked: Scope, body: Body) -> tuple[Reason, ...]:
    """Return the series that do not count for a course because nobody tells which course their patients had."""
    if not asked.courses:
        return ()
    scope = replace(asked, outcomes=(outcome,), courses=())
    own = [finding for finding in body.findings if not body.reports[finding.record].indirect]
    told = counts(outcome, body, scope, [finding for finding in own if course_untold(finding, body)])
    return (reason("course_untold", records=", ".join(count.record for count in told)),) if told else ()


def of_registers(outcome: str, body: Body, scope: Scope) -> tuple[Count, ...]:
    """Return what registers of all autoimmune diseases count, once for each patient: indirect, never pooled.

    They tell nothing about a course of MS or a regimen; about women or men only where they say so. Grafts of donors are
    another treatment.
    """
    if scope.courses or scope.regimens:
        return ()
    told: dict[str, Count] = {}
    for finding in body.findings:
        report = body.reports[finding.record]
        fits = not scope.settings or not set(scope.settings).isdisjoint(report.settings)
        if finding.outcome == outcome and report.indirect and fits and _is_of_sex(finding, body, scope):
            donors = words_pattern(body.vocabulary.allogeneic).search(finding.population or "")
            count = count_of(finding, body) if finding.regimen is None and donors is None else None
            best = told.get(finding.record)
            if count is not None and (best is None or count.patients > best.patients):
                told[finding.record] = count
    return tuple(sorted(independent(told.values(), body)[0], key=lambda count: count.record))


def told_registers(registers: Sequence[Count], body: Body) -> tuple[Reason, ...]:
    """Return each figure of a register of all autoimmune diseases, harm apart from recovery."""
    recovered = {finding.id for finding in body.findings if is_recovery(finding)}
    return tuple(
        reason("indirect_good_shown", outcome=one.outcome, record=one.record, well=one.events, patients=one.patients)
        if one.finding in recovered
        else reason("indirect_shown", outcome=one.outcome, record=one.record, events=one.events, patients=one.patients)
        for one in registers
    )


def _is_of_sex(finding: Finding, body: Body, scope: Scope) -> bool:
    """Return True if a figure is of a subgroup that the scope asks for, or if it asks for none."""
    wanted = codes(scope.subgroups, body.vocabulary.subgroups)
    told = {part_of(finding, body.vocabulary), sex_of(finding, body.vocabulary)}
    return not wanted or not wanted.isdisjoint(told - {None})
