"""Centres, countries and registers that a text names: where its patients may come from."""

from collections.abc import Sequence
from functools import cache

from evidence.records.question import Term
from evidence.word_finder import WordFinder


def sources_in(text: str, sources: Sequence[Term]) -> tuple[str, ...]:
    """Return the names (the first of its words) of the sources that the text names, sorted."""
    every = tuple(word for source in sources for word in source.words)
    if _finder(every).search(text) is None:  # as most records: one search instead of one for each source
        return ()
    return tuple(sorted(source.words[0] for source in sources if _finder(source.words).search(text)))


@cache
def _finder(words: tuple[str, ...]) -> WordFinder:
    """Return the finder of the words of a source: each record is searched for all of them."""
    return WordFinder(words)
