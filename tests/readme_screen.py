"""Writes the screen in the README: the first lines of the report that a new machine prints.

    python -m tests.readme_screen

tests/test_readme.py compares the two, so that the README shows what the program says.
"""

import contextlib
import io
import os
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

README = Path(__file__).parent.parent / "README.md"
DAY = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)  # the day the evidence pack was compiled
LAST_LINE = "Q3 "  # the screen ends before this question
_BLOCK = re.compile(r"(<!-- screen -->\n```\n).*?(```\n<!-- /screen -->)", re.DOTALL)


def screen() -> str:
    """Return the head of the report, 80 columns wide, from the evidence pack alone."""
    from evidence_cli import main

    shown = io.StringIO()
    with (
        tempfile.TemporaryDirectory() as folder,
        patch.dict(os.environ, {"COLUMNS": "80"}),
        patch("evidence_cli.session.current_time", lambda: DAY),
        patch("evidence_cli.commands.report.current_time", lambda: DAY),
        contextlib.redirect_stdout(shown),
        contextlib.redirect_stderr(io.StringIO()),
    ):
        main.run(["--db", str(Path(folder) / "new.db"), "report"])
    return shown.getvalue().split(f"\n{LAST_LINE}")[0] + "\n"


def readme_with(shown: str) -> str:
    """Return the README with this screen in it."""
    return _BLOCK.sub(lambda found: f"{found.group(1)}{shown}{found.group(2)}", README.read_text(encoding="utf-8"))


if __name__ == "__main__":
    README.write_text(readme_with(screen()), encoding="utf-8")
