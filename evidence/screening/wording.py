"""The text of a record as screening reads it: one kind of space and hyphen, in title, abstract and index terms."""

import re
from dataclasses import dataclass
from functools import lru_cache

from evidence.records.article import Article
from evidence.screening.screener import Screener
from evidence.shorthand import in_full

_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_QUOTES = {0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'}
_NOTHING = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"), None)
_FOLDING = {**_HYPHENS, **_QUOTES, **_NOTHING}
_SIGNS = re.compile(f"[{''.join(map(chr, _FOLDING))}]")
# A sentence ends before a capital or a figure; "vs. 3" and "et al. 2" split too, which harms nothing here.
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[A-Z0-9(\"'])")

_LONGEST = 2_500  # characters; the longest of 36,686 abstracts has 2,017
_PIECE = re.compile(rf".{{1,{_LONGEST}}}(?!\S)|.{{1,{_LONGEST}}}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Wording:
    """Folded text of a record; title and abstract are "" where it has none. labels: section headings in capitals."""

    title: str
    abstract: str
    sections: tuple[tuple[str, str], ...]
    index: str
    types: frozenset[str]

    @property
    def text(self) -> str:
        """Title and abstract."""
        return f"{self.title}\n{self.abstract}"

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentences of the abstract in order."""
        return _sentences(self.sections)


@lru_cache(maxsize=2)  # the rules of one record ask for them some ten times
def _sentences(sections: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    parts = (_SENTENCE_END.split(text) for _, text in sections)
    return tuple(piece for part in parts for sentence in part for piece in _pieces(sentence))


def _pieces(sentence: str) -> list[str]:
    """Return the sentence, in pieces where it is longer than any real one: rules may take the square of its length."""
    if len(sentence) <= _LONGEST:
        return [sentence] if sentence else []
    return _PIECE.findall(sentence)


@lru_cache(maxsize=1)  # label, population and settings of one record are told from it
def read_wording(article: Article) -> Wording:
    """Return the folded text of the article. A title only in another language stands in for a missing one."""
    title = " ".join(part for part in (article.title, article.vernacular_title) if part)
    sections = tuple((fold(section.label or "").upper(), fold(section.text)) for section in article.sections)
    terms = (*article.keywords, *(heading.descriptor for heading in article.mesh))
    return Wording(
        title=fold(title),
        abstract="\n".join(text for _, text in sections),
        sections=sections,
        index="; ".join(fold(term) for term in terms),
        types=frozenset(kind.strip().lower() for kind in article.publication_types),
    )


def fold(text: str) -> str:
    """Return the text with plain spaces, hyphens, quotation marks and whole words: one pattern fits every printing."""
    plain = text if text.isascii() else _SIGNS.sub(lambda sign: _FOLDING[ord(sign[0])] or "", text)
    return " ".join(in_full(plain).split())


def may_concern(wording: Wording, screener: Screener) -> bool:
    """False if no phrase about stem cells or their transplantation can be in the record: cheap, and never wrong."""
    spaced = f"{wording.title}\n{wording.abstract}\n{wording.index}".replace("-", " ")
    lowered = spaced.lower()
    return any(stem in lowered for stem in screener.stems) or any(word in spaced for word in screener.capitals)
