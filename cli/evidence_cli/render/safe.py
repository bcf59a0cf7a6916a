"""Makes foreign text harmless for a terminal, a JSON reader and a spreadsheet.

A title, a file name or an error message may hold bytes that move the cursor, hide words or run as a formula
(CWE-150, CWE-1236). Everything that is printed passes through here.
"""

import re

# C0 but newline, DEL and C1, marks of writing direction, zero-width characters, line separators, tags, and halves
# of surrogate pairs (a file name that is not UTF-8). Tab goes too: it breaks columns.
# The pattern is compiled when the first such character is met: a page of plain text never needs it.
_UNSAFE = (
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
# What opens a formula; the full-width forms do so in a spreadsheet of a Chinese or Japanese office.
_FORMULA = ("=", "+", "-", "@", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20")
# A spreadsheet whose sign between cells is ";" (Dutch Excel) cuts a text there, whatever quotes are around it.
_AFTER_CUT = rf"""(;[\s"']*)(?=[{re.escape("".join(_FORMULA))}])"""
_PLAIN_NUMBER = r"[+-]?(\d+([.,]\d+)?|[.,]\d+)([eE][+-]?\d+)?"


def safe(text: str) -> str:
    """Return the text without characters that steer a terminal; newlines stay, tabs become spaces."""
    if text.isprintable():  # false for every character of _UNSAFE
        return text
    return re.sub(_UNSAFE, "", text.replace("\t", " "))


def one_line(text: str) -> str:
    """Return the safe text on one line, so that a title cannot pose as a line of ours."""
    return " ".join(safe(text).split())


def json_safe(document: str) -> str:
    """Return a JSON document with unsafe characters written as escapes: the same values, harmless on a screen."""
    return re.sub(_UNSAFE, _escape, document)


def _escape(match: re.Match[str]) -> str:
    character = ord(match.group())
    if character < 0x10000:
        return f"\\u{character:04x}"
    rest = character - 0x10000
    return f"\\u{0xD800 + (rest >> 10):04x}\\u{0xDC00 + (rest & 0x3FF):04x}"


def cell(text: str) -> str:
    """Return the text as a spreadsheet cell that is never run as a formula; plain numbers stay as they are.

    "-2.1" is a number and "%" a unit: they stay; "-0.5 to -0.1" and "=1+1" get an apostrophe in front, and so does
    what would open a formula behind a semicolon.
    """
    shown = one_line(text)
    if ";" in shown:
        shown = re.sub(_AFTER_CUT, r"\1'", shown)
    if shown[:1] in _FORMULA and shown != "%" and re.fullmatch(_PLAIN_NUMBER, shown) is None:
        return f"'{shown}"
    return shown
