"""The words of a sieve by Hyperscan, which looks for all of them at once in about the time that unpacking takes."""

import hyperscan

from evidence.sources.flat import UNEVEN
from evidence.sources.needles import Needle
from evidence.sources.sieve import Seen, Words

# A notice whose RefType is not "Cites", of which older files have hundreds in a record.
_NOTICE = rb"<CommentsCorrections\s[^<>]*RefType\s*=\s*[\"'](?:[^C]|C[^i])"
_ONCE = hyperscan.HS_FLAG_SINGLEMATCH
_FIRST, _OTHER, _UNEVEN, _LINKS = 1, 2, 4, 8


class FastEngine:
    """One database for all needles; what is told is only which kinds were met."""

    def __init__(self, words: Words) -> None:
        """Compile the database."""
        needles = (*words.first, *words.other)
        first = b"|".join(b"%d" % number for number in range(len(words.first)))
        other = b"|".join(b"%d" % number for number in range(len(words.first), len(needles)))
        told = [(needle.pattern, _flags(needle)) for needle in needles]
        told += [(met, _ONCE | hyperscan.HS_FLAG_COMBINATION) for met in (first, other)]
        told += [(pattern, _ONCE | hyperscan.HS_FLAG_DOTALL) for pattern in (*UNEVEN, _NOTICE)]
        self._means = [0] * len(needles) + [_FIRST, _OTHER] + [_UNEVEN] * len(UNEVEN) + [_LINKS]
        database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
        database.compile(
            expressions=[pattern for pattern, _ in told],
            ids=list(range(len(told))),
            elements=len(told),
            flags=[flags for _, flags in told],
        )
        self._scan = database.scan
        self._seen = 0

    def look(self, content: bytes) -> Seen:
        """Return what is there."""
        self._seen = 0
        self._scan(content, self._note)
        seen = self._seen
        return Seen(bool(seen & _FIRST), bool(seen & _OTHER), bool(seen & _UNEVEN), bool(seen & _LINKS))

    def has_other(self, content: bytes) -> bool:
        """Return whether one of the other words is there."""
        return self.look(content).other

    def _note(self, number: int, _start: int, _end: int, _flags: int, _context: object) -> None:
        self._seen |= self._means[number]


def _flags(needle: Needle) -> int:
    quiet = _ONCE | hyperscan.HS_FLAG_QUIET | hyperscan.HS_FLAG_DOTALL
    return int(quiet | hyperscan.HS_FLAG_CASELESS if needle.caseless else quiet)
