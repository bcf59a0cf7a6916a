"""What `status` reads: the runs, and how much is stored."""

from sqlite3 import Connection

from evidence_db.views import Row, rows

_COUNTED = ("article", "report", "finding", "study", "trial", "question")


def runs(connection: Connection, limit: int) -> list[Row]:
    """Return the newest runs, newest first: kind, started, finished, exit_code, counts, message."""
    return rows(
        connection,
        "select id, kind, started, finished, exit_code, counts, rule_version, program_version, message"
        " from run order by id desc limit ?",
        (limit,),
        ["counts"],
    )


def last_searches(connection: Connection) -> list[Row]:
    """Return the newest search of each source, a refused one too: source, run, started, count, warnings, refused.

    accepted: when the last search that went in was made, None where none did.
    """
    return rows(
        connection,
        "select source, run, started, count, fetched, missing, warnings, requests, refused,"
        " (select max(r.started) from search s join run r on r.id = s.run"
        "  where s.source = search.source and s.refused is null) as accepted"
        " from search join run on run.id = search.run"
        " where run = (select max(s.run) from search s where s.source = search.source) order by source",
        (),
        ["missing", "warnings"],
    )


def absences(connection: Connection) -> list[Row]:
    """Return records that the search no longer finds: pmid, since, nights, label (None: not known yet), merged_into."""
    return rows(
        connection,
        "select pmid, since, nights, label, merged_into from absence where label is not 'transient'"
        " order by cast(pmid as integer)",
        (),
        [],
    )


def search_edits(connection: Connection) -> list[Row]:
    """Return when the topic's search of PubMed was changed, newest first: run, started, query, gone, added.

    gone: records that it had found and then did not; added: those that it found and nobody held.
    """
    return rows(
        connection,
        "select run, started, query, json_array_length(gone) as gone, json_array_length(added) as added from ("
        "  select *, lag(query) over (order by run) as before from search where source = 'pubmed' and refused is null"
        ") as asked join run on run.id = asked.run where query <> before order by run desc",
        (),
        [],
    )


def last_good_refresh(connection: Connection) -> str | None:
    """Return when the last run that read a source ended well (ISO time), None if there was none."""
    row = connection.execute(
        "select max(finished) from run where exit_code = 0 and kind in ('files', 'network') and finished is not null"
    ).fetchone()
    finished: str | None = row[0]
    return finished


def counts(connection: Connection) -> dict[str, int]:
    """Return how many rows the main tables hold."""
    return {
        table: connection.execute(f"select count(*) from {table}").fetchone()[0]  # noqa: S608 - our own names
        for table in _COUNTED
    }


def statuses(connection: Connection) -> dict[str, int]:
    """Return how many questions have each status now."""
    found = connection.execute(
        "select status, count(*) from answer where id in (select max(id) from answer group by question)"
        " group by status order by status"
    )
    return dict(found)
