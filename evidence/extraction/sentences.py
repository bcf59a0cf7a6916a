"""One sentence -> its findings."""

from collections.abc import Iterable, Iterator

from evidence.extraction.agreement import tell_apart
from evidence.extraction.arms import sort_labels
from evidence.extraction.binding import bind_outcomes
from evidence.extraction.building import build
from evidence.extraction.comparisons import read_p_values
from evidence.extraction.context import NOTHING, carried, carried_arm, goes_on, remember
from evidence.extraction.contrasts import as_contrast
from evidence.extraction.definitions import definitions
from evidence.extraction.denominators import with_printed_groups
from evidence.extraction.disability_verbs import UNCHANGED, told_by_verbs
from evidence.extraction.effects import find_ratios
from evidence.extraction.event_times import read_event_times
from evidence.extraction.figures import LEVEL, PERCENT, RATIO, Figure, is_free, spread_p, with_intervals, with_p_values
from evidence.extraction.finder import Finder
from evidence.extraction.fitting import NO_SHARE, fitting, kept_outcome, with_none, without_scales
from evidence.extraction.groups_before import meant_again
from evidence.extraction.incidences import find_incidences
from evidence.extraction.left_deaths import find_left_deaths
from evidence.extraction.level_findings import read_levels
from evidence.extraction.mentions import Mention
from evidence.extraction.naming import name_all
from evidence.extraction.none_in import find_none_in
from evidence.extraction.own_groups import with_own
from evidence.extraction.own_pairs import parted_by_groups
from evidence.extraction.paired_counts import find_pairs
from evidence.extraction.proportions import find_percentages, find_proportions
from evidence.extraction.ratio_sides import settle_ratios
from evidence.extraction.readings import Outcomes, Reading, quiet_text
from evidence.extraction.series import find_series
from evidence.extraction.shares import find_shares, printed_aside
from evidence.extraction.splits import in_both_arms
from evidence.extraction.taken_over import Run, runs_of, take_over, without_groups
from evidence.extraction.text import Sentence
from evidence.extraction.then_counts import without_earlier
from evidence.extraction.ties import Study, bind_series
from evidence.extraction.times_before import time_told, with_same_time, with_time_of
from evidence.extraction.told_counts import read_counts
from evidence.extraction.voice import is_before_treatment, is_no_result
from evidence.extraction.word_groups import parted_by_words
from evidence.records.finding import Finding
from evidence.values import changed


def read_results(sentences: Iterable[Sentence], study: Study, *, outcomes: Finder, labels: Finder) -> Iterator[Finding]:
    """Yield the findings in the order of the text; a sentence may take something over from the one before."""
    before = changed(NOTHING, groups=study.known, subject=study.subject)
    lists: tuple[Run, ...] = ()
    for sentence in map(without_earlier, sentences):
        text = sentence.text
        named, marks = with_own(text, *name_all(text, outcomes, labels), study.groups)
        groups = sort_labels(marks, study.comparators)
        arms = groups.arms if study.comparators else groups.regimens
        again = meant_again(text, arms, before.groups)
        marks = tuple(sorted((*marks, *again), key=lambda mark: mark.start)) if again else marks
        found: tuple[Finding, ...] = ()
        if not (is_no_result(text) or is_before_treatment(text)):
            more = (*carried(text, named, before), *told_by_verbs(text, named, disability=before.disability))
            ordered = tuple(sorted(more, key=lambda mention: mention.start))
            told = carried_arm(text, named, marks, before)
            told = with_same_time(text, told, before.time)
            told = with_time_of(told, before.time) if goes_on(text, named, before) else told
            known = lists if before.groups.order != () else without_groups(lists)
            found = read_sentence(sentence, study, ordered, told, level=before.level)
            found = take_over(parted_by_groups(found, study.groups, marks), known)
            found = settle_ratios(tell_apart(parted_by_words(found, text, marks)))
            lists = (*(lists[-1:]), *runs_of(found)) if found else lists
            yield from found
        yield from find_left_deaths(sentence, named, found, study)
        before = remember(text, named, arms, before, time=time_told(marks, before.time))


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
    couples = find_pairs(text, named, tuple((one.start, one.end) for one in shares if one.shape != "in-n"))
    doubled = [(figure.start, figure.end) for couple in couples for figure, _ in couple]
    shares = tuple(one for one in shares if is_free(one.start, one.end, doubled))
    reading = _reading(text, shares, named, marks)
    found = _from_shares(reading, sentence, study)
    reading = changed(reading, outcomes=tuple(one for one in named if one.code != UNCHANGED))
    found.extend(read_levels(reading, sentence, study, _taken(reading, found, sentence)))
    found.extend(read_event_times(reading, sentence, study, definitions(text)))
    if not study.pooled:  # "27 studies reported malignancy": a review counts studies
        found.extend(read_counts(_untold_aside(reading, found, sentence), sentence, study))
    found.extend(read_p_values(reading, sentence, study))
    ordered = sorted(found, key=lambda finding: (finding.mark_start or 0, finding.mark_end or 0, finding.outcome))
    return tuple(ordered)


def _shares(text: str, quiet: str, level: float | None, study: Study) -> tuple[Figure, ...]:
    ratios = tuple(as_contrast(ratio, text, study.comparators) for ratio in find_ratios(text))
    closed = (*definitions(text), *((ratio.start, ratio.end) for ratio in ratios))
    printed = find_shares(text, closed)
    if all(share.kind != PERCENT for share in printed):
        aside = (*closed, *printed_aside(text))
        printed = (*printed, *find_proportions(text, aside), *find_percentages(text, aside))
    incidences = find_incidences(text, (*closed, *((share.start, share.end) for share in printed)))
    shares = (*with_printed_groups(text, printed), *find_none_in(text), *incidences)
    return with_p_values(text, with_intervals(text, (*ratios, *shares), quiet, level, own=not study.pooled))


def _reading(text: str, figures: tuple[Figure, ...], named: tuple[Mention, ...], marks: tuple[Mention, ...]) -> Reading:
    ordered = tuple(sorted(figures, key=lambda figure: figure.start))
    return Reading(text, ordered, named, marks, quiet_text(text, named, marks))


def _from_shares(reading: Reading, sentence: Sentence, study: Study) -> list[Finding]:
    found: list[Finding] = []
    if not reading.figures:
        return found
    told = with_none(reading, _with_scales(reading, bind_outcomes(without_scales(reading))))
    fitted = tuple(fitting(reading.text, figure, one) for figure, one in zip(reading.figures, told, strict=True))
    reading = changed(reading, figures=fitted)
    for places in find_series(reading, told):
        series = tuple(fitted[place] for place in places)
        kept = tuple(kept_outcome(reading, fitted[place], told[place]) for place in places)
        bounds = in_both_arms(reading.text, bind_series(reading, spread_p(series), kept, study), study)
        found.extend(build(bound, sentence, study) for bound in bounds)
    return found


def _with_scales(reading: Reading, told: Outcomes) -> Outcomes:
    """Return the outcomes; a ratio or a standardised difference may be of a rate or score, which no share counts."""
    scaled = (RATIO, LEVEL)
    if all(one.kind not in scaled for one in reading.figures) or all(
        one.code not in NO_SHARE for one in reading.outcomes
    ):
        return told
    pairs = zip(reading.figures, told, bind_outcomes(reading), strict=True)
    return tuple(two if figure.kind in scaled else one for figure, one, two in pairs)


def _untold_aside(reading: Reading, found: list[Finding], sentence: Sentence) -> Reading:
    """Return the reading without the "in five patients" that told nothing: readers of counts may know it."""
    told = {finding.mark_start for finding in found}
    kept = tuple(
        one for one in reading.figures
        if one.shape not in ("in-n", "and-in-n") or sentence.normal.span(one.start, one.end)[0] in told
    )  # fmt: skip
    return changed(reading, figures=kept)


def _taken(reading: Reading, found: list[Finding], sentence: Sentence) -> tuple[tuple[int, int], ...]:
    """Return the spans whose numbers are no levels: figures, definitions; a percent that told nothing is still free."""
    told = {finding.mark_start for finding in found}
    spans = [
        (figure.start, figure.end) for figure in reading.figures
        if figure.kind != PERCENT or figure.events is not None
        or sentence.normal.span(figure.start, figure.end)[0] in told
    ]  # fmt: skip
    spans.extend((one.interval.start, one.interval.end) for one in reading.figures if one.interval is not None)
    return (*spans, *definitions(reading.text))
