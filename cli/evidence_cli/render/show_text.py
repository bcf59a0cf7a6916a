"""Writes what `show` tells as plain text: the marks are signs of ASCII that a pipe and a screen reader keep."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from evidence_cli.render.page import Page
from evidence_cli.render.show_model import Abstract, Entry, Fact, Listing, Mark, Paragraph, ShowPage
from evidence_cli.rows import text_page

_FACTS, _LEGEND = 20, 20  # columns in which the words of facts and of the legend begin


def show_text(shown: ShowPage, told: Mapping[str, Any]) -> str:
    """Return the page as text."""
    page = text_page(told, shown.title)
    page.gap()
    _facts(page, shown.facts)
    if shown.abstract is not None:
        _abstract(page, shown.abstract)
    for group in shown.groups:
        page.heading(f"{group.heading}: {len(group.entries)}")
        for entry in group.entries:
            _entry(page, entry)
    if not shown.groups and shown.abstract is not None:
        page.heading("Figures: 0")
        page.wrapped("No figure was read from this record.", indent=2)
    if shown.abstract is not None:
        _unread(page, shown.abstract)
    if shown.record:
        page.heading("The record")
        _facts(page, shown.record)
    for listing in shown.listings:
        _listing(page, listing)
    return page.text()


def _facts(page: Page, facts: Sequence[Fact]) -> None:
    for each in facts:
        page.labelled(each.label, each.told, column=_FACTS)


def _abstract(page: Page, abstract: Abstract) -> None:
    page.heading("Abstract, figures marked")
    opening, closing = _brackets(abstract.paragraphs)
    if abstract.paragraphs:
        page.wrapped(f"{opening}words{closing}[1] are what figure 1 of the list below was read from.", indent=2)
    if abstract.unread:
        page.wrapped(f"{opening}words{closing}[u1 not read] are figures that no rule has read.", indent=2)
    page.gap()
    for paragraph in abstract.paragraphs:
        label = f"{paragraph.label}: " if paragraph.label else ""
        marked = _marked(paragraph.pieces, opening, closing)
        for number, line in enumerate(marked.split("\n")):
            page.wrapped(line if number else f"{label}{line}", indent=2)
    if abstract.without is not None:
        page.wrapped(abstract.without, indent=2)


def _brackets(paragraphs: Sequence[Paragraph]) -> tuple[str, str]:
    """Return the signs around a mark: one brace more than stands together in the text, which so cannot feign one."""
    words = "\n".join(_plain(paragraph.pieces) for paragraph in paragraphs)
    longest = max((len(run) for run in re.findall(r"\{+|\}+", words)), default=0)
    return "{" * (longest + 1), "}" * (longest + 1)


def _plain(pieces: Sequence[str | Mark]) -> str:
    return "".join(piece if isinstance(piece, str) else _plain(piece.pieces) for piece in pieces)


def _marked(pieces: Sequence[str | Mark], opening: str, closing: str) -> str:
    """Return "{88%}[1]", "{88% ({8 of 9}[2])}[1]" and "{88%}[1, 2 flagged]"."""
    told = []
    for piece in pieces:
        if isinstance(piece, str):
            told.append(piece)
        else:
            names = ", ".join(ref.told for ref in piece.refs)
            told.append(f"{opening}{_marked(piece.pieces, opening, closing)}{closing}[{names}]")
    return "".join(told)


def _entry(page: Page, entry: Entry) -> None:
    page.wrapped(entry.title, lead=f"{f'[{entry.ref.name}]':>5} ", indent=6)
    for each in entry.facts:
        page.labelled(each.label, each.told, indent=6, column=_LEGEND)
    page.labelled("Key", entry.key, indent=6, column=_LEGEND)


def _unread(page: Page, abstract: Abstract) -> None:
    if abstract.unread is None:
        return
    page.heading(f"Figures in the text that were not read: {sum(len(each.figures) for each in abstract.unread)}")
    page.wrapped(LOOKED_FOR, indent=2)
    for each in abstract.unread:
        named = "; ".join(f"[{ref.name}] {words}" for ref, words in each.figures)
        page.wrapped(named, lead="  -", indent=4)
        page.wrapped(f'in: "{each.sentence}"', indent=4)


LOOKED_FOR = (
    "Looked for: percentages, n/N, n of N and confidence intervals that are in no mark and repeat no figure of their "
    "sentence; a sentence that is too long to be read is listed whole. Other numbers (scores, rates, doses) are not "
    "looked for. Read them in the text."
)


def _listing(page: Page, listing: Listing) -> None:
    page.heading(f"{listing.heading}: {len(listing.lines)}")
    for lead, words in listing.lines:
        page.wrapped(words, lead=f"  {lead} " if lead else "", indent=2 + len(lead) + 1 if lead else 2)
    if not listing.lines:
        page.wrapped(listing.empty, indent=2)
