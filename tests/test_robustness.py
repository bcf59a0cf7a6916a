"""Whatever a record holds is read, in a time that grows with its length and not with its oddity."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest

from evidence.extraction import read_facts, read_findings
from evidence.extraction.overlong import (
    MOST_CHARACTERS,
    MOST_DIGITS,
    MOST_NAMES,
    MOST_NUMBERS,
    MOST_SPACES,
    is_overlong,
    names_too_much,
)
from evidence.extraction.unread import find_unread
from evidence.extraction.verify import find_misquotes
from evidence.reading import Reader, compile_reader, read_article
from evidence.records.article import article_text
from evidence.records.finding import Finding
from evidence.records.study import PRIMARY, StudyFacts
from evidence.sources.pubmed_xml import read_record
from tests.odd_records import odd_record
from tests.reading import READER, article, screening

WHOLE: Reader = compile_reader(READER.vocabulary)
DRUGS = StudyFacts(n_patients=110, n_hsct=55, comparator="dmt")


def read_odd(seed: int) -> tuple[Finding, ...]:
    """Return the findings of an odd record, screened as primary, after each was compared with its words."""
    record = read_record(odd_record(seed))
    read_article(record, WHOLE)
    facts = read_facts(record, screening(), READER)
    found = read_findings(record, screening(), facts, READER)
    text = article_text(record)
    assert {one: find_misquotes(one, text, facts) for one in found} == dict.fromkeys(found, ()), seed
    return found


@pytest.mark.fault("F35")
def test_odd_records_are_read_and_every_figure_stands_in_its_sentence():
    assert sum(len(read_odd(seed)) for seed in range(60)) > 100


def test_a_seed_is_a_record():
    assert odd_record(7) == odd_record(7) != odd_record(8)


@pytest.mark.fault("F35")
@pytest.mark.slow
@pytest.mark.parametrize("thousand", range(20))
def test_no_odd_record_of_twenty_thousand_breaks_the_reader(thousand):
    assert sum(len(read_odd(seed)) for seed in range(1000 * thousand, 1000 * (thousand + 1))) > 1000


# Long sentences

LENGTH, SECONDS = 10_000, 2.0
UNITS = (
    "of of ", "no no ", "a, a, a", "(", "p ", "1/1 ", "mean ", "1.1 ", "1 of ", "1-", "a (", "a.", "; ", "and ",
    "no a ", "without ", "HR ", "hazard ratio for a ", "median ", "one ", "one patient had ", "twenty one ",
    "at 1 year ", "compared with ", "1/", "range ", "patients ", "1 patients ", "of 1 patients ", "group A ",
    "defined as ", "Aa: ", "1a", "aaaa", "free of ", "SD 1 ", "to ", "1 to ", "grade ", "decreased by ", "1", "1,",
    "1, ", "1%", "1% ", "1% (", "EDSS ", "EDSS 1 ", "median EDSS ", "RRMS ", "HSCT ", "NEDA ", "deaths, ",
    "no deaths ", "no deaths, ", "1 vs ", "vs 1 ", " ", "\t", "\u00a0", "-", "+/-", "1 of 1 ", "A. ", "(n=1) ",
    "\u00b11", "1 (", "from 1 to ", "((1", "95% CI ", "and 1 ", "1 died, ", "HSCT 1% vs DMT 2%, ", "(p=0.1) ",
    "1% " + " " * 18, "HSCT 1% vs DMT 2%, of the of the ",
)  # fmt: skip
WORST = ("1,", "1%", "and 1 ", "1% " + " " * 18, "HSCT 1% vs DMT 2%, of the of the ")  # once slower than that


class TooSlow(Exception):
    """Reading took longer than it may."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise TooSlow in what takes more of the processor's time; a busy machine does not count."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def a_long_one(words: str) -> str:
    """Return a sentence that holds the words and begins and ends as a result does."""
    return f"At 5 years NEDA, EDSS and relapse were {words} relapse in 5 (5%) patients."


def is_read(text: str) -> bool:
    return not (is_overlong(text) or names_too_much(text, (READER.labels, READER.outcomes)))


def longest_read(unit: str) -> str:
    """Return the longest sentence that repeats the unit and is still read."""
    fewest, most = 0, MOST_CHARACTERS
    while fewest < most:
        middle = (fewest + most + 1) // 2
        if is_read(a_long_one((unit * middle)[:middle])):
            fewest = middle
        else:
            most = middle - 1
    return a_long_one((unit * fewest)[:fewest])


def read_in_time(text: str) -> None:
    """Read facts and findings of the sentence, which is all the results there are."""
    record = article(("RESULTS", text))
    with within(SECONDS):
        read_facts(record, screening(design="comparative cohort"), READER)
        read_findings(record, screening(), DRUGS, READER)


@pytest.mark.parametrize("unit", UNITS)
def test_a_sentence_of_ten_thousand_characters_is_read_in_two_seconds(unit):
    read_in_time(a_long_one((unit * LENGTH)[:LENGTH]))


@pytest.mark.parametrize("unit", WORST)
def test_the_longest_sentence_that_is_read_is_read_in_two_seconds(unit):
    read_in_time(longest_read(unit))


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_the_longest_sentence_of_any_words_is_read_in_two_seconds(unit):
    read_in_time(longest_read(unit))


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_the_longest_sentence_of_any_words_and_blanks_is_read_in_two_seconds(unit):
    read_in_time(longest_read(unit + " " * 18))


TITLE = "Autologous haematopoietic stem cell transplantation in 24 patients with multiple sclerosis"


@pytest.mark.parametrize("unit", WORST)
def test_a_record_of_fifty_thousand_characters_is_screened_and_read_in_two_seconds(unit):
    long = (unit * LENGTH)[: 5 * LENGTH // 2]
    record = article(("METHODS", f"We treated 24 patients with {long}."), ("RESULTS", a_long_one(long)), title=TITLE)
    with within(SECONDS):
        report, _ = read_article(record, WHOLE)
    assert report.screening.label == PRIMARY


def test_figures_left_unread_are_looked_for_in_two_seconds_and_a_sentence_too_long_is_told_whole():
    long = a_long_one("1%, " * LENGTH)
    text = f"No patient died. {long} Relapses occurred in 30%."
    with within(SECONDS):
        found = find_unread(text, [(0, len(text))], ())
    assert [text[one.start : one.end] for one in found] == [long, "30%"]


@pytest.mark.parametrize(("more", "count"), [((), 0), (("1, ",), 1), (("1, ", "EDSS "), 2)])
def test_a_record_tells_how_many_of_its_sentences_were_too_long_and_was_not_seen_whole(more, count):
    long = " ".join(a_long_one(unit * LENGTH) for unit in more)
    told = f"Relapses occurred in 3 of 24 patients (12.5%). {long} At 5 years no patient had died."
    report, found = read_article(article(("RESULTS", told), title=TITLE), WHOLE)
    notes = (None, "1 sentence was too long to be read", "2 sentences were too long to be read")
    assert (report.complete, report.note) == (count == 0, notes[count])
    assert [one.events for one in found] == [3, 0]


@pytest.mark.parametrize(
    ("text", "overlong"),
    [
        ("a " * (MOST_CHARACTERS // 2), False), ("a " * (MOST_CHARACTERS // 2) + "a", True),
        ("1 ab " * MOST_NUMBERS, False), ("1 ab " * (MOST_NUMBERS + 1), True),
        ("EDSS a " * MOST_NAMES, False), ("EDSS a " * (MOST_NAMES + 1), True),
        ("1" * MOST_DIGITS, False), ("1" * (MOST_DIGITS + 1), True),
        ("a" + " " * MOST_SPACES, False), ("a" + " " * (MOST_SPACES + 1), True),
    ],
)  # fmt: skip
def test_a_sentence_is_read_up_to_the_bounds(text, overlong):
    assert is_read(text) is not overlong


def wait_forever() -> None:
    with within(0.05):
        while True:
            pass


def test_what_takes_too_long_is_stopped():
    with pytest.raises(TooSlow):
        wait_forever()
