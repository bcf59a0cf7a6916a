"""questions.toml -> Questions; what a scope names must be in the vocabulary."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evidence.errors import TopicError
from evidence.records.answer import STATUSES
from evidence.records.finding import OUTCOMES
from evidence.records.question import (
    GROUPS,
    KINDS,
    NARRATIVE,
    Part,
    Question,
    Scope,
    Stated,
    Term,
    Threshold,
    Vocabulary,
)
from evidence.records.trial import Trial
from evidence.topics.reader import Table
from evidence.topics.toml_files import read_toml, refuse_twins

CONTRASTS = ("treatment", "course", "regimen", "subgroup")


@dataclass(frozen=True, slots=True)
class Known:
    """The codes that a scope may name. A class is written "class:" and the group of its terms."""

    outcomes: tuple[str, ...]
    drugs: tuple[str, ...]
    courses: tuple[str, ...]
    subgroups: tuple[str, ...]
    regimens: tuple[str, ...]
    settings: tuple[str, ...]


def read_questions(path: Path, vocabulary: Vocabulary) -> tuple[Question, ...]:
    """Return the questions in the order of the file. Raises TopicError with file, field and reason."""
    known = _known_codes(vocabulary)
    return read_toml(path, lambda table: _read_file(table, known))


def check_awaited(file: str, questions: tuple[Question, ...], trials: tuple[Trial, ...]) -> None:
    """Refuse a question that awaits a trial the topic does not describe."""
    keys = [trial.key for trial in trials]
    for question in questions:
        for key in question.awaited:
            if key not in keys:
                raise TopicError(
                    f"{file}: question {question.code}: awaited names {key!r}, which is not one of {', '.join(keys)}"
                )


def _read_file(table: Table, known: Known) -> tuple[Question, ...]:
    questions = table.entries("question", "code", lambda entry: _read_question(entry, known))
    if not questions:
        raise table.mistake("question", "is missing: a topic needs at least one [[question]]")
    refuse_twins(table, "question", [question.code for question in questions])
    return questions


def _read_question(table: Table, known: Known) -> Question:
    kind = table.choice("kind", KINDS)
    parts = table.entries("part", "code", lambda entry: _read_part(entry, known))
    refuse_twins(table, "part", [part.code for part in parts])
    question = Question(
        code=table.text("code"),
        group=table.choice("group", GROUPS),
        kind=kind,
        text=table.both("text"),
        short=table.both("short"),
        population=table.both("population"),
        scope=table.inner("scope", lambda inner: read_scope(inner, known)) if kind != NARRATIVE else Scope(()),
        parts=parts,
        threshold=table.inner("threshold", _read_threshold) if table.has("threshold") else None,
        stated=table.inner("stated", _read_stated) if table.has("stated") else None,
        awaited=table.maybe_texts("awaited"),
        plain=table.maybe_both("plain"),
    )
    _refuse_contradictions(table, question)
    return question


def _refuse_contradictions(table: Table, question: Question) -> None:
    """A narrative question is stated and has no scope; every other one is computed."""
    if question.kind == NARRATIVE and question.stated is None:
        raise table.mistake("stated", "is missing: a narrative question is stated, with date and sources")
    if question.kind != NARRATIVE and question.stated is not None:
        raise table.mistake("stated", "is for narrative questions only; every other status is computed")
    if question.threshold is not None and question.threshold.outcome not in question.scope.outcomes:
        raise table.mistake("threshold.outcome", f"is {question.threshold.outcome!r}, which the scope does not name")


def _read_part(table: Table, known: Known) -> Part:
    return Part(
        code=table.text("code"),
        about=table.both("about"),
        scope=table.inner("scope", lambda inner: read_scope(inner, known)),
    )


def read_scope(table: Table, known: Known) -> Scope:
    """Return which figures speak to a question; every code it names must be known."""
    outcomes = table.known("outcomes", table.texts("outcomes"), known.outcomes)
    return Scope(
        outcomes=outcomes,
        comparators=table.choices("comparators", known.drugs),
        comparators_indirect=table.choices("comparators_indirect", known.drugs),
        courses=table.choices("courses", known.courses),
        subgroups=table.choices("subgroups", known.subgroups),
        regimens=table.choices("regimens", known.regimens),
        settings=table.choices("settings", known.settings),
        contrast=table.choice("contrast", CONTRASTS) if table.has("contrast") else None,
    )


def _read_threshold(table: Table) -> Threshold:
    return Threshold(
        outcome=table.choice("outcome", OUTCOMES),
        upper_percent=table.number_above_zero("upper_percent"),
        min_patients=table.whole("min_patients"),
        since=table.maybe_whole("since"),
        source=table.text("source"),
    )


def _read_stated(table: Table) -> Stated:
    return Stated(
        status=table.choice("status", STATUSES),
        date=table.day("date"),
        reason=table.both("reason"),
        sources=table.texts("sources"),
    )


def _known_codes(vocabulary: Vocabulary) -> Known:
    return Known(
        outcomes=tuple(term.code for term in vocabulary.outcomes),
        drugs=tuple(_codes_and_classes(vocabulary.drugs)),
        courses=tuple(_codes_and_classes(vocabulary.courses)),
        subgroups=tuple(_codes_and_classes(vocabulary.subgroups)),
        regimens=tuple(_codes_and_classes(vocabulary.regimens)),
        settings=tuple(term.code for term in vocabulary.settings),
    )


def _codes_and_classes(terms: tuple[Term, ...]) -> Iterator[str]:
    yield from (term.code for term in terms)
    yield from sorted({f"class:{term.group}" for term in terms if term.group is not None})
