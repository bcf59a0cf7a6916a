"""Reads bulk files for a topic: here, or in one process a file on all cores, in the order of the files either way.

A process gets the path of a file and the PMIDs that are known, and sends back what to keep. Nothing of a file depends
on which process read it or when: what became known since is looked up again before the file is stored.
"""

import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from evidence.errors import EvidenceError, TryLater
from evidence.reading import Reader, compile_reader
from evidence.screening.concerning import concerns_topic, words_to_look_for
from evidence.sources.bulk_part import Choice, Part, read_part
from evidence.sources.sidecar import checked_sha256
from evidence.sources.sieve import Sieve
from evidence.topics import load_topic

Known = frozenset[int]
_AHEAD = 2  # files that a process may have read before they are stored: bounds what waits in memory


@dataclass(frozen=True, slots=True)
class FileRead:
    """A bulk file that was read. known: the PMIDs that were known then."""

    path: Path
    size: int
    sha256: str
    part: Part
    known: Known


def compile_choice(reader: Reader) -> Choice:
    """Return the topic's way of choosing records."""
    words = words_to_look_for(reader.vocabulary, reader.screener)
    return Choice(Sieve(words), lambda article: concerns_topic(article, reader.screener))


def read_file(path: Path, choice: Choice, known: Known) -> FileRead:
    """Return what the file holds, its checksum compared before a byte of it is believed."""
    sha256 = checked_sha256(path)
    return FileRead(path, path.stat().st_size, sha256, read_part(path, choice, known), known)


def read_here(files: Sequence[Path], choice: Choice, known: Callable[[], Known]) -> Iterator[FileRead]:
    """Yield the files one after the other; known is asked before each."""
    for path in files:
        yield read_file(path, choice, known())


def read_on_cores(
    files: Sequence[Path], topic_code: str, workers: int, known: Callable[[], Known]
) -> Iterator[FileRead]:
    """Yield the files in their order, read by so many processes at once.

    Raises what the first bad file raises, once those before it were yielded, and TryLater where a process died.
    """
    crew = [_Worker(topic_code) for _ in range(min(workers, len(files)))]
    try:
        yield from _in_order(crew, files, known)
    finally:
        for worker in crew:
            worker.end()


def _in_order(crew: "list[_Worker]", files: Sequence[Path], known: Callable[[], Known]) -> Iterator[FileRead]:
    waiting = deque(enumerate(files))
    ready: dict[int, FileRead | EvidenceError] = {}
    for number in range(len(files)):
        while number not in ready:
            for worker in crew:
                if worker.reads is None and waiting and waiting[0][0] < number + _AHEAD * len(crew):
                    worker.give(*waiting.popleft(), known())
            ready.update(worker.taken() for worker in _heard(crew))
        found = ready.pop(number)
        if isinstance(found, EvidenceError):
            raise found
        yield found


def _heard(crew: "list[_Worker]") -> "list[_Worker]":
    """Wait until one of those that read has something to say, or has died."""
    busy = {worker.connection: worker for worker in crew if worker.reads is not None}
    return [busy[heard] for heard in wait(list(busy)) if isinstance(heard, Connection)]


class _Worker:
    """A process that reads files. reads: number and path of the file that it has, None where it waits for one."""

    def __init__(self, topic_code: str) -> None:
        context = get_context("spawn")  # a fork would inherit the database and its locks
        self.connection, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(target=_serve, args=(theirs, topic_code), daemon=True)
        self._process.start()
        theirs.close()  # what the process alone holds is closed when it dies
        self.reads: tuple[int, Path] | None = None

    def give(self, number: int, path: Path, known: Known) -> None:
        self.reads = number, path
        try:
            self.connection.send((path, known))
        except OSError as problem:
            raise self._died(path) from problem

    def taken(self) -> tuple[int, FileRead | EvidenceError]:
        assert self.reads is not None  # noqa: S101 - asked only of those that read
        number, path = self.reads
        self.reads = None
        try:
            return number, self.connection.recv()
        except (EOFError, OSError) as problem:
            raise self._died(path) from problem

    def _died(self, path: Path) -> TryLater:
        self._process.join(5)
        code = self._process.exitcode
        how = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
        return TryLater(f"{path}: the process that read it died ({how}; out of memory?)")

    def end(self) -> None:
        """End the process wherever it is; it holds nothing that could be half-written."""
        self.connection.close()
        self._process.terminate()
        self._process.join()


def _serve(connection: Connection, topic_code: str) -> None:
    """Read files until the other side is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all of a terminal: who gave the work ends it
    choice = compile_choice(compile_reader(load_topic(topic_code).vocabulary))
    while True:
        try:
            path, known = connection.recv()
        except (EOFError, OSError):
            return
        try:
            found: FileRead | EvidenceError = read_file(path, choice, known)
        except EvidenceError as problem:
            found = problem
        try:
            connection.send(found)
        except OSError:
            return
