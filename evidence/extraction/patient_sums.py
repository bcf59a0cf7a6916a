"""Numbers of patients that are told in parts: the kept of those looked at, women and men, groups that are compared."""

import re
from collections.abc import Iterator

from evidence.extraction.mentions import COURSE, Mention
from evidence.extraction.numbers import COUNT, count_places, read_count
from evidence.extraction.patient_words import PEOPLE
from evidence.extraction.text import METHODS, RESULTS, UNLABELLED, Sentence
from evidence.quick import Quick

CONTROL = re.compile(r"\b(?:healthy|control|controls|untreated|newly)\b", re.IGNORECASE)
_SEXES = Quick(
    rf"(?P<first>{COUNT})\s+(?:women|females?|men|males?)\s*(?:and|,|;|/)\s*(?P<second>{COUNT})\s+(?:men|males?|"
    rf"women|females?)\b"
    r"(?!.{0,60}\bcontrol)",
    re.IGNORECASE,
    at=count_places,
)
_COMPARED = re.compile(
    rf"\bcompar\w+\b[^.;]{{0,40}}?(?P<first>{COUNT})\s+(?:\w+\s+)?{PEOPLE}\b(?:[^.;]|\.\d){{0,80}}?\b(?:with|and|to|"
    rf"versus|vs)\s+"
    rf"(?P<second>{COUNT})\s+(?:(?:[\w-]+\s+){{0,5}}?{PEOPLE}\b|(?:given|treated|receiving|conditioned|who)\b)",
    re.IGNORECASE,
)
# "A (n = 83) with B (n = 35) in 118 patients": the groups add up to the number that is told.
_GROUP = Quick(r"\bn\s?=\s?(\d{1,5})\b", re.IGNORECASE)
_PEOPLE = Quick(rf"(?P<n>{COUNT})\s+(?:[\w-]+\s+){{0,2}}?{PEOPLE}\b", re.IGNORECASE, at=count_places)
# "154 patients who had A and 1771 patients on B were identified": one list of groups that were included together.
_LISTED = Quick(
    rf"""
        (?P<first>{COUNT})\s+(?:[\w-]+\s+){{0,3}}?{PEOPLE}\b[^.;]{{0,80}}?\band\s+(?P<second>{COUNT})\s+
        (?:[\w-]+\s+){{0,3}}?{PEOPLE}\b[^.;]{{0,160}}?\bwere\s+
        (?:included|enrolled|identified|analy[sz]ed|compared|studied|matched)\b""",
    re.IGNORECASE | re.VERBOSE,
    at=count_places,
)
# "79 patients treated with A and 1,975 receiving others were included": the second group by what it had.
_LISTED_HAD = Quick(
    rf"(?P<first>{COUNT})\s+(?:[\w-]+\s+){{0,3}}?{PEOPLE}\s+(?:receiving|given|treated|taking|on|"
    rf"who)\b[^.;()\d]{{0,80}}?\band\s+(?P<second>{COUNT})\s+"
    r"(?:receiving|given|treated|taking|on|who)\b[^.;]{0,100}?\bwere\s+(?:included|enrolled|identified|"
    r"analy[sz]ed|compared|studied|matched)\b",
    re.IGNORECASE,
    at=count_places,
)
# "The study included 192 patients with A and 576 matched patients with B".
_INCLUDING = Quick(
    rf"\b(?:included|enrolled|recruited|comprised|studied|"
    rf"consisted\s+of)\s+(?P<first>{COUNT})\s+(?:[\w-]+\s+){{0,3}}?{PEOPLE}\b[^.;]{{0,80}}?\band\s+"
    rf"(?P<second>{COUNT})\s+(?:[\w-]+\s+){{0,3}}?{PEOPLE}\b(?!\s+(?:were|was|had|have|could|completed|remained|"
    rf"died))",
    re.IGNORECASE,
)
# "98 individuals with relapsing and 32 with progressive disease were enrolled".
_OF_COURSES = Quick(
    rf"""
        (?P<first>{COUNT})\s+(?:[\w-]+\s+)?{PEOPLE}\s+with\s+[^.;,\d]{{1,50}}?\sand\s+(?P<second>{COUNT})\s+with
        \s+[^.;,\d]{{1,50}}?\s(?:were|was)\s+
        (?:included|enrolled|recruited|studied|analy[sz]ed|treated|transplanted)\b""",
    re.IGNORECASE | re.VERBOSE,
    at=count_places,
)
# Whose deaths or events are parted in brackets: no cohort.
_WENT = re.compile(
    r"\s+(?:(?:have|had|has)\s+)?(?:died|developed|had|experienced|relapsed|progressed|worsened|suffered)\b"
)
# "We compared all patients given A (n = 39) or B (n = 61)": both together.
_SET_AGAINST = Quick(
    r"\b(?:we\s+compared|were\s+compared|comparison\s+of|randomi[sz]ed)\b[^.;]{0,120}?\bn\s?=\s?\d+\)"
    r"[^.]{0,90}?\bn\s?=\s?\d+\)",
    re.IGNORECASE,
)


# "79 transplanted patients and 1,975 controls": of a comparison both are patients of the study.
_WITH_CONTROLS = Quick(
    rf"(?P<first>{COUNT})\s+(?:[\w-]+\s+){{0,3}}?{PEOPLE}\b[^.;\d]{{0,60}}?\b(?:and|with|to|versus|"
    rf"vs)\s+(?P<second>{COUNT})\s+(?:(?!healthy|normal)[\w-]+\s+){{0,2}}?"
    rf"controls\b(?!\s+without)",
    re.IGNORECASE,
    at=count_places,
)


# "40 transplanted and 60 drug-treated patients": both groups before the one word for people.
_BOTH_GROUPS = Quick(
    rf"(?P<first>{COUNT})\s+(?:transplanted|grafted|autografted|[\w-]+-treated|"
    rf"treated)\s+(?:{PEOPLE}\s+)?(?:and|with|"
    rf"versus|vs\.?)\s+(?P<second>{COUNT})\s+(?!healthy|normal)(?:[\w-]+\s+){{1,2}}?{PEOPLE}\b",
    re.IGNORECASE,
    at=count_places,
)
# "30 patients with A and 41 treated with B were seen yearly": at the head of a sentence, the groups of the study.
_GIVEN = r"(?:with|on|given|receiving|after|treated\s+with|who\s+(?:had|received|underwent|took))"
_HEADED = re.compile(
    rf"""
        ^(?:[A-Z][a-z]+:\s+)?(?:(?:In\s+total|Overall|Altogether),?\s+)?(?P<first>{COUNT})\s+
        (?:[\w-]+\s+){{0,3}}?{PEOPLE}\s+{_GIVEN}\s[^.;()\d]{{1,60}}?(?:\([^()]*\)\s*)?\band\s+
        (?P<second>{COUNT})\s+{_GIVEN}\s[^.;\d]{{1,120}}?\bwere\s+(?:\w+ly\s+)?
        (?:included|enrolled|recruited|studied|analy[sz]ed|compared|matched|seen|followed|examined|assessed)\b
        (?!\s+(?:with|to\s+have|as|for|because)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
# "118 A-treated, 127 B-treated and 2,900 C-treated patients": three groups and more before the one word for people.
_HOW = r"(?:[\w-]+-treated|transplanted|autografted|grafted|untransplanted|untreated)"
_ALL_GROUPS = Quick(
    rf"{COUNT}\s+{_HOW},\s+(?:{COUNT}\s+{_HOW},\s+)*(?:{COUNT}\s+{_HOW},?\s+)?and\s+{COUNT}\s+{_HOW}\s+{PEOPLE}\b",
    re.IGNORECASE,
    at=count_places,
)
# "Matching gave 40 pairs", "40 patients per group remained": each number stands for two.
_TWICE = Quick(
    rf"(?P<n>{COUNT})\s+(?:(?:well-)?matched\s+)?(?:pairs\b|{PEOPLE}\s+(?:per|in\s+each|in\s+either)\s+(?:group|"
    rf"arm|cohort)\b)",
    re.IGNORECASE,
    at=count_places,
)


def with_controls(text: str) -> Iterator[tuple[int, int]]:
    """Yield both groups of a comparison together; healthy controls are none."""
    match = _WITH_CONTROLS.search(text) if "controls" in text else None
    groups = _ALL_GROUPS.search(text)
    if groups is not None:
        told = (read_count(each[0]) for each in re.finditer(COUNT, groups[0], re.IGNORECASE))
        yield 9, sum(count or 0 for count in told)
    for found in (match, _BOTH_GROUPS.search(text), _HEADED.match(text)):
        if found is not None:
            yield from _sum(found, 8)
    twice = _TWICE.search(text)
    if twice is not None and (count := read_count(twice["n"])) is not None:
        yield 8, 2 * count


def read_sums(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield numbers that have to be added up: both sexes, both groups of a comparison."""
    match = _SEXES.search(sentence.text)
    if match is not None:
        yield from _sum(match, 1)
    for pattern in (_LISTED_HAD, *((_LISTED,) if sentence.kind == RESULTS else ())):
        match = pattern.search(sentence.text)
        if match is not None and CONTROL.search(match.group()) is None:
            yield from _sum(match, 7)
    if sentence.kind not in (METHODS, UNLABELLED):
        return
    groups = [int(found[1]) for found in _GROUP.finditer(sentence.text)]
    if len(groups) == 2 and _SET_AGAINST.search(sentence.text) is not None:
        yield 5, sum(groups)
    if len(groups) > 1:
        told = (
            read_count(found["n"])
            for found in _PEOPLE.finditer(sentence.text)
            if _WENT.match(sentence.text, found.end()) is None
        )
        yield from ((9, count) for count in told if count is not None and count == sum(groups))
    for pattern in (_COMPARED, _LISTED, _INCLUDING, _OF_COURSES):
        match = pattern.search(sentence.text)
        if match is not None and CONTROL.search(match.group()) is None:
            yield from _sum(match, 7)


def _sum(match: re.Match[str], weight: int) -> Iterator[tuple[int, int]]:
    first, second = read_count(match["first"]), read_count(match["second"])
    if first is not None and second is not None:
        yield weight, first + second


def courses_of(sentence: Sentence, labels: tuple[Mention, ...]) -> Iterator[tuple[int, int]]:
    """Yield "93 SP-MS were included": the course alone means its patients."""
    for mention in labels:
        if mention.kind != COURSE:
            continue
        before = re.search(rf"(?P<n>{COUNT})\s+$", sentence.text[: mention.start], re.IGNORECASE)
        included = re.match(
            r"\s*(?:were|was)\s+(?:included|enrolled|identified|analy[sz]ed)", sentence.text[mention.end :]
        )
        if before is not None and included is not None and (count := read_count(before["n"])) is not None:
            yield 6, count
