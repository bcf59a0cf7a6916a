"""The "none" of one group beside what another had: "37% improved compared to none in the others"."""

import re

from evidence.extraction.figures import COUNT, PERCENT, Figure
from evidence.extraction.numbers import COUNT as WHOLE_OR_WORD
from evidence.extraction.numbers import read_count
from evidence.quick import Quick

_NONE_IN = Quick(
    r"\b(?:compared\s+(?:with|to)|versus|vs\.?|and|but|against)\s+(?:in\s+)?(?P<none>none|no one|nobody)\s+"
    rf"(?:in|of|with|after|at)\b(?:\s+(?:the|those|these)\s+(?:(?P<all>{WHOLE_OR_WORD})\b)?)?",
    re.IGNORECASE,
)


def find_none_in(text: str) -> tuple[Figure, ...]:
    """Return the "none" of "37% improved compared to none in the other group": a share of 0 beside another."""
    shares = "%" in text
    return tuple(
        Figure(
            PERCENT if shares else COUNT, "none-in", match.start("none"), match.end(), 0.0, events=0,
            denominator=read_count(match["all"]) if match["all"] else None, unit="%" if shares else None,
        )
        for match in _NONE_IN.finditer(text)
    )  # fmt: skip
