"""vocabulary.toml and outcomes.toml -> Vocabulary: every word the program looks for."""

from dataclasses import dataclass
from pathlib import Path

from evidence.records.finding import DIRECTIONS, OUTCOMES
from evidence.records.question import OutcomeTerm, Term, Vocabulary
from evidence.topics.reader import Table
from evidence.topics.slots import Slots, read_slots, written_out
from evidence.topics.toml_files import read_toml, refuse_twins

INTENSITIES = ("low", "intermediate", "high")


@dataclass(frozen=True, slots=True)
class _Outcomes:
    """What outcomes.toml holds."""

    drugs: tuple[Term, ...]
    regimens: tuple[Term, ...]
    courses: tuple[Term, ...]
    subgroups: tuple[Term, ...]
    outcomes: tuple[OutcomeTerm, ...]


def load_vocabulary(folder: Path) -> Vocabulary:
    """Return the vocabulary of a topic folder. Raises TopicError with file, field and reason."""
    found = read_toml(folder / "outcomes.toml", _read_outcomes)
    return read_toml(folder / "vocabulary.toml", lambda table: _read_vocabulary(table, found))


def _read_vocabulary(table: Table, found: _Outcomes) -> Vocabulary:
    return Vocabulary(
        disease=table.texts("disease"),
        treatment=table.texts("treatment"),
        treatment_broad=table.maybe_texts("treatment_broad"),
        other_cells=table.maybe_texts("other_cells"),
        allogeneic=table.maybe_texts("allogeneic"),
        animals=table.maybe_texts("animals"),
        other_diseases=table.maybe_texts("other_diseases"),
        drugs=found.drugs,
        regimens=found.regimens,
        courses=found.courses,
        subgroups=found.subgroups,
        settings=_terms(table, "setting"),
        outcomes=found.outcomes,
        cues=table.inner("cues", _read_cues) if table.has("cues") else (),
        sources=_terms(table, "source"),
    )


def _read_cues(table: Table) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((name, table.texts(name)) for name in table.values)


def _read_outcomes(table: Table) -> _Outcomes:
    slots = table.inner("slots", read_slots) if table.has("slots") else {}
    outcomes = table.entries("outcome", "code", lambda outcome: _read_outcome(outcome, slots))
    if not outcomes:
        raise table.mistake("outcome", "is missing: a topic needs at least one [[outcome]]")
    refuse_twins(table, "outcome", [outcome.code for outcome in outcomes])
    return _Outcomes(
        drugs=_terms(table, "drug"),
        regimens=_terms(table, "regimen"),
        courses=_terms(table, "course"),
        subgroups=_terms(table, "subgroup"),
        outcomes=outcomes,
    )


def _read_outcome(table: Table, slots: Slots) -> OutcomeTerm:
    return OutcomeTerm(
        code=table.choice("code", OUTCOMES),
        label=table.both("label"),
        words=written_out(table, "words", slots),
        direction=table.choice("direction", DIRECTIONS),
        harm=table.flag("harm"),
        event_words=written_out(table, "event_words", slots) if table.has("event_words") else (),
        other_words=written_out(table, "other_words", slots) if table.has("other_words") else (),
        lower_words=written_out(table, "lower_words", slots) if table.has("lower_words") else (),
    )


def _terms(table: Table, key: str) -> tuple[Term, ...]:
    terms = table.entries(key, "code", _read_term if key != "regimen" else _read_regimen)
    refuse_twins(table, key, [term.code for term in terms])
    return terms


def _read_term(table: Table) -> Term:
    return Term(
        code=table.text("code"),
        words=table.texts("words"),
        group=table.maybe_text("group"),
        label=table.maybe_both("label"),
    )


def _read_regimen(table: Table) -> Term:
    term = _read_term(table)
    if term.group is not None and term.group not in INTENSITIES:
        raise table.mistake("group", f"must be one of {', '.join(INTENSITIES)}, not {term.group!r}")
    return term
