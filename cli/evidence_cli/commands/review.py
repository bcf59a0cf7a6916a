"""evidence review: what people decide about the answers; appended, never changed."""

from typing import TYPE_CHECKING

import click

from evidence.errors import UsageError
from evidence_cli.lookup import chosen_question
from evidence_cli.review_agreement import command as agreement
from evidence_cli.review_exchange import export, import_
from evidence_cli.review_figures import confirm, correct, reject
from evidence_cli.review_links import link, split
from evidence_cli.review_next import command as next_command
from evidence_cli.review_records import exclude, include
from evidence_cli.review_undo import undo
from evidence_cli.reviewing import NAME, REASON, store_of, told_words
from evidence_cli.session import Session, current_time, filled

if TYPE_CHECKING:
    from evidence_db.store_decisions import Signing


@click.group("review")
def command() -> None:
    """Decide, by name and with a reason. What was decided stays, and no refresh touches it."""


@command.command("sign")
@click.argument("code", metavar="CODE")
@NAME
@REASON
@click.pass_obj
def sign(session: Session, code: str, name: str, reason: str) -> None:
    """Sign the answer to question CODE as it is now: its status and certainty stand, says a person.

    The signature holds for the evidence and the verdict of today. When either changes it is shown as given for an
    earlier answer, and the certainty is provisional again.
    """
    decided = _decision(session, code, name, reason)
    with store_of(session) as store:
        store.sign_answer(decided)
    _say(session, decided.question)


@command.command("withdraw")
@click.argument("code", metavar="CODE")
@NAME
@REASON
@click.pass_obj
def withdraw(session: Session, code: str, name: str, reason: str) -> None:
    """Take back the signatures of --name under question CODE.

    They stay and are shown as withdrawn, with when and why; the certainty is provisional again unless somebody else
    signed this very answer. The same person may sign again.
    """
    decided = _decision(session, code, name, reason)
    with store_of(session) as store:
        try:
            store.withdraw_signature(decided)
        except LookupError as problem:
            raise UsageError(f"{problem.args[0]}: nothing to withdraw") from problem
    _say(session, decided.question)


def _decision(session: Session, code: str, name: str, reason: str) -> "Signing":
    from evidence_cli.main import VERSION
    from evidence_db.store_decisions import Signing
    from evidence_db.views_report import questions

    who, why = told_words("--name", name), told_words("--reason", reason)
    with filled(session) as connection:
        question = chosen_question(questions(connection), code)["code"]
    return Signing(question, who, why, current_time().isoformat(), VERSION)


def _say(session: Session, code: str) -> None:
    """Print what was signed or withdrawn last, as it will be shown."""
    from evidence_cli.out import deliver
    from evidence_cli.render.question_lines import signed_lines, verdict
    from evidence_cli.render.report_model import report_document
    from evidence_cli.render.safe import one_line
    from evidence_cli.render.words import catalogue, word
    from evidence_db.views_report import report_state

    words, today = catalogue("en"), current_time().date().isoformat()
    with filled(session) as connection:
        state = report_state(connection)
    chosen = [question for question in state["questions"] if question["code"] == code]
    (question,) = report_document({**state, "questions": chosen}, words, as_of=today, replayed=False)["questions"]
    status = word(words, "status", question["status"])
    evidence = f"Evidence {question['signatures'][0]['evidence_hash'][:12]}."
    told = f"{code}: {status}. {verdict(question, words)} {evidence} {signed_lines(question, words)[0]}"
    deliver(one_line(told) + "\n", None)


for each in (next_command, agreement, export, import_, confirm, correct, reject, include, exclude, link, split, undo):
    command.add_command(each)
