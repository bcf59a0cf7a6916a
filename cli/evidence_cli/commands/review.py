"""evidence review: what people decide about the answers; appended, never changed."""

import click

from evidence.errors import UsageError
from evidence_cli.lookup import chosen_question, typed
from evidence_cli.session import Session, current_time, database_path, filled


@click.group("review")
def command() -> None:
    """Decide, by name and with a reason. What was decided stays, and no refresh touches it."""


@command.command("sign")
@click.argument("code", metavar="CODE")
@click.option("--name", required=True, help="Who signs.")
@click.option("--reason", required=True, help="Why, in a sentence. No patient data: it is shown with the answer.")
@click.pass_obj
def sign(session: Session, code: str, name: str, reason: str) -> None:
    """Sign the answer to question CODE as it is now: its status and certainty stand, says a person.

    The signature holds for the evidence and the verdict of today. When either changes it is shown as given for an
    earlier answer, and the certainty is provisional again.
    """
    from evidence_cli.main import VERSION
    from evidence_db.opening import writing
    from evidence_db.store_decisions import Signing
    from evidence_db.views_report import questions

    who, why = _told("--name", name), _told("--reason", reason)
    with filled(session) as connection:
        question = chosen_question(questions(connection), code)["code"]
    now = current_time().isoformat()
    with writing(database_path(session), create=False) as store:
        store.sign_answer(Signing(question, who, why, now, VERSION))
    _say(session, question)


def _told(option: str, text: str) -> str:
    """Return the words on one line; raises UsageError where there are none."""
    words = " ".join(typed(text).split())
    if not words:
        raise UsageError(f"{option} is empty: a decision needs a name and a reason")
    return words


def _say(session: Session, code: str) -> None:
    """Print what is signed now, as it will be shown."""
    from evidence_cli.out import deliver
    from evidence_cli.render.report_model import report_document
    from evidence_cli.render.report_text import signed_lines, verdict
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
