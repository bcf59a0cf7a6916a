"""Debian's Chromium for tests of pages; where it or what drives it is missing, they are counted as not run."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser of the machine; nothing is downloaded."""
    found = os.environ.get("EVIDENCE_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    driver = pytest.importorskip("playwright.sync_api", reason="pip install '.[browser]'")
    if found is None:
        pytest.skip("no Chromium here: apt install chromium, or set EVIDENCE_CHROMIUM")
    with driver.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


class Opened:
    """A page that was opened, with all that it said on its console and all that it asked for."""

    def __init__(
        self, browser: Any, path: Path, *, script: bool = True, width: int = 1280, scheme: str = "light"
    ) -> None:
        self._context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=script,
        )  # fmt: skip
        self.page = self._context.new_page()
        self.said: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.said.append(request.url) if request.url != self._address else None)
        self._address = path.absolute().as_uri()
        self.page.goto(self._address)

    def close(self) -> None:
        self._context.close()
