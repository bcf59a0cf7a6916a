"""The matrix has a cell of its own for a study that a question names and does not count, and says why."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import json
import re
from pathlib import Path
from typing import Any

import pytest

from evidence_cli.page.matrix_aside import LeftOut, left_out_by_record, left_out_told
from evidence_cli.page.wording import page_words
from tests.cli_runner import Run, made, run  # noqa: F401
from tests.page_reader import Elements
from tests.test_page_pack import pack  # noqa: F401

OLDER = {
    "en": "Q9: not counted, 1 figure: treated or published before 2015",
    "nl": "Q9: niet meegeteld, 1 cijfer: behandeld of gepubliceerd voor 2015",
}
GROUPS = [
    {"text": "By group", "records": [{"record": "pmid:1", "findings": []}]},
    {"text": "Older", "records": [{"record": "pmid:1", "findings": [{}]}, {"record": "pmid:2", "findings": [{}, {}]}]},
]
_ROW = re.compile(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>')
_CELL = re.compile(r'<a class="cell ([\w-]+)" href="#([\w-]+)" title="([^"]*)">(.*?)</a>')


def cells(page: str, study: str) -> list[tuple[str, str, str, str]]:
    """Return class, anchor, title and content of the cells of a study."""
    return [cell for name, row in _ROW.findall(page) if study in name for cell in _CELL.findall(row)]


def whole(pack: Any, run: Run, language: str = "en") -> str:
    return str(run("report", "--as", "html", "--language", language, db=pack).out)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_study_of_older_years_has_a_sign_that_says_so_to_eye_and_ear(pack: Any, run: Run, language: str) -> None:
    (cell,) = [each for each in cells(whole(pack, run, language), "Shevchenko 2008") if each[2].startswith("Q9: ")]
    sign, _, title, content = cell
    assert (sign, title) == ("left-out", OLDER[language])
    assert "#i-aside" in content
    assert f'<span class="aside">{title}</span>' in content


def test_the_cell_leads_to_the_figures_that_stand_under_the_question(pack: Any, run: Run) -> None:
    page = whole(pack, run)
    there = {told["id"] for _, told in Elements(page).found if told.get("id")}
    left = [cell for _, row in _ROW.findall(page) for cell in _CELL.findall(row) if cell[0] == "left-out"]
    assert len(left) > 20
    assert [anchor for _, anchor, _, _ in left if anchor not in there] == []


def test_every_study_that_a_question_leaves_out_has_a_cell(pack: Any, run: Run) -> None:
    page = whole(pack, run)
    named = json.loads(run("question", "Q9", "--as", "json", db=pack).out)["aside"]
    left = {each["name"] for group in named for each in group["records"] if not each["counts_for"]}
    shown = " ".join(name for name, row in _ROW.findall(page) if "Q9: not counted" in row)
    without = {name.partition(" [")[0] for name in left} - set(re.findall(r"[\w-]+ \d{4}", shown))
    assert len(left) - len(without) == 8
    # another report of their study, or another outcome, counts
    assert without == {"Atkins 2016", "Burt 2019", "Ruiz-Arguelles 2017", "Blood (ASH abstract 2881) 2007"}


def test_what_counts_keeps_its_cell_though_a_part_leaves_it_out(pack: Any, run: Run) -> None:
    found = cells(whole(pack, run), "Kvistad 2020")
    assert [sign for sign, _, title, _ in found if title.startswith("Q9: ")] == ["counted"]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_legend_shows_every_sign_of_the_matrix_with_its_words(pack: Any, run: Run, language: str) -> None:
    page, words = whole(pack, run, language), page_words(language).text
    legend = page.partition('<ul class="legend keys">')[2].partition("</ul>")[0]
    used = {cell[0] for _, row in _ROW.findall(page) for cell in _CELL.findall(row)}
    assert used == {"counted", "left-out", "shown", "awaited"}
    assert [sign for sign in used if f'class="cell {sign}"' not in legend] == []
    kinds = ("counted", "aside", "shown", "awaited")
    assert [kind for kind in kinds if words[f"matrix_key_{kind}"] not in legend] == []


def test_of_several_reasons_the_first_is_told_and_where_the_figures_stand() -> None:
    assert left_out_by_record("Q1", GROUPS) == {
        "pmid:1": LeftOut("", "By group", 0), "pmid:2": LeftOut("Q1-a2", "Older", 2),
    }  # fmt: skip


def test_a_study_without_figures_on_the_outcome_is_told_without_their_number() -> None:
    words = page_words("en")
    assert left_out_told("Q1", LeftOut("", "By group", 0), words) == "Q1: not counted: by group"
    assert left_out_told("Q1", LeftOut("Q1-a2", "Older", 2), words) == "Q1: not counted, 2 figures: older"


def test_a_site_leads_from_the_cell_to_the_page_of_the_question(pack: Any, run: Run, tmp_path: Path) -> None:
    assert run("report", "--as", "html", "--output", str(tmp_path / "site"), db=pack).code == 0
    page = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    found = re.search(r'class="cell left-out" href="(Q9\.html)#(Q9-a\d+-r-\w+)"', page)
    assert found is not None
    assert f'id="{found[2]}"' in (tmp_path / "site" / found[1]).read_text(encoding="utf-8")
