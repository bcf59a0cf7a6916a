"""The words of a record made whole without parsing it: references resolved, invisible signs and tags in words gone.

What stands side by side afterwards may have stood in two elements, so that there are more words, and never fewer.
"""

import re

from evidence.sources.needles import TAG
from evidence.sources.xml_marks import PLAIN

# Where a word of the text may not stand in the bytes letter by letter: a tag inside it (which a file without line
# breaks seems to have everywhere: it is read, only slower), a reference, an invisible sign, a letter of two cases.
LETTER = rb"[A-Za-z\x80-\xff]"
BROKEN = LETTER + rb"(?:" + TAG + rb")+" + LETTER
REFERENCE = rb"&(?:#|apos|quot)"
# Comments and CDATA; an instruction with signs of tags in it (NLM's own, "<?pmcsd ?>", are as plain as tags).
OPAQUE = rb"<!|<\?[^<>\"']*(?:[<\"']|[^?<>\"']>)"
# Soft hyphen; zero-width space, non-joiner, joiner; word joiner; byte order mark.
INVISIBLE = rb"\xc2\xad|\xe2\x80[\x8b-\x8d]|\xe2\x81\xa0|\xef\xbb\xbf"
# Letters that a search of text without case takes for a plain one: long s, Kelvin, dotted and dotless i.
TWIN = rb"\xc5\xbf|\xe2\x84\xaa|\xc4\xb0|\xc4\xb1"
HIDING = (BROKEN, REFERENCE, OPAQUE, INVISIBLE, TWIN)

# The elements that NLM's DTD allows inside text, in the years in which it allowed no others: a search for literals
# finds those inside words in a tenth of the time of BROKEN. A formula or an odd spelling counts wherever it is.
_KNOWN_DTD = re.compile(rb"/pubmed_(?:19|2[0-5])0101\.dtd[\"']")
_KNOWN = rb"</?(?:i|b|u|sub|sup)"
HIDING_KNOWN = (
    LETTER + rb"(?:" + _KNOWN + rb">|" + PLAIN + rb")+" + LETTER, _KNOWN + rb"[\s/]", rb"<mml:", rb"<DispFormula",
    REFERENCE, INVISIBLE, TWIN,
)  # fmt: skip

_INSTRUCTION = re.compile(rb"<\?.*?\?>", re.DOTALL)
# BROKEN, spelt so that the search jumps from one "<" to the next and gives no sign of a tag back that it took.
_TAG = TAG.replace(b"]*", b"]*+")
BREAK = rb"<(?<=" + LETTER + rb"<)" + _TAG[1:] + rb"(?:" + _TAG + rb")*(?=" + LETTER + rb")"
_BREAK, _ANY_TAG = re.compile(BREAK), re.compile(_TAG)
# INVISIBLE and TWIN sign by sign, looked for by its last byte: that takes a tenth of the time of a pattern of them.
_PLAIN = (
    (b"\xc2\xad", b""), (b"\xe2\x80\x8b", b""), (b"\xe2\x80\x8c", b""), (b"\xe2\x80\x8d", b""),
    (b"\xe2\x81\xa0", b""), (b"\xef\xbb\xbf", b""),
    (b"\xc5\xbf", b"s"), (b"\xe2\x84\xaa", b"k"), (b"\xc4\xb0", b"i"), (b"\xc4\xb1", b"i"),
)  # fmt: skip
_SIGNS_OF_TAGS = frozenset(b"<>\"'")
_REFERENCE = re.compile(rb"&(?:#([0-9]{1,9})|#[xX]([0-9A-Fa-f]{1,8})|(?:apos|quot));")


def is_of_known_tags(doctype: bytes) -> bool:
    """True for the DOCTYPE of a file in which HIDING_KNOWN is all that hides a word outside comments and the like."""
    return _KNOWN_DTD.search(doctype) is not None


def flattened(raw: bytes) -> bytes | None:
    """Return the record with its words whole, None where comments or CDATA leave it to a parser to say."""
    if b"<!" in raw:
        return None
    text = _INSTRUCTION.sub(b"", raw) if b"<?" in raw else raw
    if b"&" in text:
        text = _REFERENCE.sub(_resolved, text)
    if not text.isascii():
        for sign, plain in _PLAIN:
            text = text.replace(sign, plain) if sign[-1] in text else text
    return _BREAK.sub(b"", text)


def without_tags(raw: bytes) -> bytes:
    """Return what the record tells with a blank for each tag and instruction: no word is made whole, none is added."""
    return _ANY_TAG.sub(b" ", _INSTRUCTION.sub(b" ", raw))


def _resolved(reference: re.Match[bytes]) -> bytes:
    """Return the sign that a reference stands for; a blank for signs of tags, quotes, and what is no sign."""
    number, hexadecimal = reference.groups()
    code = 32 if number is hexadecimal else int(number) if number is not None else int(hexadecimal, 16)
    if code > 0x10FFFF or 0xD800 <= code < 0xE000 or code in _SIGNS_OF_TAGS:
        return b" "
    return chr(code).encode("utf-8")
