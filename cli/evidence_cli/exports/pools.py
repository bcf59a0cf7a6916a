"""The pooled figures of the stored answers, each with what went into it."""

from sqlite3 import Connection

from evidence.answering.body import gather
from evidence_cli.exports.choosing import report_of
from evidence_cli.exports.metafor import Table, table
from evidence_cli.exports.pool_inputs import entered
from evidence_cli.replay import held_evidence
from evidence_cli.session import Session, known_topic


def pools_of(connection: Connection, session: Session, code: str | None) -> tuple[list[Table], list[str], str]:
    """Return a table for each pool, the names of those that cannot be made anew, and what the file is.

    The evidence is that of the day of the last run, for which the stored answers hold.
    """
    from evidence_cli.render.record_names import short_names
    from evidence_db.views_status import runs

    document = report_of(connection, code, "en")
    held = held_evidence(connection, known_topic(session))
    body = gather(held.topic, held.reports, held.findings, held.studies, runs(connection, 1)[0]["started"][:10])
    told = [
        each
        for question in document["questions"]
        for each in entered(question["code"], question["pooled"], held.topic, body)
    ]
    names = short_names(held.state)
    whole = [each for each in told if each.pairs]
    missing = [f"{each.question}, {each.pool['about']}" for each in told if not each.pairs]
    about = f"HSCT evidence tracker, data of {document['data_date']}. {document['intended_use']}"
    return [table(place, each, names) for place, each in enumerate(whole, 1)], missing, about
