"""Whether a figure can tell the outcome that it was tied to: no share of a score, no baseline, no volume of people."""

import re

from evidence.extraction.disability_verbs import UNCHANGED
from evidence.extraction.fatal import COUNTED_ALONE
from evidence.extraction.figures import LEVEL, RATIO, Figure
from evidence.extraction.incidences import SHAPE as INCIDENCE
from evidence.extraction.level_findings import as_level
from evidence.extraction.meaning import is_composite, is_one_of_two
from evidence.extraction.mentions import Mention
from evidence.extraction.polarity import is_denied
from evidence.extraction.readings import Reading
from evidence.extraction.scales import is_analysis, is_hormone
from evidence.extraction.voice import is_baseline, is_from_to
from evidence.values import changed

# Outcomes that no share of patients tells; a percent beside them is about something else.
NO_SHARE = ("edss_change", "arr", "qol")
_MOVED = re.compile(r"improv|worse|deteriorat|declin|impair|normal|better", re.IGNORECASE)


# "QoL improved in 77%", "a quality-of-life response in 31 (80%)": how many gained, no score.
_GAIN_BEHIND = re.compile(
    r"(?:\s+(?:scores?|had|was|were|of\s+any\s+grade|\([^()]*\))){0,3}\s+(?:response|improvements?|improved|better|"
    r"benefit|gains?)\b(?!\s+(?:of|by)\s)",
    re.IGNORECASE,
)
_GAIN_BEFORE = re.compile(
    r"\b(?:improved|better|improvements?\s+(?:of|in)|gain\s+in)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE
)


def _is_gain(text: str, mention: Mention) -> bool:
    """Tell whether the words beside the quality of life say that it got better, which so many patients can tell."""
    before = text[max(0, mention.start - 40) : mention.start]
    return _GAIN_BEHIND.match(text, mention.end) is not None or _GAIN_BEFORE.search(before) is not None


def tells_share(text: str, outcome: Mention) -> bool:
    """Tell whether a share of patients can have it: no score or rate, but a quality of life that improved."""
    if outcome.code == "qol":
        return _MOVED.search(text, outcome.start, outcome.end) is not None or _is_gain(text, outcome)
    return outcome.code not in NO_SHARE and not is_hormone(outcome)


# What nobody has before treatment.
_ONLY_LATER = ("trm", "deaths_any", "overall_survival", "secondary_autoimmune")
# Harms that are told as events in a time under observation.
_COUNTED_IN_TIME = (
    "deaths_any", "trm", "serious_adverse_events", "infection", "viral_reactivation",
    "secondary_autoimmune", "malignancy", "other_toxicity",
)  # fmt: skip
_VOLUME = "brain_atrophy"


def without_scales(reading: Reading) -> Reading:
    """Return the reading without scores and rates, which no share counts: "improved by 1 point of EDSS in 21%"."""
    counted = tuple(one for one in reading.outcomes if tells_share(reading.text, one))
    shares = any(figure.kind not in (RATIO, LEVEL) for figure in reading.figures)
    return changed(reading, outcomes=counted) if shares else reading


def with_none(reading: Reading, told: tuple[Mention | None, ...]) -> tuple[Mention | None, ...]:
    """Return the outcomes; "none" in "37% improved compared to none in the others" has that of the figure before."""
    outcomes: list[Mention | None] = []
    for figure, one in zip(reading.figures, told, strict=True):
        last = next((earlier for earlier in reversed(outcomes) if earlier is not None), None)
        outcomes.append(last if figure.shape == "none-in" else one)
    return tuple(outcomes)


def fitting(text: str, figure: Figure, outcome: Mention | None) -> Figure:
    """Return the figure; a percent of brain volume as the average change that it is."""
    if figure.statistic == "standardised_mean_difference" or outcome is None:
        return figure
    volume = outcome.code == _VOLUME and figure.kind == "percent" and not _is_of_patients(text, figure)
    return as_level(figure, text, outcome) if volume else figure


_LOOKED_AT = re.compile(
    r"""
        \b(?:
            assessed|evaluated|examined|studied|measured|analy[sz]ed|available|recorded\s+prospectively
            |monitored|tested|known|evaluable
        )\b""",
    re.IGNORECASE | re.VERBOSE,
)


def kept_outcome(reading: Reading, figure: Figure, outcome: Mention | None) -> Mention | None:
    """Return the outcome if the figure can tell it: no share of a score, no share as a volume, no baseline."""
    if outcome is None or outcome.code == UNCHANGED or is_composite(reading.text, outcome):
        return None
    if outcome.counts == "higher_better" and figure.kind != RATIO and is_denied(reading.text, outcome):
        return None  # "29% had neither improvement nor worsening": the rest, which no outcome counts
    if figure.shape == INCIDENCE and outcome.code not in _COUNTED_IN_TIME:
        return None
    if figure.kind not in (RATIO, LEVEL) and not tells_share(reading.text, outcome):
        return None
    if is_one_of_two(reading.text, outcome, reading.outcomes, figure.start) and not is_denied(reading.text, outcome):
        return None
    if figure.shape == "all-n" and _LOOKED_AT.search(reading.text[outcome.end : figure.start]) is not None:
        return None  # "mortality was assessed in all 364 patients"
    if figure.kind == LEVEL and is_analysis(reading.text, figure.start):
        return None
    if (
        figure.shape == "n-of-n"
        and figure.end <= outcome.start
        and not reading.text[figure.end : outcome.start].strip()
        and outcome.code in COUNTED_ALONE
    ):
        return None  # "two of six deaths": the outcome is what is divided, not what happened
    if outcome.code in _ONLY_LATER and is_from_to(reading.text, figure.start, figure.end):
        return outcome  # "from 6% before 2001 to 1% thereafter": nobody had it before treatment
    return None if is_baseline(reading.text, figure.start, figure.end) else outcome


_OF_PATIENTS = re.compile(
    r"\s*(?:\([^)]*\)\s*)?of (?:the |all |our |those |these )?(?:\w+ )?"
    r"(?:patients|cases|participants|subjects|those|persons|people|women|men|individuals|children)\b"
)


def _is_of_patients(text: str, figure: Figure) -> bool:
    """Tell whether a percent is a share of patients ("normalised in 55% of the cases"), not a loss of volume."""
    return figure.events is not None or _OF_PATIENTS.match(text, figure.end) is not None
