"""One figure as a few lines of a plain-text page."""

from collections.abc import Mapping
from typing import Any

from evidence_cli.render.figures import figure_line
from evidence_cli.render.links import doi_link, pubmed_link
from evidence_cli.render.pack_words import of_pack
from evidence_cli.render.page import Page
from evidence_cli.render.sentences import marked_sentence
from evidence_cli.render.words import Catalogue, word

Row = Mapping[str, Any]


def figure_entry(page: Page, row: Row, words: Catalogue, *, number: int | None = None) -> None:
    """Add one figure: what it says, then its sentence, or where it is from if it has none."""
    mark = "-" if number is None else f"[{number}]"
    page.wrapped(figure_line(row, words), lead=f"{mark:>5} ", indent=6)
    if row["state"] != "clean":
        flags = ", ".join(row["flags"]) or "no reason given"
        page.wrapped(f"{word(words, 'state', row['state'])}: {flags}", indent=6)
    told = figure_note(row, words)
    if told is not None:
        page.wrapped(told, indent=6)
    for line in _origin(row, words):
        page.wrapped(line, indent=6)


def figure_note(row: Row, words: Catalogue) -> str | None:
    """Return what the pack says that a figure counts: an "infection" may be a fever or a death. None without words.

    What the machine noted are words of the sentence, which is shown.
    """
    told = pack_words(row, words)
    return None if told is None else words.text["figure_note"].format(note=told)


def pack_words(row: Row, words: Catalogue) -> str | None:
    """Return the words of the pack or of a person about a figure; None for none."""
    return None if row["origin"] == "machine" or row["note"] is None else of_pack(words, row["note"])


def _origin(row: Row, words: Catalogue) -> list[str]:
    """Return where a figure is from: its sentence; of a pack row its address, the DOI first, and the sentence held."""
    sentence = marked_sentence(row)
    if row["sentence"] is not None:
        return [words.text["sentence_from"].format(origin=word(words, "origin", row["origin"]), sentence=sentence)]
    source = row["source_url"] or doi_link(row["doi"]) or pubmed_link(row["pmid"])
    told = [words.text["figure_pack"].format(source=source or words.text["only_cited"].format(record=row["record"]))]
    return told if sentence is None else [*told, f'{words.text["figure_held"]}: "{sentence}"']
