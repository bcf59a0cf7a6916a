"""Writes what `show` tells as one self-contained page: no script, no request, every foreign text escaped."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evidence_cli.render.dateline import dateline_text, stale_line
from evidence_cli.render.html import environment
from evidence_cli.render.show_model import ShowPage
from evidence_cli.render.show_text import LOOKED_FOR
from evidence_cli.render.words import catalogue

_TEMPLATES = Path(__file__).parent / "templates"


def show_html(shown: ShowPage, told: Mapping[str, Any]) -> str:
    """Return the page as HTML."""
    words = catalogue("en")
    template = environment(_TEMPLATES).get_template("show.html")
    return template.render(
        shown=shown,
        stale=stale_line(told, words),
        dateline=dateline_text(told, words, replayed=False),
        intended_use=told["intended_use"],
        looked_for=LOOKED_FOR,
    )
