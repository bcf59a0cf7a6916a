"""What a plain value of a topic file is, and how a message shows it."""

import re
from datetime import date

LARGEST = 10**12  # no count or figure of this field comes near; beyond, arithmetic and the database fail
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")  # date.fromisoformat alone also takes "2026-W01-1"


def is_date(value: str) -> bool:
    """Return whether the text is a date of the calendar, complete or cut to its month or year."""
    if not _DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(value + "0001-01-01"[len(value) :])
    except ValueError:
        return False
    return True


def shown(value: object) -> str:
    """Return the value as a message shows it: short, on one line."""
    told = repr(value) if not isinstance(value, int) or abs(value) <= LARGEST else "a number too large"
    return told if len(told) <= 60 else told[:57] + "..."


def is_text(word: object) -> bool:
    """Return whether it is a text that is not empty and has no space around it."""
    return isinstance(word, str) and bool(word) and word == word.strip()
