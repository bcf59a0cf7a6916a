"""evidence review undo: takes back what was decided, joined or split; both stay in sight."""

import re
from typing import TYPE_CHECKING

import click

from evidence.errors import UsageError
from evidence_cli.deciding import chosen_record, decide, judgement_of, say
from evidence_cli.lookup import typed
from evidence_cli.review_links import decide_link
from evidence_cli.reviewing import NAME, REASON, told_words
from evidence_cli.session import Session, current_time, filled

if TYPE_CHECKING:
    from evidence.records.finding import Finding

_KEY = re.compile(r"[fw]-[0-9a-f]{12}")


@click.command("undo")
@click.argument("names", metavar="FINDING|RECORD [RECORD...]", nargs=-1, required=True)
@NAME
@REASON
@click.pass_obj
def undo(session: Session, names: tuple[str, ...], name: str, reason: str) -> None:
    """Take back a decision; what was said stays in sight in `show`.

    With a figure ("w-...") what --name confirmed, corrected or rejected; with one record what --name included or
    excluded: what somebody else decided about it counts then. With two records and more what anybody joined or split
    between them.
    """
    if len(names) > 1:
        decide_link(session, "undone", names, (name, reason))
        return
    who = told_words("--name", name)
    key = typed(names[0]).strip().lower()
    about = _figure(session, key, who) if _KEY.fullmatch(key) else _record(session, names[0], who)
    now = current_time()
    judgement = judgement_of("undone", about, (name, reason), now)
    outcome = decide(session, [judgement], now, "undo")
    say(judgement, key if not isinstance(about, str) else about, outcome)


def _figure(session: Session, key: str, name: str) -> "Finding":
    """Return the figure that this person decided about, also where the text no longer has it."""
    from evidence_db.views_judgements import figures_named, standing_of

    with filled(session) as connection:
        found = figures_named(connection, key)
        if found and found[0].origin == "person":
            key = found[0].rule
        elif found:
            from evidence.places import figure_key

            key = figure_key(found[0])
        told = [each for each in standing_of(connection, name) if each.key == key]
    judged = told[-1].followed.judgement.judged if told else None
    if judged is None:
        raise UsageError(f"no decision of {name} about {key} stands: nothing to undo")
    return judged


def _record(session: Session, record: str, name: str) -> str:
    from evidence_db.views_judgements import standing_of

    with filled(session) as connection:
        key = chosen_record(connection, record)
        told = [each for each in standing_of(connection, name) if each.key is None and each.followed.record == key]
    if not told:
        raise UsageError(f"no decision of {name} to include or exclude {key} stands: nothing to undo")
    return key
