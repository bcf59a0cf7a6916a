"""Numbers that are told as those of the whole study, without the word for people behind them."""

import re
from collections.abc import Iterator

from evidence.extraction.denials import PERSON
from evidence.extraction.numbers import COUNT, read_count
from evidence.quick import Quick

# "Population (N = 1,203)", "all pwMS, n=58": the number behind the name of the whole.
_BEHIND_WHOLE = Quick(
    rf"\b(?:(?:total|overall|whole|entire|all|safety|efficacy|full|study|final|our|the)\s+(?:[\w-]+\s+){{0,4}}?"
    rf"(?:population|cohort|sample|set|series|{PERSON})\s*(?:[(\[,]|\bof\b)"
    rf"|[Aa]ll\s+(?:[\w-]+\s+){{0,3}}?{PERSON}\s+(?:[\w-]+\s+){{0,3}}?"
    r"(?:treated|transplanted|autografted|registered|underwent|undergoing|who\s+received|seen|"
    r"followed)\b[^.;()]{0,80}\()"
    r"\s*[Nn]\s?=\s?(?P<n>\d{1,3}(?:,\d{3})+|\d{1,5})\b"
)
# "Patients who met the criteria were 120", "the trials (N = 1,556)": a capital N is that of the whole.
_WERE = Quick(
    rf"\b(?:patients|participants|subjects)\b[^.;,:\d]{{0,80}}\b(?:were|numbered|"
    rf"totall?ed)\s+(?P<n>{COUNT})\s*(?:[;.:(]|$)",
    re.IGNORECASE,
)
_CAPITAL = Quick(r"(?:^|[\[(,;]\s?)N\s?=\s?(?P<n>\d{1,3}(?:,\d{3})+|\d{1,5})\b")


def told_whole(text: str) -> Iterator[tuple[int, int]]:
    """Yield numbers that tell the whole without the word for people behind them."""
    for match in _BEHIND_WHOLE.finditer(text):
        yield 5, int(match["n"].replace(",", ""))
    were = _WERE.search(text)
    if were is not None and (count := read_count(were["n"])) is not None:
        yield 3, count
    alone = _ALONE.search(text)
    if alone is not None and (count := read_count(alone["n"] or alone["m"])) is not None and count > 1:
        yield 1, count
    capitals = {found["n"] for found in _CAPITAL.finditer(text)}
    if len(capitals) == 1:
        yield 0, int(capitals.pop().replace(",", ""))


# "A cohort of 31 was followed", "All 31 had failed", "Patients: 31 (22 female)", "Patients (31) were".
_ALONE = Quick(
    rf"(?:\b(?:cohort|series|sample|population)\s+(?:of|was|comprised|numbered)|\b[Aa]ll)\s+(?P<n>{COUNT})"
    rf"(?=\s*(?:[.;(]|$)|\s+(?:was|were|had|have|received|underwent)\b)|"
    rf"^(?:Patients|Participants|Pts|Subjects|Sample)\s?(?::\s?|\()(?P<m>{COUNT})(?=\s*[).;(,]|\s*$)"
)
_THOUSANDS = re.compile(r"(?<![\w.,])(?P<n>\d{1,2})\s$")


def thousands_before(before: str) -> int:
    """Return the thousands that a blank parts from three digits behind: 9000 of "9 304 subjects", else 0."""
    match = _THOUSANDS.search(before)
    return 0 if match is None else 1000 * int(match["n"])
