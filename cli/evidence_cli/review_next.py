"""evidence review next: what a person should look at, with the commands to decide; asks for nothing."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from evidence_cli.lookup import chosen_question, typed
from evidence_cli.options import as_option, output_option
from evidence_cli.out import deliver, may_style, width
from evidence_cli.session import Session, current_time, database_name, filled

if TYPE_CHECKING:
    from evidence.doubtful import Doubt
    from evidence.to_review import ToReview


@click.command("next")
@click.option("--count", type=click.IntRange(1, 1000), default=5, show_default=True, help="How many to show.")
@click.option("--question", metavar="CODE", help="Only figures that this question rests on or asks for.")
@click.option("--reviewer", metavar="NAME", help="Leave out what NAME decided; show what others did as it was read.")
@as_option("text", "json-lines")
@output_option()
@click.pass_obj
def command(
    session: Session, /, count: int, question: str | None, reviewer: str | None, form: str, output: str | None
) -> None:
    """Show what a person should look at, one figure after another, with the commands to decide about it.

    Those on which most answers rest come first, sure or not; of as many, that on which they lean most: an answer that
    has no other study, then the pooled bound that moves farthest without it. Then records that screening left out on
    thin ground, and what the machine was not sure of and a question asks for. What anybody decided is left out; with
    --reviewer only what NAME did, so that a second person sees it without knowing what the first one said. Nothing is
    asked for and nothing is written.
    """
    from evidence_cli.render.as_json import lines_json
    from evidence_cli.render.provenance import provenance
    from evidence_cli.render.review_model import changed_document
    from evidence_cli.render.review_text import review_text
    from evidence_cli.render.words import catalogue
    from evidence_db.views import currency
    from evidence_db.views_report import questions
    from evidence_db.views_review import review_state

    who = None if reviewer is None else " ".join(typed(reviewer).split())
    with filled(session) as connection:
        code = None if question is None else chosen_question(questions(connection), question)["code"]
        state = review_state(connection, who, code)
        told = provenance(currency(connection), catalogue("en"), as_of=current_time().date().isoformat())
    told = {**told, "reviewer": who, "database": _database(session)}
    changed = [changed_document(row, state["records"], told) for row in state["changed"]]
    items = [_document(item, state, told) for item in state["items"][:count]]
    shown: list[dict[str, Any]] = [*changed, *items][:count]
    records = len(state["doubtful"])
    counts = len(changed) + len(state["items"]) - records, records
    if form == "json-lines":
        text = lines_json(shown)
    else:
        text = review_text(shown, counts, told, width=width(), bold=may_style())
    deliver(text, output, keep=database_name(session))


def _document(item: "ToReview | Doubt", state: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    from evidence.doubtful import Doubt
    from evidence_cli.render.review_model import doubt_document, item_document

    if isinstance(item, Doubt):
        return doubt_document(item, state["doubtful"][item.record], state["records"], told)
    return item_document(item, state["records"], told)


def _database(session: Session) -> str | None:
    """Return the database that the commands must name: none where the environment or the default leads to it."""
    import os

    return session.db if session.db is not None and os.environ.get("EVIDENCE_DB") != session.db else None
