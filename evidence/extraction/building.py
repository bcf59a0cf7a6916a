"""Bound figures -> findings: arm, course, regimen, time, direction, denominator, state."""

from evidence.extraction.checks import find_faults
from evidence.extraction.confidence import confidence_of
from evidence.extraction.figures import COUNT, ZERO
from evidence.extraction.polarity import direction_of
from evidence.extraction.text import Sentence
from evidence.extraction.ties import Bound, Study
from evidence.records.finding import Finding
from evidence.values import changed

ARM_UNTOLD = "arm not told"
_STATISTIC = {COUNT: "count", ZERO: "count", "percent": "percent"}


def build(bound: Bound, sentence: Sentence, study: Study) -> Finding:
    """Return the finding with its spans, flags and state."""
    bound = _of_change(bound)
    figure = bound.figure
    mark_start, mark_end = sentence.normal.span(figure.start, figure.end)
    direction, doubt = direction_of(figure, bound.outcome, sentence.text)
    finding = Finding(
        record=f"pmid:{study.pmid}", pmid=study.pmid, doi=study.doi, outcome=bound.outcome.code, arm=bound.arm.arm,
        comparator=bound.arm.comparator, contrast=bound.arm.contrast, population=bound.population,
        regimen=bound.regimen, timepoint_months=bound.months,
        statistic=figure.statistic or _STATISTIC[figure.kind], value_kind=figure.value_kind, value=figure.value,
        unit=figure.unit, p=figure.p, events=figure.events, denominator=figure.denominator,
        direction=direction, sentence=study.text[sentence.start : sentence.end], start=sentence.start, end=sentence.end,
        mark_start=mark_start, mark_end=mark_end, text_hash=study.hash, rule=f"{figure.kind}:{figure.shape}",
        note=sentence.text[bound.outcome.start : bound.outcome.end],
    )  # fmt: skip
    if figure.interval is not None:
        interval = figure.interval
        finding = changed(finding, ci_low=interval.low, ci_high=interval.high, ci_level=interval.level)
    doubts = bound.doubts + ((doubt,) if doubt else ())
    if ARM_UNTOLD not in doubts:
        finding = _with_cohort(finding, study)
    return with_state(finding, doubts, figure.doubts, study.most_patients)


def _of_change(bound: Bound) -> Bound:
    """Return a mean difference of "EDSS decreased" as one of the score, a ratio of relapse rates as one of rates."""
    if bound.figure.statistic == "risk_ratio" and bound.outcome.code == "arr":  # "(RR 0.4)": of rates
        return changed(bound, figure=changed(bound.figure, statistic="rate_ratio"))
    if bound.figure.statistic == "rate_ratio" and bound.outcome.code == "relapse_free_survival":
        return changed(bound, outcome=changed(bound.outcome, code="arr", counts="lower_better"))
    if bound.figure.statistic != "standardised_mean_difference" or bound.outcome.code != "edss_improved":
        return bound
    return changed(bound, outcome=changed(bound.outcome, code="edss_change", counts="lower_better"))


def with_state(
    finding: Finding, doubts: tuple[str, ...], suspicions: tuple[str, ...], patients: int | None = None
) -> Finding:
    """Return the finding as clean, flagged (a check fails) or unbound (something needed is not told)."""
    flags = (*doubts, *suspicions, *(fault for fault in find_faults(finding, patients) if fault not in suspicions))
    state = "unbound" if doubts else "flagged" if flags else "clean"
    return changed(finding, state=state, flags=flags, confidence=confidence_of(finding.rule, state))


# Counts of events and of a part of the patients, and zeros of another arm: no size of the cohort is theirs.
_OF_NO_COHORT = ("none-in", "events", "count-part")


def _with_cohort(finding: Finding, study: Study) -> Finding:
    """Return the finding with the size of its arm as denominator, where a whole arm is meant and one size is told.

    A count with its own percent keeps the size only if they agree; fertility is not told of all patients.
    """
    facts = study.facts
    if finding.events is None or finding.denominator is not None or finding.outcome == "fertility":
        return finding
    if finding.population is not None or finding.regimen is not None or finding.rule.endswith(_OF_NO_COHORT):
        return finding
    if not study.one_size and finding.statistic == "count":
        return finding
    size = facts.n_hsct if finding.arm == "hsct" else facts.n_patients if finding.arm == "all" else None
    if size is None or finding.events > size:
        return finding
    whole = changed(finding, denominator=size)
    return whole if finding.statistic == "count" or not find_faults(whole) else finding
