"""The database made anew from the replies that it keeps."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import shutil
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import click
import pytest

from evidence.remaking import KeptReply
from evidence_cli.commands import rebuild, review
from evidence_db.rebuilding import MADE, KeptReplies
from tests.db_makers import scratch
from tests.fakes.events import happen
from tests.fakes.loopback import loopback
from tests.fakes.upstream import Upstream
from tests.made_night import NoCapture, Scene, scene, small_world  # noqa: F401
from tests.made_records import COHORT

pytestmark = loopback
STUDY = "NCT90000001"


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A database with a history: records that came, changed and were retracted; a study that moved; a signature."""
    with Upstream(small_world(), limits=(None, None)) as up, pytest.MonkeyPatch.context() as patch:
        made = Scene(up, tmp_path_factory.mktemp("history"), patch, capsys=NoCapture())  # type: ignore[arg-type]
        patch.setattr(review, "current_time", lambda: made.now)
        for events in EVENTS:
            for name, told in events:
                happen(up.world, name, **told)
            assert made.next_night().code in (0, 3)
        assert made.call("review", "sign", "Q9", "--name", "A. Made", "--reason", "Read it.").code == 0
        yield made.db


EVENTS: tuple[tuple[tuple[str, dict[str, Any]], ...], ...] = (
    (),
    (("add", {"pmid": "97000050"}),),
    (
        ("revise", {"pmid": COHORT.pmid, "old": "70%", "new": "62%", "touch": False}),
        ("restatus", {"nct": STUDY, "status": "TERMINATED"}),
    ),
    (("retract", {"pmid": COHORT.pmid, "how": "both"}), ("restatus", {"nct": STUDY, "status": "COMPLETED"})),
)


@pytest.fixture
def lived(scene: Scene, history: Path, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """That database, with a rebuild at the time of the scene."""
    shutil.copy(history, scene.db)
    scene.now += timedelta(days=len(EVENTS) + 1)
    monkeypatch.setattr(rebuild, "current_time", lambda: scene.now)
    return scene


def test_the_database_made_anew_is_the_original_row_by_row(lived: Scene) -> None:
    before, ran = lived.dump(), lived.call("rebuild")
    assert ran.code == 0, ran.err
    assert ran.out.startswith(f"equal to the original: {len(before):,} rows")
    assert lived.dump() == before
    assert lived.rows("SELECT kind FROM run ORDER BY id DESC LIMIT 1") == [("rebuild",)]
    assert lived.call("check").code == 0
    assert [path.name for path in lived.folder.glob("evidence.db.*") if ".rebuild" in path.name] == []


def test_the_reports_of_both_are_the_same_bytes_and_the_next_night_goes_on(lived: Scene) -> None:
    words = ("report", "--as", "json", "--as-of", "2026-11-06")
    before = lived.call(*words).out
    shutil.copy(lived.db, lived.folder / "original.db")
    lived.call("rebuild")
    assert lived.call(*words).out == before
    assert lived.next_night("--no-backup").code in (0, 3)
    tomorrow, lived.db = lived.dump(), lived.folder / "original.db"
    assert lived.refresh("--no-backup").code in (0, 3)
    assert lived.dump() == tomorrow


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM finding",
        "UPDATE finding SET value = 99 WHERE value IS NOT NULL",
        "UPDATE article SET title = 'another'",
        "UPDATE article_version SET text = 'another'",
        "UPDATE reading SET report = '{}'",
        "DELETE FROM notice",
        "DELETE FROM article WHERE pmid IN (SELECT pmid FROM article_version GROUP BY pmid HAVING count(*) = 1)",
        "UPDATE registry_study SET status = 'RECRUITING'",
        "DELETE FROM registry_change",
        "UPDATE report SET label = 'unrelated'",
    ],
)
def test_what_can_be_worked_out_and_was_damaged_comes_back(lived: Scene, harm: str) -> None:
    before = lived.dump()
    with closing(sqlite3.connect(lived.db)) as other:
        other.execute(harm)
        other.commit()
    assert lived.dump() != before
    ran = lived.call("rebuild")
    assert ran.out.startswith("differs from the original")
    assert lived.dump() == before
    assert next(lived.folder.glob("evidence.db.old-*")).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("step", [1, -1])
def test_the_versions_of_a_record_may_come_in_any_order(
    lived: Scene, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    by_hash = KeptReplies.articles

    def by_age(kept: KeptReplies) -> list[KeptReply]:
        return sorted(by_hash(kept), key=lambda reply: (reply.current, reply.raw_hash))[::step]

    before = lived.dump()
    monkeypatch.setattr(KeptReplies, "articles", by_age)
    assert lived.call("rebuild").out.startswith("equal to the original")
    assert lived.dump() == before
    assert lived.call("check").code == 0


def test_a_reply_that_is_damaged_is_named_and_nothing_is_replaced(lived: Scene) -> None:
    with closing(sqlite3.connect(lived.db)) as other:
        query = "UPDATE raw_record SET body = ? WHERE hash = (SELECT min(hash) FROM raw_record)"
        other.execute(query, (zlib.compress(b"something else"),))
        other.commit()
    before = lived.db.read_bytes()
    ran = lived.call("rebuild")
    assert ran.code == 65
    assert "is not the bytes that were stored" in ran.err
    assert "restore a copy" in ran.err
    assert lived.db.read_bytes() == before
    assert not list(lived.folder.glob("evidence.db.old*"))


def test_the_new_database_can_be_written_elsewhere(lived: Scene, tmp_path: Path) -> None:
    before = lived.db.read_bytes()
    assert lived.call("rebuild", "--output", str(tmp_path / "new.db")).code == 0
    assert lived.db.read_bytes() == before
    lived.db = tmp_path / "new.db"
    assert lived.call("check").code == 0
    assert lived.call("rebuild", "--output", str(lived.db)).code == 2


def test_who_reads_no_more_has_the_new_database_all_the_same(lived: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object) -> None:
        raise click.exceptions.Exit(0)

    monkeypatch.setattr(rebuild, "deliver", gone)
    assert lived.call("rebuild").code == 0
    assert lived.rows("SELECT kind FROM run ORDER BY id DESC LIMIT 1") == [("rebuild",)]
    assert len(list(lived.folder.glob("evidence.db.old-*"))) == 1


@pytest.mark.parametrize("ending", [".run.lock", "-journal", ".backups"])
def test_the_new_database_is_not_written_over_what_belongs_to_the_old_one(lived: Scene, ending: str) -> None:
    ran = lived.call("rebuild", "--output", f"{lived.db}{ending}")
    assert ran.code == 2
    assert "there already" in ran.err or "belongs to the database" in ran.err


def test_a_database_of_the_evidence_pack_alone_is_made_anew_equal(lived: Scene, tmp_path: Path) -> None:
    lived.db = tmp_path / "pack.db"
    assert lived.call("report").code == 0
    before = lived.dump()
    ran = lived.call("rebuild")
    assert (ran.code, lived.dump()) == (0, before), ran.err
    assert ran.out.startswith("equal to the original")


def test_what_is_made_anew_are_tables_of_the_database() -> None:
    with scratch() as store:
        names = {name for (name,) in store.connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    assert set(MADE) <= names
