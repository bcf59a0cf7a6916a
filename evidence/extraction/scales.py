"""Which outcomes are told as levels, in which unit, and which average a number of them is."""

import re

from evidence.extraction.averages import AVERAGE, RATES, average_name, is_annual, volume_statistic
from evidence.extraction.clauses import residue
from evidence.extraction.mentions import Mention
from evidence.extraction.score_text import ScoreText, unit_end
from evidence.quick import Quick
from evidence.values import value


@value
class Scale:
    """code: the outcome of the figure; top: the highest value; default: the statistic if none is named."""

    code: str
    top: float
    unit: str
    default: str | None = None


# By the outcome that is named. "Median EDSS improvement is 3.5": the words of one outcome, the figure of another.
SCALES = {
    "edss_change": Scale("edss_change", 10.0, "points"),
    "edss_improved": Scale("edss_change", 10.0, "points"),
    "arr": Scale("arr", 20.0, "relapses/year", "rate"),
    "relapse_free_survival": Scale("arr", 20.0, "relapses/year", "rate"),
    "nfl": Scale("nfl", 100000.0, "pg/mL"),
    "qol": Scale("qol", 300.0, "points"),
    "brain_atrophy": Scale("brain_atrophy", 100.0, "%", "mean"),
    "fertility": Scale("fertility", 500.0, ""),  # levels of hormones
}
# Words about a score beyond those of reporting: they name no other thing.
OWN_WORDS = frozenset(
    """points point steps step units unit change changes reduction reductions decrease decreases improvement
    improvements improve improving decline increase increases gain gains loss worsening worsened deteriorated
    deteriorating reaching dropping drop falling rising least squares marginal geometric relapses relapse year
    patient-year patient-years annual annualised annualized baseline pretransplant pre-transplant pretreatment
    posttransplant post-transplant transplant transplantation initiation preceding entry enrolment enrollment
    inclusion pg ml ng pg/ml ng/l l pmol/l pre post between-group within-group difference differences component
    summary total subscale subscores subscore domain edss reverted returned progressed progression composite cent
    expected trial control scale concentration concentrations serum plasma csf absolute weighted step-wise stepwise
    beginning start initial against""".split()  # noqa: SIM905 - a list of words reads as prose
)
# "A mean EDSS of 3.6 and on average 0.8 relapses": a number of relapses.
_EVENTS_BEHIND = re.compile(r"\s+(?:[\w-]+\s+)?(?:relapses?|attacks?|exacerbations?|lesions?)\b", re.IGNORECASE)
_RATE = re.compile(r"\brelapse\s+rates?$|\brate\s+of\s+relapses?$|^relapses?$", re.IGNORECASE)
_PER_YEAR = re.compile(
    r"\s*(?:relapses?\s*)?(?:per|/|a|each)\s?(?:(?:patient|person|pt)s?[\s-]?(?:per\s|/)?\s?)?(?:years?|yr|y)\b",
    re.IGNORECASE,
)
_CONCENTRATION = re.compile(r"[pn]g/m?[lL]\b|pmol/[lL]\b|\bm?I?U/m?[lL]\b|\bz[\s-]?scores?\b")
_FRACTION = re.compile(r"\b(?:fraction|BPF)\b")
_DISABILITY = re.compile(r"EDSS|status scale|disability", re.IGNORECASE)


def is_scale(text: str, mention: Mention) -> bool:
    """Tell whether the mention can have levels: scores, rates, and a "relapse rate", which needs its unit."""
    if mention.code == "edss_improved":
        return _DISABILITY.search(text[mention.start : mention.end]) is not None
    if mention.code == "relapse_free_survival":
        return _RATE.search(text[mention.start : mention.end]) is not None
    return is_hormone(mention) if mention.code == "fertility" else mention.code in SCALES


def is_hormone(mention: Mention) -> bool:
    """Tell whether the mention is a hormone, which has a level and which nobody gets or loses."""
    return mention.code == "fertility" and mention.counts == "lower_better"


def _part_end(text: str, start: int) -> int:
    """Return the first semicolon outside brackets: what follows speaks of something else."""
    depth = 0
    for place in range(start, len(text)):
        depth += (text[place] in "([") - (text[place] in ")]")
        if text[place] == ";" and depth <= 0:
            return place
    return len(text)


def fits_scale(scored: ScoreText, mention: Mention, match: re.Match[str]) -> bool:
    """Tell whether the number has the unit that the scale asks for, or none where none is printed."""
    percent = match["percent"] is not None
    if SCALES[mention.code].code != "arr" and _EVENTS_BEHIND.match(scored.bare, match.end()) is not None:
        return False
    if mention.code == "relapse_free_survival":
        return not percent and _PER_YEAR.match(scored.bare, match.end()) is not None
    if mention.code == "brain_atrophy":
        return percent or _FRACTION.search(scored.text[mention.start : mention.end]) is not None
    if mention.code in ("nfl", "fertility") and not percent:
        return _CONCENTRATION.search(scored.text, mention.end, _part_end(scored.bare, mention.start)) is not None
    return not percent


_MEAN_BEHIND = re.compile(
    r"""
        \s*(?:(?:points?|[pn]g/m?[lL])\s*)?
        (?:in\s+mean\b|(?:[(\[]\s?)?(?:\u00b1|\+/-|\+-|SD\b|SE\b|SEM\b|standard|mean\b))""",
    re.VERBOSE,
)
_MEDIAN_BEHIND = re.compile(
    r"\s*(?:(?:points?|[pn]g/m?[lL])\s*)?(?:in\s+median|[(\[]\s?(?:IQR|interquartile|median\b))"
)
_ON_AVERAGE = re.compile(r"\bon\s+average\b", re.IGNORECASE)
_ONE_PATIENT = re.compile(
    r"\b(?:(?:one|another|a|this|that|each|her|his|(?:the\s+)?(?:first|second|third|other|remaining))\s+(?:\w+\s+)?"
    r"(?:patient|woman|man|girl|boy|case)|patient\s+\d|case\s+\d|she|he|her|his|of the (?:first|second|third))\b",
    re.IGNORECASE,
)


def statistic_of(
    scored: ScoreText, scale: Scale, mention: Mention, match: re.Match[str], *, kind: str, earlier: tuple[Mention, ...]
) -> str | None:
    """Return the average that the number is: named near it, told by its spread, or that of any group; None: not told.

    earlier: the mentions of the same scale before this one.
    """
    named = _named(scored, mention, match, earlier)
    if scale.code == "brain_atrophy":
        near = scored.bare[max(0, mention.start - 30) : max(match.start(), mention.end)]
        annual = is_annual(scored.bare, match.end(), near) or (
            match["percent"] is None and RATES.search(near) is not None
        )
        return "mean" if kind == "difference" else volume_statistic(near, annual)
    if scale.default is not None:
        return named if named == "median" else scale.default
    if named is not None:
        return named
    if _MEAN_BEHIND.match(scored.text, match.end("value")) or _ON_AVERAGE.search(scored.text):
        return "mean"
    if _MEDIAN_BEHIND.match(scored.text, match.end("value")):
        return "median"
    if kind == "difference":
        return "mean"
    if scale.code == "edss_change" and is_annual(scored.bare, unit_end(match), ""):
        return "rate"  # "+0.03 points per year": a slope
    whole = is_whole(match["value"]) and all(is_whole(other) for other in _DECIMALS.findall(scored.bare))
    one = _ONE_PATIENT.search(scored.text) is not None
    return None if whole or one or scale.code in ("nfl", "fertility") else "mean"  # no single score has such decimals


_DECIMALS = re.compile(r"(?<![\w.])\d+\.\d+(?![\w.%]|\s?%)")


def is_whole(digits: str) -> bool:
    """Tell whether the number may be the score of one patient: whole or half."""
    return not digits[-1].isdecimal() or (2 * float(digits.replace(",", ".").replace(" ", ""))).is_integer()


def _named(scored: ScoreText, mention: Mention, match: re.Match[str], earlier: tuple[Mention, ...]) -> str | None:
    found = [one for one in AVERAGE.finditer(scored.bare) if one.start() < match.start()]
    inside = [one for one in found if one.start() >= mention.end]
    if inside:
        return average_name(inside[-1])
    for place in (mention, *reversed(earlier)):
        before = [one for one in found if one.end() <= place.start]
        if before and _belongs(scored, before[-1].end(), place.start):
            return average_name(before[-1])
        within = [one for one in found if place.start <= one.start() < place.end]
        if within:
            return average_name(within[-1])
    part = scored.bare.rfind(";", 0, match.start())
    since = [one for one in found if one.start() > part and earlier and one.start() >= earlier[0].end]
    behind = AVERAGE.search(scored.bare, match.end(), max(mention.start, match.end()))
    return average_name(since[-1]) if since else average_name(behind) if behind is not None else None


def _belongs(scored: ScoreText, start: int, end: int) -> bool:
    """Tell whether nothing but words about scores stands between an average and a score, and no other score."""
    between = scored.bare[start:end]
    if re.search(r"[;\d]", between) or any(start <= one.start < end for one in scored.outcomes):
        return False
    return all(word.lower() in OWN_WORDS for word in residue(between))


# What a model, a correlation or a test says of a score is no level of it.
_ANALYSIS = Quick(
    r"""\b(?:correlat\w+|coefficients?|betas?|regress\w+|rho|sensitivity|specificity|AUC|ROC|cut-?offs?|thresholds?|
    variance|consistency|reliability|accuracy|cronbach\w*|ICC|kappa|effect\ sizes?|explain\w+)\b|
    \b(?:r|R2|B|d|g|z|t|F)\s?=|\u03b2|\u03c1|\u03c7""",
    re.IGNORECASE | re.VERBOSE,
)


_RATIO_NAME = re.compile(r"\b[ac]?(?:HRs?|ORs?|RRs?|IRRs?)\s*[,:=]?\s*(?:of\s+|was\s+)?$")  # "(RR, -0.10": none either


def is_analysis(text: str, place: int) -> bool:
    """Tell whether the part of the sentence before the number is about a model, a correlation or a test."""
    told = _RATIO_NAME.search(text, max(0, place - 30), place)
    return (told or _ANALYSIS.search(text, text.rfind(";", 0, place) + 1, place)) is not None
