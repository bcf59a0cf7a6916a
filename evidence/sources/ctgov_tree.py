"""A reply of ClinicalTrials.gov as a tree whose parts may be missing, new, or of another kind than its document says.

What is there but not as expected is noted with its path and read as not told, so that one odd value does not lose a
record, and does not pass unseen.
"""

import json
import re
from collections.abc import Collection
from dataclasses import dataclass

from evidence.errors import ContentRefused

_BOM = b"\xef\xbb\xbf"
_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character: legal in JSON, in no text


@dataclass(frozen=True, slots=True)
class Branch:
    """One object of a reply. path: where it stands; odd: what was found there that is not as it should be."""

    path: str
    parts: dict[str, object]
    odd: list[str]

    def text(self, name: str) -> str | None:
        """Return a text, None where it is not told or empty."""
        value = self.parts.get(name)
        if isinstance(value, str):
            return self._clean(name, value)
        self._expect(name, value, "a text")
        return None

    def figure(self, name: str) -> str | None:
        """Return a figure as printed; the registry gives some as texts ("84.2", "NA") and some as numbers."""
        value = self.parts.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        return self.text(name)

    def whole(self, name: str) -> int | None:
        """Return a whole number, 0 included, None where it is not told."""
        value = self.parts.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        self._expect(name, value, "a whole number")
        return None

    def flag(self, name: str) -> bool | None:
        """Return true or false, None where it is not told."""
        value = self.parts.get(name)
        if isinstance(value, bool):
            return value
        self._expect(name, value, "true or false")
        return None

    def code(self, name: str, known: Collection[str]) -> str | None:
        """Return a value of an enumeration as spelt; one that is not among the known is noted."""
        value = self.text(name)
        if value is not None and value not in known:
            self._note(name, f"{value!r} is new")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts in its order, () where it is not told."""
        told = self._list(name)
        found = [self._clean(name, value) for value in told if isinstance(value, str)]
        if len(found) < len(told):
            self._note(name, "holds something else than texts")
        return tuple(text for text in found if text is not None)

    def codes(self, name: str, known: Collection[str]) -> tuple[str, ...]:
        """Return a list of values of an enumeration as spelt; those that are not among the known are noted."""
        found = self.texts(name)
        for value in found:
            if value not in known:
                self._note(name, f"{value!r} is new")
        return found

    def branch(self, name: str) -> "Branch":
        """Return the object of that name, an empty one where it is not told."""
        value = self.parts.get(name)
        if not isinstance(value, dict):
            self._expect(name, value, "an object")
            value = {}
        return Branch(self._path(name), value, self.odd)

    def branches(self, name: str) -> tuple["Branch", ...]:
        """Return a list of objects in its order, () where it is not told."""
        told = self._list(name)
        found = [value for value in told if isinstance(value, dict)]
        if len(found) < len(told):
            self._note(name, "holds something else than objects")
        return tuple(Branch(self._path(name), value, self.odd) for value in found)

    def note_new(self, known: Collection[str]) -> None:
        """Note each part whose name is not among the known."""
        for name in self.parts:
            if name not in known:
                self._note(name, "is a new part")

    def _list(self, name: str) -> list[object]:
        value = self.parts.get(name)
        if isinstance(value, list):
            return value
        self._expect(name, value, "a list")
        return []

    def _clean(self, name: str, value: str) -> str | None:
        whole = _SURROGATE.sub("\ufffd", value)
        if whole != value:
            self._note(name, "holds half a character")
        return whole.strip() or None

    def _expect(self, name: str, value: object, wanted: str) -> None:
        if value is not None:
            self._note(name, f"is {type(value).__name__}, not {wanted}")

    def _note(self, name: str, what: str) -> None:
        remark = f"{self._path(name)} {what}"
        if remark not in self.odd:
            self.odd.append(remark)

    def _path(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name


def read_tree(raw: bytes) -> object:
    """Return what the bytes say as JSON; raises ContentRefused where they are not JSON in UTF-8.

    Numbers with a point stay texts, so that no digit is lost.
    """
    try:
        told: object = DECODER.decode(read_text(raw))
    except (ValueError, RecursionError) as problem:
        raise not_json(problem) from problem
    return told


def read_text(raw: bytes) -> str:
    """Return the bytes as text, without a byte order mark; raises UnicodeDecodeError, a ValueError."""
    return raw.removeprefix(_BOM).decode("utf-8")


class NotJson(ContentRefused):
    """What came is no JSON at all: cut short, damaged, or a web page."""


def not_json(problem: Exception) -> NotJson:
    """Return the error that says why something is no JSON."""
    reason = "nested too deeply" if isinstance(problem, RecursionError) else problem
    return NotJson(f"not JSON in UTF-8 ({reason})")


def _refuse(constant: str) -> object:
    raise ValueError(f"{constant} is no number")


DECODER = json.JSONDecoder(parse_float=str, parse_constant=_refuse)
