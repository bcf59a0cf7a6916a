"""No more requests a second than a service allows, counted over all processes of this machine.

A turn is held from before the request until its reply is there, and the next begins an interval after that. So two
requests cannot reach the server closer together than the interval, however late the first one was under way.
The stamp is a reading of the monotonic clock, which the processes of one machine share; the lock is the kernel's, so
a process that is killed leaves nothing behind.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from evidence.errors import NotPermitted, TryLater
from evidence.sources.timing import Deadline, Timing

WITHOUT_KEY = 2.5  # requests a second; NCBI counts 3
WITH_KEY = 8.0  # NCBI counts 10
_POLL = 0.02  # seconds between looks at a lock that another process holds
_COURTESY = 0.005  # seconds that whoever had the last turn waits longer, so that another process gets the next
_MARGIN = 0.001  # seconds slept beyond the wait, since the last bits of a sum of floats may be short of it


class Pace:
    """The pace of one service. folder: where processes meet; name: of the service; per_second: requests."""

    def __init__(self, folder: Path, name: str, per_second: float, timing: Timing) -> None:
        self._lock_file = folder / f"{name}.lock"
        self._stamp_file = folder / f"{name}.last"
        self._interval = 1 / per_second
        self._timing = timing
        self._own = ""  # the stamp of our last turn

    @contextmanager
    def turn(self, until: Deadline) -> Iterator[None]:
        """Wait for a turn and hold it. Raises TryLater where none comes before the deadline, NotPermitted where
        the folder cannot be written."""
        from filelock import FileLock, Timeout

        lock = FileLock(self._lock_file)
        while True:
            try:
                self._lock_file.parent.mkdir(parents=True, exist_ok=True)
                lock.acquire(timeout=max(0.0, until.remaining()), poll_interval=_POLL)
            except Timeout as problem:
                raise TryLater("another run is using the connection all the time: wait for it to end") from problem
            except OSError as problem:
                raise self._unusable(problem) from problem
            wait = self._wait()
            if wait <= 0:
                break
            lock.release()  # waited for without the lock, so that another process can have the turn
            self._timing.sleep(wait + _MARGIN)
        try:
            self._stamp()
            yield
        finally:
            self._stamp_and(lock.release)

    def _wait(self) -> float:
        """Return the seconds until the next turn. A stamp from the future is of an earlier boot and counts nothing."""
        try:
            stamp = self._stamp_file.read_text(encoding="ascii")
            last = float(stamp)
        except FileNotFoundError:
            return 0.0
        except ValueError:  # half-written by a process that was killed
            return 0.0
        since = self._timing.monotonic() - last
        interval = self._interval + (_COURTESY if stamp == self._own else 0.0)
        return interval - since if 0 <= since < interval else 0.0

    def _stamp_and(self, release: Callable[[], None]) -> None:
        try:
            self._stamp()
        finally:
            release()

    def _stamp(self) -> None:
        self._own = repr(self._timing.monotonic())
        try:
            self._stamp_file.write_text(self._own, encoding="ascii")
        except OSError as problem:
            raise self._unusable(problem) from problem

    def _unusable(self, problem: OSError) -> NotPermitted:
        folder = self._lock_file.parent
        return NotPermitted(
            f"{folder}: cannot be written ({problem.strerror or problem}): it must be, to keep the pace"
        )
