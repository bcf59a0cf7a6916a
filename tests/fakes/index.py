"""An inverted index over the records of a world, brought up to date for the records that changed."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from datetime import date

from tests.fakes.features import Features, padded, tokens
from tests.fakes.world import World

EXACT_FIELDS = ("mesh", "subheading", "type", "language", "author", "journal", "id", "databank", "filter")
DATE_FIELDS = ("crdt", "edat", "dp", "mhda", "revised")


class Index:
    """Words and exact terms to PMIDs, by field; days by PMID."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.everything: frozenset[str] = frozenset()
        self._read = 0
        # One list of PMIDs a word, whatever the field; the texts tell in which field it stands.
        self._words: dict[str, set[str]] = defaultdict(set)
        self._exact: dict[str, dict[str, set[str]]] = {name: defaultdict(set) for name in EXACT_FIELDS}
        self._texts: dict[str, dict[str, str]] = {}
        self._days: dict[str, dict[str, date]] = {name: {} for name in DATE_FIELDS}
        self._placed: dict[str, list[set[str]]] = {}
        self._vocabulary: list[str] = []
        self._numbers: list[int] = []
        self._answers: dict[tuple[str, ...], frozenset[str]] = {}
        self.refresh()

    def refresh(self) -> None:
        """Take in what changed since the last search."""
        changed = set(self.world.changes[self._read :])
        self._read = len(self.world.changes)
        findable = frozenset(self.world.findable())
        if changed:
            for pmid in changed:
                self._remove(pmid)
                self._add(pmid)
            self._vocabulary.clear()
        if changed or findable != self.everything:
            self.everything = findable
            self._numbers = sorted(int(pmid) for pmid in findable)
            self._answers.clear()

    def features(self, pmid: str) -> Features:
        record = self.world.newest(pmid)
        assert record is not None
        return record.features(self.world.today)

    def phrase(self, name: str, text: str) -> frozenset[str]:
        """PMIDs whose field holds the words in this order; * at the end stands for any ending."""
        key = ("phrase", name, text)
        if key not in self._answers:
            self._answers[key] = frozenset(self._find_phrase(name, text) & self.everything)
        return self._answers[key]

    def exact(self, name: str, text: str) -> frozenset[str]:
        """PMIDs that carry the term, whole, in any case; * at the end stands for any ending."""
        wanted, terms = text.casefold().strip(), self._exact[name]
        if wanted.endswith("*"):
            found = set().union(*(pmids for term, pmids in terms.items() if term.startswith(wanted[:-1])))
        else:
            found = terms.get(wanted, set())
        return frozenset(found & self.everything)

    def between(self, name: str, first: date, last: date) -> frozenset[str]:
        days = self._days[name]
        return frozenset(pmid for pmid, day in days.items() if first <= day <= last) & self.everything

    def numbers(self, first: int, last: int) -> frozenset[str]:
        low, high = bisect_left(self._numbers, first), bisect_right(self._numbers, last)
        return frozenset(str(number) for number in self._numbers[low:high])

    def knows(self, word: str) -> bool:
        """Whether a word (* at its end: a beginning) is in the index at all."""
        if word.endswith("*"):
            return bool(self._beginning(word[:-1]))
        return bool(self._words.get(word)) or word in self.world.lexicon

    def day(self, name: str, pmid: str) -> date:
        return self._days[name].get(pmid, date.min)

    def _find_phrase(self, name: str, text: str) -> set[str]:
        parts, open_end = tokens(text), text.rstrip().endswith("*")
        if not parts:
            return set()
        sets = [self._words.get(word, set()) for word in (parts[:-1] if open_end else parts)]
        if open_end and not sets:
            sets = [set().union(*(self._words[word] for word in self._beginning(parts[0])))]
        smallest = sorted(sets, key=len)
        phrase = " " + " ".join(parts) + ("" if open_end else " ")
        return {pmid for pmid in smallest[0].intersection(*smallest[1:]) if phrase in self._texts[pmid][name]}

    def _beginning(self, start: str) -> list[str]:
        if not self._vocabulary:
            self._vocabulary = sorted(word for word, pmids in self._words.items() if pmids)
        low = bisect_left(self._vocabulary, start)
        return self._vocabulary[low : bisect_left(self._vocabulary, start + "\U0010ffff", low)]

    def _remove(self, pmid: str) -> None:
        for pmids in self._placed.pop(pmid, []):
            pmids.discard(pmid)
        self._texts.pop(pmid, None)
        for days in self._days.values():
            days.pop(pmid, None)

    def _add(self, pmid: str) -> None:
        if self.world.newest(pmid) is None:
            return
        known = self.features(pmid)
        texts = _texts_of(known)
        self._texts[pmid] = texts
        places = [self._words[word] for word in set(texts["all"].split())]
        places += [self._exact[name][term.casefold()] for name, terms in _terms_of(known).items() for term in terms]
        for place in places:
            place.add(pmid)
        self._placed[pmid] = places
        for name in DATE_FIELDS:
            day = getattr(known, name)
            if day is not None:
                self._days[name][pmid] = day


def _texts_of(known: Features) -> dict[str, str]:
    tiab = padded(known.title, *known.abstract.split(" | "), *known.other.split(" | "))
    extra = padded(*known.mesh, *known.types, *known.authors, *known.journal, *known.databanks)
    return {"title": padded(known.title), "tiab": tiab, "all": tiab + "|" + extra}


def _terms_of(known: Features) -> dict[str, tuple[str, ...]]:
    authors = tuple({name for author in known.authors for name in (author, author.rsplit(" ", 1)[0])})
    return {
        "mesh": known.mesh,
        "subheading": known.qualified,
        "type": known.types,
        "language": known.languages,
        "author": authors,
        "journal": known.journal,
        "id": known.ids,
        "databank": known.databanks,
        "filter": _filters_of(known),
    }


def _filters_of(known: Features) -> tuple[str, ...]:
    """Subset names: the status of the record and the kinds of notices it has."""
    status = {
        "MEDLINE": ("medline",),
        "Publisher": ("publisher",),
        "In-Process": ("inprocess",),
        "In-Data-Review": ("inprocess",),
        "PubMed-not-MEDLINE": ("pubmednotmedline",),
    }.get(known.status, ())
    notices = tuple("has" + notice.casefold() for notice in known.notices)
    abstract = ("hasabstract",) if known.abstract else ()
    return (*status, *notices, *abstract)
