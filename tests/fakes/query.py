"""PubMed's query language as far as it is known from outside: read a term, find PMIDs, say how it was understood.

AND, OR and NOT (capitals) are applied from left to right; parentheses group; words side by side are joined by AND.
"""

from datetime import date

from tests.fakes.features import tokens
from tests.fakes.index import Index
from tests.fakes.query_parts import OPERATORS, Found, NoSuchList, Part, QueryError, pieces_of
from tests.fakes.query_terms import DAYS, LEXICON, NARROWER, STOPWORDS, TAGS, read_days


def search(index: Index, term: str, lists: dict[int, tuple[str, ...]] | None = None) -> Found:
    """Evaluate the term; lists holds the history under #1, #2. Raises QueryError where it cannot be read."""
    reader = _Reader(index, term, lists or {})
    part = reader.read()
    reader.found.pmids = part.pmids or frozenset()
    reader.found.translation = part.text
    return reader.found


class _Reader:
    """One term, read from left to right."""

    def __init__(self, index: Index, term: str, lists: dict[int, tuple[str, ...]]) -> None:
        self.index, self.lists, self.found = index, lists, Found()
        self.pieces = pieces_of(term)
        self.at = 0

    def read(self) -> Part:
        part = self._chain()
        if self.at < len(self.pieces):
            raise QueryError(f"unexpected {self.pieces[self.at][1]!r}")
        return part

    def _peek(self) -> tuple[str, str]:
        return self.pieces[self.at] if self.at < len(self.pieces) else ("end", "")

    def _take(self) -> tuple[str, str]:
        piece = self._peek()
        self.at += 1
        return piece

    def _chain(self) -> Part:
        left = self._operand()
        while self._peek()[0] not in ("end", "close"):
            operator = "AND"
            if self._peek()[0] == "word" and self._peek()[1] in OPERATORS:
                operator = self._take()[1]
                if self._peek()[0] in ("end", "close"):
                    break
            left = self._combine(left, operator, self._operand())
        return left

    def _operand(self) -> Part:
        kind, text = self._peek()
        if kind == "open":
            return self._group()
        if kind == "key":
            self._take()
            return self._stored(int(text[1:]))
        if kind in ("quoted", "unclosed"):
            self._take()
            return self._leaf(text.strip('"'), quoted=True)
        if kind == "word" and text not in OPERATORS:
            return self._leaf(self._words(), quoted=False)
        raise QueryError(f"unexpected {text!r}" if text else "unexpected end")

    def _group(self) -> Part:
        self._take()
        if self._peek()[0] == "close":
            self._take()
            return Part(None)
        part = self._chain()
        if self._peek()[0] == "close":
            self._take()
        return Part(part.pmids, f"({part.text})" if part.text else "")

    def _words(self) -> str:
        """Words up to an operator or a tag: they are one term, as in `stem cell[tiab]`."""
        words = [self._take()[1]]
        while self._peek()[0] == "word" and self._peek()[1] not in OPERATORS:
            words.append(self._take()[1])
        return " ".join(words)

    def _tag(self) -> str | None:
        if self._peek()[0] != "tag":
            return None
        return " ".join(self._take()[1][1:-1].split())

    def _leaf(self, text: str, *, quoted: bool) -> Part:
        tag = self._tag()
        if self._peek()[0] == "colon":
            self._take()
            last = self._take()[1].strip('"')
            return self._range(text, last, self._tag() or tag)
        if tag is None:
            return self._mapped(text, quoted=quoted)
        known = TAGS.get(tag.casefold())
        if known is None:
            self.found.fields_not_found.append(tag)  # EU-10: the filter is dropped, the words stay
            return self._phrase("all", "All Fields", text, quoted=quoted)
        where, name = known
        if where in DAYS:
            return self._days(where, name, text, text)
        if where == "uid":
            return Part(self.index.numbers(int(text), int(text)) if text.isdigit() else frozenset(), f"{text}[{name}]")
        if where in ("tiab", "title", "all"):
            return self._phrase(where, name, text, quoted=quoted)
        return self._term(where, name, text)

    def _term(self, where: str, name: str, text: str) -> Part:
        wanted = text.casefold()
        if where == "mesh":
            wanted = self.index.world.remapped.get(wanted, wanted)
        pmids = self.index.exact(where, wanted)
        if where == "mesh" and not name.endswith("noexp"):
            pmids = pmids.union(*(self.index.exact("mesh", narrower) for narrower in NARROWER.get(wanted, ())))
        if where == "language":
            pmids = pmids | self.index.exact(where, {"english": "eng", "dutch": "dut"}.get(wanted, wanted))
        if not pmids and self._is_unknown(wanted):
            self.found.phrases_not_found.append(text)
            return Part(None)
        return Part(pmids, f'"{wanted}"[{name}]')

    def _phrase(self, where: str, name: str, text: str, *, quoted: bool) -> Part:
        words = text if quoted else self._without_stopwords(text)
        if not tokens(words):
            return Part(None)
        pmids = self.index.phrase(where, words)
        if pmids or not self._is_unknown(words):
            return Part(pmids, f'"{words}"[{name}]')
        if quoted:
            self.found.quoted_not_found.append(f'"{text}"[{name}]')
            return self._each_word(where, name, text)
        self.found.phrases_not_found.append(text)
        return Part(None)

    def _each_word(self, where: str, name: str, text: str) -> Part:
        left = Part(None)
        for word in text.split():
            known = not self._is_unknown(word)
            if not known:
                self.found.phrases_not_found.append(word)
            part = Part(self.index.phrase(where, word), f'"{word}"[{name}]') if known else Part(None)
            left = self._combine(left, "AND", part)
        return left

    def _mapped(self, text: str, *, quoted: bool) -> Part:
        """A term without a tag: as a MeSH heading where it is one, and in all fields."""
        single = quoted or len(text.split()) == 1
        plain = self._phrase("all", "All Fields", text, quoted=quoted) if single else self._all_words(text)
        heading = self.index.exact("mesh", text)
        if quoted or not heading:
            return plain
        mesh = self._term("mesh", "MeSH Terms", text)
        self.found.translations.append((text, f"{mesh.text} OR {plain.text}"))
        return Part((mesh.pmids or frozenset()) | (plain.pmids or frozenset()), f"{mesh.text} OR {plain.text}")

    def _all_words(self, text: str) -> Part:
        part = self._each_word("all", "All Fields", self._without_stopwords(text))
        return Part(part.pmids, f"({part.text})")

    def _range(self, first: str, last: str, tag: str | None) -> Part:
        known = TAGS.get((tag or "").casefold())
        if known is None:
            self.found.fields_not_found.append(tag or "")
            return Part(None)
        where, name = known
        if where == "uid":
            if not (first.isdigit() and last.isdigit()):
                raise QueryError(f"{first}:{last}: not numbers")
            return Part(self.index.numbers(int(first), int(last)), f"{first}:{last}[{name}]")
        if where not in DAYS:
            raise QueryError(f"{tag}: no ranges")
        return self._days(where, name, first, last)

    def _days(self, where: str, name: str, first: str, last: str) -> Part:
        low, high = read_days(first), read_days(last)
        if low is None or high is None:
            self.found.phrases_not_found.append(first if low is None else last)
            return Part(None)
        return Part(self.index.between(where, low[0], high[1]), f"{_slashed(low[0])}:{_slashed(high[1])}[{name}]")

    def _stored(self, key: int) -> Part:
        if key not in self.lists:
            raise NoSuchList(f"Unable to obtain query #{key}")
        return Part(frozenset(self.lists[key]), f"#{key}")  # as it was stored, whatever has gone since

    def _without_stopwords(self, text: str) -> str:
        words = text.split()
        ignored = [word for word in words if word in STOPWORDS]
        if len(words) > 1 and ignored:
            self.found.ignored += ignored
            return " ".join(word for word in words if word not in STOPWORDS)
        return text

    def _is_unknown(self, text: str) -> bool:
        world = self.index.world
        if text.casefold() in world.unknown:
            return True
        parts = tokens(text)
        if text.endswith("*"):
            parts[-1] += "*"
        return not all(word.rstrip("*") in LEXICON or self.index.knows(word) for word in parts)

    def _combine(self, left: Part, operator: str, right: Part) -> Part:
        """A part that was not found is left out, as PubMed does: `APC p.E1317Q` found all of APC."""
        if left.pmids is None or right.pmids is None:
            return right if left.pmids is None else left
        pmids = {
            "AND": left.pmids & right.pmids,
            "OR": left.pmids | right.pmids,
            "NOT": left.pmids - right.pmids,
        }[operator]
        return Part(pmids, f"{left.text} {operator} {right.text}")


def _slashed(day: date) -> str:
    return day.strftime("%Y/%m/%d")
