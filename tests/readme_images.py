"""Draws the pictures of the README from the evidence pack: the page, light and dark, and the screen of a terminal.

    python -m tests.readme_images

Needs Chromium and the extra `browser`.
"""

import html
import io
import tempfile
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any
from unittest.mock import patch

from evidence_cli import main
from tests.browser import chromium
from tests.readme_screen import DAY, screen

IMAGES = Path(__file__).parent.parent / "docs" / "images"
_TERMINAL = """<!DOCTYPE html><meta charset="utf-8"><style>
body {{ margin: 0; background: #12181d; }}
pre {{ margin: 0; padding: 1.1rem 1.4rem; color: #e6ebee;
  font: 14px/1.45 "DejaVu Sans Mono", "Liberation Mono", monospace; display: inline-block; }}
b {{ color: #8ad3e0; font-weight: 400; }}
</style><pre><b>$ evidence report</b>
{screen}</pre>"""


def page(folder: Path, language: str) -> Path:
    """Return the page of a new machine, on the day on which the pack was compiled."""
    path = folder / f"{language}.html"
    with (
        patch("evidence_cli.commands.report.current_time", lambda: DAY),
        patch("evidence_cli.session.current_time", lambda: DAY),
        redirect_stdout(io.StringIO()),
    ):
        words = ["-q", "--db", str(folder / "new.db"), "report", "--as", "html", "--lang", language]
        main.run([*words, "--output", str(path)])
    return path


def shot(browser: Any, path: Path, name: str, **how: Any) -> None:
    """Write a picture of the page. how: width, height, scheme, at (where it begins), open, whole."""
    size = {"width": how.get("width", 1200), "height": how.get("height", 1000)}
    context = browser.new_context(viewport=size, color_scheme=how.get("scheme", "light"))
    tab = context.new_page()
    tab.goto(path.as_uri())
    if "open" in how:
        tab.locator(how["open"]).first.evaluate("each => { each.open = true }")
    if "at" in how:
        tab.locator(how["at"]).first.evaluate("each => each.scrollIntoView()")
    whole = how.get("whole")
    (tab.locator(whole).first if whole else tab).screenshot(path=str(IMAGES / f"{name}.png"))
    context.close()


def draw() -> None:
    """Write all pictures."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as told, chromium() as browser:
        folder = Path(told)
        english, dutch, terminal = page(folder, "en"), page(folder, "nl"), folder / "terminal.html"
        terminal.write_text(_TERMINAL.format(screen=html.escape(screen())), encoding="utf-8")
        shot(browser, english, "page", height=1180, at="#answers")
        shot(browser, english, "question", height=1080, at="#Q9", open="#Q9 .plots")
        shot(browser, dutch, "page-dark-nl", height=900, scheme="dark")
        shot(browser, terminal, "terminal", width=760, whole="pre")


if __name__ == "__main__":
    draw()
