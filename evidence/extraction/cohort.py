"""Whether an abstract tells one single size of its patients, so that a bare count may be set against it."""

import re
from collections.abc import Iterable
from functools import lru_cache

from evidence.extraction.denials import PERSON
from evidence.extraction.numbers import COUNT, count_places, read_count
from evidence.extraction.others import tells_of_others
from evidence.extraction.patients import is_year
from evidence.extraction.text import BACKGROUND, CONCLUSIONS, Sentence
from evidence.quick import Quick, Quicks
from evidence.records.study import StudyFacts

_STATE = (
    r"(?:included|enrolled|identified|evaluat\w+|assess\w+|recruited|analy[sz]ed|randomi[sz]ed|treated|transplanted|"
    r"underwent|undergone|received|studied|followed|follow-up|complet\w+|available|evaluable|eligible|"
    r"screened|mobili[sz]ed|"
    r"referred|reviewed|consented|remained|reached|participated|entered)"
)
_SIZES = Quicks(
    (
        Quick(
            rf"(?P<n>{COUNT})\s+(?:(?!and\b|of\b)[\w/()'+-]+\s+){{0,6}}?{PERSON}\b[^.;,\d]{{0,60}}?\b{_STATE}\b",
            re.IGNORECASE,
            at=count_places,
        ),
        Quick(
            rf"(?P<n>{COUNT})\s+(?:(?:were|was|had|have)\s+)?(?:been\s+|then\s+|finally\s+)?{_STATE}\b",
            re.IGNORECASE,
            at=count_places,
        ),
        Quick(rf"\b{_STATE}\s+(?P<n>{COUNT})\s+of\s+(?:them|these|those|whom)\b", re.IGNORECASE),
        Quick(
            rf"\bdata\b[^.;\d]{{0,40}}\b(?:on|for|from|in|of)\s+(?:only\s+)?(?P<n>{COUNT})\s+(?:of\b|{PERSON}\b)",
            re.IGNORECASE,
        ),
        Quick(rf"\b(?:the|these)\s+(?P<n>{COUNT})\s+survivors\b", re.IGNORECASE),
        Quick(
            rf"\b(?:of|among|all)\s+(?:the\s+)?(?P<n>{COUNT})\s+(?:{_STATE}\s+)?(?:[\w-]+\s+)?{PERSON}\b", re.IGNORECASE
        ),
    )
)
_TIME_OR_PART = re.compile(
    r"\s*(?:years?|months?|weeks?|days?|cent(?:re|er)s?|[\d.]+\s?%|\(\s?[\d.]+\s?%)", re.IGNORECASE
)


def tells_one_size(sentences: Iterable[Sentence], facts: StudyFacts) -> bool:
    """Tell whether no other number of patients is told that could be the whole: identified, treated, followed ones."""
    size = facts.n_hsct if facts.n_hsct is not None else facts.n_patients
    if size is None:
        return False
    known = {facts.n_patients, facts.n_hsct}
    if facts.comparator and facts.n_patients is not None and facts.n_hsct is not None:
        known.add(facts.n_patients - facts.n_hsct)
    told = tuple(sentence for sentence in sentences if sentence.kind != BACKGROUND)
    if any(count not in known and 2 * count >= size for sentence in told for count in _told(sentence.text)):
        return False
    largest = max(size, facts.n_patients or 0)  # "SF-36 was filled in by 31 patients; two died, thus 28 were analysed"
    return not any(count > largest for one in told if one.kind != CONCLUSIONS for count in _people(one.text))


_PEOPLE = Quick(
    rf"(?P<n>{COUNT})\s+(?:(?!and\b|of\b|in\b)[\w/()'+-]+\s+){{0,6}}?{PERSON}\b(?![\s-]+(?:years?|months?))",
    at=count_places,
)
_GROUP = Quick(r"\b[Nn]\s?=\s?(?P<n>\d[\d,]*)")


def _people(text: str) -> Iterable[int]:
    """Yield the numbers that stand before a word for people, but for a year."""
    for match in _PEOPLE.finditer(text):
        count = read_count(match["n"]) if match["n"] else None
        if count is not None and not is_year(match["n"], text, match.start("n")) and not tells_of_others(text):
            yield count


def most_patients(sentences: Iterable[Sentence], facts: StudyFacts) -> int | None:
    """Return the largest number of patients that the abstract tells; None where it tells none of its own."""
    if facts.n_patients is None:
        return None
    most = max(facts.n_patients, facts.n_hsct or 0)
    for sentence in sentences:
        people = [*_PEOPLE.finditer(sentence.text), *_GROUP.finditer(sentence.text)]
        counts = (read_count(match["n"].rstrip(",")) for match in people)
        most = max([most, *_told(sentence.text), *(count for count in counts if count is not None)])
    return most


@lru_cache(maxsize=64)  # both the only size and the largest are looked for
def _told(text: str) -> tuple[int, ...]:
    """Return the numbers of patients that could be the whole."""
    found = []
    for pattern in _SIZES.that_may(text):
        for match in pattern.finditer(text):
            count = read_count(match["n"])
            other = _TIME_OR_PART.match(text, match.end("n")) is not None or is_year(match["n"], text, match.start("n"))
            if count is not None and count > 1 and not other:
                found.append(count)
    return tuple(found)
