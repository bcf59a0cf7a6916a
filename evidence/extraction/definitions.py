"""Where a sentence defines a term, or says what it is made of."""

import re
from functools import lru_cache

from evidence.quick import Quick

# A definition ends with its bracket, a semicolon, or a comma behind which the sentence goes on with its verb.
_UNTIL = (
    r"(?:[^();,]|,(?!\s+(?:was|were|is|are|has|had|have|occurred|did|at|in|and\s+(?:was|were|had)|which|whereas|while|"
    r"but)\s)){0,300}(?:[();,]|$)"
)
_DEFINED = Quick(
    r"\(?\b(?:defined (?:as|by)|which was defined|(?:i\.e\.|that is)(?!,?\s*\d[\d.]*\s?%|,?\s*\d+\s?(?:/|of)\s?\d)|"
    rf"criteri\w+ (?:was|were|of)){_UNTIL}",
    re.IGNORECASE,
)
_COMPOSED = Quick(
    r"\b(?:composites? (?:end\s?point |outcome |measure |score )?of|combination of|consist\w* of|composed of|"
    rf"comprising|meaning|encompassing|referring to|understood as|considered as){_UNTIL}",
    re.IGNORECASE,
)


@lru_cache(maxsize=32)  # each reader of figures asks for them
def definitions(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans that define a term: their numbers are thresholds."""
    return tuple(match.span() for match in _DEFINED.finditer(text))


def compositions(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans that say what a term is made of: what they name was not counted on its own."""
    return (*definitions(text), *(match.span() for match in _COMPOSED.finditer(text)))
