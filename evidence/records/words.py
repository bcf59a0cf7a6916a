"""The same text in the languages of the program."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The same text in English and Dutch."""

    en: str
    nl: str
