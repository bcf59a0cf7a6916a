"""What a PubMed record in XML says, in the worst spelling of it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from evidence.errors import ContentRefused
from evidence.records.article import (
    AbstractSection,
    Article,
    Author,
    DeletedRecord,
    MeshHeading,
    Notice,
    OtherAbstract,
    PartialDate,
    article_text,
)
from evidence.sources.bulk import read_records
from evidence.sources.pubmed_dates import iso_from_digits, read_printed_date
from evidence.sources.pubmed_known import ELEMENTS
from evidence.sources.pubmed_xml import read_deletions, read_record, without_unread

FIXTURES = Path(__file__).parent / "fixtures" / "pubmed"


@pytest.fixture(scope="module")
def articles() -> dict[tuple[str, int], Article]:
    records = [record.article for record in read_records(FIXTURES / "worst_cases.xml")]
    return {(article.pmid, article.version): article for article in records if article is not None}


@pytest.fixture(scope="module")
def worst(articles: dict[tuple[str, int], Article]) -> Article:
    return articles["97000001", 1]


@pytest.fixture
def made() -> Callable[..., Article]:
    """A record with these parts inside Article, MedlineCitation and PubmedData."""

    def make(article: str = "", citation: str = "", pubmed: str = "", attributes: str = 'Status="MEDLINE"') -> Article:
        text = (
            f'<PubmedArticle><MedlineCitation {attributes}><PMID Version="1">97000050</PMID>'
            f"<Article>{article}</Article>{citation}</MedlineCitation><PubmedData>{pubmed}</PubmedData></PubmedArticle>"
        )
        return read_record(text.encode())

    return make


@pytest.mark.fault("F31")
def test_the_whole_worst_record_is_read_without_a_loss(worst: Article) -> None:
    assert worst == Article(
        pmid="97000001",
        version=1,
        title="Grafts of >2\u2009×\u2009106 CD34+ cells in relapsing multiple sclerosis: a made-up trial.",
        sections=(
            AbstractSection("BACKGROUND", "BACKGROUND", "Few grafts were compared with tablets."),
            AbstractSection(
                "RESULTS",
                "RESULTS",
                "Relapse occurred in 3 of 55 (5·5%; P\u00a0<\u00a00.001), HR 0·07 [95% CI 0·02-0·24] at 1.73\u00a0m2.",
            ),
            AbstractSection("RESULTS", "RESULTS", "Nobody died  (0 of 55). Literal <p> stays."),
            AbstractSection("LEVEL OF EVIDENCE: 2", None, ""),
            AbstractSection(None, None, "Rate R2=0.74."),
        ),
        other_abstracts=(
            OtherAbstract(
                "Publisher", "dut", (AbstractSection("DOEL", None, "Tabletten vergeleken met transplantaties."),)
            ),
            OtherAbstract(
                "plain-language-summary",
                "eng",
                (AbstractSection(None, None, "Grafts were compared with tablets."),),
            ),
        ),
        copyright="© 1999 Nobody & Sons.",
        journal="Journal of invented neurology",
        journal_short="J Invent Neurol",
        issn="9797-0001",
        volume="12",
        issue="3-4",
        pages="101-9",
        published=PartialDate("1998 Dec-1999 Jan", "month", "1998-12-01", "1999-01-31"),
        electronic="1998-11-05",
        entered="1998-11-06",
        revised="2024-11-30",
        doi="10.9797/JIN.1998.0001",
        other_ids=(
            ("pii", "S9797-0001(19)30001-7"),
            ("pmc", "PMC9700001"),
            ("doi", "10.9797/second.copy"),
            ("NLM", "PMC97"),
        ),
        authors=(
            Author("Bürgt", "Richard K", "RK", "Jr"),
            Author(collective="MISTY2 Study Group"),
            Author("Plato"),
        ),
        mesh=(
            MeshHeading("Multiple Sclerosis", "D009103", True, ("therapy", "mortality")),
            MeshHeading("Transplantation, Autologous", "D014182", True),
            MeshHeading("Humans", "D006801", False),
        ),
        keywords=("AHSCT", "CD34+", "grafts"),
        publication_types=("Journal Article", "Randomized Controlled Trial"),
        registry_ids=(
            ("ClinicalTrials.gov", "NCT97000001"),
            ("ClinicalTrials.gov", "NCT97000002"),
            ("ISRCTN", "ISRCTN97000001"),
        ),
        notices=(
            Notice(
                "ErratumIn",
                "97000091",
                "J Invent Neurol. 1999;13(1):1. doi: 10.9797/notice.1",
                "Dosage error in published abstract",
            ),
            Notice("ExpressionOfConcernIn", None, "J Invent Neurol. 2000;14(1):1"),
            Notice("ErratumIn", "97000092", "J Invent Neurol. 2001;15(1):1"),
        ),
        languages=("eng", "dut"),
        status="MEDLINE",
    )


def test_a_record_is_known_from_its_first_day_on_line(worst: Article) -> None:
    assert worst.known_from == "1998-11-05"


def test_findings_point_into_a_text_that_keeps_every_section(worst: Article) -> None:
    assert article_text(worst).count("\n") == 5
    assert "RESULTS: Nobody died  (0 of 55)." in article_text(worst)


@pytest.mark.fault("F31")
def test_a_chapter_has_its_own_title_and_the_day_it_was_contributed(articles: dict[tuple[str, int], Article]) -> None:
    assert articles["97000004", 1] == Article(
        pmid="97000004",
        version=1,
        title="A chapter on after-care",
        sections=(AbstractSection("SUMMARY", None, "After-care matters."),),
        copyright="© Invented Press",
        journal="Handbook of® grafts",
        published=PartialDate("2006 2 2", "day", "2006-02-02", "2006-02-02"),
        entered="2010-03-20",
        revised="2020-09-17",
        doi="10.9797/book",
        other_ids=(("bookaccession", "NBK9700"), ("isbn", "9789797979797")),
        authors=(Author("Writer", "Wanda", "W"),),
        keywords=("after-care",),
        publication_types=("Review",),
        languages=("eng",),
        medium="book",
    )


def test_a_book_without_chapters_is_dated_by_the_book_and_named_after_it() -> None:
    raw = (
        b"<PubmedBookArticle><BookDocument><PMID>97000005</PMID><Book><BookTitle>Grafts</BookTitle>"
        b"<PubDate><Year>2014</Year><Month>Sep</Month></PubDate></Book></BookDocument></PubmedBookArticle>"
    )
    book = read_record(raw)
    assert (book.title, book.journal, book.published.raw, book.entered) == ("Grafts", "Grafts", "2014 Sep", None)


def test_a_whole_book_has_its_doi_and_authors_from_the_book() -> None:
    raw = (
        b"<PubmedBookArticle><BookDocument><PMID>97000006</PMID><Book><BookTitle>Grafts</BookTitle>"
        b"<AuthorList Type='authors'><Author><LastName>Writer</LastName></Author></AuthorList>"
        b"<ELocationID EIdType='doi'>10.9797/whole</ELocationID></Book></BookDocument></PubmedBookArticle>"
    )
    book = read_record(raw)
    assert (book.doi, book.authors, book.published.precision) == ("10.9797/whole", (Author("Writer"),), "none")


def test_a_book_document_without_a_book_is_still_a_record() -> None:
    book = read_record(b"<PubmedBookArticle><BookDocument><PMID>97000007</PMID></BookDocument></PubmedBookArticle>")
    assert (book.pmid, book.title, book.journal, book.medium) == ("97000007", "[Title not available]", None, "book")


@pytest.mark.fault("F31")
def test_both_versions_of_a_record_are_told_apart(articles: dict[tuple[str, int], Article]) -> None:
    assert articles["97000002", 1].title == "First version, a < b & </PubmedArticle> in it."
    assert articles["97000002", 2].title == "Second version."


@pytest.mark.fault("F31")
def test_a_doi_that_only_the_id_list_gives_is_taken_from_there_and_never_from_references(
    articles: dict[tuple[str, int], Article],
) -> None:
    assert articles["97000002", 2].doi == "10.9797/only.in.the.list"
    assert articles["97000002", 2].other_ids == ()


@pytest.mark.fault("F31")
def test_a_cut_abstract_is_marked(articles: dict[tuple[str, int], Article]) -> None:
    assert articles["97000002", 2].abstract_truncated
    assert not articles["97000001", 1].abstract_truncated


@pytest.mark.fault("F31")
@pytest.mark.parametrize(
    ("ending", "cut"),
    [
        ("for 9 years.(ABSTRACT TRUNCATED AT 400 WORDS)", True),
        ("for 9 years [abstract truncated].", True),
        ("patients were ...", True),
        ("patients were …", True),
        ("in 9 patients.", False),
        ("the abstract truncated at 250 words was read by all.", False),
    ],
)
def test_marks_of_truncation(made: Callable[..., Article], ending: str, cut: bool) -> None:
    assert made(f"<Abstract><AbstractText>Grafts {ending}</AbstractText></Abstract>").abstract_truncated is cut


@pytest.mark.fault("F31")
def test_a_title_in_another_language_only_is_never_empty(articles: dict[tuple[str, int], Article]) -> None:
    record = articles["97000003", 1]
    assert record.title == "[Title not available in English]"
    assert record.vernacular_title == "Stamceltransplantatie bij multiple sclerose."


def test_a_record_without_any_title_says_so(made: Callable[..., Article]) -> None:
    assert made("<ArticleTitle> </ArticleTitle>").title == "[Title not available]"


@pytest.mark.fault("F32")
def test_what_is_newer_than_the_reader_is_named_and_the_record_read(
    articles: dict[tuple[str, int], Article],
) -> None:
    record = articles["97000003", 1]
    assert record.unknown == (
        "AiSummary",
        "CommentsCorrections@RefType=DoubtedIn",
        "MedlineCitation@Status=In-Orbit",
    )
    assert record.notices == (Notice("DoubtedIn", None, "Nowhere"),)
    assert record.status == "In-Orbit"


def test_a_status_that_is_missing_is_none_and_named(made: Callable[..., Article]) -> None:
    record = made(attributes="")
    assert (record.status, record.unknown) == (None, ("MedlineCitation@Status=",))


def test_every_element_of_the_dtds_of_nlm_is_known() -> None:
    from Bio.Entrez import Parser

    dtds = Path(str(Parser.__file__)).parent / "DTDs"
    for name in ("pubmed_250101.dtd", "pubmed_190101.dtd", "nlmmedlinecitationset_150101.dtd"):
        text = re.sub(r"<!--.*?-->", "", (dtds / name).read_text(encoding="utf-8", errors="replace"), flags=re.DOTALL)
        records = set(re.findall(r"<!ELEMENT\s+(\w+)", text)) - {"DeleteCitation", "DeleteDocument"}
        assert {element for element in records if not element.endswith("Set")} <= ELEMENTS, name


@pytest.mark.fault("F31")
def test_an_issue_without_issn_takes_the_linking_one(articles: dict[tuple[str, int], Article]) -> None:
    assert articles["97000002", 2].issn == "9797-0000"


@pytest.mark.fault("F31")
@pytest.mark.parametrize(
    ("given", "doi"),
    [
        ("doi:10.9797/a", "10.9797/a"),
        ("DOI: 10.9797/a", "10.9797/a"),
        ("https://doi.org/10.9797/A.b", "10.9797/A.b"),
        ("http://dx.doi.org/10.9797/a", "10.9797/a"),
        (
            "10.1002/(SICI)1-0258(1998)17:15&lt;1661::AID&gt;3.0.CO;2-2",
            "10.1002/(SICI)1-0258(1998)17:15<1661::AID>3.0.CO;2-2",
        ),
        ("S0140-6736(20)1", None),
        ("10.9797", None),
    ],
)
def test_a_doi_is_bare_and_spelt_as_given(made: Callable[..., Article], given: str, doi: str | None) -> None:
    assert made(f'<ELocationID EIdType="doi" ValidYN="Y">{given}</ELocationID>').doi == doi


def test_of_several_dois_the_first_valid_one_counts_whatever_stands_around_it(made: Callable[..., Article]) -> None:
    located = (
        '<ELocationID EIdType="doi" ValidYN="N">10.9797/old</ELocationID><ELocationID EIdType="pii">x1</ELocationID>'
        '<ELocationID EIdType="doi">10.9797/right</ELocationID><ELocationID EIdType="pii">x2</ELocationID>'
    )
    listed = '<ArticleId IdType="doi">10.9797/other</ArticleId><ArticleId IdType="pii">x3</ArticleId>'
    record = made(located, pubmed=f"<ArticleIdList>{listed}</ArticleIdList>")
    assert record.doi == "10.9797/right"
    assert record.other_ids == (("pii", "x1"), ("pii", "x2"), ("doi", "10.9797/other"), ("pii", "x3"))


def test_an_id_without_a_word_is_none(made: Callable[..., Article]) -> None:
    listed = '<ArticleId IdType="pii"> </ArticleId><ArticleId IdType="pmc"/><ArticleId IdType="pii">x3</ArticleId>'
    assert made(pubmed=f"<ArticleIdList>{listed}</ArticleIdList>").other_ids == (("pii", "x3"),)


def test_a_section_without_a_word_is_none_and_one_with_a_label_alone_is_kept(made: Callable[..., Article]) -> None:
    sections = '<AbstractText/><AbstractText Label="LEVEL OF EVIDENCE: 4"/><AbstractText>Text.</AbstractText>'
    record = made(f"<Abstract>{sections}</Abstract>")
    assert [(section.label, section.text) for section in record.sections] == [
        ("LEVEL OF EVIDENCE: 4", ""),
        (None, "Text."),
    ]


def test_the_day_of_entry_is_that_of_its_own_kind_and_its_first_year(made: Callable[..., Article]) -> None:
    day = "<PubMedPubDate PubStatus='{}'><Year>{}</Year><Month>2</Month><Day>3</Day></PubMedPubDate>"
    twice = day.format("entrez", "2020").replace("</Year>", "</Year><Year>1999</Year>")
    other = day.format("received", "2018") + "<Note PubStatus='entrez'/>"
    assert made(pubmed=f"<History>{other}{twice}</History>").entered == "2020-02-03"
    assert made(pubmed=f"<History>{other}</History>").entered is None


def test_ids_of_references_outside_a_reference_list_of_ours_stay_out(made: Callable[..., Article]) -> None:
    nested = (
        "<ReferenceList><Reference><ArticleIdList><ArticleId IdType='doi'>10.9797/r</ArticleId></ArticleIdList>"
        "</Reference><ReferenceList/></ReferenceList>"
    )
    record = made(pubmed=nested)
    assert (record.doi, record.other_ids) == (None, ())


@pytest.mark.fault("F31")
def test_the_pmid_is_that_of_the_citation_not_of_a_notice_before_it() -> None:
    raw = (
        b"<MedlineCitation><CommentsCorrectionsList><CommentsCorrections RefType='RetractionIn'>"
        b"<RefSource>x</RefSource><PMID>97000077</PMID></CommentsCorrections></CommentsCorrectionsList>"
        b"<PMID Version='3'>97000051</PMID><Article/></MedlineCitation>"
    )
    record = read_record(raw)
    assert (record.pmid, record.version, record.notices) == ("97000051", 3, (Notice("RetractionIn", "97000077", "x"),))


@pytest.mark.parametrize("version", ["", "1.5", "new", "-1"])
def test_a_version_that_is_no_number_is_taken_as_the_first(version: str) -> None:
    raw = f"<MedlineCitation><PMID Version='{version}'>97000051</PMID></MedlineCitation>"
    assert read_record(raw.encode()).version == 1


@pytest.mark.fault("F31")
def test_layout_is_one_space_and_every_other_space_is_kept(made: Callable[..., Article]) -> None:
    record = made("<ArticleTitle>\n   A\u00a0 b\u2009\n\t<i>c</i>  d\u202f</ArticleTitle>")
    assert record.title == "A\u00a0 b\u2009 c  d\u202f"


def test_a_comment_inside_a_text_does_not_cut_it(made: Callable[..., Article]) -> None:
    assert made("<ArticleTitle>No<!-- a word -->body <b>d<sub>i</sub></b>ed</ArticleTitle>").title == "Nobody died"


def test_a_prefix_that_only_the_root_of_the_file_declared_is_accepted(made: Callable[..., Article]) -> None:
    record = made(
        "<ArticleTitle>R<mml:math><mml:mn>2</mml:mn></mml:math> <ali:p xlink:href='x'>y</ali:p></ArticleTitle>"
    )
    assert record.title == "R2 y"
    assert record.unknown == ("{urn:prefix:ali}p",)


def test_pages_may_be_a_start_and_an_end(made: Callable[..., Article]) -> None:
    assert made("<Pagination><StartPage>9</StartPage><EndPage>12</EndPage></Pagination>").pages == "9-12"
    assert made("<Pagination><StartPage>e9</StartPage></Pagination>").pages == "e9"
    assert made("<Pagination><MedlinePgn/></Pagination>").pages is None


def test_the_first_day_on_line_counts_where_there_are_several(made: Callable[..., Article]) -> None:
    days = "".join(
        f"<ArticleDate><Year>2020</Year><Month>{month}</Month><Day>1</Day></ArticleDate>" for month in (5, 3, 13)
    )
    assert made(days).electronic == "2020-03-01"


def test_a_day_in_part_is_no_day_on_line(made: Callable[..., Article]) -> None:
    assert made("<ArticleDate><Year>2020</Year><Month>5</Month></ArticleDate>").electronic is None
    assert made("<ArticleDate><Year>2020</Year><Month>May</Month><Day>3</Day></ArticleDate>").electronic == "2020-05-03"


@pytest.mark.fault("F31")
@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ("<Year>2000</Year><Month>Feb</Month><Day>24</Day>", ("2000 Feb 24", "day", "2000-02-24", "2000-02-24")),
        ("<Year>2000</Year><Month>02</Month><Day>9</Day>", ("2000 02 9", "day", "2000-02-09", "2000-02-09")),
        ("<Year>2000</Year><Month>2</Month>", ("2000 2", "month", "2000-02-01", "2000-02-29")),
        ("<Year>2000</Year><Season>Fall</Season>", ("2000 Fall", "season", "2000-09-01", "2000-12-31")),
        ("<Year>2000</Year><Month>13</Month>", ("2000 13", "year", "2000-01-01", "2000-12-31")),
        ("<Month>Feb</Month>", ("Feb", "none", None, None)),
        ("", ("", "none", None, None)),
    ],
)
def test_a_printed_date_in_parts(made: Callable[..., Article], parts: str, expected: tuple[str, ...]) -> None:
    journal = f"<Journal><JournalIssue><PubDate>{parts}</PubDate></JournalIssue></Journal>"
    assert made(journal).published == PartialDate(*expected)


@pytest.mark.fault("F31")
@pytest.mark.parametrize(
    ("raw", "precision", "first", "last"),
    [
        ("1998 Dec-1999 Jan", "month", "1998-12-01", "1999-01-31"),
        ("1998 Dec-Jan", "month", "1998-12-01", "1999-01-31"),
        ("2015 Nov-Dec", "month", "2015-11-01", "2015-12-31"),
        ("2014 Sept", "month", "2014-09-01", "2014-09-30"),
        ("1977 Apr 17-21", "day", "1977-04-17", "1977-04-21"),
        ("1978 Oct 31-Nov 4", "day", "1978-10-31", "1978-11-04"),
        ("2000 Dec 23-2001 Jan 6", "day", "2000-12-23", "2001-01-06"),
        ("2021 Apr-Jun 01", "month", "2021-04-01", "2021-06-01"),
        ("Winter 2018", "season", "2018-01-01", "2018-12-31"),
        ("1976-1977 Winter", "season", "1976-12-01", "1977-03-31"),
        ("Spring-Summer 1999", "season", "1999-03-01", "1999-09-30"),
        ("2000 Spring", "season", "2000-03-01", "2000-06-30"),
        ("2021 3rd Quarter", "season", "2021-07-01", "2021-09-30"),
        ("1977-1978", "year", "1977-01-01", "1978-12-31"),
        ("1998-99", "year", "1998-01-01", "1999-12-31"),
        ("2000 Christmas", "year", "2000-01-01", "2000-12-31"),
        ("1999 Jan 1st half", "month", "1999-01-01", "1999-01-31"),
        ("2000 Feb 30", "month", "2000-02-01", "2000-02-29"),
        ("1999 Dec-1999 Jan", "year", "1999-01-01", "1999-12-31"),
        ("unknown", "none", None, None),
        ("", "none", None, None),
    ],
)
def test_a_free_date_is_an_interval(raw: str, precision: str, first: str | None, last: str | None) -> None:
    assert read_printed_date(raw) == PartialDate(raw, precision, first, last)


@pytest.mark.parametrize("parts", [("2020", "2", "30"), ("2020", "1_0", "1"), ("0", "1", "1"), ("2020", "", "1")])
def test_a_day_that_does_not_exist_is_no_date(parts: tuple[str, str, str]) -> None:
    assert iso_from_digits(*parts) is None


def test_the_reference_list_is_cut_only_where_that_is_safe() -> None:
    plain = b"<a><b/><ReferenceList><Reference/></ReferenceList><c/></a>"
    assert without_unread(plain) == b"<a><b/><c/></a>"
    for unsafe in (
        b"<a><!-- <ReferenceList> --><b/></ReferenceList></a>",
        b"<a><![CDATA[<ReferenceList>]]></ReferenceList></a>",
        b"<a><?x <ReferenceList>?></ReferenceList></a>",
        b"<a><ReferenceList><ReferenceList/></ReferenceList></a>",
        b"<a><ReferenceList></a>",
        b"<a></a>",
    ):
        assert without_unread(unsafe) == unsafe


def test_deletions_keep_the_bytes_of_their_own_element() -> None:
    raw = b'<DeleteCitation>\n<PMID Version="1">97000101</PMID> <PMID>97000102</PMID></DeleteCitation>'
    assert read_deletions(raw) == [
        (b'<PMID Version="1">97000101</PMID>', DeletedRecord("97000101")),
        (b"<PMID>97000102</PMID>", DeletedRecord("97000102")),
    ]


@pytest.mark.parametrize(
    "inside", [b"<PMID>x</PMID>", b"<DOI>97000101</DOI>", b"<!-- <PMID>1</PMID> -->", b"<PMID>1</PMID><PMID/>"]
)
def test_a_deletion_list_that_is_not_understood_is_refused(inside: bytes) -> None:
    with pytest.raises(ContentRefused, match="other than PMIDs"):
        read_deletions(b"<DeleteCitation>" + inside + b"</DeleteCitation>")


@pytest.mark.fault("F33")
@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "not one XML element"),
        (b"text", "not one XML element"),
        (b"<MedlineCitation><PMID>97000001</PMID></MedlineCitation>more", "not one XML element"),
        (b"<MedlineCitation/><MedlineCitation/>", "not one XML element"),
        (b"</record><record>", "not well-formed"),
        (b"<PubmedArticle><MedlineCitation></PubmedArticle>", "not well-formed"),
        (b"<PubmedArticle>&nbsp;</PubmedArticle>", "not well-formed"),
        (b"<PubmedArticle>&#x1b;</PubmedArticle>", "not well-formed"),
        (b"<PubmedArticle>caf\xe9</PubmedArticle>", "not well-formed"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><PubmedArticle>&a;</PubmedArticle>', "declares a document type"),
        (b"<PubmedArticle/>", "not a PubMed record"),
        (b"<article><MedlineCitation/></article>", "not a PubMed record"),
        (b"<PubmedBookArticle/>", "without a BookDocument"),
        (b"<MedlineCitation><Article/></MedlineCitation>", "without a readable PMID"),
        (b"<MedlineCitation><PMID>97x</PMID></MedlineCitation>", "without a readable PMID"),
        (b"<MedlineCitation><PMID>0</PMID></MedlineCitation>", "without a readable PMID"),
        (b"<MedlineCitation><PMID>097000031</PMID></MedlineCitation>", "without a readable PMID"),
        (b"<MedlineCitation><x:y></MedlineCitation>", "not well-formed"),
        (b"<MedlineCitation>" + b"<b>" * 5_000 + b"</b>" * 5_000 + b"</MedlineCitation>", "nested more than"),
        (b"<MedlineCitation>" + b"<b/>" * 600_000 + b"</MedlineCitation>", "tags"),
        (b"<MedlineCitation " + b"".join(b"a%d='' " % n for n in range(250_001)) + b"/>", "tags"),
        (b"<MedlineCitation>" + b"x" * (16 << 20) + b"</MedlineCitation>", "MiB"),
    ],
    ids=range(22),
)
def test_what_is_not_one_sound_record_is_refused(raw: bytes, reason: str) -> None:
    with pytest.raises(ContentRefused, match=reason):
        read_record(raw)


@pytest.mark.fault("F33")
def test_an_external_entity_is_neither_read_nor_shown(tmp_path: Path) -> None:
    canary = tmp_path / "canary.txt"
    canary.write_text("the canary", encoding="utf-8")
    declared = f'<!DOCTYPE r [<!ENTITY e SYSTEM "{canary.as_uri()}">]>'
    with pytest.raises(ContentRefused) as refused:
        read_record(f"{declared}<MedlineCitation><PMID>97000001</PMID>&e;</MedlineCitation>".encode())
    assert "canary" not in str(refused.value)


def test_affiliations_are_cut_before_parsing_and_left_where_bytes_could_deceive() -> None:
    plain = b"<a><AffiliationInfo><x>1</x></AffiliationInfo><b/><AffiliationInfo>2</AffiliationInfo></a>"
    assert without_unread(plain) == b"<a><b/></a>"
    for unsafe in (
        b"<a/>",
        b"<a><AffiliationInfo><AffiliationInfo>1</AffiliationInfo></AffiliationInfo></a>",
        b"<a><!-- <AffiliationInfo> --><b/><AffiliationInfo>1</AffiliationInfo></a>",
        b"<a><AffiliationInfo>1</a>",
        b'<a><AffiliationInfo n="1">1</AffiliationInfo></a>',
    ):
        assert without_unread(unsafe) == unsafe


def test_days_of_the_history_are_cut_before_parsing_but_for_the_day_of_entry_and_what_is_spelt_otherwise() -> None:
    day = b"<PubMedPubDate PubStatus=%s><Year>2020</Year> <Month>1</Month> <Day>2</Day>%s</PubMedPubDate>"
    entry, medline = day % (b'"entrez"', b""), day % (b'"medline"', b"<Hour>6</Hour><Minute>0</Minute>\n")
    odd = day % (b"'pubmed'", b"") + day % (b'"pubmed"', b"<New/>") + day % (b'"PubMed"', b"")
    kept = b"<a>" + medline + b"<History>" + entry + odd + b"</History></a>"
    assert without_unread(kept.replace(entry, medline + entry + medline)) == kept


def test_damage_is_told_with_the_line_where_the_record_has_it() -> None:
    author = b"<Author><AffiliationInfo>\n<Affiliation>Town</Affiliation>\n</AffiliationInfo>\n</Author>\n"
    raw = b"<PubmedArticle>\n" + author + b"<MedlineCitation><PMID>97000001</PMI></MedlineCitation></PubmedArticle>"
    with pytest.raises(ContentRefused, match="line 6 of the record"):
        read_record(raw)
