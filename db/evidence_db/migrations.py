"""The schema as a list of named steps; a step that was released is never edited, a change is a new step.

Imported by write paths only, because it brings sqlite-utils. Each step runs inside the writer's transaction
(sqlite-utils joins it by a savepoint), together with the rows of that run: a run that is killed leaves the old schema
and the old rows.
What each column holds, its unit and its source stand in db/README.md. JSON columns are TEXT (see json_forms.py).
"""

from typing import TYPE_CHECKING

from sqlite_utils.migrations import Migrations

from evidence_db.first_schema import FIRST
from evidence_db.people_views import VIEWS

if TYPE_CHECKING:
    from sqlite_utils import Database

migrations = Migrations("hsct-evidence")


@migrations()
def m001_first_schema(db: "Database") -> None:
    """Create every table of version 1."""
    for part in FIRST:
        _create(db, part)


def _create(db: "Database", part: str) -> None:
    for statement in part.strip().split(";\n"):
        db.execute(statement.rstrip(";"))


# What ClinicalTrials.gov says, of trials of the topic and of others that its search finds.
_REGISTRY = """
CREATE TABLE registry_study (
    nct TEXT PRIMARY KEY, raw_hash TEXT NOT NULL REFERENCES raw_record (hash), content_hash TEXT NOT NULL,
    first_seen TEXT NOT NULL, last_update_posted TEXT, acronym TEXT, title TEXT, status TEXT,
    has_results INTEGER CHECK (has_results IN (0, 1)), body TEXT NOT NULL
) STRICT;
CREATE TABLE registry_version (
    nct TEXT NOT NULL REFERENCES registry_study (nct), position INTEGER NOT NULL, date_seen TEXT NOT NULL,
    last_update_posted TEXT, content_hash TEXT NOT NULL, raw_hash TEXT NOT NULL REFERENCES raw_record (hash),
    PRIMARY KEY (nct, position)
) STRICT;
CREATE TABLE registry_change (
    nct TEXT NOT NULL REFERENCES registry_study (nct), position INTEGER NOT NULL, date_seen TEXT NOT NULL,
    field TEXT NOT NULL, value TEXT NOT NULL, note TEXT, PRIMARY KEY (nct, position)
) STRICT;
CREATE INDEX registry_change_by_day ON registry_change (date_seen, nct);
"""


@migrations()
def m002_registry(db: "Database") -> None:
    """Add what the registry says: the current record of a study, every version of it, and what moved when."""
    _create(db, _REGISTRY)


# How the sources were asked, what the last accepted search found, and what a run did to which article.
_SEARCHES = """
CREATE TABLE search (
    run INTEGER NOT NULL REFERENCES run (id), source TEXT NOT NULL, query TEXT NOT NULL, translation TEXT NOT NULL,
    count INTEGER NOT NULL, digest TEXT NOT NULL, added TEXT NOT NULL, gone TEXT NOT NULL, fetched INTEGER NOT NULL,
    missing TEXT NOT NULL, warnings TEXT NOT NULL, requests INTEGER NOT NULL, server_date TEXT, refused TEXT,
    PRIMARY KEY (run, source)
) STRICT;
CREATE TABLE search_hit (
    source TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (source, id)
) STRICT;
CREATE TABLE run_article (
    run INTEGER NOT NULL REFERENCES run (id), pmid TEXT NOT NULL, what TEXT NOT NULL, PRIMARY KEY (run, pmid)
) STRICT;
"""


@migrations()
def m003_searches(db: "Database") -> None:
    """Add the log of searches, the hits of the last accepted one, and what each run did to which article."""
    _create(db, _SEARCHES)


# The ledger of corrections: which was told by which run first.
_CORRECTIONS = """
CREATE TABLE correction_told (
    run INTEGER NOT NULL REFERENCES run (id), record TEXT NOT NULL, kind TEXT NOT NULL, told_by TEXT NOT NULL,
    PRIMARY KEY (record, kind, told_by)
) STRICT;
"""


@migrations()
def m004_corrections(db: "Database") -> None:
    """Add the run that was the first to tell of a retraction, an erratum, a concern of a record."""
    _create(db, _CORRECTIONS)


@migrations()
def m005_centres(db: "Database") -> None:
    """Add the number of centres to the facts of a report; every run that follows fills it from the readings."""
    db.execute("ALTER TABLE report ADD COLUMN n_centres INTEGER")


# What people decided. Two triggers keep every line as it was written.
_DECISIONS = """
CREATE TABLE decision (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, name TEXT NOT NULL CHECK (name <> ''),
    reason TEXT NOT NULL CHECK (reason <> ''), made TEXT NOT NULL, program_version TEXT NOT NULL,
    evidence_hash TEXT NOT NULL, status TEXT NOT NULL, direction TEXT NOT NULL, certainty TEXT NOT NULL,
    parts TEXT NOT NULL
) STRICT;
CREATE TRIGGER decision_is_not_changed BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'a decision stays'); END;
CREATE TRIGGER decision_is_not_removed BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'a decision stays'); END;
"""


@migrations()
def m006_decisions(db: "Database") -> None:
    """Add the decisions of people, which no run writes."""
    _create(db, _DECISIONS)


@migrations()
def m007_sources(db: "Database") -> None:
    """Add who wrote a report and where its patients may come from; every run that follows fills them."""
    for name in ("authors", "sources"):
        db.execute(f"ALTER TABLE report ADD COLUMN {name} TEXT")


# Records that the search no longer finds; a row stays when that is over.
_ABSENCES = """
CREATE TABLE absence (
    pmid TEXT NOT NULL, since TEXT NOT NULL, last TEXT NOT NULL, nights INTEGER NOT NULL CHECK (nights > 0),
    label TEXT CHECK (label IN ('transient', 'query drift', 'deleted', 'merged')), merged_into TEXT,
    PRIMARY KEY (pmid, since)
) STRICT;
"""


@migrations()
def m008_absences(db: "Database") -> None:
    """Add how long a record was not found, and what became of it."""
    _create(db, _ABSENCES)


# Which reports people joined or kept apart. Two triggers keep every line as it was written.
_RECORD_LINKS = """
CREATE TABLE record_link (
    id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES run (id),
    kind TEXT NOT NULL CHECK (kind IN ('same-study', 'split', 'undone')), records TEXT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''), reason TEXT NOT NULL CHECK (reason <> ''), made TEXT NOT NULL,
    program_version TEXT NOT NULL
) STRICT;
CREATE TRIGGER record_link_is_not_changed BEFORE UPDATE ON record_link BEGIN SELECT RAISE(ABORT, 'a link stays'); END;
CREATE TRIGGER record_link_is_not_removed BEFORE DELETE ON record_link BEGIN SELECT RAISE(ABORT, 'a link stays'); END;
"""


@migrations()
def m009_record_links(db: "Database") -> None:
    """Add what people said about which reports are of one study, which no refresh writes."""
    _create(db, _RECORD_LINKS)


# What people decided about figures and records. Two triggers keep every line as it was written.
_JUDGEMENTS = """
CREATE TABLE judgement (
    id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES run (id),
    kind TEXT NOT NULL CHECK (kind IN ('confirm', 'correct', 'reject', 'include', 'exclude', 'undone')),
    record TEXT NOT NULL, figure TEXT, name TEXT NOT NULL CHECK (name <> ''), reason TEXT NOT NULL CHECK (reason <> ''),
    made TEXT NOT NULL, program_version TEXT NOT NULL, judged TEXT, corrected TEXT, entry TEXT NOT NULL UNIQUE,
    CHECK ((figure IS NULL) = (judged IS NULL)), CHECK ((corrected IS NULL) = (kind <> 'correct'))
) STRICT;
CREATE TRIGGER judgement_is_not_changed BEFORE UPDATE ON judgement BEGIN SELECT RAISE(ABORT, 'a judgement stays'); END;
CREATE TRIGGER judgement_is_not_removed BEFORE DELETE ON judgement BEGIN SELECT RAISE(ABORT, 'a judgement stays'); END;
"""


@migrations()
def m010_judgements(db: "Database") -> None:
    """Add what people decided about figures and records, which no refresh writes."""
    _create(db, _JUDGEMENTS)


@migrations()
def m011_views(db: "Database") -> None:
    """Add views for people who open the database: answers now, figures, studies, decisions, changes."""
    for view in VIEWS:
        _create(db, view)


@migrations()
def m012_ways_in(db: "Database") -> None:
    """Add the indexes by which a record finds its notices and its other names, however many articles are held."""
    db.execute("CREATE INDEX notice_by_other ON notice (other_pmid) WHERE other_pmid IS NOT NULL")
    db.execute("CREATE INDEX report_by_names ON report (record) WHERE names <> '[]'")
