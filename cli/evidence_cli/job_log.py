"""The log of the jobs: one JSON object a line, a file a month beside the database, kept for a year, without secrets."""

import json
import logging
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from evidence.sources.redaction import Secrets
from evidence_cli.out import talk
from evidence_db.files import beside

KEPT = timedelta(days=365)
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])\.jsonl")
_LONGEST_TEXT = 4000  # characters of one value


class JobLog:
    """Writes events into ``<name>.log``; one that cannot be written is told once on stderr and changes no run."""

    def __init__(self, place: Path, secrets: Secrets, clock: Callable[[], datetime]) -> None:
        self._place = place
        self._folder = beside(place, ".log")
        self._secrets = secrets
        self._clock = clock
        self._silent = False

    def write(self, event: str, **told: Any) -> None:
        """Add an event with what is told of it, at this time (UTC); nothing where there is no database."""
        if not os.path.exists(self._place):  # noqa: PTH110  Path.exists raises for a closed folder
            return
        at = self._clock()
        line = json.dumps({"at": at.isoformat(), "event": event, **self._struck(told)}, ensure_ascii=True)
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
            handle = os.open(self._folder / f"{at:%Y-%m}.jsonl", flags, 0o600)
            try:
                os.write(handle, line.encode() + b"\n")  # one write: lines of two processes do not mix
            finally:
                os.close(handle)
        except OSError as problem:
            self._complain(problem)

    def forget_old(self) -> None:
        """Remove the months of which every day is older than a year."""
        since = self._clock() - KEPT
        try:
            for place in sorted(self._folder.glob("*.jsonl")):
                found = _MONTH.fullmatch(place.name)
                if found is not None and (int(found[1]), int(found[2])) < (since.year, since.month):
                    place.unlink()
        except OSError as problem:
            self._complain(problem)

    def _complain(self, problem: OSError) -> None:
        if not self._silent:
            talk(f"evidence: the log in {self._folder} cannot be written ({problem.strerror}); the run goes on")
        self._silent = True

    def _struck(self, value: Any) -> Any:
        """Return the value with secrets struck out of every text in it."""
        if isinstance(value, dict):
            return {str(name): self._struck(each) for name, each in value.items()}
        if isinstance(value, (list, tuple)):
            return [self._struck(each) for each in value]
        if value is None or isinstance(value, (bool, int, float)):
            return value
        return self._secrets.strike(str(value))[:_LONGEST_TEXT]


class _Remarks(logging.Handler):
    """Brings what the sources remark (a try that failed) into the log."""

    def __init__(self, log: JobLog) -> None:
        super().__init__(logging.INFO)
        self._job_log = log

    def emit(self, record: logging.LogRecord) -> None:
        """Add the remark."""
        self._job_log.write("remark", source=record.name, text=record.getMessage())


@contextmanager
def remarks_kept(log: JobLog) -> Iterator[None]:
    """Keep what our modules remark while the block runs."""
    ours, handler = logging.getLogger("evidence"), _Remarks(log)
    level = ours.level
    ours.addHandler(handler)
    ours.setLevel(min(level, logging.INFO) if level else logging.INFO)
    try:
        yield
    finally:
        ours.removeHandler(handler)
        ours.setLevel(level)
