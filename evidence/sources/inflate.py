"""A file as a stream of plain bytes: gzip is undone whatever the name says, and bombs are refused."""

import gzip
import zlib
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path
from typing import IO, cast

from evidence.errors import ContentRefused, InputMissing

CHUNK = 256 * 1024
MAX_RATIO = 200  # plain bytes per compressed byte; PubMed's own files stay under 20, a bomb reaches 1,000
RATIO_FROM = 64 * 1024 * 1024  # below this size any ratio is harmless
_GZIP = b"\x1f\x8b"


def read_chunks(path: Path) -> Iterator[bytes]:
    """Yield the plain bytes of a file in chunks of at most CHUNK bytes.

    Raises InputMissing where the file cannot be opened or read, ContentRefused where its compression is damaged,
    ends early or expands like a bomb.
    """
    try:
        with path.open("rb") as stored:
            if stored.peek(2)[:2] == _GZIP:
                yield from _unpacked_chunks(path, stored)
            else:
                yield from _chunks(stored)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise InputMissing(f"{path}: cannot be read ({reason}): check the path and its permissions") from problem


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    while chunk := stream.read(CHUNK):
        yield chunk


def _unpacked_chunks(path: Path, stored: BufferedReader) -> Iterator[bytes]:
    unpacked, damage = _open_gzip(stored)
    plain = 0
    try:
        for chunk in _chunks(unpacked):
            plain += len(chunk)
            if plain > RATIO_FROM and plain > MAX_RATIO * stored.tell():
                raise ContentRefused(f"{path}: expands more than {MAX_RATIO} times: a gzip bomb, not PubMed; delete it")
            yield chunk
    except (EOFError, gzip.BadGzipFile, damage) as problem:
        where = f"after {plain:,} bytes of content"
        raise ContentRefused(f"{path}: damaged or cut gzip file ({problem}; {where}): fetch it again") from problem


def _open_gzip(stored: BufferedReader) -> tuple[IO[bytes], type[Exception]]:
    """Return the unpacked stream and what its library raises for damaged data."""
    try:  # imported late: four times as fast as zlib, but not on every platform
        from isal import igzip, isal_zlib
    except ImportError:
        return cast("IO[bytes]", gzip.GzipFile(fileobj=stored, mode="rb")), zlib.error
    fast = igzip.IGzipFile(fileobj=stored, mode="rb")  # type: ignore[no-untyped-call]
    return cast("IO[bytes]", fast), cast("type[Exception]", isal_zlib.error)
