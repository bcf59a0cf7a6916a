"""Centres, countries and registers that a text names: where its patients may come from."""

from collections.abc import Iterable

from evidence.records.question import Term
from evidence.words import words_pattern


def sources_in(text: str, sources: Iterable[Term]) -> tuple[str, ...]:
    """Return the names (the first of its words) of the sources that the text names, sorted."""
    return tuple(sorted(source.words[0] for source in sources if words_pattern(source.words).search(text)))
