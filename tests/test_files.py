"""The database as a file: names that lead nowhere, folders that nobody may look into, disks that do not tell."""

import errno
from pathlib import Path

import pytest

from evidence.errors import CannotCreate, DatabaseDamaged, EvidenceError, InputMissing, NotPermitted
from evidence_db.files import is_missing, may_be_there, put_in_place, resolved, unreachable
from evidence_db.space import require_space


def raising(problem: Exception) -> object:
    def fail(*_: object, **__: object) -> None:
        raise problem

    return fail


@pytest.mark.parametrize(
    "resolve",
    [raising(RuntimeError("Symlink loop")), raising(OSError(errno.ELOOP, "Too many links")), Path.absolute],
    ids=["Python 3.11", "the system", "Python 3.13"],
)
def test_links_that_lead_in_a_circle_are_told_in_whatever_way_python_finds_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, resolve: object
) -> None:
    (tmp_path / "one.db").symlink_to(tmp_path / "two.db")
    (tmp_path / "two.db").symlink_to(tmp_path / "one.db")
    monkeypatch.setattr(Path, "resolve", resolve)
    with pytest.raises(DatabaseDamaged, match="lead in a circle"):
        resolved(tmp_path / "one.db")


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ELOOP, DatabaseDamaged),
        (errno.ENAMETOOLONG, InputMissing),
        (errno.ENOTDIR, InputMissing),
        (errno.EACCES, NotPermitted),
    ],
)
def test_a_database_that_cannot_be_looked_at_is_told_by_what_the_system_says(
    number: int, kind: type[EvidenceError]
) -> None:
    told = unreachable(Path("evidence.db"), OSError(number, "what the system says"))
    assert type(told) is kind


@pytest.mark.parametrize(
    ("problem", "there", "missing"),
    [
        (PermissionError("no"), True, False),
        (FileNotFoundError("no"), False, True),
        (NotADirectoryError("no"), False, True),
        (OSError(errno.ENAMETOOLONG, "no"), False, False),
    ],
)
def test_what_may_not_be_looked_at_is_neither_there_nor_missing_for_certain(
    monkeypatch: pytest.MonkeyPatch, problem: OSError, there: bool, missing: bool
) -> None:
    monkeypatch.setattr(Path, "stat", raising(problem))
    assert (may_be_there(Path("evidence.db")), is_missing(Path("evidence.db"))) == (there, missing)


def test_a_file_that_is_there_is_there(tmp_path: Path) -> None:
    (tmp_path / "evidence.db").touch()
    assert (may_be_there(tmp_path / "evidence.db"), is_missing(tmp_path / "evidence.db")) == (True, False)


def test_a_finished_file_that_cannot_be_put_in_its_place_is_removed_and_told(tmp_path: Path) -> None:
    place, fresh = tmp_path / "evidence.db", tmp_path / "evidence.db.new"
    place.mkdir()
    fresh.write_text("new")
    with pytest.raises(CannotCreate, match="cannot be put in its place"):
        put_in_place(fresh, place)
    assert [path.name for path in tmp_path.iterdir()] == ["evidence.db"]


def test_a_name_that_no_file_can_have_needs_no_room(tmp_path: Path) -> None:
    require_space(tmp_path / ("x" * 300))
