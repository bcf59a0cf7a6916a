"""A reply or file of ClinicalTrials.gov -> its studies, each with the very bytes it was told in.

Three forms: one study (`{"protocolSection": ...}`), a page of the API (`{"studies": [...], "nextPageToken": ...}`), and
the list that the site's download gives (`[{...}, ...]`).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evidence.errors import ContentRefused
from evidence.records.registry import RegistryStudy
from evidence.sources.ctgov_json import read_study
from evidence.sources.ctgov_tree import DECODER, not_json, read_text

_BLANK = re.compile(r"[ \t\r\n]*")
_LARGEST_FILE = 512 * 1024 * 1024  # bytes, plain; every study on multiple sclerosis takes some 100 MB
_STUDY, _STUDIES = "protocolSection", "studies"


@dataclass(frozen=True, slots=True)
class Page:
    """Studies as (bytes, parsed object). token: how the next page is asked for, None on the last; total: if told."""

    studies: tuple[tuple[bytes, dict[str, object]], ...]
    token: str | None
    total: int | None


def split_page(raw: bytes) -> Page:
    """Return the studies of one reply or file; raises ContentRefused where it is none of the three forms."""
    try:
        text = read_text(raw)
        start = _skip(text, 0)
        found, rest, end = _read(text, start)
        if _skip(text, end) != len(text):
            raise ValueError(f"something follows the end at character {end}")
    except (ValueError, RecursionError) as problem:
        raise not_json(problem) from problem
    told = [(text[first:last].encode(), study) for study, first, last in found]
    studies = tuple((own, study) for own, study in told if isinstance(study, dict))
    if len(studies) < len(told):
        raise ContentRefused("a list of ClinicalTrials.gov that holds something else than studies")
    token, total = rest.get("nextPageToken"), rest.get("totalCount")
    return Page(studies, token if isinstance(token, str) else None, total if isinstance(total, int) else None)


_Found = list[tuple[object, int, int]]  # a study and the characters it takes, from and to


def _read(text: str, start: int) -> tuple[_Found, dict[str, object], int]:
    """Return the studies, the other members of a page, and where the JSON ends."""
    if text.startswith("[", start):
        found, end = _elements(text, start)
        return found, {}, end
    if not text.startswith("{", start):
        raise ValueError("neither an object nor a list")
    members, rest, end = _members(text, start)
    if _STUDY in rest:
        return [(rest, start, end)], {}, end
    if members is None:
        raise ContentRefused("JSON, but no study and no page of ClinicalTrials.gov's API v2")
    return members, rest, end


def _members(text: str, start: int) -> tuple[_Found | None, dict[str, object], int]:
    """Return the studies of an object, None where it has no such list, its other members and its end."""
    found: _Found | None = None
    rest: dict[str, object] = {}
    at = _skip(text, start + 1)
    while not text.startswith("}", at):
        name, at = DECODER.raw_decode(text, at)
        at = _skip(text, _expect(text, at, ":"))
        if name == _STUDIES and text.startswith("[", at):
            found, at = _elements(text, at)
        else:
            rest[str(name)], at = DECODER.raw_decode(text, at)
        at = _next(text, at, "}")
    return found, rest, at + 1


def _elements(text: str, start: int) -> tuple[_Found, int]:
    """Return the elements of a list with their places, and its end."""
    found: _Found = []
    at = _skip(text, start + 1)
    while not text.startswith("]", at):
        value, end = DECODER.raw_decode(text, at)
        found.append((value, at, end))
        at = _next(text, end, "]")
    return found, at + 1


def _next(text: str, at: int, closing: str) -> int:
    """Return where the next member or the closing bracket stands."""
    at = _skip(text, at)
    return at if text.startswith(closing, at) else _skip(text, _expect(text, at, ","))


def _expect(text: str, at: int, mark: str) -> int:
    at = _skip(text, at)
    if not text.startswith(mark, at):
        raise ValueError(f"no {mark!r} at character {at}")
    return at + 1


def _skip(text: str, at: int) -> int:
    blank = _BLANK.match(text, at)
    return at if blank is None else blank.end()


def read_file(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, RegistryStudy]]:
    """Yield the studies of a file with the bytes of each. Raises ContentRefused; unlike XML, a file is read whole."""
    content = bytearray()
    for chunk in chunks:
        content += chunk
        if len(content) > _LARGEST_FILE:
            raise ContentRefused(f"more than {_LARGEST_FILE >> 20} MiB of JSON: split the file")
    for place, (raw, tree) in enumerate(split_page(bytes(content)).studies, 1):
        try:
            study = read_study(tree)
        except ContentRefused as problem:
            raise ContentRefused(f"study {place}: {problem}") from problem
        yield raw, study
