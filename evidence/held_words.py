"""Which of the words that patterns cannot do without a text holds: looked up once a text, for all patterns at once."""

import re
from functools import lru_cache, reduce
from operator import or_

from evidence.needed import Words
from evidence.word_places import folded

# Signs beyond ASCII that a pattern may take for a letter of ASCII or a digit.
_UNKNOWN = re.compile("[\u0130\u0131\u017f\u212a]|[^\\D0-9]")
_EVERYTHING = -1
_ANY_TEXT = 1  # the bit that every text has
_MOST = 16_000  # different words that are remembered


class _Known(dict[bytes, int]):
    """What each word holds: a bit for each list that has it, worked out when the word is first met.

    signs: the same for signs that are no letters or digits.
    """

    def __init__(self) -> None:
        """Begin without any list."""
        super().__init__()
        self.lists: dict[Words, int] = {}
        self.signs: dict[bytes, int] = {}
        self._whole: dict[bytes, int] = {}
        self._begins: dict[bytes, int] = {}
        self._ends: dict[bytes, int] = {}
        self._inside: dict[bytes, int] = {}

    def add(self, words: Words) -> int:
        """Return the bit of the list; what was worked out without it is forgotten."""
        bit = self.lists[words] = 2 << len(self.lists)
        for word in words:
            bare = word.strip()
            kind = self._kind(word) if bare.isalnum() else self.signs
            kind[bare.encode()] = kind.get(bare.encode(), 0) | bit
        self.clear()
        return bit

    def _kind(self, word: str) -> dict[bytes, int]:
        if word[0] == " ":
            return self._whole if word[-1] == " " else self._begins
        return self._ends if word[-1] == " " else self._inside

    def __missing__(self, word: bytes) -> int:
        held = self._whole.get(word, 0)
        for place in range(len(word)):
            held |= self._begins.get(word[: place + 1], 0) | self._ends.get(word[place:], 0)
        for part, bits in self._inside.items():
            if part in word:
                held |= bits
        if len(self) >= _MOST:
            self.clear()
        self[word] = held
        return held


_KNOWN = _Known()


def bits_of(lists: tuple[Words, ...]) -> int:
    """Return the bits that held_in must have for a text that holds a word of each list."""
    if any(words not in _KNOWN.lists for words in lists):
        held_in.cache_clear()
    return reduce(or_, (_KNOWN.lists.get(words) or _KNOWN.add(words) for words in lists), _ANY_TEXT)


@lru_cache(maxsize=256)  # the sentences and clauses of one record: each is searched some twenty times
def held_in(text: str) -> int:
    """Return a bit for each list of which the text holds a word."""
    if not text.isascii() and _UNKNOWN.search(text) is not None:
        return _EVERYTHING
    held = reduce(or_, map(_KNOWN.__getitem__, folded(text).split()), _ANY_TEXT)
    signs = text.encode()
    for sign, bits in _KNOWN.signs.items():
        if sign in signs:
            held |= bits
    return held
