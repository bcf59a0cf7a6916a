"""One figure as a few lines of a plain-text page."""

from collections.abc import Mapping
from typing import Any

from evidence_cli.render.figures import figure_line
from evidence_cli.render.links import doi_link, pubmed_link
from evidence_cli.render.page import Page
from evidence_cli.render.words import Catalogue, word

Row = Mapping[str, Any]


def figure_entry(page: Page, row: Row, words: Catalogue, *, number: int | None = None) -> None:
    """Add one figure: what it says, then its sentence, or where it is from if it has none."""
    mark = "-" if number is None else f"[{number}]"
    page.wrapped(figure_line(row, words), lead=f"{mark:>5} ", indent=6)
    if row["state"] != "clean":
        flags = ", ".join(row["flags"]) or "no reason given"
        page.wrapped(f"{word(words, 'state', row['state'])}: {flags}", indent=6)
    page.wrapped(address(row, words), indent=6)


def address(row: Row, words: Catalogue) -> str:
    """Return where a figure is from: its sentence, or where a pack row can be checked, the DOI first."""
    if row["sentence"] is not None:
        origin = word(words, "origin", row["origin"])
        return words.text["sentence_from"].format(origin=origin, sentence=row["sentence"])
    told = row["source_url"] or doi_link(row["doi"]) or pubmed_link(row["pmid"])
    return words.text["figure_pack"].format(source=told or words.text["only_cited"].format(record=row["record"]))
