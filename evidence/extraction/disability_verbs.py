"""What befell the disability of some, told by a verb alone: "EDSS was lower in 16 (33%) and higher in 12".

"12 (40%) improved" is an improvement of disability too, where the sentence or the one before is about that.
"""

import re

from evidence.extraction.clauses import is_plain
from evidence.extraction.mentions import OUTCOME, Mention
from evidence.extraction.numbers import WORDS
from evidence.quick import Quick

UNCHANGED = "unchanged"  # holds its place in a list ("lower in 16, unchanged in 20, higher in 12") and is no outcome
DISABILITY = Quick(r"\bEDSS\b|disabilit|neurolog|functional system", re.IGNORECASE)
_IMPROVED = Quick(
    r"(?<=[%)\d\]st])\s+(?:(?:had|have|who|also|were|[a-z]+ly)\s+){0,2}(?P<verb>improved)\b(?!\s+(?:or|to|from|"
    r"and stab|in|survival))"
)
_SHARE = re.compile(r"(?:%\)?|\)|\d|\b(?:patients?|participants?|subjects?|individuals?))$")
_IN_SO_MANY = rf"""
    (?=(?:\s+by\s+[^,;()%]{{1,30}}?)?\s+in\s+(?:the\s+|only\s+|another\s+|a\s+further\s+)?
       (?:\d+(?:\.\d+)?(?:\s?%|(?!\.?\d))|{WORDS})
       \s*(?:[(\[,;/.]|$|(?:\w+\s+)?(?:patients?|subjects?|participants?|cases?)\b|of\b|out\b|and\b))"""
_MOVED = Quick(
    rf"""\b(?:(?P<better>lower|lowered|better|improved|decreased|fell|fallen|dropped|declined|reduced)
        |(?P<worse>higher|worse|worsened|increased|rose|risen|deteriorated|progressed)
        |(?P<same>unchanged|stable|constant|the\ same|equal)){_IN_SO_MANY}""",
    re.IGNORECASE | re.VERBOSE,
)
_KINDS = {
    "better": ("edss_improved", "higher_better"),
    "worse": ("progression_free_survival", "event"),
    "same": (UNCHANGED, None),
}
_NOUN = Quick(r"(?:^|[;,.]\s+|\b(?:and|but|while|whereas|for|of)\s+)(?P<noun>improvement)\s+(?=was\b|occurred\b)", re.I)


def told_by_verbs(text: str, named: tuple[Mention, ...], *, disability: bool) -> tuple[Mention, ...]:
    """Return the outcomes that verbs alone tell. disability: whether the sentence before was about that."""
    about = any(mention.code in ("progression_free_survival", "edss_change") for mention in named)
    if not (about or disability or DISABILITY.search(text) is not None):
        return ()
    found = [
        Mention(OUTCOME, "edss_improved", match.start("verb"), match.end("verb"), "higher_better")
        for match in _IMPROVED.finditer(text)
        if _SHARE.search(text[: match.start()]) is not None
    ]
    found.extend(
        Mention(OUTCOME, "edss_improved", match.start("noun"), match.end("noun"), "higher_better")
        for match in _NOUN.finditer(text)
        if about
    )
    free = [one for one in found if all(one.end <= other.start or one.start >= other.end for other in named)]
    return (*free, *_moved(text, (*named, *free)))


def _moved(text: str, named: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return "lower in 16 (33%)", "higher in 12" where the EDSS is the subject."""
    found: list[Mention] = []
    for match in _MOVED.finditer(text):
        before = [one for one in (*named, *found) if one.end <= match.start()]
        last = max(before, key=lambda one: one.end, default=None)
        if last is None or not (last.code == "edss_change" or last in found):
            continue
        between = text[last.end : match.start()]
        if ";" in between or not is_plain(between):
            continue
        if any(one.start < match.end() and match.start() < one.end for one in named):
            continue
        code, counts = _KINDS[match.lastgroup or "same"]
        found.append(Mention(OUTCOME, code, match.start(), match.end(), counts))
    return tuple(found) if any(one.code != UNCHANGED for one in found) else ()
