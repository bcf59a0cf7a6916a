"""Numbers in words, as a part of patterns."""

UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def _by_first_letter(words: list[str], ending: str = "") -> str:
    """Return the words as alternatives that are left at once where another letter stands: tried at every word."""
    first = dict.fromkeys(word[0] for word in words)
    each = ((sign, "|".join(word[1:] for word in words if word[0] == sign)) for sign in first)
    return "|".join(f"(?-i:[{sign}{sign.upper()}])(?:{rests}){ending}" for sign, rests in each)


_TO_NINE = rf"(?:[\s-](?:{_by_first_letter(UNITS)})\b)?"
_SIMPLE = rf"(?:{_by_first_letter(TENS, _TO_NINE)}|{_by_first_letter([*TEENS, *UNITS, 'zero'])})\b"
# "No one died" counts nobody; of "one hundred twenty-day mortality" no part is a count.
WORDS = (
    rf"\b(?=(?-i:[efnostzEFNOSTZ]))(?i:{_SIMPLE}(?:[\s-]+hundred\b(?:\s+(?:and\s+)?{_SIMPLE}|(?!\s+(?:and\s+"
    rf")?{_SIMPLE}))|"
    r"(?![\s-]+hundred\b)))(?<!\b[Nn]o\sone)"
)
# How each begins: what looks into patterns reads this in the place of all the above, which stands in one of four.
ANY_WORD = rf"\b(?i:zero|{'|'.join((*UNITS, *TEENS, *TENS))})\b"
