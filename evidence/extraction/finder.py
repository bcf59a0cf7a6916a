"""The finder of names: outcomes, arms, drugs, regimens, courses and subgroups of the vocabulary, as text has them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from evidence.extraction.mentions import CONTROL, COURSE, DRUG, OUTCOME, REGIMEN, SUBGROUP, TREATMENT, Mention
from evidence.phrases import is_plain_phrase, phrase_heads, phrase_pattern
from evidence.quick import Quick
from evidence.records.question import OutcomeTerm, Term, Vocabulary
from evidence.values import changed
from evidence.word_places import words_of

_BEGIN = 4
_LETTERS = re.compile(r"[A-Za-z0-9]+")
# Words for the treatment and for its controls that belong to no topic: how trials are reported.
_TREATED = ("transplantation", "transplant", "transplanted", "transplant group", "transplantation group",
            "the treatment group", "the treatment arm", "the intervention group", "the intervention arm",
            "the active arm", "grafted", "autografted")  # fmt: skip
_CONTROLS = ("controls", "control group", "control arm", "control patients", "comparator group", "comparator arm",
             "comparison group", "comparison arm", "comparison cohort", "comparator cohort", "control cohort",
             "reference group",
             "drug group", "drug arm", "medication group", "antibody group", "antibody arm", "non-transplanted",
             "nontransplanted", "non-grafted", "ungrafted", "not grafted", "not transplanted")  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Name:
    kind: str
    code: str
    counts: str | None
    group: str | None = None
    prepares: bool = False


_OTHER = _Name("other", "", None)  # what holds the place of a name and names something else


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The names that begin with the same letters: the plain ones as one pattern, the longest first, and phrases.

    whole: the first words of the names, in small letters; stems: how the first words begin that end in any way.
    """

    pattern: re.Pattern[str] | None
    names: tuple[_Name, ...]
    phrases: tuple[tuple[str, _Name], ...]
    whole: frozenset[str]
    stems: tuple[str, ...]

    def holds(self, word: str) -> bool:
        """Tell whether one of the names may begin with the word."""
        return word in self.whole or word.startswith(self.stems)


@cache
def _built(phrase: str) -> Quick:
    """Return the pattern of a phrase with alternatives: all 250 take 1.1 s, the 100 that one record needs 0.2 s."""
    return Quick(phrase_pattern(phrase))


@dataclass(frozen=True, eq=False)
class Finder:
    """Many names: the earliest, then the longest has its place; a plain one before its equal.

    One pattern of all names took 5 ms a sentence; looking only at names that begin as the word does takes 0.05 ms.
    shelves: the names by the first four letters of their first word. general, heads: the finder without the short
    names of one record, and how those begin: a text that holds none of these is read by it, as other records' are.
    """

    shelves: Mapping[str, _Shelf]
    general: "Finder | None" = None
    heads: tuple[str, ...] = ()

    def _shelf_of(self, word: str) -> _Shelf | None:
        """Return the names that may begin with the word, None where none does."""
        shelf = self.shelves.get("" if word == "(" else word[:_BEGIN])
        return shelf if shelf is not None and shelf.holds(word) else None

    @lru_cache(maxsize=8192)  # noqa: B019 - the words of a language; never asked for the short names of one record
    def _known_shelf_of(self, word: str) -> _Shelf | None:
        return self._shelf_of(word)

    @lru_cache(maxsize=64)  # noqa: B019 - one finder a topic; facts and figures are read from the same sentences
    def find(self, text: str) -> tuple[Mention, ...]:
        """Return the mentions in order; they never overlap."""
        if self.general is not None:
            small = text.lower()
            if not any(head in small for head in self.heads):
                return self.general.find(text)
        found: list[Mention] = []
        end, shelf_of = 0, self._known_shelf_of if self.general is None else self._shelf_of
        for place, word in words_of(text):
            shelf = shelf_of(word)
            if shelf is None or place < end or _is_inside(text, place):
                continue
            mention = _at(text, place, shelf)
            if mention is not None:
                found.append(mention)
                end = mention.end
        return tuple(mention for mention in found if mention.kind != _OTHER.kind)


def _is_inside(text: str, place: int) -> bool:
    """Tell whether a bracket stands in a word: "Gd(+)"."""
    before = text[place - 1 : place]
    return text[place] == "(" and before.isascii() and before.isalnum()


def _at(text: str, start: int, shelf: _Shelf) -> Mention | None:
    end, name = start, None
    match = shelf.pattern.match(text, start) if shelf.pattern is not None else None
    if match is not None:
        end, name = match.end(), shelf.names[(match.lastindex or 1) - 1]
    for phrase, other in shelf.phrases:
        match = _built(phrase).match_there(text, start)
        if match is not None and match.end() > end:
            end, name = match.end(), other
    if name is None:
        return None
    return Mention(name.kind, name.code, start, end, name.counts, None, name.group, name.prepares)


def compile_outcomes(outcomes: Iterable[OutcomeTerm]) -> Finder:
    """Return the finder of outcome names; event_words count events, whatever the outcome's own direction.

    other_words hold their place and are no outcome.
    """
    names: list[tuple[str, _Name]] = []
    for outcome in outcomes:
        names.extend((word, _Name(OUTCOME, outcome.code, outcome.direction)) for word in outcome.words)
        names.extend((word, _Name(OUTCOME, outcome.code, "event")) for word in outcome.event_words)
        names.extend((word, _Name(OUTCOME, outcome.code, "lower_better")) for word in outcome.lower_words)
        names.extend((word, _OTHER) for word in outcome.other_words)
    return _compile(names)


def compile_labels(vocabulary: Vocabulary) -> Finder:
    """Return the finder of arms, drugs, regimens, courses and subgroups."""
    names = [(word, _Name(TREATMENT, "hsct", None)) for word in _treatment_words(vocabulary)]
    names.extend((word, _Name(CONTROL, "control", None)) for word in _CONTROLS)
    groups = ((DRUG, vocabulary.drugs), (REGIMEN, vocabulary.regimens), (COURSE, vocabulary.courses),
              (SUBGROUP, vocabulary.subgroups))  # fmt: skip
    for kind, terms in groups:
        for term in terms:
            prepares = kind == DRUG and _prepares(term, vocabulary)
            names.extend((word, _Name(kind, term.code, None, term.group, prepares)) for word in term.words)
    return _compile(names)


def with_names(finder: Finder, names: Mapping[str, Mention]) -> Finder:
    """Return the finder with more names, each for what the mention is of."""
    shelves = dict(finder.shelves)
    for word, one in names.items():
        begin, name = _begin(word), _Name(one.kind, one.code, one.counts, one.group, one.prepares)
        shelf = shelves.get(begin, _shelf([], []))
        first = words_of(word)[0][1]
        shelves[begin] = changed(shelf, phrases=(*shelf.phrases, (word, name)), whole=shelf.whole | {first})
    return Finder(shelves, finder, tuple(words_of(word)[0][1] for word in names))


def _prepares(drug: Term, vocabulary: Vocabulary) -> bool:
    """Tell whether a regimen of the vocabulary has the drug in its name: "cyclophosphamide and alemtuzumab"."""
    named = {part.strip(",").lower() for term in vocabulary.regimens for word in term.words for part in word.split()}
    return drug.words[0].lower() in named


def _treatment_words(vocabulary: Vocabulary) -> tuple[str, ...]:
    return (*vocabulary.treatment, *vocabulary.treatment_broad, *_TREATED)


def _compile(names: list[tuple[str, _Name]]) -> Finder:
    """Return the finder; a phrase that may begin with several words stands on the shelf of each."""
    plain: dict[str, list[tuple[str, _Name]]] = defaultdict(list)
    phrases: dict[str, list[tuple[str, _Name]]] = defaultdict(list)
    for word, name in sorted(names, key=lambda pair: (-len(pair[0]), pair[0])):
        shelves = plain if is_plain_phrase(word) else phrases
        for begin in dict.fromkeys(_begin(head) for head in phrase_heads(word)):
            shelves[begin].append((word, name))
    return Finder({begin: _shelf(plain[begin], phrases[begin]) for begin in {*plain, *phrases}})


def _shelf(plain: list[tuple[str, _Name]], phrases: list[tuple[str, _Name]]) -> _Shelf:
    pattern = re.compile("|".join(f"({phrase_pattern(word)})" for word, _ in plain)) if plain else None
    heads = [head for word, _ in (*plain, *phrases) for head in phrase_heads(word)]
    firsts = [(match.group().lower(), head[match.end() :]) for head in heads if (match := _LETTERS.match(head))]
    whole = frozenset(first for first, rest in firsts if not rest.startswith("*"))
    stems = tuple(dict.fromkeys(first for first, rest in firsts if rest.startswith("*")))
    return _Shelf(pattern, tuple(name for _, name in plain), tuple(phrases), whole | {"("}, stems)


def _begin(word: str) -> str:
    """Return the first letters of a word, "" where it begins with a sign."""
    letters = _LETTERS.match(word)
    return "" if letters is None else letters.group()[:_BEGIN].lower()
