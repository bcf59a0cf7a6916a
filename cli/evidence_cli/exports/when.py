"""The day of a publication as precisely as it is known, and never more so."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from evidence_cli.render.safe import one_line

_PARTS = {"day": 3, "month": 2, "season": 1, "year": 1}


class When(NamedTuple):
    """first, last: year, or year and month, or those and the day; () = not known. last is first but for a range.

    printed: the date as its journal prints it; season: the same where it names a season, which is no month.
    """

    first: tuple[int, ...] = ()
    last: tuple[int, ...] = ()
    printed: str = ""
    season: str = ""

    @property
    def year(self) -> str:
        """The year in four digits, "" if it is not known."""
        return f"{self.first[0]:04d}" if self.first else ""

    @property
    def is_range(self) -> bool:
        """True where the printed date runs over several months, days or years."""
        return self.first != self.last


def published(row: Mapping[str, Any]) -> When:
    """Return when a row of views_references was published: as printed, else electronically, else the year alone."""
    printed = one_line(row["published_raw"] or "")
    size = _PARTS.get(row["published_precision"] or "none", 0)
    if size and row["published_first"] and row["published_last"]:
        season = printed if row["published_precision"] == "season" else ""
        return When(_parts(row["published_first"], size), _parts(row["published_last"], size), printed, season)
    if row["electronic"]:
        day = _parts(row["electronic"], 3)
        return When(day, day, printed or row["electronic"])
    if row["year"] is None:
        return When(printed=printed)
    return When((row["year"],), (row["year"],), printed or str(row["year"]))


def _parts(iso: str, size: int) -> tuple[int, ...]:
    return tuple(int(part) for part in iso.split("-")[:size])
