"""One row of the evidence pack -> Finding, or the reason why it is none.

The notation of the file is the reader's of the abstracts: arm "HSCT", "alemtuzumab", "HSCT vs DMT", "BEAM/ATG",
"BEAM/ATG vs Cy/ATG", "all"; statistic "n/N", "mean diff", ...; polarity "free", "event", "ratio_of_events".
Names of drugs, regimens and parts of the patients stay as they are written: the vocabulary only tells which of these
a word is. What they mean is the rule's business (evidence/answering/terms.py).
"""

import re
from dataclasses import dataclass

from evidence.records.finding import OUTCOMES, Contrast, Finding
from evidence.records.question import Term, Vocabulary
from evidence.records.study import Report
from evidence.topics.reader import Table
from evidence.words import words_pattern

STATISTICS = {
    "percent": "percent",
    "n/N": "count",
    "hazard ratio": "hazard_ratio",
    "odds ratio": "odds_ratio",
    "relative risk": "risk_ratio",
    "rate ratio": "rate_ratio",
    "mean": "mean",
    "median": "median",
    "mean diff": "mean_difference",
    "standardised mean diff": "standardised_mean_difference",
    "rate": "rate",
}
NO_FIGURES = ("narrative", "correlation")
VALUE_KINDS = {
    "level_after": "level",
    "change": "change",
    "pre_post_smd": "change",
    "between_group_difference": "difference",
}
DIRECTIONS = {
    "free": "event_free",
    "event": "event",
    "ratio_of_events": "event",
    "higher": "higher_better",
    "lower": "lower_better",
}
DAYS_A_MONTH = 365.25 / 12
MONTHS = {"days": 1 / DAYS_A_MONTH, "weeks": 7 / DAYS_A_MONTH, "months": 1.0, "years": 12.0}

BACKGROUND = "background, not a result of the study"

Fate = tuple[Finding | None, str | None]  # the finding, or why there is none


@dataclass(frozen=True, slots=True)
class Names:
    """What the words of an arm may name; the outcomes' default directions."""

    drugs: re.Pattern[str]
    regimens: re.Pattern[str]
    courses: re.Pattern[str]
    directions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Arm:
    """Who a figure is about: arm, comparator, contrast, regimen of a Finding."""

    arm: str
    comparator: str | None = None
    contrast: Contrast | None = None
    regimen: str | None = None


def compile_names(vocabulary: Vocabulary) -> Names:
    """Return the names of a vocabulary, ready for reading rows."""
    return Names(
        drugs=_any_of(vocabulary.drugs),
        regimens=_any_of(vocabulary.regimens),
        courses=_any_of(vocabulary.courses),
        directions=tuple((term.code, term.direction) for term in vocabulary.outcomes),
    )


def read_row(table: Table, report: Report, names: Names) -> Fate:
    """Return the finding of one row, or why it is none. Raises TopicError for what the notation does not know."""
    finding = _finding(table, report, names)
    left_out = _left_out(table, finding)
    return (None, left_out) if left_out is not None else (finding, None)


def _left_out(table: Table, finding: Finding) -> str | None:
    in_abstract = table.maybe_flag("in_abstract")
    if finding.statistic in NO_FIGURES:
        return finding.statistic
    return "not in the abstract" if in_abstract is False else None


def _finding(table: Table, report: Report, names: Names) -> Finding:
    outcome = table.choice("outcome", OUTCOMES)
    statistic = _statistic(table)
    arm = _arm(table, statistic, names)
    events, value = table.maybe_whole("events"), table.maybe_number("value")
    flags = (BACKGROUND,) if table.maybe_flag("background") else ()  # shown, and counted by no rule
    if statistic == "count" and events is None:
        raise table.mistake("events", "is missing: n/N needs its n; 0 if none happened")
    return Finding(
        record=report.record,
        pmid=report.pmid,
        doi=report.doi,
        outcome=outcome,
        arm=arm.arm,
        comparator=arm.comparator,
        contrast=arm.contrast,
        population=table.maybe_text("subgroup"),
        regimen=arm.regimen,
        timepoint_months=table.inner("timepoint", _months) if table.has("timepoint") else None,
        statistic=statistic,
        value_kind=VALUE_KINDS[table.choice("value_kind", tuple(VALUE_KINDS))] if table.has("value_kind") else None,
        value=events if statistic == "count" else value,  # some n/N rows hold the share in percent as value
        unit=table.maybe_text("unit"),
        ci_low=table.maybe_number("ci_low"),
        ci_high=table.maybe_number("ci_high"),
        ci_level=table.maybe_number("ci_level"),
        p=table.maybe_text("p"),
        events=events,
        denominator=table.maybe_whole("denominator"),
        direction=_direction(table, outcome, names),
        source_url=report.source_url,
        origin="pack",
        state="flagged" if flags else "clean",
        flags=flags,
        rule="pack",
        note=table.maybe_text("note"),
    )


def _statistic(table: Table) -> str:
    told = table.choice("statistic", (*STATISTICS, *NO_FIGURES))
    return STATISTICS.get(told, told)


def _direction(table: Table, outcome: str, names: Names) -> str:
    """Return what a figure counts: as told; else as corrected, where the outcome's default would turn it round."""
    for told in ("polarity", "polarity_corrected"):
        if table.has(told):
            return DIRECTIONS[table.choice(told, tuple(DIRECTIONS))]
    defaults = dict(names.directions)
    if outcome not in defaults:
        raise table.mistake("outcome", f"is {outcome!r}, which outcomes.toml does not describe")
    return defaults[outcome]


def _months(table: Table) -> float:
    """Return the time in months of 365.25/12 days, to two decimals."""
    value = table.maybe_number("value")
    if value is None or value < 0:
        raise table.mistake("value", "must be a number of at least 0")
    return round(value * MONTHS[table.choice("unit", tuple(MONTHS))], 2)


def _arm(table: Table, statistic: str, names: Names) -> _Arm:
    told = table.text("arm")
    if told in ("HSCT", "all"):
        return _Arm(told.lower(), regimen=table.maybe_text("regimen"))
    if " vs " in told:
        return _between(table, told, names)
    if names.drugs.fullmatch(told):
        return _Arm("comparator", comparator=told)
    if names.regimens.fullmatch(told):
        return _Arm("hsct", regimen=told)
    raise table.mistake("arm", f"is {told!r}, which is no drug or regimen of the vocabulary ({statistic})")


def _between(table: Table, told: str, names: Names) -> _Arm:
    a, b = told.split(" vs ", 1)
    if a == "HSCT":
        if not names.drugs.fullmatch(b):
            raise table.mistake("arm", f"compares HSCT with {b!r}, which is no drug of the vocabulary")
        return _Arm("between", comparator=b)
    known = (("course", names.courses), ("regimen", names.regimens))
    kind = next((kind for kind, pattern in known if pattern.fullmatch(a)), "subgroup")
    return _Arm("between", contrast=Contrast(kind, a, b))


def _any_of(terms: tuple[Term, ...]) -> re.Pattern[str]:
    return words_pattern(word for term in terms for word in (term.code, *term.words))
