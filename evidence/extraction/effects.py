"""Ratios: "HR 0.29 [95% CI 0.13-0.63]", "the hazard ratio for relapse was 0.45 (0.18-1.14)"."""

import re

from evidence.extraction.figures import RATIO, Figure, is_free
from evidence.extraction.numbers import DECIMAL, find_intervals, find_p_values, has_decimal_comma, read_number

_NAMES: tuple[tuple[str, str, str], ...] = (
    ("rate_ratio", r"(?:incidence|relapse)?[\s-]*rate[\s-]ratios?", r"a?IRR"),
    ("hazard_ratio", r"hazards?[\s-]ratios?|hazard rate ratio", r"(?:a|s|cs|m)?HRs?"),
    ("odds_ratio", r"odds[\s-]ratios?", r"(?:a|c)?ORs?"),
    ("risk_ratio", r"relative[\s-]risks?|risk[\s-]ratios?", r"(?:a|p)?RRs?"),
)
# Between the name and the number: brackets of the abbreviation, signs, and "for relapse was".
_ABBREVIATION = r"(?:\s*[\[(]\s?[A-Za-z]{2,4}\s?[\])])?"
_WORDS = r"(?:\s+(?:for|of|in|on|to|with|between|comparing|associated)\s+(?:(?!\d|\bwas\b|\bwere\b)[^.;]){1,90}?)?"
_LINK = r"\s*(?:[:=,(\[]|\bwas\b|\bof\b|\bis\b|\bwere\b|=)*\s*"
_NO_NOUN = r"(?=\s*(?:[\])(\[,;:.]|$|and\b|for\b|in\b|vs\b|versus\b|to\b|with\b|95|90|99|CI))"
_VALUE = rf"(?P<value>{DECIMAL})(?!\s?%|[\d.]*\d|-?\w)"


def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    made = []
    for statistic, words, short in _NAMES:
        # An abbreviation is no word of a sentence ("OR", "RR-MS") only where a number follows at once.
        made.append((statistic, re.compile(rf"(?i:\b(?:{words})\b){_ABBREVIATION}{_WORDS}{_LINK}{_VALUE}")))
        made.append((statistic, re.compile(rf"\b(?:{short})\b(?!-){_LINK}{_VALUE}{_NO_NOUN}")))
    return tuple(made)


_PATTERNS = _patterns()


def find_ratios(text: str) -> tuple[Figure, ...]:
    """Return the ratios of one sentence in order; a ratio is above 0, and its number is no bound and no p value."""
    taken = [(interval.start, interval.end) for interval in find_intervals(text)]
    taken.extend((p_value.start, p_value.end) for p_value in find_p_values(text))
    found: list[Figure] = []
    for statistic, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if is_free(match.start("value"), match.end("value"), taken):
                found.append(_ratio(statistic, match))
                taken.append(match.span("value"))
    return tuple(sorted(found, key=lambda figure: figure.start))


def _ratio(statistic: str, match: re.Match[str]) -> Figure:
    printed = match["value"]
    doubts = ("decimal comma",) if has_decimal_comma(printed) else ()
    return Figure(
        kind=RATIO, shape=statistic, start=match.start("value"), end=match.end("value"), value=read_number(printed),
        statistic=statistic, doubts=doubts,
    )  # fmt: skip
