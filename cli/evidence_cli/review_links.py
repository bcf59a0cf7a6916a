"""evidence review link and split: which reports are of one study, says a person; appended, never changed."""

from typing import TYPE_CHECKING

import click

from evidence.errors import UsageError
from evidence_cli.lookup import nearest, record_key, typed
from evidence_cli.reviewing import NAME, REASON, store_of, told_words
from evidence_cli.session import Session, current_time, filled, known_topic

if TYPE_CHECKING:
    from evidence.refresh import RefreshOutcome
    from evidence_db.store_links import Linking

SAID = {"same-study": "one study", "split": "no patients in common", "undone": "no longer joined or split"}
RECORDS = click.argument("records", metavar="RECORD RECORD...", nargs=-1, required=True)


@click.command("link")
@RECORDS
@NAME
@REASON
@click.pass_obj
def link(session: Session, records: tuple[str, ...], name: str, reason: str) -> None:
    """Join reports to one study: their patients are the same and count once.

    A study ("study:...") stands for its reports. It counts at once, for every day, and no refresh takes it back.
    """
    decide_link(session, "same-study", records, (name, reason))


@click.command("split")
@RECORDS
@NAME
@REASON
@click.pass_obj
def split(session: Session, records: tuple[str, ...], name: str, reason: str) -> None:
    """Say that reports are of different studies without common patients, whatever register, topic or authors say.

    Each two of them are split. It counts at once, for every day, and no refresh takes it back.
    """
    decide_link(session, "split", records, (name, reason))


def decide_link(session: Session, kind: str, records: tuple[str, ...], signed: tuple[str, str]) -> None:
    """Append what --name says of the reports, and work every answer out anew; signed: --name and --reason."""
    from evidence.refresh import judge_anew
    from evidence_cli.main import VERSION
    from evidence_db.store_links import Linking

    now = current_time()
    who, why = told_words("--name", signed[0]), told_words("--reason", signed[1])
    linking = Linking(kind, _keys(session, records), who, why, now.isoformat(), VERSION)
    with store_of(session) as store:
        try:
            outcome = judge_anew(
                known_topic(session),
                store,
                now=now,
                program_version=VERSION,
                arguments=("review", kind, *linking.records),
                decide=lambda run: store.save_link(linking, run),
            )
        except LookupError as problem:
            raise UsageError(f"{problem.args[0]}: nothing to undo") from problem
    _say(linking, outcome)


def _keys(session: Session, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the keys of the records, in order; raises UsageError for one that is not there, and for fewer than two."""
    from evidence_db.views_records import names as known_names
    from evidence_db.views_records import report, studies

    with filled(session) as connection:
        groups = {study["key"].lower(): study["reports"] for study in studies(connection)}
        found: list[str] = []
        for name in names:
            key = record_key(typed(name))
            row = report(connection, key) or report(connection, f"cite:{key}")
            if row is None and key.lower() not in groups:
                known = known_names(connection)
                hint = nearest(key, [each for kind in known.values() for each in kind])
                raise UsageError(f"no record or study is called {name!r}: {hint}")
            found += groups[key.lower()] if row is None else [row["record"]]
    keys = tuple(dict.fromkeys(found))
    if len(keys) < 2:
        raise UsageError("name at least two records that are not the same")
    return keys


def _say(linking: "Linking", outcome: "RefreshOutcome") -> None:
    from evidence_cli.out import deliver
    from evidence_cli.render.safe import one_line

    told = SAID[linking.kind]
    moved = (
        f"Answers that say something else now: {', '.join(outcome.changed)}."
        if outcome.changed
        else "No answer changed."
    )
    deliver(
        one_line(f"{', '.join(linking.records)}: {told}. {moved} {linking.name}, {linking.made[:10]}: {linking.reason}")
        + "\n",
        None,
    )
