"""Which of the words that patterns cannot do without a text holds: looked up once a text, for all patterns at once."""

import re
from functools import lru_cache, reduce
from operator import or_

from evidence.needed import Words
from evidence.word_places import FOLD, NO_SIGNS, in_ascii

# Signs beyond ASCII that a pattern may take for a letter of ASCII or a digit.
_UNKNOWN = re.compile("[\u0130-\U0010ffff](?<=[\u0130\u0131\u017f\u212a]|[^\\D0-9])")
EVERYTHING = -1  # held by a text with signs that may stand for a letter or digit of ASCII
_ANY_TEXT = 1  # the bit that every text has
_MOST = 16_000  # different words that are remembered
_FEW = 2_000  # words that are sooner asked for a new list than worked out anew


class _Known(dict[bytes, int]):
    """What each word holds: a bit for each list that has it, worked out when the word is first met.

    signs: the same for signs that are no letters or digits, by their code; "?" is any sign beyond ASCII.
    """

    def __init__(self) -> None:
        """Begin without any list."""
        super().__init__()
        self.lists: dict[Words, int] = {}
        self.signs = [0] * 256
        self._whole: dict[bytes, int] = {}
        self._begins: dict[bytes, int] = {}
        self._ends: dict[bytes, int] = {}
        self._inside: dict[bytes, int] = {}

    def add(self, words: Words) -> int:
        """Return the bit of the list, which words that were met before get too."""
        bit = self.lists[words] = 2 << len(self.lists)
        for word in words:
            bare = in_ascii(word.strip())
            if bare.isalnum():
                kind = self._kind(word)
                kind[bare] = kind.get(bare, 0) | bit
            else:
                self.signs[bare[0]] |= bit
        if len(self) > _FEW:
            self.clear()
        for met in self:
            if self._worked_out(met, words):
                self[met] |= bit
        return bit

    def _kind(self, word: str) -> dict[bytes, int]:
        if word[0] == " ":
            return self._whole if word[-1] == " " else self._begins
        return self._ends if word[-1] == " " else self._inside

    @staticmethod
    def _worked_out(met: bytes, words: Words) -> bool:
        stretched = f" {met.decode()} "
        return any(word in stretched for word in words)

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
        return EVERYTHING
    plain = in_ascii(text)
    held = reduce(or_, map(_KNOWN.__getitem__, plain.translate(FOLD).split()), _ANY_TEXT)
    for sign in set(plain.translate(None, NO_SIGNS)):
        held |= _KNOWN.signs[sign]
    return held
