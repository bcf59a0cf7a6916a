"""Writes a person's decision about a figure or a record, works every answer out anew, and says what came of it."""

from sqlite3 import Connection
from typing import TYPE_CHECKING

from evidence.errors import UsageError
from evidence_cli.lookup import nearest, record_key, typed
from evidence_cli.reviewing import store_of, told_words
from evidence_cli.session import Session, filled, known_topic

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from evidence.records.finding import Finding
    from evidence.records.judgement import Judgement
    from evidence.refresh import RefreshOutcome
    from evidence_db.store import Store

_NOTED = 50  # records that a run names beside what was asked
Signed = tuple[str, str]  # --name and --reason as given
SAID = {
    "confirm": "confirmed; it counts as a person's", "correct": "corrected", "reject": "rejected; it reaches no answer",
    "include": "included", "exclude": "excluded; it reaches no answer", "undone": "no longer decided by",
}  # fmt: skip


def judgement_of(kind: str, about: "Finding | str", signed: Signed, now: "datetime") -> "Judgement":
    """Return the decision about a figure, or about the record of that key."""
    from evidence.exchange import LONGEST
    from evidence.records.judgement import Judgement
    from evidence_cli.main import VERSION

    name, reason = told_words("--name", signed[0]), told_words("--reason", signed[1])
    if max(len(name), len(reason)) > LONGEST:
        raise UsageError(f"--name or --reason is longer than {LONGEST} characters: say it in a sentence")
    record, judged = (about, None) if isinstance(about, str) else (about.record, about)
    return Judgement(kind, record, name, reason, now.isoformat(), VERSION, judged=judged)


def decide(session: Session, judgements: "list[Judgement]", now: "datetime", words: str) -> "RefreshOutcome":
    """Append decisions that are made here, newer than all about the same, and work every answer out anew.

    All of it happens, or nothing. words: what was asked.
    """
    from evidence_db.views_judgements import as_newest

    return judged_anew(
        session,
        now,
        asked_about(words, judgements),
        lambda store, run: [store.save_judgement(as_newest(store.connection, each), run) for each in judgements],
    )


def asked_about(words: str, judgements: "list[Judgement]") -> tuple[str, ...]:
    """Return what a run notes as asked: the words, and the records that were decided about, up to the first fifty."""
    return (words, *(judgement.record for judgement in judgements[:_NOTED]))


def judged_anew(
    session: Session, now: "datetime", words: tuple[str, ...], write: "Callable[[Store, int], object]"
) -> "RefreshOutcome":
    """Write what people said and work every answer out anew: all of it happens, or nothing. words: see asked_about."""
    from evidence.refresh import judge_anew
    from evidence_cli.main import VERSION

    with store_of(session) as store:
        return judge_anew(
            known_topic(session),
            store,
            now=now,
            program_version=VERSION,
            arguments=("review", *words),
            decide=lambda run: write(store, run),
        )


def say(judgement: "Judgement", what: str, outcome: "RefreshOutcome", told: str = "") -> None:
    """Print what was decided about what, and which answers moved."""
    say_all([(judgement, what)], outcome, told)


def say_all(decided: "list[tuple[Judgement, str]]", outcome: "RefreshOutcome", told: str = "") -> None:
    """Print what was decided about each of them, a line each, then which answers moved, by whom and why."""
    from evidence_cli.out import deliver
    from evidence_cli.render.safe import one_line

    judgement = decided[0][0]
    moved = (
        f"Answers that say something else now: {', '.join(outcome.changed)}."
        if outcome.changed
        else "No answer changed."
    )
    by = judgement.name if judgement.kind == "undone" else ""
    said = " ".join(part for part in (SAID[judgement.kind], by) if part)
    lines = [one_line(f"{what}: {said}.") for _, what in decided]
    end = one_line(f"{told} {moved} {judgement.name}, {judgement.made[:10]}: {judgement.reason}")
    deliver("\n".join([*lines[:-1], f"{lines[-1]} {end}" if len(lines) == 1 else f"{lines[-1]}\n{end}"]) + "\n", None)


def chosen_figure(session: Session, name: str) -> "Finding":
    """Return the figure called so; raises UsageError where there is none, or where two have the name."""
    from evidence_db.views_judgements import decisions, figures_named

    key = typed(name).strip().lower()
    with filled(session) as connection:
        found = figures_named(connection, key)
        if found and found[0].origin == "person":  # what the decision is about, not what it says
            key = found[0].rule
            found = figures_named(connection, key)
        if len(found) == 1 and found[0].origin != "person":
            return found[0]
        if len(found) > 1:
            ids = ", ".join(finding.id for finding in found)
            raise UsageError(f"{len(found)} figures are called {key}: name one of {ids}")
        judged = [each.followed.judgement.judged for each in decisions(connection) if each.key == key]
    if judged and judged[-1] is not None:
        return judged[-1]
    raise UsageError(
        f"no figure is called {name!r}: `evidence findings` and `evidence show` print their keys (w-...), "
        "`evidence review next` those to look at"
    )


def chosen_record(connection: Connection, name: str) -> str:
    """Return the key of the record; raises UsageError with the nearest names where there is none."""
    from evidence_db.views_records import names, report

    key = record_key(typed(name))
    row = report(connection, key) or report(connection, f"cite:{key}")
    if row is None:
        raise UsageError(f"no record is called {name!r}: {nearest(key, names(connection)['record'])}")
    return str(row["record"])
