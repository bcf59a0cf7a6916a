"""The words of a sieve by Hyperscan, which looks for all of them at once in about the time that unpacking takes."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

import hyperscan

from evidence.sources.flat import HIDING
from evidence.sources.needles import GAP, Needle
from evidence.sources.sieve import FIRST, LINKS, UNEVEN, Words
from evidence.sources.xml_runs import Citations

# A notice whose RefType is not "Cites", of which older files have hundreds in a record.
_NOTICE = rb"<CommentsCorrections\s[^<>]*RefType\s*=\s*[\"'](?:[^C]|C[^i])"
# What stands between two words, and more: a third of the time to compile. The re module would try too long at it.
_LOOSE_GAP = rb"(?:[^A-Za-z0-9<]|<[^<]*>)*"
_Told = tuple[bytes, int]  # a pattern and its flags


class FastEngine:
    """One database for what is looked for everywhere, and one for the other words."""

    def __init__(self, words: Words) -> None:
        """Compile the databases."""
        plain = [(pattern, hyperscan.HS_FLAG_DOTALL) for pattern in (*HIDING, _NOTICE)]
        self._signs = [FIRST] * len(words.first) + [UNEVEN] * len(HIDING) + [LINKS]
        self._scan = _compiled([*_told(words.first), *plain]).scan
        self._scan_other = _compiled([(told, flags | _ONCE) for told, flags in _told(words.other)]).scan

    def look(self, citations: Citations) -> dict[int, int]:
        """Return the signs of each citation, by its number, that has any."""
        seen, ends, signs = dict[int, int](), citations.ends, self._signs

        def note(number: int, _start: int, end: int, _flags: int, _context: object) -> None:
            citation = bisect_left(ends, end)
            seen[citation] = seen.get(citation, 0) | signs[number]

        self._scan(citations.text, note)
        return seen

    def has_other(self, text: bytes) -> bool:
        """Return whether one of the other words is there."""
        met = list[int]()
        self._scan_other(text, lambda number, *_: met.append(number))
        return bool(met)


_ONCE = hyperscan.HS_FLAG_SINGLEMATCH


def _told(needles: Iterable[Needle]) -> list[_Told]:
    caseless = {True: hyperscan.HS_FLAG_CASELESS, False: 0}
    return [
        (needle.pattern.replace(GAP, _LOOSE_GAP), hyperscan.HS_FLAG_DOTALL | caseless[needle.caseless])
        for needle in needles
    ]


def _compiled(told: Sequence[_Told]) -> hyperscan.Database:
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        expressions=[pattern for pattern, _ in told],
        ids=list(range(len(told))),
        elements=len(told),
        flags=[int(flags) for _, flags in told],
    )
    return database
