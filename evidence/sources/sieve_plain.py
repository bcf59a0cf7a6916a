"""The words of a sieve by means of the standard library: right everywhere, and several times as slow as Hyperscan."""

import re
from collections.abc import Sequence

from evidence.sources.flat import BREAK, INVISIBLE, OPAQUE, TWIN
from evidence.sources.needles import Needle
from evidence.sources.sieve import Seen, Words

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

    def look(self, content: bytes) -> Seen:
        """Return what is there."""
        small = content.lower()
        first = _holds(content, small, self._first)
        other = first and _holds(content, small, self._other)
        return Seen(first, other, not other and _is_uneven(content), b"<CommentsCorrections" in content)

    def has_other(self, content: bytes) -> bool:
        """Return whether one of the other words is there."""
        return _holds(content, content.lower(), self._other)


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
