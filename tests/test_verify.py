"""A stored figure stands in its sentence, and one that was altered by a digit does not."""

import re
from dataclasses import replace
from typing import Any

import pytest

from evidence.extraction import read_findings
from evidence.extraction.verify import find_misquotes
from evidence.records.article import Article, article_text, text_hash
from evidence.records.finding import Finding
from evidence.records.study import StudyFacts
from evidence_db.examination import faults
from evidence_db.store import Store
from tests.abstracts import abstracts
from tests.abstracts import read as read_abstract
from tests.db_makers import REPORT, save, scratch
from tests.db_makers import read as save_reading
from tests.makers import make_finding
from tests.misprints import FIELDS, misprints
from tests.reading import ALONE, READER, article, screening

ALL = tuple(abstracts())
# Altered denominators that look right: of an arm's size the sentence prints nothing, and it happens to print the
# altered number as something else ("at 24 weeks" beside a cohort of 25).
NOT_CAUGHT_AT_MOST = 8


SENTENCE = "In the group 21 of 25 patients (84%; 95% CI 64-97; p=0.04) kept NEDA after 88 weeks."
RECORD = article(("RESULTS", f"We saw this. {SENTENCE}"))


def quoted(record: Article, sentence: str, mark: str, **told: Any) -> Finding:
    """Return a figure with its places, as a reader of the record would have told it."""
    text = article_text(record)
    start, place = text.index(sentence), text.index(mark)
    return make_finding(
        record.pmid, "neda", sentence=sentence, start=start, end=start + len(sentence), mark_start=place,
        mark_end=place + len(mark), text_hash=text_hash(text), origin="machine", **told,
    )  # fmt: skip


SHARE = quoted(RECORD, SENTENCE, "21 of 25 patients (84%", value=84.0, events=21, denominator=25, ci_low=64.0,
               ci_high=97.0, ci_level=95.0, p="0.04")  # fmt: skip


def misquotes(text: str, mark: str, facts: StudyFacts = ALONE, **told: Any) -> tuple[str, ...]:
    """Return what a record that consists of the text does not bear out of the figure."""
    record = article(("RESULTS", text))
    return find_misquotes(quoted(record, text, mark, **told), article_text(record), facts)


@pytest.mark.parametrize("abstract", ALL, ids=lambda abstract: abstract.article.pmid)
def test_every_figure_that_is_read_stands_in_its_sentence(abstract):
    facts, found = read_abstract(abstract)
    text = article_text(abstract.article)
    assert {finding.id: find_misquotes(finding, text, facts) for finding in found} == {one.id: () for one in found}


@pytest.mark.parametrize(
    "text",
    [
        "Overall survival was 98\u00b78% (95% CI 96\u00b71\u2013100).",
        "In all, 12,5% had a relapse.",
        "Twenty-one patients (30%) had a relapse.",
        "No deaths occurred.",
        "None of the 24 patients had a relapse.",
        "There were 1,024 deaths.",
        "NEDA was 75% (95% CI 0.69-0.81).",
        "Five of 24 patients relapsed.",
        "Mean EDSS decreased after transplantation by \u22120.9 (95% CI \u22121.4 to \u22120.4; p<0.001).",
        "Progression-free survival was 81, 72 and 44% at 3, 5 and 10 years.",
        "Among the 18 with longer follow-up, eight (44%) had a relapse.",
        "Relapse was seen in 6/16 patients.",
        "Deaths were not observed.",
    ],
)
def test_a_figure_may_be_printed_in_digits_words_or_as_none(text):
    record = article(("RESULTS", text))
    found = read_findings(record, screening(), ALONE, READER)
    assert found
    assert [find_misquotes(finding, article_text(record), ALONE) for finding in found] == [()] * len(found)


# What is not there is told


def test_a_figure_that_the_sentence_prints_has_no_fault():
    assert find_misquotes(SHARE, article_text(RECORD), ALONE) == ()


@pytest.mark.parametrize(
    ("altered", "fault"),
    [
        ({"value": 88.0}, "value 88 is not printed in its marked words"),
        ({"events": 88}, "events 88 is not printed in its marked words"),
        ({"denominator": 88}, "denominator 88 is not printed in its marked words"),
        ({"ci_low": 68.0}, "interval 68 to 97 is not printed behind its figure"),
        ({"ci_high": None}, "half of the interval is not told"),
        ({"p": "0.03"}, "p value 0.03 is not printed behind its figure"),
        ({"p": "0.0"}, "p value 0.0 is not printed behind its figure"),
        ({"p": "<0.04"}, "p value <0.04 is not printed behind its figure"),
        ({"value": 25.0}, "value and events and denominator are one printed number"),
        ({"value": None}, "value is not told"),
        ({"statistic": "count"}, "value 84.0 is not the number of events, 21"),
        ({"text_hash": "0" * 64}, "read from another text"),
        ({"start": 0}, "its sentence does not stand where it says"),
        ({"start": None}, "its sentence does not stand where it says"),
        ({"sentence": "NEDA was 85%."}, "its sentence does not stand where it says"),
        ({"mark_start": 0}, "its marked words are not in its sentence"),
        ({"mark_end": 10_000}, "its marked words are not in its sentence"),
        ({"mark_start": None}, "its marked words are not in its sentence"),
    ],
)
def test_a_figure_that_the_sentence_does_not_print_is_told(altered, fault):
    assert fault in find_misquotes(replace(SHARE, **altered), article_text(RECORD), ALONE)


def test_bounds_that_are_printed_apart_are_no_interval():
    text = "NEDA was 84% (95% CI 64-97) at 2 years, 60 patients being seen."
    assert misquotes(text, "84%", value=84.0, ci_low=64.0, ci_high=97.0) == ()
    assert misquotes(text, "84%", value=84.0, ci_low=64.0, ci_high=60.0) != ()
    assert misquotes(text, "84%", value=84.0, ci_low=97.0, ci_high=64.0) != ()


def test_a_figure_below_zero_needs_its_minus():
    fault = "value -0.9 is not printed in its marked words"
    assert misquotes("EDSS changed by \u22120.9.", "\u22120.9", statistic="mean", value=-0.9) == ()
    assert misquotes("EDSS changed by 0.9.", "0.9", statistic="mean", value=-0.9) == (fault,)


def test_a_fall_may_be_printed_without_its_minus():
    told: dict[str, Any] = {"statistic": "mean", "value_kind": "change", "value": -0.9}
    assert misquotes("EDSS decreased by 0.9.", "0.9", **told) == ()
    assert misquotes("EDSS rose by 0.9.", "0.9", **told) == ("value -0.9 is not printed in its marked words",)


def test_the_size_of_the_arm_is_a_denominator_that_the_sentence_need_not_print():
    count = {"statistic": "count", "value": 2.0, "events": 2}
    text, facts = "Two patients died.", StudyFacts(n_patients=30, n_hsct=24)
    fault = "denominator 30 is not printed in its marked words"
    assert misquotes(text, "Two patients died", facts, denominator=24, **count) == ()
    assert misquotes(text, "Two patients died", facts, denominator=30, **count) == (fault,)
    assert misquotes(f"Of 30, {text}", "Two patients died", facts, denominator=30, **count) == ()


def test_all_of_so_many_is_one_printed_number():
    told: dict[str, Any] = {"statistic": "count", "value": 9.0, "events": 9, "denominator": 9}
    assert misquotes("Engraftment occurred in all nine patients.", "nine", **told) == ()
    assert misquotes("Engraftment occurred in nine patients.", "nine", **told) != ()


def test_the_size_of_a_group_may_be_printed_elsewhere_in_the_text():
    told: dict[str, Any] = {"statistic": "count", "value": 2.0, "events": 2, "population": "selected"}
    text = "Grafts were selected (n = 31) or not (n = 29). Two patients of the former died."
    assert misquotes(text, "Two", denominator=31, **told) == ()
    assert misquotes(text, "Two", denominator=32, **told) != ()


def test_the_group_that_a_part_is_taken_from_stands_before_the_part():
    told: dict[str, Any] = {"statistic": "count", "value": 2.0, "events": 2}
    text = "Five women conceived, 2 of whom miscarried by week 9."
    assert misquotes(text, "2", denominator=5, **told) == ()
    assert misquotes(text, "2", denominator=9, **told) == ("denominator 9 is not printed in its marked words",)
    apart = "Five women conceived, 2 miscarried by week 9."
    assert misquotes(apart, "2", denominator=5, **told) == ("denominator 5 is not printed in its marked words",)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Five women conceived, 2 of whom miscarried by week 9.", "2 of whom miscarried"),
        ("Five women conceived, but two of these miscarried by week 9.", "two of these miscarried"),
        ("Five patients could be judged: three stayed stable and 2 relapsed at month 9.", "2 relapsed"),
        ("Of the remaining 5 women, 2 miscarried by week 9.", "2 miscarried"),
    ],
)
def test_a_part_may_say_itself_or_by_a_colon_or_as_the_rest_what_it_is_a_part_of(text, mark):
    told: dict[str, Any] = {"statistic": "count", "value": 2.0, "events": 2}
    assert misquotes(text, mark, denominator=5, **told) == ()
    assert misquotes(text, mark, denominator=9, **told) == ("denominator 9 is not printed in its marked words",)


def test_what_the_arithmetic_doubts_is_flagged():
    told: dict[str, Any] = {"value": 72.1, "events": 16, "denominator": 22}
    flags = ("count and percent differ",)
    assert misquotes("In all, 16/22 patients (72.1%) kept NEDA.", "16/22 patients (72.1%", flags=flags, **told) == ()
    assert misquotes("In all, 16/22 patients (72.1%) kept NEDA.", "16/22 patients (72.1%", **told) == (
        "count and percent differ, and it is not flagged",
    )


# Every digit of every figure


def test_a_changed_digit_of_any_stored_figure_is_caught():
    tried, uncaught = dict.fromkeys(FIELDS, 0), []
    for abstract in ALL:
        facts, found = read_abstract(abstract)
        text = article_text(abstract.article)
        for finding in found:
            for field, altered in misprints(finding):
                tried[field] += 1
                if find_misquotes(altered, text, facts) == ():
                    uncaught.append((field, altered, facts))
    assert min(tried.values()) > 500, tried
    assert {field for field, _, _ in uncaught} <= {"denominator"}, uncaught
    assert len(uncaught) <= NOT_CAUGHT_AT_MOST
    for _, altered, _ in uncaught:
        assert prints(altered.sentence or "", altered.denominator)


def prints(sentence: str, number: int | None) -> bool:
    words = {0: r"\bno(?:ne)?\b", 1: r"\bone\b", 2: r"\btwo\b", 6: r"\bsix\b", 8: r"\beight\b"}
    told = words.get(-1 if number is None else number, "(?!)")
    return re.search(rf"(?<!\d){number}(?!\d)|{told}", sentence, re.IGNORECASE) is not None


# The database tells it


def stored(store: Store, finding: Finding) -> list[str]:
    """Return what the check of a database says that holds the figure and its article."""
    store.begin_run("files", "2020-01-01T00:00:00", ("refresh",), "0", "1")
    save(store, RECORD)
    save_reading(store, RECORD, "rules 1", finding)
    store.save_reports([replace(REPORT, record=RECORD.record, pmid=RECORD.pmid)])
    store.save_findings([finding])
    store.finish()
    return list(faults(store.connection))


def test_a_database_in_which_every_figure_is_printed_is_whole():
    with scratch() as store:
        assert stored(store, SHARE) == []


@pytest.mark.parametrize("altered", [{"value": 48.0}, {"ci_low": 46.0}, {"events": 12}, {"p": "0.4"}])
def test_a_stored_figure_that_its_sentence_does_not_print_is_damage(altered):
    wrong = replace(SHARE, **altered)
    with scratch() as store:
        told = stored(store, wrong)
    assert told
    assert all(line.startswith(f"finding {wrong.id} (pmid:97000001): ") for line in told)


def test_a_sentence_at_another_place_is_told_once():
    with scratch() as store:
        assert len(stored(store, replace(SHARE, start=0))) == 1


def test_a_figure_of_a_person_may_differ_from_the_sentence():
    with scratch() as store:
        assert stored(store, replace(SHARE, value=48.0, origin="person")) == []
