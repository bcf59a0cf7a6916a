"""Records that are laid out as NLM lays them out, many at a time, told apart by where their end tags stand.

Nearly every record of a bulk file is one of these. What is spelt otherwise is left to xml_split.py, tag by tag. Who
looks for more than the end tags looks for both at once, and nobody touches the records in which nothing was seen.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import NamedTuple

from evidence.sources.xml_marks import remarks_in
from evidence.sources.xml_window import Window

RUN_OF = "PubmedArticle"
END = b"</PubmedArticle"
_BEGIN, _CLOSING, _SPACE = b"<PubmedArticle>", b">", re.compile(rb"\s*")
_HEAD = re.compile(
    rb"\s*+(<PubmedArticle>)\s*+<MedlineCitation(?:\s[^<>]*+)?>\s*+<PMID(?:\s[^<>]*+)?>\s*+([0-9]{1,12})\s*</PMID>"
)
Hit = tuple[int, int]  # the byte behind what was seen, or one further, and a sign of what it was


class Seen(NamedTuple):
    """What stands in a buffer, in its order. ends: the byte behind each END; remarks: where one begins."""

    ends: list[int]
    remarks: list[int]
    hits: list[Hit]


Look = Callable[[bytes], Seen]


class Run(NamedTuple):
    """Records that follow each other. offset: of the buffer in the plain file; places: first byte, and the byte behind.

    hits: what was seen in the records.
    """

    buffer: bytes
    offset: int
    places: list[tuple[int, int]]
    pmids: list[int]
    hits: list[Hit]

    def raw(self, number: int) -> bytes:
        """Return the bytes of a record."""
        start, end = self.places[number]
        return self.buffer[start:end]


class Runs:
    """The runs of a file; each buffer of its window is looked at once."""

    def __init__(self, window: Window, look: Look) -> None:
        self._window = window
        self._look = look
        self._buffer, self._seen = b"", Seen([], [], [])

    def take(self) -> Run | None:
        """Return the records from the window's place on and move past them; None where the next is not of these."""
        window = self._window
        if not _may_begin(window):
            return None
        run = self._run()
        if run is None and window.buffer.find(END, window.at) < 0 and window.more():
            run = self._run()  # it was cut by the end of the buffer
        if run is not None:
            window.at, window.last_record = run.places[-1][1], run.raw(-1)
        return run

    def _run(self) -> Run | None:
        """Return the records that stand whole in the buffer, up to one that is spelt otherwise or may hold remarks."""
        buffer, at = self._window.buffer, self._window.at
        if self._buffer is not buffer:
            self._buffer, self._seen = buffer, self._look(buffer)
        seen, begins = self._seen, _HEAD.match
        places, pmids = list[tuple[int, int]](), list[int]()
        remark = next(iter(seen.remarks[bisect_left(seen.remarks, at) :]), len(buffer))
        for end in seen.ends[bisect_right(seen.ends, at) :]:
            head = begins(buffer, at)
            if head is None or end > remark or not buffer.startswith(_CLOSING, end):
                break
            at = end + len(_CLOSING)
            places.append((head.start(1), at))
            pmids.append(int(head[2]))
        if not places:
            return None
        hits = seen.hits[bisect_left(seen.hits, places[0]) : bisect_right(seen.hits, (at + 1,))]
        return Run(buffer, self._window.offset - self._window.at, places, pmids, hits)


def ends_in(buffer: bytes) -> Seen:
    """Return where records end in a buffer, and look for nothing else."""
    ends, place = list[int](), buffer.find(END)
    while place >= 0:
        ends.append(place + len(END))
        place = buffer.find(END, ends[-1])
    return Seen(ends, remarks_in(buffer), [])


def _may_begin(window: Window) -> bool:
    """Whether a record stands at the window's place, or as much of its first tag as the buffer holds.

    A file of other elements must not be drawn into the buffer in search of one.
    """
    space = _SPACE.match(window.buffer, window.at)
    start = window.at if space is None else space.end()
    return _BEGIN.startswith(window.buffer[start : start + len(_BEGIN)])
