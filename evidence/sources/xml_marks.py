"""Where a search for the bytes of a tag may find what is no tag."""

import re

PLAIN = rb"<\?(?:pmcsd|nihms) \?>"  # NLM writes them in one record of fifty, beside the identifiers
_PLAIN = re.compile(PLAIN)


def may_deceive(text: bytes, start: int, end: int) -> bool:
    """Whether comments, CDATA or processing instructions may stand there, in which a tag is not a tag.

    Single bytes are looked for first: that is ten times as fast, and most records have neither.
    """
    find = text.find
    if find(b"!", start, end) >= 0 and find(b"<!", start, end) >= 0:
        return True
    return find(b"?", start, end) >= 0 and find(b"<?", start, end) >= 0


def first_remark(text: bytes, start: int) -> int:
    """Return where the first comment, CDATA or instruction begins that may deceive; the length of the text if none.

    Its signs are rarer than its beginning, and NLM's own instructions deceive nobody.
    """
    return min(_first(text, sign, start) for sign in b"!?")


def remarks_in(text: bytes) -> list[int]:
    """Return where each of them begins, in order."""
    places, size = [first_remark(text, 0)], len(text)
    while places[-1] < size:
        places.append(first_remark(text, places[-1] + 2))
    return places[:-1]


def deceives(text: bytes | memoryview, start: int) -> bool:
    """Whether the comment, CDATA or instruction that begins there is another than NLM's own instructions."""
    return _PLAIN.match(text, start) is None


def _first(text: bytes, sign: int, start: int) -> int:
    while (start := text.find(sign, start)) >= 0:
        if text[start - 1 : start] == b"<" and deceives(text, start - 1):
            return start - 1
        start += 1
    return len(text)
