"""Files that are looked at buffer by buffer: what is kept of one does not hang on where its buffers end."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from Bio import Entrez

from evidence.bulk_reading import compile_choice
from evidence.reading import compile_reader
from evidence.screening.concerning import words_to_look_for
from evidence.sources import inflate
from evidence.sources.bulk_part import Choice, Part, read_part
from evidence.sources.flat import is_of_known_tags
from evidence.sources.sieve import Sieve
from evidence.sources.sieve_plain import PlainEngine
from evidence.sources.xml_runs import ends_in
from evidence.topics import load_topic

DTD = (
    b'<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/%s">\n'
)
KNOWN, LATER = DTD % b"pubmed_190101.dtd", DTD % b"pubmed_300101.dtd"
RECORD = b"""  <PubmedArticle>
    <MedlineCitation Status="MEDLINE" Owner="NLM">
      <PMID Version="1">%d</PMID>
      <Article>
        <ArticleTitle>%s</ArticleTitle>
        <AuthorList><Author><LastName>Doe</LastName><Initials>MS</Initials><AffiliationInfo><Affiliation>%s</Affiliation>
        </AffiliationInfo></Author></AuthorList>
      </Article>
    </MedlineCitation>
    <PubmedData><ReferenceList><Reference><Citation>%s</Citation></Reference></ReferenceList></PubmedData>
  </PubmedArticle>
"""
Read = Callable[[bytes], Part]
BOTH = b"AHSCT in multiple sclerosis"


def record(pmid: int, title: bytes = b"Sleep", affiliation: bytes = b"Nowhere", cited: bytes = b"Beds") -> bytes:
    return RECORD % (pmid, title, affiliation, cited)


def file_of(*records: bytes, doctype: bytes = KNOWN) -> bytes:
    return doctype + b"<PubmedArticleSet>\n" + b"".join(records) + b"</PubmedArticleSet>\n"


@pytest.fixture(scope="module")
def choices() -> tuple[Choice, Choice]:
    """The fastest engine that is here, and the standard library's."""
    reader = compile_reader(load_topic("hsct_ms").vocabulary)
    fast = compile_choice(reader)
    plain = PlainEngine(words := words_to_look_for(reader.vocabulary, reader.screener))
    return fast, Choice(Sieve(words, plain), fast.concerns)


@pytest.fixture
def read(tmp_path: Path, choices: tuple[Choice, Choice]) -> Read:
    """Read a file by both engines, which must agree but for how many records they parse."""

    def read_it(content: bytes) -> Part:
        path = tmp_path / "pubmed26n0001.xml"
        path.write_bytes(content)
        fast, plain = (read_part(path, choice, frozenset()) for choice in choices)
        assert (fast.raws, fast.deleted, fast.n_records, fast.pmids) == (
            plain.raws, plain.deleted, plain.n_records, plain.pmids,
        )  # fmt: skip
        return fast

    return read_it


@pytest.mark.parametrize("size", [37, 100, 333, 1000, 1 << 18])
def test_a_record_of_the_topic_is_kept_wherever_a_buffer_ends(
    size: int, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inflate, "CHUNK", size)
    told = record(97000002, BOTH), record(97000004, b"Mul<i>tip</i>le sclerosis and HS<b>C</b>T")
    part = read(file_of(record(97000001), told[0], record(97000003), told[1], record(97000005)))
    assert part.raws == [each.strip() for each in told]
    assert (part.n_records, list(part.pmids)) == (5, [97000001, 97000003, 97000005])


def test_a_record_longer_than_several_buffers_is_read_whole(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inflate, "CHUNK", 4096)
    long = record(97000002, b"Beds. " * 4000 + BOTH)
    part = read(file_of(record(97000001), long, record(97000003)))
    assert part.raws == [long.strip()]
    assert list(part.pmids) == [97000001, 97000003]


def test_words_of_references_affiliations_and_initials_make_no_record_worth_parsing(read: Read) -> None:
    part = read(file_of(record(97000001, cited=BOTH), record(97000002, affiliation=BOTH), record(97000003, b"HSCT")))
    assert (part.raws, part.n_parsed, part.n_records) == ([], 0, 3)


def test_words_beside_a_list_of_deletions_belong_to_no_record(read: Read) -> None:
    deletions = b"<!-- %s --><DeleteCitation><PMID Version='1'>97000009</PMID></DeleteCitation>\n" % BOTH
    part = read(file_of(record(97000001), deletions, record(97000002)))
    assert (part.raws, part.n_parsed, part.n_records, part.deleted) == ([], 0, 2, ["97000009"])


@pytest.mark.parametrize("doctype", [b"", LATER])
def test_an_element_that_nobody_knows_hides_no_word_in_a_file_of_another_kind(doctype: bytes, read: Read) -> None:
    told = record(97000001, b"Mul<New a='>'>tip</New>le sclerosis and HS<New>C</New>T")
    assert read(file_of(told, record(97000002), doctype=doctype)).raws == [told.strip()]


@pytest.mark.parametrize("odd", [b"<!-- %s -->", b"<![CDATA[%s]]>", b"<?note %s?>"])
def test_an_end_tag_that_is_no_tag_ends_no_record(odd: bytes, read: Read) -> None:
    told = record(97000002, odd % b"</PubmedArticle><PubmedArticle>" + BOTH)
    part = read(file_of(record(97000001), told, record(97000003)))
    assert (part.raws, part.n_records) == ([told.strip()], 3)


def test_both_ways_of_looking_see_the_same_ends_and_the_same_remarks(choices: tuple[Choice, Choice]) -> None:
    content = file_of(
        record(97000001, b"<!-- a -->"),
        record(97000002, b"b <?note?> ! ? <?pmcsd ?>"),
        record(97000003, b"<![CDATA[c]]>"),
    )
    content = content[len(KNOWN) : content.rfind(b"</PubmedArticleSet")]
    for choice in choices:
        for doctype in (KNOWN, LATER, b""):
            seen = choice.sieve.looking(doctype)(content)
            assert (seen.ends, seen.remarks) == ends_in(content)[:2]
    assert (len(ends_in(content).ends), len(ends_in(content).remarks)) == (3, 3)


@pytest.mark.parametrize(
    ("doctype", "known"),
    [
        (KNOWN, True),
        (DTD % b"pubmed_250101.dtd", True),
        (LATER, False),
        (DTD % b"nlmmedlinecitationset_160101.dtd", False),
        (b"", False),
    ],
)
def test_only_of_nlms_own_dtd_is_it_known_what_stands_inside_text(doctype: bytes, known: bool) -> None:
    assert is_of_known_tags(doctype) is known


def test_all_notices_of_a_record_are_noted_and_what_it_merely_cites_elsewhere_is_not(read: Read) -> None:
    notices = b"".join(
        b'<CommentsCorrections RefType="%s"><RefSource>J</RefSource><PMID Version="1">%d</PMID></CommentsCorrections>'
        % one
        for one in ((b"CommentOn", 97000011), (b"RetractionOf", 97000012))
    )
    told = record(97000001).replace(b"</MedlineCitation>", notices + b"</MedlineCitation>")
    told = told.replace(b"Beds", b"<PMID>97000013</PMID>")
    assert list(read(file_of(told)).links) == [97000011, 97000012]


DTDS = sorted(Path(str(Entrez.__file__)).parent.joinpath("DTDs").glob("pubmed_[12]?0101.dtd"))
TAKEN = [dtd for dtd in DTDS if is_of_known_tags(f'"{dtd.as_uri()}"'.encode())]


def test_the_years_of_which_we_know_the_tags_are_those_that_allow_them_alone() -> None:
    assert {dtd.stem for dtd in TAKEN} >= {"pubmed_190101", "pubmed_250101"}


@pytest.mark.parametrize("dtd", TAKEN, ids=lambda dtd: dtd.stem)
def test_nlm_allows_no_element_in_text_but_those_that_are_looked_for(dtd: Path) -> None:
    told = dtd.read_text(encoding="utf-8")
    inline = re.search(r'<!ENTITY % text\s+"#PCDATA ([^"]*)"', told)
    assert inline is not None
    texts = re.findall(r"<!ELEMENT\s+\w+\s*\(%text;([^)]*)\)", told)
    allowed = {*re.findall(r"[\w:]+", inline[1]), *re.findall(r"[\w:]+", " ".join(texts))}
    assert (allowed, len(texts) > 10) == ({"b", "i", "u", "sub", "sup", "mml:math", "DispFormula"}, True)
    assert "#PCDATA |" not in told.replace(inline[0], "")  # no other element mixes text with elements
