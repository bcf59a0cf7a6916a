"""What a sentence counts in words: zeros, all, so many of them -> its findings."""

from collections.abc import Iterable

from evidence.extraction.bare_counts import find_counts
from evidence.extraction.building import build
from evidence.extraction.count_lists import find_all_listed
from evidence.extraction.deaths import own_labels
from evidence.extraction.definitions import definitions
from evidence.extraction.elided_counts import find_elided
from evidence.extraction.everyone import find_everyone, without_whole
from evidence.extraction.figures import Figure, Pairs, is_free
from evidence.extraction.fitting import NO_SHARE
from evidence.extraction.intervals import find_intervals, find_p_values
from evidence.extraction.mentions import Mention
from evidence.extraction.more_deaths import more_deaths, settle_deaths
from evidence.extraction.paired_counts import find_pairs
from evidence.extraction.readings import Reading
from evidence.extraction.related_deaths import related_deaths
from evidence.extraction.scales import is_hormone
from evidence.extraction.single_deaths import find_single_deaths, without_traits
from evidence.extraction.spared import find_befallen, find_spared
from evidence.extraction.splits import split_by_arm
from evidence.extraction.survivors import find_all_alive
from evidence.extraction.text import Sentence
from evidence.extraction.then_counts import found_later, numbers_fallen, relapses_counted
from evidence.extraction.ties import Study, bind_series
from evidence.extraction.voice import is_baseline
from evidence.extraction.zeros import find_zeros
from evidence.records.finding import DEATHS, Finding
from evidence.values import changed


def _closed(reading: Reading) -> tuple[tuple[int, int], ...]:
    """Return the spans that other readers have; "two women became pregnant" may hold the name of a group."""
    spans = [(figure.start, figure.end) for figure in reading.figures]
    spans.extend((interval.start, interval.end) for interval in find_intervals(reading.text))
    spans.extend((p_value.start, p_value.end) for p_value in find_p_values(reading.text))
    spans.extend(definitions(reading.text))
    return tuple(spans)


def _zeros(reading: Reading) -> Pairs:
    """Return what none had and what all had."""
    everyone = (*find_everyone(reading.text, reading.outcomes), *find_all_alive(reading.text, reading.outcomes))
    taken = [(one.start, one.end) for one in reading.figures]
    everyone = tuple(pair for pair in everyone if is_free(pair[0].start, pair[0].end, taken))
    rest = tuple(one for one in reading.outcomes if not _is_told(everyone, one))
    return (*find_zeros(reading.text, rest, reading.figures), *everyone)


def _spans(pairs: Pairs) -> tuple[tuple[int, int], ...]:
    return tuple((figure.start, figure.end) for figure, _ in pairs)


def _unread(pairs: Iterable[tuple[Figure, Mention]], closed: tuple[tuple[int, int], ...]) -> Pairs:
    """Return the pairs whose numbers no other reader has."""
    return tuple(pair for pair in pairs if is_free(pair[0].start, pair[0].end, closed))


def _untold(found: Iterable[tuple[Figure, Mention]], told: Pairs, closed: tuple[tuple[int, int], ...]) -> Pairs:
    """Return the pairs whose name no other reader has given a number; "all but two survived" counts no survivors."""
    names = {mention.start for _, mention in told if mention.code in DEATHS}
    return tuple(pair for pair in _unread(found, closed) if pair[1].start not in names)


def _is_survivor(mention: Mention, deaths: Pairs) -> bool:
    """Tell whether the name of those alive has become one of deaths: "all but two survived"."""
    return mention.code == "overall_survival" and any(mention.start == other.start for _, other in deaths)


def _pairs(reading: Reading) -> tuple[Pairs, tuple[Pairs, ...]]:
    """Return the counts with their outcomes, and those that two groups have of one outcome."""
    zeros, closed = _zeros(reading), _closed(reading)
    couples = find_pairs(reading.text, reading.outcomes, closed)
    closed = (*closed, *_spans(zeros), *(span for couple in couples for span in _spans(couple)))
    zeros = tuple(one for one in zeros if all(one[1] is not couple[0][1] for couple in couples))
    listed = find_all_listed(reading.text, reading.outcomes, closed)
    told = tuple(mention for couple in couples for _, mention in couple) + tuple(mention for _, mention in listed)
    closed = (*closed, *_spans(listed))
    free = tuple(one for one in reading.outcomes if all(one is not other for other in told))
    spared = (*find_spared(reading.text, free), *_unread(find_befallen(reading.text, free), closed))
    closed = (*closed, *_spans(spared))
    later = (
        *found_later(reading.text, zeros),
        *relapses_counted(reading.text, free),
        *numbers_fallen(reading.text, free),
    )
    later = _unread(later, closed)
    closed = (*closed, *_spans(later))
    counts = (*listed, *spared, *later, *find_counts(reading.text, free, closed))
    deaths = (*related_deaths(reading.text, reading.outcomes), *more_deaths(reading.text, reading.outcomes))
    counts = tuple(
        one for one in counts if one[1].code not in DEATHS or all(one[0].start != other.start for other, _ in deaths)
    )
    deaths = (*deaths, *_untold(find_single_deaths(reading.text, reading.outcomes), (*zeros, *deaths, *counts), closed))
    counts = tuple(one for one in counts if not _is_survivor(one[1], deaths))
    pairs = settle_deaths(reading.text, (*zeros, *deaths, *counts))
    return (*pairs, *find_elided(reading, pairs)), couples


def read_counts(reading: Reading, sentence: Sentence, study: Study) -> list[Finding]:
    """Return the findings of the counts of a sentence, which no other reader has."""
    reading = changed(reading, outcomes=tuple(one for one in reading.outcomes if not is_hormone(one)))
    pairs, couples = _pairs(reading)
    found: list[Finding] = []
    for figure, mention in pairs:
        if is_baseline(reading.text, figure.start, figure.end) or mention.code in NO_SHARE:
            continue
        labels = without_whole(figure, own_labels(reading.text, mention, reading.labels))
        labels = without_traits(figure, labels)
        others = (one for one, _ in pairs if one.end <= figure.start or figure.end <= one.start)
        figures = tuple(sorted((*reading.figures, figure, *others), key=lambda one: one.start))
        own = changed(reading, figures=figures, labels=labels)
        for bound in bind_series(own, (figure,), (mention,), study):
            found.extend(build(one, sentence, study) for one in split_by_arm(own, bound, study))
    for couple in couples:
        figures = tuple(sorted((*reading.figures, *(figure for figure, _ in couple)), key=lambda one: one.start))
        own = changed(reading, figures=figures)
        series, names = tuple(figure for figure, _ in couple), tuple(mention for _, mention in couple)
        found.extend(build(bound, sentence, study) for bound in bind_series(own, series, names, study))
    return found


def _is_told(pairs: Pairs, mention: Mention) -> bool:
    """Tell whether a figure is of the mention, or reaches over it."""
    spans = [(one.start, one.end) for pair in pairs for one in pair]
    return any(start <= mention.start < end for start, end in spans)
