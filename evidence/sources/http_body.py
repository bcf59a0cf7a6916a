"""The body of a reply from its chunks: inflated by ourselves, bounded, and complete or refused."""

import zlib
from collections.abc import Iterable

from evidence.errors import ContentRefused, TryLater

CAP = 64 * 1024 * 1024  # decoded bytes; a batch of 500 records has some 10 MB
_GZIP = 16 + zlib.MAX_WBITS  # tells zlib to expect a gzip header and check its sum
_STEP = 1 << 20  # bytes inflated at a time


class Interrupted(TryLater):
    """One try failed in a way that another try may not; retry_after: seconds the server asked for, or None."""

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


def read_body(chunks: Iterable[bytes], encoding: str, cap: int = CAP) -> bytes:
    """Return the decoded body. encoding: the Content-Encoding header, "" where there is none.

    Raises ContentRefused beyond cap decoded bytes (a gzip bomb is never unpacked) and for an encoding that was not
    asked for, Interrupted where gzip data are damaged or end early.
    """
    if encoding in ("", "identity"):
        return _plain(chunks, cap)
    if encoding not in ("gzip", "x-gzip"):
        raise ContentRefused(f"the reply is encoded as {encoding[:20]!r}, which was not asked for: check for a proxy")
    damage = None
    try:
        return _inflated(chunks, cap)
    except zlib.error as problem:
        damage = str(problem)
    raise Interrupted(f"the reply is damaged gzip data ({damage})")


def _plain(chunks: Iterable[bytes], cap: int) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > cap:
            raise _too_large(cap)
    return bytes(body)


def _inflated(chunks: Iterable[bytes], cap: int) -> bytes:
    body = bytearray()
    inflater = zlib.decompressobj(_GZIP)
    for chunk in chunks:
        while chunk:
            if inflater.eof:  # another gzip member follows
                inflater = zlib.decompressobj(_GZIP)
            body += inflater.decompress(chunk, min(cap + 1 - len(body), _STEP))  # a bomb is not inflated at once
            if len(body) > cap:
                raise _too_large(cap)
            chunk = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
    if not inflater.eof:
        raise Interrupted("the reply ends in the middle of its gzip data")
    return bytes(body)


def _too_large(cap: int) -> ContentRefused:
    return ContentRefused(f"the reply has more than {cap >> 20} MiB: not what was asked for, nothing of it was kept")
