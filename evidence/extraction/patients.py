"""How many patients the study has, and how many of them were transplanted."""

import re
from collections.abc import Iterator

from evidence.extraction.mentions import COURSE, DRUG, TREATMENT, Mention
from evidence.extraction.numbers import COUNT, WORDS, read_count
from evidence.extraction.text import BACKGROUND, CONCLUSIONS, METHODS, RESULTS, UNLABELLED, Sentence

Marked = tuple[tuple[Sentence, tuple[Mention, ...]], ...]
_PERSON = r"(?:patients?(?!-)|participants?|subjects?|individuals?|persons|people|[Pp]wMS|adults|children|cases|women)"
_CANDIDATE = re.compile(
    rf"(?P<n>{COUNT})\s+(?P<words>(?:(?!and\b|or\b|of\b|in\b|years?\b|months?\b|"
    rf"{WORDS})[A-Za-z/()'\"+-][\w/()'\"+-]*,?\s+){{0,6}}?){_PERSON}\b",
    re.IGNORECASE,
)
_OF_THESE = re.compile(
    r"\b(?:of|among|in)\s+(?:the|these|those)\s*$|\b(?:than|least|most|first|every|per|another|further|remaining|"
    r"other)\s*$",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\b(?:total of|all|overall|cohort of|survey of|series of|altogether|in total),?\s*(?:the\s+)?$", re.IGNORECASE
)
_INCLUDED = re.compile(
    r"[^.;]{0,60}?\b(?:were|was|have been|had been)?\s*(?:included|enrolled|identified|evaluated|recruited|"
    r"analy[sz]ed|randomi[sz]ed|"
    r"treated|transplanted|underwent|undergone|received|recorded|studied)\b",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\s*(?:\(\s?[\d.]+\s?%\)|(?:had|have died|has died|died|developed|relapsed|showed|experienced|remained|"
    r"improved|achieved|progressed|presented|"
    r"reported(?! to| in| by)|became|with (?:new|progress(?:ion|ed)|relapses?)\b))",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"\b(?:healthy|control|controls|untreated|newly)\b", re.IGNORECASE)


def find_patients(marked: Marked) -> int | None:
    """Return the number of patients of the study: the best supported statement, the first of equals."""
    best: tuple[int, int] | None = None
    for weight, count in _candidates(marked):
        if best is None or weight > best[0]:
            best = (weight, count)
    return None if best is None else best[1]


def _candidates(marked: Marked) -> Iterator[tuple[int, int]]:
    for sentence, labels in marked:
        if sentence.kind == CONCLUSIONS or (
            sentence.kind == BACKGROUND and sentence.start != 0 and not _is_own(sentence.text)
        ):
            continue
        for match in _CANDIDATE.finditer(sentence.text):
            count = read_count(match["n"])
            if count is not None and count > 1 and not is_year(match["n"], sentence.text, match.start()):
                weight = _weight(sentence, match, labels)
                if weight is not None:
                    yield weight, count
        yield from _courses(sentence, labels)
        yield from _kept(sentence)
        yield from _both_sexes(sentence.text)
        yield from _compared(sentence)


# "Of 231 patients identified, 174 with RRMS were included": those included are the patients of the study.
_INCLUDED_OF = re.compile(
    rf"(?P<n>{COUNT})\s+(?:patients\s+)?(?:with|had|met|fulfil\w+|treated|who)\b[^.;]{{0,90}}?\b(?:were|was)\s+"
    r"(?:included|enrolled|analy[sz]ed)\b",
    re.IGNORECASE,
)
_IDENTIFIED = re.compile(r"\b(?:of|among|from)\s+(?:the\s+|all\s+)?\d[\d,]*\s[^.;]{0,60},\s*$", re.IGNORECASE)


def _kept(sentence: Sentence) -> Iterator[tuple[int, int]]:
    for match in _INCLUDED_OF.finditer(sentence.text):
        count = read_count(match["n"])
        if count is not None and count > 1 and _IDENTIFIED.search(sentence.text[: match.start()]) is not None:
            yield 8, count


_SEXES = re.compile(
    rf"(?P<first>{COUNT})\s+(?:women|females?|men|males?)\s*(?:and|,|;|/)\s*(?P<second>{COUNT})\s+(?:men|males?|"
    rf"women|females?)\b"
    r"(?!.{0,60}\bcontrol)",
    re.IGNORECASE,
)


_COMPARED = re.compile(
    rf"\bcompar\w+\b[^.;]{{0,40}}?(?P<first>{COUNT})\s+(?:\w+\s+)?{_PERSON}\b[^.;]{{0,60}}?\b(?:with|and|to|"
    rf"versus|vs)\s+"
    rf"(?P<second>{COUNT})\s+(?:\w+\s+)?{_PERSON}\b",
    re.IGNORECASE,
)


def _compared(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield both groups of "we compared 33 patients who had BEAM with 141 patients who had Cy/ATG" together."""
    match = _COMPARED.search(sentence.text) if sentence.kind in (METHODS, UNLABELLED) else None
    if match is not None and _CONTROL.search(match.group()) is None:
        first, second = read_count(match["first"]), read_count(match["second"])
        if first is not None and second is not None:
            yield 5, first + second


def _both_sexes(text: str) -> Iterator[tuple[int, int]]:
    for match in _SEXES.finditer(text):
        first, second = read_count(match["first"]), read_count(match["second"])
        if first is not None and second is not None:
            yield 1, first + second


def _is_own(text: str) -> bool:
    return re.search(r"\b(?:we|our|this study|this article)\b", text, re.IGNORECASE) is not None


def is_year(printed: str, text: str, start: int) -> bool:
    """Tell whether the number is a year ("since 2015"), not a number of patients."""
    return (
        re.fullmatch(r"(?:19|20)\d\d", printed) is not None
        and re.search(r"\b(?:in|since|until|of|from|by|to|and|before|after|during|,)\s*$", text[:start], re.IGNORECASE)
        is not None
    )


def _weight(sentence: Sentence, match: re.Match[str], labels: tuple[Mention, ...]) -> int | None:
    before, behind = sentence.text[: match.start()], sentence.text[match.end() :]
    if _EVENT.match(behind) is not None and re.search(r"\d\s+of\s+$|\b[Oo]ne of\s+$", before) is not None:
        return 0  # "one of 24 patients died": the denominator, where nothing better is told
    if (
        _EVENT.match(behind) is not None
        or _CONTROL.search(match["words"]) is not None
        or _OF_THESE.search(before) is not None
    ):
        return None
    weight = {METHODS: 2, RESULTS: 2, UNLABELLED: 2, BACKGROUND: 1}[sentence.kind]
    weight += 9 if sentence.start == 0 else 0
    weight -= 2 if match.group().endswith("women") else 0
    weight += 4 if _TOTAL.search(before) is not None else 0
    weight += 2 if _INCLUDED.match(behind) is not None else 0
    near = [mention for mention in labels if 0 <= mention.start - match.end() < 60]
    weight += 1 if any(mention.kind == TREATMENT for mention in near) else 0
    weight -= 3 if any(mention.kind == DRUG for mention in near) else 0
    return weight


def _courses(sentence: Sentence, labels: tuple[Mention, ...]) -> Iterator[tuple[int, int]]:
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
