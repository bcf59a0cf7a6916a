"""Times to an event: "the median time to progression was 36 months", "menses returned after a median of 7 months"."""

import re
from collections.abc import Iterator

from evidence.extraction.building import build
from evidence.extraction.figures import LEVEL, Figure, is_free, with_intervals, with_p_values
from evidence.extraction.mentions import TIME, Mention
from evidence.extraction.numbers import DECIMAL, read_number
from evidence.extraction.readings import Reading
from evidence.extraction.text import Sentence
from evidence.extraction.ties import Study, bind_series
from evidence.quick import Quick
from evidence.records.finding import LATER_IS_BETTER, SOONER_IS_BETTER, Finding
from evidence.values import changed

SHAPE = "time"
_AVERAGE = r"(?P<how>median|mean|average)"
_LENGTH = (
    rf"(?P<value>{DECIMAL})(?P<aside>\s?[(\[][^()\[\]]*[)\]]|\s?(?:\u00b1|\+/-)\s?[\d.]+)?[\s-]*"
    r"(?P<unit>days?|weeks?|months?|years?|mo|yrs?)\b"
)
_UNITS = {"d": "days", "w": "weeks", "m": "months", "y": "years"}
# "The median time to first confirmed | progression | in all was 36 (12-60) months".
_TIME_TO = Quick(
    rf"""
        \b{_AVERAGE}\s+(?:estimated\s+)?(?:times?|interval|delay)\s+(?:\([^()]*\)\s+)?
        (?:from\s+[^.;:,()]{{2,50}}?\s+)?(?:to|until|till)\s+(?:[\w-]+\s+){{0,3}}?$""",
    re.IGNORECASE | re.VERBOSE,
)
_WAS = re.compile(
    rf"""
        (?:\s+(?!(?:was|were|is|be)\b)[\w/-]+){{0,6}}?\s*(?:\([^()]*\)\s*)?
        (?:
            (?:\s(?:was|were|is|of|being|reached|amounted\s+to)\b|:|=|,)\s*(?:only\s+|about\s+)?
            |\s(?:could|was|had)\s[^.]{{3,110}}?[;,]\s+(?:and\s+|while\s+|but\s+)?it\s+was\s+(?:only\s+)?
        ){_LENGTH}""",
    re.IGNORECASE | re.VERBOSE,
)
# "Menses returned in 20 of 30, | after a median interval of 7 months".
_AFTER = re.compile(
    rf"""
        \b(?:after|at|within|in)\s+an?\s+{_AVERAGE}\s+(?:(?:interval|time|delay|period)\s+)?(?:of\s+)?
        {_LENGTH}(?!\s+(?:of\s+age|old))""",
    re.IGNORECASE | re.VERBOSE,
)
_STEP = re.compile(r"\d")  # "time to EDSS 6.0": a milestone of the disease, seldom counted from the treatment
_REGAINED = re.compile(r"\b(?:mens\w+|period|cycle|ovarian\s+function|ovulation|sperm\w*)", re.IGNORECASE)


def read_event_times(
    reading: Reading, sentence: Sentence, study: Study, taken: tuple[tuple[int, int], ...]
) -> list[Finding]:
    """Return the findings of times to an event; taken: the spans of intervals and definitions."""
    pairs = tuple(pair for pair in _times(reading) if is_free(pair[0].start, pair[0].end, taken))
    found: list[Finding] = []
    for figure, mention in pairs:
        figure = with_p_values(reading.text, with_intervals(reading.text, (figure,), reading.quiet))[0]
        labels = tuple(one for one in reading.labels if one.kind != TIME)
        figures = tuple(sorted((*reading.figures, figure), key=lambda one: one.start))
        own = changed(reading, labels=labels, figures=figures)
        found.extend(build(bound, sentence, study) for bound in bind_series(own, (figure,), (mention,), study))
    return found


def _times(reading: Reading) -> Iterator[tuple[Figure, Mention]]:
    timed = any(word in reading.text for word in ("ime", "nterval", "elay"))  # looked for once, not for each outcome
    for mention in reading.outcomes if timed else ():
        if mention.code not in (*LATER_IS_BETTER, *SOONER_IS_BETTER) or _STEP.search(reading.text, *_span(mention)):
            continue
        told = _TIME_TO.search(reading.text[: mention.start])
        match = _WAS.match(reading.text, mention.end) if told is not None else None
        if told is not None and match is not None:
            yield _figure(told["how"], match), mention
    regained = [one for one in reading.outcomes if one.code == "fertility" and _is_regained(reading, one)]
    for match in _AFTER.finditer(reading.text) if regained else ():
        before = [one for one in reading.outcomes if one.end <= match.start()]
        if before and before[-1] in regained and ";" not in reading.text[before[-1].end : match.start()]:
            yield _figure(match["how"], match), before[-1]


def _span(mention: Mention) -> tuple[int, int]:
    return mention.start, mention.end


def _is_regained(reading: Reading, mention: Mention) -> bool:
    return mention.counts == "event_free" and _REGAINED.search(reading.text, mention.start, mention.end) is not None


def _figure(how: str, match: re.Match[str]) -> Figure:
    start, end = match.start("value"), match.end("unit")
    statistic = "median" if how.lower() == "median" else "mean"
    unit = _UNITS[match["unit"][0].lower()]
    value = read_number(match["value"])
    return Figure(LEVEL, SHAPE, start, end, value, statistic=statistic, value_kind="level", unit=unit)
