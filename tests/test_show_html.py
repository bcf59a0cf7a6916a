"""The page of a record is one file that asks for nothing, runs nothing and can be read by everybody."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from evidence.records.article import AbstractSection, article_text, text_hash
from evidence.records.finding import Finding
from evidence_cli.render import links
from tests.cli_runner import Run, made, run  # noqa: F401
from tests.made_evidence import ARTICLE, NEDA, make_database

CSS = Path(links.__file__).parent / "templates" / "page.css"
EVIL = (
    "<script>alert(1)</script> \"quoted\" 'single' <img src=x onerror=alert(1)> javascript:alert(1) &amp; ]]> {{ 7*7 }}"
)
ALLOWED = re.compile(
    r"https://pubmed\.ncbi\.nlm\.nih\.gov/[0-9]+/|https://doi\.org/10\.[0-9]+/[-._;()/:A-Za-z0-9]+|"
    r"https://clinicaltrials\.gov/study/NCT[0-9]{8}"
)
NAMES = ["97100001", "cite:jansen2019", "97100002", "study:vries", "MADE-MS", "OTHER"]


class Elements(HTMLParser):
    """The elements of a page as (name, attributes), in order, and whether each is closed where it should be."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record whose every text tries to become markup."""
    section = AbstractSection('RESULTS"><script>', "RESULTS", f"NEDA was 88%{EVIL}. It was 5% more.")
    article = replace(ARTICLE, title=EVIL, sections=(section,), journal=EVIL)
    text = article_text(article)
    start = text.index("88%")
    figure: Finding = replace(
        NEDA, text_hash=text_hash(text), mark_start=start, mark_end=start + 3 + len(EVIL), rule=EVIL, regimen=EVIL,
        population=EVIL, state="flagged", flags=(EVIL,), sentence=EVIL,
    )  # fmt: skip
    return make_database(
        tmp_path_factory.mktemp("evil") / "evil.db",
        articles=(article,),
        findings=(figure, replace(figure, origin="pack")),
    )


@pytest.fixture(params=[*NAMES, "evil"])
def page(request: pytest.FixtureRequest, run: Run, evil: Path) -> str:
    """The page of each kind of thing, and of the record that tries to become markup."""
    name, database = ("97100001", evil) if request.param == "evil" else (request.param, None)
    ran = run("show", name, "--as", "html", db=database)
    assert ran.code == 0, ran.err
    return ran.out


def attributes(page: str, *names: str) -> Iterator[str]:
    for _, found in Elements(page).found:
        yield from (found[name] or "" for name in names if name in found)


def test_the_page_is_well_formed(page: str) -> None:
    root = ElementTree.fromstring(page)  # noqa: S314 - our own page
    assert (root.tag, root.get("lang")) == ("html", "en")
    assert [child.tag for child in root] == ["head", "body"]


def test_the_page_runs_nothing_and_asks_for_nothing(page: str) -> None:
    tags = {tag for tag, _ in Elements(page).found}
    assert not tags & {"script", "img", "link", "iframe", "object", "embed", "form", "base", "svg", "video", "audio"}
    names = {name for _, found in Elements(page).found for name in found}
    assert not names & {"src", "srcset", "style", "action", "background", "ping"}
    assert not [name for name in names if name.startswith("on")]
    css = page.partition("<style>")[2].partition("</style>")[0]
    assert css
    assert not re.search(r"url\(|@import|expression", css)


def test_the_browser_is_told_to_allow_nothing_but_the_style_of_the_page(page: str) -> None:
    metas = [found for tag, found in Elements(page).found if tag == "meta"]
    assert {
        "http-equiv": "Content-Security-Policy",
        "content": "default-src 'none'; style-src 'unsafe-inline'",
    } in metas


def test_links_lead_into_the_page_or_to_the_paper_and_the_register_alone(page: str) -> None:
    ids = set(attributes(page, "id"))
    for href in attributes(page, "href"):
        assert href.removeprefix("#") in ids if href.startswith("#") else ALLOWED.fullmatch(href), href


def test_no_name_is_given_twice(page: str) -> None:
    assert [name for name, times in Counter(attributes(page, "id")).items() if times > 1] == []


def test_every_mark_leads_to_its_legend_and_back(run: Run) -> None:
    root = ElementTree.fromstring(run("show", "97100001", "--as", "html").out)  # noqa: S314
    rows = {row.get("id"): row for row in root.iter() if str(row.get("id")).startswith("figure-")}
    hrefs = [link.get("href") for link in root.iter("a") if link.get("class") == "ref"]
    assert hrefs == ["#figure-1", "#figure-u1", "#figure-2", "#figure-3"]
    for mark in root.iter("mark"):
        name = str(mark.get("id")).removeprefix("mark-")
        assert [link.get("href") for link in rows[f"figure-{name}"].iter("a")] == [f"#mark-{name}"]


def test_a_heading_of_each_level_follows_the_one_above(page: str) -> None:
    levels = [int(tag[1]) for tag, _ in Elements(page).found if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_foreign_text_stays_text(run: Run, evil: Path) -> None:
    ran = run("show", "97100001", "--as", "html", db=evil).out
    root = ElementTree.fromstring(ran)  # noqa: S314
    words = "".join(root.itertext())
    assert words.count(EVIL) >= 6
    assert "&lt;script&gt;" in ran
    assert "49" not in words.replace(EVIL, "")


@pytest.mark.parametrize("name", ["97100001", "MADE-MS"])
def test_signs_that_hide_or_turn_text_are_gone(run: Run, name: str) -> None:
    shown = run("show", name, "--as", "html").out
    assert not [sign for sign in ("\x1b", "\u202e", "\u200b", "\x9b") if sign in shown]


def test_the_page_says_of_what_date_it_is_and_what_it_is_for(page: str) -> None:
    assert "Data of 20 Nov 2026 (2 days old)" in page
    assert "no advice about a patient" in page


def test_old_data_are_told_at_the_top(run: Run) -> None:
    from datetime import UTC, datetime

    shown = run("show", "97100001", "--as", "html", now=datetime(2026, 12, 24, tzinfo=UTC)).out
    assert "WARNING: the data are 34 days old" in shown.partition("<main>")[0]


def test_a_page_in_a_file_is_the_page_on_the_screen(run: Run, tmp_path: Path) -> None:
    run("show", "97100001", "--as", "html", "--output", str(tmp_path / "page.html"))
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == run("show", "97100001", "--as", "html").out


@pytest.mark.parametrize(
    ("made_from", "given", "href"),
    [
        (links.pubmed_link, "97100001", "https://pubmed.ncbi.nlm.nih.gov/97100001/"),
        (links.pubmed_link, "97100001/../../x", None),
        (links.pubmed_link, "\u0669\u0667", None),
        (links.pubmed_link, "", None),
        (links.pubmed_link, None, None),
        (links.doi_link, "10.1000/made.1", "https://doi.org/10.1000/made.1"),
        (links.doi_link, '10.1000/"onclick="', None),
        (links.doi_link, "javascript:alert(1)", None),
        (links.trial_link, "NCT00000001", "https://clinicaltrials.gov/study/NCT00000001"),
        (links.trial_link, "NCT00000001\n", None),
        (links.trial_link, "ISRCTN00000001", None),
    ],
)
def test_an_address_is_built_from_a_checked_number_alone(made_from: object, given: str, href: str | None) -> None:
    assert callable(made_from)
    assert made_from(given) == href


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


GROUNDS = {
    "text": ["page", "card", "clean", "flagged", "unbound", "unread"],
    "link": ["page", "card", "clean", "flagged", "unbound", "unread"],
    "quiet": ["page", "card"],
    "grave": ["page", "card", "grave-ground"],
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), [(ink, ground) for ink in GROUNDS for ground in GROUNDS[ink]])
def test_every_ink_has_the_contrast_of_wcag_aa_on_every_ground(scheme: str, ink: str, ground: str) -> None:
    roots = re.findall(r":root \{(.*?)\}", CSS.read_text(encoding="utf-8"), re.DOTALL)
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", roots[("light", "dark").index(scheme)]))
    assert contrast(colours[ink], colours[ground]) >= 4.5
