"""The bytes of a record never hide from the sieve what the parsed record tells."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import evidence.topics
from evidence.records.article import Article
from evidence.screening import Screener, compile_screener
from evidence.screening.concerning import concerns_topic, words_to_look_for
from evidence.screening.wording import may_concern, read_wording
from evidence.sources.bulk import read_records
from evidence.sources.flat import flattened
from evidence.sources.inflate import read_chunks
from evidence.sources.needles import needles_of
from evidence.sources.pubmed_xml import read_record
from evidence.sources.sieve import Engine, Sieve, Words, Worth
from evidence.sources.sieve_plain import PlainEngine
from evidence.sources.xml_split import RECORDS, Piece, split_elements, split_runs
from evidence.topics.vocabulary import load_vocabulary

hyperscan = pytest.importorskip("hyperscan")  # the extra "test" has it
from evidence.sources.sieve_fast import FastEngine  # noqa: E402

VOCABULARY = load_vocabulary(Path(evidence.topics.__file__).parent / "hsct_ms")
SCREENER: Screener = compile_screener(VOCABULARY)
WORDS = words_to_look_for(VOCABULARY, SCREENER)
CUES = dict(VOCABULARY.cues)
DISEASE = (*VOCABULARY.disease, *CUES["disease_short"], *CUES["disease_scales"])
TREATMENT = (*VOCABULARY.treatment, *VOCABULARY.treatment_broad, *VOCABULARY.other_cells, *CUES["any_cells"])
ENGINES: tuple[Callable[[Words], Engine], ...] = (FastEngine, PlainEngine)

RECORD = """<PubmedArticle>
  <MedlineCitation Status="MEDLINE">
    <PMID Version="1">97000041</PMID>
    <Article>
      <ArticleTitle>{title}</ArticleTitle>
      <Abstract>
        <AbstractText>{abstract}</AbstractText>
      </Abstract>
      <AuthorList><Author><LastName>Doe</LastName></Author></AuthorList>
      <VernacularTitle>{vernacular}</VernacularTitle>
    </Article>
    <MeshHeadingList><MeshHeading><DescriptorName UI="D1">{mesh}</DescriptorName></MeshHeading></MeshHeadingList>
    <KeywordList><Keyword>{keyword}</Keyword></KeywordList>
  </MedlineCitation>
  <PubmedData><ReferenceList><Reference><Citation>{citation}</Citation></Reference></ReferenceList></PubmedData>
</PubmedArticle>"""
PASSES, LEFT_OUT = [True] * 6, [False] * 6
NEITHER = Worth(concerns=False, links=False)
DOCTYPE = (
    b'<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
    b'"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">'
)
PLACES = ("title", "abstract", "vernacular", "mesh", "keyword")


@cache
def sieves() -> tuple[Sieve, ...]:
    return tuple(Sieve(WORDS, engine(WORDS)) for engine in ENGINES)


def record(**texts: str) -> bytes:
    return RECORD.format(**{name: texts.get(name, "Words") for name in (*PLACES, "citation")}).encode()


def tells_of_both(article: Article) -> bool:
    """Wider than concerns_topic: the disease by any of its names, and anything of the treatment or of stem cells."""
    wording = read_wording(article)
    patterns = (SCREENER.disease, SCREENER.both_disease, SCREENER.disease_scales)
    named = any(pattern.search(text) for pattern in patterns for text in (wording.text, wording.index))
    return named and may_concern(wording, SCREENER)


def worth(sieve: Sieve, raw: bytes) -> tuple[Worth, Worth, Worth]:
    """What the sieve says of a record by itself, of the same one between others of a file, and under NLM's DTD.

    A record with elements that the DTD does not know is in no file of NLM's.
    """
    between = among_others(sieve, raw, b"")
    return sieve.test(raw), between, between if b"<x:new" in raw else among_others(sieve, raw, DOCTYPE)


def among_others(sieve: Sieve, raw: bytes, doctype: bytes) -> Worth:
    other = record(title="Forms").replace(b"97000041", b"97000042")
    file = b"\n".join((doctype, b"<PubmedArticleSet>", other, raw, other, b"</PubmedArticleSet>"))
    told = []
    for found in split_runs(iter((file,)), "made up", sieve.looking):
        if isinstance(found, Piece):
            told.append(sieve.test(found.raw))
        else:
            sifted = sieve.sift(found)
            told += [sifted.get(number, NEITHER) for number in range(len(found.pmids))]
    before, between, after = told
    assert before == after == NEITHER
    return between


def lets_through(raw: bytes) -> list[bool]:
    """By each engine, and for each by itself, between others, and between others under NLM's DTD."""
    return [each.concerns for sieve in sieves() for each in worth(sieve, raw)]


# --- made-up records ---

GAPS = (" ", "\n        ", "-", "\u00a0", "\u2009", "\u2011", "\u2013 ", " \t", "  ")
AROUND = (("", ""), ("a ", " z"), ("(", ")"), ("<b>", "</b>"), ("&#40;", "&#x29;"))
SPELT: tuple[Callable[[str], str], ...] = (
    lambda sign: sign,
    lambda sign: f"&#{ord(sign)};",
    lambda sign: f"&#x{ord(sign):x};",
    lambda sign: f"<i>{sign}</i>",
    lambda sign: f"<b><i a='>'>{sign}</i></b>",
    lambda sign: f"{sign}\u200d",
    lambda sign: f"{sign}<sub></sub>",
    lambda sign: f"{sign}<?pmcsd ?>",
    lambda sign: f"{sign}<?note a > b '?>",
    lambda sign: f"<x:new>{sign}</x:new >",
)


@st.composite
def spelt_out(draw: st.DrawFn, phrases: tuple[str, ...]) -> str:
    """A phrase as it might stand in the bytes: any case, gaps, tags, references and invisible signs."""
    phrase = draw(st.sampled_from(phrases)).rstrip("*")
    free = phrase != phrase.upper()
    told = []
    for sign in phrase:
        if sign in " -":
            told.append(draw(st.sampled_from(GAPS)))
            continue
        if free and len(sign.upper()) == 1 and draw(st.integers(0, 3)) == 0:
            sign = sign.swapcase()
        told.append(SPELT[draw(st.sampled_from((0,) * 12 + tuple(range(len(SPELT)))))](sign))
    return "".join(told)


@st.composite
def awkward(draw: st.DrawFn) -> bytes:
    texts: dict[str, list[str]] = {}
    for phrases in (DISEASE, TREATMENT):
        place = draw(st.sampled_from(PLACES))
        text = draw(spelt_out(phrases))
        before, after = draw(
            st.sampled_from((("", ""), ("a ", " z"), ("(", ")"), ("<b>", "</b>"), ("&#40;", "&#x29;")))
        )
        texts.setdefault(place, []).append(f"{before}{text}{after}")
    raw = record(**{place: " and ".join(told) for place, told in texts.items()})
    return draw(st.sampled_from((raw, b"".join(line.strip() for line in raw.splitlines(keepends=False)))))


@settings(max_examples=400, deadline=None)
@given(raw=awkward())
def test_no_spelling_hides_a_word_that_the_parsed_record_tells(raw: bytes) -> None:
    if tells_of_both(read_record(raw)):
        assert lets_through(raw) == PASSES


@pytest.mark.parametrize(
    ("disease", "treatment"),
    [("RRMS", "AHSC&#84;"), ("A <?xMSx?>M<i>S</i>", "AHSCT"), ("M<b>S</b>", "AHSC<b>T</b>"), ("MS", "AH<i></i>SCT")],
)
@pytest.mark.parametrize("lines", [b"\n", b""])
def test_words_that_touch_once_tags_are_gone_are_both_seen(disease: str, treatment: str, lines: bytes) -> None:
    raw = record(title=disease, abstract=treatment, vernacular="it", mesh="it", keyword="it")
    raw = lines.join(line.strip() for line in raw.splitlines())
    assert tells_of_both(read_record(raw))
    assert lets_through(raw) == PASSES


@pytest.mark.slow
@settings(max_examples=20_000, deadline=None)
@given(raw=awkward())
def test_twenty_thousand_spellings_hide_no_word(raw: bytes) -> None:
    if tells_of_both(read_record(raw)):
        assert lets_through(raw) == PASSES


def test_the_spellings_of_the_property_are_such_as_the_parsed_record_tells() -> None:
    """Else the property above would ask nothing."""
    told = []

    @settings(max_examples=300, deadline=None, database=None)
    @given(raw=awkward())
    def gather(raw: bytes) -> None:
        told.append(tells_of_both(read_record(raw)))

    gather()
    assert sum(told) > 0.6 * len(told)


@pytest.mark.parametrize("phrase", sorted({*DISEASE, *TREATMENT}))
def test_every_phrase_of_the_vocabulary_is_found_in_each_place(phrase: str) -> None:
    plain = phrase.rstrip("*")
    for place in PLACES:
        for side in (f"MSC and stem cells, {plain}", f"multiple sclerosis, {plain}"):
            raw = record(**{place: side})
            assert not tells_of_both(read_record(raw)) or lets_through(raw) == PASSES
    both = record(title=f"{plain} stem cell", abstract=f"{plain} multiple sclerosis")
    assert tells_of_both(read_record(both))
    assert lets_through(both) == PASSES


@pytest.mark.parametrize(
    ("disease", "treatment"),
    [
        ("Multiple Sclerosis", "Hematopoietic Stem Cell Transplantation"),
        ("MULTIPLE\n  SCLEROSIS", "A<sup>HSCT</sup>"),
        ("m<i>u</i>ltiple sclero<b>sis</b>", "stem<i> cell</i>s"),
        ("multiple &#115;clerosis", "bone marrow&#160;transplantation"),
        ("multiple scle\u00adrosis", "immuno\u200bablation"),
        ("multiple \u017fclerosis", "stem <i a='x > y'>cells</i>"),
        ("<![CDATA[multiple]]> sclerosis", "stem cells"),
        ("multiple <!-- a note -->sclerosis", "stem cells"),
        ("рассеянный <i>С</i>КЛЕРОЗ", "трансплантация"),
        ("patients (MS)", "HS<b>CT</b>"),
        ("multiple sclerosis", 'st<?note "b?>em cells'),
        ("mult<sub/>iple sclerosis", "stem cells"),
        ("multiple sclero<?pmcsd ?>sis", "stem cells"),
        ("multiple sclero<i></i><b>sis</b>", "stem cells"),
        ("M<mml:math><mml:mi>S</mml:mi></mml:math>", "stem cells"),
        ("multiple sclerosis", "H<DispFormula>SC</DispFormula>T"),
        ("stem cells", "its forms</AbstractText><AbstractText>M<b>S</b>"),
    ],
)
def test_awkward_spellings_of_real_kinds_get_through(disease: str, treatment: str) -> None:
    raw = record(title=disease, abstract=treatment)
    assert tells_of_both(read_record(raw))
    assert lets_through(raw) == PASSES


@pytest.mark.parametrize(
    "raw",
    [
        record(title="Multiple sclerosis"),
        record(title="Stem cell transplantation in leukaemia"),
        record(title="Forms of transplantation of stem cells in TMS"),
        record(title="Systems", citation="Stem cell transplantation in multiple sclerosis"),
        record(title="Multiple sclerosis&#60;br&#62; and s&#x2028;tem"),
        record(title="RESULTS OF V<sub>max</sub> in stem cells, LC-MSC, SPPRES"),
    ],
)
def test_what_lacks_the_disease_or_the_treatment_is_left_out(raw: bytes) -> None:
    assert not tells_of_both(read_record(raw))
    assert lets_through(raw) == LEFT_OUT


@pytest.mark.parametrize("reference", [b"&#9999999;", b"&#xD800;", b"&#60;", b"&quot;"])
def test_a_reference_to_what_is_no_sign_of_a_word_parts_two_words(reference: bytes) -> None:
    assert flattened(b"stem" + reference + b"cells &#115;") == b"stem cells s"


@pytest.mark.parametrize("note", [b"<!-- a note -->", b"<![CDATA[x]]>"])
def test_what_only_a_parser_can_tell_is_left_to_it(note: bytes) -> None:
    assert flattened(b"stem" + note) is None
    raw = record(title="Nothing to be found").replace(b"Nothing", note)
    assert all(lets_through(raw))


def test_notices_are_seen_and_mere_references_are_none() -> None:
    notice = b'<CommentsCorrectionsList><CommentsCorrections RefType="%s"/></CommentsCorrectionsList></MedlineCitation>'
    for kind in (b"RetractionOf", b"CommentOn", b"ErratumFor"):
        raw = record().replace(b"</MedlineCitation>", notice % kind)
        assert [each.links for sieve in sieves() for each in worth(sieve, raw)] == PASSES
    cites = record().replace(b"</MedlineCitation>", notice % b"Cites")
    assert worth(sieves()[0], cites) == (NEITHER, NEITHER, NEITHER)
    assert worth(sieves()[0], record()) == (NEITHER, NEITHER, NEITHER)


def test_what_authors_are_called_is_not_looked_at_and_what_stands_around_them_is() -> None:
    both = "Multiple sclerosis and stem cells"
    named = record().replace(b"Doe", both.encode())
    assert worth(sieves()[0], named)[1] == NEITHER
    odd = (
        b"<AuthorList/>", b"<AuthorList CompleteYN='Y' />", b"<AuthorListing/>", b"<AuthorList a='/>' b=\">\"/>",
        b"<AuthorList><Author/></AuthorList >", b"<AuthorList><Author/></AuthorListing></AuthorList>",
    )  # fmt: skip
    for authors in odd:
        raw = record(abstract=both).replace(b"<Abstract>", authors + b"<Abstract>")
        assert lets_through(raw) == PASSES, authors


def test_a_phrase_of_which_nothing_can_be_asked_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="nothing of '& and'"):
        needles_of(["& and"])


def test_without_hyperscan_the_standard_library_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "evidence.sources.sieve_fast", None)
    sieve = Sieve(WORDS)
    assert sieve.test(record(title="AHSCT in multiple sclerosis"))[0]
    assert not sieve.test(record(title="AHSCT in lymphoma"))[0]


# --- real records ---


def raws_of(path: Path) -> Iterator[bytes]:
    return (piece.raw for piece in split_elements(read_chunks(path), str(path)) if piece.name in RECORDS)


@pytest.mark.real
@pytest.mark.parametrize("name", ["pubmed21n1298.xml.gz", "pubmed20n0014.xml.gz", "medline16n0902.xml.gz"])
def test_no_record_of_a_bulk_file_is_lost_against_parsing_all_of_it(real: Path, name: str) -> None:
    lost = [
        article.pmid
        for article, passed in _judged(real / "pubmed_bulk" / name)
        if not passed and (tells_of_both(article) or concerns_topic(article, SCREENER))
    ]
    assert lost == []


@pytest.mark.real
@pytest.mark.parametrize("name", ["ms_feed.xml.gz", "hsct_ms_dev.xml"])
def test_no_record_of_the_field_is_lost_by_either_engine(real: Path, name: str) -> None:
    lost, concerned = [], 0
    for record in read_records(real / name):
        if record.article is not None and tells_of_both(record.article):
            concerned += 1
            lost += [] if lets_through(record.raw) == PASSES else [record.article.pmid]
    assert lost == []
    assert concerned > 30


def _judged(path: Path) -> Iterator[tuple[Article, bool]]:
    """Yield every record parsed, and whether the fast engine lets it through, in runs as a file is read."""
    fast = sieves()[0]
    for found in split_runs(read_chunks(path), str(path), fast.looking):
        if isinstance(found, Piece):
            if found.name in RECORDS:
                yield read_record(found.raw), fast.test(found.raw).concerns
            continue
        sifted = fast.sift(found)
        for number in range(len(found.pmids)):
            yield read_record(found.raw(number)), sifted.get(number, NEITHER).concerns
