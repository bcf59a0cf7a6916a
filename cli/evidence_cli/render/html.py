"""How pages are written: jinja2 with everything escaped, and no sign in a foreign text that hides or turns it."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from evidence_cli.render.safe import safe


def environment(templates: Path) -> Environment:
    """Return jinja2 for a folder of templates, with everything escaped, and an unknown name an error."""
    return Environment(
        loader=FileSystemLoader(templates, encoding="utf-8"),
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
