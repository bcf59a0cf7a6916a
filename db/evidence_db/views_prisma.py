"""What a flow diagram counts: every record with where it came from, and every search with what it was asked."""

from sqlite3 import Connection

from evidence_db.views import Row, currency, rows
from evidence_db.views_registry import registry_studies

# A run notes what it did to an article; what a search found and a file had brought before is among the hits alone.
_FOUND = """
    select id from search_hit where source = 'pubmed'
    union select pmid from run_article join run on run.id = run_article.run where kind = 'network'
"""
_FILED = "select pmid from run_article join run on run.id = run_article.run where kind = 'files'"


def flow_state(connection: Connection) -> Row:
    """Return the records, the PMIDs by where they came from, the searches and the registry's studies: one look.

    found: PMIDs that PubMed's search ever gave; filed: those that a file brought or changed; held: those of stored
    articles. The searches are in their order, refused ones too.
    """
    return {
        "currency": currency(connection),
        "records": _records(connection),
        "found": _set(connection, _FOUND),
        "filed": _set(connection, _FILED),
        "held": _set(connection, "select pmid from article"),
        "studies": connection.execute("select count(*) from study").fetchone()[0],
        "searches": _searches(connection),
        "registry": [row["trial"] for row in registry_studies(connection)],
    }


def _records(connection: Connection) -> list[Row]:
    return rows(
        connection,
        "select record, pmid, names, label, standing, study_design, result_bearing,"
        " record in (select record from study_report) as included from report order by record",
        decode=["names"],
    )


def _set(connection: Connection, sql: str) -> frozenset[str]:
    return frozenset(value for (value,) in connection.execute(sql))


def _searches(connection: Connection) -> list[Row]:
    return rows(
        connection,
        "select run, source, started, query, translation, count, json_array_length(added) as added, fetched, missing,"
        " warnings, refused from search join run on run.id = search.run order by run, source",
        decode=["missing", "warnings"],
    )
