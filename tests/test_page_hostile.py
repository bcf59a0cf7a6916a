"""A title, an author, a journal or a sentence that tries to become part of the page stays words on it."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

from pathlib import Path
from xml.etree import ElementTree

import pytest

from evidence_cli.render.safe import safe
from tests.cli_runner import Run, made, run  # noqa: F401
from tests.made_hostile import hostile_database
from tests.page_reader import Elements, unsafe
from tests.payloads import PAYLOADS


def test_there_are_sixty_of_them_and_no_two_the_same() -> None:
    assert len(set(PAYLOADS)) >= 60


@pytest.mark.fault("F70")
@pytest.mark.parametrize("place", range(len(PAYLOADS)))
def test_a_hostile_text_stays_text_on_every_page(run: Run, tmp_path: Path, place: int) -> None:
    text = PAYLOADS[place]
    db, site = hostile_database(tmp_path / "evil.db", text), tmp_path / "site"
    one = run("report", "--as", "html", db=db)
    many = run("report", "--as", "html", "--output", str(site), db=db)
    assert (one.code, many.code) == (0, 0), one.err + many.err
    pages = [one.out, *(path.read_text(encoding="utf-8") for path in sorted(site.glob("*.html")))]
    assert len(pages) == 7  # the one page; the index, three questions, two studies
    for page in pages:
        assert unsafe(page) == []
        ElementTree.fromstring(page.replace("<!DOCTYPE html>", ""))  # noqa: S314 - well-formed, whatever stands in it
    shown = " ".join(safe(text).split())
    assert Elements(one.out).text.count(shown) >= 40
    assert "<mark>88% " in one.out
    assert "49" not in Elements(one.out).text.replace(shown, "")


@pytest.mark.fault("F70")
def test_a_page_that_escapes_nothing_would_be_found_out(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from markupsafe import Markup

    from evidence_cli.render import html

    monkeypatch.setattr(html, "safe", Markup)
    for place in (0, 1, 2, 3, 6, 20, 32):
        db = hostile_database(tmp_path / f"{place}.db", PAYLOADS[place])
        assert unsafe(run("report", "--as", "html", db=db).out), PAYLOADS[place]
