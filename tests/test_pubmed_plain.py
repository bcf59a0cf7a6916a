"""A plain record read without a tree says what the tree says, and what is not plain is left to the tree."""

import random
import re
from pathlib import Path

import pytest

from evidence.errors import ContentRefused
from evidence.sources.inflate import read_chunks
from evidence.sources.pubmed_plain import read_plain, read_quickly
from evidence.sources.pubmed_xml import read_record
from evidence.sources.xml_split import RECORDS, split_elements
from tests.odd_records import odd_record

PLAIN = """<PubmedArticle>
    <MedlineCitation Status="MEDLINE" IndexingMethod="Curated" Owner="NLM">
      <PMID Version="2">97000601</PMID>
      <DateCompleted>
        <Year>2021</Year>
        <Month>02</Month>
        <Day>04</Day>
      </DateCompleted>
      <DateRevised>
        <Year>2021</Year>
        <Month>06</Month>
        <Day>07</Day>
      </DateRevised>
      <Article PubModel="Print-Electronic">
        <Journal>
          <ISSN IssnType="Electronic">9797-0601</ISSN>
          <JournalIssue CitedMedium="Internet">
            <Volume>7</Volume>
            <Issue>1 &amp; 2</Issue>
            <PubDate>
              <Year>2021</Year>
              <Month>Feb</Month>
              <Day>03</Day>
            </PubDate>
          </JournalIssue>
          <Title>Invented grafts &amp; tablets</Title>
          <ISOAbbreviation>Inv Grafts</ISOAbbreviation>
        </Journal>
        <ArticleTitle>Grafts of &gt;2 × 10<sup>6</sup> cells: <i>a <b>made-up</b></i> trial.</ArticleTitle>
        <Pagination>
          <StartPage>11</StartPage>
          <EndPage>19</EndPage>
          <MedlinePgn>11-9</MedlinePgn>
        </Pagination>
        <ELocationID EIdType="pii" ValidYN="Y">S1&lt;2&gt;</ELocationID>
        <ELocationID EIdType="doi" ValidYN="Y">10.9797/plain.1</ELocationID>
        <Abstract>
          <AbstractText Label="BACKGROUND" NlmCategory="BACKGROUND">Few
          lines &amp;lt; one.</AbstractText>
          <AbstractText Label="LEVEL OF EVIDENCE: 2"/>
          <AbstractText Label="RESULTS" NlmCategory="RESULTS"> In 3 of 55 (5·5%; p&lt;0.05)...</AbstractText>
          <CopyrightInformation>© Nobody &amp; Sons</CopyrightInformation>
        </Abstract>
        <AuthorList CompleteYN="Y">
          <Author ValidYN="Y" EqualContrib="Y">
            <LastName>Bürgt</LastName>
            <ForeName>Richard K</ForeName>
            <Initials>RK</Initials>
            <Suffix>Jr</Suffix>
            <Identifier Source="ORCID">0000-0000-9700-0001</Identifier>
            <AffiliationInfo>
              <Affiliation>Ward 7 & 8, Nowhere.</Affiliation>
              <Identifier Source="ROR">x</Identifier>
            </AffiliationInfo>
          </Author>
          <Author ValidYN="Y">
            <CollectiveName>PLAIN Study Group</CollectiveName>
          </Author>
          <Author ValidYN="Y">
            <LastName>Plato</LastName>
          </Author>
        </AuthorList>
        <Language>eng</Language>
        <Language>dut</Language>
        <DataBankList CompleteYN="Y">
          <DataBank>
            <DataBankName>ClinicalTrials.gov</DataBankName>
            <AccessionNumberList>
              <AccessionNumber>NCT97000601</AccessionNumber>
              <AccessionNumber>NCT97000602</AccessionNumber>
            </AccessionNumberList>
          </DataBank>
        </DataBankList>
        <GrantList CompleteYN="Y">
          <Grant>
            <GrantID>G&amp;1</GrantID>
            <Agency>Nobody</Agency>
            <Country/>
          </Grant>
        </GrantList>
        <PublicationTypeList>
          <PublicationType UI="D016428">Journal Article</PublicationType>
        </PublicationTypeList>
        <VernacularTitle>Transplantaten bij <i>MS</i></VernacularTitle>
        <ArticleDate DateType="Electronic">
          <Year>2020</Year>
          <Month>12</Month>
          <Day>31</Day>
        </ArticleDate>
      </Article>
      <MedlineJournalInfo>
        <Country>Netherlands</Country>
        <MedlineTA>Inv Grafts</MedlineTA>
        <NlmUniqueID>9700601</NlmUniqueID>
        <ISSNLinking>9797-0600</ISSNLinking>
      </MedlineJournalInfo>
      <ChemicalList>
        <Chemical>
          <RegistryNumber>0</RegistryNumber>
          <NameOfSubstance UI="D000970">Agents</NameOfSubstance>
        </Chemical>
      </ChemicalList>
      <CitationSubset>IM</CitationSubset>
      <CommentsCorrectionsList>
        <CommentsCorrections RefType="ErratumIn">
          <RefSource>Inv Grafts. 2021;7(3):1 &amp; 2</RefSource>
          <PMID Version="1">97000691</PMID>
          <Note>Dose &lt; 1</Note>
        </CommentsCorrections>
        <CommentsCorrections RefType="DoubtedIn">
          <RefSource>Nowhere</RefSource>
        </CommentsCorrections>
      </CommentsCorrectionsList>
      <MeshHeadingList>
        <MeshHeading>
          <DescriptorName UI="D009103" MajorTopicYN="N">Multiple Sclerosis</DescriptorName>
          <QualifierName UI="Q000628" MajorTopicYN="Y">therapy</QualifierName>
          <QualifierName UI="Q000517" MajorTopicYN="N">prevention &amp; control</QualifierName>
        </MeshHeading>
        <MeshHeading>
          <DescriptorName UI="D009426" MajorTopicYN="N" Type="Geographic">Netherlands</DescriptorName>
        </MeshHeading>
      </MeshHeadingList>
      <NumberOfReferences>2</NumberOfReferences>
      <PersonalNameSubjectList>
        <PersonalNameSubject>
          <LastName>Galen</LastName>
        </PersonalNameSubject>
      </PersonalNameSubjectList>
      <OtherID Source="NLM">PMC97</OtherID>
      <OtherAbstract Type="Publisher" Language="dut">
        <AbstractText>Weinig.</AbstractText>
        <CopyrightInformation>© Niemand</CopyrightInformation>
      </OtherAbstract>
      <KeywordList Owner="NOTNLM">
        <Keyword MajorTopicYN="N"/>
        <Keyword MajorTopicYN="N">
          CD34<sup>+</sup>
        </Keyword>
        <Keyword MajorTopicYN="Y">grafts</Keyword>
      </KeywordList>
      <CoiStatement>None &amp; nothing.</CoiStatement>
      <InvestigatorList>
        <Investigator ValidYN="Y">
          <LastName>Hypatia</LastName>
        </Investigator>
      </InvestigatorList>
      <GeneralNote Owner="NLM">Noted.</GeneralNote>
    </MedlineCitation>
    <PubmedData>
      <History>
        <PubMedPubDate PubStatus="received">
          <Year>2020</Year>
          <Month>01</Month>
          <Day>02</Day>
        </PubMedPubDate>
        <PubMedPubDate PubStatus="entrez">
          <Year>2021</Year>
          <Month>1</Month>
          <Day>3</Day>
          <Hour>6</Hour>
          <Minute>0</Minute>
        </PubMedPubDate>
      </History>
      <PublicationStatus>ppublish</PublicationStatus>
      <ArticleIdList>
        <ArticleId IdType="pubmed">97000601</ArticleId>
        <ArticleId IdType="doi">10.9797/Plain.1</ArticleId>
        <ArticleId IdType="pmc">PMC9700601</ArticleId>
      </ArticleIdList>
      <?pmcsd ?>
      <ReferenceList>
        <Reference>
          <Citation>Somebody, 1999</Citation>
          <ArticleIdList>
            <ArticleId IdType="doi">10.9797/other</ArticleId>
          </ArticleIdList>
        </Reference>
      </ReferenceList>
    </PubmedData>
  </PubmedArticle>"""
RAW = PLAIN.encode()


def test_a_plain_record_is_read_without_a_tree_and_says_the_same() -> None:
    read = read_plain(RAW)
    assert read == read_record(RAW)
    assert read is not None
    assert read.sections[0].text == "Few lines &lt; one."
    assert read.title == "Grafts of >2 × 106 cells: a made-up trial."


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<MedlinePgn>11-9</MedlinePgn>\n", ""),
        ("<MedlinePgn>11-9</MedlinePgn>", "<MedlinePgn></MedlinePgn>"),
        (">2021</Year>\n              <Month>Feb</Month>", ">2021</Year>\n              <Month>2</Month>"),
        ("<Month>Feb</Month>\n              <Day>03</Day>", "<Season>Winter</Season>"),
        ("<Month>02</Month>", "<Month>13</Month>"),
        ("<Month>12</Month>", "<Month>13</Month>"),
        ("<Day>03</Day>\n", ""),
        (">Inv Grafts</ISOAbbreviation>", "></ISOAbbreviation>"),
        ("9797-0601", ""),
        ('Status="MEDLINE"', 'Status="In-Orbit"'),
        ('Status="MEDLINE"', 'Status=""'),
        ("DoubtedIn", "RetractionIn"),
        ("<Suffix>Jr</Suffix>\n", ""),
        ("10.9797/plain.1", "doi: 10.9797/plain.1"),
        ("10.9797/plain.1", "10.9797/&lt;1&gt;"),
        ("<b>made-up</b>", "made-up"),
        ('MajorTopicYN="Y">therapy', 'MajorTopicYN="N">therapy'),
        (' Label="RESULTS"', ' Label=""'),
        (' Label="LEVEL OF EVIDENCE: 2"', ""),
        (' Label="LEVEL OF EVIDENCE: 2"/>', "><i></i></AbstractText>"),
        ("dut</Language>", "eng</Language>"),
        ("entrez", "pubmed"),
        ("×", "\u0416\U0001f9ec\u2028\x85\x7f\ufffd"),
    ],
)
def test_a_plain_record_of_another_content_says_the_same(old: str, new: str) -> None:
    raw = changed(old, new)
    assert read_plain(raw) == read_record(raw) is not None


def changed(old: str, new: str) -> bytes:
    assert old in PLAIN
    return PLAIN.replace(old, new, 1).encode("utf-8", "surrogatepass")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Inv Grafts<", "Inv &#71;rafts<"),
        ("Inv Grafts<", "Inv\tGrafts<"),
        ("Inv Grafts<", "Inv\nGrafts<"),
        ("Inv Grafts<", "Inv Grafts <"),
        ("Inv Grafts<", "Inv<!-- --> Grafts<"),
        ("Inv Grafts<", "Inv<![CDATA[ ]]>Grafts<"),
        ("Inv Grafts<", "Inv> Grafts<"),
        ("Plato", " Plato"),
        ("Plato", "Plato &amp; Co"),
        ("<LastName>Plato", "<NickName>P</NickName><LastName>Plato"),
        ("<Author ValidYN", "<Writer/><Author ValidYN"),
        ("<Suffix>Jr</Suffix>", "<Suffix></Suffix>"),
        ("Ward 7", "<i>Ward</i> 7"),
        ('<Author ValidYN="Y">', '<Author ValidYN="N">'),
        ("<Language>eng", "<AiSummary/><Language>eng"),
        ('<PMID Version="2">', '<PMID Version="x">'),
        ('ValidYN="Y">10.9797', 'ValidYN="N">10.9797'),
        ("<Citation>", "<!-- </ReferenceList> --><Citation>"),
        ("<Reference>", "<Odd/><ReferenceList/><Reference>"),
        ("\n      <ReferenceList>", "<!-- \n      <ReferenceList>"),
        ("grafts</Keyword>", "<math/></Keyword>"),
    ],
)
def test_what_is_spelt_otherwise_is_left_to_the_tree(old: str, new: str) -> None:
    assert read_plain(changed(old, new)) is None


@pytest.mark.fault("F33")
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Inv Grafts<", "Inv &grafts;<"),
        ("Inv Grafts<", "Inv & Grafts<"),
        ("Inv Grafts<", "Inv\x00Grafts<"),
        ("Inv Grafts<", "Inv\x1fGrafts<"),
        ("Inv Grafts<", "Inv\ufffeGrafts<"),
        ("Inv Grafts<", "Inv\uffffGrafts<"),
        ("Inv Grafts<", "Inv\ud800Grafts<"),
        ("Plato", "Pla\ufffeto"),
        ("Inv Grafts<", "Inv ]]>Grafts<"),
        ("<i>a <b>made-up</b></i>", "<i>a <b>made-up</i></b>"),
        ("<i>a <b>made-up</b></i>", "<i>a made-up"),
        ("<i>a <b>made-up</b></i>", "a made-up</i>"),
        (' Owner="NLM"', ' Owner="NLM" Owner="NLM"'),
        ('Label="RESULTS"', 'Label="A<B"'),
        ("</PMID>", "</PMI>"),
        ("97000601</PMID>", "</PMID>"),
        ("</AuthorList>", ""),
        ("  </PubmedArticle>", ""),
        ("<Citation>", "<!-- <Citation>"),
        ("<Citation>", "<![CDATA[ <Citation>"),
        ("<Citation>", "<? <Citation>"),
    ],
)
def test_what_is_wrong_is_told_by_the_tree(old: str, new: str) -> None:
    raw = changed(old, new)
    with pytest.raises(ContentRefused) as by_tree:
        read_record(raw)
    with pytest.raises(ContentRefused, match=f"^{re.escape(str(by_tree.value))}$"):
        read_quickly(raw)


def test_a_record_of_more_bytes_than_tags_are_allowed_is_left_to_the_tree() -> None:
    assert read_plain(changed("Few", "Few" + " words" * 90_000)) is None


def test_odd_records_say_the_same_either_way() -> None:
    for seed in range(400):
        raw = odd_record(seed)
        assert read_plain(raw) in (None, read_record(raw)), seed


# Damage of every kind, by seed: whatever is taken for plain after it must say what the tree says.

MARKS = """
<!-- x -->|<!-- |-->|<![CDATA[x]]>|]]>|&#160;|&amp;|&lt;|&bad;|&|<|>|<i>x</i>|<i>|</i>|<sup/>|<b><i>y</i></b>|<Odd/>|0
<AuthorList/>|<ReferenceList/>|<ReferenceList>|</ReferenceList>|<AffiliationInfo>|</AffiliationInfo>|<PMID>1</PMID>|...
<?pmcsd ?>|<?x <AuthorList> ?>|<?|?>|<Year>2020</Year>|<Language>eng</Language>|<Keyword/>|"|'|=| ValidYN="N"| x="1"
<AuthorList><Author ValidYN="Y"><CollectiveName>G</CollectiveName></Author></AuthorList>
<ReferenceList><!-- </ReferenceList> <ReferenceList> --></ReferenceList>
"""
SNIPPETS = [*MARKS.strip().replace("\n", "|").split("|"), "\x07", "\t", "\n", "\r\n", "  ", "\ufffe", "\x85"]
TAG, WORDS, BLOCK = map(re.compile, (r"<[^<>]*>", r"(?<=>)[^<>]+(?=<)", r"<(\w+)[^<>/]*>[^<>]*</\1>"))


def insert(text: str, rng: random.Random) -> str:
    found = rng.choice(list(rng.choice((TAG, WORDS)).finditer(text)))
    at = rng.choice((found.start(), found.end(), rng.randint(*found.span())))
    return text[:at] + rng.choice(SNIPPETS) + text[at:]


def drop(text: str, rng: random.Random) -> str:
    found = rng.choice(list(rng.choice((TAG, WORDS, BLOCK)).finditer(text)))
    return text[: found.start()] + text[found.end() :]


def swap(text: str, rng: random.Random) -> str:
    found = list(rng.choice((TAG, WORDS, BLOCK)).finditer(text))
    one, other = (found[place] for place in sorted(rng.sample(range(len(found)), 2)))
    return text[: one.start()] + other[0] + text[one.end() : other.start()] + one[0] + text[other.end() :]


def double(text: str, rng: random.Random) -> str:
    at = rng.choice(list(TAG.finditer(text))).start()
    return text[:at] + rng.choice(list(BLOCK.finditer(text)))[0] + text[at:]


def damaged(seed: int) -> bytes:
    """Return the plain record with one to three things done to it; the same for the same seed."""
    rng, text = random.Random(seed), PLAIN
    for _ in range(rng.choice((1, 1, 2, 3))):
        text = rng.choice((insert, drop, swap, double))(text, rng)
    return text.encode()


def plain_ones(seeds: range) -> int:
    """Return how many of the damaged records are still plain, after each was compared with what the tree says."""
    count = 0
    for seed in seeds:
        read = read_plain(damaged(seed))
        if read is not None:
            count += 1
            assert read == read_record(damaged(seed)), seed
    return count


def test_no_damage_makes_a_plain_record_say_what_the_tree_does_not() -> None:
    assert plain_ones(range(3000)) > 150


@pytest.mark.slow
def test_no_damage_of_a_hundred_thousand_makes_a_plain_record_say_what_the_tree_does_not() -> None:
    assert plain_ones(range(100_000)) > 5_000


@pytest.mark.real
@pytest.mark.slow
def test_every_real_record_says_the_same_either_way_and_nearly_all_are_plain(real: Path) -> None:
    plain, differing, count = 0, [], 0
    for path in sorted((real / "pubmed_bulk").glob("*.xml.gz")):
        for piece in split_elements(read_chunks(path), path.name):
            read = read_plain(piece.raw) if piece.name in RECORDS else None
            count += 1
            plain += read is not None
            if read is not None and read != read_record(piece.raw):
                differing.append(read.pmid)
    assert differing == []
    assert plain > 0.98 * count  # one of the files has the older root, of which none is
