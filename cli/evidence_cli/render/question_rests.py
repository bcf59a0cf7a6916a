"""What a question rests on, with its parts: figures and records."""

from collections.abc import Iterable, Mapping
from typing import Any


def figure_ids(question: Mapping[str, Any]) -> set[str]:
    """Return the ids of all figures of a question: its own, of its parts, of published meta-analyses."""
    parts = (id_ for part in question["sub_answers"] for id_ in part["findings"])
    return {*question["findings"], *question["published_pools"], *parts}


def counted_records(question: Mapping[str, Any]) -> list[str]:
    """Return the records that count for a question or a part of it, each once, the question's own first."""
    parts = (record for part in question["sub_answers"] for record in part["studies"])
    return list(dict.fromkeys([*question["studies"], *parts]))


def counts_for(question: Mapping[str, Any], names: Iterable[str], kind: str) -> list[str]:
    """Return the code of the question where one of the names counts for the answer itself, then those of its parts.

    kind: "findings" for ids, "studies" for records. [] for what is only shown.
    """
    wanted = set(names)
    judged = [question, *question["sub_answers"]]
    return [one["code"] for one in judged if not wanted.isdisjoint(one[kind])]


def part_only(question: Mapping[str, Any], codes: Iterable[str]) -> tuple[str, ...] | None:
    """Return what the parts are about for which alone something counts; None where it counts for the answer itself."""
    told = set(codes)
    if question["code"] in told:
        return None
    return tuple(part["about"] for part in question["sub_answers"] if part["code"] in told) or None


def by_use(
    question: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]
) -> list[tuple[tuple[str, ...] | None, list[Any]]]:
    """Return rows with their `counts_for` in groups: what counts for the answer itself (None), then by the parts."""
    found: dict[tuple[str, ...] | None, list[Any]] = {None: []}
    for row in rows:
        found.setdefault(part_only(question, row["counts_for"]), []).append(row)
    order = [part["about"] for part in question["sub_answers"]]
    groups = sorted(
        (parts for parts in found if parts is not None), key=lambda parts: [order.index(each) for each in parts]
    )
    return [(parts, found[parts]) for parts in (None, *groups) if found[parts]]
