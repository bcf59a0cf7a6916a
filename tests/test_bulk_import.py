"""Bulk files: only the topic is kept, each file is whole or not there, however many processes read, and how often."""
# ruff: noqa: ARG001, F811, S324, S608 - files are made by a fixture; NLM publishes MD5; our own PMIDs

import gzip
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import md5
from pathlib import Path

import pytest

from evidence import bulk_import, bulk_reading
from evidence.bulk_import import Import, Stored, import_bulk
from evidence.errors import ConfigurationError, ContentRefused, EvidenceError, InputMissing, TryLater
from evidence.refresh import RefreshOutcome, refresh_from_files
from evidence.sources import bulk_part
from evidence.sources.bulk_part import is_bulk_file
from evidence.sources.sidecar import check_sidecar, checked_sha256
from evidence.storage import Store
from evidence_cli import progress
from evidence_cli.session import Session
from evidence_db.dump import logical_dump
from evidence_db.opening import open_reader, writing
from tests.cli_runner import Run, made, run  # noqa: F401
from tests.made_records import ALL, COHORT, MESENCHYMAL, REVIEW, UNRELATED_PAPER, Made, write_set

ROOT = Path(__file__).parent.parent
NOW = datetime(2026, 11, 28, 6, 0, tzinfo=UTC)
Write = Callable[..., Path]
SLEEP = tuple(replace(UNRELATED_PAPER, pmid=str(97200000 + number)) for number in range(30))
# A notice whose own words tell nothing of what it is about.
NOTICE = Made("97300001", "Retraction", ((None, "Withdrawn."),), notices=(("RetractionOf", COHORT.pmid),))
CITING = Made("97300002", "Sleep and beds", ((None, "We slept."),), notices=(("Cites", COHORT.pmid),))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made_here = tmp_path / "bulk"
    made_here.mkdir()
    return made_here


@pytest.fixture
def write(folder: Path) -> Write:
    def save(number: int, records: Sequence[Made], deleted: Sequence[str] = ()) -> Path:
        plain = write_set(folder / "x.tmp", records, deleted)
        path = folder / f"pubmed26n{number:04}.xml.gz"
        path.write_bytes(gzip.compress(plain.read_bytes(), mtime=0))
        plain.unlink()
        return path

    return save


def job(db: Path, *, workers: int = 1, told: Callable[[Stored], None] | None = None, with_pack: bool = False) -> Import:
    def opening() -> AbstractContextManager[Store]:
        return writing(db, create=True)

    fresh = not db.exists()
    return Import("hsct_ms", opening, NOW, "0", with_pack=with_pack, workers=workers, fresh=fresh, told=told)


def imported(db: Path, folder: Path, *, workers: int = 1) -> RefreshOutcome:
    counts = import_bulk(sorted(folder.glob("*.gz")), job(db, workers=workers))
    return concluded(db, counts)


def concluded(db: Path, counts: dict[str, int]) -> RefreshOutcome:
    with writing(db, create=True) as store:
        return refresh_from_files(
            [], "hsct_ms", store, now=NOW, program_version="0", with_pack=False, imported=dict(counts)
        )


def rows(db: Path, query: str) -> list[tuple[object, ...]]:
    with closing(open_reader(db)) as connection:
        return connection.execute(query).fetchall()


def held(db: Path) -> set[object]:
    return {pmid for (pmid,) in rows(db, "SELECT pmid FROM article")}


def dump(db: Path) -> list[str]:
    with closing(open_reader(db)) as connection:
        return list(logical_dump(connection))


def everything(db: Path) -> bytes:
    """Every row of the file, those of the runs too."""
    with closing(open_reader(db)) as connection:
        lines = (line for line in connection.iterdump() if "_sqlite_migrations" not in line)  # it tells the time of day
        return "\n".join(lines).encode()


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "evidence.db"


@pytest.fixture
def baseline(write: Write) -> list[Path]:
    """Six files: the topic in some, revisions and a deletion of earlier records in later ones."""
    newer = replace(COHORT, title="Withdrawn title", sections=((None, "Nothing."),), revised="2026-02-03")
    return [
        write(1, (*SLEEP[:3], COHORT, MESENCHYMAL)),
        write(2, SLEEP[3:9]),
        write(3, (REVIEW, *SLEEP[9:12], CITING)),
        write(4, (NOTICE, *SLEEP[12:15])),
        write(5, (newer, *SLEEP[15:18])),
        write(6, SLEEP[18:21], [REVIEW.pmid, "97900001"]),
    ]


# --- what is kept ---


def test_of_a_bulk_file_only_the_topic_is_kept(db: Path, write: Write, folder: Path) -> None:
    write(1, (*ALL, *SLEEP))
    outcome = imported(db, folder)
    assert held(db) == {record.pmid for record in ALL} - {UNRELATED_PAPER.pmid}
    assert (outcome.counts["read"], outcome.counts["new"]) == (len(ALL) + len(SLEEP), 5)


def test_a_revision_of_a_known_record_is_read_though_it_no_longer_concerns_the_topic(
    db: Path, baseline: list[Path], folder: Path
) -> None:
    imported(db, folder)
    assert rows(db, f"SELECT title FROM article WHERE pmid = '{COHORT.pmid}'") == [("Withdrawn title",)]


def test_a_notice_about_a_known_record_is_read_and_a_reference_to_it_is_not(
    db: Path, baseline: list[Path], folder: Path
) -> None:
    imported(db, folder)
    assert NOTICE.pmid in held(db)
    assert CITING.pmid not in held(db)
    assert rows(db, f"SELECT standing FROM report WHERE pmid = '{COHORT.pmid}'") == [("retracted",)]


@pytest.mark.parametrize("order", [(COHORT, NOTICE), (NOTICE, COHORT)])
def test_a_notice_in_the_same_file_is_read_wherever_it_stands(
    db: Path, write: Write, folder: Path, order: tuple[Made, ...]
) -> None:
    write(1, (*SLEEP[:2], *order))
    imported(db, folder)
    assert held(db) == {COHORT.pmid, NOTICE.pmid}


def test_what_was_known_before_the_import_counts_as_known(db: Path, write: Write, folder: Path, tmp_path: Path) -> None:
    with writing(db, create=True) as store:
        selected = write_set(tmp_path / "selected.xml", (SLEEP[0],))
        refresh_from_files([selected], "hsct_ms", store, now=NOW, program_version="0", with_pack=False)
    write(1, (replace(SLEEP[0], title="Sleep, corrected", revised="2026-01-01"), SLEEP[1]))
    imported(db, folder)
    assert rows(db, "SELECT pmid, title FROM article") == [(SLEEP[0].pmid, "Sleep, corrected")]


def test_what_the_evidence_pack_names_is_known(db: Path, write: Write) -> None:
    landmark = replace(SLEEP[0], pmid="30644983")  # a study of the pack, with other words
    import_bulk([write(1, (landmark, SLEEP[1]))], job(db, with_pack=True))
    assert held(db) == {"30644983"}


def test_a_deletion_is_honoured_whatever_file_it_stands_in(db: Path, baseline: list[Path], folder: Path) -> None:
    imported(db, folder)
    assert rows(db, f"SELECT standing FROM report WHERE pmid = '{REVIEW.pmid}'") == [("deleted",)]
    assert rows(db, "SELECT count(*) FROM deleted_article") == [(2,)]


def test_a_file_is_bulk_by_the_name_that_nlm_gives_or_by_more_records_than_a_search_exports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = {"pubmed26n0001.xml.gz": True, "medline16n0902.xml": True, "PUBMED26N1298.XML.GZ": True, "ms.xml.gz": False,
             "pubmed-search.xml": False, "pubmed26n0001.xml.gz.part": False}  # fmt: skip
    assert {name: is_bulk_file(write_set(tmp_path / name, ALL)) for name in names} == names
    monkeypatch.setattr(bulk_part, "_SMALL", 1)
    monkeypatch.setattr(bulk_part, "MANY", len(ALL) - 1)
    assert is_bulk_file(tmp_path / "ms.xml.gz")
    monkeypatch.setattr(bulk_part, "MANY", len(ALL))
    assert not is_bulk_file(tmp_path / "ms.xml.gz")
    assert not is_bulk_file(tmp_path / "gone.xml")
    (tmp_path / "damaged.xml").write_bytes(b"<PubmedArticleSet>")
    assert not is_bulk_file(tmp_path / "damaged.xml")


def test_a_selected_file_beside_bulk_files_is_kept_whole(
    run: Run, db: Path, baseline: list[Path], tmp_path: Path
) -> None:
    selected = write_set(tmp_path / "selected.xml", (SLEEP[25],))
    ran = run("refresh", "--no-pack", "--from", str(selected), "--from", str(baseline[0].parent), db=db)
    assert (ran.code, SLEEP[25].pmid in held(db), SLEEP[0].pmid in held(db)) == (0, True, False)
    assert "6 bulk files: only records of the topic are kept" in ran.err


def test_full_keeps_every_record(run: Run, db: Path, write: Write) -> None:
    path = write(1, (*ALL, *SLEEP))
    assert run("refresh", "--no-pack", "--full", "--from", str(path), db=db).code == 0
    assert len(held(db)) == len(ALL) + len(SLEEP)


# --- the same rows, however they came ---


def test_the_rows_do_not_hang_on_the_number_of_processes(tmp_path: Path, baseline: list[Path], folder: Path) -> None:
    for workers in (1, 3):
        imported(tmp_path / f"{workers}.db", folder, workers=workers)
    assert everything(tmp_path / "3.db") == everything(tmp_path / "1.db")


@pytest.mark.parametrize("stop", [1, 4])
def test_an_import_that_was_cut_off_goes_on_and_ends_with_the_same_rows(
    tmp_path: Path, baseline: list[Path], folder: Path, stop: int
) -> None:
    class Cut(Exception):
        pass

    def told(stored: Stored) -> None:
        if stored.files == stop:
            raise Cut

    imported(tmp_path / "whole.db", folder)
    with pytest.raises(Cut):
        import_bulk(baseline, job(tmp_path / "cut.db", told=told))
    assert rows(tmp_path / "cut.db", "SELECT name FROM run_file") == [(path.name,) for path in baseline[:stop]]
    outcome = imported(tmp_path / "cut.db", folder)
    assert outcome.counts["skipped"] == stop
    assert dump(tmp_path / "cut.db") == dump(tmp_path / "whole.db")
    told_articles = "SELECT run.kind, pmid, what FROM run_article JOIN run ON run.id = run ORDER BY pmid"
    assert rows(tmp_path / "cut.db", told_articles) == rows(tmp_path / "whole.db", told_articles)


def test_files_that_are_in_are_not_read_again_unless_they_changed(
    db: Path, baseline: list[Path], folder: Path, write: Write
) -> None:
    imported(db, folder)
    before = dump(db)
    again = imported(db, folder)
    assert (again.counts["skipped"], again.counts["rows"], dump(db)) == (6, 0, before)
    assert "read" not in again.counts
    write(2, (*SLEEP[3:9], replace(COHORT, pmid="97100088")))
    assert imported(db, folder).counts["skipped"] == 5
    assert "97100088" in held(db)


def test_other_words_read_all_files_again(
    db: Path, baseline: list[Path], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(db, folder)
    monkeypatch.setattr(bulk_import, "choice_fingerprint", lambda words: f"newer {words}")
    assert "skipped" not in imported(db, folder).counts


def test_the_order_in_which_files_are_named_makes_no_difference(tmp_path: Path, baseline: list[Path]) -> None:
    mixed = random.Random(1).sample(baseline, len(baseline))
    for name, files in (("forth", baseline), ("mixed", mixed)):
        concluded(tmp_path / f"{name}.db", import_bulk(files, job(tmp_path / f"{name}.db")))
    assert everything(tmp_path / "forth.db") == everything(tmp_path / "mixed.db")


# --- what goes wrong ---


def test_a_bad_file_leaves_nothing_of_itself_and_keeps_those_before_it(
    db: Path, baseline: list[Path], folder: Path
) -> None:
    baseline[4].write_bytes(baseline[4].read_bytes()[:-20])
    for workers in (1, 2):
        with pytest.raises(ContentRefused, match=r"pubmed26n0005.*damaged or cut.*; 4 of 6 files are stored"):
            import_bulk(baseline, job(db, workers=workers))
    assert rows(db, "SELECT name FROM run_file ORDER BY name") == [(path.name,) for path in baseline[:4]]


def test_a_first_file_that_is_bad_leaves_no_database(db: Path, baseline: list[Path]) -> None:
    baseline[0].write_bytes(b"\x1f\x8b")
    with pytest.raises(ContentRefused):
        import_bulk(baseline, job(db))
    assert not db.exists()


def test_a_file_that_goes_away_is_missing_input(db: Path, baseline: list[Path]) -> None:
    def told(stored: Stored) -> None:
        if stored.files == 2:
            baseline[3].unlink()

    with pytest.raises(InputMissing, match=r"pubmed26n0004.*3 of 6 files are stored"):
        import_bulk(baseline, job(db, told=told))


def test_another_topic_is_refused_though_no_answer_was_worked_out_yet(db: Path, baseline: list[Path]) -> None:
    import_bulk(baseline, job(db))
    with writing(db, create=False) as store:
        store.save_setting("bulk_topic", "other")
    with pytest.raises(ConfigurationError, match="other"):
        import_bulk(baseline, job(db))


@pytest.mark.parametrize("spelling", ["MD5({name})= {md5}\n", "{md5}  {name}\n", "{md5}"])
def test_a_checksum_beside_a_file_is_compared(db: Path, baseline: list[Path], spelling: str) -> None:
    for path in baseline:
        told = spelling.format(name=path.name, md5=md5(path.read_bytes()).hexdigest().upper())
        path.with_name(f"{path.name}.md5").write_text(told)
    import_bulk(baseline, job(db))
    other = md5(b"other").hexdigest()
    for path in baseline:
        path.with_name(f"{path.name}.md5").write_text(spelling.format(name=path.name, md5=other))
    with pytest.raises(ContentRefused, match=rf"not {other} as pubmed26n0001.xml.gz.md5 says"):
        import_bulk(baseline, job(db))


def test_a_selected_file_is_compared_with_its_checksum_too(run: Run, db: Path, tmp_path: Path) -> None:
    path = write_set(tmp_path / "selected.xml", ALL)
    (tmp_path / "selected.xml.md5").write_text("0" * 32)
    ran = run("refresh", "--no-pack", "--from", str(path), db=db)
    assert (ran.code, db.exists()) == (65, False)
    (tmp_path / "selected.xml.md5").write_text("nothing")
    with pytest.raises(ContentRefused, match="holds no MD5"):
        check_sidecar(path)
    (tmp_path / "selected.xml.md5").unlink()
    (tmp_path / "selected.xml.md5").mkdir()
    with pytest.raises(InputMissing, match=r"selected\.xml\.md5: cannot be read"):
        check_sidecar(path)
    with pytest.raises(InputMissing, match="gone"):
        checked_sha256(tmp_path / "gone")


def test_a_process_that_dies_is_told_and_the_rest_can_go_on(
    db: Path, baseline: list[Path], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = []

    class Watched(bulk_reading._Worker):
        def __init__(self, topic_code: str) -> None:
            super().__init__(topic_code)
            started.append(self)

    def told(stored: Stored) -> None:
        if stored.files == 1:
            for worker in started:
                os.kill(worker._process.pid, signal.SIGKILL)

    monkeypatch.setattr(bulk_reading, "_Worker", Watched)
    monkeypatch.setattr(bulk_reading, "_AHEAD", 1)
    with pytest.raises(TryLater, match=r"the process that read it died \(signal 9.*of 6 files are stored"):
        import_bulk(baseline, job(db, workers=2, told=told))
    assert all(worker._process.exitcode is not None for worker in started)
    monkeypatch.undo()
    imported(db, folder)
    assert len(rows(db, "SELECT name FROM run_file WHERE name LIKE 'pubmed%'")) == 6


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_an_import_with_whole_files_and_no_process_left(
    db: Path, write: Write, folder: Path, number: signal.Signals
) -> None:
    for place in range(1, 26):
        write(place, (replace(COHORT, pmid=str(97400000 + place)), *SLEEP * 30))
    command = [sys.executable, "-m", "evidence_cli", "--db", str(db), "refresh", "--no-pack", "--workers", "2"]
    path = os.pathsep.join(str(ROOT / room) for room in ("", "cli", "db"))
    process = subprocess.Popen(
        [*command, "--from", str(folder)], env={**os.environ, "PYTHONPATH": path}, stderr=subprocess.PIPE, text=True,
        start_new_session=True, preexec_fn=_hear_interrupts,
    )  # fmt: skip
    _wait(lambda: _has_stored(db) or process.poll() is not None)
    os.killpg(process.pid, number) if number == signal.SIGINT else process.send_signal(number)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 128 + number, told
    assert "Traceback" not in told
    _wait(lambda: not list(_alive(process.pid)))  # Python's own helper goes when it hears of the end
    stored = len(rows(db, "SELECT name FROM run_file"))
    assert 0 < stored < 25
    assert len(held(db)) == stored
    assert imported(db, folder).counts["skipped"] == stored
    assert len(held(db)) == 25


def _hear_interrupts() -> None:
    """Take back what a shell does to a job in the background, which hears no SIGINT."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _has_stored(db: Path) -> bool:
    """Tell whether a first file is in; the database may not be there yet, or be without tables."""
    try:
        return bool(rows(db, "SELECT 1 FROM run_file LIMIT 1"))
    except (sqlite3.OperationalError, EvidenceError):
        return False


def _wait(happened: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < until
        time.sleep(0.01)


def _alive(group: int) -> Iterator[str]:
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            yield stat.parent.name


def test_an_import_tells_how_far_it_is(db: Path, baseline: list[Path]) -> None:
    told: list[Stored] = []
    import_bulk(baseline, job(db, told=told.append))
    sizes = [path.stat().st_size for path in baseline]
    assert [each.name for each in told] == [path.name for path in baseline]
    assert [(each.files, each.done) for each in told] == [(n + 1, sum(sizes[: n + 1])) for n in range(6)]
    assert {(each.of_files, each.size) for each in told} == {(6, sum(sizes))}
    assert told[-1].records == 27


def test_a_bar_is_drawn_where_somebody_watches_and_nowhere_else(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with progress.shown_import(Session()) as told:
        assert told is None
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    with progress.shown_import(Session(quiet=True)) as told:
        assert told is None
    with progress.shown_import(Session()) as told:
        assert told is not None
        told(Stored("pubmed26n0002.xml.gz", 2, 5, 2_000_000, 5_000_000, 41_000))
    drawn = capsys.readouterr()
    assert drawn.out == ""
    assert "2/5 files, 41,000 records" in drawn.err
