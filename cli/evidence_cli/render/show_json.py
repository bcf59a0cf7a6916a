"""Writes what `show` tells as JSON: the page in words, beside the rows it was made from."""

from collections.abc import Mapping, Sequence
from typing import Any

from evidence_cli.render.posted import posted_shape
from evidence_cli.render.row_shapes import finding_shape, report_shape, trial_shape
from evidence_cli.render.show_model import Abstract, Entry, Fact, Mark, ShowPage
from evidence_cli.render.words import catalogue

Found = dict[str, Any]


def show_document(found: Mapping[str, Any], shown: ShowPage, told: Mapping[str, Any]) -> Found:
    """Return what was found in the shapes of `findings`, `studies` and `trials`, and as `page` what the page says."""
    return {**_rows(found, told), "page": _page(shown)}


def _rows(found: Mapping[str, Any], told: Mapping[str, Any]) -> Found:
    if found["kind"] == "trial":
        posted = [posted_shape(row, catalogue("en")) for row in found["posted"]]
        return {"kind": "trial", "trial": trial_shape(found["trial"], told), "posted": posted}
    shaped = dict(found)
    shaped["findings"] = [finding_shape(row, told) for row in found["findings"]]
    if found["kind"] == "study":
        shaped["reports"] = [report_shape(row, told) for row in found["reports"] if row is not None]
    else:
        shaped["report"] = report_shape(found["report"], told) | {"names": found["report"]["names"]}
    return shaped


def _page(shown: ShowPage) -> Found:
    return {
        "title": shown.title,
        "facts": _facts(shown.facts),
        "abstract": None if shown.abstract is None else _abstract(shown.abstract),
        "figures": [
            {"heading": group.heading, "entries": [_entry(each) for each in group.entries]} for group in shown.groups
        ],
        "record": _facts(shown.record),
        "lists": [
            {"heading": each.heading, "lines": [" ".join(filter(None, line)) for line in each.lines]}
            for each in shown.listings
        ],
    }


def _facts(facts: Sequence[Fact]) -> list[Found]:
    return [{"label": each.label, "text": each.told} for each in facts]


def _entry(entry: Entry) -> Found:
    ref, facts = entry.ref, _facts(entry.facts)
    return {"name": ref.name, "id": entry.key, "state": ref.state, "title": entry.title, "facts": facts}


def _abstract(abstract: Abstract) -> Found:
    paragraphs = [{"label": each.label, "pieces": _pieces(each.pieces)} for each in abstract.paragraphs]
    return {"paragraphs": paragraphs, "without": abstract.without, "unread": _unread(abstract)}


def _unread(abstract: Abstract) -> list[Found] | None:
    if abstract.unread is None:
        return None
    return [
        {"sentence": each.sentence, "figures": [{"name": ref.name, "words": words} for ref, words in each.figures]}
        for each in abstract.unread
    ]


def _pieces(pieces: Sequence[str | Mark]) -> list[Any]:
    """Return words as they are, and a mark as the names of its figures with its own pieces."""
    told: list[Any] = []
    for piece in pieces:
        if isinstance(piece, str):
            told.append(piece)
        else:
            told.append({"marks": [ref.name for ref in piece.refs], "pieces": _pieces(piece.pieces)})
    return told
