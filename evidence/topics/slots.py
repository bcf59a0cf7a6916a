"""Slots of the names of outcomes: words that stand for one another, written once ("{worsening}")."""

import re
from collections.abc import Mapping

from evidence.phrases import PhraseError, phrase_heads
from evidence.topics.reader import Table

Slots = Mapping[str, tuple[str, ...]]

_SLOT = re.compile(r"\{(?P<name>[a-z_]+)\}")
_DEEPEST = 5


def read_slots(table: Table) -> dict[str, tuple[str, ...]]:
    """Return the alternatives of each slot by its name."""
    return {name: table.texts(name) for name in table.values}


def written_out(table: Table, key: str, slots: Slots) -> tuple[str, ...]:
    """Return the phrases of a list with the words of the slots in place of their names. Raises TopicError."""
    return tuple(_written(table, key, phrase, slots) for phrase in table.maybe_texts(key))


def _written(table: Table, key: str, phrase: str, slots: Slots) -> str:
    whole = phrase
    for _ in range(_DEEPEST):
        names = [match["name"] for match in _SLOT.finditer(whole)]
        unknown = [name for name in names if name not in slots]
        if unknown:
            raise table.mistake(key, f"{phrase!r} has the slot {unknown[0]!r}, which [slots] does not hold")
        if not names:
            break
        whole = _SLOT.sub(lambda match: "{" + "|".join(slots[match["name"]]) + "}", whole)
    else:
        raise table.mistake(key, f"{phrase!r} has slots in slots that do not end")
    try:
        phrase_heads(whole)  # reads all of it: a pattern is made where the words are looked for
    except PhraseError as problem:
        raise table.mistake(key, str(problem)) from problem
    return whole
