"""What the matrix says of a study that a question names and does not count: why, and where its figures stand."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from evidence_cli.page.places import aside_place
from evidence_cli.render.words import Catalogue, text

Row = Mapping[str, Any]


class LeftOut(NamedTuple):
    """Why a record is left out of a question, with how many figures, and the place of the page where they stand."""

    place: str
    why: str
    figures: int


def left_out_by_record(code: str, groups: Iterable[Row]) -> dict[str, LeftOut]:
    """Return why each record is left out, the first reason of several; groups: as under the question, in order."""
    found: dict[str, LeftOut] = {}
    for place, group in enumerate(groups, start=1):
        for each in group["records"]:
            there = aside_place(code, place) if each["findings"] else ""
            found.setdefault(each["record"], LeftOut(there, group["text"], len(each["findings"])))
    return found


def left_out_told(code: str, left: LeftOut, words: Catalogue) -> str:
    """Return "Q9: not counted, 1 figure: treated or published before 2015"."""
    figures = text(words, "figures_one" if left.figures == 1 else "figures_many", n=left.figures)
    why = left.why[0].lower() + left.why[1:]
    return text(words, "cell_aside" if left.figures else "cell_aside_bare", code=code, why=why, figures=figures)
