"""References read back by the libraries that other programs are made of, as plain values."""

import json
from typing import Any

import bibtexparser
import rispy
from bibtexparser import middlewares
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from tests.export_csl import faults

# What LaTeX itself prints for these, and the library does not know or spells otherwise.
_PRINTED = {
    "textbraceleft": "{", "textbraceright": "}", "textless": "<", "textgreater": ">", "textbar": "|",
    "textasciicircum": "^", "textasciigrave": "`", "textasciitilde": "~", "textbackslash": "\\",
}  # fmt: skip


def _printer() -> LatexNodes2Text:
    known = get_default_latex_context_db()
    spellings = [MacroTextSpec(name, simplify_repl=sign) for name, sign in _PRINTED.items()]
    known.add_context_category("signs", prepend=True, macros=spellings)
    return LatexNodes2Text(
        latex_context=known, keep_braced_groups=False, math_mode="verbatim", strict_latex_spaces=True
    )


def read_ris(text: str) -> list[dict[str, Any]]:
    """The references of a RIS file as rispy reads them."""
    return rispy.loads(text)


def read_bibtex(text: str) -> list[dict[str, Any]]:
    """The entries of a BibTeX file as bibtexparser reads them: key, fields as LaTeX prints them, authors as a list."""
    library = bibtexparser.parse_string(text, append_middleware=[middlewares.SeparateCoAuthors()])
    assert library.failed_blocks == [], library.failed_blocks
    printer = _printer()

    def printed(value: Any) -> Any:
        if isinstance(value, list):
            return [printed(each) for each in value]
        return printer.latex_to_text(str(value))

    return [
        {"key": entry.key, "kind": entry.entry_type, **{field.key: printed(field.value) for field in entry.fields}}
        for entry in library.entries
    ]


def read_csl(text: str) -> list[dict[str, Any]]:
    """The references of a CSL-JSON file, which must keep the rules of its schema."""
    found: list[dict[str, Any]] = json.loads(text)
    assert faults(found) == []
    return found
