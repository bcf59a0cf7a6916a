"""What a number of a score is: a level, a change, a fall, or a difference between groups."""

import re

from evidence.extraction.baselines import BEFORE, BY
from evidence.extraction.score_text import GROUP_SIGN, MOVED, TO, ScoreText
from evidence.quick import Quick

# "EDSS was increased 0.4": the verb stands right before the number.
_MOVED = re.compile(rf"\b{MOVED}\s+$", re.IGNORECASE)
_CHANGE = (
    r"(?:improvements?|changes?|decreases?|reductions?|increases?|declines?|gains?|drops?|falls?|rises?|"
    r"worsening|deterioration)"
)
_LEVELS_OF_GROUPS = rf"(?![^\d]*[(\[]\s*{GROUP_SIGN}+\s*(?:group|arm)?\s*[,:=])"
_CHANGE_HEAD = re.compile(
    rf"(?<!\bnot\s)\b{_CHANGE}\b(?![^\d]*\b(?:vs|versus)\b){_LEVELS_OF_GROUPS}[^\d]*$", re.IGNORECASE
)
_CHANGE_BEHIND = re.compile(rf"\s*-?\s?(?:points?|steps?|units?|%)?\s+(?:[\w-]+\s+){{0,4}}?{_CHANGE}\b", re.IGNORECASE)
_LAST_TO = re.compile(rf"{TO}\s*(?:an?\s+)?(?:(?:mean|median|average)\s+)?(?:[\w-]+\s+)?(?:of\s+)?$", re.IGNORECASE)
_DIFFERENCE_HEAD = re.compile(r"\bdifferences?\b(?!\s+(?:from|to)\s+baseline)[^\d]*$", re.IGNORECASE)
# "No difference in EDSS was seen (median 6.5 in both groups": what the groups had.
_NO_DIFFERENCE = re.compile(
    r"\bno\s+(?:[\w-]+\s+){0,2}differences?\b[^\d(]*\([^\d()]*\b(?:mean|median|average)\b[^\d()]*$", re.IGNORECASE
)
_LOWER_BY = Quick(r"\b(?:lower|higher|greater|less|better|worse|smaller|larger)\s+by\s+[^\d]*$", re.IGNORECASE)
_LOWER_BEHIND = re.compile(r"\s*-?\s?(?:points?|units?)?\s+(?:lower|higher|greater|better|worse|less)\b", re.IGNORECASE)
_THAN_BEFORE = re.compile(rf"\s+(?:than|compared\s+(?:with|to))\s+(?:the\s+)?(?:{BEFORE}|baseline)", re.IGNORECASE)


def kind_of(scored: ScoreText, start: int, match: re.Match[str], head: str) -> str:
    """Return level, change or difference. start: where the words about the number begin."""
    bare = scored.bare
    if _NO_DIFFERENCE.search(head) is not None:
        return "level"
    if _DIFFERENCE_HEAD.search(head) is not None or _LOWER_BY.search(head) is not None:
        return "difference"
    if (lower := _LOWER_BEHIND.match(bare, match.end())) is not None:
        return "change" if _THAN_BEFORE.match(bare, lower.end()) is not None else "difference"
    changed = is_change(scored, start, match, head) or match["value"].startswith("-")
    return "change" if changed else "level"


def is_change(scored: ScoreText, start: int, match: re.Match[str], head: str) -> bool:
    """Tell whether the words, not the sign, make it a change: "by 0.5", "a reduction of 0.5", "0.5-point drop"."""
    words = head[max(0, start) :]
    if BY.search(head) is not None or _MOVED.search(head) is not None:
        return True
    if _LAST_TO.search(words) is not None:
        return False
    return _CHANGE_HEAD.search(words) is not None or _CHANGE_BEHIND.match(scored.bare, match.end()) is not None


_FELL = re.compile(
    r"\b(?:decreas\w+|reduc\w+|declin\w+|fell|fallen|falls?|dropp?\w*|lowered|diminish\w+|shrank|lost)\b(?!.*\b(?:"
    r"increas\w+|rose|improv\w+|gain\w+|worsen\w+)\b)",
    re.IGNORECASE,
)

_FALL_BEHIND = re.compile(
    r"\s*-?\s?(?:points?|steps?|units?)?\s+(?:[\w-]+\s+){0,3}?(?:reduction|decrease|decline|drop|fall|lower)\b",
    re.IGNORECASE,
)


def is_fall(head: str, tail: str) -> bool:
    """Tell whether the words around a change say that the score fell ("decreased by a mean of", "0.5-point drop")."""
    return _FELL.search(head) is not None or _FALL_BEHIND.match(tail) is not None
