"""Finds what a user named, or says what there is."""

from collections.abc import Iterable
from typing import Any

from evidence.errors import UsageError

_LISTED = 25  # names that are told where nothing comes near


def chosen_question(questions: list[dict[str, Any]], code: str) -> dict[str, Any]:
    """Return the question of that code ("q9" and "9" also mean Q9); raises UsageError with the codes there are."""
    wanted = code.strip().upper()
    for question in questions:
        if question["code"].upper() in (wanted, f"Q{wanted}"):
            return question
    codes = " ".join(question["code"] for question in questions)
    raise UsageError(f"unknown question {code!r}: there is {codes}")


def chosen_code(kind: str, code: str, known: Iterable[str]) -> str:
    """Return the code with hyphens read as underscores; raises UsageError naming the nearest ones where unknown."""
    wanted = code.strip().lower().replace("-", "_")
    codes = list(known)
    if wanted in codes:
        return wanted
    raise UsageError(f"unknown {kind} {code!r}: {nearest(wanted, codes)}")


def nearest(wanted: str, known: list[str]) -> str:
    """Return "nearest are a, b", or what exists if nothing comes near."""
    from difflib import get_close_matches  # late: only a mistake needs it

    near = get_close_matches(wanted, known, n=3, cutoff=0.5)
    if near:
        return f"nearest are {', '.join(near)}" if len(near) > 1 else f"nearest is {near[0]}"
    if len(known) > _LISTED:
        return f"none of the {len(known):,} names that are known comes near it"
    return f"there is {', '.join(known)}" if known else "there is none yet"


def typed(text: str) -> str:
    """Return the text as it is; raises UsageError for bytes that are no UTF-8, which nothing stored can hold."""
    if "\0" in text:
        raise UsageError(f"{text!r} has a NUL in it, which nothing stored can hold: type it again")
    if text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text):
        return text
    raise UsageError(f"{text!r} is not written in UTF-8: set the terminal to UTF-8, or type it again")


def record_key(name: str) -> str:
    """Return the record key a user means: digits are a PMID, "10.1/x" or a doi.org address a DOI; else as it is."""
    wanted = name.strip()
    for prefix in ("https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/"):
        wanted = wanted.removeprefix(prefix)
    lowered = wanted.lower()
    if lowered.startswith("pmid"):
        lowered = lowered[4:].lstrip(": ")
    if lowered.isdecimal():
        return f"pmid:{lowered}"
    if lowered.startswith("10.") and "/" in lowered:
        return f"doi:{lowered}"
    return lowered if lowered.startswith(("doi:", "cite:", "study:")) else wanted
