"""One sentence -> its findings."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from evidence.extraction.agreement import tell_apart
from evidence.extraction.arms import sort_labels
from evidence.extraction.bare_counts import find_counts
from evidence.extraction.binding import Reading, bind_outcomes, quiet_text
from evidence.extraction.building import Study, bind_series, build
from evidence.extraction.comparisons import read_p_values
from evidence.extraction.context import NOTHING, carried, carried_arm, improved, remember
from evidence.extraction.counts import COUNTED_ALONE, find_none_in, find_zeros
from evidence.extraction.deaths import own_labels
from evidence.extraction.definitions import definitions
from evidence.extraction.denominators import with_printed_groups
from evidence.extraction.effects import find_ratios
from evidence.extraction.elided_counts import find_elided
from evidence.extraction.figures import LEVEL, PERCENT, RATIO, Figure, with_intervals, with_p_values
from evidence.extraction.level_findings import as_level, read_levels
from evidence.extraction.meaning import is_composite
from evidence.extraction.mentions import Finder, Mention
from evidence.extraction.naming import name_all
from evidence.extraction.numbers import find_intervals, find_p_values
from evidence.extraction.related_deaths import related_deaths
from evidence.extraction.scales import is_analysis
from evidence.extraction.series import find_series
from evidence.extraction.shares import find_shares
from evidence.extraction.splits import split_by_arm
from evidence.extraction.survivors import find_all_alive
from evidence.extraction.text import Sentence
from evidence.extraction.voice import (
    is_baseline,
    is_before_treatment,
    is_no_result,
)
from evidence.records.finding import Finding

# Outcomes that no share of patients tells; a percent beside them is about something else.
_NO_SHARE = ("edss_change", "arr", "qol")
_VOLUME = "brain_atrophy"

Pairs = tuple[tuple[Figure, Mention], ...]


def read_results(sentences: Iterable[Sentence], study: Study, *, outcomes: Finder, labels: Finder) -> Iterator[Finding]:
    """Yield the findings in the order of the text; a sentence may take something over from the one before."""
    before = NOTHING
    for sentence in sentences:
        text = sentence.text
        named, marks = name_all(text, outcomes, labels)
        if not (is_no_result(text) or is_before_treatment(text)):
            more = (*carried(text, named, before), *improved(text, named, before))
            ordered = tuple(sorted(more, key=lambda mention: mention.start))
            told = carried_arm(text, named, marks, before)
            yield from read_sentence(sentence, study, ordered, told, level=before.level)
        groups = sort_labels(marks, study.comparators)
        arms = groups.arms if study.comparators else groups.regimens
        before = remember(text, named, arms, before)


def read_sentence(
    sentence: Sentence,
    study: Study,
    named: tuple[Mention, ...],
    marks: tuple[Mention, ...],
    *,
    level: float | None,
) -> tuple[Finding, ...]:
    """Return the findings of one sentence in the order of its figures; figures without any outcome are none.

    named: its outcomes; marks: its labels and times; level: of the confidence intervals told before it.
    """
    text = sentence.text
    if not named:
        return ()
    shares = _shares(text, quiet_text(text, named, marks), level, study)
    reading = _reading(text, shares, named, marks)
    found = _from_shares(reading, sentence, study)
    found.extend(read_levels(reading, sentence, study, _taken(reading, found, sentence)))
    if not study.pooled:  # "27 studies reported malignancy": a review counts studies
        found.extend(_from_words(reading, sentence, study))
    found.extend(read_p_values(reading, sentence, study))
    ordered = sorted(found, key=lambda finding: (finding.mark_start or 0, finding.mark_end or 0, finding.outcome))
    return tell_apart(tuple(ordered))


def _shares(text: str, quiet: str, level: float | None, study: Study) -> tuple[Figure, ...]:
    ratios = find_ratios(text)
    closed = (*definitions(text), *((ratio.start, ratio.end) for ratio in ratios))
    shares = (*with_printed_groups(text, find_shares(text, closed)), *find_none_in(text))
    return with_p_values(text, with_intervals(text, (*ratios, *shares), quiet, level, own=not study.pooled))


def _reading(text: str, figures: tuple[Figure, ...], named: tuple[Mention, ...], marks: tuple[Mention, ...]) -> Reading:
    ordered = tuple(sorted(figures, key=lambda figure: figure.start))
    return Reading(text, ordered, named, marks, quiet_text(text, named, marks))


def _from_shares(reading: Reading, sentence: Sentence, study: Study) -> list[Finding]:
    found: list[Finding] = []
    told = _with_none(reading, bind_outcomes(_without_scales(reading)))
    fitted = tuple(_fitting(reading.text, figure, one) for figure, one in zip(reading.figures, told, strict=True))
    reading = replace(reading, figures=fitted)
    for places in find_series(reading, told):
        series = tuple(fitted[place] for place in places)
        kept = tuple(_kept(reading, fitted[place], told[place]) for place in places)
        found.extend(build(bound, sentence, study) for bound in bind_series(reading, _spread_p(series), kept, study))
    return found


def _without_scales(reading: Reading) -> Reading:
    """Return the reading without scores and rates, which no share counts: "improved by 1 point of EDSS in 21%"."""
    counted = tuple(one for one in reading.outcomes if one.code not in _NO_SHARE)
    shares = any(figure.kind not in (RATIO, LEVEL) for figure in reading.figures)
    return replace(reading, outcomes=counted) if shares else reading


def _with_none(reading: Reading, told: tuple[Mention | None, ...]) -> tuple[Mention | None, ...]:
    """Return the outcomes; the "none" of "37% improved compared to none in the other group" has that of the figure before."""
    outcomes: list[Mention | None] = []
    for figure, one in zip(reading.figures, told, strict=True):
        last = next((earlier for earlier in reversed(outcomes) if earlier is not None), None)
        outcomes.append(last if figure.shape == "none-in" else one)
    return tuple(outcomes)


def _fitting(text: str, figure: Figure, outcome: Mention | None) -> Figure:
    if figure.statistic == "standardised_mean_difference" or outcome is None:
        return figure
    volume = outcome.code == _VOLUME and figure.kind == "percent" and not _is_of_patients(text, figure)
    return as_level(figure, text, outcome) if volume else figure


def _kept(reading: Reading, figure: Figure, outcome: Mention | None) -> Mention | None:
    """Return the outcome if the figure can tell it: no share of a score, no share as a volume, no baseline."""
    if outcome is None or is_composite(reading.text, outcome):
        return None
    if figure.kind not in (RATIO, LEVEL) and outcome.code in _NO_SHARE:
        return None
    if figure.kind == LEVEL and is_analysis(reading.text, figure.start):
        return None
    if (
        figure.shape == "n-of-n"
        and not reading.text[figure.end : outcome.start].strip()
        and outcome.code in COUNTED_ALONE
    ):
        return None  # "two of six deaths": the outcome is what is divided, not what happened
    return None if is_baseline(reading.text, figure.start, figure.end) else outcome


_OF_PATIENTS = re.compile(r"\s*(?:\([^)]*\)\s*)?of (?:the |all |our )?(?:patients|cases|participants|subjects)\b")


def _is_of_patients(text: str, figure: Figure) -> bool:
    """Tell whether a percent is a share of patients ("normalised in 55% of the cases"), not a loss of volume."""
    return figure.events is not None or _OF_PATIENTS.match(text, figure.end) is not None


def _spread_p(series: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Return the series with its last p value for all, where it is the only one: "100% vs 52% (p<0.0001)"."""
    if series[-1].p is not None and all(figure.p is None for figure in series[:-1]):
        return tuple(replace(figure, p=series[-1].p) for figure in series)
    return series


def _taken(reading: Reading, found: list[Finding], sentence: Sentence) -> tuple[tuple[int, int], ...]:
    """Return the spans whose numbers are no levels: figures, definitions; a percent that told nothing is still free."""
    told = {finding.mark_start for finding in found}
    spans = [
        (figure.start, figure.end) for figure in reading.figures
        if figure.kind != PERCENT or figure.events is not None
        or sentence.normal.span(figure.start, figure.end)[0] in told
    ]  # fmt: skip
    return (*spans, *definitions(reading.text))


def _closed(reading: Reading) -> tuple[tuple[int, int], ...]:
    """Return the spans that other readers have; "two women became pregnant" may hold the name of a group."""
    spans = [(figure.start, figure.end) for figure in reading.figures]
    spans.extend((interval.start, interval.end) for interval in find_intervals(reading.text))
    spans.extend((p_value.start, p_value.end) for p_value in find_p_values(reading.text))
    spans.extend(definitions(reading.text))
    return tuple(spans)


def _from_words(reading: Reading, sentence: Sentence, study: Study) -> list[Finding]:
    zeros = (
        *find_zeros(reading.text, reading.outcomes, reading.figures),
        *find_all_alive(reading.text, reading.outcomes),
    )
    closed = (*_closed(reading), *((zero.start, zero.end) for zero, _ in zeros))
    counts = find_counts(reading.text, reading.outcomes, closed)
    pairs = (*zeros, *related_deaths(reading.text, reading.outcomes), *counts)
    pairs = (*pairs, *find_elided(reading, pairs))
    found: list[Finding] = []
    for figure, mention in pairs:
        if is_baseline(reading.text, figure.start, figure.end) or mention.code in _NO_SHARE:
            continue
        labels = own_labels(reading.text, mention, reading.labels)
        others = (one for one, _ in pairs if one.end <= figure.start or figure.end <= one.start)
        figures = tuple(sorted((*reading.figures, figure, *others), key=lambda one: one.start))
        own = replace(reading, figures=figures, labels=labels)
        for bound in bind_series(own, (figure,), (mention,), study):
            found.extend(build(one, sentence, study) for one in split_by_arm(own, bound, study))
    return found
