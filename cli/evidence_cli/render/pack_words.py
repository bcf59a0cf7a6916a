"""Says what the pack says in the language of the report: notes in the place of titles, what is counted, and reasons.

The pack is written in English and shipped once; a language has its words beside the catalogue, by the English ones.
What has none there, as the reasons of people and the titles that were read, stays as it is.
"""

import re
from collections.abc import Callable

from evidence_cli.render.words import Catalogue, text

_NOTED = re.compile(r"\[(.+)\]")  # a title that we gave, as cataloguers mark it
_WHYS: tuple[tuple[re.Pattern[str], str], ...] = (  # what the program itself says of two reports
    (re.compile(r"both tell of (?P<told>.+) \(possible\)"), "both_tell"),
    (re.compile(r"authors in common: (?P<told>.+) \(possible\)"), "same_authors"),
    (re.compile(r"both are registered as (?P<told>.+)"), "same_register"),
    (re.compile(r"may share patients with (?P<with>[^,]+), (?P<why>.+)"), "may_share_with"),
    (re.compile(r"may share patients, (?P<why>.+)"), "may_share"),
    (re.compile(r"kept apart from (?P<with>[^,]+), (?P<why>.+)"), "kept_apart"),
    (re.compile(r"(?P<told>.+), (?P<n>\d+) patients each"), "each_of_size"),
    (re.compile(r"(?P<told>.+) and others"), "and_others"),
    (re.compile(r"(?P<name>[\w.:-]+): (?P<why>.+)"), "named_why"),
)


def of_pack(words: Catalogue, english: str) -> str:
    """Return words of the pack in the language, as they are where it has none."""
    return words.pack.get(english, english)


def title_told(words: Catalogue, title: str | None) -> str:
    """Return a title: as it was read, or our note in its place in the language; "" for none."""
    noted = None if title is None else _NOTED.fullmatch(title)
    parts = [] if noted is None else noted[1].split(", ")
    if noted is None or not all(part in words.pack for part in parts):
        return title or ""
    return f"[{', '.join(words.pack[part] for part in parts)}]"


def why_told(words: Catalogue, why: str) -> str:
    """Return why two reports may be of the same patients, or why a study is indirect: several reasons by "; "."""
    if why in words.pack:
        return words.pack[why]
    if any("why" in pattern.groupindex and pattern.fullmatch(why) for pattern, _ in _WHYS):
        return _one(words, why)  # what introduces a reason introduces all of it, where "; " stands in it too
    parts = why.split("; ")
    for place in range(len(parts) - 1, 0, -1):  # a reason may hold "; " itself: the longest that is known goes first
        first = "; ".join(parts[:place])
        if first in words.pack or place == 1:
            return f"{_one(words, first)}; {why_told(words, '; '.join(parts[place:]))}"
    return _one(words, why)


def _one(words: Catalogue, why: str) -> str:
    if why in words.pack:
        return words.pack[why]
    for pattern, key in _WHYS:
        told = pattern.fullmatch(why)
        if told is not None:
            parts = told.groupdict()
            return text(words, key, **{name: _TELL.get(name, of_pack)(words, part) for name, part in parts.items()})
    return why


_TELL: dict[str, Callable[[Catalogue, str], str]] = {"why": why_told, "told": _one}
