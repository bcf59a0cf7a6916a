CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
) STRICT;

CREATE TABLE absence (
    pmid TEXT NOT NULL, since TEXT NOT NULL, last TEXT NOT NULL, nights INTEGER NOT NULL CHECK (nights > 0),
    label TEXT CHECK (label IN ('transient', 'query drift', 'deleted', 'merged')), merged_into TEXT,
    PRIMARY KEY (pmid, since)
) STRICT;

CREATE TABLE answer (
    id INTEGER PRIMARY KEY, question TEXT NOT NULL, run INTEGER NOT NULL REFERENCES run (id), valid_from TEXT NOT NULL,
    evidence_hash TEXT NOT NULL, status TEXT NOT NULL, computed INTEGER NOT NULL CHECK (computed IN (0, 1)),
    direction TEXT NOT NULL, certainty TEXT NOT NULL, rule_version TEXT NOT NULL, body TEXT NOT NULL
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

CREATE VIRTUAL TABLE article_search USING fts5 (
    pmid UNINDEXED, title, text, content = 'article_page', content_rowid = 'number',
    tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE TABLE article_version (
    pmid TEXT NOT NULL, raw_hash TEXT NOT NULL REFERENCES raw_record (hash), version INTEGER NOT NULL, revised TEXT,
    text_hash TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (pmid, raw_hash)
) STRICT;

CREATE TABLE correction_told (
    run INTEGER NOT NULL REFERENCES run (id), record TEXT NOT NULL, kind TEXT NOT NULL, told_by TEXT NOT NULL,
    PRIMARY KEY (record, kind, told_by)
) STRICT;

CREATE TABLE decision (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, name TEXT NOT NULL CHECK (name <> ''),
    reason TEXT NOT NULL CHECK (reason <> ''), made TEXT NOT NULL, program_version TEXT NOT NULL,
    evidence_hash TEXT NOT NULL, status TEXT NOT NULL, direction TEXT NOT NULL, certainty TEXT NOT NULL,
    parts TEXT NOT NULL
) STRICT;

CREATE TABLE deleted_article (pmid TEXT PRIMARY KEY) STRICT;

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

CREATE TABLE headline (
    id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES run (id), valid_from TEXT NOT NULL, body TEXT NOT NULL
) STRICT;

CREATE TABLE judgement (
    id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES run (id),
    kind TEXT NOT NULL CHECK (kind IN ('confirm', 'correct', 'reject', 'include', 'exclude', 'undone')),
    record TEXT NOT NULL, figure TEXT, name TEXT NOT NULL CHECK (name <> ''), reason TEXT NOT NULL CHECK (reason <> ''),
    made TEXT NOT NULL, program_version TEXT NOT NULL, judged TEXT, corrected TEXT, entry TEXT NOT NULL UNIQUE,
    CHECK ((figure IS NULL) = (judged IS NULL)), CHECK ((corrected IS NULL) = (kind <> 'correct'))
) STRICT;

CREATE TABLE notice (
    pmid TEXT NOT NULL REFERENCES article (pmid), position INTEGER NOT NULL, ref_type TEXT NOT NULL, other_pmid TEXT,
    source TEXT NOT NULL, note TEXT, PRIMARY KEY (pmid, position)
) STRICT;

CREATE TABLE policy (
    position INTEGER PRIMARY KEY, date TEXT NOT NULL, country TEXT NOT NULL, text_en TEXT NOT NULL,
    text_nl TEXT NOT NULL, source TEXT NOT NULL, questions TEXT NOT NULL
) STRICT;

CREATE TABLE question (
    code TEXT PRIMARY KEY, position INTEGER NOT NULL, group_code TEXT NOT NULL, kind TEXT NOT NULL,
    text_en TEXT NOT NULL, text_nl TEXT NOT NULL, short_en TEXT NOT NULL, short_nl TEXT NOT NULL,
    population_en TEXT NOT NULL, population_nl TEXT NOT NULL, body TEXT NOT NULL
) STRICT;

CREATE TABLE raw_record (
    hash TEXT PRIMARY KEY, form TEXT NOT NULL, size INTEGER NOT NULL, body BLOB NOT NULL
) STRICT;

CREATE TABLE reading (
    pmid TEXT PRIMARY KEY REFERENCES article (pmid), raw_hash TEXT NOT NULL REFERENCES raw_record (hash),
    reader TEXT NOT NULL, report TEXT NOT NULL, findings TEXT NOT NULL
) STRICT;

CREATE TABLE record_link (
    id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES run (id),
    kind TEXT NOT NULL CHECK (kind IN ('same-study', 'split', 'undone')), records TEXT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''), reason TEXT NOT NULL CHECK (reason <> ''), made TEXT NOT NULL,
    program_version TEXT NOT NULL
) STRICT;

CREATE TABLE registry_change (
    nct TEXT NOT NULL REFERENCES registry_study (nct), position INTEGER NOT NULL, date_seen TEXT NOT NULL,
    field TEXT NOT NULL, value TEXT NOT NULL, note TEXT, PRIMARY KEY (nct, position)
) STRICT;

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

CREATE TABLE report (
    record TEXT PRIMARY KEY, pmid TEXT, doi TEXT, names TEXT NOT NULL, title TEXT, citation TEXT, first_author TEXT,
    year INTEGER, known_from TEXT, label TEXT NOT NULL, reason TEXT NOT NULL, study_design TEXT,
    result_bearing INTEGER NOT NULL CHECK (result_bearing IN (0, 1)), standing TEXT NOT NULL, n_patients INTEGER,
    n_hsct INTEGER, follow_up_statistic TEXT, follow_up_value REAL, follow_up_unit TEXT, phenotypes TEXT NOT NULL,
    conditioning TEXT NOT NULL, comparator TEXT, registry_ids TEXT NOT NULL, inclusion_first INTEGER,
    inclusion_last INTEGER, origin TEXT NOT NULL CHECK (origin IN ('machine', 'pack', 'person')),
    complete INTEGER NOT NULL CHECK (complete IN (0, 1)), indirect INTEGER NOT NULL CHECK (indirect IN (0, 1)),
    settings TEXT NOT NULL, source_url TEXT, note TEXT
, n_centres INTEGER, authors TEXT, sources TEXT) STRICT;

CREATE TABLE run (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, started TEXT NOT NULL, finished TEXT, exit_code INTEGER,
    arguments TEXT NOT NULL, counts TEXT, rule_version TEXT NOT NULL, program_version TEXT NOT NULL, message TEXT
) STRICT;

CREATE TABLE run_article (
    run INTEGER NOT NULL REFERENCES run (id), pmid TEXT NOT NULL, what TEXT NOT NULL, PRIMARY KEY (run, pmid)
) STRICT;

CREATE TABLE run_file (
    run INTEGER NOT NULL REFERENCES run (id), position INTEGER NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL,
    size INTEGER NOT NULL, records INTEGER NOT NULL, deletions INTEGER NOT NULL, PRIMARY KEY (run, position)
) STRICT;

CREATE TABLE search (
    run INTEGER NOT NULL REFERENCES run (id), source TEXT NOT NULL, query TEXT NOT NULL, translation TEXT NOT NULL,
    count INTEGER NOT NULL, digest TEXT NOT NULL, added TEXT NOT NULL, gone TEXT NOT NULL, fetched INTEGER NOT NULL,
    missing TEXT NOT NULL, warnings TEXT NOT NULL, requests INTEGER NOT NULL, server_date TEXT, refused TEXT,
    PRIMARY KEY (run, source)
) STRICT;

CREATE TABLE search_hit (
    source TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (source, id)
) STRICT;

CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE study (
    key TEXT PRIMARY KEY, name TEXT NOT NULL, overlap TEXT, registry_ids TEXT NOT NULL, reasons TEXT NOT NULL
) STRICT;

CREATE TABLE study_report (
    study TEXT NOT NULL REFERENCES study (key) DEFERRABLE INITIALLY DEFERRED,
    record TEXT NOT NULL REFERENCES report (record) DEFERRABLE INITIALLY DEFERRED, position INTEGER NOT NULL,
    PRIMARY KEY (study, record)
) STRICT;

CREATE TABLE trial (
    key TEXT PRIMARY KEY, position INTEGER NOT NULL, acronym TEXT, title TEXT NOT NULL, sponsor TEXT,
    countries TEXT NOT NULL, design TEXT, arms TEXT NOT NULL, n_planned INTEGER, n_actual INTEGER, primary_outcome TEXT,
    eligibility TEXT, status TEXT, answers TEXT NOT NULL, reports TEXT NOT NULL, protocol TEXT, expected_report TEXT,
    expected_basis TEXT, sources TEXT NOT NULL, uncertain TEXT NOT NULL
) STRICT;

CREATE TABLE trial_date (
    trial TEXT NOT NULL REFERENCES trial (key) DEFERRABLE INITIALLY DEFERRED, position INTEGER NOT NULL,
    date_seen TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, note TEXT, PRIMARY KEY (trial, position)
) STRICT;

CREATE TABLE trial_id (
    register TEXT NOT NULL, id TEXT NOT NULL, trial TEXT NOT NULL REFERENCES trial (key) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL, PRIMARY KEY (register, id)
) STRICT;

CREATE TABLE trial_snapshot (
    trial TEXT NOT NULL, register TEXT NOT NULL, date_seen TEXT NOT NULL, status TEXT, start TEXT,
    primary_completion TEXT, completion TEXT, last_update_posted TEXT, enrollment INTEGER, enrollment_type TEXT,
    has_results INTEGER CHECK (has_results IN (0, 1)), results_first_posted TEXT, primary_outcome TEXT,
    PRIMARY KEY (trial, register, date_seen)
) STRICT;

CREATE VIEW answers_now AS
    SELECT question.code AS question, question.short_en AS in_short, question.group_code AS about,
        question.kind AS kind, answer.status AS status, answer.direction AS direction, answer.certainty AS certainty,
        answer.valid_from AS since, (SELECT count(*) FROM json_each(answer.body, '$.studies')) AS studies,
        (SELECT count(*) FROM json_each(answer.body, '$.findings')) AS figures,
        (SELECT group_concat(trial.value || ifnull(' ' || due.value, ''), ', ')
            FROM json_each(answer.body, '$.awaited') AS one JOIN json_each(one.value, '$.trial') AS trial
            LEFT JOIN json_each(one.value, '$.when') AS due) AS awaited,
        question.text_en AS question_en, question.text_nl AS question_nl, question.short_nl AS in_short_nl
    FROM question JOIN answer
        ON answer.id = (SELECT max(id) FROM answer AS newest WHERE newest.question = question.code)
    ORDER BY question.position;

CREATE VIEW article_page AS
    SELECT CAST(article.pmid AS INTEGER) AS number, article.pmid AS pmid, article.title AS title,
        substr(article_version.text, length(article.title) + 2) AS text
    FROM article JOIN article_version USING (pmid, raw_hash);

CREATE VIEW changes_of_answers AS
    WITH told AS (
        SELECT id, question, run, valid_from, status, direction, certainty,
            lag(status) OVER before AS old_status, lag(direction) OVER before AS old_direction,
            lag(certainty) OVER before AS old_certainty
        FROM answer WINDOW before AS (PARTITION BY question ORDER BY id)
    )
    SELECT told.valid_from AS day, told.question AS question, question.short_en AS in_short,
        told.old_status AS status_before, told.status AS status, told.old_direction AS direction_before,
        told.direction AS direction, told.old_certainty AS certainty_before, told.certainty AS certainty,
        run.kind AS cause, run.started AS run_started, told.run AS run
    FROM told JOIN run ON run.id = told.run LEFT JOIN question ON question.code = told.question
    WHERE told.old_status IS NOT told.status OR told.old_direction IS NOT told.direction
        OR told.old_certainty IS NOT told.certainty
    ORDER BY told.id DESC;

CREATE VIEW decisions_of_people AS
    SELECT made, name, kind AS decision, 'answer' AS about, subject AS subject, NULL AS record, reason,
        status || ', certainty ' || certainty AS judged
    FROM decision
    UNION ALL
    SELECT made, name, kind, CASE WHEN figure IS NULL THEN 'record' ELSE 'figure' END, ifnull(figure, record), record,
        reason, (SELECT one.value FROM json_each(judged, '$.sentence') AS one)
    FROM judgement
    UNION ALL
    SELECT made, name, kind, 'records', (SELECT group_concat(one.value, ', ') FROM json_each(records) AS one), NULL,
        reason, NULL
    FROM record_link
    ORDER BY made DESC;

CREATE VIEW figures_with_sentences AS
    WITH newest AS (SELECT question, body FROM answer WHERE id IN (SELECT max(id) FROM answer GROUP BY question)),
    part AS (
        SELECT question, one.value AS figure FROM newest, json_each(body, '$.findings') AS one
        UNION
        SELECT question, figure.value FROM newest, json_each(body, '$.sub_answers') AS one,
            json_each(one.value, '$.findings') AS figure
    ),
    rests AS (
        SELECT figure, group_concat(question, ', ') AS questions FROM (
            SELECT figure, question FROM part JOIN question AS asked ON asked.code = question ORDER BY asked.position
        ) GROUP BY figure
    )
    SELECT finding.outcome AS outcome, ifnull(study.name, report.first_author || ' ' || report.year) AS study,
        report.first_author AS first_author, report.year AS year, finding.arm AS arm,
        finding.comparator AS comparator, finding.population AS population, finding.timepoint_months AS months,
        finding.statistic AS statistic, finding.value AS value, finding.unit AS unit, finding.ci_low AS ci_low,
        finding.ci_high AS ci_high, finding.p AS p, finding.events AS events, finding.denominator AS patients,
        finding.direction AS direction, finding.sentence AS sentence, rests.questions AS questions,
        finding.state AS state, finding.origin AS origin,
        CASE WHEN finding.sentence IS NOT NULL AND finding.pmid IS NOT NULL
            THEN 'https://pubmed.ncbi.nlm.nih.gov/' || finding.pmid || '/'
            ELSE ifnull(finding.source_url, 'https://doi.org/' || finding.doi) END AS source,
        finding.record AS record, finding.id AS figure
    FROM finding JOIN report ON report.record = finding.record
        LEFT JOIN study_report ON study_report.record = finding.record
        LEFT JOIN study ON study.key = study_report.study
        LEFT JOIN rests ON rests.figure = finding.id
    ORDER BY finding.outcome, report.year, finding.record, finding.id;

CREATE VIEW studies_counted AS
    SELECT study.name AS study, min(report.year) AS first_year, max(report.year) AS last_year,
        group_concat(report.study_design, ', ') AS designs, max(report.n_patients) AS patients,
        max(report.n_hsct) AS transplanted, count(*) AS reports, group_concat(report.record, ', ') AS records,
        (SELECT count(*) FROM finding JOIN study_report AS own USING (record)
            WHERE own.study = study.key AND finding.state = 'clean') AS figures,
        study.overlap AS shares_patients, study.registry_ids AS registry_ids, study.key AS key
    FROM study JOIN study_report ON study_report.study = study.key JOIN report ON report.record = study_report.record
    GROUP BY study.key ORDER BY max(report.n_hsct) DESC, study.key;

CREATE INDEX answer_by_question ON answer (question, id);

CREATE INDEX article_by_number ON article (CAST(pmid AS INTEGER));

CREATE TRIGGER decision_is_not_changed BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'a decision stays'); END;

CREATE TRIGGER decision_is_not_removed BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'a decision stays'); END;

CREATE INDEX finding_by_outcome ON finding (outcome, record);

CREATE INDEX finding_by_record ON finding (record, start, mark_start, id);

CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");

CREATE TRIGGER judgement_is_not_changed BEFORE UPDATE ON judgement BEGIN SELECT RAISE(ABORT, 'a judgement stays'); END;

CREATE TRIGGER judgement_is_not_removed BEFORE DELETE ON judgement BEGIN SELECT RAISE(ABORT, 'a judgement stays'); END;

CREATE INDEX notice_by_other ON notice (other_pmid) WHERE other_pmid IS NOT NULL;

CREATE TRIGGER record_link_is_not_changed BEFORE UPDATE ON record_link BEGIN SELECT RAISE(ABORT, 'a link stays'); END;

CREATE TRIGGER record_link_is_not_removed BEFORE DELETE ON record_link BEGIN SELECT RAISE(ABORT, 'a link stays'); END;

CREATE INDEX registry_change_by_day ON registry_change (date_seen, nct);

CREATE INDEX report_by_label ON report (label, record);

CREATE INDEX report_by_names ON report (record) WHERE names <> '[]';

CREATE INDEX study_report_by_record ON study_report (record, study);

CREATE INDEX trial_id_by_trial ON trial_id (trial, position);

