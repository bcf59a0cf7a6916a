"""Ratios: "HR 0.29 [95% CI 0.13-0.63]", "the hazard ratio for relapse was 0.45 (0.18-1.14)"."""

import re

from evidence.extraction.clauses import without_brackets
from evidence.extraction.figures import LEVEL, RATIO, Figure, is_free
from evidence.extraction.intervals import bare_interval, find_intervals, find_p_values
from evidence.extraction.numbers import DECIMAL, SIGNED, has_decimal_comma, read_number, share_places
from evidence.quick import Quick, Quicks
from evidence.values import changed

_NAMES: tuple[tuple[str, str, str], ...] = (
    (
        "rate_ratio",
        r"(?:incidence|relapse)?[\s-]*rate[\s-]ratios?|ARR\s+ratios?|relapse\s+ratios?|relative\s+rates?|"
        r"ratios?\s+of\s+(?:the\s+)?(?:annuali[sz]ed\s+)?(?:relapse\s+)?rates",
        r"a?IRR",
    ),
    ("hazard_ratio", r"hazards?[\s-]ratios?|hazard rate ratio", r"(?:a|s|cs|m)?HRs?"),
    ("odds_ratio", r"odds[\s-]ratios?", r"(?:a|c)?ORs?"),
    ("risk_ratio", r"relative[\s-]risks?|risk[\s-]ratios?", r"(?:a|p)?RRs?"),
)
# Between the name and the number: brackets of the abbreviation, signs, and "for relapse was".
_ABBREVIATION = (
    r"(?:\s*[\[(]\s?(?:[A-Za-z]{2,4}|"
    r"(?:[A-Za-z]{2,4}[,;]?\s)?\d\d\s?%\s?(?:CI|confidence intervals?)(?:\s?[\[(]CI[\])])?)\s?[\])])?"
)
_WORDS = (
    r"(?:\s+(?:for|of|in|on|to|with|between|comparing|associated)\s+"
    r"(?:(?<=[A-Za-z]-)\d|(?!\d|\bwas\b|\bwere\b)[^.;]){1,90}?)?"
)
_BRIEFLY = r"(?:\s+(?:for|of)\s+[A-Za-z][A-Za-z -]{1,50}?(?=\s*[:=,]|\s+was\b|\s+\d))?"  # "HR for progression = 1.19"
# "(HR for failure: 0.28)": of losing what was named before.
_OF_LOSS = r"(?P<loss>\s+(?:for|of)\s+(?:(?:its|the)\s+)?(?:failure|loss|losing\s+it|an?\s+event|events))?"
_LINK = r"\s*(?:[:=,(\[]|\bwas\b|\bof\b|\bis\b|\bwere\b|=)*\s*"
_NO_NOUN = r"(?=\s*(?:[\])(\[,;:.]|$|and\b|for\b|in\b|vs\b|versus\b|to\b|with\b|95|90|99|CI))"
_VALUE = rf"(?<![A-Za-z]-)(?P<value>{DECIMAL})(?!\s?%|[\d.]*\d|-?\w)"


def _patterns() -> dict[Quick, str]:
    made = {}
    for statistic, words, short in _NAMES:
        # An abbreviation is no word of a sentence ("OR", "RR-MS") only where a number follows at once.
        made[Quick(rf"(?i:\b(?:{words})\b){_ABBREVIATION}{_WORDS}{_LINK}{_VALUE}")] = statistic
        made[Quick(rf"\b(?:{short})\b(?!-)(?:{_OF_LOSS}|{_BRIEFLY}){_LINK}{_VALUE}{_NO_NOUN}")] = statistic
    return made


_STATISTICS = _patterns()
_PATTERNS = Quicks(_STATISTICS)


def find_ratios(text: str) -> tuple[Figure, ...]:
    """Return the ratios of one sentence in order; a ratio is above 0, and its number is no bound and no p value."""
    taken = [(interval.start, interval.end) for interval in find_intervals(text)]
    taken.extend((p_value.start, p_value.end) for p_value in find_p_values(text))
    found: list[Figure] = []
    for pattern in _PATTERNS.that_may(text):
        for match in pattern.finditer(text):
            if is_free(match.start("value"), match.end("value"), taken):
                found.append(_ratio(_STATISTICS[pattern], match))
                taken.append(match.span("value"))
    found.extend(_continued(text, found, taken))
    found.extend(_standardised(text, taken))
    found.extend(_of_shares(text, taken))
    return tuple(sorted(found, key=lambda figure: figure.start))


# "the hazard ratio of relapse was 0.18 (0.10-0.33) and that of worsening 0.65 (0.38-1.12)": the name is told once.
_BARE = Quick(r"(?<![\w.,+-])(?P<value>\d{1,2}\.\d+)(?=\s?[\[(;,])", at=share_places)
_OTHER_SCALE = re.compile(r"\b(?:EDSS|ARR|SMD|MD|mean|median|rate of|score|volume|SD)\b[^,;]*$|%[^,;]*$")


def _continued(text: str, found: list[Figure], taken: list[tuple[int, int]]) -> list[Figure]:
    """Return the numbers behind a named ratio that have an interval of their own which holds them."""
    if not found:
        return []
    intervals = {interval.start: interval for interval in find_intervals(text)}
    more: list[Figure] = []
    for match in _BARE.finditer(text):
        before = [figure for figure in found if figure.end <= match.start()]
        if not before or not is_free(*match.span("value"), taken):
            continue
        behind = re.match(r"\s?[\[(;,]?\s*", text[match.end() :])
        place = match.end() + (behind.end() if behind is not None else 0)
        interval = intervals.get(place) or bare_interval(text, match.end() + (text[match.end()] == " "), None)
        value = read_number(match["value"])
        between = without_brackets(text[before[-1].end : match.start()])
        if interval is None or not 0 < interval.low <= value <= interval.high or _OTHER_SCALE.search(between):
            continue
        more.append(changed(before[-1], shape=f"{before[-1].statistic}-continued", start=match.start(), end=match.end(),
                            value=value, doubts=()))  # fmt: skip
    return more


_STANDARDISED = Quick(
    rf"\b(?:SMD|(?i:standardi[sz]ed mean differences?)|Hedges' g|"
    rf"Cohen's d)\b{_ABBREVIATION}{_LINK}(?P<value>{SIGNED})(?!\s?%|[\d.]*\d)"
)


def _standardised(text: str, taken: list[tuple[int, int]]) -> list[Figure]:
    """Return standardised mean differences, which may be below 0 ("SMD: -0.48, 95% CI -0.75 to -0.22")."""
    return [
        Figure(LEVEL, "standardised", match.start("value"), match.end("value"), read_number(match["value"]),
               statistic="standardised_mean_difference", value_kind="change")
        for match in _STANDARDISED.finditer(text) if is_free(*match.span("value"), taken)
    ]  # fmt: skip


# "(risk difference, 31.6 percentage points; 95% CI, 10.8-52.4)": of two shares.
_OF_SHARES = Quick(
    rf"""
        \bdifferences?(?:\s+(?:in|of|between)\s+(?:(?!\bwas\b)[\w'-]+\s+){{1,5}})?{_LINK}(?P<value>{SIGNED})\s?
        (?:
            percentage[\s-]points?|%[\s-]points?|points?\s+of\s+percent\w*
            |%(?=\s*[;,(\[]\s*(?:\d\d\s?%\s?)?(?:CI|confidence))
        )""",
    re.IGNORECASE | re.VERBOSE,
)


def _of_shares(text: str, taken: list[tuple[int, int]]) -> list[Figure]:
    """Return differences of two shares, printed in percentage points."""
    return [
        Figure(LEVEL, "share-difference", match.start("value"), match.end(), read_number(match["value"]),
               statistic="mean_difference", value_kind="difference", unit="percentage points")
        for match in _OF_SHARES.finditer(text) if is_free(*match.span("value"), taken)
    ]  # fmt: skip


def _ratio(statistic: str, match: re.Match[str]) -> Figure:
    printed = match["value"]
    doubts = ("decimal comma",) if has_decimal_comma(printed) else ()
    of_loss = match.groupdict().get("loss") is not None
    return Figure(
        kind=RATIO, shape=statistic, start=match.start() if of_loss else match.start("value"),
        end=match.end("value"), value=read_number(printed),
        statistic=statistic, doubts=doubts,
    )  # fmt: skip
