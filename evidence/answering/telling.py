"""Effects as reasons and as a direction."""

from collections.abc import Sequence
from typing import overload

from evidence.answering.effect import NONE, Effect
from evidence.answering.reasons import reason
from evidence.records.answer import (
    FAVOURS_COMPARATOR,
    FAVOURS_HSCT,
    MIXED,
    NO_DIFFERENCE,
    NOT_APPLICABLE,
    Reason,
)
from evidence.records.finding import HSCT


def told_effect(effect: Effect) -> Reason:
    """Return what was compared, how, and what came out."""
    drug = effect.b if effect.a == HSCT else f"{effect.a} / {effect.b}"
    return reason(
        "effect_randomised" if effect.randomised else "effect_cohort",
        record=effect.record,
        outcome=effect.outcome,
        comparator=drug,
        statistic=effect.statistic,
        value=significant(effect.value),
        low=significant(effect.low),
        high=significant(effect.high),
        p=effect.p,
        months=effect.months,
        direction=effect.direction,
        favours=effect.better,
        method=effect.method,
    )


def total(numbers: Sequence[int | None]) -> int | None:
    """Return the sum, None if one of them is not told: a part of a sum looks like the whole."""
    return sum(n for n in numbers if n is not None) if None not in numbers else None


@overload
def significant(value: float) -> float: ...
@overload
def significant(value: None) -> None: ...
def significant(value: float | None) -> float | None:
    """Return six significant digits: what was computed must not end in the noise of the machine."""
    return None if value is None else float(f"{value:.6g}")


def direction(deciding: Sequence[Effect], contrast: str) -> str:
    """Return the direction of comparisons of treatments; of other contrasts there is none."""
    if contrast != "treatment":
        return NOT_APPLICABLE
    if len(_sides(deciding)) > 1:
        return MIXED
    side = side_of(deciding)
    return NO_DIFFERENCE if side is None else {HSCT: FAVOURS_HSCT, "comparator": FAVOURS_COMPARATOR}[side]


def side_of(deciding: Sequence[Effect]) -> str | None:
    """Return the one side that comparisons show to do better, None where none or more than one does."""
    sides = _sides(deciding)
    return sides.pop() if len(sides) == 1 else None


def _sides(deciding: Sequence[Effect]) -> set[str]:
    return {effect.better for effect in deciding} - {NONE}
