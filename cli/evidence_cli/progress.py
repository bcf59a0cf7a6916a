"""A line of progress on stderr, only where a person watches."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from evidence_cli.out import width
from evidence_cli.render.safe import one_line
from evidence_cli.session import Session

if TYPE_CHECKING:
    from evidence.bulk_import import Stored


def _watched(session: Session) -> bool:
    return not session.quiet and sys.stderr.isatty() and os.environ.get("TERM", "dumb") != "dumb"


@contextmanager
def shown_progress(session: Session) -> Iterator[Callable[[str, int], None] | None]:
    """Yield what reports progress (file name, records so far), None where stderr is no terminal or --quiet is given."""
    if not _watched(session):
        yield None
        return
    from rich.console import Console  # late: only a terminal needs it
    from rich.text import Text

    with Console(stderr=True, width=width()).status("reading") as line:
        yield lambda name, records: line.update(Text(f"{one_line(name)}: {records} records"))


@contextmanager
def shown_import(session: Session) -> "Iterator[Callable[[Stored], None] | None]":
    """Yield what draws a bar of an import with its rate and the time left, None where nobody watches."""
    if not _watched(session):
        yield None
        return
    from rich.console import Console  # late: only a terminal needs it
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True, width=width()), transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def tell(stored: "Stored") -> None:
            told = f"{stored.files}/{stored.of_files} files, {stored.records:,} records"
            bar.update(task, description=told, completed=stored.done, total=stored.size)

        yield tell
