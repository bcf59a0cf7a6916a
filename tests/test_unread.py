"""What nobody read of a text is told: shares, n of N and intervals outside every mark, and nothing that was read."""

import pytest

from evidence.extraction.unread import Read, find_unread


def unread(text: str, *read: Read) -> list[str]:
    return [text[each.start : each.end] for each in find_unread(text, [(0, len(text))], read)]


def mark(text: str, words: str, **numbers: float | int | None) -> Read:
    start = text.index(words)
    return Read(start, start + len(words), **numbers)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Relapse occurred in 0/3 and 2/7.", ["0/3", "2/7"]),
        ("Relapse occurred in 2/9 (22%) of them.", ["2/9 (22%)"]),
        ("Improved were 32% (8 of 25), then 40%.", ["32% (8 of 25)", "40%"]),
        ("Two of the five patients relapsed.", ["Two of the five"]),
        ("In the others it was 0 to 2.8%.", ["0 to 2.8%"]),
        ("Free of it were 83, 78 and 73% of them.", ["83", "78", "73%"]),
        ("Volume changed by -1.56% vs. -0.27%.", ["-1.56%", "-0.27%"]),
        ("Cells were viable (93.8 ± 3%).", ["93.8 ± 3%"]),
        ("Survival was 0\u00b75%.", ["0\u00b75%"]),
        ("Twelve per cent, that is 12 per cent, left.", ["12 per cent"]),
        ("The hazard ratio was 0.2 (95% CI 0.1 to 0.4).", ["95% CI 0.1 to 0.4"]),
    ],
)
def test_a_share_a_count_of_a_number_and_an_interval_are_told_as_printed(text: str, expected: list[str]) -> None:
    assert unread(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Survival (95% CI) is given.",
        "We treated 40 patients in 2010/2011 with Cer(d19:1/14:0).",
        "EDSS fell from 5.5 to 4.0 at 3 years (p = 0.04).",
        "At 5 of the 12 months.",
        "Dose 9 of 4.",
        "",
    ],
)
def test_levels_years_scores_and_names_are_no_figures(text: str) -> None:
    assert unread(text) == []


def test_the_first_of_a_list_is_no_share_where_only_a_comma_stands_between() -> None:
    assert unread("At year 5, 100% vs 52% were free.") == ["100%", "52%"]


def test_a_year_before_a_share_is_no_share() -> None:
    assert unread("Relapses were seen in 2010 and 3% died.") == ["3%"]


def test_a_figure_in_a_mark_is_read_and_its_neighbour_is_not() -> None:
    text = "NEDA was 88% against 37%."
    assert unread(text, mark(text, "88%", percent=88.0)) == ["37%"]


def test_what_a_figure_tells_from_outside_its_mark_is_read_once() -> None:
    text = "PFS was 88% (95% CI 80 to 93; 35/40) in one and 70% (95% CI 80 to 93) in the other group."
    told = mark(text, "88%", percent=88.0, events=35, denominator=40, low=80.0, high=93.0)
    assert unread(text, told) == ["70% (95% CI 80 to 93)"]


def test_an_interval_that_the_figure_beside_it_does_not_have_is_unread() -> None:
    text = "PFS was 88% (95% CI 80 to 93; 35/40)."
    assert unread(text, mark(text, "88%", percent=88.0)) == ["95% CI 80 to 93", "35/40"]


def test_the_same_share_told_twice_in_a_sentence_is_read_once() -> None:
    text = "It was 88% in women and 88% in men."
    assert unread(text, mark(text, "88%", percent=88.0)) == ["88%"]


def test_a_figure_of_another_sentence_explains_nothing_here() -> None:
    text = "It was 88% in women. It was 88% in men."
    assert unread(text, mark(text, "88%", percent=88.0)) == ["88%"]


def test_the_sentence_of_each_is_told_by_its_place_in_the_whole_text() -> None:
    text = "Title\nFirst 5%. Second 6%."
    found = find_unread(text, [(6, len(text))], ())
    assert [text[each.sentence_start : each.sentence_end] for each in found] == ["First 5%.", "Second 6%."]
