"""Which records of a bulk file are worth parsing, told from their bytes: never wrong about one that is left out.

A record passes if it holds one of the first words (those of the disease) and one of the others (of the treatment) in
its citation, where all stands that is read of its text. A needle finds a word where its letters stand in the bytes one
by one; where something may stand between them, the citation is flattened first, which a few in a hundred need. Whole
buffers are looked at without telling their records apart: of most records nothing else is ever asked.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from evidence.sources.citations import citation_end, told_in
from evidence.sources.flat import flattened, is_of_known_tags, without_tags
from evidence.sources.needles import Needle
from evidence.sources.xml_runs import Hit, Look, Run, Seen

# Signs of what an engine sees: one of the first words; that a word may be hidden; that a notice which is no
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

    def look(self, buffer: bytes) -> Seen:
        """Return the ends of records and the signs in a buffer of a file with known tags."""

    def look_closely(self, buffer: bytes) -> Seen:
        """Return the same of any file."""

    def signs(self, text: bytes) -> int:
        """Return the signs in a text, whatever its tags."""

    def has_other(self, text: bytes) -> bool:
        """Return whether one of the other words is there."""


class Sieve:
    """Tells for the bytes of records whether they may concern the topic, and whether they may have notices."""

    def __init__(self, words: Words, engine: Engine | None = None) -> None:
        """Keep the words in the fastest engine that is here, or in the one that is given."""
        self._engine = engine or _fastest(words)
        self._edged = tuple({word for needle in words.first if needle.edged for word in needle.first})

    def looking(self, doctype: bytes) -> Look:
        """Return what looks at the buffers of a file with this DOCTYPE."""
        return self._engine.look if is_of_known_tags(doctype) else self._engine.look_closely

    def sift(self, run: Run) -> dict[int, Worth]:
        """Return which records may concern the topic or have notices, by their number."""
        found = dict[int, Worth]()
        for number, hits in _by_record(run).items():
            told = told_in(run.buffer, *run.places[number])
            signs = 0
            for place, sign in hits:
                signs |= sign * told.holds(place)
            if signs == LINKS:
                found[number] = Worth(concerns=False, links=True)
            elif signs:
                found[number] = self._worth(told.text(run.buffer), signs)
        return found

    def test(self, raw: bytes) -> Worth:
        """Return the same of one record that is in no run."""
        text = raw[: citation_end(raw, 0, len(raw))]
        return self._worth(text, self._engine.signs(text))

    def _worth(self, text: bytes, signs: int) -> Worth:
        concerns = bool(signs & FIRST) and self._engine.has_other(text)
        return Worth(concerns or (bool(signs & UNEVEN) and self._hides_both(text, signs)), bool(signs & LINKS))

    def _hides_both(self, text: bytes, signs: int) -> bool:
        """Return whether both kinds are there once words are whole; signs: of the text as it is.

        In the flat text words that stood in two elements touch, so that one may have lost its edges. One that was whole
        before was seen with them; one that was in parts is taken for a word whatever it touches.
        """
        flat = flattened(text)
        if flat is None:
            return True
        if not self._engine.has_other(flat):
            return False
        if (signs | self._engine.signs(flat)) & FIRST:
            return True
        apart = without_tags(text)
        return any(_joined(word, apart, flat) for word in self._edged)


def _joined(word: bytes, apart: bytes, flat: bytes) -> bool:
    """Return whether the word stands at a place of the flat text where it was in parts."""
    places = re.compile(b"(?=" + re.escape(word) + b")")
    return word in flat and len(places.findall(flat)) > len(places.findall(apart))


def _by_record(run: Run) -> dict[int, list[Hit]]:
    """Return what was seen in each record in which anything was, by its number."""
    ends, found = [end for _, end in run.places], defaultdict[int, list[Hit]](list)
    for hit in run.hits:
        found[bisect_left(ends, hit[0])].append(hit)
    return found


def _fastest(words: Words) -> Engine:
    try:  # imported late, and here only where it was asked for (extra "bulk")
        from evidence.sources.sieve_fast import FastEngine
    except ImportError:
        from evidence.sources.sieve_plain import PlainEngine

        return PlainEngine(words)
    return FastEngine(words)
