"""The words of a sieve by means of the standard library: right everywhere, and several times as slow as Hyperscan."""

import re
from collections.abc import Sequence

from evidence.sources.citations import told_in
from evidence.sources.flat import BREAK, INVISIBLE, OPAQUE, TWIN
from evidence.sources.needles import Needle
from evidence.sources.sieve import FIRST, LINKS, UNEVEN, Words
from evidence.sources.xml_runs import Hit, Seen, ends_in

_BREAK = re.compile(BREAK)
_HIDDEN = re.compile(INVISIBLE + b"|" + TWIN)
_OPAQUE = re.compile(OPAQUE)
_MARKS = (b"&#", b"&apos", b"&quot", b"<!")
Compiled = tuple[tuple[Needle, re.Pattern[bytes]], ...]


class PlainEngine:
    """Looks for the longest word of each needle first, and for the needle where that stands."""

    def __init__(self, words: Words) -> None:
        """Compile the needles."""
        self._first, self._other = _compiled(words.first), _compiled(words.other)

    def look(self, buffer: bytes) -> Seen:
        """Return the ends of records and the signs in a buffer, those of a record where its authors begin.

        Only what is told is looked at, record by record: that costs less here than to look at three times as much.
        """
        records, hits, start = ends_in(buffer), list[Hit](), 0
        for end in records.ends:
            told = told_in(buffer, start, end)
            signs = self.signs(told.text(buffer))
            if signs:
                hits.append((told.authors, signs))
            start = end
        return records._replace(hits=hits)

    look_closely = look

    def signs(self, text: bytes) -> int:
        """Return the signs in a text."""
        first = FIRST * _holds(text, text.lower(), self._first)
        return first | UNEVEN * _is_uneven(text) | LINKS * (b"<CommentsCorrections" in text)

    def has_other(self, text: bytes) -> bool:
        """Return whether one of the other words is there."""
        return _holds(text, text.lower(), self._other)


def _compiled(needles: Sequence[Needle]) -> Compiled:
    return tuple((each, re.compile(each.pattern, re.IGNORECASE if each.caseless else 0)) for each in needles)


def _holds(content: bytes, small: bytes, needles: Compiled) -> bool:
    for needle, pattern in needles:
        place = small if needle.caseless else content
        if any(word in place for word in needle.first) and pattern.search(content) is not None:
            return True
    return False


def _is_uneven(content: bytes) -> bool:
    if any(mark in content for mark in _MARKS) or _BREAK.search(content) is not None:
        return True
    if b"<?" in content and _OPAQUE.search(content) is not None:
        return True
    return not content.isascii() and _HIDDEN.search(content) is not None
