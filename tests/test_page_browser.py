"""The pages in Chromium: nothing said or asked for; by keyboard, on a phone, on paper, without script."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from evidence_cli.page.words_en import TEXT
from tests.browser import Opened, chromium
from tests.made_hostile import hostile_database
from tests.payloads import PAYLOADS
from tests.test_page_pack import pack, say  # noqa: F401

pytestmark = pytest.mark.browser
FOCUSABLE = "a[href], summary, [tabindex='0']"
QUESTIONS = [f"Q{number}" for number in range(1, 21)]
OPEN_ALL = "document.querySelectorAll('details').forEach(each => { each.open = true })"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def folder(browser: Any, pack: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:  # noqa: ARG001, F811
    """The site in English, and the one page in both languages as en.html and nl.html."""
    where = tmp_path_factory.mktemp("pages")
    say(pack, "report", "--as", "html", "--output", str(where / "site"))
    for language in ("en", "nl"):
        say(pack, "report", "--as", "html", "--lang", language, "--output", str(where / f"{language}.html"))
    return where


def opened(browser: Any, path: Path, **how: Any) -> Iterator[Opened]:
    found = Opened(browser, path, **how)
    yield found
    found.close()


def violations(page: Any) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found]


@pytest.mark.parametrize(
    "name", ["en.html", "nl.html", "site/index.html", *(f"site/{code}.html" for code in QUESTIONS)]
)
def test_a_page_opens_says_nothing_asks_for_nothing_and_has_no_barrier(browser: Any, folder: Path, name: str) -> None:
    for one in opened(browser, folder / name):
        assert one.page.locator("h1").count() == 1
        one.page.evaluate(OPEN_ALL)
        assert one.said == []
        assert violations(one.page) == []


@pytest.mark.parametrize("name", ["en.html", "site/Q9.html"])
def test_there_is_no_barrier_in_the_dark_nor_on_a_phone(browser: Any, folder: Path, name: str) -> None:
    for one in opened(browser, folder / name, scheme="dark", width=320):
        one.page.evaluate(OPEN_ALL)
        assert violations(one.page) == []


def test_pages_of_studies_have_no_barrier(browser: Any, folder: Path) -> None:
    pages = sorted((folder / "site").glob("study-*.html"))
    assert len(pages) > 40
    for path in pages[::8]:
        for one in opened(browser, path):
            assert one.said == []
            assert violations(one.page) == []


@pytest.mark.parametrize(
    "name", ["nl.html", "en.html", "site/index.html", *(f"site/{code}.html" for code in QUESTIONS)]
)
def test_nothing_sticks_out_at_320_pixels(browser: Any, folder: Path, name: str) -> None:
    for one in opened(browser, folder / name, width=320):
        one.page.evaluate(OPEN_ALL)
        assert one.page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("name", ["site/Q9.html", "site/index.html"])
def test_the_keyboard_reaches_everything_that_can_be_used(browser: Any, folder: Path, name: str) -> None:
    for one in opened(browser, folder / name):
        page = one.page
        page.evaluate(
            f'[...document.querySelectorAll("{FOCUSABLE}")].forEach((each, place) => {{ each.dataset.place = place }})'
        )
        reachable = page.evaluate(
            f'[...document.querySelectorAll("{FOCUSABLE}")]'
            ".filter(each => each.checkVisibility({contentVisibilityAuto: true}))"
            ".map(each => each.dataset.place)"
        )
        reached = []
        for _ in reachable:
            page.keyboard.press("Tab")
            reached.append(page.evaluate("document.activeElement.dataset.place"))
        assert len(reachable) > 40
        assert reached == reachable  # each once, in the order of the page


def test_what_has_the_focus_can_be_seen(browser: Any, folder: Path) -> None:
    for one in opened(browser, folder / "en.html"):
        one.page.keyboard.press("Tab")
        assert one.page.locator(".skip").bounding_box()["x"] >= 0
        for _ in range(3):
            one.page.keyboard.press("Tab")
        assert one.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_a_figure_opens_to_its_sentence_by_keyboard_without_script(browser: Any, folder: Path) -> None:
    for one in opened(browser, folder / "en.html", script=False):
        group = one.page.locator("#Q9 details.more", has_text=TEXT["figures_head_page"]).first
        figure = group.locator("details.fig").first
        assert not figure.locator(".from").is_visible()
        group.locator("summary").first.press("Enter")
        figure.locator("summary").press("Enter")
        assert figure.locator(".from").is_visible()


def test_a_study_in_a_plot_leads_to_its_figure_though_that_is_closed(browser: Any, folder: Path) -> None:
    for one in opened(browser, folder / "en.html", script=False):
        one.page.locator("#Q9 details.plots > summary").press("Enter")
        link = one.page.locator("#Q9 .forest tbody a").first
        target = str(link.get_attribute("href"))
        link.press("Enter")
        assert one.page.locator(f"[id='{target[1:]}']").is_visible()


def test_paper_shows_the_plots_and_no_navigation(browser: Any, folder: Path) -> None:
    for one in opened(browser, folder / "en.html"):
        one.page.emulate_media(media="print")
        assert not one.page.locator(".side").is_visible()
        assert one.page.locator("#Q9 .forest").first.is_visible()
        assert not one.page.locator("#Q9 details.plots").first.evaluate("each => each.open")
        assert len(one.page.pdf(format="A4")) > 100_000


@pytest.mark.fault("F70")
@pytest.mark.parametrize("place", range(len(PAYLOADS)))
def test_a_hostile_text_does_nothing_even_where_no_policy_holds_it(browser: Any, tmp_path: Path, place: int) -> None:
    db, path = hostile_database(tmp_path / "evil.db", PAYLOADS[place]), tmp_path / "evil.html"
    text = say(db, "report", "--as", "html")
    assert "Content-Security-Policy" in text
    path.write_text(text.replace("Content-Security-Policy", "nothing"), encoding="utf-8")
    for one in opened(browser, path):
        one.page.evaluate(OPEN_ALL)
        one.page.mouse.move(400, 400)
        assert one.page.evaluate("window.hit") is None
        assert one.said == []
