"""How far an answer moved: its verdict, that of a part, its figures, its reasons, what it awaits, its words. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from evidence.changes import Body, renamed, verdict_of

FIRST, VERDICT, PART, FIGURES = "first", "verdict", "part", "figures"
REASONS, AWAITED, WORDS = "reasons", "awaited", "words"
_POOL = ("outcome", "label", "k", "n", "events", "estimate", "low", "high", "prediction_low", "prediction_high")


def how_moved(before: Body | None, now: Body, names: Mapping[str, str]) -> str:
    """Return the weightiest of what moved. names: key that a record had -> key that it has; such a move is none.

    figures: studies, numbers of a reason or of a pool, or how many figures count. reasons: one came or went that has no
    number. awaited: the trials and their dates. words: anything else, such as why two studies share patients.
    """
    if before is None:
        return FIRST
    if verdict_of(before) != verdict_of(now):
        return VERDICT
    if _verdicts(before) != _verdicts(now):
        return PART
    if any(tell(before) != tell(now) for tell in (_numbers, _pools, _counts)) or _studies(before, names) != _studies(
        now, {}
    ):
        return FIGURES
    if _codes(before) != _codes(now):
        return REASONS
    return AWAITED if before["awaited"] != now["awaited"] else WORDS


def moved_parts(before: Body, now: Body) -> tuple[str, ...]:
    """Return the codes of the parts that came, went, or have another verdict."""
    was, held = _verdicts(before), _verdicts(now)
    return tuple(code for code in dict.fromkeys([*was, *held]) if was.get(code) != held.get(code))


def _verdicts(body: Body) -> dict[str, dict[str, str] | None]:
    return {part["code"]: verdict_of(part) for part in body["sub_answers"]}


def _parts(body: Body) -> tuple[Body, ...]:
    return (body, *body["sub_answers"])


def _reasons(body: Body) -> Iterable[Mapping[str, Any]]:
    """Return every reason of the answer and its parts, and what is missing for the next status."""
    for part in _parts(body):
        yield from part["reasons"]
        yield from (each for each in (part.get("next_status"),) if each is not None)


def _numbers(body: Body) -> Counter[tuple[str, str, float]]:
    return Counter(
        (reason["code"], name, value)
        for reason in _reasons(body)
        for name, value in reason["values"]
        if isinstance(value, int | float)
    )


def _codes(body: Body) -> Counter[str]:
    return Counter(reason["code"] for part in _parts(body) for reason in part["reasons"])


def _pools(body: Body) -> list[tuple[object, ...]]:
    return [tuple(pool[name] for name in _POOL) for pool in body.get("pooled", ())]


def _counts(body: Body) -> list[int]:
    return [len(part["findings"]) for part in _parts(body)]


def _studies(body: Body, names: Mapping[str, str]) -> list[frozenset[str]]:
    return [renamed(part["studies"], names) for part in _parts(body)]
