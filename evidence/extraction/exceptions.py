"""Denials that name who is excepted: "no patient relapsed except one" is one who did."""

import re

from evidence.extraction.figures import COUNT, Figure
from evidence.extraction.mentions import Mention
from evidence.extraction.numbers import COUNT as WHOLE_OR_WORD
from evidence.extraction.numbers import read_count
from evidence.values import changed

_BUT = (
    r"(?:except(?:ing)?(?:\s+for)?|save(?:\s+for)?|apart\s+from|aside\s+from|other\s+than|barring|with\s+"
    r"the\s+exception\s+of)\s+"
    rf"(?:in\s+|the\s+|only\s+)?(?P<n>{WHOLE_OR_WORD}|a\s+single)\b"
)
_BEHIND = re.compile(
    rf"(?:,?\s+(?:during|in|over|throughout)\s+[^,.;()]{{1,40}})?,?\s+{_BUT}(?!\s*(?:%|years?|months?))", re.IGNORECASE
)
_BETWEEN = re.compile(rf"\b{_BUT}", re.IGNORECASE)


def with_excepted(text: str, zero: Figure, mention: Mention) -> Figure | None:
    """Return the denial, the number of those excepted behind it, None where the name is said of those excepted."""
    if _BETWEEN.search(text, zero.start, mention.start) is not None:
        return None
    behind = _BEHIND.match(text, mention.end)
    if behind is None:
        return zero
    few = number_excepted(behind["n"])
    return changed(
        zero, kind=COUNT, shape="count", start=behind.start("n"), end=behind.end(), value=float(few), events=few
    )


def number_excepted(printed: str) -> int:
    """Return how many "a single" or a number of those excepted are."""
    return 1 if printed.lower().startswith("a") else read_count(printed) or 0
