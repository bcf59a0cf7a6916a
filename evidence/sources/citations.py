"""What is told in a record: all of its citation but names and addresses of authors, a third of a newer file.

What stands behind the citation is history, identifiers and references, of which no text is read.
"""

import re
from typing import NamedTuple

_CITED = b"</MedlineCitation"
_AUTHORS, _AFTER_AUTHORS = b"<AuthorList", b"</AuthorList"
_AUTHORS_TAG = re.compile(_AUTHORS + rb"(?:\s[^<>]*[^<>/])?>")


class Told(NamedTuple):
    """Where the two parts of a citation lie: before its authors and behind them. Without authors there is one part."""

    start: int
    authors: int
    after: int
    end: int

    def holds(self, place: int) -> bool:
        """Whether what was seen before this place, or up to the byte before it, was seen in one of the parts."""
        return self.start < place <= self.authors + 1 or self.after + 1 < place <= self.end + 1

    def text(self, buffer: bytes) -> bytes:
        """Return both parts in one piece."""
        return buffer[self.start : self.authors] + buffer[self.after : self.end]


def citation_end(buffer: bytes, start: int, end: int) -> int:
    """Return where the last citation ends that ends in the record; the end of the record if none does."""
    cited = buffer.rfind(_CITED, start, end)
    return end if cited < 0 else cited


def told_in(buffer: bytes, start: int, end: int) -> Told:
    """Return what is told in a record of a run.

    What is left out lies within one list of authors: a list ends at the first end tag that is spelt like its own, and
    no record with comments, CDATA or instructions, in which a tag is not a tag, is in a run.
    """
    end = citation_end(buffer, start, end)
    authors = buffer.find(_AUTHORS, start, end)
    after = buffer.find(_AFTER_AUTHORS, authors, end) if authors >= 0 else -1
    if after < 0 or _AUTHORS_TAG.match(buffer, authors) is None:
        return Told(start, end, end, end)
    return Told(start, authors, after, end)
