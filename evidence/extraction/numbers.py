"""Numbers as abstracts print them: digits and words."""

import re
from functools import lru_cache

from text_to_num import text2num

from evidence.number_words import TEENS, TENS, UNITS
from evidence.number_words import WORDS as WORDS

# An unsigned decimal: "0.71", ".27", "1,024" (thousands), "12,5" (a decimal comma, which is flagged).
DECIMAL = r"(?:\d{1,3}(?:,\d{3})+(?![\d,])|\d+(?:[.,]\d+)?|\.\d+)"
SIGNED = rf"(?:(?<![\w.])[-+]\s?)?{DECIMAL}"
# An integer that is not a part of a decimal, a code or a date: "24" but not "2.4", "CD24", "24%".
WHOLE = r"(?<![\w./,-])\d{1,3}(?:,\d{3})+(?![\w.,]*\d)|(?<![\w./-])(?<!\d,)\d{1,5}(?![\w/]|[.,]\d|\s?%)"

_SMALL = {"zero": 0} | {word: value for value, word in enumerate([*UNITS, *TEENS], 1)}
COUNT = rf"(?:(?=\d)(?:{WHOLE})|{WORDS}(?!-))"
_FIRST_LETTERS = "|".join(sorted({f"{word[1:4]}" for word in (*UNITS, *TEENS, *TENS, "zero")}))
_PLACES = re.compile(rf"[\defnostzEFNOSTZ](?:(?<=\d)\d*|(?<=\b.)(?i:{_FIRST_LETTERS}))")


@lru_cache(maxsize=64)
def count_places(text: str) -> tuple[int, ...]:
    """Return where a COUNT may begin: every form of a share and of a size is tried only there."""
    return tuple([match.start() for match in _PLACES.finditer(text)])


_SHARE_PLACES = re.compile(r"[-+.\d](?:(?<=\d)\d*|(?=\s?[.\d]))")


@lru_cache(maxsize=64)
def share_places(text: str) -> tuple[int, ...]:
    """Return where a SIGNED may begin."""
    return tuple([match.start() for match in _SHARE_PLACES.finditer(text)])


def read_number(printed: str) -> float:
    """Return the number that the digits say; a comma before exactly three digits parts thousands."""
    if printed.isascii() and printed.isdigit():
        return float(printed)
    digits = re.sub(r"\s", "", printed)
    if re.fullmatch(r"[-+]?\d{1,3}(?:,\d{3})+", digits):
        return float(digits.replace(",", ""))
    return float(digits.replace(",", "."))


def has_decimal_comma(printed: str) -> bool:
    """Tell whether the number has a decimal comma, which could also part a list."""
    if re.fullmatch(r"\s*[-+]?\s?\d{1,2},\d", printed) is not None:
        return False  # "58,3%": no list is printed without spaces
    return "," in printed and re.fullmatch(r"\s*[-+]?\s?\d{1,3}(?:,\d{3})+", printed) is None


def read_count(printed: str) -> int | None:
    """Return the whole number of a digit string or number words, None where the words make no number."""
    text = printed.strip().lower()
    if text[:1].isdecimal():
        return int(text.replace(",", ""))
    words = re.split(r"[\s-]+", text)
    if len(words) == 1 and words[0] in _SMALL:  # text2num leaves "one" and "zero" alone
        return _SMALL[words[0]]
    try:
        return int(text2num(" ".join(words), "en"))
    except ValueError:  # "two three": words that are no number together
        return None
