"""evidence review confirm, reject and correct: what a person says of figures; appended, never changed."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from evidence.errors import UsageError
from evidence_cli.correcting import CORRECTIONS, corrected_figure, require_possible
from evidence_cli.deciding import chosen_figure, decide, judgement_of, say_all
from evidence_cli.review_several import chosen_figures
from evidence_cli.reviewing import NAME, REASON
from evidence_cli.session import Session, current_time

if TYPE_CHECKING:
    from evidence.records.finding import Finding
    from evidence.records.judgement import Judgement
    from evidence_cli.review_several import Chosen

FIGURE = click.argument("figure", metavar="FINDING")
FIGURES = click.argument("figures", metavar="FINDING...", nargs=-1, required=True)
OF_RECORDS = click.option(
    "--all", "of_records", is_flag=True, help="FINDING... are records: what `review next` shows of them."
)


@click.command("confirm")
@FIGURES
@OF_RECORDS
@NAME
@REASON
@click.pass_obj
def confirm(session: Session, figures: tuple[str, ...], of_records: bool, name: str, reason: str) -> None:
    """Say that figures are what their sentences say: each counts as a person's, also where the machine was not sure.

    FINDING is the key of a figure ("w-...") as `findings`, `show` and `review next` print it. It counts at once, for
    every day, and no refresh takes it back; once the abstract no longer has the sentence it stays in sight and counts
    no more. With several, each is a decision of its own with the same reason: all are written, or none. With --all
    the figures of a record that are not decided and were read whole: what was unsure is decided one by one.
    """
    _decided(session, "confirm", chosen_figures(session, figures, name, of_records=of_records), (name, reason))


@click.command("reject")
@FIGURES
@OF_RECORDS
@NAME
@REASON
@click.pass_obj
def reject(session: Session, figures: tuple[str, ...], of_records: bool, name: str, reason: str) -> None:
    """Say that figures are wrong: they reach no answer, nor does another of the record that says the very same.

    With several each is a decision of its own with the same reason: all are written, or none.
    """
    _decided(session, "reject", chosen_figures(session, figures, name, of_records=of_records), (name, reason))


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
    _written(session, [judgement], (judged,), f" Now: {_line(told)}.")


def _decided(session: Session, kind: str, figures: "Chosen", signed: tuple[str, str]) -> None:
    now = current_time()
    for judged in figures.chosen:
        if kind == "confirm":
            require_possible(judged)
    judgements = [judgement_of(kind, judged, signed, now) for judged in figures.chosen]
    _written(session, judgements, figures.chosen, figures.told)


def _written(session: Session, judgements: "list[Judgement]", figures: "tuple[Finding, ...]", told: str) -> None:
    from evidence.places import figure_key

    for judgement in judgements:
        _require_text(session, judgement)
    outcome = decide(session, judgements, current_time(), judgements[0].kind)
    names = [f"{figure_key(judged)} ({judged.record}, {_line(judged)})" for judged in figures]
    say_all(list(zip(judgements, names, strict=True)), outcome, told)


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
