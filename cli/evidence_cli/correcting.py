"""What a person may say of a figure instead of what was read, and whether it can be."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from evidence.errors import UsageError
from evidence_cli.lookup import typed
from evidence_cli.session import Session, known_topic

if TYPE_CHECKING:
    from evidence.records.finding import Finding

NOT_REPORTED = "none"
_NUMBERS = ("value", "ci_low", "ci_high", "ci_level", "timepoint_months")
_COUNTS = ("events", "denominator")
_NEEDED = ("outcome", "arm", "statistic")
_HELP = {
    "value": "The number: a percent from 0 to 100, a ratio, a mean.", "events": "Patients (or events) counted.",
    "denominator": "Patients among whom they were counted.", "arm": "hsct, comparator, between or all.",
    "outcome": "A code, for example trm.", "statistic": "percent, count, hazard_ratio, ...",
    "comparator": "The drug, by its code.", "population": "The patients, for example RRMS.",
    "regimen": "The conditioning, for example BEAM/ATG.", "timepoint_months": "Months after transplantation.",
    "ci_low": "Lower bound of the interval.", "ci_high": "Upper bound of the interval.",
    "ci_level": "Level of the interval in percent.", "p": "The p value as printed.",
    "direction": "event, event_free, higher_better or lower_better.", "unit": "The unit.",
}  # fmt: skip
_NAMED = {"timepoint_months": "--months"}
CORRECTIONS = tuple(
    click.option(_NAMED.get(name, f"--{name.replace('_', '-')}"), name, metavar="TEXT", help=told)
    for name, told in _HELP.items()
)


def corrected_figure(session: Session, judged: "Finding", given: Mapping[str, str | None]) -> "Finding":
    """Return the figure as the person says it; raises UsageError for what no figure can be."""
    told = {name: _read(name, typed(text).strip()) for name, text in given.items() if text is not None}
    if not told:
        raise UsageError("say what is to be corrected, for example --denominator 41")
    if "outcome" in told and told["outcome"] != judged.outcome and "direction" not in told:
        told["direction"] = _default_direction(session, told["outcome"])
    corrected = replace(judged, **told)
    if corrected.statistic == "count" and "value" not in told and corrected.events is not None:
        corrected = replace(corrected, value=float(corrected.events))
    require_possible(corrected)
    if corrected == judged:
        raise UsageError("that is what was read already: to say that it is right, use `evidence review confirm`")
    return corrected


def require_possible(finding: "Finding") -> None:
    """Raise UsageError where arithmetic forbids the figure, whoever says it."""
    from evidence.extraction.checks import find_faults

    faults = find_faults(finding)
    if faults:
        raise UsageError(f"this cannot be: {', '.join(faults)}; nothing was written: `evidence review correct` it")


def _read(name: str, text: str) -> Any:
    """Return the value that the text of an option stands for, None for "none"."""
    from evidence.records.finding import ARMS, DIRECTIONS, OUTCOMES, STATISTICS
    from evidence_cli.lookup import chosen_code

    if text.lower() == NOT_REPORTED and name not in _NEEDED:
        return None
    codes = {"outcome": OUTCOMES, "arm": ARMS, "statistic": STATISTICS, "direction": DIRECTIONS}
    if name in codes:
        return chosen_code(name, text, codes[name])
    if name in _NUMBERS or name in _COUNTS:
        return _number(name, text)
    if not text:
        raise UsageError(f"--{name} is empty: write none for what is not reported")
    return text


def _number(name: str, text: str) -> float | int:
    """Return the number; raises UsageError for what is none, and for a count that is no whole number from 0."""
    import math

    option = _NAMED.get(name, f"--{name.replace('_', '-')}")
    try:
        number = float(text)
    except ValueError as problem:
        raise UsageError(f"{option} {text!r} is no number: write it with a point, as 2.5") from problem
    if not math.isfinite(number) or abs(number) > 1e12:
        raise UsageError(f"{option} {text!r} is no number that a figure can have")
    if name not in _COUNTS:
        return number + 0.0
    if not number.is_integer() or number < 0:
        raise UsageError(f"{option} {text!r} is no count: a whole number from 0")
    return int(number)


def _default_direction(session: Session, outcome: str) -> str | None:
    """Return what a figure of the outcome counts where nothing else is said."""
    from evidence.topics import load_topic

    terms = {term.code: term.direction for term in load_topic(known_topic(session)).vocabulary.outcomes}
    return terms.get(outcome)
