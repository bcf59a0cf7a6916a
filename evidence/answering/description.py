"""Durability and description: what happens to transplanted patients over the years. Never "answered" by this rule."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from evidence.answering import certainty
from evidence.answering.body import Body
from evidence.answering.overlap import independent, most_series
from evidence.answering.reasons import reason
from evidence.answering.scope import is_of_all, speaks_to
from evidence.answering.uncontrolled import by_record, size
from evidence.answering.verdict import Verdict, certainty_beside
from evidence.records.answer import STATUSES, Reason
from evidence.records.finding import Finding
from evidence.records.question import Scope

ENOUGH_COHORTS = 2
LASTING_MONTHS = 24.0  # before that, a figure says nothing about how long an effect lasts
LARGE = 200  # patients of one cohort that are enough with an interval
# Quantities that are measured: a share of patients beyond some cut-off is each study's own definition, so that two such
# shares are no two measurements of one thing. Of these only a mean, rate or difference with its interval counts.
MEASURED = ("edss_change", "arr", "brain_atrophy", "nfl", "qol")
SHARES = ("percent", "count")


@dataclass(frozen=True, slots=True)
class Figure:
    """The figure of one record that counts for an outcome: the latest with an interval, else the latest."""

    record: str
    patients: int | None
    finding: Finding
    has_interval: bool


def judge_description(scope: Scope, question: str, body: Body, since_months: float = 0) -> Verdict:
    """Return the verdict of the most settled outcome, with the range of what was seen for each.

    since_months: an interval counts only at that time after the transplant or later; durability asks for years.
    """
    verdicts = [_judge_outcome(outcome, scope, question, body, since_months) for outcome in scope.outcomes]
    told = [verdict for verdict in verdicts if verdict.records]
    if not told:
        return Verdict("open", reasons=(reason("nothing_found"),))
    lead = min(told, key=lambda verdict: STATUSES.index(verdict.status))
    certain = certainty_beside(lead, zip(scope.outcomes, verdicts, strict=True))
    ranges = [why for verdict in told if verdict is not lead for why in verdict.reasons if why.code == "range_seen"]
    return replace(
        lead,
        reasons=tuple(dict.fromkeys((*lead.reasons, *ranges, *certain))),
        records=tuple(dict.fromkeys(record for verdict in (lead, *told) for record in verdict.records)),
        findings=tuple(dict.fromkeys(id_ for verdict in (lead, *told) for id_ in verdict.findings)),
    )


def _judge_outcome(outcome: str, scope: Scope, question: str, body: Body, since_months: float) -> Verdict:
    """Return "partly" with two independent cohorts or 200 patients, with an interval; "signal" with anything less."""
    asked = replace(scope, outcomes=(outcome,))
    fitting = [finding for finding in body.findings if finding.arm == "hsct" and speaks_to(finding, body, asked)]
    every = _one_a_record(fitting, body)
    figures, aside = independent(every, body)
    if not figures:
        return Verdict("open")
    late = [figure for figure in every if figure.has_interval and _months(figure.finding) >= since_months]
    sized = _agreeing(late, figures, body)
    told = sum(figure.patients or 0 for figure in figures) or None
    why = _enough(outcome, sized) or reason("too_little", outcome=outcome, studies=len(figures), patients=told)
    partly = why.code != "too_little"
    few = [] if partly else [reason("down_imprecision", outcome=outcome, events=None, patients=told)]
    records = tuple(dict.fromkeys(figure.record for figure in (*figures, *sized)))
    level, steps = certainty.of_shares(records, body, question, steps=few)
    return Verdict(
        status="partly" if partly else "signal",
        certainty=level,
        reasons=(why, *_by_us(outcome, sized), *_ranges(outcome, fitting, body), *aside, *steps),
        records=records,
        findings=tuple(sorted(finding.id for finding in fitting if finding.record in records)),
        next_status=None if partly else _missing(outcome, len(sized), since_months),
    )


def _agreeing(late: Sequence[Figure], figures: Sequence[Figure], body: Body) -> list[Figure]:
    """Return the figures with an interval that decide: those that count, or others of them that carry further.

    A cohort that counts before others because it has more patients takes nothing from what those tell: not from two
    that share no patients, nor from a large one. late: every figure with an interval, of that time or later.
    """
    counting, most = [figure for figure in late if figure in figures], most_series(late, body)
    decisive = list(most) if len(most) > len(counting) else counting
    large = [figure for figure in late if _is_large(figure)]
    if len(decisive) >= ENOUGH_COHORTS or not large or any(_is_large(figure) for figure in decisive):
        return decisive
    return [min(large, key=lambda figure: (-(figure.patients or 0), figure.record))]


def _enough(outcome: str, sized: Sequence[Figure]) -> Reason | None:
    """Return why these figures are enough for "partly", None if they are not."""
    if len(sized) >= ENOUGH_COHORTS:
        patients = sum(figure.patients or 0 for figure in sized) or None
        return reason("cohorts_with_interval", outcome=outcome, studies=len(sized), patients=patients)
    large = [figure for figure in sized if _is_large(figure)]
    if large:
        return reason("large_cohort", outcome=outcome, record=large[0].record, patients=large[0].patients)
    return None


def _is_large(figure: Figure) -> bool:
    return (figure.patients or 0) >= LARGE


def _by_us(outcome: str, sized: Sequence[Figure]) -> tuple[Reason, ...]:
    """Return of which figures we worked the interval out ourselves."""
    computed = [figure.record for figure in sized if figure.finding.ci_low is None]
    return (reason("interval_computed", outcome=outcome, records=", ".join(computed)),) if computed else ()


def _missing(outcome: str, sized: int, since_months: float) -> Reason:
    """Return how many independent series with an interval, of what time, would make it "partly"."""
    months = since_months or None
    return reason("next_interval", outcome=outcome, cohorts=ENOUGH_COHORTS - sized, months=months, min_patients=LARGE)


def _one_a_record(fitting: list[Finding], body: Body) -> list[Figure]:
    """Return one figure a record: with an interval before without, of everybody before a part, then the latest, then of
    most patients."""
    best: dict[str, Figure] = {}
    for finding in sorted(fitting, key=lambda one: _rank(one, body)):
        figure = Figure(finding.record, size(finding, body), finding, _has_interval(finding))
        best.setdefault(finding.record, figure)
    return [best[record] for record in sorted(best)]


def _rank(finding: Finding, body: Body) -> tuple[bool, bool, float, int, str]:
    return (
        not _has_interval(finding),
        not is_of_all(finding, body),
        -_months(finding),
        -(size(finding, body) or 0),
        finding.id,
    )


def _months(finding: Finding) -> float:
    """Return the time of a figure, 0 where it is not told."""
    return finding.timepoint_months if finding.timepoint_months is not None else 0.0


def _has_interval(finding: Finding) -> bool:
    """Return True if the figure has an interval, printed or exact from the events and patients printed with it."""
    share = finding.statistic in SHARES
    if finding.outcome in MEASURED and share:
        return False
    if finding.ci_low is not None and finding.ci_high is not None:
        return True
    return share and finding.denominator is not None and (finding.events is not None or finding.value is not None)


def _ranges(outcome: str, fitting: list[Finding], body: Body) -> tuple[Reason, ...]:
    """Return the lowest and highest share of whole series at each whole year, patients counted once.

    Of the series that print such a share of that time, which need not be those that decide: a cohort that tells its
    figures by course only, or for fewer years, must not hide a smaller one that tells how everybody did later.
    """
    years: dict[int, list[Finding]] = {}
    for finding in fitting:
        if _share(finding) is not None and _is_lasting(finding, body):
            years.setdefault(round(_months(finding) / 12), []).append(finding)
    ranges = (_range(outcome, 12 * year, years[year], body) for year in sorted(years) if year > 0)
    return tuple(told for told in ranges if told is not None)


def _range(outcome: str, months: int, told: list[Finding], body: Body) -> Reason | None:
    """Return the range of what independent series print, None for one series alone.

    A series that prints two shares under one name (two definitions) gives the range both: neither is chosen.
    """
    counted = {one.record for one in independent(by_record(told, body), body)[0]}
    shares = [share for finding in told if finding.record in counted and (share := _share(finding)) is not None]
    if len(counted) < ENOUGH_COHORTS:
        return None
    lowest, highest = min(shares), max(shares)
    return reason("range_seen", outcome=outcome, months=months, lowest=lowest, highest=highest, studies=len(counted))


def _is_lasting(finding: Finding, body: Body) -> bool:
    """Return True if a figure tells of a whole series how many were still well at some time."""
    return finding.direction == "event_free" and _months(finding) > 0 and is_of_all(finding, body)


def _share(finding: Finding) -> float | None:
    if finding.statistic == "percent":
        return finding.value
    if finding.events is None or not finding.denominator:
        return None
    return round(100 * finding.events / finding.denominator, 1)
