"""Reads TOML strictly: what is missing, unknown or of the wrong kind is told with file, field and reason."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from evidence.errors import TopicError
from evidence.records.words import Words
from evidence.topics.plain import LARGEST, is_date, is_text, shown

Read = TypeVar("Read")
_RECORD = re.compile(r"pmid:[1-9][0-9]{0,8}|doi:10\.\S+/\S+|cite:[a-z0-9_]+")


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a TOML file that remembers which keys were asked for; finish() refuses the others.

    where: "question Q9", empty for the file itself; path: "threshold." for a table inside it.
    Every method raises TopicError when the value is missing or not what its name says.
    """

    file: str
    where: str
    path: str
    values: Mapping[str, object]
    asked: set[str] = field(default_factory=set)

    def mistake(self, key: str, reason: str) -> TopicError:
        """Return the error that names file, field and reason in one line."""
        place = f"{self.file}: {self.where}" if self.where else self.file
        return TopicError(" ".join(f"{place}: {self.path}{key} {reason}".split()))

    def finish(self) -> None:
        """Refuse keys that nobody asked for: a misspelt key would otherwise do nothing, silently."""
        for key in self.values:
            if key not in self.asked:
                raise self.mistake(key, f"is not known here; known are {', '.join(sorted(self.asked))}")

    def has(self, key: str) -> bool:
        """Return whether the optional key is there."""
        self.asked.add(key)
        return key in self.values

    def value(self, key: str) -> object:
        """Return the raw value of a key that must be there."""
        if not self.has(key):
            raise self.mistake(key, "is missing")
        return self.values[key]

    def text(self, key: str) -> str:
        """Return a text that is not empty and has no space around it."""
        value = self.value(key)
        if not isinstance(value, str) or not value or value != value.strip():
            raise self.mistake(key, f"must be a text without spaces around it, not {shown(value)}")
        return value

    def maybe_text(self, key: str) -> str | None:
        """Return the text, or None where the key is absent."""
        return self.text(key) if self.has(key) else None

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of different texts that is not empty."""
        value = self.value(key)
        if not isinstance(value, list) or not value or not all(is_text(word) for word in value):
            raise self.mistake(key, f"must be a list of texts, not {shown(value)}")
        for position, word in enumerate(value):
            if word in value[:position]:
                raise self.mistake(key, f"names {shown(word)} twice")
        return tuple(value)

    def maybe_texts(self, key: str) -> tuple[str, ...]:
        """Return the texts, () where the key is absent or the list is empty."""
        return self.texts(key) if self.has(key) and self.values[key] != [] else ()

    def choice(self, key: str, known: Sequence[str]) -> str:
        """Return a text that is one of the known codes."""
        return self.known(key, (self.text(key),), known)[0]

    def choices(self, key: str, known: Sequence[str]) -> tuple[str, ...]:
        """Return texts that are all known codes; () where the key is absent."""
        return self.known(key, self.maybe_texts(key), known)

    def known(self, key: str, words: tuple[str, ...], known: Sequence[str]) -> tuple[str, ...]:
        """Return the words unless one of them is no known code."""
        for word in words:
            if word not in known:
                raise self.mistake(key, f"names {shown(word)}, which is not one of {', '.join(known)}")
        return words

    def record(self, key: str) -> str:
        """Return the key of a record: "pmid:1", "doi:10.1/x" or "cite:name"."""
        return self._records(key, (self.text(key),))[0]

    def records(self, key: str) -> tuple[str, ...]:
        """Return keys of records, () where the key is absent."""
        return self._records(key, self.maybe_texts(key))

    def _records(self, key: str, names: tuple[str, ...]) -> tuple[str, ...]:
        for name in names:
            if not _RECORD.fullmatch(name):
                raise self.mistake(key, f"must name records as pmid:1, doi:10.1/x or cite:name, not {shown(name)}")
        return names

    def flag(self, key: str) -> bool:
        """Return true or false."""
        value = self.value(key)
        if not isinstance(value, bool):
            raise self.mistake(key, f"must be true or false, not {shown(value)}")
        return value

    def maybe_flag(self, key: str) -> bool | None:
        """Return true or false, None where the key is absent."""
        return self.flag(key) if self.has(key) else None

    def whole(self, key: str) -> int:
        """Return a whole number of at least 0."""
        value = self.value(key)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= LARGEST:
            raise self.mistake(key, f"must be a whole number of at least 0, not {shown(value)}")
        return value

    def maybe_whole(self, key: str) -> int | None:
        """Return the whole number, None where the key is absent."""
        return self.whole(key) if self.has(key) else None

    def maybe_number(self, key: str) -> float | None:
        """Return a finite number, None where the key is absent."""
        if not self.has(key):
            return None
        value = self.values[key]
        if isinstance(value, bool) or not isinstance(value, int | float) or not -LARGEST <= value <= LARGEST:
            raise self.mistake(key, f"must be a number, not {shown(value)}")
        return value

    def number_above_zero(self, key: str) -> float:
        """Return a finite number above 0."""
        value = self.value(key)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= LARGEST:
            raise self.mistake(key, f"must be a number above 0, not {shown(value)}")
        return float(value)

    def day(self, key: str) -> str:
        """Return a date as text: "2026", "2026-11" or "2026-11-22"."""
        value = self.value(key)
        if not isinstance(value, str) or not is_date(value):
            raise self.mistake(key, f'must be a date such as "2026-11-22", "2026-11" or "2026", not {shown(value)}')
        return value

    def maybe_day(self, key: str) -> str | None:
        """Return the date, None where the key is absent."""
        return self.day(key) if self.has(key) else None

    def both(self, key: str) -> Words:
        """Return the same text in English and Dutch."""
        return self.inner(key, lambda table: Words(table.text("en"), table.text("nl")))

    def maybe_both(self, key: str) -> Words | None:
        """Return the text in both languages, None where the key is absent."""
        return self.both(key) if self.has(key) else None

    def inner(self, key: str, read: Callable[["Table"], Read]) -> Read:
        """Return what read makes of the table that stands under key."""
        value = self.value(key)
        if not isinstance(value, dict):
            raise self.mistake(key, f"must be a table, not {shown(value)}")
        return read_whole(Table(self.file, self.where, f"{self.path}{key}.", value), read)

    def entries(self, key: str, name: str, read: Callable[["Table"], Read]) -> tuple[Read, ...]:
        """Return what read makes of each [[key]] table; its key `name` names it in messages. () where absent."""
        value = self.value(key) if self.has(key) else []
        if not isinstance(value, list):
            raise self.mistake(key, f"must be a list of [[{key}]] tables, not {shown(value)}")
        return tuple(
            read_whole(self._entry(key, name, position, entry), read) for position, entry in enumerate(value, 1)
        )

    def _entry(self, key: str, name: str, position: int, entry: object) -> "Table":
        if not isinstance(entry, dict):
            raise self.mistake(key, f"no. {position} must be a table, not {shown(entry)}")
        title = entry.get(name)
        own = f"{key} {title}" if isinstance(title, str) else f"{key} no. {position}"
        return Table(self.file, f"{self.where}: {own}" if self.where else own, "", entry)


def read_whole(table: Table, read: Callable[[Table], Read]) -> Read:
    """Return what read makes of the table, and refuse what it did not ask for."""
    made = read(table)
    table.finish()
    return made
