"""A site is written into a folder of its own, and nothing there that is not its own is touched."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import json
from pathlib import Path

import pytest

from evidence_cli.page.places import site_pages
from evidence_cli.page.site import LISTED
from tests.cli_runner import Run, made, run  # noqa: F401

SITE = ("report", "--as", "html", "--output")
FILES = ["Q1.html", "Q17.html", "Q9.html", "index.html"]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_site_has_an_index_and_a_page_for_each_question_and_study(run: Run, tmp_path: Path) -> None:
    assert run(*SITE, str(tmp_path / "site")).code == 0
    found = names(tmp_path / "site")
    assert [name for name in found if not name.startswith("study-")] == [
        "Q1.html",
        "Q17.html",
        "Q9.html",
        LISTED,
        "index.html",
    ]
    assert [name.rsplit("-", 1)[0] for name in found if name.startswith("study-")] == [
        "study-de-vries-cohort",
        "study-jansen-trial",
    ]


def test_the_same_report_writes_the_same_site_again(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    run(*SITE, str(folder))
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert run(*SITE, str(folder)).code == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("name", ["notes.txt", "index.html", "Q1.html", ".hidden"])
def test_a_folder_with_a_foreign_file_is_refused_and_left_as_it_was(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine", encoding="utf-8")
    ran = run(*SITE, str(tmp_path))
    assert (ran.code, ran.out) == (2, "")
    assert f"did not write: {name}" in ran.err
    assert names(tmp_path) == [name]
    assert (tmp_path / name).read_text(encoding="utf-8") == "mine"


def test_a_page_that_somebody_replaced_is_not_overwritten(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    run(*SITE, str(folder))
    (folder / "Q9.html").write_text("my own notes", encoding="utf-8")
    ran = run(*SITE, str(folder))
    assert ran.code == 2
    assert "Q9.html" in ran.err
    assert (folder / "Q9.html").read_text(encoding="utf-8") == "my own notes"


def test_a_foreign_file_that_came_beside_the_site_stays(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    run(*SITE, str(folder))
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    assert run(*SITE, str(folder)).code == 0
    assert (folder / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_pages_of_an_earlier_report_that_are_no_more_are_taken_away(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    run(*SITE, str(folder))
    assert run(*SITE, str(folder), "--question", "Q9").code == 0
    assert [name for name in names(folder) if name.startswith("Q")] == ["Q9.html"]
    assert json.loads((folder / LISTED).read_text(encoding="utf-8"))["files"] == [
        n for n in names(folder) if n != LISTED
    ]


@pytest.mark.parametrize("listed", ["no json", "[]", '{"files": 3}'])
def test_a_list_of_files_that_is_not_ours_is_refused(run: Run, tmp_path: Path, listed: str) -> None:
    (tmp_path / LISTED).write_text(listed, encoding="utf-8")
    ran = run(*SITE, str(tmp_path))
    assert ran.code == 2
    assert names(tmp_path) == [LISTED]


def test_a_list_cannot_point_out_of_its_folder(run: Run, tmp_path: Path) -> None:
    folder, kept = tmp_path / "site", tmp_path / "kept.html"
    folder.mkdir()
    kept.write_text("mine", encoding="utf-8")
    (folder / LISTED).write_text(json.dumps({"files": ["../kept.html", str(kept), "..", 3]}), encoding="utf-8")
    assert run(*SITE, str(folder)).code == 0
    assert kept.read_text(encoding="utf-8") == "mine"


def test_a_link_in_the_place_of_a_page_is_not_followed(run: Run, tmp_path: Path) -> None:
    folder, kept = tmp_path / "site", tmp_path / "kept.html"
    run(*SITE, str(folder))
    kept.write_text((folder / "Q1.html").read_text(encoding="utf-8") + "mine", encoding="utf-8")
    (folder / "Q1.html").unlink()
    (folder / "Q1.html").symlink_to(kept)
    assert run(*SITE, str(folder)).code == 2
    assert kept.read_text(encoding="utf-8").endswith("mine")


@pytest.mark.parametrize("name", ["page.html", "page.HTM"])
def test_a_name_of_a_page_is_one_file(run: Run, tmp_path: Path, name: str) -> None:
    assert run(*SITE, str(tmp_path / name)).code == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_folder_whose_parent_is_missing_is_not_made(run: Run, tmp_path: Path) -> None:
    ran = run(*SITE, str(tmp_path / "a" / "b"))
    assert ran.code == 73
    assert names(tmp_path) == []


def test_the_folder_of_the_database_is_refused(run: Run, made: Path) -> None:
    assert run(*SITE, str(made.parent)).code == 2


def test_no_name_of_a_study_steers_a_file_system() -> None:
    evil = [("a", "../../etc/passwd"), ("b", "CON"), ("c", "x" * 500), ("d", "\x00\n"), ("e", "Ünïcode Ærø"),
            ("f", "a.html?x#y"),
            ("A", "same"), ("a2", "same")]  # fmt: skip
    pages = site_pages(["Q1", "../Q2", "index", "q1"], evil)
    assert len({name.lower() for name in pages.values()}) == len(pages)
    for name in pages.values():
        assert name.replace("-", "").removesuffix(".html").isalnum()
        assert name.isascii()
        assert len(name) <= 80
        assert name not in ("index.html", LISTED)
