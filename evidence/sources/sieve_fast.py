"""The words of a sieve by Hyperscan, which looks for all of them at once in less time than unpacking takes."""

from collections.abc import Iterable, Sequence

import hyperscan

from evidence.sources.flat import HIDING, HIDING_KNOWN
from evidence.sources.needles import GAP, Needle
from evidence.sources.sieve import FIRST, LINKS, UNEVEN, Words
from evidence.sources.xml_marks import deceives
from evidence.sources.xml_runs import END, Hit, Seen

# A notice whose RefType is not "Cites", of which older files have hundreds in a record.
_NOTICE = rb"<CommentsCorrections\s[^<>]*RefType\s*=\s*[\"'](?:[^C]|C[^i])"
# What stands between two words, and more: a third of the time to compile. The re module would try too long at it.
_LOOSE_GAP = rb"(?:[^A-Za-z0-9<]|<[^<]*>)*"
# Where a comment, CDATA or an instruction begins, three bytes of it.
_REMARKS = (rb"<!-", rb"<!\[", rb"<\?[A-Za-z_:\x80-\xff]")
_ENDS, _REMARK = 0, -1  # in place of signs
_Told = tuple[bytes, int]  # a pattern and its flags


class FastEngine:
    """One database for what is looked for everywhere, one for what may hide a word in any file, one for other words."""

    def __init__(self, words: Words) -> None:
        """Compile the databases."""
        self._signs = [FIRST] * len(words.first) + [UNEVEN] * len(HIDING_KNOWN)
        self._signs += [LINKS, _ENDS] + [_REMARK] * len(_REMARKS)
        self._scan = _compiled([*_needles(words.first), *_plain((*HIDING_KNOWN, _NOTICE, END, *_REMARKS))]).scan
        self._scan_hiding = _compiled(_plain(HIDING)).scan
        self._scan_other = _compiled([(told, flags | _ONCE) for told, flags in _needles(words.other)]).scan

    def look(self, buffer: bytes) -> Seen:
        """Return the ends of records and the signs in a buffer of a file with known tags."""
        return self._seen(_whole(buffer))

    def look_closely(self, buffer: bytes) -> Seen:
        """Return the same of any file."""
        records = _whole(buffer)
        seen = self._seen(records)
        return seen._replace(hits=sorted(seen.hits + self._hiding(records)))

    def signs(self, text: bytes) -> int:
        """Return the signs in a text, whatever its tags."""
        seen = 0
        for _, sign in self._seen(text).hits + self._hiding(text):
            seen |= sign
        return seen

    def has_other(self, text: bytes) -> bool:
        """Return whether one of the other words is there."""
        met = list[int]()
        self._scan_other(text, lambda number, *_: met.append(number))
        return bool(met)

    def _seen(self, text: bytes | memoryview) -> Seen:
        ends, remarks, hits, signs = list[int](), list[int](), list[Hit](), self._signs

        def note(number: int, _start: int, end: int, _flags: int, _context: object) -> None:
            sign = signs[number]
            if sign > 0:
                hits.append((end, sign))
            elif sign == _ENDS:
                ends.append(end)
            elif deceives(text, end - 3):
                remarks.append(end - 3)

        self._scan(text, note)  # type: ignore[type-var]  # any bytes will do
        return Seen(sorted(ends), sorted(remarks), sorted(hits))

    def _hiding(self, text: bytes | memoryview) -> list[Hit]:
        hits = list[Hit]()
        self._scan_hiding(text, lambda _number, _start, end, *_: hits.append((end, UNEVEN)))  # type: ignore[type-var]
        return hits


_ONCE = hyperscan.HS_FLAG_SINGLEMATCH


def _whole(buffer: bytes) -> memoryview:
    """Return the buffer up to the last end of a record: what follows will be looked at with what comes behind it."""
    return memoryview(buffer)[: buffer.rfind(END) + len(END)]


def _plain(patterns: Sequence[bytes]) -> list[_Told]:
    return [(pattern, hyperscan.HS_FLAG_DOTALL) for pattern in patterns]


def _needles(needles: Iterable[Needle]) -> list[_Told]:
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
