"""evidence review confirm, reject and correct: what a person says of one figure; appended, never changed."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from evidence.errors import UsageError
from evidence_cli.correcting import CORRECTIONS, corrected_figure, require_possible
from evidence_cli.deciding import chosen_figure, decide, judgement_of, say
from evidence_cli.reviewing import NAME, REASON
from evidence_cli.session import Session, current_time

if TYPE_CHECKING:
    from evidence.records.finding import Finding
    from evidence.records.judgement import Judgement

FIGURE = click.argument("figure", metavar="FINDING")


@click.command("confirm")
@FIGURE
@NAME
@REASON
@click.pass_obj
def confirm(session: Session, figure: str, name: str, reason: str) -> None:
    """Say that a figure is what its sentence says: it counts as a person's, also where the machine was not sure.

    FINDING is its key ("w-...") as `findings`, `show` and `review next` print it. It counts at once, for every day,
    and no refresh takes it back; once the abstract no longer has the sentence it stays in sight and counts no more.
    """
    _decided(session, "confirm", figure, (name, reason))


@click.command("reject")
@FIGURE
@NAME
@REASON
@click.pass_obj
def reject(session: Session, figure: str, name: str, reason: str) -> None:
    """Say that a figure is wrong: it reaches no answer, nor does another of the record that says the very same."""
    _decided(session, "reject", figure, (name, reason))


def _with_corrections(function: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(CORRECTIONS):
        function = option(function)
    return function


@click.command("correct")
@FIGURE
@_with_corrections
@NAME
@REASON
@click.pass_obj
def correct(session: Session, /, figure: str, name: str, reason: str, **given: str | None) -> None:
    """Say what a figure is instead: that counts as a person's, and what was read does not.

    Name only what is wrong; the rest stays as it was read. The word "none" stands for "not reported".
    """
    judged = chosen_figure(session, figure)
    now = current_time()
    told = corrected_figure(session, judged, given)
    judgement = replace(judgement_of("correct", judged, (name, reason), now), corrected=told)
    _written(session, judgement, judged, f" Now: {_line(told)}.")


def _decided(session: Session, kind: str, figure: str, signed: tuple[str, str]) -> None:
    judged = chosen_figure(session, figure)
    if kind == "confirm":
        require_possible(judged)
    _written(session, judgement_of(kind, judged, signed, current_time()), judged, "")


def _written(session: Session, judgement: "Judgement", judged: "Finding", told: str) -> None:
    from evidence.places import figure_key

    _require_text(session, judgement)
    outcome = decide(session, [judgement], current_time(), judgement.kind)
    say(judgement, f"{figure_key(judged)} ({judged.record}, {_line(judged)})", outcome, told)


def _require_text(session: Session, judgement: "Judgement") -> None:
    """Raise UsageError where the figure is known from an earlier decision alone and its sentence is gone."""
    from evidence_cli.session import filled
    from evidence_db.views_judgements import is_there

    with filled(session) as connection:
        if not is_there(connection, judgement):
            raise UsageError(
                "the text changed since: its sentence is no longer in the abstract, so that nothing can be said of it; "
                f"`evidence show {judgement.record}` has what is read now"
            )


def _line(finding: "Finding") -> str:
    """Return the figure in words."""
    from evidence_cli.render.figures import figure_line
    from evidence_cli.render.words import catalogue
    from evidence_db.figure_rows import finding_as_row

    return figure_line(finding_as_row(finding), catalogue("en"))
