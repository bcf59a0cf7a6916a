"""Patterns that are searched only where the words stand that they cannot do without.

Searching a sentence regardless of case takes some ten microseconds, asking what words it holds a third of one. The
words are taken from the pattern itself, so that they never lag behind it; a pattern that needs none is searched always.
"""

import re
import sys
from collections.abc import Callable, Iterable
from functools import cached_property

from evidence.beginnings import beginnings
from evidence.held_words import bits_of, held_in
from evidence.needed import Words, needed_words
from evidence.word_places import places_of

_SHORT = 60  # characters, which are searched sooner than the words are looked up
_ALL = sys.maxsize
Places = Callable[[str], Iterable[int]]


class Quick:
    """A compiled pattern with the methods of one."""

    __slots__ = ("_bits", "_flags", "_pattern", "_places", "_source", "_starts")

    def __init__(self, source: str, flags: int = 0, *, at: Places | None = None) -> None:
        """Keep the pattern; it is compiled when it is first needed.

        at: returns the only places of a text at which a match can begin, in order. Without it the words with which it
        can begin are read off the pattern.
        """
        self._source, self._flags, self._places = source, flags, at
        self._pattern: re.Pattern[str] | None = None
        self._bits = 0
        self._starts: frozenset[bytes] | None = None

    @property
    def words(self) -> tuple[Words, ...]:
        """Lists of words of each of which every match holds one; none where none is known."""
        return needed_words(self._source, self._flags)

    @property
    def bits(self) -> int:
        """The bits that held_in has for a text in which there may be a match: asked for before the text is."""
        return self._bits or self._learned()

    def _learned(self) -> int:
        self._bits = bits_of(self.words)
        return self._bits

    def _compiled(self) -> re.Pattern[str]:
        if self._pattern is None:
            self._pattern = re.compile(self._source, self._flags)
            # What must stand at the end is looked for before a figure: a new text each time, whose words are not known.
            starts = None if self._source.endswith("$") else beginnings(self._source, self._flags)
            self._starts = None if starts is None else frozenset(head.encode("ascii") for head in starts)
        return self._pattern

    def search(self, text: str, start: int = 0, end: int = _ALL) -> re.Match[str] | None:
        """Return the first match between start and end."""
        bits = self._bits or self._learned()  # as in may(), without a call: most searches end here
        if bits & held_in(text) != bits and not _cuts_a_word(text, end):
            return None
        pattern, places = self._pattern or self._compiled(), self._places_before(text, end)
        if places is None:
            return pattern.search(text, start, end)
        match = pattern.match
        for place in places:
            found = match(text, place, end) if place >= start else None
            if found is not None:
                return found
        return None

    def finditer(self, text: str, start: int = 0, end: int = _ALL) -> Iterable[re.Match[str]]:
        """Return the matches between start and end, in order."""
        bits = self._bits or self._learned()
        if bits & held_in(text) != bits and not _cuts_a_word(text, end):
            return ()
        pattern, places = self._pattern or self._compiled(), self._places_before(text, end)
        if places is None:
            return pattern.finditer(text, start, end)
        all_found = []
        match = pattern.match
        for place in places:
            found = match(text, place, end) if place >= start else None
            if found is not None:
                all_found.append(found)
                start = max(found.end(), place + 1)
        return all_found

    def findall(self, text: str) -> list[str]:
        """Return the words of the matches."""
        return self._compiled().findall(text) if self.may(text) else []

    def sub(self, other: str | Callable[[re.Match[str]], str], text: str) -> str:
        """Return the text with `other` in place of every match."""
        return self._compiled().sub(other, text) if self.may(text) else text

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return the match at `start`."""
        return (self._pattern or self._compiled()).match(text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return the match of the whole text."""
        return self._compiled().fullmatch(text)

    def may(self, text: str) -> bool:
        """Tell whether the words stand in the text without which there is no match."""
        bits = self._bits or self._learned()
        return bits & held_in(text) == bits

    def match_there(self, text: str, start: int) -> re.Match[str] | None:
        """Return the match at `start`; of a text that is asked often, so that its words are known."""
        bits = self._bits or self._learned()
        return None if bits & held_in(text) != bits else (self._pattern or self._compiled()).match(text, start)

    def _places_before(self, text: str, end: int) -> Iterable[int] | None:
        """Return where a match can begin, None where that is not known or the text is too short to look first."""
        if end < len(text) and _cuts_a_word(text, end):
            return None  # "in november" cut behind "no" ends with a word that the whole text has not
        if self._places is not None:
            return self._places(text)
        if len(text) <= _SHORT or self._starts is None or not text.isascii():
            return None
        return places_of(text, self._starts)


def _cuts_a_word(text: str, end: int) -> bool:
    """Tell whether the text before `end` ends within a word: what begins it may be a word there."""
    return 0 < end < len(text) and text[end].isalnum() and text[end - 1].isalnum()


class Quicks:
    """Several patterns that are looked for one after the other."""

    def __init__(self, patterns: Iterable[Quick]) -> None:
        """Keep the patterns in their order."""
        self._patterns = tuple(patterns)

    @cached_property
    def _needs(self) -> tuple[tuple[Quick, int], ...]:
        return tuple((pattern, pattern.bits) for pattern in self._patterns)

    def that_may(self, text: str) -> list[Quick]:
        """Return the patterns that may match in the text."""
        needs, held = self._needs, held_in(text)
        return [pattern for pattern, bits in needs if bits & held == bits]
