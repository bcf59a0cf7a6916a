"""Finds records by author and year, as people call them: "Burt 2021", "muraro 2017", "Ruiz-Argüelles GJ, 2019"."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from string import ascii_lowercase
from typing import Any

from evidence.errors import UsageError

Row = Mapping[str, Any]
_YEAR = re.compile(r"(.*?)(?: et al)?(?: ((?:19|20)\d\d)([a-z]?))?")
_WITH_KEY = re.compile(r".*\[((?:pmid|doi|cite):.+)\]")
_LISTED = 8  # of several records of one name


def called(name: str, known: Iterable[Row]) -> list[Row]:
    """Return the records of that author, and of that year where one is named, in their order.

    known: record, first_author, year. Case, accents, hyphens and commas do not matter, nor do initials. A letter behind
    the year ("2021b") names the one of several that has it here (see lettered), never another: [] where none has.
    """
    told = _YEAR.fullmatch(folded(name))
    if told is None or not told[1]:
        return []
    author, year, letter = told.groups()
    found = [
        row
        for row in known
        if row["first_author"] and author in _authors(row["first_author"]) and year in (None, str(row["year"]))
    ]
    return [row for own, row in lettered(found).items() if own == letter] if letter else found


def lettered(found: Iterable[Row]) -> dict[str, Row]:
    """Return the records of one author and year by the letters that tell them apart: from the first published on."""
    ordered = sorted(found, key=lambda row: (row["known_from"] or "9", row["record"]))
    return dict(zip(ascii_lowercase, ordered, strict=False))


def bracketed(name: str) -> str:
    """Return the key of a name as the screens print it, "Muraro 2025 [pmid:40251896]"; any other name as it is."""
    told = _WITH_KEY.fullmatch(name.strip())
    return name if told is None else told[1]


def folded(name: str) -> str:
    """Return the name without case, accents and signs: "Ruiz-Argüelles" -> "ruiz arguelles"."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[^\w]+", " ", letters).split())


def named(known: Iterable[Row]) -> list[str]:
    """Return what the records are called, "Burt 2021", each once."""
    found = {f"{_bare(row['first_author'])} {row['year']}" for row in known if row["first_author"] and row["year"]}
    return sorted(found)


def the_one(name: str, found: list[Row]) -> str:
    """Return the key of the record; raises UsageError that says what to type where there are several."""
    if len(found) == 1:
        return str(found[0]["record"])
    own = {row["record"]: f"{row['year']}{letter}, " for letter, row in lettered(found).items()}
    letters = own if len({row["year"] for row in found}) == 1 and found[0]["year"] is not None else {}
    told = [f"{row['record']} ({letters.get(row['record'], '')}{_about(row)})" for row in found[:_LISTED]]
    listed = "; ".join(f"evidence show {each}" for each in told)
    more = f"; and {len(found) - _LISTED} more: add the year" if len(found) > _LISTED else ""
    raise UsageError(f"{len(found)} records are called {name!r}: type {listed}{more}")


def _authors(first_author: str) -> tuple[str, str]:
    """Return the author as told and without initials: "ruiz arguelles gj", "ruiz arguelles"."""
    return folded(first_author), folded(_bare(first_author))


def _bare(first_author: str) -> str:
    surname, _, initials = first_author.rpartition(" ")
    return surname if surname and len(initials) <= 4 and initials.isupper() else first_author


def _about(row: Row) -> str:
    told = (row["citation"], row["title"], None if row["year"] is None else str(row["year"]))
    return next((each for each in told if each), "no more is known of it")
