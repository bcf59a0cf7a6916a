"""Turns numbers, dates, codes and reasons into the words of one language.

The two catalogues hold every sentence of the report; a test keeps their keys and value names the same, and the
figures in a text are the same in both languages but for the decimal sign.
"""

from collections.abc import Iterable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import NamedTuple

Value = str | int | float | None
LANGUAGES = ("en", "nl")


class Catalogue(NamedTuple):
    """The words of one language: codes -> words, and templates with {names} for sentences and reasons.

    pack: what the pack says, by its English words; empty where the language is that of the pack.
    """

    language: str
    decimal: str
    months: tuple[str, ...]
    codes: Mapping[str, Mapping[str, str]]
    text: Mapping[str, str]
    reasons: Mapping[str, str]
    pack: Mapping[str, str] = MappingProxyType({})


KEYS = ("pmid:", "doi:", "cite:")  # a record without author and year is named by its key


def catalogue(language: str) -> Catalogue:
    """Return the words of "en" or "nl"; only that one is loaded."""
    found: Catalogue = import_module(f"evidence_cli.render.catalogue_{language}").CATALOGUE
    return found


def word(words: Catalogue, kind: str, code: str | None) -> str:
    """Return the word for a code of a kind (status, direction, outcome, ...), the code itself if it has none."""
    if code is None:
        return words.text["not_reported"]
    return words.codes[kind].get(code, code.replace("_", " "))


def number(words: Catalogue, value: float) -> str:
    """Return the number as the source has it: no rounding, no needless zeros, the language's decimal sign."""
    shown = str(value) if isinstance(value, int) else repr(value)
    if "e" in shown:
        shown = f"{value:f}".rstrip("0")
    shown = shown.removesuffix(".0").removesuffix(".")
    return shown.replace(".", words.decimal)


def rounded(words: Catalogue, value: float) -> str:
    """Return a figure that we computed: one decimal from 10 on, two below, so that 0.54 % stays apart from 1 %."""
    return (f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}").replace(".", words.decimal)


def significant(words: Catalogue, value: float) -> str:
    """Return a ratio or difference that we pooled in three significant digits, for 0.005 is not 0.01."""
    return number(words, float(f"{value:.3g}"))


def date(words: Catalogue, value: str | None) -> str:
    """Return an ISO date, which may be partial, for people: "21 Mar 2028", "Mar 2028", "2028"; else as it is."""
    if value is None:
        return words.text["not_known"]
    parts = value.partition("T")[0].split("-")
    if len(parts) > 3 or len(parts[0]) != 4 or not all(part.isdecimal() for part in parts):
        return value
    if len(parts) == 1 or not 1 <= int(parts[1]) <= 12:
        return parts[0]
    shown = f"{words.months[int(parts[1]) - 1]} {parts[0]}"
    return f"{int(parts[2])} {shown}" if len(parts) == 3 else shown


def text(words: Catalogue, key: str, **values: Value) -> str:
    """Return a sentence of the catalogue with its values filled in."""
    return words.text[key].format_map({name: _value(words, value) for name, value in values.items()})


def _value(words: Catalogue, value: Value) -> str:
    if value is None:
        return words.text["not_reported"]
    return value if isinstance(value, str) else number(words, value)


def joined(words: Catalogue, parts: Iterable[str]) -> str:
    """Return "a", "a and b" or "a, b and c" in the language."""
    found = list(parts)
    if len(found) < 2:
        return "".join(found)
    return f"{', '.join(found[:-1])} {words.text['and']} {found[-1]}"


def sentence(part: str) -> str:
    """Return the words as a sentence: a capital at the start (figures and record keys stay), a full stop at the end."""
    shown = part.strip()
    if not shown:
        return shown
    ending = "" if shown.endswith((".", "!", "?", ":")) else "."
    first = shown[0] if shown.startswith(KEYS) else shown[0].upper()
    return f"{first}{shown[1:]}{ending}"
