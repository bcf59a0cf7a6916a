"""The figures of a part of a question in a few words, so that a report can name them beside its status."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from evidence_cli.render.clause_parts import Names
from evidence_cli.render.reason_groups import before_certainty
from evidence_cli.render.reasons import filled
from evidence_cli.render.words import Catalogue

Reason = Mapping[str, Any]
_EFFECTS = ("effect_randomised", "effect_cohort")
_BOTH_SIDES = "conflict"
_OVER_STUDIES = (_BOTH_SIDES, "cohorts_agree", "not_shown")  # what several comparisons come to goes before each of them
_ON_A_TRIAL = ("other_drug", "trial_indirect")  # the answer rests on an indirect trial, whatever the others do not show


def part_figure(reasons: Iterable[Reason], words: Catalogue, names: Names) -> str | None:
    """Return "2.83% (95% CI 0.57 to 12.8), 8 deaths in 218 patients"; None for a part without a figure.

    reasons: as they are stored, or what figure_reasons left of them.
    """
    told = [each for each in figure_reasons(reasons, words) if each["code"] != _BOTH_SIDES]
    twins = {key: name.partition(" [")[0] for key, name in names.items() if " [" in name}
    short = {**names, **twins}  # `question` tells two of one name apart
    shown = [filled(_template(each, number, words), _counted(each), words, short) for number, each in enumerate(told)]
    return "; ".join(shown) or None


def figure_reasons(reasons: Iterable[Reason], words: Catalogue) -> list[Reason]:
    """Return the reasons of which the figure of a part is made, [] for a part without one.

    Of several comparisons it is what they come to, of a conflict the conflict and then both sides of it.
    """
    before = before_certainty(reasons)
    over = _over_all(before)
    if over is None:
        return [each for each in before if f"brief_{each['code']}" in words.text][:1]
    return [over, *_sides(over, before)] if over["code"] == _BOTH_SIDES else [over]


def _over_all(before: Sequence[Reason]) -> Reason | None:
    """Return what several comparisons come to; None where the first of them is told."""
    for place, each in enumerate(before):
        if each["code"] in _OVER_STUDIES:
            by_trial = any(other["code"] in _ON_A_TRIAL for other in before[:place])
            return None if each["code"] == "not_shown" and by_trial else each
    return None


def _template(reason: Reason, number: int, words: Catalogue) -> str:
    """Return the words for a reason; the second side of a conflict does not name the outcome again."""
    return words.text["brief_other_side" if number else f"brief_{reason['code']}"]


def _counted(reason: Reason) -> Reason:
    """Return the reason; "no event at all" with its number of events."""
    return {**reason, "values": [*reason["values"], ("events", 0)]} if reason["code"] == "pooled_zero" else reason


def _sides(conflict: Reason, before: Iterable[Reason]) -> list[Reason]:
    """Return the comparison of each of the two records that point opposite ways, on the outcome on which they do."""
    values = dict(conflict["values"])
    found = []
    for record in (values["one"], values["other"]):
        found += [each for each in before if each["code"] in _EFFECTS and _is_of(each, record, values["outcome"])][:1]
    return found


def _is_of(effect: Reason, record: object, outcome: object) -> bool:
    values = dict(effect["values"])
    return bool(values["record"] == record and values["outcome"] == outcome)
