"""Sentences that tell the same deaths again, and those that tell only what patients died of."""

import re

# "Two deaths occurred, giving a treatment-related mortality of 0.6%", "(TRM 0.6%)": the same deaths again.
_GIVING = re.compile(
    r"(?:[^.;]|\.\d){0,70}?\b(?:giving|yielding|translat\w+\s+(?:in)?to|correspond\w+\s+to|amount\w+\s+to|resulting\s+in|equivalent\s+to)\s+"
    r"(?:an?\s+|the\s+)?(?:[\w-]+\s+)?$|[^.;()]{0,70}\(\s?(?:an?\s+)?$",
    re.IGNORECASE,
)
# "Early causes were infection (4) and haemorrhage (1)", "Among the causes, two were infectious".
_CAUSES_TOLD = re.compile(
    r"(?:(?:among|of)\s+)?(?:(?:the|these|their)\s+)?(?:[\w-]+\s+){0,2}?causes?"
    r"(?:\s+of\s+(?:(?:the|these|all|early|late)\s+){0,2}deaths?)?(?:\s+(?:was|were|included|being)\b|,|:)",
    re.IGNORECASE,
)


def is_told_again(text: str, end: int, rates: list[int]) -> bool:
    """Tell whether a rate of deaths that starts at one of the places tells the deaths that were named up to the end."""
    return any(_GIVING.fullmatch(text, end, start) is not None for start in rates if start > end)


def causes_told(text: str) -> int | None:
    """Return where the causes begin in a sentence about nothing else, None in any other sentence."""
    told = _CAUSES_TOLD.match(text)
    return None if told is None else told.end()
