"""The part of a byte stream that is being looked at, for a reader that moves forward only."""

import re
from collections.abc import Iterator

from evidence.errors import ContentRefused
from evidence.sources.xml_guard import MAX_RECORD

_SPACE = re.compile(rb"[ \t\r\n]*")
_PMID = re.compile(rb"<PMID[^>]*>\s*(\d{1,12})\s*<")


class Window:
    """Bytes from position `at` on, grown chunk by chunk; held open so that a record may span many chunks."""

    def __init__(self, chunks: Iterator[bytes], name: str) -> None:
        self._chunks = chunks
        self._name = name
        self._base = 0  # of buffer[0] in the plain file
        self.last_record = b""  # the last that was taken, for messages
        self.doctype = b""  # as the file has it
        self.buffer = b""
        self.at = 0

    @property
    def offset(self) -> int:
        """Where `at` stands in the plain file, in bytes."""
        return self._base + self.at

    def more(self) -> bool:
        """Append a chunk and forget what lies before `at`; False at the end of the stream.

        Raises ContentRefused where a record would need more than MAX_RECORD.
        """
        chunk = next(self._chunks, b"")
        self.buffer, self._base, self.at = self.buffer[self.at :] + chunk, self._base + self.at, 0
        if len(self.buffer) > MAX_RECORD + len(chunk):
            raise self.refusal(f"goes on for {MAX_RECORD >> 20} MiB without the end of a record", "not PubMed data")
        return bool(chunk)

    def need_more(self) -> None:
        """Append a chunk, or refuse the file as cut."""
        if not self.more():
            raise self.refusal("is cut: it ends before its root element is closed", "fetch it again")

    def starts(self, *prefixes: bytes) -> bool:
        """Whether one of the prefixes stands at `at`; the window grows as far as that takes."""
        while len(self.buffer) - self.at < max(map(len, prefixes)) and self.more():
            pass
        return self.buffer.startswith(prefixes, self.at)

    def skip_space(self) -> bool:
        """Move past white space; False at the end of the stream."""
        while True:
            space = _SPACE.match(self.buffer, self.at)
            self.at = space.end() if space else self.at
            if self.at < len(self.buffer):
                return True
            if not self.more():
                return False

    def find(self, wanted: bytes, start: int = 0) -> int:
        """Return how far behind `at` the wanted bytes begin, from start on, growing the window until they are there."""
        while (found := self.buffer.find(wanted, self.at + start)) < 0:
            start = max(start, len(self.buffer) - self.at - len(wanted))
            self.need_more()
        return found - self.at

    def take(self, size: int) -> bytes:
        """Return the next bytes and move past them."""
        taken = self.buffer[self.at : self.at + size]
        self.at += size
        return taken

    def refusal(self, what: str, remedy: str) -> ContentRefused:
        """Return the refusal of the file, with the last good record and the byte."""
        found = _PMID.search(self.last_record)
        after = f"after PMID {found[1].decode('ascii')}, " if found else ""
        return ContentRefused(f"{self._name}: {what} ({after}byte {self.offset:,}): {remedy}")
