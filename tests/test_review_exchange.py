"""Colleagues send each other what they decided: whole or not at all, each once, and where they differ is told."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence.exchange import line_of, read_line
from evidence.records.finding import Contrast
from evidence.records.judgement import Judgement
from evidence_db.opening import reading
from tests.cli_runner import Run, made, run  # noqa: F401
from tests.db_makers import FINDING
from tests.made_evidence import ESCAPE
from tests.test_review_figures import ALTERED, DAY, LATER, LEFT_OUT, WORDS, deaths, key, night, said, two  # noqa: F401

Line = dict[str, Any]
SMIT = ("--name", "B. Smit", "--reason", "Table 2")


@pytest.fixture
def mine(two: Path, tmp_path: Path) -> Path:
    return Path(copyfile(two, tmp_path / "mine.db"))


@pytest.fixture
def theirs(two: Path, tmp_path: Path) -> Path:
    place = Path(copyfile(two, tmp_path / "theirs.db"))
    night(place, 20, LEFT_OUT)
    return place


def sent(run: Run, db: Path, *words: str) -> Path:
    ran = run("review", "export", *words, db=db, now=LATER)
    assert ran.code == 0, ran.err
    place = db.with_suffix(".jsonl")
    place.write_text(ran.out, encoding="utf-8")
    return place


def lines(db: Path) -> list[tuple[object, ...]]:
    with reading(db) as connection:
        return connection.execute(
            "select kind, record, figure, name, reason, made, judged, corrected, entry from judgement order by id"
        ).fetchall()


def test_what_one_decides_counts_at_the_other_with_name_reason_and_time(mine: Path, theirs: Path, run: Run) -> None:
    said(run, theirs, "correct", key(run, theirs), "--events", "2", *WORDS)
    said(run, theirs, "include", LEFT_OUT.pmid, *SMIT)
    file = sent(run, theirs)
    ran = run("review", "import", str(file), db=mine, now=LATER)
    assert ran.code == 0, ran.err
    assert ran.out.splitlines() == [
        f"{file}: 2 decisions, 2 new, 0 here already.",
        "Answers that say something else now: Q9, Q17, Q18, Q20.",  # the last three by the days that passed
        "About records that are not here: 1; they count once those are read.",
    ]
    assert lines(mine) == lines(theirs)
    assert deaths(run, mine) == [(2, 260)]
    night(mine, 26, LEFT_OUT)
    assert deaths(run, mine) == deaths(run, theirs) == [(5, 410)]


def test_the_same_file_twice_adds_nothing_and_makes_no_run(mine: Path, theirs: Path, run: Run) -> None:
    said(run, theirs, "reject", key(run, theirs), *WORDS)
    file = sent(run, theirs)
    file.write_text(file.read_text(encoding="utf-8") * 2, encoding="utf-8")
    run("review", "import", str(file), db=mine, now=LATER)
    before = lines(mine), mine.read_bytes()
    ran = run("review", "import", str(file), db=mine, now=LATER)
    assert ran.out == f"{file}: 2 decisions, 0 new, 2 here already.\n"
    assert (lines(mine), mine.read_bytes()) == before
    assert len(lines(mine)) == 1


def test_there_and_back_again_both_hold_the_same_and_say_the_same(mine: Path, theirs: Path, run: Run) -> None:
    said(run, mine, "reject", key(run, mine), *WORDS)
    said(run, theirs, "correct", key(run, theirs), "--events", "3", *SMIT, now=LATER)
    for one, other in ((mine, theirs), (theirs, mine)):
        assert run("review", "import", str(sent(run, one)), db=other, now=LATER).code == 0
    assert sorted(lines(mine), key=repr) == sorted(lines(theirs), key=repr)
    assert deaths(run, mine) == deaths(run, theirs) == [(3, 260)]


def test_where_two_say_different_things_import_tells_it(mine: Path, theirs: Path, run: Run) -> None:
    said(run, mine, "reject", key(run, mine), *WORDS)
    said(run, theirs, "confirm", key(run, theirs), *SMIT, now=LATER)
    ran = run("review", "import", str(sent(run, theirs)), db=mine, now=LATER)
    assert "Conflicts: 1. The newer word counts" in ran.out
    assert "confirmed by B. Smit, 2026-11-26: Table 2; conflicts with what is said by A. Jansen" in ran.out
    assert deaths(run, mine) == [(1, 260)]


def test_a_decision_about_a_sentence_that_is_not_in_the_text_here_is_kept_and_told(
    mine: Path, theirs: Path, run: Run
) -> None:
    said(run, theirs, "correct", key(run, theirs), "--events", "2", *WORDS)
    night(mine, 25, replace(ALTERED, version=2))
    ran = run("review", "import", str(sent(run, theirs)), db=mine, now=LATER)
    assert "About sentences that the text here does not have: 1; nothing counts by them." in ran.out
    assert deaths(run, mine) == [(0, 120)]
    assert run("check", db=mine, now=LATER).code == 0


def test_what_was_taken_back_is_taken_back_at_the_other_too(mine: Path, theirs: Path, run: Run) -> None:
    figure = key(run, theirs)
    said(run, theirs, "reject", figure, *WORDS)
    said(run, theirs, "undo", figure, *WORDS)
    run("review", "import", str(sent(run, theirs)), db=mine, now=LATER)
    assert deaths(run, mine) == [(1, 260)]
    assert [line[0] for line in lines(mine)] == ["reject", "undone"]


def test_only_one_persons_decisions_are_written_when_asked_for(theirs: Path, run: Run) -> None:
    said(run, theirs, "reject", key(run, theirs), *WORDS)
    said(run, theirs, "confirm", key(run, theirs), *SMIT)
    told = [json.loads(line) for line in sent(run, theirs, "--reviewer", "B. Smit").read_text().splitlines()]
    assert [(line["schema_version"], line["name"], line["kind"]) for line in told] == [(1, "B. Smit", "confirm")]
    nobody = run("review", "export", "--reviewer", "C. Visser", db=theirs, now=LATER)
    assert (nobody.code, "C. Visser has decided nothing here; A. Jansen, B. Smit has" in nobody.err) == (2, True)


def test_words_that_would_steer_a_terminal_come_out_neutral_on_both_sides(mine: Path, theirs: Path, run: Run) -> None:
    said(run, theirs, "reject", key(run, theirs), "--name", f"A{ESCAPE}\nQ1  ANSWERED", "--reason", f"x{ESCAPE}\u202e")
    said(run, mine, "confirm", key(run, mine), *SMIT)
    file = sent(run, theirs)
    ran = run("review", "import", str(file), db=mine, now=LATER)
    agreement = run("review", "agreement", db=mine, now=LATER)
    for page in (file.read_text(encoding="utf-8"), ran.out, agreement.out):
        assert "\x1b" not in page
        assert "\u202e" not in page
        assert "\nQ1  ANSWERED" not in page


# What is refused

GOOD = Judgement("correct", FINDING.record, "A. Jansen", "Read it", "2026-11-25T09:30:00+00:00", "0.1.0",
                 FINDING, replace(FINDING, events=1, value=1.0))  # fmt: skip


def good() -> Line:
    return json.loads(json.dumps(line_of(GOOD)))  # type: ignore[no-any-return]


def signed(**change: Any) -> Line:
    return json.loads(json.dumps(line_of(replace(GOOD, **change))))  # type: ignore[no-any-return]


def with_figure(**change: Any) -> Line:
    line = good()
    return {**line, "judged": {**line["judged"], **change}}


def without(name: str) -> Line:
    return {field: value for field, value in good().items() if field != name}


BAD: list[tuple[object, str]] = [
    ("{", "is no JSON"),
    ("[" * 100_000, "is no JSON"),
    ("[]", "is no JSON object"),
    ({}, "has no schema_version 1"),
    ({**good(), "schema_version": True}, "has no schema_version 1"),
    ({**good(), "schema_version": 2}, "update the program"),
    ({**good(), "more": 1}, "has not the fields of a decision ('more')"),
    (without("reason"), "has not the fields of a decision ('reason')"),
    ({**good(), "name": " "}, "has no name"),
    ({**good(), "name": 5}, "has no name"),
    ({**good(), "name": "A\nB"}, "has a name that no decision can have"),
    ({**good(), "reason": "x" * 4001}, "has a reason that no decision can have"),
    ({**good(), "reason": "\ud800"}, "has a reason that no decision can have"),
    ({**good(), "reason": "a different one"}, "was changed after it was written"),
    ({**good(), "kind": "destroy"}, "unknown kind 'destroy'"),
    ({**good(), "kind": "confirm"}, "with the wrong figures"),
    ({**good(), "kind": "exclude"}, "with the wrong figures"),
    ({**good(), "judged": None, "corrected": None, "kind": "reject"}, "with the wrong figures"),
    ({**good(), "judged": []}, "judged is no figure"),
    ({**good(), "record": "file:secret"}, "which is no key of a record"),
    ({**good(), "record": "pmid:5"}, "has a figure of another record"),
    ({**good(), "made": "yesterday"}, "which is no time"),
    ({**good(), "made": "2026-11-25T09:30:00"}, "which is not told in UTC"),
    (signed(made="2027-11-25T09:30:00+00:00"), "which is still to come"),
    (signed(corrected=replace(FINDING, events=50, value=50.0)), "says what cannot be (more events than patients)"),
    (with_figure(outcome="luck"), "judged.outcome 'luck' is unknown"),
    (with_figure(origin="person"), "judged.origin 'person' is unknown"),
    (with_figure(value="much"), "judged.value is not what it must be"),
    (with_figure(value=True), "judged.value is not what it must be"),
    (with_figure(events=1.5), "judged.events is not what it must be"),
    (with_figure(events=-1), "judged.events is not what it must be"),
    (with_figure(p=None), "judged.p is not what it must be"),
    (with_figure(flags="x"), "judged.flags is not what it must be"),
    (with_figure(contrast={"kind": "regimen"}), "judged.contrast is not what it must be"),
    (with_figure(luck=1), "has not the fields of a figure ('luck')"),
    (with_figure(mark_end=99), "words that do not stand in its sentence"),
    (json.dumps(with_figure(value=7)).replace('"value": 7', '"value": NaN'), "judged.value is not what it must be"),
    (json.dumps(with_figure(value=7)).replace('"value": 7', '"value": 1e999'), "judged.value is not what it must be"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "what"), BAD, ids=[what for _, what in BAD])
def test_a_line_that_is_not_whole_is_refused_with_its_number_and_nothing_is_stored(
    mine: Path, run: Run, line: object, what: str
) -> None:
    file = mine.with_suffix(".jsonl")
    bad = line if isinstance(line, str) else json.dumps(line)
    file.write_text(f"{json.dumps(good())}\n\n{bad}\n", encoding="utf-8")
    before = mine.read_bytes()
    ran = run("review", "import", str(file), db=mine, now=DAY)
    assert (ran.code, ran.out) == (65, ""), ran.err
    assert f"{file}, line 3: " in ran.err
    assert what in ran.err
    assert "nothing was stored" in ran.err
    assert mine.read_bytes() == before


def test_a_file_that_is_missing_or_no_text_is_told(mine: Path, run: Run) -> None:
    ran = run("review", "import", str(mine.with_suffix(".none")), db=mine, now=DAY)
    assert (ran.code, "cannot be read" in ran.err) == (66, True)
    file = mine.with_suffix(".jsonl")
    file.write_bytes(b"\n\xff\n")
    ran = run("review", "import", str(file), db=mine, now=DAY)
    assert (ran.code, "line 2: is no UTF-8" in ran.err) == (65, True)


def test_what_windows_does_to_the_ends_of_lines_does_no_harm(mine: Path, run: Run) -> None:
    file = mine.with_suffix(".jsonl")
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(good()).encode() + b"\r\n")
    assert run("review", "import", str(file), db=mine, now=DAY).code == 0
    assert len(lines(mine)) == 1


WORD = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=30).map(
    lambda text: " ".join(text.split())
)


@given(
    name=WORD.filter(bool),
    reason=WORD.filter(bool),
    kind=st.sampled_from(["confirm", "reject", "undone", "correct", "include", "exclude"]),
    value=st.floats(0, 21),
    contrast=st.sampled_from([None, Contrast("course", "RRMS", "SPMS")]),
)
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=100)
def test_every_decision_comes_back_from_its_line_as_it_was(
    name: str, reason: str, kind: str, value: float, contrast: Contrast | None
) -> None:
    judged = None if kind in ("include", "exclude") else replace(FINDING, contrast=contrast)
    corrected = replace(FINDING, value=value, ci_low=0.0) if kind == "correct" else None
    told = Judgement(kind, FINDING.record, name, reason, DAY.isoformat(), "0", judged, corrected)
    back: Callable[[], Judgement] = lambda: read_line(json.dumps(line_of(told)), DAY)  # noqa: E731
    assert back() == told
    assert back().entry == told.entry
