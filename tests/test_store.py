"""What is stored comes back as it was, and only what differs is written."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence.errors import ContentRefused
from evidence.records.answer import Answer, InternationalStudy
from evidence.records.article import AbstractSection, Article, Notice, article_text
from evidence.records.finding import Finding
from evidence.records.question import Question
from evidence.records.study import LABELS, SECONDARY, FollowUp, Report, Screening, Study, StudyFacts
from evidence.records.trial import Snapshot, Trial
from evidence.studies import is_evidence
from evidence_db.dump import logical_dump
from evidence_db.evidence_rows import finding_from, finding_row, report_from, report_row
from evidence_db.json_forms import from_json, to_json
from evidence_db.opening import open_reader, writing
from evidence_db.store import Store
from evidence_db.store_evidence import load_findings, load_reports, load_speaking, load_studies
from evidence_db.store_ledger import evidence_hash, load_answers, load_headline
from evidence_db.views_search import search
from tests.db_makers import (
    ANSWER,
    AWKWARD,
    FINDING,
    HEADLINE,
    REPORT,
    STUDY,
    TOPIC,
    TRIAL,
    anything,
    fill,
    load,
    raw_of,
    read,
    save,
    scratch,
)

numbers = st.integers(1, 10**18 - 1).map(str)


@pytest.fixture
def store() -> Iterator[Store]:
    with scratch() as made:
        made.begin_run("files", "2020-01-01T00:00:00", ("refresh",), "0", "1")
        yield made


def rows(store: Store, query: str) -> list[tuple[Any, ...]]:
    return store.connection.execute(query).fetchall()


def found(store: Store, words: str) -> list[str]:
    store.finish()
    query = "SELECT pmid FROM article_search WHERE article_search MATCH ? ORDER BY rowid"
    return [pmid for (pmid,) in store.connection.execute(query, (words,))]


def require_true_index(store: Store) -> None:
    """The search index holds exactly the words of the articles; raises sqlite3.DatabaseError if not."""
    store.finish()
    store.connection.execute("INSERT INTO article_search (article_search, rank) VALUES ('integrity-check', 1)")


# Articles


def test_an_awkward_article_comes_back_whole(store: Store) -> None:
    save(store, AWKWARD)
    assert store.article(AWKWARD.pmid) == AWKWARD


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(article=anything(Article), pmid=numbers)
def test_any_article_comes_back_whole(article: Article, pmid: str) -> None:
    article = replace(article, pmid=pmid)
    with scratch() as store:
        save(store, article)
        assert store.article(pmid) == article
        require_true_index(store)


def test_the_bytes_of_a_record_come_back_as_they_came(store: Store) -> None:
    raw = b"<PubmedArticle>\xc3\xa9\x00</PubmedArticle>" * 100
    store.save_article(AWKWARD, raw, "pubmed-xml", "hash")
    assert store.raw("hash") == ("pubmed-xml", raw)
    assert rows(store, "SELECT size, length(body) < size FROM raw_record") == [(len(raw), 1)]
    assert store.has_raw("hash")
    assert not store.has_raw("other hash")
    assert store.raw("other hash") is None


def test_the_same_article_twice_changes_no_row(store: Store) -> None:
    assert save(store, AWKWARD) == 5  # bytes, version, article, two notices
    before = list(logical_dump(store.connection))
    total = store.connection.total_changes
    assert save(store, AWKWARD) == 0
    assert store.connection.total_changes == total
    assert list(logical_dump(store.connection)) == before


def test_a_revised_article_is_the_current_one_and_the_old_version_is_kept(store: Store) -> None:
    revised = replace(AWKWARD, version=3, title="Retracted: a title", notices=AWKWARD.notices[:1])
    save(store, AWKWARD)
    save(store, revised)
    assert store.article(AWKWARD.pmid) == revised
    assert store.article_order(AWKWARD.pmid) == (3, "2020-01-01", raw_of(revised)[2])
    kept = rows(store, "SELECT version, text FROM article_version ORDER BY version")
    assert kept == [(2, article_text(AWKWARD)), (3, article_text(revised))]


def test_an_older_version_is_kept_and_does_not_become_the_current_one(store: Store) -> None:
    older = replace(AWKWARD, version=1, title="First title")
    save(store, AWKWARD)
    assert store.add_version(older, *raw_of(older)) == 2
    assert store.add_version(older, *raw_of(older)) == 0
    assert store.article(AWKWARD.pmid) == AWKWARD
    assert len(rows(store, "SELECT * FROM article_version")) == 2


def test_an_article_that_is_not_here_is_none(store: Store) -> None:
    assert store.article("97000002") is None
    assert store.article_order("97000002") is None


@pytest.mark.parametrize("pmid", ["", "012", "12a", "-1", "1.0", "PMC12", "\u0661\u0662", "9" * 19])
def test_a_pmid_that_is_no_number_is_refused(store: Store, pmid: str) -> None:
    with pytest.raises(ContentRefused, match="PMID"):
        save(store, replace(AWKWARD, pmid=pmid))
    with pytest.raises(ContentRefused, match="PMID"):
        store.add_version(replace(AWKWARD, pmid=pmid), b"", "pubmed-xml", "hash")
    assert rows(store, "SELECT * FROM raw_record") == []


def test_deleted_records_are_noted_once_and_their_articles_stay(store: Store) -> None:
    save(store, AWKWARD)
    assert [store.save_deleted(pmid) for pmid in (AWKWARD.pmid, AWKWARD.pmid, "97000003")] == [1, 0, 1]
    assert store.deleted() == {AWKWARD.pmid, "97000003"}
    assert store.article(AWKWARD.pmid) == AWKWARD


# Search


def test_words_phrases_and_accents_are_found_in_title_and_abstract(store: Store) -> None:
    save(
        store,
        Article("97000001", 1, "Grafts in relapsing disease", (AbstractSection(None, None, "N\u00e9stor died."),)),
    )
    save(store, Article("97000002", 1, "Disease without relapsing grafts"))
    assert found(store, '"relapsing disease"') == ["97000001"]
    assert found(store, "graft") == ["97000001", "97000002"]
    assert found(store, "nestor") == ["97000001"]
    assert found(store, "title : died") == []


def test_the_words_of_an_earlier_version_are_no_longer_found(store: Store) -> None:
    article = Article("97000001", 1, "First words", (AbstractSection("RESULTS", None, "early"),))
    save(store, article)
    save(store, replace(article, title="Second words", sections=(AbstractSection("RESULTS", None, "late"),)))
    assert (found(store, "first"), found(store, "early")) == ([], [])
    assert (found(store, "second"), found(store, "late")) == (["97000001"], ["97000001"])
    require_true_index(store)


@pytest.mark.parametrize("finished", ["", "a", "b", "ab"])
def test_the_index_holds_the_last_words_however_often_a_transaction_saves_an_article(
    store: Store, finished: str
) -> None:
    def say(words: str) -> None:
        save(store, Article("97000001", 1, words, (AbstractSection(None, None, words),)))

    say("first")
    if "a" in finished:
        store.finish()
    say("second")
    say("first")
    if "b" in finished:
        store.finish()
    say("third")
    assert [found(store, words) for words in ("first", "second", "third")] == [[], [], ["97000001"]]
    require_true_index(store)


def test_what_a_transaction_stored_is_found_when_it_is_over(tmp_path: Path) -> None:
    with writing(tmp_path / "evidence.db", create=True) as store:
        save(store, Article("97000001", 1, "Grafts"))
    with closing(open_reader(tmp_path / "evidence.db")) as connection:
        assert [row["pmid"] for row in search(connection, "grafts", 1).rows] == ["97000001"]


def test_the_index_stays_true_when_a_better_parser_reads_other_text_from_the_same_bytes(store: Store) -> None:
    article = Article("97000001", 1, "Title", (AbstractSection(None, None, "CD4+cells"),))
    store.save_article(article, b"raw", "pubmed-xml", "hash")
    better = replace(article, sections=(AbstractSection(None, None, "CD4+ lymphocytes"),))
    assert store.save_article(better, b"raw", "pubmed-xml", "hash") == 2
    assert (found(store, "cells"), found(store, "lymphocytes")) == ([], ["97000001"])
    require_true_index(store)
    assert store.article("97000001") == better


def test_a_revision_of_other_fields_leaves_the_index_alone(store: Store) -> None:
    save(store, AWKWARD)
    save(store, replace(AWKWARD, status="Publisher"))
    require_true_index(store)
    assert found(store, "awkward OR grafts") == [AWKWARD.pmid]


# The machine's readings


def test_a_reading_comes_back_with_its_figures_in_the_order_of_the_text(store: Store) -> None:
    other = replace(FINDING, outcome="malignancy", start=0, events=1, value=1.0)
    save(store, AWKWARD)
    assert read(store, AWKWARD, "rules 1", FINDING, other) == 1
    assert list(store.readings()) == [REPORT]
    assert store.machine_findings() == (FINDING, other)
    assert read(store, AWKWARD, "rules 1", FINDING, other) == 0


def test_figures_of_another_reading_do_not_outlive_it(store: Store) -> None:
    save(store, AWKWARD)
    read(store, AWKWARD, "rules 1", FINDING)
    store.save_reading(AWKWARD.pmid, raw_of(AWKWARD)[2], "rules 2", REPORT, ())
    assert store.machine_findings() == ()


def test_articles_are_read_again_when_the_rules_or_the_article_changed(store: Store) -> None:
    unread, same, other_rules, revised = (replace(AWKWARD, pmid=f"9700000{number}") for number in (4, 3, 2, 1))
    for article in (unread, same, other_rules, revised):
        save(store, article)
    for article in (same, revised):
        read(store, article, "rules 2")
    read(store, other_rules, "rules 1")
    newer = replace(revised, version=3)
    save(store, newer)
    expected = [(article, raw_of(article)[2]) for article in (newer, other_rules, unread)]
    assert list(store.stale_articles("rules 2")) == expected


def test_articles_can_be_read_while_walking_through_the_stale_ones(store: Store) -> None:
    for number in range(1, 8):
        save(store, replace(AWKWARD, pmid=str(number)))
    for article, _ in store.stale_articles("rules 1"):
        read(store, article, "rules 1")
    assert list(store.stale_articles("rules 1")) == []
    assert len(list(store.readings())) == 7


# Derived rows


def test_zero_stays_zero_and_none_stays_null(store: Store) -> None:
    store.save_reports([REPORT])
    nothing = replace(FINDING, events=None, value=None, denominator=None, start=None, mark_start=None, contrast=None)
    store.save_findings([FINDING, nothing])
    query = "SELECT events, value, start, typeof(value) FROM finding ORDER BY events IS NULL"
    assert rows(store, query) == [(0, 0.0, 0, "real"), (None, None, None, "null")]
    assert rows(store, "SELECT n_patients, n_hsct, follow_up_value FROM report") == [(21, 0, 0.0)]
    assert {finding.events for finding in load_findings(store.connection)} == {0, None}


def test_reports_findings_and_studies_come_back_whole(store: Store) -> None:
    bare = Report(
        record="cite:made", pmid=None, doi=None, names=(), title=None, citation=None, first_author=None, year=None,
        known_from=None, screening=Screening("unrelated", "", None, False), facts=StudyFacts(), origin="pack",
    )  # fmt: skip
    store.save_reports([REPORT, bare])
    store.save_findings([FINDING])
    store.save_studies([STUDY, Study("study:bare", "bare", ("pmid:97000001", "cite:made"))])
    assert list(load_reports(store.connection)) == [bare, REPORT]
    assert list(load_findings(store.connection)) == [FINDING]
    assert list(load_studies(store.connection)) == [Study("study:bare", "bare", ("pmid:97000001", "cite:made")), STUDY]


@settings(max_examples=80, deadline=None)
@given(report=anything(Report), finding=anything(Finding))
def test_any_report_and_finding_come_back_whole_from_their_rows(report: Report, finding: Finding) -> None:
    assert report_from(report_row(report)) == report
    back = finding_from(finding_row(finding))
    assert back == finding
    assert back.id == finding.id


def test_a_figure_keeps_its_name_when_the_database_gives_5_back_as_a_real_number(store: Store) -> None:
    whole = replace(FINDING, value=5, timepoint_months=24, ci_low=-0.0, ci_high=9)
    store.save_reports([REPORT])
    store.save_findings([whole])
    assert [(finding.id, finding) for finding in load_findings(store.connection)] == [(whole.id, whole)]
    assert from_json(Finding, to_json(whole)).id == whole.id


@pytest.mark.parametrize("label", LABELS)
def test_a_record_that_could_ever_count_is_looked_at_on_every_day_and_no_other(store: Store, label: str) -> None:
    report = replace(REPORT, screening=Screening(label, "", "RCT", result_bearing=label != SECONDARY))
    store.save_reports([report])
    review = label == SECONDARY
    assert list(load_speaking(store.connection)) == ([report] if is_evidence(report) or review else [])


def test_the_same_derived_rows_twice_change_no_row(store: Store) -> None:
    def save_all() -> list[int]:
        return [store.save_reports([REPORT]), store.save_findings([FINDING]), store.save_studies([STUDY]),
                store.save_trials(TOPIC), store.save_questions(TOPIC)]  # fmt: skip

    assert save_all() == [1, 1, 2, 1 + 3 + 2 + 2, 2 + 1]
    total = store.connection.total_changes
    assert save_all() == [0, 0, 0, 0, 0]
    assert store.connection.total_changes == total


def test_only_the_rows_that_differ_are_written_and_those_that_are_gone_are_removed(store: Store) -> None:
    reports = [replace(REPORT, record=f"pmid:{number}") for number in range(1, 6)]
    store.save_reports(reports)
    before = store.connection.total_changes
    moved = replace(reports[1], screening=replace(REPORT.screening, standing="retracted"))
    assert store.save_reports([reports[0], moved, reports[3], REPORT]) == 4  # one changed, one new, two gone
    assert store.connection.total_changes - before == 4
    assert [report.record for report in load_reports(store.connection)] == ["pmid:1", "pmid:2", "pmid:4", REPORT.record]


def test_a_field_that_becomes_unknown_becomes_null(store: Store) -> None:
    store.save_reports([REPORT])
    store.save_reports([replace(REPORT, doi=None, facts=StudyFacts())])
    assert rows(store, "SELECT doi, n_patients, n_hsct, follow_up_unit FROM report") == [(None, None, None, None)]


def test_the_same_words_read_twice_by_one_rule_are_one_figure_the_first(store: Store) -> None:
    store.save_reports([REPORT])
    assert store.save_findings([FINDING, replace(FINDING, confidence=0.1)]) == 1
    assert [finding.confidence for finding in load_findings(store.connection)] == [0.9]


def test_two_different_reports_of_one_record_are_our_bug(store: Store) -> None:
    with pytest.raises(ValueError, match="pmid:97000001"):
        store.save_reports([REPORT, replace(REPORT, title="Another title")])


def test_a_value_of_the_wrong_kind_is_refused_by_the_table(store: Store) -> None:
    store.save_reports([REPORT])
    with pytest.raises(sqlite3.IntegrityError):
        store.save_findings([replace(FINDING, arm="both")])
    with pytest.raises(sqlite3.IntegrityError):
        store.save_findings([replace(FINDING, events="none")])  # type: ignore[arg-type]


# Topic


def test_trials_come_back_whole_in_the_order_of_the_topic(store: Store) -> None:
    first = replace(TRIAL, key="zzz", ids=(), snapshots=(), history=())
    store.save_trials(replace(TOPIC, trials=(first, TRIAL)))
    assert store.trials() == (first, TRIAL)


def test_what_a_register_said_once_is_kept_when_the_topic_does_not_repeat_it(store: Store) -> None:
    seen = Snapshot("nct", "2022-01-01", "COMPLETED", enrollment=0, has_results=True)
    store.save_trials(replace(TOPIC, trials=(replace(TRIAL, snapshots=(seen,)),)))
    assert store.save_trials(TOPIC) == 2
    assert store.trials()[0].snapshots == (*TRIAL.snapshots, seen)
    assert store.save_trials(TOPIC) == 0


def test_a_trial_that_the_topic_drops_is_gone_with_its_ids_and_dates(store: Store) -> None:
    store.save_trials(TOPIC)
    assert store.save_trials(replace(TOPIC, trials=())) == 1 + 3 + 2
    assert store.trials() == ()


def test_questions_keep_the_order_of_the_topic_and_their_whole_text(store: Store) -> None:
    store.save_questions(TOPIC)
    held = rows(store, "SELECT body FROM question ORDER BY position")
    assert tuple(from_json(Question, body) for (body,) in held) == TOPIC.questions
    assert rows(store, "SELECT date, questions FROM policy") == [("2022-12-13", '["Q1"]')]


# Ledgers


def test_an_answer_is_written_again_only_when_it_says_something_else(store: Store) -> None:
    other = replace(ANSWER, question="Q2")
    assert store.save_answers([ANSWER, other], 1, "2020-02-01") == ("Q1", "Q2")
    tomorrow = [replace(answer, as_of="2020-02-02") for answer in (ANSWER, other)]
    assert store.save_answers(tomorrow, 1, "2020-02-02") == ()
    moved = [replace(tomorrow[0], status="partly"), tomorrow[1]]
    assert store.save_answers(moved, 1, "2020-02-03") == ("Q1",)
    history = rows(store, "SELECT question, status, valid_from, run FROM answer ORDER BY id")
    assert history == [
        ("Q1", "signal", "2020-02-01", 1),
        ("Q2", "signal", "2020-02-01", 1),
        ("Q1", "partly", "2020-02-03", 1),
    ]


def test_an_answer_that_goes_back_to_what_it_was_is_a_new_line(store: Store) -> None:
    for day, status in enumerate(("signal", "partly", "signal"), start=1):
        assert store.save_answers([replace(ANSWER, status=status)], 1, f"2020-02-0{day}") == ("Q1",)
    assert rows(store, "SELECT status FROM answer ORDER BY id") == [("signal",), ("partly",), ("signal",)]


def test_the_newest_answers_come_back_whole(store: Store) -> None:
    store.save_answers([replace(ANSWER, status="open")], 1, "2020-01-01")
    store.save_answers([ANSWER], 1, "2020-02-01")
    assert list(load_answers(store.connection)) == [ANSWER]


def test_what_was_answered_outlives_a_question_that_is_no_longer_asked(store: Store) -> None:
    store.save_questions(TOPIC)
    store.save_answers([ANSWER], 1, "2020-02-01")
    store.save_questions(replace(TOPIC, questions=TOPIC.questions[:1]))
    assert rows(store, "SELECT code FROM question") == [("Q2",)]
    assert rows(store, "SELECT question FROM answer") == [("Q1",)]


def test_the_hash_of_the_evidence_moves_with_the_evidence_and_not_with_order_or_wording() -> None:
    two = replace(ANSWER, studies=("study:a", "study:b"))
    assert evidence_hash(two) == evidence_hash(
        replace(two, studies=("study:b", "study:a"), status="open", as_of="2021")
    )
    assert evidence_hash(two) != evidence_hash(ANSWER)
    part = replace(ANSWER.sub_answers[0], findings=("f-new",))
    assert evidence_hash(replace(ANSWER, sub_answers=(part,))) != evidence_hash(ANSWER)
    assert evidence_hash(replace(ANSWER, findings=("f-new",))) != evidence_hash(ANSWER)


def test_the_headline_is_written_again_only_when_the_trial_moved(store: Store) -> None:
    assert load_headline(store.connection) is None
    assert store.save_headline(HEADLINE, 1, "2020-02-01") == 1
    assert store.save_headline(HEADLINE, 1, "2020-02-02") == 0
    assert store.save_headline(replace(HEADLINE, enrollment=None), 1, "2020-02-03") == 1
    assert store.save_headline(replace(HEADLINE, enrollment=None), 1, "2020-02-04") == 0
    assert load_headline(store.connection) == replace(HEADLINE, enrollment=None)
    assert store.save_headline(HEADLINE, 1, "2020-02-05") == 1
    days = [day for (day,) in rows(store, "SELECT valid_from FROM headline ORDER BY id")]
    assert days == ["2020-02-01", "2020-02-03", "2020-02-05"]


@settings(max_examples=60, deadline=None)
@given(record=st.one_of(*(anything(kind) for kind in (Answer, InternationalStudy, Report, Finding, Trial, Question))))
def test_any_record_comes_back_whole_from_its_json(record: Any) -> None:
    assert from_json(type(record), to_json(record)) == record


def test_a_length_of_time_is_a_real_number_whatever_its_json_looks_like() -> None:
    back = from_json(FollowUp, '{"statistic":"median","unit":"months","value":24}')
    assert (back.value, type(back.value)) == (24.0, float)


def test_a_figure_that_is_no_number_has_no_json() -> None:
    with pytest.raises(ValueError, match="JSON"):
        to_json(replace(FINDING, value=float("nan")))


def test_json_of_an_older_program_is_read_with_the_defaults_of_new_fields() -> None:
    assert from_json(Reported, '{"code":"few","gone":1}') == Reported("few")


Reported = type(ANSWER.reasons[0])


# Settings and runs


def test_a_setting_is_written_when_it_differs(store: Store) -> None:
    assert store.setting("topic") is None
    assert [store.save_setting("topic", value) for value in ("", "", "made")] == [1, 0, 1]
    assert store.setting("topic") == "made"


def test_a_run_is_told_from_its_start_to_its_end_with_the_files_it_read(store: Store) -> None:
    run = store.begin_run("files", "2020-01-02T00:00:00", ("refresh", "--from", "a \u00e9"), "0.1", "1")
    store.save_run_file(run, 0, "a.xml", "ab", 0, 0, 0)
    store.finish_run(run, "2020-01-02T00:01:00", 0, {"new": 0}, "")
    assert run == 2
    assert rows(store, "SELECT arguments, finished, exit_code, counts FROM run WHERE id = 2") == [
        ('["refresh","--from","a \u00e9"]', "2020-01-02T00:01:00", 0, '{"new":0}')
    ]
    assert rows(store, "SELECT run, name, size, records, deletions FROM run_file") == [(2, "a.xml", 0, 0, 0)]


# Whole databases


def dumped(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    lines = list(logical_dump(connection))
    connection.close()
    return lines


def test_the_order_in_which_records_come_makes_no_difference(tmp_path: Path) -> None:
    forwards = fill(tmp_path / "forwards.db", lambda store: load(store, backwards=False))
    backwards = fill(tmp_path / "backwards.db", lambda store: store.begin_run("files", "2019", (), "0", "1"))
    fill(backwards, lambda store: load(store, backwards=True))  # so the numbers of its runs are others, too
    assert dumped(forwards) == dumped(backwards)
    assert len(dumped(forwards)) > 80


def test_a_second_run_of_the_same_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    path = fill(tmp_path / "evidence.db", lambda store: load(store, backwards=False))
    before = dumped(path)
    fill(path, lambda store: load(store, backwards=True))
    assert dumped(path) == before


def test_a_dump_shows_every_change_of_what_is_known(store: Store) -> None:
    save(store, AWKWARD)
    before = list(logical_dump(store.connection))
    save(store, replace(AWKWARD, notices=(Notice("RetractionIn", "97000009", ""),)))
    assert list(logical_dump(store.connection)) != before
