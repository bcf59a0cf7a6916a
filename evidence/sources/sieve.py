"""Which records of a bulk file are worth parsing, told from their bytes: never wrong about one that is left out.

A record passes if it holds one of the first words (those of the disease) and one of the others (of the treatment) in
its citation, where all stands that is read of its text. A needle finds a word where its letters stand in the bytes one
by one; where something may stand between them, the citation is flattened first, which a few in a hundred need.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from evidence.sources.flat import flattened
from evidence.sources.needles import Needle
from evidence.sources.xml_runs import Citations

_END = b"</MedlineCitation"  # what follows is history, identifiers and references, of which no text is read

# Signs that an engine sees in a citation: one of the first words; that a word may be hidden; that a notice which is no
# reference may be there.
FIRST, UNEVEN, LINKS = 1, 2, 4


class Words(NamedTuple):
    """Needles of which a record must hold one of each."""

    first: Sequence[Needle]
    other: Sequence[Needle]


class Worth(NamedTuple):
    """Whether a record may concern the topic, and whether it may have notices that are no references."""

    concerns: bool
    links: bool


class Engine(Protocol):
    """Looks for words in bytes."""

    def look(self, citations: Citations) -> dict[int, int]:
        """Return the signs of each citation, by its number, that has any."""

    def has_other(self, text: bytes) -> bool:
        """Return whether one of the other words is there."""


class Sieve:
    """Tells for the bytes of records whether they may concern the topic, and whether they may have notices."""

    def __init__(self, words: Words, engine: Engine | None = None) -> None:
        """Keep the words in the fastest engine that is here, or in the one that is given."""
        self._engine = engine or _fastest(words)
        self._edged = tuple({word for needle in words.first if needle.edged for word in needle.first})

    def sift(self, citations: Citations) -> dict[int, Worth]:
        """Return which citations may concern the topic or have notices, by their number."""
        seen = self._engine.look(citations)
        return {number: self._worth(citations, number, signs) for number, signs in seen.items()}

    def test(self, raw: bytes) -> Worth:
        """Return the same of one record that is in no run."""
        end = raw.rfind(_END)
        content = raw if end < 0 else raw[:end]
        return self.sift(Citations(content, [len(content)])).get(0, Worth(concerns=False, links=False))

    def _worth(self, citations: Citations, number: int, signs: int) -> Worth:
        if signs == LINKS:
            return Worth(concerns=False, links=True)
        text = citations.text_of(number)
        concerns = bool(signs & FIRST) and self._engine.has_other(text)
        return Worth(concerns or (bool(signs & UNEVEN) and self._hides_both(text)), bool(signs & LINKS))

    def _hides_both(self, text: bytes) -> bool:
        """Return whether the flat text has both kinds; without the tags a word may have lost its edges."""
        flat = flattened(text)
        if flat is None:
            return True
        if not self._engine.has_other(flat):
            return False
        return any(word in flat for word in self._edged) or self._has_first(flat)

    def _has_first(self, flat: bytes) -> bool:
        return bool(self._engine.look(Citations(flat, [len(flat)])).get(0, 0) & FIRST)


def _fastest(words: Words) -> Engine:
    try:  # imported late, and here only where it was asked for (extra "bulk")
        from evidence.sources.sieve_fast import FastEngine
    except ImportError:
        from evidence.sources.sieve_plain import PlainEngine

        return PlainEngine(words)
    return FastEngine(words)
