"""A stored figure stands in its sentence, and one that was altered by a digit does not."""

import re
from dataclasses import replace

import pytest

from evidence.extraction import read_findings
from evidence.extraction.verify import find_misquotes
from evidence.records.article import article_text
from evidence.records.finding import Finding
from evidence.records.study import StudyFacts
from evidence_db.checks import faults
from evidence_db.store import Store
from tests.abstracts import abstracts
from tests.abstracts import read as read_abstract
from tests.db_makers import read as save_reading
from tests.db_makers import save, scratch
from tests.made_evidence import REPORTS
from tests.misprints import FIELDS, misprints
from tests.reading import ALONE, READER, article, screening

ALL = tuple(abstracts())
# Altered denominators that look right: of an arm's size the sentence prints nothing, and it happens to print the
# altered number as something else ("at 24 weeks" beside a cohort of 25).
NOT_CAUGHT_AT_MOST = 10


def misquotes(text: str, facts: StudyFacts = ALONE, **altered: object) -> tuple[str, ...]:
    """Return what the text does not bear out of its only figure, after the figure was altered so."""
    record = article(("RESULTS", text))
    (finding,) = read_findings(record, screening(), facts, READER)
    return find_misquotes(replace(finding, **altered), article_text(record), facts)  # type: ignore[arg-type]


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
    ],
)
def test_a_figure_may_be_printed_in_digits_words_or_as_none(text):
    record = article(("RESULTS", text))
    found = read_findings(record, screening(), ALONE, READER)
    assert found
    assert [find_misquotes(finding, article_text(record), ALONE) for finding in found] == [()] * len(found)


# What is not there is told


@pytest.mark.parametrize(
    ("altered", "fault"),
    [
        ({"value": 89.0}, "value 89 is not printed in its marked words"),
        ({"events": 22, "value": 88.0}, "events 22 is not printed in its marked words"),
        ({"denominator": 26}, "denominator 26 is not printed in its marked words"),
        ({"ci_low": 68.0}, "interval 68 to 97 is not printed behind its figure"),
        ({"ci_high": None}, "half of the interval is not told"),
        ({"p": "0.03"}, "p value 0.03 is not printed behind its figure"),
        ({"value": 25.0, "events": 25}, "value and events and denominator are one printed number"),
        ({"value": None}, "value is not told"),
    ],
)
def test_a_figure_that_the_sentence_does_not_print_is_told(altered, fault):
    text = "In the group 21 of 25 patients (84%; 95% CI 64-97; p=0.04) kept NEDA after 88 weeks."
    assert misquotes(text) == ()
    assert fault in misquotes(text, **altered)


def test_bounds_that_are_printed_apart_are_no_interval():
    text = "NEDA was 84% (95% CI 64-97) at 2 years, 60 patients being seen."
    assert misquotes(text, ci_low=64.0, ci_high=60.0) != ()
    assert misquotes(text, ci_low=97.0, ci_high=64.0) != ()


def test_a_figure_below_zero_needs_its_minus():
    text = "Mean EDSS fell after transplantation with a mean difference of 0.9."
    assert misquotes(text) == ()
    assert misquotes(text, value=-0.9) == ("value -0.9 is not printed in its marked words",)


def test_the_size_of_the_cohort_is_a_denominator_that_the_sentence_need_not_print():
    assert misquotes("Two patients died.", StudyFacts(n_patients=24, n_hsct=24)) == ()
    fault = "denominator 25 is not printed in its sentence"
    assert misquotes("Two patients died.", StudyFacts(n_patients=24, n_hsct=24), denominator=25) == (fault,)


def test_what_the_arithmetic_doubts_is_flagged():
    text = "At last visit 16/22 patients (72.1%) were stable or improved."
    assert misquotes(text) == ()
    assert misquotes(text, flags=()) == ("count and percent differ, and it is not flagged",)


@pytest.mark.parametrize(
    ("altered", "fault"),
    [
        ({"text_hash": "0" * 64}, "read from another text"),
        ({"start": 0}, "its sentence does not stand where it says"),
        ({"start": None}, "its sentence does not stand where it says"),
        ({"sentence": "NEDA was 85%."}, "its sentence does not stand where it says"),
        ({"mark_start": 0}, "its marked words are not in its sentence"),
        ({"mark_end": 10_000}, "its marked words are not in its sentence"),
        ({"mark_start": None}, "its marked words are not in its sentence"),
    ],
)
def test_a_sentence_or_mark_at_another_place_is_told(altered, fault):
    assert misquotes("NEDA was 84%.", **altered) == (fault,)


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
    words = {0: r"\bno(?:ne)?\b", 1: r"\bone\b", 2: r"\btwo\b", 8: r"\beight\b"}
    told = words.get(-1 if number is None else number, "(?!)")
    return re.search(rf"(?<!\d){number}(?!\d)|{told}", sentence, re.IGNORECASE) is not None


# The database tells it


SENTENCE = "In the group 21 of 25 patients (84%; 95% CI 64-97; p=0.04) kept NEDA."
RECORD = article(("RESULTS", SENTENCE))


def stored(store: Store, finding: Finding) -> list[str]:
    """Return what the check of a database says that holds the figure and its article."""
    store.begin_run("files", "2020-01-01T00:00:00", ("refresh",), "0", "1")
    save(store, RECORD)
    save_reading(store, RECORD, "rules 1", finding)
    store.save_reports([replace(REPORTS[0], record=RECORD.record, pmid=RECORD.pmid)])
    store.save_findings([finding])
    return list(faults(store.connection))


def test_a_database_in_which_every_figure_is_printed_is_whole():
    (finding,) = read_findings(RECORD, screening(), ALONE, READER)
    with scratch() as store:
        assert stored(store, finding) == []


@pytest.mark.parametrize("altered", [{"value": 48.0}, {"ci_low": 46.0}, {"events": 12}, {"p": "0.4"}])
def test_a_stored_figure_that_its_sentence_does_not_print_is_damage(altered):
    (finding,) = read_findings(RECORD, screening(), ALONE, READER)
    wrong = replace(finding, **altered)
    with scratch() as store:
        told = stored(store, wrong)
    assert told
    assert all(line.startswith(f"finding {wrong.id} (pmid:97000001): ") for line in told)


def test_a_figure_of_a_person_may_differ_from_the_sentence():
    (finding,) = read_findings(RECORD, screening(), ALONE, READER)
    with scratch() as store:
        assert stored(store, replace(finding, value=48.0, origin="person")) == []
