"""The text of a record without parsing it: tags gone, references resolved, invisible signs gone, letters plain.

Tags are taken out without a trace, so that more may stand side by side than in the parsed record, and never less.
"""

import re

from evidence.sources.needles import TAG

# Where a word of the text may not stand in the bytes letter by letter: a tag inside it (which a file without line
# breaks seems to have everywhere: it is read, only slower), a reference, an invisible sign, a letter of two cases.
LETTER = rb"[A-Za-z\x80-\xff]"
BROKEN = LETTER + rb"(?:" + TAG + rb")+" + LETTER
REFERENCE = rb"&(?:#|apos|quot)"
OPAQUE = rb"<[!?]"
# Soft hyphen; zero-width space, non-joiner, joiner; word joiner; byte order mark.
INVISIBLE = rb"\xc2\xad|\xe2\x80[\x8b-\x8d]|\xe2\x81\xa0|\xef\xbb\xbf"
# Letters that a search of text without case takes for a plain one: long s, Kelvin, dotted and dotless i.
TWIN = rb"\xc5\xbf|\xe2\x84\xaa|\xc4\xb0|\xc4\xb1"
UNEVEN = (BROKEN, REFERENCE, OPAQUE, INVISIBLE, TWIN)

_TAG, _INVISIBLE, _TWIN = re.compile(TAG), re.compile(INVISIBLE), re.compile(TWIN)
_TWINS = {b"\xc5\xbf": b"s", b"\xe2\x84\xaa": b"k", b"\xc4\xb0": b"i", b"\xc4\xb1": b"i"}
_REFERENCE = re.compile(rb"&(?:#([0-9]{1,9})|#[xX]([0-9A-Fa-f]{1,8})|(apos|quot));")
_NAMED = {b"apos": b"'", b"quot": b'"'}


def flattened(raw: bytes) -> bytes | None:
    """Return the text, None where comments, CDATA or instructions leave it to a parser to say what it is."""
    if b"<!" in raw or b"<?" in raw:
        return None
    text = _TAG.sub(b"", raw)
    if b"&" in text:
        text = _REFERENCE.sub(_resolved, text)
    return text if text.isascii() else _TWIN.sub(lambda one: _TWINS[one[0]], _INVISIBLE.sub(b"", text))


def _resolved(reference: re.Match[bytes]) -> bytes:
    """Return the sign that a reference stands for; one beyond Unicode is no XML, and stays as it is."""
    number, hexadecimal, name = reference.groups()
    if name is not None:
        return _NAMED[name]
    code = int(number) if number is not None else int(hexadecimal, 16)
    return reference[0] if code > 0x10FFFF or 0xD800 <= code < 0xE000 else chr(code).encode("utf-8")
