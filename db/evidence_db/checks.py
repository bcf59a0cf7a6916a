"""Looks for damage that SQLite cannot see: do the rows still say what the records said?"""

import zlib
from collections.abc import Iterator
from hashlib import sha256
from sqlite3 import Connection, DatabaseError

from evidence.extraction.verify import find_misquotes
from evidence.records.article import text_hash
from evidence.records.study import Report, StudyFacts
from evidence_db.evidence_rows import FINDING_COLUMNS, finding_from
from evidence_db.json_forms import from_json
from evidence_db.store_judgements import load_judgements
from evidence_db.tables import read_rows


def altered_bytes(connection: Connection) -> Iterator[str]:
    """Return the raw records that are not the bytes that were stored."""
    for name, size, body in connection.execute("SELECT hash, size, body FROM raw_record ORDER BY hash"):
        try:
            raw = zlib.decompress(body)
        except zlib.error as problem:
            yield f"raw_record {name}: cannot be unpacked ({problem})"
            continue
        if len(raw) != size or sha256(raw).hexdigest() != name:
            yield f"raw_record {name}: is not the bytes that were stored"


def altered_texts(connection: Connection) -> Iterator[str]:
    """Return the versions of articles whose text is not the one that was stored."""
    versions = connection.execute("SELECT pmid, raw_hash, text_hash, text FROM article_version ORDER BY pmid, raw_hash")
    for pmid, raw_hash, expected, text in versions:
        if text_hash(text) != expected:
            yield f"article_version {pmid} ({raw_hash[:12]}): its text is not the one that was stored"


def altered_figures(connection: Connection) -> Iterator[str]:
    """Return the figures whose numbers are not those that their name was made from."""
    for row in read_rows(connection, "finding", FINDING_COLUMNS, "ORDER BY record, id"):
        if finding_from(row).id != row["id"]:
            yield f"finding {row['id']!s} ({row['record']!s}): is not the figure that was stored"


def altered_judgements(connection: Connection) -> Iterator[str]:
    """Return the decisions of people that are not what their name was made from."""
    entries = connection.execute("SELECT id, entry FROM judgement ORDER BY id").fetchall()
    for (number, entry), judgement in zip(entries, load_judgements(connection), strict=True):
        if judgement.entry != entry:
            yield f"judgement {number} ({judgement.record}): is not the decision that was written; restore a copy"


def lost_places(connection: Connection) -> Iterator[str]:
    """Return the figures whose sentence does not stand where they say."""
    query = """
        SELECT finding.id, finding.record FROM finding WHERE sentence IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM article_version
            WHERE article_version.pmid = finding.pmid AND article_version.text_hash = finding.text_hash
                AND substr(article_version.text, finding.start + 1, finding."end" - finding.start) = finding.sentence
        ) ORDER BY finding.record, finding.id
    """
    for name, record in connection.execute(query):
        yield f"finding {name} ({record}): its sentence does not stand where it says"


def unprinted_figures(connection: Connection) -> Iterator[str]:
    """Yield what the sentence of a machine's figure does not print, where the sentence stands where it says."""
    query = """
        SELECT article_version.text, reading.report FROM article_version LEFT JOIN reading USING (pmid)
        WHERE article_version.pmid = ? AND article_version.text_hash = ? LIMIT 1
    """
    machines = "WHERE origin = 'machine' AND sentence IS NOT NULL ORDER BY record, id"
    for row in read_rows(connection, "finding", FINDING_COLUMNS, machines):
        finding = finding_from(row)
        held = connection.execute(query, (finding.pmid, finding.text_hash)).fetchone()
        if held is None or held[0][finding.start : finding.end] != finding.sentence:
            continue  # told by lost_places
        facts = from_json(Report, held[1]).facts if held[1] is not None else StudyFacts()
        for fault in find_misquotes(finding, held[0], facts):
            yield f"finding {row['id']!s} ({finding.record}): {fault}"


def lost_versions(connection: Connection) -> Iterator[str]:
    """Return the articles whose current text is not kept."""
    query = """
        SELECT pmid FROM article WHERE NOT EXISTS (
            SELECT 1 FROM article_version AS kept WHERE kept.pmid = article.pmid AND kept.raw_hash = article.raw_hash
                AND kept.text_hash = article.text_hash
        ) ORDER BY pmid
    """
    for (pmid,) in connection.execute(query):
        yield f"article {pmid}: the text of its current version is not kept"


def unreadable_views(connection: Connection) -> Iterator[str]:
    """Return the views that cannot be read, and articles that have no page in the search."""
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name")]
    for name in names:
        try:
            connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()  # noqa: S608 - a name of our own schema
        except DatabaseError as problem:
            yield f"view {name}: cannot be read ({problem})"
    query = "SELECT pmid FROM article WHERE CAST(pmid AS INTEGER) NOT IN (SELECT id FROM article_search_docsize)"
    for (pmid,) in connection.execute(f"{query} ORDER BY pmid"):
        yield f"article {pmid}: is not in the search index"
