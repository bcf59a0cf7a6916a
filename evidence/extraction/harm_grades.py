"""How grave a harm is told to be: its grade, "severe", and what kind of harm stands between the two."""

import re

from evidence.extraction.mentions import Mention
from evidence.values import changed

GENERAL, SERIOUS = "other_toxicity", "serious_adverse_events"
HARM = (
    r"(?:adverse\s(?:event|effect|reaction)s?|side[\s-]effects?|(?:TE)?AEs?|SAEs?|toxicit(?:y|ies)|"
    r"toxic\s(?:events?|effects?|problems?)|complications?)"
)


def of_next(text: str, mention: Mention, starts: set[int]) -> bool:
    """Tell whether the grade belongs to the harm named right behind it: "grade 3-4 mucositis" is mucositis."""
    return mention.end + 1 in starts and text[mention.end] in " -"


_OF_GRADE = re.compile(
    r"\s*(?:,\s*)?(?:\(\s*)?(?:of\s+)?(?:[\u2265>]\s?|at\s+least\s+)?(?:(?:CTCAE|WHO|NCI)\s+)?", re.IGNORECASE
)


# "Early complications, grade 3 or higher toxicity": the second has a name of its own.
_ONLY_GRADE = re.compile(
    r"(?:requir\w+|needing|leading to|necessitating)\s+(?:in-?)?hospital|"
    r"grade\b(?!.*\b(?:toxicit|adverse|event|complication|AEs?\b))",
    re.IGNORECASE,
)


def with_grades(text: str, named: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the mentions; a grade right behind a harm is part of its name: "mucositis of grade 3-4" is mucositis."""
    found: list[Mention] = []
    for mention in named:
        last = found[-1] if found else None
        if last is not None and mention.code == GENERAL and _is_graded_kind(text, last, mention):
            found[-1] = changed(last, end=mention.end)
            continue
        grade = mention.code == SERIOUS and _ONLY_GRADE.match(text[mention.start : mention.end]) is not None
        if grade and last is not None and _is_graded(text, last, mention):
            found[-1] = changed(last, end=mention.end)
        else:
            found.append(mention)
    return tuple(found)


# "Severe transplant-related toxicity": of what kind stands between.
_SEVERE = re.compile(
    r"""
        \b(?P<how>severe|serious|life-threatening|major)\s+
        (?:(?!(?:and|or|with|in|of|but|not|no|nor)\b)[\w/-]+\s+){0,2}$""",
    re.IGNORECASE | re.VERBOSE,
)


def severe(text: str, mention: Mention) -> Mention:
    """Return "severe transplant-related toxicity" as the serious harm that it is."""
    if mention.code != GENERAL or re.fullmatch(HARM, text[mention.start : mention.end], re.IGNORECASE) is None:
        return mention
    how = _SEVERE.search(text, max(0, mention.start - 70), mention.start)
    return mention if how is None else changed(mention, code=SERIOUS, start=how.start())


# "Grade 3-5 non-haematological adverse events": events of that grade.
_KIND_BETWEEN = re.compile(r"\s+(?:(?!(?:and|or|with|in|of|was|were)\b)[\w/-]+\s+){1,2}", re.IGNORECASE)


def _is_graded_kind(text: str, grade: Mention, harm: Mention) -> bool:
    """Tell whether only what kind of harm is meant stands between its grade and its name."""
    if grade.code != SERIOUS or _ONLY_GRADE.match(text[grade.start : grade.end]) is None:
        return False
    named = re.fullmatch(HARM, text[harm.start : harm.end], re.IGNORECASE) is not None
    return named and _KIND_BETWEEN.fullmatch(text, grade.end, harm.start) is not None


def _is_graded(text: str, harm: Mention, grade: Mention) -> bool:
    if harm.code == SERIOUS or harm.counts != "event" or _OF_GRADE.fullmatch(text, harm.end, grade.start) is None:
        return False
    return re.fullmatch(HARM, text[harm.start : harm.end], re.IGNORECASE) is None
