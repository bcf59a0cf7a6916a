"""Copies of a finding with one digit of one stored figure changed, as an altered row or a slip of the reader would."""

from collections.abc import Iterator
from dataclasses import replace

from evidence.records.finding import Finding

FIELDS = ("value", "ci_low", "ci_high", "events", "denominator", "p")


def misprints(finding: Finding, digits: str = "0123456789") -> Iterator[tuple[str, Finding]]:
    """Yield (field, altered copy) for every position of every figure and every other digit that changes the number."""
    for name in FIELDS:
        told = getattr(finding, name)
        for printed in flipped("" if told is None else shown(told), digits):
            altered = printed if name == "p" else type(told)(printed)
            if altered != told:
                yield name, replace(finding, **{name: altered})


def shown(told: float | int | str) -> str:
    return told if isinstance(told, str) else f"{told:.10g}"


def flipped(printed: str, digits: str) -> Iterator[str]:
    for place, sign in enumerate(printed):
        if sign.isdecimal():
            yield from (printed[:place] + other + printed[place + 1 :] for other in digits if other != sign)
