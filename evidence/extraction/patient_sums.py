"""Numbers of patients that are told in parts: the kept of those looked at, women and men, groups that are compared."""

import re
from collections.abc import Iterator

from evidence.extraction.mentions import COURSE, Mention
from evidence.extraction.numbers import COUNT, count_places, read_count
from evidence.extraction.text import METHODS, UNLABELLED, Sentence
from evidence.quick import Quick

_PERSON = (
    r"(?:patients?(?!-)|pts\b|participants?|subjects?|individuals?|persons|people|[Pp]w[A-Z]*MS|adults|children|cases|"
    r"recipients|women|men)"
)
CONTROL = re.compile(r"\b(?:healthy|control|controls|untreated|newly)\b", re.IGNORECASE)
# "Of 231 patients identified, 174 with RRMS were included": those included are the patients of the study.
_INCLUDED_OF = Quick(
    rf"(?P<n>{COUNT})\s+(?:patients\s+)?(?:(?:with|had|met|fulfil\w+|treated|who)\b[^.;]{{0,90}}?\b)?(?:(?:were|was)\s+"
    r"(?:finally\s+)?(?:included|enrolled|analy[sz]ed|eligible)|(?:constitut\w+|form(?:ed)?|ma[dk]e\s+up)\s+the\s+(?:\w+\s+)?(?:cohort|population|sample))\b",
    re.IGNORECASE,
    at=count_places,
)
_IDENTIFIED = re.compile(
    r"\b(?:of|among|from)\s+(?:the\s+|all\s+|an?\s+)?(?:(?:cohort|total|registry) of\s+)?\d[\d,]*\s[^.;]{0,60},\s*$",
    re.IGNORECASE,
)
# "Of 25 participants evaluated, 24 received ...": those who were only looked at are no patients of the study.
_LOOKED_AT = Quick(
    rf"\b(?:(?:of|among)\s+(?:the\s+|all\s+)?)?{COUNT}\s+(?:[\w-]+\s+){{0,3}}?{_PERSON}\s+(?:[\w-]+\s+){{0,2}}?(?:evaluated|screened|"
    rf"assessed|referred|invited|identified|contacted|approached|surveyed),\s*(?P<n>{COUNT})\s+(?:\([^()]{{1,20}}\)\s+)?"
    rf"(?:{_PERSON}\s+)?(?:received|underwent|answered|responded|replied|took\s+part|participated|agreed|consented|"
    rf"were (?:treated|"
    rf"transplanted|included|enrolled|randomi[sz]ed|autografted)|had been treated)\b",
    re.IGNORECASE,
)
# "36 patients were screened; 25 were enrolled and 24 received the graft".
_THEN_ENROLLED = re.compile(
    rf"\b(?:screened|assessed|referred|invited|approached|evaluated)\b[^.]{{0,60}}?[;,]\s*(?:of (?:these|whom|"
    rf"them),?\s*)?"
    rf"(?P<n>{COUNT})\s+(?:of (?:these|whom|them)\s+)?(?:(?:agreed|consented|accepted)\s+(?:and\s+)?)?(?:were|"
    rf"was)\s+(?:enrolled|included|randomi[sz]ed|eligible|"
    rf"treated)\b",
    re.IGNORECASE,
)
_SEXES = Quick(
    rf"(?P<first>{COUNT})\s+(?:women|females?|men|males?)\s*(?:and|,|;|/)\s*(?P<second>{COUNT})\s+(?:men|males?|"
    rf"women|females?)\b"
    r"(?!.{0,60}\bcontrol)",
    re.IGNORECASE,
    at=count_places,
)
_COMPARED = re.compile(
    rf"\bcompar\w+\b[^.;]{{0,40}}?(?P<first>{COUNT})\s+(?:\w+\s+)?{_PERSON}\b(?:[^.;]|\.\d){{0,80}}?\b(?:with|and|to|"
    rf"versus|vs)\s+"
    rf"(?P<second>{COUNT})\s+(?:(?:[\w-]+\s+){{0,5}}?{_PERSON}\b|(?:given|treated|receiving|conditioned|who)\b)",
    re.IGNORECASE,
)
# "A (n = 83) with B (n = 35) in 118 patients": the groups add up to the number that is told.
_GROUP = Quick(r"\bn\s?=\s?(\d{1,5})\b", re.IGNORECASE)
_PEOPLE = Quick(
    rf"(?P<n>{COUNT})\s+(?:[\w-]+\s+){{0,2}}?{_PERSON}\b",
    re.IGNORECASE,
    at=count_places,
)
# "154 patients who had A and 1771 patients on B were identified": one list of groups that were included together.
_LISTED = Quick(
    rf"(?P<first>{COUNT})\s+(?:[\w-]+\s+){{0,3}}?{_PERSON}\b[^.;]{{0,80}}?\band\s+(?P<second>{COUNT})\s+(?:[\w-]+\s+){{0,3}}?{_PERSON}\b"
    r"[^.;]{0,160}?\bwere\s+(?:included|enrolled|identified|analy[sz]ed|compared|studied|matched)\b",
    re.IGNORECASE,
    at=count_places,
)
# "The study included 192 patients with A and 576 matched patients with B".
_INCLUDING = Quick(
    rf"\b(?:included|enrolled|recruited|comprised|studied|consisted\s+of)\s+(?P<first>{COUNT})\s+(?:[\w-]+\s+){{0,3}}?{_PERSON}\b[^.;]{{0,80}}?\band\s+"
    rf"(?P<second>{COUNT})\s+(?:[\w-]+\s+){{0,3}}?{_PERSON}\b(?!\s+(?:were|was|had|have|could|completed|remained|died))",
    re.IGNORECASE,
)
# "98 individuals with relapsing and 32 with progressive disease were enrolled".
_OF_COURSES = Quick(
    rf"(?P<first>{COUNT})\s+(?:[\w-]+\s+)?{_PERSON}\s+with\s+[^.;,\d]{{1,50}}?\sand\s+(?P<second>{COUNT})\s+with\s+[^.;,\d]{{1,50}}?\s"
    r"(?:were|was)\s+(?:included|enrolled|recruited|studied|analy[sz]ed|treated|transplanted)\b",
    re.IGNORECASE,
    at=count_places,
)
# Whose deaths or events are parted in brackets: no cohort.
_WENT = re.compile(
    r"\s+(?:(?:have|had|has)\s+)?(?:died|developed|had|experienced|relapsed|progressed|worsened|suffered)\b"
)
# "31 were enrolled, of whom 29 were mobilised and 27 transplanted": without controls those who had the graft.
_THEN_GRAFTED = Quick(
    rf"\b(?:enrolled|included|recruited|registered|mobili[sz]ed|screened|identified)\b[^.;]{{0,40}}?[,;]\s*(?:of\s+(?:whom|them|these|which)|and)\s"
    rf"[^.;]{{0,60}}?(?P<n>{COUNT})\s+(?:(?:were|was|finally|then)\s+)*(?:transplanted|autografted|grafted|underwent|received\s+(?:the|their|an?)\s+(?:auto)?(?:graft|transplant))",
    re.IGNORECASE,
)
# "Sixteen of 19 registered patients could be analysed".
_OF_REGISTERED = Quick(
    rf"(?P<n>{COUNT})\s+(?:out\s+)?of\s+(?:the\s+)?{COUNT}\s+(?:registered|identified|eligible|screened|invited|referred|reported)\s+(?:[\w-]+\s+)?{_PERSON}\s+"
    r"(?:could\s+be|were|was)\s+(?:finally\s+)?(?:analy|includ|evaluat|assess|enrol)",
    re.IGNORECASE,
    at=count_places,
)
# Some were left out, here or in the sentence before: "leaving 412 (...)", "In the remaining 139, ...".
_LEFT_OUT = re.compile(
    r"\b(?:exclu\w+|declin\w+|refus\w+|withdr\w+|did not consent|opted out|missing|ineligible)\b", re.IGNORECASE
)
_REMAINING = re.compile(
    rf"(?:\bleaving|^(?:In|Of|For|Among)\s+the\s+remaining|^The\s+remaining)\s+(?P<n>{COUNT})(?=\s*[(,.;]|\s+(?:[\w-]+\s+)?{_PERSON}\b|\s+(?:for|in|were|with)\b)",
    re.IGNORECASE,
)


# One of these words stands in every sentence about who was kept: a cheap look before the dear patterns.
_SIFTING = Quick(
    r"(?i)screened|evaluated|transplanted|contacted|surveyed|assessed|referred|invited|approached|identified|included|enrolled|analy[sz]ed|eligible|"
    r"recruited|registered|mobili[sz]ed|leaving|remaining"
)


# "Nineteen (12 girls) were included": the number alone, at the head of its sentence.
_ALONE = re.compile(
    rf"^(?:(?:In\s+total|Overall|Altogether|Finally),?\s+)?(?P<n>{COUNT})\s+(?:\([^()]*\)\s+)?(?:were|was)\s+(?:finally\s+)?(?:included|enrolled|analy[sz]ed|transplanted)\b",
    re.IGNORECASE,
)


# "We compared all patients given A (n = 39) or B (n = 61)": both together.
_SET_AGAINST = Quick(
    r"\b(?:we\s+compared|were\s+compared|comparison\s+of|randomi[sz]ed)\b[^.;]{0,120}?\bn\s?=\s?\d+\)[^.;]{0,90}?\bn\s?=\s?\d+\)",
    re.IGNORECASE,
)


def kept_of(text: str, before: str = "", *, grafted: bool = False) -> Iterator[tuple[int, int]]:
    """Yield the number of those who were kept, where a sentence tells of more who were looked at.

    before: the sentence before; grafted: whether those who had the graft are all (a study without controls).
    """
    if _SIFTING.search(text) is None:
        return
    alone = _ALONE.match(text)
    if alone is not None and (count := read_count(alone["n"])) is not None:
        yield 4, count
    for match in _INCLUDED_OF.finditer(text):
        count = read_count(match["n"])
        if count is not None and count > 1 and _IDENTIFIED.search(text[: match.start()]) is not None:
            yield 10, count
    remaining = _REMAINING.search(text)
    left = remaining is not None and _LEFT_OUT.search(before + text[: remaining.start()]) is not None
    if left and remaining is not None and (count := read_count(remaining["n"])) is not None:
        yield 10, count
    for pattern in (_LOOKED_AT, _THEN_ENROLLED, _OF_REGISTERED, *((_THEN_GRAFTED,) if grafted else ())):
        for match in pattern.finditer(text):
            count = read_count(match["n"])
            if count is not None and count > 1:
                yield 10, count


# "79 transplanted patients and 1,975 controls": of a comparison both are patients of the study.
_WITH_CONTROLS = Quick(
    rf"(?P<first>{COUNT})\s+(?:[\w-]+\s+){{0,3}}?{_PERSON}\b[^.;\d]{{0,60}}?\b(?:and|with|to|versus|vs)\s+(?P<second>{COUNT})\s+(?:(?!healthy|normal)[\w-]+\s+){{0,2}}?"
    rf"controls\b(?!\s+without)",
    re.IGNORECASE,
    at=count_places,
)


def with_controls(text: str) -> Iterator[tuple[int, int]]:
    """Yield treated and controls together; healthy controls are none."""
    match = _WITH_CONTROLS.search(text) if "controls" in text else None
    if match is not None:
        yield from _sum(match, 5)


def read_sums(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield numbers that have to be added up: both sexes, both groups of a comparison."""
    match = _SEXES.search(sentence.text)
    if match is not None:
        yield from _sum(match, 1)
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
