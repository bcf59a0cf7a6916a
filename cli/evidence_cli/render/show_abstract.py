"""The text of a record with the figures marked in it, and what was not read of it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from evidence_cli.render.show_marks import Span, marked_pieces
from evidence_cli.render.show_model import Abstract, Mark, Paragraph, Ref, UnreadSentence

if TYPE_CHECKING:
    from evidence.extraction.unread import Read

Row = Mapping[str, Any]
_Passage = tuple[str | None, int, int]  # label, start, end


def abstract(found: Row, named: Sequence[tuple[Ref, Row]]) -> Abstract:
    """Return the marked text of a record; named: its figures, those of other versions of the text too."""
    article, text = found["article"], found["text"]
    without = _without(found)
    if article is None or text is None:
        return Abstract((), without, None)
    passages = _passages(article)
    here = [(ref, row) for ref, row in named if _is_of_text(row, found)]
    unread = _unread(text, passages, [row for _, row in here])
    spans = [Span(row["mark_start"], row["mark_end"], (ref,)) for ref, row in here]
    spans += [Span(start, end, (ref,)) for each in unread for ref, start, end in each[1]]
    shown = [Paragraph(label, marked_pieces(text, start, end, spans)) for label, start, end in passages]
    title, *rest = shown
    titled = [Paragraph("Title", title.pieces)] if any(isinstance(piece, Mark) for piece in title.pieces) else []
    told = tuple(
        UnreadSentence(sentence, tuple((ref, text[start:end]) for ref, start, end in figures))
        for sentence, figures in unread
    )
    return Abstract((*titled, *rest), without, told)


def is_marked(row: Row, found: Row) -> bool:
    """Tell whether the figure has words of its own in the text that is shown, within one passage of it."""
    passages = _passages(found["article"]) if _is_of_text(row, found) else []
    return any(first <= row["mark_start"] and row["mark_end"] <= last for _, first, last in passages)


def _is_of_text(row: Row, found: Row) -> bool:
    """Tell whether the figure was read from words of this version of the text."""
    article, start, end = found["article"], row["mark_start"], row["mark_end"]
    if article is None or found["text"] is None or row["text_hash"] != article["text_hash"]:
        return False
    return start is not None and end is not None and 0 <= start < end


def anchors(paragraphs: Sequence[Paragraph]) -> dict[str, str]:
    """Return the anchor of the mark in which each figure stands, by the name of the figure."""
    found: dict[str, str] = {}
    left: list[str | Mark] = [piece for paragraph in paragraphs for piece in paragraph.pieces]
    while left:
        piece = left.pop()
        if isinstance(piece, Mark):
            found.update({ref.name: piece.anchor for ref in piece.refs})
            left.extend(piece.pieces)
    return found


def _without(found: Row) -> str | None:
    """Return why there is no abstract to show, None where there is one."""
    article = found["article"]
    if article is None and found["report"]["origin"] == "pack":
        return "No abstract is stored: the evidence pack holds facts and figures, and no text of an abstract."
    if article is None or found["text"] is None:
        return "No abstract is stored: the article was not read."
    return None if article["sections"] else "PubMed has no abstract of this record."


def _passages(article: Row) -> list[_Passage]:
    """Return the title and the sections as spans of article_text(): the labels stand between them."""
    place = len(article["title"])
    found: list[_Passage] = [(None, 0, place)]
    for section in article["sections"]:
        start = place + 1 + (len(section["label"]) + 2 if section["label"] else 0)
        place = start + len(section["text"])
        found.append((section["label"], start, place))
    return found


def _unread(
    text: str, passages: Sequence[_Passage], rows: Sequence[Row]
) -> list[tuple[str, list[tuple[Ref, int, int]]]]:
    """Return each sentence with figures that nobody read, and their names and spans."""
    from evidence.extraction.unread import find_unread  # late: the reader's rules are compiled for a text alone

    read = [_read(row) for row in rows]
    found: dict[tuple[int, int], list[tuple[Ref, int, int]]] = {}
    for number, each in enumerate(find_unread(text, [(start, end) for _, start, end in passages], read), start=1):
        place = (each.sentence_start, each.sentence_end)
        found.setdefault(place, []).append((Ref(f"u{number}", "unread"), each.start, each.end))
    return [(text[start:end], figures) for (start, end), figures in found.items()]


def _read(row: Row) -> "Read":
    from evidence.extraction.unread import Read

    share = row["value"] if row["statistic"] == "percent" else None
    counts = row["events"], row["denominator"]
    return Read(row["mark_start"], row["mark_end"], share, *counts, row["ci_low"], row["ci_high"])
