"""Levels, changes and differences of one sentence -> findings."""

import re
from collections.abc import Iterable

from evidence.extraction.averages import is_annual, volume_statistic
from evidence.extraction.building import build
from evidence.extraction.clauses import blank
from evidence.extraction.figures import LEVEL, Figure, Pairs, spread_p, with_intervals, with_p_values
from evidence.extraction.levels import Told, find_levels, with_sign
from evidence.extraction.mentions import TIME, Mention
from evidence.extraction.readings import Reading
from evidence.extraction.scales import is_scale
from evidence.extraction.score_text import bare_of
from evidence.extraction.series import find_series
from evidence.extraction.splits import in_both_arms
from evidence.extraction.text import Sentence
from evidence.extraction.ties import Study, bind_series
from evidence.extraction.units import bracket_at
from evidence.extraction.voice import is_demographic, is_told_later
from evidence.records.finding import Finding
from evidence.values import changed

# Scores whose bare level is a result; a bare EDSS is the one before treatment as often as not.
_ALWAYS = ("arr", "brain_atrophy", "nfl", "qol", "fertility")


def read_levels(
    reading: Reading, sentence: Sentence, study: Study, taken: tuple[tuple[int, int], ...]
) -> list[Finding]:
    """Return the findings of the scores of a sentence; taken: the spans whose numbers are no levels."""
    if not any(is_scale(reading.text, one) for one in reading.outcomes):
        return []
    scored = bare_of(reading.text, reading.labels, reading.outcomes)
    told = tuple(one for one in find_levels(scored, taken) if _is_told(reading, *one))
    if not told:
        return []
    levels = _signed(reading, told, own=not study.pooled)
    signed = {one.start: one for one, _ in levels}
    kept = tuple(sorted((*reading.figures, *signed.values()), key=lambda one: one.start))
    own = changed(reading, figures=kept, text=_readable(reading.text, scored.bare),
                  quiet=_readable(reading.quiet, scored.bare))  # fmt: skip
    found: list[Finding] = []
    for group in _groups(levels):
        scores = {one.start: mention for one, mention in group}
        figures = tuple(one for one, _ in group)
        for places in find_series(changed(own, figures=figures), tuple(mention for _, mention in group)):
            series = tuple(figures[place] for place in places)
            outcomes = tuple(_counting(reading.text, scores[one.start], one) for one in series)
            series = spread_p(tuple(_without_contrast(reading, one, study) for one in series))
            part = own if series[0].value_kind != "difference" else _part(own, series[0])
            bounds = in_both_arms(reading.text, bind_series(part, series, outcomes, study), study)
            found.extend(build(one, sentence, study) for one in bounds)
    return _with_time_at_end(own, found)


def _signed(reading: Reading, told: Pairs, *, own: bool) -> Pairs:
    """Return the levels with their interval, p value and sign, but for those that stand in an interval of another."""
    figures = with_intervals(reading.text, tuple(one for one, _ in told), reading.quiet, own=own)
    figures = with_p_values(reading.text, figures)
    inside = [one.interval for one in figures if one.interval is not None]
    told = tuple(pair for pair in told if not any(one.start <= pair[0].start < one.end for one in inside))
    figures = tuple(one for one in figures if any(one.start == pair[0].start for pair in told))
    signed = {one.start: with_sign(reading.text, one, mention) for one, (_, mention) in zip(figures, told, strict=True)}
    return tuple((signed[one.start], mention) for one, mention in told)


# "ARR fell to 0.1, and EDSS to 2.0, after 12 months of treatment.": a time behind a comma holds for all before it.
_AT_END = re.compile(r",\s+(?:at|after|by|over|during|within)\s+(?:the\s+|a\s+)?(?:first\s+|last\s+)?$", re.IGNORECASE)


def _with_time_at_end(reading: Reading, found: list[Finding]) -> list[Finding]:
    """Return the findings with the only time of the sentence, where it ends it and holds for all or for the score."""
    times = {mark.months: mark for mark in reading.labels if mark.kind == TIME}
    if len(times) != 1 or not found:
        return found
    ((months, mark),) = times.items()
    last = max(one.end for one in reading.figures)
    rest = reading.quiet[mark.end :].strip(" .)")
    if mark.start < last or len(rest) > 40 or re.search(r"[\d,;]", rest) is not None:
        return found
    loose = _AT_END.search(reading.text[: mark.start]) is not None
    codes = {one.outcome for one in found if one.timepoint_months == months}
    return [
        changed(one, timepoint_months=months)
        if one.timepoint_months is None and one.state == "clean" and (loose or one.outcome in codes) else one
        for one in found
    ]  # fmt: skip


def _readable(text: str, bare: str) -> str:
    """Return the text without its spreads: no semicolon of "(0.5; IQR 0-1; p = 0.1 at 3 years)" parts it."""
    return blank(text, ((place, place + 1) for place, sign in enumerate(bare) if sign == " "))


_OPPOSED = re.compile(r"\b(?:vs|versus|v|compar\w+|than|between|groups?|arms?)\b", re.IGNORECASE)


def _without_contrast(reading: Reading, figure: Figure, study: Study) -> Figure:
    """Return a difference of one cohort, which nothing is compared with, as the change that it is."""
    if figure.value_kind != "difference" or study.comparators or _OPPOSED.search(reading.text) is not None:
        return figure
    return changed(figure, value_kind="change") if is_told_later(reading.text) else figure


def _part(reading: Reading, figure: Figure) -> Reading:
    """Return the reading with only the part between semicolons that holds the figure: another part has other words."""
    text = reading.text
    start, end = text.rfind(";", 0, figure.start) + 1, text.find(";", figure.end)
    end = len(text) if end < 0 else end
    return changed(reading, text=blank(text, ((0, max(0, start - 1)), (min(end + 1, len(text)), len(text)))))


def _groups(told: Iterable[Told]) -> list[list[Told]]:
    """Return the figures by the score they are of, in order."""
    groups: list[list[Told]] = []
    for figure, mention in told:
        if groups and groups[-1][-1][1].code == mention.code:
            groups[-1].append((figure, mention))
        else:
            groups.append([(figure, mention)])
    return groups


def _is_told(reading: Reading, figure: Figure, mention: Mention) -> bool:
    """Tell whether the number is a result: no trait of the patients before treatment, and an EDSS only with a time."""
    outside = _outside(reading.text, figure)
    if is_demographic(outside) or _is_entry(reading.text, figure):
        return False
    timed = is_told_later(reading.text) or any(mark.kind == TIME for mark in reading.labels)
    return timed or mention.code in _ALWAYS or figure.value_kind != "level"


# "Six patients (EDSS, 5.5 to 7.5; mean, 6.6) received": what they came with.
_WHO = re.compile(
    r"\b(?:patients?|pts|subjects|participants|women|men|cases|MS|sclerosis|disease|them)\s*$", re.IGNORECASE
)
_WERE_TREATED = re.compile(
    r"""
        (?:\s+[\w-]+){0,3}?\s+(?:
            received|underwent|entered|had\s+(?:an?\s+)?\w*transplant\w*
            | (?:was|were)\s+(?:\w+ly\s+)?(?:
                  treated|transplanted|autografted|grafted|enrol\w+|included|recruited|given|mobili[sz]ed
                  |randomi[sz]ed|studied
              )
        )\b""",
    re.IGNORECASE | re.VERBOSE,
)


# "204 patients (58% RRMS, median EDSS 6)": beside their courses, sexes and ages.
_COMPOSED = re.compile(
    r"""
        \b(?:(?:RR|SP|PP)-?(?:MS)?\b|(?:fe)?males?\b|women\b|men\b|age\b|aged\b|duration\b)
        |\d\s?%\s(?:\w+\s)?progressive\b""",
    re.VERBOSE,
)


def _is_entry(text: str, figure: Figure) -> bool:
    """Tell whether the number stands in a bracket behind patients that describes them, or who are then treated."""
    bracket = bracket_at(text, figure.start)
    if bracket is None or _WHO.search(text[max(0, bracket[0] - 20) : bracket[0]]) is None:
        return False
    composed = _COMPOSED.search(text, bracket[0], bracket[1]) is not None
    return composed or _WERE_TREATED.match(text, bracket[1] + 1) is not None


def _outside(text: str, figure: Figure) -> str:
    """Return the sentence without the brackets that do not hold the figure."""
    spans = [match.span() for match in re.finditer(r"[(\[][^()\[\]]*[)\]]", text)]
    return blank(text, [(start, end) for start, end in spans if not start < figure.start < end])


_RISES = re.compile(r"\bFSH\b|follicle", re.IGNORECASE)  # where the gonads fail


def _counting(text: str, mention: Mention, figure: Figure) -> Mention:
    """Return the score with what counts as good: an improvement of EDSS printed as positive is more of a good thing."""
    if mention.code == "edss_change":
        improved = mention.counts == "higher_better" and figure.value_kind == "change" and figure.value > 0
        return changed(mention, counts="higher_better" if improved else "lower_better")
    if mention.code == "fertility" and _RISES.search(text, mention.start, mention.end) is None:
        return changed(mention, counts="higher_better")  # a hormone that the ovary makes
    return changed(mention, counts="lower_better") if mention.code == "arr" else mention


def as_level(figure: Figure, text: str, outcome: Mention) -> Figure:
    """Return a percent of brain volume as the average change it is; "%/year" is a rate."""
    near = text[max(0, outcome.start - 30) : max(figure.start, outcome.end)]
    annual = figure.unit == "%/year" or is_annual(text, figure.end, near)
    glued = figure.unit == "%/year" and "/" in text[figure.start : figure.end]  # "-0.34%/year" is a rate by its unit
    statistic = figure.statistic or ("rate" if glued else volume_statistic(near, annual))
    return changed(
        figure, kind=LEVEL, statistic=statistic, value_kind="change", unit="%/year" if annual else figure.unit
    )
