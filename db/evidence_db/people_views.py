"""Views for a person who opens the database with Datasette or any SQLite tool: as SQL, run by a migration.

The program reads none of them. What each column holds stands in db/README.md. They take JSON apart by json_each
alone: a connection that does not trust the schema of a file, as `evidence check` has it, runs no other JSON function.
"""

ANSWERS_NOW = """
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
"""

# rests: which questions rest on a figure today, through their answer or a part of it.
FIGURES_WITH_SENTENCES = """
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
"""

STUDIES_COUNTED = """
CREATE VIEW studies_counted AS
    SELECT study.name AS study, min(report.year) AS first_year, max(report.year) AS last_year,
        group_concat(report.study_design, ', ') AS designs, max(report.n_patients) AS patients,
        max(report.n_hsct) AS transplanted, count(*) AS reports, group_concat(report.record, ', ') AS records,
        (SELECT count(*) FROM finding JOIN study_report AS own USING (record)
            WHERE own.study = study.key AND finding.state = 'clean') AS figures,
        study.overlap AS shares_patients, study.registry_ids AS registry_ids, study.key AS key
    FROM study JOIN study_report ON study_report.study = study.key JOIN report ON report.record = study_report.record
    GROUP BY study.key ORDER BY max(report.n_hsct) DESC, study.key;
"""

DECISIONS_OF_PEOPLE = """
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
"""

CHANGES_OF_ANSWERS = """
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
"""

VIEWS = (ANSWERS_NOW, FIGURES_WITH_SENTENCES, STUDIES_COUNTED, DECISIONS_OF_PEOPLE, CHANGES_OF_ANSWERS)
