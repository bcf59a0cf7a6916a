"""The registry's query language as far as the tracker needs it: words, "phrases", AND, OR, NOT, AREA, RANGE."""

import re
from collections.abc import Callable
from typing import Any

from tests.fakes.features import padded, tokens
from tests.fakes.fields import AREAS, PIECES, values_at

Study = dict[str, Any]
Test = Callable[[Study], bool]
_PIECE = re.compile(r'\s*(AREA\[[^\]]*\]|RANGE\[[^\]]*\]|"[^"]*"|[()]|[^\s()"]+)')
NAMES = {
    "term": "Other terms", "cond": "Conditions", "intr": "Intervention", "titles": "Titles", "id": "Study IDs",
    "outc": "Outcome", "locn": "Location", "spons": "Sponsor", "lead": "Lead sponsor", "patient": "Patient",
    "advanced": "Advanced",
}  # fmt: skip


class EssieError(ValueError):
    """The text that the registry answers with status 400."""


def compile_query(area: str, text: str) -> Test:
    """A test of a study. OR binds weaker than AND; words side by side must all be there."""
    reader = _Reader(area, text)
    test = reader.either()
    if reader.at < len(reader.pieces):
        reader.fail()
    return test


class _Reader:
    def __init__(self, area: str, text: str) -> None:
        self.area, self.text = area, text
        self.pieces: list[str] = _PIECE.findall(text)
        self.at = 0

    def fail(self) -> None:
        rest = " ".join(self.pieces[self.at :]) or "<EOF>"
        name = NAMES.get(self.area, self.area)
        raise EssieError(f"Error parsing query in {name}: no viable alternative at input '{rest}'")

    def _peek(self) -> str:
        return self.pieces[self.at] if self.at < len(self.pieces) else ""

    def _take(self) -> str:
        piece = self._peek()
        self.at += 1
        return piece

    def either(self) -> Test:
        tests = [self._both()]
        while self._peek() == "OR":
            self._take()
            tests.append(self._both())
        return lambda study: any(test(study) for test in tests)

    def _both(self) -> Test:
        tests = [self._single()]
        while self._peek() not in ("", ")", "OR"):
            if self._peek() == "AND":
                self._take()
            tests.append(self._single())
        return lambda study: all(test(study) for test in tests)

    def _single(self) -> Test:
        piece = self._peek()
        if piece in ("", ")", "AND", "OR"):
            self.fail()
        self._take()
        if piece == "NOT":
            inner = self._single()
            return lambda study: not inner(study)
        if piece == "(":
            inner = self.either()
            if self._take() != ")":
                self.at -= 1
                self.fail()
            return inner
        if piece.startswith("AREA["):
            return self._in_area(piece[5:-1])
        return _holds(AREAS.get(self.area, tuple(PIECES)), piece)

    def _in_area(self, name: str) -> Test:
        if name not in PIECES:
            raise EssieError(f"Unknown area name: {name}")
        if self._peek().startswith("RANGE["):
            return _within(name, self._take()[6:-1])
        if self._peek() in ("", ")"):
            self.fail()
        return _holds((name,), self._take())


def _holds(pieces: tuple[str, ...], text: str) -> Test:
    words = " " + " ".join(tokens(text)) + " "

    def test(study: Study) -> bool:
        found = [str(value) for piece in pieces for value in values_at(study, PIECES[piece])]
        return words in padded(*found)

    return test


def _within(piece: str, text: str) -> Test:
    low, _, high = (part.strip() for part in text.partition(","))

    def test(study: Study) -> bool:
        values = [str(value) for value in values_at(study, PIECES[piece])]
        return any((low == "MIN" or value >= low) and (high == "MAX" or value[: len(high)] <= high) for value in values)

    return test
