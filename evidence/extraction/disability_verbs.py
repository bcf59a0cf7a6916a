"""What befell the disability of some, told by a verb alone: "EDSS was lower in 16 (33%) and higher in 12".

"12 (40%) improved" is an improvement of disability too, where the sentence or the one before is about that.
"""

import re

from evidence.extraction.clauses import is_plain
from evidence.extraction.mentions import OUTCOME, Mention
from evidence.extraction.numbers import WORDS
from evidence.quick import Quick

UNCHANGED = "unchanged"  # holds its place in a list ("lower in 16, unchanged in 20, higher in 12") and is no outcome
DISABILITY = Quick(r"\bEDSS\b|disabilit\w*|neurolog\w*|functional systems?", re.IGNORECASE)
_IMPROVED = Quick(
    r"""
        (?:(?<=[%)\d\]st])|(?<=\bone|\btwo|\bsix|\bten)|(?<=three|seven|eight)|(?<=four|five|nine))\s+
        (?:(?:had|have|who|also|were|[a-z]+ly)\s+){0,2}(?P<verb>
            improved|(?:got|become|became|gotten)\s+better|(?P<worse>(?:got|become|became|gotten|grown)\s+worse)
        )\b(?!\s+(?:or|to|from|and\ stab|in|survival))""",
    re.VERBOSE,
)
_SHARE = re.compile(rf"(?:%\)?|\)|\d|{WORDS}|\b(?:patients?|participants?|subjects?|individuals?))$")
_IN_SO_MANY = rf"""
    (?=(?:\s+by\s+[^,;()%]{{1,30}}?|\s+(?:\w+\s+)?\((?:by|of|\u2265|>)[^()]{{1,40}}\)|\s+\d(?:\.\d)?(?:\s+points?)?)?
       ,?\s+in\s+(?:the\s+|only\s+|another\s+|a\s+further\s+|the\s+(?:other|remaining)\s+)?
       (?:\d+(?:\.\d+)?(?:\s?%|(?!\.?\d))|{WORDS})
       \s*(?:[(\[,;/.]|$|(?:\w+\s+)?(?:patients?|subjects?|participants?|cases?)\b|of\b|out\b|and\b))"""
_MOVED = Quick(
    rf"""\b(?:(?P<better>went\ down|lower|lowered|diminished|better|improved|decreased|fell|fallen|dropped|
            declined|reduced|regressed|lessened|sank)
        |(?P<worse>went\ up|higher|worse|worsened|increased|rose|risen|deteriorated|progressed)
        |(?P<same>unchanged|no\ change|stable|steady|constant|(?:the\ )?same|equal|as\ before))
        (?:\s+[a-z]+ly)?{_IN_SO_MANY}""",
    re.IGNORECASE | re.VERBOSE,
)
_KINDS = {
    "better": ("edss_improved", "higher_better"),
    "worse": ("progression_free_survival", "event"),
    "same": (UNCHANGED, None),
}
_AGAIN = re.compile(r";\s+(?:it|the\s+(?:score|EDSS))\b", re.IGNORECASE)
_OF_DISABILITY = ("edss_change", "edss_improved", "progression_free_survival", UNCHANGED)
_NOUN = Quick(r"(?:^|[;,.]\s+|\b(?:and|but|while|whereas|for|of)\s+)(?P<noun>improvement)\s+(?=was\b|occurred\b)", re.I)


def told_by_verbs(text: str, named: tuple[Mention, ...], *, disability: bool) -> tuple[Mention, ...]:
    """Return the outcomes that verbs alone tell. disability: whether the sentence before was about that."""
    about = any(mention.code in ("progression_free_survival", "edss_change") for mention in named)
    if not (about or disability or DISABILITY.search(text) is not None):
        return ()
    found = [
        Mention(
            OUTCOME,
            *_KINDS["worse" if match["worse"] else "better"][:1],
            *match.span("verb"),
            _KINDS["worse" if match["worse"] else "better"][1],
        )
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
    """Return "lower in 16 (33%)", "higher in 12" where the EDSS or disability is the subject."""
    found: list[Mention] = []
    for match in _MOVED.finditer(text):
        if any(one.start < match.end() and match.start() < one.end for one in named):
            continue
        if _OR.search(text[: match.start()]) is not None or not _is_subject(text, (*named, *found), match.start()):
            continue
        code, counts = _KINDS[match.lastgroup or "same"]
        found.append(Mention(OUTCOME, code, match.start(), match.end(), counts))
    told = any(one.code != UNCHANGED for one in found) or any(one.code == "edss_improved" for one in named)
    return tuple(found) if told else ()


_NUMBERS = re.compile(WORDS)
_IN_LIST = re.compile(r"[^;]{0,40};\s+(?:and\s+)?", re.IGNORECASE)  # "no change in two; improved 0.5 in one; worse in"
_OR = re.compile(r"\b(?:or|not)\s+(?:\w+\s+)?$", re.IGNORECASE)


def _is_subject(text: str, named: tuple[Mention, ...], place: int) -> bool:
    """Tell whether the last that was named before the place is disability: a score of it, or what befell it."""
    before = [one for one in named if one.end <= place]
    last = max(before, key=lambda one: one.end) if before else None
    start = 0 if last is None else last.end
    if last is None or last.code not in _OF_DISABILITY:
        words = [match.end() for match in DISABILITY.finditer(text, start, place)]
        if not words:
            return False
        start = words[-1]
    elif last.code != "edss_change" and DISABILITY.search(text, 0, last.end) is None:
        return False
    again = [match.end() for match in _AGAIN.finditer(text, start, place)]  # "fell to 4.8; it was lower in 40"
    between = _NUMBERS.sub(" ", text[again[-1] if again else start : place])
    return (";" not in between or (last is not None and _IN_LIST.fullmatch(between) is not None)) and is_plain(between)
