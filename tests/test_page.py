"""The report as a page is one file that asks for nothing, runs nothing and can be read by everybody."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import re
from base64 import b64encode
from collections import Counter
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from evidence_cli.page import command
from evidence_cli.page.words_en import CODES, TEXT
from evidence_cli.page.words_nl import CODES as CODES_NL
from evidence_cli.page.words_nl import TEXT as TEXT_NL
from tests.cli_runner import Run, made, run  # noqa: F401
from tests.page_reader import Elements, attributes, unsafe
from tests.test_render_catalogues import slots

CSS = Path(command.__file__).parent / "templates" / "page.css"
FORMS = [("en",), ("nl",), ("en", "site"), ("nl", "site")]


@pytest.fixture(params=FORMS, ids="-".join)
def pages(request: pytest.FixtureRequest, run: Run, tmp_path: Path) -> dict[str, str]:
    """The one page, or all pages of the site, in each language."""
    language, *site = request.param
    words = ("report", "--as", "html", "--lang", language)
    if not site:
        ran = run(*words)
        assert ran.code == 0, ran.err
        return {"report.html": ran.out}
    ran = run(*words, "--output", str(tmp_path / "site"))
    assert (ran.code, ran.out) == (0, ""), ran.err
    return {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "site").glob("*.html")}


@pytest.fixture
def page(run: Run) -> str:
    ran = run("report", "--as", "html")
    assert ran.code == 0, ran.err
    return ran.out


def test_every_page_is_well_formed_and_says_its_language(pages: dict[str, str]) -> None:
    languages = set()
    for text in pages.values():
        root = ElementTree.fromstring(text.replace("<!DOCTYPE html>", ""))  # noqa: S314 - our own page
        languages.add(root.get("lang"))
    assert languages in ({"en"}, {"nl"})


def test_no_page_runs_or_asks_for_anything(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        assert unsafe(text) == [], name
    assert not re.search(r"url\(|@import|expression|</", CSS.read_text(encoding="utf-8"))


def test_only_the_style_of_the_page_is_let_in_and_only_as_it_was_written(pages: dict[str, str]) -> None:
    for text in pages.values():
        css = text.partition("<style>")[2].partition("</style>")[0]
        told = next(attrs["content"] for tag, attrs in Elements(text).found if attrs.get("http-equiv"))
        hashed = b64encode(sha256(css.encode()).digest()).decode()
        assert told == f"default-src 'none'; style-src 'sha256-{hashed}'; base-uri 'none'; form-action 'none'"


def test_every_link_within_the_report_leads_somewhere(pages: dict[str, str]) -> None:
    names = {name: set(attributes(text, "id")) for name, text in pages.items()}
    for name, text in pages.items():
        for href in attributes(text, "href"):
            if not href.startswith("https://"):
                target, _, anchor = href.partition("#")
                assert not anchor or anchor in names[target or name], f"{name}: {href}"
                assert target == "" or target in names, f"{name}: {href}"


def test_no_name_is_given_twice_on_a_page(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        twice = [each for each, times in Counter(attributes(text, "id")).items() if times > 1]
        assert twice == [], name


def test_a_heading_of_each_level_follows_the_one_above(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        levels = [int(tag[1]) for tag, _ in Elements(text).found if re.fullmatch(r"h[1-6]", tag)]
        assert (levels[0], levels.count(1)) == (1, 1), name
        assert all(later <= earlier + 1 for earlier, later in pairwise(levels)), name


def test_every_page_says_of_what_date_it_is_and_what_it_is_for(pages: dict[str, str]) -> None:
    for text in pages.values():
        shown = Elements(text).text
        assert "20 Nov 2026 (2 days old)" in shown or "20 nov 2026 (2 dagen oud)" in shown
        assert "professionals" in shown


def test_the_international_study_comes_first_then_what_changed_then_the_answers(page: str) -> None:
    places = [
        page.index(f'id="{name}"') for name in ("study", "changed", "answers", "Q1", "Q9", "Q17", "matrix", "time")
    ]
    assert places == sorted(places)


def test_a_figure_opens_to_its_sentence_with_its_words_marked(page: str) -> None:
    root = ElementTree.fromstring(page.replace("<!DOCTYPE html>", ""))  # noqa: S314
    marked = {
        "".join(each.itertext()): [mark.text for mark in each.iter("mark")]
        for figure in root.iter("details") if figure.get("class") == "fig"
        for each in figure.iter("blockquote")
    }  # fmt: skip
    assert marked["NEDA at two years was 88% against 37%."] == ["88%"]
    assert marked["None of 40 died (HR 0.45)."] == ["None of 40"]
    assert "https://pubmed.ncbi.nlm.nih.gov/97100001/" in set(attributes(page, "href"))


def test_a_cell_of_the_matrix_stands_in_the_column_of_its_question(page: str) -> None:
    root = ElementTree.fromstring(page.replace("<!DOCTYPE html>", ""))  # noqa: S314
    table = next(each for each in root.iter("table") if each.get("class") == "matrix")
    columns = ["".join(each.itertext()).strip() for each in table.find("thead").iter("th")][1:]  # type: ignore[union-attr]
    seen = 0
    for row in table.iter("tr"):
        for column, cell in zip(columns, row.findall("td"), strict=False):
            told = [str(link.get("title")) for link in cell.iter("a")]
            assert all(each.startswith(f"{column}: ") for each in told)
            seen += len(told)
    assert columns == ["Q1", "Q9", "Q17"]
    assert seen == 4  # a study at its question, the other at two, a trial that will report


def test_no_death_of_forty_is_drawn_with_its_upper_bound(page: str) -> None:
    assert "0.00% (0.00 to 8.81)" in Elements(page).text
    assert "0 of 40" in Elements(page).text


def test_the_plain_line_is_left_out_where_the_topic_has_none(page: str) -> None:
    assert TEXT["plain_label"] not in Elements(page).text


def test_signs_that_hide_or_turn_text_are_gone(page: str) -> None:
    assert not [sign for sign in ("\x1b", "\u202e", "\u200b", "\x9b") if sign in page]


def test_one_question_alone_can_be_a_page(run: Run) -> None:
    shown = run("report", "--question", "q9", "--as", "html").out
    assert 'id="Q9"' in shown
    assert 'id="Q1"' not in shown


def test_an_earlier_day_gives_the_same_bytes_twice_and_no_changes_of_later_runs(run: Run) -> None:
    words = ("report", "--as", "html", "--as-of", "2026-11-21")
    first, again = run(*words), run(*words)
    assert first.code == 0, first.err
    assert first.out == again.out
    assert "Last run" not in first.out


def test_the_words_of_the_page_are_the_same_in_both_languages() -> None:
    assert {key: slots(text) for key, text in TEXT.items()} == {key: slots(text) for key, text in TEXT_NL.items()}
    assert {kind: set(codes) for kind, codes in CODES.items()} == {kind: set(codes) for kind, codes in CODES_NL.items()}


def colours(css: str) -> list[dict[str, str]]:
    """The colours of the light scheme, of the dark one, and of paper."""
    blocks = re.findall(r":root \{(.*?)\}", css, re.S)
    return [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block)) for block in blocks]


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


PAIRS = [
    *((text, ground) for text in ("ink", "quiet", "link", "strong") for ground in ("paper", "page", "soft")),
    *((status, f"{status}-on") for status in ("answered", "partly", "conflicting", "signal", "open", "grave")),
    ("grave", "paper"), ("ink", "mark"), ("on-strong", "strong"),
]  # fmt: skip


@pytest.mark.parametrize("scheme", [0, 1, 2], ids=["light", "dark", "paper"])
@pytest.mark.parametrize(("text", "ground"), PAIRS, ids="-".join)
def test_text_stands_out_from_its_ground(scheme: int, text: str, ground: str) -> None:
    told = colours(CSS.read_text(encoding="utf-8"))[scheme]
    darker, lighter = sorted((luminance(told[text]), luminance(told[ground])))
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5
