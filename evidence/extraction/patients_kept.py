"""Those who were kept, where a sentence tells of more who were looked at; those who are told by what they had.

Of 64 women invited, [57] responded.        [43] of 46 eligible people took part.
Complete data were obtained for [23] of 27. 412 were reported; [300] had enough data and were analysed.
"""

import re
from collections.abc import Iterator

from evidence.extraction.mentions import TREATMENT, Mention
from evidence.extraction.numbers import COUNT, count_places, read_count
from evidence.extraction.text import BACKGROUND, CONCLUSIONS, METHODS, UNLABELLED, Sentence
from evidence.quick import Quick, Quicks

_PERSON = (
    r"(?:patients?(?!-)|pts\b|participants?|subjects?|individuals?|persons|people|[Pp]w[A-Z]*MS|adults|children|"
    r"cases|"
    r"recipients|women|men|adolescents|survivors|families|couples)"
)
_LOOKED = (
    r"(?:eligible|invited|screened|registered|reported|identified|referred|approached|contacted|enrolled|"
    r"surveyed|evaluated|"
    r"assessed|included|recruited|consented|notified|candidates?|potential|possible|transplanted|treated|"
    r"available|seen)"
)
# What makes one of those who were looked at a patient of the study: an answer, or a decision of the authors.
_ENTERED = (
    r"(?:respond\w*|answer\w*|repl(?:y|ied)|participat\w+|took\s+part|agreed|consented|"
    r"returned\s+(?:the|a|their|it|both|all)|complet(?:ed|ing)\s+(?:the|a|an|our|"
    r"their)\s+(?:[\w-]+\s+)?(?:questionnaire|survey|interview)|"
    r"(?:were|was|could\s+be)\s+(?:\w+ly\s+)?(?:included|enrolled|analy[sz]ed|eligible|randomi[sz]ed|recruited|"
    r"selected|studied|evaluated|evaluable|assessable|traced|re-?examined|interviewed)(?!\s+(?:for|with|by|"
    r"in\s+the\s+sub))|"
    r"(?:met|fulfilled)\s+(?:the|all|our|these)\s+(?:\w+\s+)?(?:inclusion\s+|entry\s+|selection\s+)?criteria|"
    r"had\s+(?:complete|sufficient|adequate|enough|full|valid)\s+(?:[\w-]+\s+)?(?:data|records|information|"
    r"follow-?up))"
)
# "Of 64 eligible women, 57 responded", "Among 50 people who were screened, 23 (46%) were included".
_OF_LOOKED = Quick(
    rf"\b(?:of|among|from|out\s+of)\s+(?:the\s+|these\s+|all\s+|a\s+total\s+of\s+|"
    rf"our\s+)?(?P<all>{COUNT})\s+(?P<who>[^.;,\d]{{0,90}}),\s+"
    rf"(?:only\s+|finally\s+)?(?P<n>{COUNT})\s+(?:\([^()]{{1,40}}\)\s+)?(?:{_PERSON}\s+)?{_ENTERED}",
    re.IGNORECASE,
)
# "43 of 46 eligible people took part".
_PART_OF = Quick(
    rf"(?P<n>{COUNT})\s+(?:\([^()]{{1,20}}\)\s+)?(?:out\s+)?of\s+(?:the\s+|all\s+|"
    rf"a\s+total\s+of\s+)?(?P<all>{COUNT})\s+(?:[\w-]+\s+){{0,3}}?{_LOOKED}\s+"
    rf"(?:[\w-]+\s+){{0,2}}?{_PERSON}\s+(?:\([^()]{{1,20}}\)\s+)?{_ENTERED}",
    re.IGNORECASE,
    at=count_places,
)
# "Valid data were obtained for 242 of 310 patients".
_WHOLE_DATA = Quick(
    rf"\b(?:valid|complete|sufficient|adequate|full|evaluable|required|usable)\s+(?:[\w-]+\s+){{0,2}}?(?:data|"
    rf"records|information|reports|questionnaires)"
    rf"\s+(?:were|was|could\s+be)\s+(?:available|obtained|retrieved|received|collected|provided)\s+(?:for|from|"
    rf"in|on|of)\s+"
    rf"(?P<n>{COUNT})\s+(?:\([^()]{{1,20}}\)\s+)?(?:out\s+)?of\s+(?:the\s+|all\s+)?(?P<all>{COUNT})\b",
    re.IGNORECASE,
)
# "412 were reported; 300 had enough data and were analysed", "two had moved, so that 21 were examined".
_THEN_KEPT = Quick(
    rf"\b(?P<all>{COUNT})\s[^.;]{{0,80}}?\b(?:registered|reported|identified|screened|referred|invited|contacted|"
    rf"retrieved)\b[^.;]{{0,60}}?[;,]\s*"
    rf"(?:(?:of\s+(?:these|whom|them)|and|but)\s*,?\s*)?(?P<n>{COUNT})\s+(?:of\s+(?:these|them|"
    rf"whom)\s+)?(?:[^.;,\d]{{0,50}}?\band\s+)?{_ENTERED}",
    re.IGNORECASE,
)
_SO_THAT = Quick(
    rf"\b(?:so(?:\s+that)?|thus|hence|therefore)\s+(?P<n>{COUNT})\s+(?:{_PERSON}\s+)?(?:\((?:[^()]|"
    rf"\([^()]*\)){{1,120}}\)\s+)?(?:{_PERSON}\s+)?"
    rf"(?:{_ENTERED}|(?:were|could\s+be)\s+(?:\w+\s+)?(?:examined|left|assessed|followed)|remained\b)",
    re.IGNORECASE,
)
# Those who died or left during the study were patients of it.
_LOST_LATER = Quick(r"(?i)\b(?:died|deaths?|dead|abandon\w*|lost\s+to\s+follow|dropped\s+out|discontinued)\b")
# "We studied cells of 9 of the patients enrolled in a trial": the study has those nine.
_SAMPLED = Quick(
    rf"""
        \b(?:studied|analy[sz]ed|investigated|measured|examined|followed|sampled|sequenced|assessed)\b
        [^.;]{{0,80}}?\b(?:in|of|from)\s+(?P<n>{COUNT})\s+of\s+(?:the|our|those)\s+(?:[\w-]+\s+)?{_PERSON}\s+
        (?:who\s+(?:were|had\s+been)\s+)?(?:enrolled|treated|transplanted|included|recruited)\b""",
    re.IGNORECASE | re.VERBOSE,
)
# Who had the treatment, of many who were not treated: "among 900 people with the disease, 31 had AHSCT".
_OF_MANY = re.compile(
    rf"\b(?:of|among|from|in)\s+(?:the\s+|all\s+|our\s+|a\s+(?:total|cohort|clinic|population|series|"
    rf"registry)\s+of\s+)?(?P<all>{COUNT})\s+[^.;\d]{{1,90}}?"
    rf"(?:,\s+|\bwe\s+(?:\w+\s+)?(?:identified|found|selected|included|"
    rf"studied)\s+)(?:only\s+)?(?:\d{{1,3}}\s+(?:declined|refused|withdrew|dropped\s+out)\s+and\s+)?"
    rf"(?P<n>{COUNT})\s+(?:\([^()]{{1,20}}\)\s+)?(?:{_PERSON}\s+)?"
    r"(?:(?:who\s+)?(?:had\s+been\s+|have\s+been\s+|were\s+)?(?:had|received|underwent|treated\s+(?:with|by)|"
    r"undergone|given))\s+(?:an?\s+|the\s+)?"
    r"(?:(?!second|another|repeat|previous|prior|allogeneic|salvage|further|after|before|since|with|following|of|"
    r"no|to)[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
# "Twenty-three underwent AHSCT", at the head of the sentence: nobody else is told of.
_HAD = re.compile(
    rf"^(?:(?:Between|From|Since|In|Until|During|By)\s[^.;,]{{1,60}},\s+|(?:In\s+total|Overall|Altogether|"
    rf"In\s+all),?\s+)?(?P<n>{COUNT})\s+"
    rf"(?:had|underwent|received|were\s+(?:treated|given)(?:\s+(?:with|by))?)\s+(?:an?\s+|the\s+)?"
    r"(?:(?!second|another|repeat|previous|prior|allogeneic|salvage|further|after|before|since|with|following|of|"
    r"no|to)[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)


# Others who may answer or be left out.
_NO_PATIENTS = Quick(
    r"(?i)\b(?:cent(?:er|re)s|hospitals|neurologists|physicians|clinicians|doctors|units|sites|countries|teams|"
    r"professionals|studies|articles|"
    r"records|papers|trials|samples|eyes|scans|items|members)\b"
)


# "Of 62 participants randomised, 29 had the graft and 30 the drug": all who were drawn by lot are patients.
_DRAWN = Quick(
    rf"""
        (?P<n>{COUNT})\s+(?:(?:eligible|adult|consenting)\s+)?{_PERSON}\s+
        (?:(?:who\s+)?(?:were|had\s+been|underwent)\s+)?
        (?:randomi[sz]ed|randomi[sz]ation|randomly\s+(?:assigned|allocated))\b
        (?!\s+(?:to\s+(?!either|one\b)|trials?|study))""",
    re.IGNORECASE | re.VERBOSE,
    at=count_places,
)


_KEPT = Quicks((_OF_LOOKED, _PART_OF, _WHOLE_DATA, _THEN_KEPT))


def kept_of_looked_at(text: str) -> Iterator[tuple[int, int]]:
    """Yield the number of those who entered the study, with its weight."""
    for pattern in _KEPT.that_may(text):
        for match in pattern.finditer(text):
            count, whole = read_count(match["n"]), read_count(match["all"])
            if count is not None and whole is not None and 1 < count <= whole and not _is_of_others(match):
                yield 10, count
    sampled = _SAMPLED.search(text)
    if sampled is not None and (count := read_count(sampled["n"])) is not None and count > 1:
        yield 3, count
    drawn = _DRAWN.search(text)
    if drawn is not None and (count := read_count(drawn["n"])) is not None and count > 1:
        yield 10, count
    for match in _SO_THAT.finditer(text):
        if _LOST_LATER.search(text[: match.start()]):
            continue
        if (count := read_count(match["n"])) is not None and count > 1:
            yield 10, count


def treated_of_many(sentence: Sentence, labels: tuple[Mention, ...]) -> Iterator[tuple[int, int]]:
    """Yield the number of those who had the treatment, of many or told alone. Not for studies with a comparator."""
    if sentence.kind in (BACKGROUND, CONCLUSIONS):
        return
    for mention in labels:
        if mention.kind != TREATMENT:
            continue
        before = sentence.text[: mention.start]
        of_many, alone = _OF_MANY.search(before), _HAD.match(before)
        if of_many is not None and (count := read_count(of_many["n"])) is not None and count > 1:
            yield 10, count
        elif alone is not None and (count := read_count(alone["n"])) is not None and count > 1:
            yield 3, count
        return


def _is_of_others(match: re.Match[str]) -> bool:
    """True for "11 centres were invited; 9 answered", whose first number counts no patients."""
    told = match.string[match.start() : match.end()]
    other, person = _NO_PATIENTS.search(told), re.search(_PERSON, told, re.IGNORECASE)
    return other is not None and (person is None or other.start() < person.start())


_GROUP = re.compile(r"[\[(,;]\s?n\s?=\s?(?P<n>\d{1,3}(?:,\d{3})+|\d{1,5})\b", re.IGNORECASE)
_PROCEDURES = Quick(
    rf"(?P<n>{COUNT})\s+(?:(?:consecutive|first|autologous|single|haematopoietic|hematopoietic|stem|cell|"
    rf"such)\s+){{1,4}}"
    r"(?:transplants|transplantations|autografts|procedures|grafts|AHSCTs?|HSCTs?)\b(?![^.]*\ballogen)",
    re.IGNORECASE,
    at=count_places,
)


def told_by_groups(marked: tuple[tuple[Sentence, tuple[Mention, ...]], ...], design: str | None) -> int | None:
    """Return the number of patients where no sentence counts people: groups of a comparison, or transplantations."""
    told = [sentence for sentence, _ in marked if sentence.kind not in (BACKGROUND, CONCLUSIONS)]
    for sentence in told:
        groups = [read_count(found["n"]) for found in _GROUP.finditer(sentence.text)]
        if design in ("RCT", "comparative cohort") and len(groups) > 1:
            return sum(count or 0 for count in groups)
        if len(groups) == 1 and sentence.kind in (METHODS, UNLABELLED):
            return groups[0]
    found = next((match for each in told if (match := _PROCEDURES.search(each.text)) is not None), None)
    return None if found is None else read_count(found["n"])
