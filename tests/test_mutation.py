"""A notice about a record that supports a status moves what rests on it as if the record had never been, and no more.

python -m tests.mutation does it to every such record; here to some of them.
"""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli_runner import Run, made, run  # noqa: F401
from tests.mutation.evidence import (
    CLASSES,
    STANDINGS,
    Target,
    faults,
    judged,
    reached,
    resting_on,
    statuses,
    targets,
    unchanged,
    without,
)
from tests.mutation.nights import after, answer_faults, class_faults, first_night
from tests.replay.days import pack

MIST = next(target for target in targets() if target.record == "pmid:30644983")
SOME = (MIST, *targets()[::18])
GRAVE = ("RetractionIn", "RetractedandRepublishedIn", "ExpressionOfConcernIn")
MILD = ("ErratumIn", "UpdateIn")


def name(thing: object) -> str:
    return thing.record if isinstance(thing, Target) else str(thing)


@pytest.fixture(scope="module")
def clean_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pack with PubMed's record of each article that supports a status; nobody writes to it."""
    return first_night(tmp_path_factory.mktemp("mutation"))


def test_enough_records_support_a_status_and_pubmed_can_tell_of_most():
    assert len(targets()) >= 50
    assert len(reached()) >= 30


def test_records_of_pubmed_without_an_abstract_move_no_status():
    assert statuses(unchanged()) == statuses(judged((), pack()))


@pytest.mark.parametrize("by_notice", [False, True], ids=["record", "notice"])
@pytest.mark.parametrize("kind", CLASSES)
def test_every_notice_is_told_as_what_it_is(kind, by_notice, clean_db):
    assert class_faults(clean_db, kind, by_notice=by_notice) == []


@pytest.mark.parametrize("target", SOME, ids=name)
@pytest.mark.parametrize("kind", CLASSES)
def test_answers_after_a_notice_are_those_of_brute_force(kind, target):
    assert faults(target, kind) == []


@pytest.mark.parametrize("kind", CLASSES)
def test_a_night_with_a_notice_stores_the_answers_of_brute_force(kind, clean_db):
    assert answer_faults(clean_db, MIST, kind) == []


@pytest.mark.parametrize("kind", GRAVE)
def test_a_notice_that_only_its_own_side_tells_counts_as_much(kind):
    assert faults(MIST, kind, by_notice=True) == []


def test_brute_force_finds_another_answer_without_the_record():
    for target in SOME:
        rested = {answer.question for answer in unchanged() if target.record in resting_on(answer)}
        moved = {one.question for one, other in zip(unchanged(), without(target), strict=True) if one != other}
        assert rested <= moved, target.record
        assert rested


# What a reader sees


def shown(run: Run, db: Path, form: str) -> str:
    return run("report", "--as", form, db=db).out


def words_of(document: dict[str, Any], record: str) -> str:
    return json.dumps([row for row in document["corrections"] if row["record"] == record])


@pytest.mark.parametrize("kind", MILD)
def test_an_erratum_or_update_is_never_called_a_retraction(kind, run, clean_db):
    db = after(clean_db, [target.told(kind) for target in reached()], "mild")
    document = json.loads(shown(run, db, "json"))
    assert len(document["corrections"]) == len(reached())
    assert "retract" not in shown(run, db, "text").lower()
    assert "retract" not in json.dumps(document["corrections"]).lower()


@pytest.mark.parametrize("kind", GRAVE)
def test_a_grave_notice_is_told_by_name_in_text_and_json(kind, run, clean_db):
    db = after(clean_db, [MIST.told(kind)], "grave")
    text, document = " ".join(shown(run, db, "text").split()), json.loads(shown(run, db, "json"))
    [row] = document["corrections"]
    assert (row["record"], row["kind"], row["standing"]) == (MIST.record, CLASSES[kind], STANDINGS[kind])
    assert MIST.note in text
    assert ("concern" if kind == "ExpressionOfConcernIn" else "retracted") in text.lower()
