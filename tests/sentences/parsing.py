"""Reads the templates: a heading for the family and its studies, a sentence a line, its figures indented below it."""

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "templates"
_HEADING = re.compile(r"## (?P<family>[^\[]+) \[(?P<kinds>[a-z, ]+)\]$")


@dataclass(frozen=True)
class Template:
    """One sentence with {slots}. figures: for each figure the words of its line; kinds: the studies it is told of."""

    family: str
    kinds: tuple[str, ...]
    text: str
    figures: tuple[tuple[str, ...], ...]


def read_templates() -> tuple[Template, ...]:
    """Return all templates in the order of the files."""
    found: list[Template] = []
    for path in sorted(FOLDER.glob("*.txt")):
        found.extend(_read(path.read_text(encoding="utf-8").splitlines()))
    return tuple(found)


def _read(lines: list[str]) -> list[Template]:
    found: list[Template] = []
    family: str = ""
    kinds: tuple[str, ...] = ()
    for line in lines:
        heading = _HEADING.match(line)
        if heading is not None:
            family, kinds = heading["family"], tuple(heading["kinds"].split(", "))
        elif line.startswith("    ") and line.strip():
            last = found.pop()
            found.append(Template(family, kinds, last.text, (*last.figures, tuple(line.split()))))
        elif line.strip() and not line.startswith("#"):
            found.append(Template(family, kinds, line.strip(), ()))
    return found
