"""How many patients the study has, and how many of them were transplanted."""

import re
from collections.abc import Iterator

from evidence.extraction.mentions import COURSE, DRUG, TREATMENT, Mention
from evidence.extraction.numbers import COUNT, WORDS, read_count
from evidence.extraction.text import BACKGROUND, CONCLUSIONS, METHODS, RESULTS, UNLABELLED, Sentence

Marked = tuple[tuple[Sentence, tuple[Mention, ...]], ...]
_PERSON = r"(?:patients?|participants?|subjects?|individuals?|persons|people|adults|children|cases)"
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
    r"reported|became|with (?:new|progress|relapse)))",
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
            if count is not None and count > 1 and not _is_year(match["n"], sentence.text, match.start()):
                weight = _weight(sentence, match, labels)
                if weight is not None:
                    yield weight, count
        yield from _courses(sentence, labels)


def _is_own(text: str) -> bool:
    return re.search(r"\b(?:we|our|this study|this article)\b", text, re.IGNORECASE) is not None


def _is_year(printed: str, text: str, start: int) -> bool:
    return (
        re.fullmatch(r"(?:19|20)\d\d", printed) is not None
        and re.search(r"\b(?:in|since|until|of)\s*$", text[:start]) is not None
    )


def _weight(sentence: Sentence, match: re.Match[str], labels: tuple[Mention, ...]) -> int | None:
    before, behind = sentence.text[: match.start()], sentence.text[match.end() :]
    if (
        _EVENT.match(behind) is not None
        or _CONTROL.search(match["words"]) is not None
        or _OF_THESE.search(before) is not None
    ):
        return None
    weight = {METHODS: 2, RESULTS: 2, UNLABELLED: 2, BACKGROUND: 1}[sentence.kind]
    weight += 9 if sentence.start == 0 else 0
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


_ARM_SIZE = re.compile(r"\s*(?:group|arm|patients)?\s*[,(\[:]?\s*\(?\s*n\s?=\s?(?P<n>\d{1,5})\b", re.IGNORECASE)
_TO_TREATMENT = re.compile(
    rf"(?P<n>{COUNT})\s+(?:(?!and\b|or\b)[\w/()'-]+\s+){{0,6}}?(?:(?:who\s+)?(?:have\s+|had\s+)?(?:received|"
    rf"receiving|undergone|underwent|undergoing|"
    r"treated with|treated by|given|treated)\s+)(?:an?\s+)?(?:[\w-]+\s+){0,2}$|"
    rf"(?P<m>(?<![\w.])\d{{1,4}})\s+$",
    re.IGNORECASE,
)


def find_transplanted(marked: Marked, n_patients: int | None, comparators: tuple[str, ...]) -> int | None:
    """Return the number of transplanted patients; without a comparator it is the largest number said to have had it."""
    stated = [count for sentence, labels in marked for count in _transplanted(sentence, labels)]
    fitting = [count for count in stated if n_patients is None or count <= n_patients]
    if comparators:
        smaller = [count for count in fitting if n_patients is None or count < n_patients]
        return smaller[0] if smaller else None
    return fitting[0] if fitting else n_patients


def _transplanted(sentence: Sentence, labels: tuple[Mention, ...]) -> Iterator[int]:
    if sentence.kind == CONCLUSIONS:
        return
    for mention in labels:
        if mention.kind != TREATMENT:
            continue
        behind = _ARM_SIZE.match(sentence.text, mention.end)
        before = _TO_TREATMENT.search(sentence.text[: mention.start])
        printed = behind["n"] if behind is not None else (before["n"] or before["m"] if before is not None else None)
        count = read_count(printed) if printed else None
        if count is not None and count > 1:
            yield count
