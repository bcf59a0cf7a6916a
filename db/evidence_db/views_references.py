"""What a list of references reads: records with what PubMed says of them, else what the evidence pack knows."""

import json
from collections.abc import Iterable
from sqlite3 import Connection

from evidence_db.views import Row, rows
from evidence_db.views_corrections import corrections

_COLUMNS = """
    report.record, report.pmid, report.doi, report.names, report.title as told_title, citation, first_author, year,
    report.authors as known_authors, label, standing, study_design, report.origin, source_url, article.title, sections,
    journal, journal_short, issn, volume, issue, pages, published_raw, published_precision, published_first,
    published_last, electronic, other_ids, article.authors, article.keywords, languages, medium
"""
_JSON = ("names", "known_authors", "sections", "other_ids", "authors", "keywords", "languages")
_FROM = "from report left join article on article.pmid = report.pmid"
# A record that was counted until it was retracted or deleted stays in the list, so that its mark reaches who cites it.
_COUNTED = (
    "report.record in (select record from study_report)"
    " or (label = 'hsct-ms-primary' and result_bearing and standing in ('retracted', 'deleted'))"
)


def counted_references(connection: Connection) -> list[Row]:
    """Return the records of the included studies, and those that were retracted or deleted, by record."""
    return _references(connection, _COUNTED)


def screened_references(connection: Connection) -> list[Row]:
    """Return every record that was screened, by record."""
    return _references(connection, "true")


def chosen_references(connection: Connection, records: Iterable[str]) -> list[Row]:
    """Return these records, by record."""
    wanted = json.dumps(sorted(set(records)))
    return _references(connection, "report.record in (select value from json_each(?))", wanted)


def _references(connection: Connection, chosen: str, *values: str) -> list[Row]:
    """Return the records with what was told to correct each of those about the disease: kind, by (PMIDs), source."""
    found = rows(connection, f"select {_COLUMNS} {_FROM} where {chosen} order by report.record", values, _JSON)
    told: dict[str, list[Row]] = {}
    for row in corrections(connection, {}):
        told.setdefault(row["record"], []).append({name: row[name] for name in ("kind", "by", "source")})
    return [row | {"corrections": told.get(row["record"], [])} for row in found]
