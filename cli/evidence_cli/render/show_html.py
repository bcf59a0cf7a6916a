"""Writes what `show` tells as one self-contained page: no script, no request, every foreign text escaped."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from evidence_cli.render.report_model import STALE_AFTER_DAYS
from evidence_cli.render.report_text import dateline_text
from evidence_cli.render.safe import safe
from evidence_cli.render.show_model import ShowPage
from evidence_cli.render.show_text import LOOKED_FOR
from evidence_cli.render.words import catalogue, text

_TEMPLATES = Path(__file__).parent / "templates"


def show_html(shown: ShowPage, told: Mapping[str, Any]) -> str:
    """Return the page as HTML."""
    words, age = catalogue("en"), told["data_age_days"]
    template = _environment().get_template("show.html")
    return template.render(
        shown=shown,
        stale=text(words, "stale", days=age) if age is not None and age > STALE_AFTER_DAYS else None,
        dateline=dateline_text(told, words, replayed=False),
        intended_use=told["intended_use"],
        looked_for=LOOKED_FOR,
    )


def _environment() -> Environment:
    """Return jinja2 with everything escaped, and an unknown name in a template an error."""
    return Environment(
        loader=FileSystemLoader(_TEMPLATES, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _harmless(value: object) -> object:
    """Return a foreign text without signs that hide or turn it; what is markup already was made of such texts."""
    return safe(value) if type(value) is str else value
