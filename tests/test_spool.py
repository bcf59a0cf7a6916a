"""What was fetched and is not stored: each file whole or not there, and never more than a saving of requests."""

import gzip
import stat
from datetime import date, timedelta
from pathlib import Path

import pytest

from evidence.errors import StorageFailed
from evidence.sources.bulk import SourceRecord
from evidence.sources.entrez_fetch import read_records
from evidence.sources.spool import Spool
from tests.fakes.made import made_book, made_record

TODAY = date(2026, 11, 22)
HEAD, TAIL = b"<PubmedArticleSet>", b"</PubmedArticleSet>"


def records(*pmids: str) -> tuple[SourceRecord, ...]:
    raws = [made_book(pmid).raw if pmid.endswith("9") else made_record(pmid).raw for pmid in pmids]
    return read_records(HEAD + b"\n".join(raws) + TAIL)


def kept(spool: Spool) -> list[tuple[str, bytes]]:
    return [(record.article.pmid, record.raw) for record in spool.records() if record.article is not None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "evidence.db.spool"


def test_what_was_kept_comes_back_byte_by_byte_books_and_other_alphabets_too(folder: Path) -> None:
    spool = Spool(folder, TODAY)
    told = (*records("97000001", "97000009"), *read_records(HEAD + made_record("97000002", title="Naïve Δ").raw + TAIL))
    spool.keep(told[:1])
    spool.keep(told[1:])
    assert sorted(kept(Spool(folder, TODAY))) == sorted(
        (record.article.pmid, record.raw) for record in told if record.article
    )


def test_only_this_user_may_look_into_it(folder: Path) -> None:
    Spool(folder, TODAY).keep(records("97000001"))
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_same_batch_is_kept_once_and_an_empty_one_not_at_all(folder: Path) -> None:
    spool = Spool(folder, TODAY)
    spool.keep(())
    assert not folder.exists()
    spool.keep(records("97000001"))
    spool.keep(records("97000001"))
    assert len(list(folder.iterdir())) == 1


def test_a_spool_that_was_never_made_holds_nothing_and_nothing_of_it_is_stored(folder: Path) -> None:
    assert kept(Spool(folder, TODAY)) == []
    Spool(folder, TODAY).stored()
    assert not folder.exists()


def test_what_is_stored_is_put_aside_and_half_written_files_are_forgotten(folder: Path) -> None:
    spool = Spool(folder, TODAY)
    spool.keep(records("97000001"))
    (folder / "half.xml.part").write_bytes(b"<Pubmed")
    spool.stored()
    assert kept(Spool(folder, TODAY)) == []
    (aside,) = folder.rglob("*.*")
    assert aside.parent.name == "stored"
    assert stat.S_IMODE(aside.parent.stat().st_mode) == 0o700
    assert b"97000001" in gzip.decompress(aside.read_bytes())


def test_the_same_batch_of_two_nights_is_put_aside_once_as_of_the_later(folder: Path) -> None:
    for day in (TODAY, TODAY + timedelta(days=1)):
        spool = Spool(folder, day)
        spool.keep(records("97000001"))
        spool.stored()
    (aside,) = folder.rglob("*.*")
    assert aside.name.startswith("2026-11-23-")


@pytest.mark.parametrize(("nights", "there"), [(89, True), (90, True), (91, False)])
def test_what_was_put_aside_is_kept_for_90_nights(folder: Path, nights: int, there: bool) -> None:
    spool = Spool(folder, TODAY)
    spool.keep(records("97000001"))
    spool.stored()
    later = Spool(folder, TODAY + timedelta(days=nights))
    later.keep(records("97000002"))
    later.stored()
    assert len(list(folder.rglob("*.*"))) == 1 + there


def test_a_disk_that_fails_when_batches_are_put_aside_is_told(folder: Path) -> None:
    spool = Spool(folder, TODAY)
    spool.keep(records("97000001"))
    (folder / "stored").write_bytes(b"in the way")
    with pytest.raises(StorageFailed, match="nothing is lost"):
        spool.stored()
    assert [pmid for pmid, _ in kept(spool)] == ["97000001"]


def test_a_file_that_was_being_written_when_the_run_was_killed_is_not_read(folder: Path) -> None:
    spool = Spool(folder, TODAY)
    spool.keep(records("97000001"))
    (folder / "half.xml.part").write_bytes(gzip.compress(HEAD + made_record("97000002").raw + TAIL))
    assert [pmid for pmid, _ in kept(spool)] == ["97000001"]


@pytest.mark.parametrize(("day", "counts"), [(20, False), (21, True), (22, True)])
def test_what_was_fetched_before_yesterday_counts_as_not_fetched(folder: Path, day: int, counts: bool) -> None:
    Spool(folder, date(2026, 11, day)).keep(records("97000001"))
    assert bool(kept(Spool(folder, TODAY))) == counts
    assert bool(list(folder.iterdir())) == counts


@pytest.mark.parametrize("damage", [b"", b"\x1f\x8b\x08", b"<PubmedArticleSet><PubmedArticle>", b"no XML at all"])
def test_a_damaged_file_counts_as_not_fetched(folder: Path, damage: bytes) -> None:
    spool = Spool(folder, TODAY)
    spool.keep(records("97000001"))
    (folder / f"{TODAY}-0.xml.gz").write_bytes(damage)
    assert [pmid for pmid, _ in kept(spool)] == ["97000001"]
    assert not (folder / f"{TODAY}-0.xml.gz").exists()


def test_of_a_file_with_a_damaged_end_nothing_is_taken(folder: Path) -> None:
    spool = Spool(folder, TODAY)
    spool.keep(records("97000001", "97000002"))
    (place,) = folder.iterdir()
    place.write_bytes(place.read_bytes()[:-30])
    assert kept(spool) == []


def test_a_disk_that_takes_no_more_is_told_and_leaves_no_half_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("evidence.sources.spool.os.fsync", full)
    with pytest.raises(StorageFailed, match=r"No space left on device\): free some space"):
        Spool(folder, TODAY).keep(records("97000001"))
    assert list(folder.iterdir()) == []


def test_a_file_where_the_folder_should_be_is_told(folder: Path) -> None:
    folder.write_text("a letter")
    with pytest.raises(StorageFailed, match="cannot be kept"):
        Spool(folder, TODAY).keep(records("97000001"))
