"""Centres, countries and registers that a text names: where its patients may come from."""

from collections.abc import Iterable
from functools import cache

from evidence.records.question import Term
from evidence.word_finder import WordFinder


def sources_in(text: str, sources: Iterable[Term]) -> tuple[str, ...]:
    """Return the names (the first of its words) of the sources that the text names, sorted."""
    return tuple(sorted(source.words[0] for source in sources if _finder(source.words).search(text)))


@cache
def _finder(words: tuple[str, ...]) -> WordFinder:
    """Return the finder of the words of a source: each record is searched for all of them."""
    return WordFinder(words)
