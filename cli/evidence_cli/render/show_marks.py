"""Puts the marks of figures into a text: beside each other, one inside the other, or one on the same words."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from evidence_cli.render.show_model import Mark, Ref


class Span(NamedTuple):
    """Words of the text, from start up to end, that the figures of refs were read from."""

    start: int
    end: int
    refs: tuple[Ref, ...]


def marked_pieces(text: str, start: int, end: int, spans: Iterable[Span]) -> tuple[str | Mark, ...]:
    """Return text[start:end] cut into words and marks; spans that do not lie within it are left out."""
    inside = [span for span in spans if start <= span.start < span.end <= end]
    return _pieces(text, start, end, _apart(inside))


def _pieces(text: str, start: int, end: int, spans: Sequence[Span]) -> tuple[str | Mark, ...]:
    """Return the pieces; spans: none crosses another, a longer one before those inside it."""
    pieces: list[str | Mark] = []
    at, rest = start, list(spans)
    while rest:
        outer = rest[0]
        inner = [span for span in rest[1:] if span.end <= outer.end]
        pieces.extend([text[at : outer.start]] if at < outer.start else [])
        pieces.append(Mark(outer.refs, _pieces(text, outer.start, outer.end, inner)))
        at, rest = outer.end, rest[1 + len(inner) :]
    return (*pieces, text[at:end]) if at < end else tuple(pieces)


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Return the spans with those on the same words, and those that cross, made one; the longer before the inner."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.start, -each.end)):
        merged = span
        for other in [each for each in found if _clash(each, merged)]:
            found.remove(other)
            merged = Span(min(other.start, merged.start), max(other.end, merged.end), other.refs + merged.refs)
        found.append(merged)
    return _settled(found)


def _settled(spans: list[Span]) -> list[Span]:
    """Return the spans in order; a union of two may cross a third, so they are looked at until none does."""
    ordered = sorted(spans, key=lambda each: (each.start, -each.end))
    crossing = any(_clash(one, other) for place, one in enumerate(ordered) for other in ordered[place + 1 :])
    return _apart(ordered) if crossing else ordered


def _clash(one: Span, other: Span) -> bool:
    """Tell whether two spans, `one` not starting later, are the same or overlap without one holding the other."""
    same = (one.start, one.end) == (other.start, other.end)
    return same or one.start < other.start < one.end < other.end
