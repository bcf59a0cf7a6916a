"""Marks in a text: every figure has one, none is lost, and the words stay as they were."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_cli.render.show_marks import Span, marked_pieces
from evidence_cli.render.show_model import Mark, Ref

TEXT = "NEDA 88% of 40 at 2 years"
SPANS = st.lists(st.tuples(st.integers(0, 25), st.integers(0, 25)), max_size=7)


def spans(*places: tuple[int, int]) -> list[Span]:
    return [Span(start, end, (Ref(str(number), "clean"),)) for number, (start, end) in enumerate(places, start=1)]


def plain(pieces: Sequence[str | Mark]) -> str:
    return "".join(piece if isinstance(piece, str) else plain(piece.pieces) for piece in pieces)


def shown(pieces: Sequence[str | Mark]) -> str:
    return "".join(
        piece if isinstance(piece, str) else f"<{shown(piece.pieces)}>{','.join(ref.name for ref in piece.refs)}"
        for piece in pieces
    )


def words_of(pieces: Sequence[str | Mark]) -> dict[str, str]:
    """Return the marked words of each figure by its name; a name met twice fails."""
    found: dict[str, str] = {}
    for piece in pieces:
        if isinstance(piece, Mark):
            told = {ref.name: plain(piece.pieces) for ref in piece.refs} | {}
            inner = words_of(piece.pieces)
            assert not (found.keys() | told.keys()) & inner.keys()
            assert not found.keys() & told.keys()
            found |= told | inner
    return found


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([(5, 8), (12, 14)], "NEDA <88%>1 of <40>2 at 2 years"),
        ([(5, 8), (5, 8)], "NEDA <88%>1,2 of 40 at 2 years"),
        ([(5, 14), (12, 14)], "NEDA <88% of <40>2>1 at 2 years"),
        ([(12, 14), (5, 8), (5, 14)], "NEDA <<88%>2 of <40>1>3 at 2 years"),
        ([(5, 11), (9, 14)], "NEDA <88% of 40>1,2 at 2 years"),
        ([(0, 6), (5, 11), (9, 14)], "<NEDA 88% of 40>1,2,3 at 2 years"),
        ([(5, 8), (8, 11)], "NEDA <88%>1< of>2 40 at 2 years"),
        ([(0, 25)], "<NEDA 88% of 40 at 2 years>1"),
        ([(5, 99), (9, 9)], "NEDA 88% of 40 at 2 years"),
        ([], "NEDA 88% of 40 at 2 years"),
    ],
)
def test_marks_stand_beside_each_other_within_each_other_or_are_one(
    places: list[tuple[int, int]], expected: str
) -> None:
    assert shown(marked_pieces(TEXT, 0, len(TEXT), spans(*places))) == expected


def test_a_passage_shows_its_own_words_and_marks_alone() -> None:
    assert shown(marked_pieces(TEXT, 5, 14, spans((0, 4), (5, 8), (12, 17)))) == "<88%>2 of 40"


@given(SPANS)
def test_whatever_overlaps_each_figure_has_one_mark_around_all_of_its_words(places: list[tuple[int, int]]) -> None:
    pieces = marked_pieces(TEXT, 0, len(TEXT), spans(*places))
    assert plain(pieces) == TEXT
    whole = {str(number): TEXT[a:b] for number, (a, b) in enumerate(places, start=1) if a < b}
    found = words_of(pieces)
    assert found.keys() == whole.keys()
    assert all(words in found[name] for name, words in whole.items())
