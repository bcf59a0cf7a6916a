"""Links and signatures go to a colleague with the decisions: nothing is lost, doubled, or overrides a newer word."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from evidence.exchange import require_time
from evidence.exchange_others import read_any, shared_line
from evidence.records.shared import Shared, SharedLink, SharedSignature
from evidence_db.opening import reading, writing
from evidence_db.store_decisions import append_signature
from evidence_db.store_links import append_link
from tests.cli_runner import Run, made, run  # noqa: F401
from tests.test_review_exchange import SMIT, lines, mine, sent, theirs  # noqa: F401
from tests.test_review_figures import DAY, LATER, LEFT_OUT, NORTH, SOUTH, WORDS, deaths, key, night, said, two  # noqa: F401

LINK = SharedLink("same-study", ("pmid:1", "cite:made"), "A. Jansen", "Same ward", "2026-11-25T09:30:00+00:00", "0.1.0")
SIGNATURE = SharedSignature(
    "sign", "hsct_ms", "Q9", "A. Jansen", "Read all", "2026-11-25T09:30:00+00:00", "0.1.0", "ab12", "partly",
    "not_applicable", "low", {"rrms": ("partly", "not_applicable", "very_low")},
)  # fmt: skip
BOTH = (NORTH.pmid, SOUTH.pmid)


def links(db: Path) -> list[tuple[object, ...]]:
    with reading(db) as connection:
        return connection.execute(
            "select kind, records, name, reason, made from record_link order by made, id"
        ).fetchall()


def signed(db: Path) -> list[tuple[object, ...]]:
    with reading(db) as connection:
        return connection.execute(
            "select kind, subject, name, reason, made, evidence_hash, status, direction, certainty, parts from decision"
            " order by made, id"
        ).fetchall()


def question(run: Run, db: Path, code: str = "Q9") -> dict[str, Any]:
    told: dict[str, Any] = json.loads(run("report", "--as", "json", "--question", code, db=db, now=LATER).out)
    return told["questions"][0]


def taken(run: Run, file: Path, db: Path) -> str:
    ran = run("review", "import", str(file), db=db, now=LATER)
    assert ran.code == 0, ran.err
    return ran.out


def test_a_link_counts_at_the_other_with_name_reason_and_time_and_comes_once(
    mine: Path, theirs: Path, run: Run
) -> None:
    said(run, theirs, "link", *BOTH, *WORDS)
    file = sent(run, theirs)
    out = taken(run, file, mine)
    assert "1 decisions, 1 new, 0 here already." in out
    assert "Links between reports: 1 new." in out
    assert links(mine) == links(theirs) != []
    assert deaths(run, mine) == deaths(run, theirs) != [(1, 260)]
    before = mine.read_bytes()
    assert "1 decisions, 0 new, 1 here already." in taken(run, file, mine)
    assert mine.read_bytes() == before


def test_an_older_link_from_elsewhere_does_not_override_a_newer_word(mine: Path, theirs: Path, run: Run) -> None:
    said(run, theirs, "link", *BOTH, *WORDS)
    said(run, mine, "split", *BOTH, *SMIT, now=LATER)
    apart = deaths(run, mine)
    out = taken(run, sent(run, theirs), mine)
    assert deaths(run, mine) == apart
    assert "Conflicts between links: 1. The newer word counts." in out
    assert (
        "pmid:97980001 and pmid:97980002: one study, says A. Jansen, 2026-11-25; "
        "no patients in common, says B. Smit, 2026-11-26"
    ) in out
    taken(run, sent(run, mine), theirs)
    assert deaths(run, theirs) == apart
    assert sorted(map(repr, links(mine))) == sorted(map(repr, links(theirs)))


def test_a_link_that_was_undone_arrives_undone(mine: Path, theirs: Path, run: Run) -> None:
    said(run, theirs, "link", *BOTH, *WORDS)
    said(run, theirs, "undo", *BOTH, *WORDS, now=LATER)
    taken(run, sent(run, theirs), mine)
    assert [line[0] for line in links(mine)] == ["same-study", "undone"]
    assert deaths(run, mine) == [(1, 260)]


def test_a_link_of_a_record_that_is_not_here_waits_for_it(mine: Path, theirs: Path, run: Run) -> None:
    said(run, theirs, "include", LEFT_OUT.pmid, *WORDS)
    said(run, theirs, "link", NORTH.pmid, LEFT_OUT.pmid, *WORDS)
    assert "About records that are not here: 2; they count once those are read." in taken(run, sent(run, theirs), mine)
    night(mine, 26, LEFT_OUT)
    assert deaths(run, mine) == deaths(run, theirs)


def test_a_signature_arrives_for_the_answer_that_was_signed_and_takes_no_run(
    mine: Path, theirs: Path, run: Run
) -> None:
    said(run, mine, "sign", "Q9", *WORDS)
    said(run, mine, "withdraw", "Q9", *WORDS)
    said(run, mine, "sign", "Q9", *SMIT, now=LATER)
    with reading(theirs) as connection:
        (runs,) = connection.execute("select count(*) from run").fetchone()
    assert "Signatures of answers: 3 new" in taken(run, sent(run, mine), theirs)
    assert signed(theirs) == signed(mine)
    with reading(theirs) as connection:
        assert connection.execute("select count(*) from run").fetchone() == (runs,)
    here, there = question(run, mine), question(run, theirs)
    assert here["signatures"] == there["signatures"]
    assert [each["current"] for each in there["signatures"]] == [True, False]
    assert there["certainty_provisional"] is False
    taken(run, sent(run, mine), theirs)
    assert len(signed(theirs)) == 3


def test_a_signature_of_other_evidence_is_kept_and_not_taken_for_one_of_the_answer_here(
    mine: Path, theirs: Path, run: Run
) -> None:
    said(run, theirs, "correct", key(run, theirs), "--events", "2", *SMIT)
    said(run, theirs, "sign", "Q9", *WORDS)
    file = sent(run, theirs, "--reviewer", "A. Jansen")
    taken(run, file, mine)
    (one,) = question(run, mine)["signatures"]
    assert (one["name"], one["current"]) == ("A. Jansen", False)
    assert question(run, mine)["certainty_provisional"] is True


def test_an_older_withdrawal_from_elsewhere_takes_nothing_from_a_newer_signature(
    mine: Path, theirs: Path, run: Run
) -> None:
    said(run, theirs, "sign", "Q9", *WORDS)
    said(run, theirs, "withdraw", "Q9", *WORDS)
    said(run, mine, "sign", "Q9", *WORDS, now=LATER)
    taken(run, sent(run, theirs), mine)
    assert [each["withdrawn"] is None for each in question(run, mine)["signatures"]] == [True, False]
    assert question(run, mine)["certainty_provisional"] is False
    said(run, mine, "withdraw", "Q9", *WORDS, now=LATER)
    assert question(run, mine)["certainty_provisional"] is True


def test_all_comes_or_nothing_and_agreement_is_what_it_was(mine: Path, theirs: Path, run: Run) -> None:
    figure = key(run, theirs)
    said(run, theirs, "confirm", figure, *WORDS)
    said(run, theirs, "reject", figure, *SMIT)
    said(run, theirs, "link", *BOTH, *WORDS)
    said(run, theirs, "sign", "Q9", *SMIT)
    agreed = run("review", "agreement", "--as", "json", db=theirs, now=DAY).out
    file = sent(run, theirs)
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole.replace("Q9", "Q8"), encoding="utf-8")
    ran = run("review", "import", str(file), db=mine, now=LATER)
    assert (ran.code, lines(mine), links(mine), signed(mine)) == (65, [], [], [])
    file.write_text(whole, encoding="utf-8")
    taken(run, file, mine)
    pairs = json.loads(agreed)["pairs"]
    assert json.loads(run("review", "agreement", "--as", "json", db=mine, now=DAY).out)["pairs"] == pairs != []
    assert (lines(mine), links(mine), signed(mine)) == (lines(theirs), links(theirs), signed(theirs))
    assert run("check", db=mine, now=LATER).code == 0


def test_a_signature_of_another_topic_is_refused(mine: Path, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "other.jsonl"
    file.write_text(json.dumps(shared_line(replace(SIGNATURE, topic="gout"))), encoding="utf-8")
    ran = run("review", "import", str(file), db=mine, now=LATER)
    assert (ran.code, signed(mine)) == (65, [])
    assert "signatures of the topic gout, here is hsct_ms; nothing was stored" in ran.err


def test_two_names_of_one_record_are_one_for_a_link(two: Path, tmp_path: Path) -> None:
    place = tmp_path / "names.db"
    place.write_bytes(two.read_bytes())
    with writing(place, create=False) as store:
        names = json.dumps(["doi:10.1000/north"])
        store.connection.execute("update report set names = ? where record = 'pmid:97980001'", (names,))
        for link in (
            replace(LINK, records=("doi:10.1000/north", "pmid:97980002")),
            replace(LINK, kind="split", records=("pmid:97980001", "pmid:97980002"), made="2026-11-26T09:30:00+00:00"),
        ):
            store.connection.execute(
                "insert into record_link (run, kind, records, name, reason, made, program_version)"
                " values (1, ?, ?, ?, ?, ?, ?)",
                (link.kind, json.dumps(link.records), link.name, link.reason, link.made, link.program_version),
            )
        assert [link.kind for link in store.links()] == ["split"]


# Lines


@pytest.mark.parametrize(
    "told", [LINK, SIGNATURE, replace(SIGNATURE, kind="withdraw", parts={}), replace(LINK, kind="undone")]
)
def test_a_line_comes_back_as_it_went(told: Shared) -> None:
    assert read_any(json.dumps(shared_line(told)), LATER) == told


def refused(told: Shared, **changed: Any) -> str:
    line = {**shared_line(told), **changed}
    with pytest.raises(ValueError) as problem:  # noqa: PT011 - its words are what is looked at
        read_any(json.dumps({name: value for name, value in line.items() if value is not ...}), LATER)
    return str(problem.value)


@pytest.mark.parametrize(
    ("told", "changed", "words"),
    [
        (LINK, {"reason": "Another"}, "was changed after it was written"),
        (LINK, {"records": ["pmid:1"]}, "does not name two records"),
        (LINK, {"records": "pmid:1"}, "does not name two records"),
        (LINK, {"records": ["pmid:1", "study:x"]}, "does not name two records"),
        (LINK, {"kind": "merge"}, "unknown kind 'merge'"),
        (LINK, {"name": ""}, "has a name that no decision can have"),
        (LINK, {"name": "A\nB"}, "has a name"),
        (LINK, {"reason": "x" * 4001}, "has a reason"),
        (LINK, {"name": 1}, "has a name"),
        (LINK, {"extra": 1}, "has not the fields of a decision ('extra')"),
        (LINK, {"made": ...}, "has not the fields"),
        (LINK, {"made": "yesterday"}, "which is no time"),
        (LINK, {"made": "2026-11-25T09:30:00+01:00"}, "not told in UTC"),
        (LINK, {"made": "2027-11-25T09:30:00+00:00"}, "still to come"),
        (LINK, {"about": "weather"}, "is about 'weather'"),
        (LINK, {"schema_version": 3}, "is of schema_version 3, known up to 2: update the program"),
        (LINK, {"schema_version": True}, "has no schema_version"),
        (LINK, {"schema_version": "2"}, "has no schema_version"),
        (SIGNATURE, {"status": "sure"}, "is no signature"),
        (SIGNATURE, {"question": ""}, "is no signature"),
        (SIGNATURE, {"parts": [1]}, "is no signature of an answer and its parts"),
        (SIGNATURE, {"parts": {"rrms": ["partly"]}}, "is no signature of an answer and its parts"),
        (SIGNATURE, {"parts": {"rrms": [[], {}, 1]}}, "is no signature of an answer and its parts"),
        (SIGNATURE, {"kind": "same-study"}, "unknown kind"),
        (SIGNATURE, {"certainty": "high"}, "was changed after"),
    ],
)
def test_a_line_that_is_not_whole_is_refused_with_what_is_wrong(
    told: Shared, changed: dict[str, Any], words: str
) -> None:
    assert words in refused(told, **changed)


@pytest.mark.parametrize("text", ["[", "1", "[]", "{}", '{"schema_version": 2}', '{"schema_version": 2, "about": []}'])
def test_what_is_no_line_of_an_export_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="export"):
        read_any(text, datetime(2026, 11, 26, tzinfo=UTC))


AHEAD = LATER + timedelta(minutes=9)  # the clock of the other machine


def test_who_splits_here_what_was_linked_by_a_clock_that_is_ahead_is_heard_at_once(
    mine: Path, theirs: Path, run: Run
) -> None:
    said(run, theirs, "link", *BOTH, *WORDS, now=AHEAD)
    taken(run, sent(run, theirs), mine)
    together = deaths(run, mine)
    said(run, mine, "split", *reversed(BOTH), *SMIT, now=LATER)
    assert deaths(run, mine) != together
    assert [line[4] for line in links(mine)] == ["2026-11-26T09:39:00+00:00", "2026-11-26T09:39:01+00:00"]
    said(run, mine, "undo", *BOTH, *SMIT, now=LATER)
    assert [line[0] for line in links(mine)] == ["same-study", "split", "undone"]


def test_a_word_about_other_records_keeps_its_time(mine: Path, theirs: Path, run: Run) -> None:
    said(run, theirs, "include", LEFT_OUT.pmid, *WORDS)
    said(run, theirs, "link", NORTH.pmid, LEFT_OUT.pmid, *WORDS, now=AHEAD)
    taken(run, sent(run, theirs), mine)
    said(run, mine, "split", *BOTH, *SMIT, now=LATER)
    assert sorted(str(line[4]) for line in links(mine)) == ["2026-11-26T09:30:00+00:00", "2026-11-26T09:39:00+00:00"]


def test_who_takes_back_here_what_they_signed_by_a_clock_that_is_ahead_is_heard_at_once(
    mine: Path, theirs: Path, run: Run
) -> None:
    said(run, theirs, "sign", "Q9", *WORDS, now=AHEAD)
    taken(run, sent(run, theirs), mine)
    assert question(run, mine)["certainty_provisional"] is False
    said(run, mine, "withdraw", "Q9", *WORDS, now=LATER)
    assert question(run, mine)["certainty_provisional"] is True
    said(run, mine, "sign", "Q9", *SMIT, now=LATER)
    assert [each["name"] for each in question(run, mine)["signatures"]] == ["B. Smit", "A. Jansen"]


def test_who_decides_here_about_a_figure_that_was_judged_by_a_clock_that_is_ahead_is_heard_at_once(
    mine: Path, theirs: Path, run: Run
) -> None:
    figure, before = key(run, mine), deaths(run, mine)
    said(run, theirs, "reject", figure, *WORDS, now=AHEAD)
    taken(run, sent(run, theirs), mine)
    assert deaths(run, mine) != before
    said(run, mine, "confirm", figure, *SMIT, now=LATER)
    assert deaths(run, mine) == before


def test_what_is_here_already_is_not_written_again_though_two_imports_meet(mine: Path) -> None:
    with writing(mine, create=False) as store:
        assert [append_link(store.connection, LINK, 1) for _ in range(2)] == [True, False]
        assert [append_signature(store.connection, SIGNATURE) for _ in range(2)] == [True, False]
    assert (len(links(mine)), len(signed(mine))) == (1, 1)


@pytest.mark.parametrize("made", ["20261101T000000+00:00", "2026-11-01 00:00:00+00:00", "2026-11-01T00:00:00Z"])
def test_a_time_that_is_spelt_otherwise_is_refused_because_the_newest_is_told_by_its_spelling(made: str) -> None:
    with pytest.raises(ValueError, match="is not spelt '2026-11-01T00:00:00"):
        require_time(made, datetime(2026, 11, 28, tzinfo=UTC))
    require_time("2026-11-01T00:00:00+00:00", datetime(2026, 11, 28, tzinfo=UTC))
