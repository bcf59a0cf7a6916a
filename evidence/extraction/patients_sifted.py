"""The number of patients who were kept, in the set phrases of methods: "25 were enrolled", "leaving 412"."""

import re
from collections.abc import Iterator

from evidence.extraction.numbers import COUNT, count_places, read_count
from evidence.extraction.patient_words import PEOPLE
from evidence.quick import Quick

# "Of 231 patients identified, 174 with RRMS were included": those included are the patients of the study.
_INCLUDED_OF = Quick(
    rf"(?P<n>{COUNT})\s+(?:patients\s+)?(?:(?:with|had|met|fulfil\w+|treated|who)\b[^.;]{{0,90}}?\b)?(?:(?:were|"
    rf"was)\s+"
    r"(?:finally\s+)?(?:included|enrolled|analy[sz]ed|eligible)|(?:constitut\w+|form(?:ed)?|"
    r"ma[dk]e\s+up)\s+the\s+(?:\w+\s+)?(?:cohort|population|sample))\b",
    re.IGNORECASE,
    at=count_places,
)
_IDENTIFIED = re.compile(
    r"\b(?:of|among|from)\s+(?:the\s+|all\s+|an?\s+)?(?:(?:cohort|total|registry) of\s+)?\d[\d,]*\s[^.;]{0,60},\s*$",
    re.IGNORECASE,
)
# "Of 25 participants evaluated, 24 received ...": those who were only looked at are no patients of the study.
_LOOKED_AT = Quick(
    rf"\b(?:(?:of|among)\s+(?:the\s+|"
    rf"all\s+)?)?{COUNT}\s+(?:[\w-]+\s+){{0,3}}?{PEOPLE}\s+(?:[\w-]+\s+){{0,2}}?(?:evaluated|screened|"
    rf"assessed|referred|invited|identified|contacted|approached|"
    rf"surveyed),\s*(?P<n>{COUNT})\s+(?:\([^()]{{1,20}}\)\s+)?"
    rf"(?:{PEOPLE}\s+)?(?:received|underwent|answered|responded|replied|took\s+part|participated|agreed|consented|"
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
# "31 were enrolled, of whom 29 were mobilised and 27 transplanted": without controls those who had the graft.
_THEN_GRAFTED = Quick(
    rf"\b(?:enrolled|included|recruited|registered|mobili[sz]ed|screened|"
    rf"identified)\b[^.;]{{0,40}}?[,;]\s*(?:of\s+(?:whom|them|these|which)|and)\s"
    rf"[^.;]{{0,60}}?(?P<n>{COUNT})\s+(?:(?:were|was|finally|then)\s+)*(?:transplanted|autografted|grafted|"
    rf"underwent|received\s+(?:the|their|an?)\s+(?:auto)?(?:graft|transplant))",
    re.IGNORECASE,
)
# "Sixteen of 19 registered patients could be analysed".
_OF_REGISTERED = Quick(
    rf"(?P<n>{COUNT})\s+(?:out\s+)?of\s+(?:the\s+)?{COUNT}\s+(?:registered|identified|eligible|screened|invited|"
    rf"referred|reported)\s+(?:[\w-]+\s+)?{PEOPLE}\s+"
    r"(?:could\s+be|were|was)\s+(?:finally\s+)?(?:analy|includ|evaluat|assess|enrol)",
    re.IGNORECASE,
    at=count_places,
)
# "Twenty-six of 28 enrolled underwent the transplant": who had no graft is no patient of a study without controls.
_GRAFTED_OF = Quick(
    rf"(?P<n>{COUNT})\s+(?:\([^()]{{1,20}}\)\s+)?(?:out\s+)?of\s+(?:the\s+|all\s+)?{COUNT}\s+(?:{PEOPLE}\s+)?"
    rf"(?:enrolled|included|registered|recruited|mobili[sz]ed)\s+(?:{PEOPLE}\s+)?(?:(?:were\s+|was\s+|had\s+been\s+)"
    r"(?:then\s+|finally\s+)?(?:transplanted|autografted|grafted)|(?:underwent|received)\s+(?:[\w-]+\s+){0,4}?"
    r"(?:(?:auto)?grafts?|(?:auto)?transplant\w*|A?HSCT|A?HCT|ASCT))\b(?!\s+(?:again|twice|a\s+second))",
    re.IGNORECASE,
    at=count_places,
)
# Some were left out, here or in the sentence before: "leaving 412 (...)", "In the remaining 139, ...".
_LEFT_OUT = re.compile(
    r"\b(?:exclu\w+|declin\w+|refus\w+|withdr\w+|did not consent|opted out|missing|ineligible)\b", re.IGNORECASE
)
_REMAINING = re.compile(
    rf"(?:\bleaving|^(?:In|Of|For|Among)\s+the\s+remaining|^The\s+remaining)\s+(?P<n>{COUNT})(?=\s*[(,.;]|"
    rf"\s+(?:[\w-]+\s+)?{PEOPLE}\b|\s+(?:for|in|were|with)\b)",
    re.IGNORECASE,
)
# One of these words stands in every sentence about who was kept: a cheap look before the dear patterns.
_SIFTING = Quick(
    r"(?i)screened|evaluated|transplanted|contacted|surveyed|assessed|referred|invited|approached|identified|"
    r"included|enrolled|analy[sz]ed|eligible|"
    r"recruited|registered|mobili[sz]ed|leaving|remaining"
)
# "Nineteen (12 girls) were included": the number alone, at the head of its sentence.
_ALONE = re.compile(
    rf"^(?:(?:In\s+total|Overall|Altogether|Finally),?\s+)?(?P<n>{COUNT})\s+(?:\([^()]*\)\s+)?(?:were|"
    rf"was)\s+(?:finally\s+)?(?:included|enrolled|analy[sz]ed|transplanted|randomi[sz]ed)\b",
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
        yield 6, count
    for match in _INCLUDED_OF.finditer(text):
        count = read_count(match["n"])
        if count is not None and count > 1 and _IDENTIFIED.search(text[: match.start()]) is not None:
            yield 10, count
    remaining = _REMAINING.search(text)
    left = remaining is not None and _LEFT_OUT.search(before + text[: remaining.start()]) is not None
    if left and remaining is not None and (count := read_count(remaining["n"])) is not None:
        yield 10, count
    for pattern in (_LOOKED_AT, _THEN_ENROLLED, _OF_REGISTERED, *((_THEN_GRAFTED, _GRAFTED_OF) if grafted else ())):
        for match in pattern.finditer(text):
            count = read_count(match["n"])
            if count is not None and count > 1:
                yield 10, count
