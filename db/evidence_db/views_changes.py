"""What `changes` reads: what runs did to answers, trials, records; what was corrected; what was refused."""

import json
from collections.abc import Mapping
from sqlite3 import Connection

from evidence_db.store_judgements import load_judgements
from evidence_db.store_links import link_lines
from evidence_db.views import Row, currency, rows
from evidence_db.views_corrections import corrections
from evidence_db.views_judgements import decision_rows
from evidence_db.views_renamed import packed_records, renamed_records
from evidence_db.views_report import answers, headline, questions, record_names, trial_names


def changes_state(connection: Connection, since: str | None) -> Row:
    """Return what the runs from that ISO day on did, None = the last run; one consistent look at the database."""
    found = _runs(connection, since)
    first = found[0]["id"] if found else None
    state: Row = {
        "currency": currency(connection),
        "runs": found,
        "questions": {row["code"]: row for row in questions(connection)},
        "headline": headline(connection),
        "trials": trial_names(connection),
    }
    if first is None:
        return state | _NOTHING
    told = answers(connection)
    state |= {
        "answers": _answers(connection, first, told),
        "headline_before": _headline_before(connection, first),
        "moves": _moves(connection, found[0]["started"][:10], found[-1]["started"][:10]),
        "articles": _articles(connection, first),
        "corrections": _new_corrections(connection, first, told),
        "refused": _refused(connection, first),
        "links": link_lines(connection, since_run=first),
        "judgements": [
            {"record": each.record, "kind": each.kind} for each in load_judgements(connection, since_run=first)
        ],
    }
    came = {row["record"] for row in state["articles"] if row["what"] == "new"}
    state |= {"packed": packed_records(connection, came), "renamed": renamed_records(connection, came)}
    changed = {row["record"] for row in state["articles"] if row["what"] == "changed"}
    state["text_changed"] = [
        row
        for row in decision_rows(connection)
        if row["text_changed"] and row["ended"] is None
        if row["record"] in changed
    ]
    return state | {"records": record_names(connection, _named(state))}


_NOTHING: Row = {
    "answers": [], "headline_before": None, "moves": [], "articles": [], "corrections": [], "refused": [], "links": [],
    "judgements": [], "text_changed": [], "records": {},
    "packed": frozenset(), "renamed": {},
}  # fmt: skip


def nothing_stored(topic: str) -> Row:
    """Return the state of a database that is not there yet or has no run."""
    unknown: Row = dict.fromkeys(
        ("title_en", "title_nl", "intended_use_en", "intended_use_nl", "rule_version", "pack_compiled", "newest_record",
         "data_date")
    )  # fmt: skip
    about: Row = {"currency": {"topic": topic, **unknown}, "runs": [], "questions": {}, "headline": None, "trials": {}}
    return about | _NOTHING


def _runs(connection: Connection, since: str | None) -> list[Row]:
    chosen = "id = (select max(id) from run)" if since is None else "started >= ?"
    return rows(
        connection,
        f"select id, kind, started, finished, exit_code, message from run where {chosen} order by id",  # noqa: S608
        () if since is None else (since,),
    )


def _answers(connection: Connection, first: int, now: Mapping[str, Row]) -> list[Row]:
    """Return code, before (None: none), now of each answer that differs from the one before the first of the runs."""
    found = connection.execute(
        "select question, max(case when run < ?1 then id end), max(id) from answer group by question", (first,)
    )
    told = []
    for code, before, last in found.fetchall():
        if before == last or code not in now:
            continue
        body = connection.execute("select body from answer where id = ?", (before,)).fetchone()
        was = None if body is None else json.loads(body[0])
        if was != now[code]:  # said otherwise in between, and again as before
            told.append({"code": code, "before": was, "now": now[code]})
    return told


def _headline_before(connection: Connection, first: int) -> Row | None:
    row = connection.execute(
        "select body from headline where run < ? order by id desc limit 1", (first,)
    ).fetchone()  # fmt: skip
    return None if row is None else json.loads(row[0])


def _moves(connection: Connection, first_day: str, last_day: str) -> list[Row]:
    """Return what the registry moved of the topic's trials on these days: trial, nct, date_seen, field, value, note."""
    return rows(
        connection,
        "select trial_id.trial, nct, date_seen, field, value, note from registry_change join registry_study using (nct)"
        " join trial_id on register = 'nct' and (trial_id.id = nct or trial_id.id in"
        " (select value from json_each(body, '$.aliases')))"
        " where date_seen between ? and ? order by date_seen, nct, registry_change.position",
        (first_day, last_day),
    )


def _articles(connection: Connection, first: int) -> list[Row]:
    """Return run, what, record, label, title of what the runs did to articles; record may be a key without a row."""
    return rows(
        connection,
        "select run, what, 'pmid:' || run_article.pmid as record, label, report.title from run_article"
        " left join report on report.record = 'pmid:' || run_article.pmid where run >= ?"
        " order by run, cast(run_article.pmid as integer)",
        (first,),
    )


def _new_corrections(connection: Connection, first: int, told: Mapping[str, Row]) -> list[Row]:
    """Return the corrections that hold and of which one of the runs was the first to tell, with that run."""
    noted = connection.execute("select record, kind, told_by, run from correction_told where run >= ?", (first,))
    runs = {(record, kind, by): run for record, kind, by, run in noted}
    found = corrections(connection, told) if runs else []
    keyed = [((row["record"], row["kind"], " ".join(row["by"])), row) for row in found]
    return [{**row, "run": runs[key]} for key, row in keyed if key in runs]


def _refused(connection: Connection, first: int) -> list[Row]:
    return rows(
        connection,
        "select run, source, started, count, refused from search join run on run.id = search.run"
        " where refused is not null and run >= ? order by run, source",
        (first,),
    )


def _named(state: Row) -> set[str]:
    """Return the records that a page of changes may name."""
    told = (*state["articles"], *state["corrections"], *state["text_changed"])
    named = {row["record"] for row in told if row.get("label") != "unrelated"}
    if state["headline"] is not None:
        named.update((*state["headline"]["reports"], *state["headline"].get("withdrawn", ())))
    for each in state["answers"]:
        for body in (each["before"], each["now"]):
            parts = () if body is None else (body, *body["sub_answers"])
            named.update(record for part in parts for record in part["studies"])
    return named
