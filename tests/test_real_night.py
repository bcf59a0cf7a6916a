"""Real records over the wire: what the network brings is what the same files bring, row for row."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from evidence_db.opening import open_reader
from tests.fakes.events import happen
from tests.fakes.loopback import loopback
from tests.fakes.made_studies import made_study
from tests.fakes.upstream import Upstream
from tests.fakes.world import load_world
from tests.made_night import Scene, scene  # noqa: F401

pytestmark = [loopback, pytest.mark.real]
FILES = ("hsct_ms_dev.xml", "ms_feed.xml.gz")
TABLES = ("article", "article_version", "notice", "raw_record", "report", "finding", "reading")


@pytest.fixture
def night(scene: Scene, real: Path) -> Iterator[Scene]:
    """A scene whose stand-in serves the real records and some made-up studies."""
    world = load_world(*(real / name for name in FILES))
    world.add_studies(made_study(f"NCT9000000{number}") for number in (1, 2, 3))
    with Upstream(world, limits=(None, None)) as up:
        up.warm()
        scene.up = up
        scene.monkeypatch.setenv("EVIDENCE_EUTILS_URL", up.eutils_url)
        scene.monkeypatch.setenv("EVIDENCE_CTGOV_URL", up.ctgov_url)
        yield scene


def rows(db: Path, table: str) -> list[tuple[object, ...]]:
    """Every row of a table but the packed bytes, whose hash stands beside them, and what the registry told."""
    with closing(open_reader(db)) as connection:
        names = [name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})") if name != "body"]
        wanted = " WHERE form <> 'ctgov'" if table == "raw_record" else ""
        return sorted(connection.execute(f"SELECT {', '.join(names)} FROM {table}{wanted}"), key=repr)  # noqa: S608


def test_the_records_give_the_same_rows_over_the_network_as_from_files(night: Scene, real: Path) -> None:
    assert night.refresh().code == 0
    assert night.sent("eutils", "esearch") == 1
    wire = night.db
    night.db = night.folder / "files.db"
    words = [word for name in FILES for word in ("--from", str(real / name))]
    assert night.refresh(*words).code == 0
    for table in TABLES:
        assert rows(wire, table) == rows(night.db, table), table
    assert len(rows(wire, "article")) == 3_076
    assert len(rows(wire, "finding")) > 50


def test_a_second_night_with_nothing_new_is_short_and_changes_no_row(night: Scene) -> None:
    assert night.refresh().code == 0
    before = night.dump()
    night.up.journal().clear()
    ran = night.next_night()
    assert ran.code == 0
    assert "rows written: 0" in ran.err
    assert night.dump() == before
    assert night.sent("eutils") <= 3
    assert night.sent("ctgov") <= 3


@pytest.mark.parametrize(
    ("event", "standing"), [("retract", "retracted"), ("concern", "under-concern"), ("erratum", "sound")]
)
def test_what_befalls_a_record_that_answers_rest_on_is_known_the_next_morning(
    night: Scene, event: str, standing: str
) -> None:
    assert night.refresh().code == 0
    ((pmid,), *_) = night.rows(
        "SELECT pmid FROM report WHERE label = 'hsct-ms-primary' AND result_bearing AND record IN "
        "(SELECT value FROM answer, json_each(answer.body, '$.studies')) ORDER BY pmid"
    )
    happen(night.up.world, event, pmid=str(pmid), touch=False)
    assert night.next_night().code == 0
    assert night.rows("SELECT standing FROM report WHERE pmid = ?", pmid) == [(standing,)]
    kinds = {"retract": "RetractionIn", "concern": "ExpressionOfConcernIn", "erratum": "ErratumIn"}
    assert (kinds[event],) in night.rows("SELECT ref_type FROM notice WHERE pmid = ?", pmid)
