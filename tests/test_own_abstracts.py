"""Whole abstracts in our own words: how many of their figures are read, and how many of those read are right."""

import re

import pytest

from tests.abstract_cases import own_lines
from tests.calibrate import all_cases
from tests.scoring_abstracts import judge_loosely, judge_strictly
from tests.tallies import clean, tally

FLOORS = {  # 0.01 under what was measured; raise them with the engine
    judge_loosely: (0.950, 0.715),
    judge_strictly: (0.922, 0.691),
}
LINES = tuple(own_lines())


@pytest.mark.parametrize("judge", FLOORS, ids=lambda judge: judge.__name__)
def test_precision_and_recall_do_not_fall(judge):
    own = {line["pmid"]: line["title"] for line in LINES}
    cases = [case for case in all_cases() if own.get(case.article.pmid) == case.article.title]
    assert len(cases) == len(LINES)
    read = tally(judge(case, clean(case)) for case in cases)
    precision, recall = FLOORS[judge]
    assert read.precision >= precision
    assert read.recall >= recall


def test_every_abstract_has_a_pmid_that_pubmed_has_not_given():
    pmids = [line["pmid"] for line in LINES]
    assert len(set(pmids)) == len(pmids) >= 190
    assert all(re.fullmatch(r"97\d{6}", pmid) for pmid in pmids)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["pmid"])
def test_every_row_quotes_its_section_and_the_quote_holds_the_figure(line):
    texts = [section["text"] for section in line["sections"]]
    for row in line["outcomes"]:
        assert any(row["quote"] in text for text in texts), row["quote"]
        assert holds(row), (row["quote"], row["value"])


_IN_WORDS = re.compile(
    r"\b(?:no|none|nobody|without|never|not|nor|free|one|a|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    r"fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|half|third|quarter|all|every|each|both|single)\b",
    re.IGNORECASE,
)


def holds(row: dict[str, object]) -> bool:
    """Tell whether the quote prints the value or the number of events, in digits or words; one patient may be "he"."""
    quote = row["quote"].replace("\u00b7", ".").replace("\u2009", "").replace(",", "")
    told = [row[name] for name in ("value", "events") if row[name] is not None]
    digits = any(f"{abs(number):g}".removeprefix("0") in quote for number in told)
    return not told or digits or {1, 100} & set(told) != set() or _IN_WORDS.search(quote) is not None
