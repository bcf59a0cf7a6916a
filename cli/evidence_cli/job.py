"""What surrounds the work of a nightly job: log, ping, notification. None of them changes how the job ends."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from evidence.errors import ANSWER_CHANGED, EvidenceError, StorageFailed
from evidence.sources.redaction import Secrets
from evidence.sources.timing import Timing
from evidence_cli.job_log import JobLog, remarks_kept
from evidence_cli.main import VERSION
from evidence_cli.out import talk
from evidence_cli.session import Session
from evidence_cli.settings import Settings
from evidence_cli.stopping import Stopped, stoppable
from evidence_db.files import resolved

Clock = Callable[[], datetime]
AGENT = f"hsct-evidence/{VERSION}"
INTERRUPTED = 130


@dataclass
class Ended:
    """How a job ended, filled in as it goes. changed: codes of the answers that moved; extra: more for the log."""

    code: int = 0
    message: str = ""
    changed: tuple[str, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    extra: dict[str, object] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        """Return False where all went well, whether or not an answer changed."""
        return self.code not in (0, ANSWER_CHANGED)


@dataclass(frozen=True, slots=True)
class Job:
    """A job of a command on the database at place. clock: tells the time now, UTC."""

    session: Session
    settings: Settings
    place: Path
    command: str
    arguments: tuple[str, ...]
    clock: Clock

    @property
    def log(self) -> JobLog:
        """The log of the database's jobs."""
        return JobLog(resolved(self.place), self.settings.secrets, self.clock)


@contextmanager
def told_job(job: Job, timing: Timing | None = None) -> Iterator[Ended]:
    """Run the block as a job: its begin and end are logged, pinged, and notified where somebody should look.

    What the block raises passes through unchanged, and so does its good end.
    """
    timing, log, ended = timing or Timing(), job.log, Ended()
    began = time.monotonic()
    log.write("start", command=job.command, arguments=job.arguments, version=VERSION, database=job.place)
    _ping(job, log, None, timing)
    try:
        with stoppable(), remarks_kept(log):
            yield ended
    except BaseException as problem:
        ended.code, ended.message = _told(problem)
        raise
    finally:
        level = "critical" if ended.failed else "info"
        log.write(
            "end", level=level, command=job.command, exit_code=ended.code, message=ended.message, changed=ended.changed,
            counts=ended.counts, seconds=round(time.monotonic() - began, 2), **ended.extra,
        )  # fmt: skip
        _ping(job, log, ended.code, timing)
        if ended.code not in (INTERRUPTED, Stopped.code):  # somebody stopped it, and knows
            _notify(job, log, ended)
        log.forget_old()


def quiet_job(session: Session, place: Path, command: str, arguments: tuple[str, ...], clock: Clock) -> Job:
    """Return a job that a person watches: it is logged, and neither pinged nor notified."""
    return Job(session, Settings({}, Secrets()), place, command, arguments, clock)


def _told(problem: BaseException) -> tuple[int, str]:
    """Return the exit code and the words that main.run will end with for what went wrong."""
    if isinstance(problem, EvidenceError):
        return problem.exit_code, str(problem)
    if isinstance(problem, KeyboardInterrupt):
        return getattr(problem, "code", INTERRUPTED), "stopped"
    if isinstance(problem, OSError) and problem.errno is not None and problem.filename is None:
        return StorageFailed.exit_code, str(problem)
    return EvidenceError.exit_code, f"a bug of the program: {type(problem).__name__}: {problem}"


def _ping(job: Job, log: JobLog, code: int | None, timing: Timing) -> None:
    """Tell the begin (no code) or the end of the job to the address that was set, if any."""
    base = job.settings.ping
    if base is None:
        return
    from evidence.sources.ping import ping_end, ping_start

    if code is None:
        problem = ping_start(base, AGENT, timing)
    else:
        problem = ping_end(base, 0 if code == ANSWER_CHANGED else code, AGENT, timing)
    if problem is not None:
        log.write("ping failed", level="warning", message=problem)
        talk(f"evidence: the ping was not heard ({problem}); the run is not affected")


def _notify(job: Job, log: JobLog, ended: Ended) -> None:
    """Tell people by the ways that were set, only where an answer changed or the job failed."""
    settings = job.settings
    if not (settings.command or settings.mail) or (ended.code == 0 and not ended.changed):
        return
    from evidence_cli.notify import notification, send

    words = notification(job.place, ended, job.clock())
    for way, problem in send(settings, words):
        told = settings.secrets.strike(problem or "")
        log.write("notified", level="warning" if problem else "info", by=way, message=told)
        if problem is not None:
            talk(f"evidence: the notification by {way} did not go out ({told}); the run is not affected")


def tell_cut_off(job: Job, ended: Ended) -> None:
    """Log, ping and notify for a job that was ended from outside and could not do so itself."""
    log = job.log
    log.write("cut off", level="critical", command=job.command, message=ended.message)
    _ping(job, log, ended.code, Timing())
    _notify(job, log, ended)
