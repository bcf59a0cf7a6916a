"""Shares printed as proportions: "the probability of freedom from progression was .71 (95% CI .49-.92) at 2 years"."""

import re

from evidence.extraction.clauses import BRACKETS
from evidence.extraction.figures import PERCENT, Figure, is_free
from evidence.extraction.units import Span, bracket_at
from evidence.quick import Quick

_CUE = Quick(
    r"""\b(?:probabilit(?:y|ies)|proportions?|likelihood|(?:free|overall)[\s-]+survival|cumulative\s+incidences?|
    (?:Kaplan[\s-]Meier|actuarial)\s+(?:estimates?|probabilit(?:y|ies)|risks?))\b""",
    re.IGNORECASE | re.VERBOSE,
)
# "of worsening by 1.0 EDSS point": what is counted, no score.
_STEP = re.compile(
    r"(?:[<>\u2264\u2265]=?\s?)?\d[\d.]*\s+EDSS[\s-]points?|\bEDSS\s+(?:worsening|progression|deterioration|failure)",
    re.IGNORECASE,
)
_PROPORTION = re.compile(
    r"""(?<=\s)(?P<value>0?\.\d{1,3}|1\.00?)
    (?![\d.]*\d|\s?%|\s*-?\s*(?:points?|per\b|relapses?|mg|pg|ng|mm|\u00b1|/|years?|months?|SD\b))""",
    re.VERBOSE,
)
_GIVEN = re.compile(r"\b(?:was|were|of|at|and|vs\.?|versus|reached|is|to\s+be)\s+$|[,:]\s+$", re.IGNORECASE)
_OTHER = re.compile(
    r"\b(?:EDSS|ARR|HR|OR|RR|ratios?|scores?|mean|median|rates?|changes?|volume|coefficients?|correlat\w+)\b|[=<>]",
    re.IGNORECASE,
)


def find_proportions(text: str, closed: tuple[Span, ...]) -> tuple[Figure, ...]:
    """Return them as percents; none where the sentence prints a share in percent. closed: spans that others have."""
    cue = _CUE.search(text)
    if cue is None:
        return ()
    found: list[Figure] = []
    end = cue.end()
    for match in _PROPORTION.finditer(text, cue.end()):
        before = _STEP.sub("", text[end : match.start()])
        if not is_free(*match.span("value"), closed):
            continue
        if ";" in BRACKETS.sub("", before) or _OTHER.search(BRACKETS.sub("", before)) is not None:
            break
        if _GIVEN.search(before) is None:
            continue
        value = round(100 * float(match["value"]), 6)
        found.append(Figure(PERCENT, "proportion", match.start("value"), match.end("value"), value, unit="%"))
        end = match.end()
    return tuple(found)


# "Percentages with an improvement were 29.7 and 4.9 at 3 years": the sign is told by the noun.
_PERCENTAGES = Quick(
    r"\b(?:percentages?|per\s?cents?)\b(?!\s+(?:points?|change|reduction|increase|of\s+change))", re.IGNORECASE
)
_SIGNLESS = re.compile(
    r"""
        (?:\b(?:was|were|of|and|vs\.?|versus|against)\s+|,\s+)(?P<value>\d{1,2}(?:\.\d{1,2})?|100)
        (?!
            [\d.]*\d|\s?%
            | \s*-?\s*
              (?:points?|per\b|patients?|persons?|people|women|men|years?|months?|weeks?|days?|mg|\u00b1|/)
            |\s+(?:out\s+)?of\b
        )""",
    re.VERBOSE,
)


def find_percentages(text: str, closed: tuple[Span, ...]) -> tuple[Figure, ...]:
    """Return the shares that a sentence prints without any sign behind "percentages"."""
    cue = _PERCENTAGES.search(text)
    if cue is None:
        return ()
    matches = (match for match in _SIGNLESS.finditer(text, cue.end()) if is_free(*match.span("value"), closed))
    return tuple(
        Figure(PERCENT, "percent", match.start("value"), match.end("value"), float(match["value"]), unit="%")
        for match in matches
        if ";" not in text[cue.end() : match.start()] and bracket_at(text, match.start()) is None
    )
