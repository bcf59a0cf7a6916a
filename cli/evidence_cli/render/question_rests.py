"""What a question rests on, with its parts: figures and records."""

from collections.abc import Mapping
from typing import Any


def figure_ids(question: Mapping[str, Any]) -> set[str]:
    """Return the ids of all figures of a question: its own, of its parts, of published meta-analyses."""
    parts = (id_ for part in question["sub_answers"] for id_ in part["findings"])
    return {*question["findings"], *question["published_pools"], *parts}


def counted_records(question: Mapping[str, Any]) -> list[str]:
    """Return the records that count for a question or a part of it, each once, the question's own first."""
    parts = (record for part in question["sub_answers"] for record in part["studies"])
    return list(dict.fromkeys([*question["studies"], *parts]))
