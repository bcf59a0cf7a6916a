"""evidence review include and exclude: whether a record is evidence, says a person; appended, never changed."""

import click

from evidence_cli.deciding import chosen_record, decide, judgement_of, say
from evidence_cli.reviewing import NAME, REASON
from evidence_cli.session import Session, current_time, filled

RECORD = click.argument("record", metavar="RECORD")
_STAYS = {
    "retracted": "It is retracted, which no decision undoes: it stays no evidence.",
    "deleted": "PubMed deleted it, which no decision undoes: it stays no evidence.",
    "notice": "It is a notice, which no decision undoes: it stays no evidence.",
}


@click.command("include")
@RECORD
@NAME
@REASON
@click.pass_obj
def include(session: Session, record: str, name: str, reason: str) -> None:
    """Say that a record is evidence, though screening left it out: its figures are read and count.

    It counts at once, for every day on which it was public, and no refresh takes it back. What was retracted stays
    out. A review, protocol or case report that is included is one with patients of its own, says the person.
    """
    _screened(session, "include", record, (name, reason))


@click.command("exclude")
@RECORD
@NAME
@REASON
@click.pass_obj
def exclude(session: Session, record: str, name: str, reason: str) -> None:
    """Say that a record is no evidence: it reaches no answer, on no day. It stays in sight with the reason."""
    _screened(session, "exclude", record, (name, reason))


def _screened(session: Session, kind: str, name: str, signed: tuple[str, str]) -> None:
    from evidence_db.views_records import report

    now = current_time()
    with filled(session) as connection:
        record = chosen_record(connection, name)
        row = report(connection, record)
    judgement = judgement_of(kind, record, signed, now)
    outcome = decide(session, [judgement], now, kind)
    stays = _STAYS.get(row["standing"], "") if row is not None and kind == "include" else ""
    say(judgement, record, outcome, f" {stays}" if stays else "")
