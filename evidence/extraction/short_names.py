"""Short names that a record makes for itself: "mitoxantrone (MX)" lets MX stand for the drug in every sentence."""

import re
from collections.abc import Iterable

from evidence.extraction.finder import Finder, with_names
from evidence.extraction.mentions import Mention
from evidence.extraction.text import Sentence
from evidence.values import changed

_SHORT = re.compile(r"\s?\((?P<short>[A-Z][A-Za-z]{1,5}(?:-?\d{1,2})?s?)\)")


def with_short_names(finder: Finder, sentences: Iterable[Sentence]) -> Finder:
    """Return the finder with the short names that stand in a bracket behind a name of its own, the finder if none.

    A short name has the letters of its name in their order, begins as the name does and has no meaning yet.
    """
    found: dict[str, Mention] = {}
    for sentence in sentences:
        if "(" not in sentence.text:
            continue
        for mention in finder.find(sentence.text):
            match = _SHORT.match(sentence.text, mention.end)
            if match is None:
                continue
            short = match["short"]
            if _is_short_of(short, sentence.text[mention.start : mention.end]) and not finder.find(short):
                found.setdefault(short, changed(mention, start=0, end=0))
    return with_names(finder, found) if found else finder


def _is_short_of(short: str, name: str) -> bool:
    """Tell whether the letters of the short name stand in the name in their order, the first one at its head."""
    rest = iter(name.lower())
    letters = [sign.lower() for sign in short.rstrip("s") if sign.isalpha()]
    return name[:1].lower() == letters[0] and all(letter in rest for letter in letters)
