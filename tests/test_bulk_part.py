"""What is kept of one bulk file: what the judgement of the parsed record says, whatever its bytes look like."""

import re
from pathlib import Path

import pytest

from evidence.errors import ContentRefused
from evidence.records.article import Article
from evidence.sources.bulk_part import Choice, read_part
from evidence.sources.pubmed_xml import read_record
from evidence.sources.sieve import FIRST, Sieve, Words
from evidence.sources.xml_runs import Seen, ends_in
from tests.made_records import ALL, Made, write_set

ASLEEP = Made("97200001", "Sleep and beds", ((None, "We slept."),))


class Everything:
    """An engine that sees all words in all bytes."""

    def look(self, buffer: bytes) -> Seen:
        titles = re.finditer(rb"<ArticleTitle>", buffer)
        return ends_in(buffer)._replace(hits=[(title.end(), FIRST) for title in titles])

    look_closely = look

    def signs(self, _text: bytes) -> int:
        return FIRST

    def has_other(self, _text: bytes) -> bool:
        return True


def choice(*pmids: str) -> Choice:
    def concerns(article: Article) -> bool:
        return article.pmid in pmids

    return Choice(Sieve(Words((), ()), Everything()), concerns)


def test_a_record_whose_bytes_have_the_words_is_left_out_where_it_does_not_concern_the_topic(tmp_path: Path) -> None:
    path = write_set(tmp_path / "pubmed26n0001.xml", (*ALL[:2], ASLEEP))
    part = read_part(path, choice(ALL[0].pmid), frozenset({int(ALL[1].pmid)}))
    assert [read_record(raw).pmid for raw in part.raws] == [ALL[0].pmid, ALL[1].pmid]
    assert (part.n_records, part.n_parsed, list(part.pmids)) == (3, 3, [97200001])


def test_a_record_that_is_parsed_and_damaged_is_named_with_its_place(tmp_path: Path) -> None:
    path = write_set(tmp_path / "pubmed26n0001.xml", (ASLEEP,))
    path.write_bytes(path.read_bytes().replace(b"We slept.", b"We &slept;"))
    with pytest.raises(ContentRefused, match=r"pubmed26n0001\.xml: .*byte \d+\): fetch the file again"):
        read_part(path, choice(), frozenset())


@pytest.mark.parametrize("wanted", [True, False])
def test_a_record_that_is_laid_out_as_no_other_is_taken_or_left_by_the_same_rules(tmp_path: Path, wanted: bool) -> None:
    path = write_set(tmp_path / "pubmed26n0001.xml", (ASLEEP,))
    path.write_bytes(path.read_bytes().replace(b"<PubmedArticle>", b"<PubmedArticle\n>"))
    part = read_part(path, choice(*([ASLEEP.pmid] if wanted else [])), frozenset())
    assert ([read_record(raw).pmid for raw in part.raws], list(part.pmids)) == (
        ([ASLEEP.pmid], []) if wanted else ([], [int(ASLEEP.pmid)])
    )
    assert part.n_records == 1
