"""Where the text names an outcome, an arm, a course, a regimen or a subgroup."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evidence.records.question import OutcomeTerm, Vocabulary
from evidence.words import words_pattern

OUTCOME, TREATMENT, DRUG, REGIMEN, COURSE, SUBGROUP, CONTROL, TIME, WHOLE = (
    "outcome", "treatment", "drug", "regimen", "course", "subgroup", "control", "time", "whole",
)  # fmt: skip

_GAP = r"(?:[^\w.;:]+[\w+'/-]+){0,4}?[^\w.;:]+"  # what " ... " in a phrase stands for
_FIRST = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9(]")
# Words for the treatment and for its controls that belong to no topic: how trials are reported.
_TREATED = ("transplantation", "transplant", "transplanted", "transplant group", "transplantation group")
_CONTROLS = ("controls", "control group", "control arm", "control patients", "comparator group", "comparator arm",
             "comparison group", "non-transplanted", "nontransplanted")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """A named thing at a place of the normal text. counts: for outcomes, what a share of patients with it counts.

    months: for times, months after treatment or start. group: for subgroups, what they part patients by.
    """

    kind: str
    code: str
    start: int
    end: int
    counts: str | None = None
    months: float | None = None
    group: str | None = None


@dataclass(frozen=True, slots=True)
class _Name:
    kind: str
    code: str
    counts: str | None
    group: str | None = None


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The names that begin alike, as one pattern, the longest first."""

    pattern: re.Pattern[str]
    names: tuple[_Name, ...]


@dataclass(frozen=True, slots=True)
class Finder:
    """Many names by their first two signs: the earliest, then the longest name has its place.

    One pattern of all names took 5 ms a sentence; looking only at names that begin as the word does takes 0.2 ms.
    """

    shelves: Mapping[str, _Shelf]

    def find(self, text: str) -> tuple[Mention, ...]:
        """Return the mentions in order; they never overlap."""
        found: list[Mention] = []
        end = 0
        for word in _FIRST.finditer(text):
            if word.start() < end:
                continue
            mention = self._at(text, word.start())
            if mention is not None:
                found.append(mention)
                end = mention.end
        return tuple(found)

    def _at(self, text: str, start: int) -> Mention | None:
        key = _key(text[start : start + 2])
        shelf = self.shelves.get(key) or self.shelves.get(key[0])
        match = shelf.pattern.match(text, start) if shelf is not None else None
        if shelf is None or match is None:
            return None
        name = shelf.names[(match.lastindex or 1) - 1]
        return Mention(name.kind, name.code, start, match.end(), name.counts, None, name.group)


def compile_outcomes(outcomes: Iterable[OutcomeTerm]) -> Finder:
    """Return the finder of outcome names; event_words count events, whatever the outcome's own direction."""
    names: list[tuple[str, _Name]] = []
    for outcome in outcomes:
        names.extend((word, _Name(OUTCOME, outcome.code, outcome.direction)) for word in outcome.words)
        names.extend((word, _Name(OUTCOME, outcome.code, "event")) for word in outcome.event_words)
    return _compile(names)


def compile_labels(vocabulary: Vocabulary) -> Finder:
    """Return the finder of arms, drugs, regimens, courses and subgroups."""
    names = [(word, _Name(TREATMENT, "hsct", None)) for word in _treatment_words(vocabulary)]
    names.extend((word, _Name(CONTROL, "control", None)) for word in _CONTROLS)
    groups = ((DRUG, vocabulary.drugs), (REGIMEN, vocabulary.regimens), (COURSE, vocabulary.courses),
              (SUBGROUP, vocabulary.subgroups))  # fmt: skip
    for kind, terms in groups:
        for term in terms:
            names.extend((word, _Name(kind, term.code, None, term.group)) for word in term.words)
    return _compile(names)


def _treatment_words(vocabulary: Vocabulary) -> tuple[str, ...]:
    return (*vocabulary.treatment, *vocabulary.treatment_broad, *_TREATED)


def _compile(names: list[tuple[str, _Name]]) -> Finder:
    """Return the finder; a name with only its first sign fixed ("P-FS" may be "P FS") stands on every shelf of it."""
    ordered = sorted(names, key=lambda pair: (-len(pair[0]), pair[0]))
    keys = dict.fromkeys(_key(word) for word, _ in ordered)
    shelves = {}
    for key in keys:
        fitting = [(word, name) for word, name in ordered if _key(word) in (key, key[0])]
        pattern = re.compile("|".join(f"({_phrase(word)})" for word, _ in fitting))
        shelves[key] = _Shelf(pattern, tuple(name for _, name in fitting))
    return Finder(shelves)


def _key(word: str) -> str:
    first = word[:2].lower()
    return first if len(first) == 2 and first[1].isalnum() else first[0]


def _phrase(word: str) -> str:
    parts = [words_pattern([part]).pattern for part in word.split(" ... ")]
    return _GAP.join(f"(?:{part})" for part in parts)
