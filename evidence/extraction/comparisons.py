"""Comparisons of which only the p value is printed: "NEDA did not differ (p = 0.38)"."""

import re

from evidence.extraction.arms import sort_labels
from evidence.extraction.building import with_state
from evidence.extraction.contrasts import between
from evidence.extraction.figures import RATIO
from evidence.extraction.intervals import PValue, find_p_values
from evidence.extraction.mentions import Mention
from evidence.extraction.readings import Reading
from evidence.extraction.text import Sentence
from evidence.extraction.ties import Study
from evidence.records.finding import Finding

_NO_COMPARISON = re.compile(
    r"\b(?:baseline|associat\w+|correlat\w+|predict\w+|balanced|matched|age|similar in respect)\b", re.IGNORECASE
)

_BESIDE = 15  # signs from a p value to the ratio it belongs to


def read_p_values(reading: Reading, sentence: Sentence, study: Study) -> list[Finding]:
    """Return "NEDA did not differ (p = 0.38)": a comparison of which only the p value is printed."""
    if not study.comparators:
        return []
    found: list[Finding] = []
    place = 0
    figures = [figure.end for figure in reading.figures]
    for p_value in find_p_values(reading.text):
        start = max([place, *(end for end in figures if end <= p_value.start)])
        place = p_value.end
        mentions = [one for one in reading.outcomes if start <= one.start < p_value.start and one.code != "edss_change"]
        segment = reading.quiet[start : p_value.start]
        attached = any(
            (figure.p == p_value.printed and figure.end <= p_value.start)
            or (figure.kind == RATIO and 0 <= figure.start - p_value.end <= _BESIDE)
            for figure in reading.figures
        )  # "(p = 0.02, HR 0.25)": the p value of the ratio
        if mentions and not attached and _NO_COMPARISON.search(segment) is None and not re.search(r"\d", segment):
            found.append(_p_only(reading, sentence, study, p_value=p_value, mention=mentions[-1]))
    return found


def _p_only(reading: Reading, sentence: Sentence, study: Study, *, p_value: PValue, mention: Mention) -> Finding:
    arm = between(reading.text, sort_labels(reading.labels, study.comparators), study.comparators)
    start, end = sentence.normal.span(p_value.start, p_value.end)
    finding = Finding(
        record=f"pmid:{study.pmid}", pmid=study.pmid, doi=study.doi, outcome=mention.code, arm=arm.arm,
        comparator=arm.comparator, contrast=arm.contrast, statistic="p_only", p=p_value.printed,
        direction=mention.counts,
        sentence=study.text[sentence.start : sentence.end], start=sentence.start, end=sentence.end, mark_start=start,
        mark_end=end, text_hash=study.hash, rule="p-only:p", note=reading.text[mention.start : mention.end],
    )  # fmt: skip
    return with_state(finding, (arm.doubt,) if arm.doubt else (), ())
