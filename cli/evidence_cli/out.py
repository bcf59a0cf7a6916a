"""Where words leave the program: data on stdout (or in a file), talk on stderr."""

import os
import sys

import click

from evidence.errors import CannotCreate, EvidenceError, NotPermitted, StorageFailed, UsageError
from evidence_cli.render.safe import one_line, safe

NARROWEST, WIDEST, UNKNOWN_WIDTH = 60, 120, 80  # columns of text; longer lines are hard to read
# What lies beside the database under its name: of SQLite, and of evidence_db.files, .backup and the night.
_BESIDE = (
    "-journal",
    "-wal",
    "-shm",
    ".lock",
    ".run.lock",
    ".new",
    ".new-journal",
    ".old",
    ".old-journal",
    ".backup.lock",
)
_FOLDERS = (".spool", ".log", ".backups", ".rebuild")


def talk(message: str) -> None:
    """Write one line of talk to stderr, whatever line breaks a name in it has; a closed stderr is no failure."""
    talk_lines(one_line(message))


def talk_lines(message: str) -> None:
    """Write lines of talk to stderr."""
    try:
        print(safe(message), file=sys.stderr, flush=True)
    except (OSError, ValueError):
        return


def width() -> int:
    """Return the columns to write for: of the terminal within limits, 80 in a pipe; COLUMNS has the last word."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isdecimal() and len(asked) < 10 and int(asked) > 0:  # int() refuses thousands of digits
        columns = int(asked)
    else:
        try:
            columns = os.get_terminal_size(sys.stdout.fileno()).columns or UNKNOWN_WIDTH
        except (OSError, ValueError):
            columns = UNKNOWN_WIDTH
    return max(NARROWEST, min(WIDEST, columns))


def may_style() -> bool:
    """True if headings may be bold: a terminal that is not dumb, and nobody set NO_COLOR."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM", "") not in ("", "dumb") and sys.stdout.isatty()


def deliver(text: str, output: str | None, keep: str | None = None) -> None:
    """Write the text to stdout, or whole to the file `output` ("-" is stdout); `keep` may not be overwritten.

    A reader of stdout that had enough (| head) ends the command quietly and well.
    """
    if output is None or output == "-":
        _print(text)
        return
    if keep is not None and belongs_to(output, keep):
        raise UsageError(f"--output {output} is the database itself or a file that belongs to it: name another file")
    write_whole(output, text)


def belongs_to(path: str, database: str) -> bool:
    """Return whether the path is the database, a file that belongs to it, or one that was kept when it was replaced."""
    told, own = os.path.realpath(path), os.path.realpath(database)
    return told in _kept(own) or told.startswith((f"{own}.old-", *(f"{own}{each}{os.sep}" for each in _FOLDERS)))


def _kept(database: str) -> set[str]:
    """Return the files of a database: itself, and what it needs beside it to be whole, locked, copied or filled."""
    return {database + ending for ending in ("", *_BESIDE, *_FOLDERS)}


def _print(text: str) -> None:
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError as problem:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is buffered has no reader either
        raise click.exceptions.Exit(0) from problem


def write_whole(path: str, text: str) -> None:
    """Write the file completely or not at all: a temporary file beside it, then one rename.

    A device or a pipe is written directly. Raises UsageError for a folder, NotPermitted, CannotCreate, StorageFailed.
    """
    if os.path.isdir(path):  # noqa: PTH112 - os.path is loaded already; pathlib would add to every start
        raise UsageError(f"--output {path} is a folder: name a file in it")
    if os.path.exists(path) and not os.path.isfile(path):  # noqa: PTH110, PTH113
        _write_straight(path, text)
        return
    target = os.path.realpath(path)  # a link keeps pointing at the renewed file
    part = f"{target}.part-{os.getpid()}"
    try:
        _write_synced(part, text)
        os.replace(part, target)  # noqa: PTH105
    except OSError as problem:
        _forget(part)
        raise _cannot_write(path, problem) from problem


def _write_synced(part: str, text: str) -> None:
    number = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o666)
    with os.fdopen(number, "w", encoding="utf-8", errors="replace", newline="\n") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())


def _write_straight(path: str, text: str) -> None:
    try:
        with open(path, "w", encoding="utf-8", errors="replace") as stream:  # noqa: PTH123
            stream.write(text)
    except OSError as problem:
        raise _cannot_write(path, problem) from problem


def _forget(part: str) -> None:
    try:
        os.unlink(part)  # noqa: PTH108
    except OSError:
        return


def _cannot_write(path: str, problem: OSError) -> EvidenceError:
    why = problem.strerror or str(problem)
    if isinstance(problem, PermissionError):
        return NotPermitted(f"may not write {path}: {why}")
    if isinstance(problem, (FileNotFoundError, NotADirectoryError)) or problem.errno in (36, 22):
        return CannotCreate(f"cannot create {path}: {why}; its folder must exist")
    return StorageFailed(f"writing {path} failed: {why}; nothing was changed")
