"""Where a link within the report leads: to a place on the one page, or to another page of the site."""

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import NamedTuple
from unicodedata import normalize

INDEX = "index.html"
_LONGEST = 48  # of the readable part of a file's name


class Places(NamedTuple):
    """Addresses. pages: question code or study key -> file name; empty where everything is on one page."""

    pages: Mapping[str, str]
    here: str = INDEX

    def question(self, code: str) -> str:
        """Return the address of a question."""
        return self.pages.get(code, f"#{code}")

    def figures(self, code: str, record: str, *, published: bool = False, place: str = "") -> str:
        """Return the address of the figures of a record under a question; place: where what is left out stands."""
        page = self.pages.get(code, "")
        return f"{'' if page == self.here else page}#{record_anchor(place or code, record, published=published)}"

    def study(self, key: str) -> str | None:
        """Return the page of a study, None where there is none."""
        return self.pages.get(key) if key else None

    def top(self, name: str) -> str:
        """Return the address of a section of the first page."""
        return f"#{name}" if not self.pages or self.here == INDEX else f"{INDEX}#{name}"


def record_anchor(code: str, record: str, *, published: bool = False) -> str:
    """Return the name of the figures of a record under a question: no sign of the record's key gets into it."""
    return f"{code}-{'p' if published else 'r'}-{_short(record)}"


def aside_place(code: str, number: int) -> str:
    """Return the place under a question of what one reason leaves out; number: of the reason, from 1."""
    return f"{code}-a{number}"


def site_pages(codes: Iterable[str], studies: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return question code or study key -> file name: letters, digits and hyphens only, no two the same.

    studies: (key, name). The end of a name is made of the key, so that it stays when other studies come and go.
    """
    pages = {code: f"question-{_readable(code)}-{_short(code)[:4]}.html" for code in codes}
    pages = {code: f"{code}.html" if re.fullmatch(r"[A-Z][0-9]{1,4}", code) else name for code, name in pages.items()}
    return pages | {key: f"study-{_readable(name)}-{_short(key)}.html" for key, name in studies}


def _readable(name: str) -> str:
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-") or "x"


def _short(key: str) -> str:
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:8]
