"""Patterns that are searched only where the words stand that they cannot do without.

Searching a sentence regardless of case takes some ten microseconds, looking for a plain word a tenth of one. The
words are taken from the pattern itself, so that they never lag behind it; a pattern that needs none is searched always.
"""

import re
import sys
from collections.abc import Callable, Iterable
from functools import cached_property

from evidence.beginnings import beginnings
from evidence.needed import Words, fold, needed_words
from evidence.word_places import places_of

_SHORT = 60  # characters, which are searched sooner than the words are looked up
Places = Callable[[str], Iterable[int]]


class Quick:
    """A compiled pattern with the methods of one."""

    __slots__ = ("_flags", "_pattern", "_places", "_source", "_starts", "_words")

    def __init__(self, source: str, flags: int = 0, *, at: Places | None = None) -> None:
        """Keep the pattern; it is compiled when it is first needed.

        at: returns the only places of a text at which a match can begin, in order. Without it the words with which it
        can begin are read off the pattern.
        """
        self._source, self._flags, self._places = source, flags, at
        self._pattern: re.Pattern[str] | None = None
        self._words: tuple[Words, ...] | None = None
        self._starts: frozenset[str] | None = None

    @property
    def words(self) -> tuple[Words, ...]:
        """Two lists of folded words of each of which every match holds one; none where none is known."""
        if self._words is None:
            self._words = needed_words(self._source, self._flags)
        return self._words

    def _compiled(self) -> re.Pattern[str]:
        if self._pattern is None:
            self._pattern = re.compile(self._source, self._flags)
            # What must stand at the end is looked for before a figure: a new text each time, whose words are not known.
            at_end = self._source.endswith("$")
            self._starts = None if at_end else beginnings(self._source, self._flags)
        return self._pattern

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first match between start and end."""
        folded = fold(text)  # as in may(), without a call: most searches end here
        for words in self._words or self.words:
            for word in words:
                if word in folded:
                    break
            else:
                return None
        pattern, places = self._pattern or self._compiled(), self._places_in(text)
        if places is None:
            return pattern.search(text, start, end)
        match = pattern.match
        for place in places:
            found = match(text, place, end) if place >= start else None
            if found is not None:
                return found
        return None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterable[re.Match[str]]:
        """Return the matches between start and end, in order."""
        folded = fold(text)
        for words in self._words or self.words:
            for word in words:
                if word in folded:
                    break
            else:
                return ()
        pattern, places = self._pattern or self._compiled(), self._places_in(text)
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
        return self._compiled().match(text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return the match of the whole text."""
        return self._compiled().fullmatch(text)

    def may(self, text: str) -> bool:
        """Tell whether the words stand in the text without which there is no match."""
        folded = fold(text)
        for words in self._words or self.words:
            for word in words:
                if word in folded:
                    break
            else:
                return False
        return True

    def match_there(self, text: str, start: int) -> re.Match[str] | None:
        """Return the match at `start`; what is compiled is tried sooner than its words are looked for."""
        pattern = self._pattern
        if pattern is not None:
            return pattern.match(text, start)
        return self._compiled().match(text, start) if self.may(text) else None

    def _places_in(self, text: str) -> Iterable[int] | None:
        """Return where a match can begin, None where that is not known or the text is too short to look first."""
        if self._places is not None:
            return self._places(text)
        if len(text) <= _SHORT or self._starts is None or not text.isascii():
            return None
        return places_of(text, self._starts)


class Quicks:
    """Several patterns that are looked for one after the other: what each needs is looked for once for all of them."""

    def __init__(self, patterns: Iterable[Quick]) -> None:
        """Keep the patterns in their order."""
        self._patterns = tuple(patterns)

    @cached_property
    def _lists(self) -> tuple[Words, ...]:
        """The lists of words of which each must hold one that stands in the text, for some of the patterns."""
        return tuple(dict.fromkeys(words for pattern in self._patterns for words in pattern.words))

    @cached_property
    def _needs(self) -> tuple[tuple[Quick, int], ...]:
        """The patterns with the lists that each needs, a bit for each list."""
        bits = {words: 1 << place for place, words in enumerate(self._lists)}
        return tuple((pattern, sum(bits[words] for words in pattern.words)) for pattern in self._patterns)

    def that_may(self, text: str) -> list[Quick]:
        """Return the patterns that may match in the text."""
        folded, held, bit = fold(text), 0, 1
        for words in self._lists:
            for word in words:
                if word in folded:
                    held |= bit
                    break
            bit <<= 1
        return [pattern for pattern, needed in self._needs if needed & held == needed]
