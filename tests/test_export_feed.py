"""Changed answers as an Atom feed: what moved and why, at the time of its run, under an id that never moves."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest

from evidence_cli.render.safe import one_line, safe
from evidence_db.opening import open_reader, writing
from tests.cli_runner import Run, made, run  # noqa: F401
from tests.export_atom import entries, faults, read_atom
from tests.made_evidence import ANSWERS, make_database
from tests.made_hostile import hostile_database
from tests.payloads import PAYLOADS
from tests.test_cli_changes import nights  # noqa: F401


def feed(run: Run, *words: str, **told: object) -> str:
    ran = run("export", "feed", *words, **told)
    assert ran.code == 0, ran.err
    return ran.out


def test_a_first_answer_is_an_entry_at_the_time_of_its_run(run: Run) -> None:
    found = entries(feed(run))
    assert [one["title"] for one in found] == ["Q17 Cost (partly)", "Q9 Deaths (partly)", "Q1 Against tablets (partly)"]
    assert {one["updated"] for one in found} == {"2026-11-20T01:00:00+00:00"}
    assert "hazard ratio 0.07 (95% CI 0.02 to 0.24; p < 0.001)" in found[2]["content"]
    assert "against alemtuzumab: signal" in found[2]["content"]


def test_an_answer_that_fell_tells_from_what_to_what_and_why(run: Run, nights: Path) -> None:
    (fell,) = [one for one in entries(feed(run, db=nights)) if one["updated"].startswith("2026-11-21")
               and one["title"].startswith("Q9 ")]  # fmt: skip
    assert "status signal became open" in fell["title"]
    assert "retracted" in fell["content"]


def test_a_night_brings_entries_of_what_moved_and_of_nothing_else(run: Run, nights: Path) -> None:
    with closing(open_reader(nights)) as connection:
        lines = connection.execute("SELECT question FROM answer WHERE valid_from = '2026-11-22' ORDER BY 1").fetchall()
    assert lines == [("Q17",), ("Q18",), ("Q20",)]  # stated on that day; Q18 and Q20 were open and stay so
    assert [one["title"] for one in entries(feed(run, db=nights)) if one["updated"].startswith("2026-11-22")] == [
        "Q17 Cost-effectiveness: status open became partly."
    ]


def test_an_answer_that_is_told_anew_with_the_same_verdict_is_no_news(run: Run, tmp_path: Path) -> None:
    db = make_database(tmp_path / "made.db")
    before = feed(run, db=db)
    with writing(db, create=False) as store:
        number = store.begin_run("network", "2026-11-21T01:00:00+00:00", (), "0", "1")
        retold = replace(ANSWERS[0], reasons=ANSWERS[0].reasons[:1])
        assert store.save_answers((retold,), number, "2026-11-21") == ("Q1",)
    assert feed(run, db=db) == before
    with writing(db, create=False) as store:
        number = store.begin_run("network", "2026-11-22T01:00:00+00:00", (), "0", "1")
        part = replace(retold.sub_answers[0], status="open")
        assert store.save_answers((replace(retold, sub_answers=(part,)),), number, "2026-11-22") == ("Q1",)
    newest, *others = entries(feed(run, db=db))
    assert (newest["title"], newest["updated"]) == (
        "Q1 Against tablets: partly as before; of its parts: against alemtuzumab: status signal became open.",
        "2026-11-22T01:00:00+00:00",
    )  # fmt: skip
    assert "against alemtuzumab: open" in newest["content"]
    assert [one["id"] for one in others] == [one["id"] for one in entries(before)]


def test_ids_and_times_are_the_same_on_every_day_and_in_every_file(run: Run, tmp_path: Path) -> None:
    one, other = make_database(tmp_path / "a.db"), make_database(tmp_path / "b.db")
    assert feed(run, db=one) == feed(run, db=other, now=datetime(2031, 1, 1, tzinfo=UTC))


def test_it_speaks_both_languages_under_ids_of_their_own(run: Run) -> None:
    english, dutch = feed(run), feed(run, "--lang", "nl")
    assert "Kosten (deels)" in dutch
    assert not {one["id"] for one in entries(english)} & {one["id"] for one in entries(dutch)}


def test_the_newest_come_first_and_no_more_than_asked_for(run: Run, nights: Path) -> None:
    every = entries(feed(run, db=nights))
    assert [one["updated"] for one in every] == sorted((one["updated"] for one in every), reverse=True)
    assert entries(feed(run, "--limit", "3", db=nights)) == every[:3]
    assert run("export", "feed", "--limit", "0").code == 2


def test_one_question_has_a_feed_of_its_own(run: Run) -> None:
    assert [one["title"] for one in entries(feed(run, "--question", "q9"))] == ["Q9 Deaths (partly)"]
    assert run("export", "feed", "--question", "Q99").code == 2


def test_it_names_its_own_address_where_it_is_told(run: Run) -> None:
    told = feed(run, "--url", "https://example.org/feed.xml?a=1&b=2")
    assert 'rel="self"' in told
    assert 'href="https://example.org/feed.xml?a=1&amp;b=2"' in told
    for wrong in ("javascript:alert(1)", 'https://x.org/"><script>', "example.org", ""):
        assert run("export", "feed", "--url", wrong).code == 2


@pytest.mark.parametrize("place", range(len(PAYLOADS)))
def test_a_hostile_text_stays_text(run: Run, tmp_path: Path, place: int) -> None:
    language = ("en", "nl")[place % 2]
    text = f"{PAYLOADS[place]}\x1b[2J\ufffe"
    shown = feed(run, "--lang", language, db=hostile_database(tmp_path / "evil.db", text))
    assert safe(shown) == shown
    (first, *_) = [one for one in entries(shown) if one["title"].startswith("Q1 ")]
    assert (
        one_line(text).replace("\ufffe", "").casefold() in first["content"].casefold()
    )  # a sentence begins with a capital


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("<updated>2026", "<updated>today"), ("urn:uuid:", "tag:"), ("author>", "by>"), ('type="text"', 'type="html"'),
        ('xml:lang="en"', ""), ("</title>", "</title><title/>"),
    ],
)  # fmt: skip
def test_a_feed_that_breaks_a_rule_would_be_found_out(run: Run, was: str, becomes: str) -> None:
    told = feed(run)
    assert was in told
    read_atom(told)
    assert list(faults(ElementTree.fromstring(told.replace(was, becomes))))  # noqa: S314
