"""The tables of the first schema; released, so never edited: what changed since stands in migrations.py."""

# References inside derived tables are checked at COMMIT: the sets are replaced one after another in one transaction.
_RUNS = """
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE run (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, started TEXT NOT NULL, finished TEXT, exit_code INTEGER,
    arguments TEXT NOT NULL, counts TEXT, rule_version TEXT NOT NULL, program_version TEXT NOT NULL, message TEXT
) STRICT;
CREATE TABLE run_file (
    run INTEGER NOT NULL REFERENCES run (id), position INTEGER NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL,
    size INTEGER NOT NULL, records INTEGER NOT NULL, deletions INTEGER NOT NULL, PRIMARY KEY (run, position)
) STRICT;
"""

_ARTICLES = """
CREATE TABLE raw_record (
    hash TEXT PRIMARY KEY, form TEXT NOT NULL, size INTEGER NOT NULL, body BLOB NOT NULL
) STRICT;
CREATE TABLE article (
    pmid TEXT PRIMARY KEY, raw_hash TEXT NOT NULL REFERENCES raw_record (hash), version INTEGER NOT NULL,
    title TEXT NOT NULL, vernacular_title TEXT, sections TEXT NOT NULL, other_abstracts TEXT NOT NULL, copyright TEXT,
    abstract_truncated INTEGER NOT NULL CHECK (abstract_truncated IN (0, 1)), journal TEXT, journal_short TEXT,
    issn TEXT, volume TEXT, issue TEXT, pages TEXT, published_raw TEXT NOT NULL, published_precision TEXT NOT NULL,
    published_first TEXT, published_last TEXT, electronic TEXT, entered TEXT, revised TEXT, known_from TEXT, doi TEXT,
    other_ids TEXT NOT NULL, authors TEXT NOT NULL, mesh TEXT NOT NULL, keywords TEXT NOT NULL,
    publication_types TEXT NOT NULL, registry_ids TEXT NOT NULL, languages TEXT NOT NULL, status TEXT,
    medium TEXT NOT NULL, unknown TEXT NOT NULL, text_hash TEXT NOT NULL
) STRICT;
CREATE INDEX article_by_number ON article (CAST(pmid AS INTEGER));
CREATE TABLE article_version (
    pmid TEXT NOT NULL, raw_hash TEXT NOT NULL REFERENCES raw_record (hash), version INTEGER NOT NULL, revised TEXT,
    text_hash TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (pmid, raw_hash)
) STRICT;
CREATE TABLE notice (
    pmid TEXT NOT NULL REFERENCES article (pmid), position INTEGER NOT NULL, ref_type TEXT NOT NULL, other_pmid TEXT,
    source TEXT NOT NULL, note TEXT, PRIMARY KEY (pmid, position)
) STRICT;
CREATE TABLE deleted_article (pmid TEXT PRIMARY KEY) STRICT;
CREATE TABLE reading (
    pmid TEXT PRIMARY KEY REFERENCES article (pmid), raw_hash TEXT NOT NULL REFERENCES raw_record (hash),
    reader TEXT NOT NULL, report TEXT NOT NULL, findings TEXT NOT NULL
) STRICT;
CREATE VIEW article_page AS
    SELECT CAST(article.pmid AS INTEGER) AS number, article.pmid AS pmid, article.title AS title,
        substr(article_version.text, length(article.title) + 2) AS text
    FROM article JOIN article_version USING (pmid, raw_hash);
CREATE VIRTUAL TABLE article_search USING fts5 (
    pmid UNINDEXED, title, text, content = 'article_page', content_rowid = 'number',
    tokenize = 'porter unicode61 remove_diacritics 2'
);
"""

_EVIDENCE = """
CREATE TABLE report (
    record TEXT PRIMARY KEY, pmid TEXT, doi TEXT, names TEXT NOT NULL, title TEXT, citation TEXT, first_author TEXT,
    year INTEGER, known_from TEXT, label TEXT NOT NULL, reason TEXT NOT NULL, study_design TEXT,
    result_bearing INTEGER NOT NULL CHECK (result_bearing IN (0, 1)), standing TEXT NOT NULL, n_patients INTEGER,
    n_hsct INTEGER, follow_up_statistic TEXT, follow_up_value REAL, follow_up_unit TEXT, phenotypes TEXT NOT NULL,
    conditioning TEXT NOT NULL, comparator TEXT, registry_ids TEXT NOT NULL, inclusion_first INTEGER,
    inclusion_last INTEGER, origin TEXT NOT NULL CHECK (origin IN ('machine', 'pack', 'person')),
    complete INTEGER NOT NULL CHECK (complete IN (0, 1)), indirect INTEGER NOT NULL CHECK (indirect IN (0, 1)),
    settings TEXT NOT NULL, source_url TEXT, note TEXT
) STRICT;
CREATE INDEX report_by_label ON report (label, record);
CREATE TABLE finding (
    id TEXT PRIMARY KEY, record TEXT NOT NULL REFERENCES report (record) DEFERRABLE INITIALLY DEFERRED, pmid TEXT,
    doi TEXT, outcome TEXT NOT NULL, arm TEXT NOT NULL CHECK (arm IN ('hsct', 'comparator', 'between', 'all')),
    comparator TEXT, contrast_kind TEXT, contrast_a TEXT, contrast_b TEXT, population TEXT, regimen TEXT,
    timepoint_months REAL, statistic TEXT NOT NULL, value_kind TEXT, value REAL, unit TEXT, ci_low REAL, ci_high REAL,
    ci_level REAL, p TEXT, events INTEGER, denominator INTEGER, direction TEXT, sentence TEXT, start INTEGER,
    "end" INTEGER, mark_start INTEGER, mark_end INTEGER, text_hash TEXT, source_url TEXT,
    origin TEXT NOT NULL CHECK (origin IN ('machine', 'pack', 'person')),
    state TEXT NOT NULL CHECK (state IN ('clean', 'flagged', 'unbound')), flags TEXT NOT NULL, rule TEXT NOT NULL,
    confidence REAL, note TEXT
) STRICT;
CREATE INDEX finding_by_record ON finding (record, start, mark_start, id);
CREATE INDEX finding_by_outcome ON finding (outcome, record);
CREATE TABLE study (
    key TEXT PRIMARY KEY, name TEXT NOT NULL, overlap TEXT, registry_ids TEXT NOT NULL, reasons TEXT NOT NULL
) STRICT;
CREATE TABLE study_report (
    study TEXT NOT NULL REFERENCES study (key) DEFERRABLE INITIALLY DEFERRED,
    record TEXT NOT NULL REFERENCES report (record) DEFERRABLE INITIALLY DEFERRED, position INTEGER NOT NULL,
    PRIMARY KEY (study, record)
) STRICT;
CREATE INDEX study_report_by_record ON study_report (record, study);
"""

_TRIALS = """
CREATE TABLE trial (
    key TEXT PRIMARY KEY, position INTEGER NOT NULL, acronym TEXT, title TEXT NOT NULL, sponsor TEXT,
    countries TEXT NOT NULL, design TEXT, arms TEXT NOT NULL, n_planned INTEGER, n_actual INTEGER, primary_outcome TEXT,
    eligibility TEXT, status TEXT, answers TEXT NOT NULL, reports TEXT NOT NULL, protocol TEXT, expected_report TEXT,
    expected_basis TEXT, sources TEXT NOT NULL, uncertain TEXT NOT NULL
) STRICT;
CREATE TABLE trial_id (
    register TEXT NOT NULL, id TEXT NOT NULL, trial TEXT NOT NULL REFERENCES trial (key) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL, PRIMARY KEY (register, id)
) STRICT;
CREATE INDEX trial_id_by_trial ON trial_id (trial, position);
CREATE TABLE trial_snapshot (
    trial TEXT NOT NULL, register TEXT NOT NULL, date_seen TEXT NOT NULL, status TEXT, start TEXT,
    primary_completion TEXT, completion TEXT, last_update_posted TEXT, enrollment INTEGER, enrollment_type TEXT,
    has_results INTEGER CHECK (has_results IN (0, 1)), results_first_posted TEXT, primary_outcome TEXT,
    PRIMARY KEY (trial, register, date_seen)
) STRICT;
CREATE TABLE trial_date (
    trial TEXT NOT NULL REFERENCES trial (key) DEFERRABLE INITIALLY DEFERRED, position INTEGER NOT NULL,
    date_seen TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, note TEXT, PRIMARY KEY (trial, position)
) STRICT;
"""

# answer.question refers to no row: the ledger keeps what was said about a question that the topic no longer asks.
_ANSWERS = """
CREATE TABLE question (
    code TEXT PRIMARY KEY, position INTEGER NOT NULL, group_code TEXT NOT NULL, kind TEXT NOT NULL,
    text_en TEXT NOT NULL, text_nl TEXT NOT NULL, short_en TEXT NOT NULL, short_nl TEXT NOT NULL,
    population_en TEXT NOT NULL, population_nl TEXT NOT NULL, body TEXT NOT NULL
) STRICT;
CREATE TABLE policy (
    position INTEGER PRIMARY KEY, date TEXT NOT NULL, country TEXT NOT NULL, text_en TEXT NOT NULL,
    text_nl TEXT NOT NULL, source TEXT NOT NULL, questions TEXT NOT NULL
) STRICT;
CREATE TABLE answer (
    id INTEGER PRIMARY KEY, question TEXT NOT NULL, run INTEGER NOT NULL REFERENCES run (id), valid_from TEXT NOT NULL,
    evidence_hash TEXT NOT NULL, status TEXT NOT NULL, computed INTEGER NOT NULL CHECK (computed IN (0, 1)),
    direction TEXT NOT NULL, certainty TEXT NOT NULL, rule_version TEXT NOT NULL, body TEXT NOT NULL
) STRICT;
CREATE INDEX answer_by_question ON answer (question, id);
CREATE TABLE headline (
    id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES run (id), valid_from TEXT NOT NULL, body TEXT NOT NULL
) STRICT;
"""

FIRST = (_RUNS, _ARTICLES, _EVIDENCE, _TRIALS, _ANSWERS)
