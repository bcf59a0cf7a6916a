"""Which records of a bulk file are worth parsing, told from their bytes: never wrong about one that is left out.

A record passes if it holds one of the first words (those of the disease) and one of the others (of the treatment) in
its citation, where all stands that is read of its text. A needle finds a word where its letters stand in the bytes one
by one; where something may stand between them, the record is flattened first, which a few in a hundred need.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from evidence.sources.flat import flattened
from evidence.sources.needles import Needle

_END = b"</MedlineCitation"  # what follows is history, identifiers and references, of which no text is read


class Words(NamedTuple):
    """Needles of which a record must hold one of each."""

    first: Sequence[Needle]
    other: Sequence[Needle]


class Seen(NamedTuple):
    """What an engine saw. first, other: a word of each kind; uneven: a word may be hidden.

    other may be False where first is, uneven where both are True. links: notices that are no references may be there.
    """

    first: bool
    other: bool
    uneven: bool
    links: bool


class Engine(Protocol):
    """Looks for words in bytes."""

    def look(self, content: bytes) -> Seen:
        """Return what is there."""

    def has_other(self, content: bytes) -> bool:
        """Return whether one of the other words is there."""


class Sieve:
    """Tells for the bytes of one record whether it may concern the topic, and whether it may have notices."""

    def __init__(self, words: Words, engine: Engine | None = None) -> None:
        """Keep the words in the fastest engine that is here, or in the one that is given."""
        self._engine = engine or _fastest(words)
        self._edged = tuple({word for needle in words.first if needle.edged for word in needle.first})

    def test(self, raw: bytes) -> tuple[bool, bool]:
        """Return (may concern the topic, may have notices that are no references)."""
        end = raw.rfind(_END)
        content = raw if end < 0 else raw[:end]
        first, other, uneven, links = self._engine.look(content)
        if uneven and not (first and other):
            return self._holds_both(content), links
        return first and other, links

    def _holds_both(self, content: bytes) -> bool:
        """Return whether the flat text has both kinds; without the tags a word may have lost its edges."""
        flat = flattened(content)
        if flat is None:
            return True
        first = self._engine.look(flat).first or any(word in flat for word in self._edged)
        return first and self._engine.has_other(flat)


def _fastest(words: Words) -> Engine:
    try:  # imported late, and here only where it was asked for (extra "bulk")
        from evidence.sources.sieve_fast import FastEngine
    except ImportError:
        from evidence.sources.sieve_plain import PlainEngine

        return PlainEngine(words)
    return FastEngine(words)
