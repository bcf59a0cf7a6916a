"""The workflow on a real database: files in, answers out, all or nothing, whatever the order."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from evidence.errors import ConfigurationError, ContentRefused, InputMissing
from evidence.refresh import RefreshOutcome, load_pack_only, refresh_from_files
from evidence_db.dump import logical_dump
from evidence_db.opening import open_reader, writing
from tests.made_records import ALL, COHORT, RETRACTED_COHORT, Made, write_set

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
NEXT_NIGHT = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


def refresh(db: Path, *paths: Path, now: datetime = NOW, with_pack: bool = False) -> RefreshOutcome:
    with writing(db, create=True) as store:
        return refresh_from_files(paths, "hsct_ms", store, now=now, program_version="0", with_pack=with_pack)


def rows(db: Path, query: str) -> list[tuple[object, ...]]:
    with closing(open_reader(db)) as connection:
        return connection.execute(query).fetchall()


def dump(db: Path) -> list[str]:
    with closing(open_reader(db)) as connection:
        return list(logical_dump(connection))


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "evidence.db"


@pytest.fixture
def made(tmp_path: Path) -> Path:
    return write_set(tmp_path / "made.xml", ALL)


def test_every_record_is_kept_with_its_label_and_the_reason_for_it(db: Path, made: Path) -> None:
    refresh(db, made)
    assert dict(rows(db, "SELECT pmid, label FROM report")) == {
        "97100001": "hsct-ms-primary",
        "97100002": "other-stem-cell",
        "97100003": "mention-only",
        "97100004": "unrelated",
        "97100005": "hsct-ms-secondary",
        "97100006": "hsct-ms-primary",
    }
    assert rows(db, "SELECT pmid FROM report WHERE length(reason) < 10") == []


def test_no_death_is_stored_as_zero_and_never_as_nothing(db: Path, made: Path) -> None:
    refresh(db, made)
    assert rows(db, "SELECT events, arm, direction FROM finding WHERE pmid = '97100001' AND outcome = 'trm'") == [
        (0, "hsct", "event")
    ]


def test_only_patients_after_own_grafts_give_figures(db: Path, made: Path) -> None:
    refresh(db, made)
    assert {pmid for (pmid,) in rows(db, "SELECT DISTINCT pmid FROM finding")} == {"97100001", "97100006"}


def test_a_retracted_paper_is_shown_and_supports_no_answer(db: Path, made: Path) -> None:
    refresh(db, made)
    assert rows(db, "SELECT standing FROM report WHERE pmid = '97100006'") == [("retracted",)]
    assert rows(db, "SELECT question FROM answer WHERE body LIKE '%97100006%'") == []


def test_the_same_import_twice_changes_no_row_but_the_runs_own(db: Path, made: Path) -> None:
    refresh(db, made, with_pack=True)
    before = dump(db)
    outcome = refresh(db, made, with_pack=True)
    assert dump(db) == before
    assert (outcome.counts["rows"], outcome.counts["unchanged"], outcome.changed) == (0, len(ALL), ())


def test_the_order_of_files_and_records_changes_nothing(tmp_path: Path) -> None:
    newer = replace(
        COHORT, version=2, title="Corrected title: autologous haematopoietic stem cell transplantation for MS"
    )
    forth = [write_set(tmp_path / "a.xml", ALL), write_set(tmp_path / "b.xml", [newer])]
    back = [write_set(tmp_path / "c.xml", [newer]), write_set(tmp_path / "d.xml", ALL[::-1])]
    refresh(tmp_path / "forth.db", *forth, with_pack=True)
    refresh(tmp_path / "back.db", *back, with_pack=True)
    assert dump(tmp_path / "forth.db") == dump(tmp_path / "back.db")


@pytest.mark.parametrize("records", [(0, 1), (1, 0)])
def test_the_latest_version_of_a_record_is_current_and_the_older_one_is_kept(
    db: Path, tmp_path: Path, records: Sequence[int]
) -> None:
    versions: tuple[Made, Made] = (COHORT, replace(COHORT, version=2, title="The second version"))
    refresh(db, write_set(tmp_path / "made.xml", [versions[index] for index in records]))
    assert rows(db, "SELECT title FROM article") == [("The second version",)]
    assert rows(db, "SELECT count(*) FROM article_version") == [(2,)]


def test_a_revision_replaces_the_figures_that_were_read_before(db: Path, made: Path, tmp_path: Path) -> None:
    refresh(db, made)
    label, text = COHORT.sections[2]
    corrected = (*COHORT.sections[:2], (label, text.replace("70%", "60%")))
    refresh(db, write_set(tmp_path / "later.xml", [replace(COHORT, sections=corrected, revised="2022-01-01")]))
    assert rows(db, "SELECT value FROM finding WHERE pmid = '97100001' AND outcome = 'neda'") == [(60.0,)]


def test_a_record_that_pubmed_deleted_stays_visible_and_is_no_evidence(db: Path, made: Path, tmp_path: Path) -> None:
    refresh(db, made)
    refresh(db, write_set(tmp_path / "later.xml", [], deleted=["97100001"]))
    assert rows(db, "SELECT standing, label FROM report WHERE pmid = '97100001'") == [("deleted", "hsct-ms-primary")]
    assert rows(db, "SELECT id FROM answer WHERE body LIKE '%pmid:97100001%' AND id IN "
                    "(SELECT max(id) FROM answer GROUP BY question)") == []  # fmt: skip


def test_who_watches_an_import_is_told_each_record_of_each_file(db: Path, made: Path, tmp_path: Path) -> None:
    told: list[tuple[str, int]] = []
    one = write_set(tmp_path / "one.xml", [COHORT])
    with writing(db, create=True) as store:
        refresh_from_files(
            [made, one], "hsct_ms", store, now=NOW, program_version="0", with_pack=False,
            progress=lambda name, records: told.append((name, records)),
        )  # fmt: skip
    assert told == [("made.xml", number) for number in range(1, len(ALL) + 1)] + [("one.xml", 1)]


def test_a_bad_second_file_leaves_the_database_as_it_was(db: Path, made: Path, tmp_path: Path) -> None:
    refresh(db, made)
    before = dump(db)
    cut = tmp_path / "cut.xml"
    cut.write_bytes(write_set(tmp_path / "x.xml", [replace(COHORT, pmid="97100099")]).read_bytes()[:-60])
    good = write_set(tmp_path / "good.xml", [replace(COHORT, pmid="97100098")])
    with pytest.raises(ContentRefused, match=r"cut\.xml"):
        refresh(db, good, cut)
    assert dump(db) == before


def test_a_first_import_that_fails_leaves_no_database_behind(db: Path, tmp_path: Path) -> None:
    with pytest.raises(InputMissing, match=r"nowhere\.xml"):
        refresh(db, tmp_path / "nowhere.xml")
    assert not db.exists()


def test_a_database_of_another_topic_is_refused(db: Path, made: Path) -> None:
    refresh(db, made)
    with closing(sqlite3.connect(db)) as connection, connection:
        connection.execute("UPDATE setting SET value = 'other' WHERE name = 'topic'")
    with pytest.raises(ConfigurationError, match="other"):
        refresh(db, made)


def test_a_pack_that_was_loaded_stays_when_a_later_run_does_not_ask_for_it(db: Path, made: Path) -> None:
    with writing(db, create=True) as store:
        load_pack_only("hsct_ms", store, now=NOW, program_version="0")
    packed = rows(db, "SELECT count(*) FROM finding WHERE origin = 'pack'")
    refresh(db, made, now=NEXT_NIGHT)
    assert rows(db, "SELECT count(*) FROM finding WHERE origin = 'pack'") == packed


def test_rules_that_changed_read_the_stored_articles_again(db: Path, made: Path) -> None:
    refresh(db, made)
    with closing(sqlite3.connect(db)) as connection, connection:
        connection.execute("UPDATE reading SET reader = 'older rules'")
        connection.execute("DELETE FROM finding")
    outcome = refresh(db, made)
    assert outcome.counts["reread"] == len(ALL)
    assert {pmid for (pmid,) in rows(db, "SELECT DISTINCT pmid FROM finding")} == {COHORT.pmid, RETRACTED_COHORT.pmid}


def test_a_text_that_changed_without_a_new_date_is_taken_over_by_a_later_run(
    db: Path, made: Path, tmp_path: Path
) -> None:
    refresh(db, made)
    label, text = COHORT.sections[2]
    for share in ("61%", "59%"):
        corrected = (*COHORT.sections[:2], (label, text.replace("70%", share)))
        refresh(db, write_set(tmp_path / f"{share}.xml", [replace(COHORT, sections=corrected)]))
        assert rows(db, "SELECT value FROM finding WHERE pmid = '97100001' AND outcome = 'neda'") == [
            (float(share[:2]),)
        ]
