"""How many of how many: the shares of transplanted patients that can be pooled, one for each record and outcome."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from evidence.answering.body import Body
from evidence.answering.scope import is_of_all, speaks_to
from evidence.answering.terms import UNLIKE, regimen_of
from evidence.records.finding import Finding
from evidence.records.question import Scope

GOOD = ("event_free", "higher_better")
SHARES = ("percent", "count")
SLACK = 0.6  # percent points by which a rounded count may miss the printed share: 3 of 41 is 7.3, printed 7.5


@dataclass(frozen=True, slots=True)
class Count:
    """events of patients; rounded: from percent and number; implied: no death of any cause, so no transplant death.

    what: what was counted by the words of the pack or a person ("premature ovarian insufficiency"), None without them.
    """

    record: str
    outcome: str
    events: int
    patients: int
    finding: str
    rounded: bool = False
    implied: bool = False
    what: str | None = None


def counts(outcome: str, body: Body, scope: Scope, findings: Iterable[Finding]) -> tuple[Count, ...]:
    """Return one count a record: the figure about most patients, then the latest, among those that fit the scope.

    Without a figure on transplant-related deaths, no death of any cause means none of those.
    """
    fitting = [finding for finding in findings if finding.outcome == outcome and speaks_to(finding, body, scope)]
    told = [count for count in (count_of(finding, body) for finding in fitting) if count is not None]
    best = _one_a_record(told, fitting)
    if outcome == "trm":
        spoken = {finding.record for finding in fitting}
        best += [count for count in _implied(body, scope, findings) if count.record not in spoken]
    return tuple(sorted(best, key=lambda count: count.record))


def is_recovery(finding: Finding) -> bool:
    """Return True for a share that did well under a name that holds unlike things: periods that came back, pregnancies.

    It is no share with the harm, and what is left of the patients is none either: not every other woman tried.
    """
    return finding.outcome in UNLIKE and finding.direction in GOOD


def count_of(finding: Finding, body: Body) -> Count | None:
    """Return the count a figure of the transplanted patients gives, None if it gives none.

    A percent with its number of patients is rounded to whole patients; where that misses the printed share the percent
    is no plain share (an estimate with censoring) and gives no count. Events that are printed are never contradicted:
    "16 (3.5 %)" is no count of 507 patients, among whom 16 would be 3.2 %, and is not turned into 18 of them. A share
    that was spared the harm is turned round, unless what it counts is a recovery.
    """
    count = _printed(finding, body)
    spared = finding.direction in GOOD and not is_recovery(finding)
    return replace(count, events=count.patients - count.events) if count is not None and spared else count


def _printed(finding: Finding, body: Body) -> Count | None:
    if finding.arm != "hsct" or finding.contrast is not None:
        return None
    n = finding.denominator
    if finding.events is not None and n is not None:
        return _checked(finding, finding.events, n, rounded=False)
    if finding.statistic != "percent" or finding.value is None or finding.ci_low is not None:
        return None
    n = n if n is not None else _all_transplanted(finding, body)
    if not n:
        return None
    if finding.events is not None:
        fits = _prints_as(finding.events, n, finding.value)
        return _checked(finding, finding.events, n, rounded=False) if fits else None
    events = round(finding.value * n / 100)
    fits = abs(100 * events / n - finding.value) <= SLACK
    return _checked(finding, events, n, rounded=True) if fits else None


def without_parts(recoveries: Iterable[Count], harms: Iterable[Count]) -> tuple[Count, ...]:
    """Return the recoveries that are not of a part of the patients of whom the same record counts a harm.

    Of 8 women 4 lost their periods, and 2 of 2 who were treated for it regained them: that is no 100 % of women.
    """
    harmed = {count.record: count.patients for count in harms}
    return tuple(count for count in recoveries if count.patients >= harmed.get(count.record, 0))


def _prints_as(events: int, n: int, printed: float) -> bool:
    """Return True if so many of so many are the percent as printed, to its last digit."""
    decimals = len(f"{printed:.6f}".rstrip("0").partition(".")[2])
    return bool(abs(100 * events / n - printed) <= 0.5 * 10.0**-decimals + 1e-9)


def _checked(finding: Finding, events: int, n: int, *, rounded: bool) -> Count | None:
    if not 0 <= events <= n or n == 0:
        return None
    what = None if finding.origin == "machine" else finding.note
    return Count(finding.record, finding.outcome, events, n, finding.id, rounded, what=what)


def _all_transplanted(finding: Finding, body: Body) -> int | None:
    """Return the number of transplanted patients if the figure is of all of them."""
    report = body.reports[finding.record]
    vocabulary = body.vocabulary
    every = is_of_all(finding, body) and regimen_of(finding, vocabulary) is None
    return report.facts.n_hsct if every else None


def _one_a_record(told: list[Count], fitting: list[Finding]) -> list[Count]:
    months = {finding.id: finding.timepoint_months or 0.0 for finding in fitting}
    best: dict[str, Count] = {}
    for count in sorted(told, key=lambda count: (count.patients, count.events, months[count.finding], count.finding)):
        best[count.record] = count
    return list(best.values())


def _implied(body: Body, scope: Scope, findings: Iterable[Finding]) -> list[Count]:
    """Return "no transplant-related death" of each record that reports no death at all among its transplanted."""
    deaths = Scope(("deaths_any",), courses=scope.courses, regimens=scope.regimens, settings=scope.settings)
    found = []
    for finding in findings:
        if finding.outcome == "deaths_any" and speaks_to(finding, body, deaths):
            n = _transplanted_among(finding, body)
            if finding.events == 0 and finding.direction not in GOOD and n:
                found.append(Count(finding.record, "trm", 0, n, finding.id, implied=True))
    fatal = {f.record for f in findings if f.outcome == "deaths_any" and f.arm in ("hsct", "all") and f.events != 0}
    return _one_a_record([count for count in found if count.record not in fatal], list(findings))


def _transplanted_among(finding: Finding, body: Body) -> int | None:
    """Return how many transplanted patients a figure is about; one of both arms is about n_hsct of them."""
    if finding.contrast is not None:
        return None
    if finding.arm == "hsct":
        return finding.denominator if finding.denominator is not None else _all_transplanted(finding, body)
    return body.reports[finding.record].facts.n_hsct if finding.arm == "all" else None
