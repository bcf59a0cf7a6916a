"""A line of progress on stderr, only where a person watches."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from evidence_cli.out import width
from evidence_cli.render.safe import one_line
from evidence_cli.session import Session


@contextmanager
def shown_progress(session: Session) -> Iterator[Callable[[str, int], None] | None]:
    """Yield what reports progress (file name, records so far), None where stderr is no terminal or --quiet is given."""
    if session.quiet or not sys.stderr.isatty() or os.environ.get("TERM", "dumb") == "dumb":
        yield None
        return
    from rich.console import Console  # late: only a terminal needs it
    from rich.text import Text

    with Console(stderr=True, width=width()).status("reading") as line:
        yield lambda name, records: line.update(Text(f"{one_line(name)}: {records} records"))
