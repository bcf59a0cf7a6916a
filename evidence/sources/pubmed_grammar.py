"""NLM's DTD of a PubmedArticle as one regular expression, and one for each kind of entry of its lists.

A record that matches is plain: it is well formed, has no element that is unknown, each stands where the DTD has it, and
each text is as it is spelt but for five entities and inline tags. So it can be read without a tree. All else is left to
the parser: line breaks, tabs and control characters in a text, blanks around it, "&#160;", a bare ">", formulas,
comments, another order of elements or attributes, and what is rare.

How to read it: "~" is what may stand between tags, a line break and blanks; a word in capitals is a pattern of _SIGNS
or an entry of _ENTRIES; line breaks and indentation mean nothing; the rest is a regular expression, its groups what is
read. Lists are kept whole; of authors and references only the place is left (pubmed_plain.py). Groups are not repeated
possessively, as signs are: Python before 3.11.5 loses matches. Each begins with its tag, so little is given back.
"""

import re
from collections.abc import Mapping
from functools import cache

_RUN, _LINES = r"[^<>&\x00-\x1f]*+", r"[^<>&\x00-\x09\x0b-\x1f]*+"
_ENTITY = r"&(?:lt|gt|amp|quot|apos);"
_SIGNS = {
    "NAME": rf"(?![ <]){_RUN}(?<! )",  # neither entities nor blanks around it, and not empty
    "TEXT": rf"(?! ){_RUN}(?:{_ENTITY}{_RUN})*(?<! )",
    "TOLD": rf"(?![ <]){_RUN}(?:{_ENTITY}{_RUN})*(?<! )",  # not empty
    "MARKED": rf"{_LINES}(?:(?:{_ENTITY}|</?(?:sup|sub|i|b|u)>){_LINES})*",  # whether tags are in pairs is seen later
    "UNREAD": rf"{_RUN}(?:{_ENTITY}{_RUN})*",
    "VALUE": r'[^<>&"\x00-\x1f]*+',
    "DIGITS": r"[0-9]++",
    "LETTERS": r"[A-Za-z]++",
}
_MATCHED = {  # the same for what is known to match, which is told sooner
    **_SIGNS,
    **dict.fromkeys(("TEXT", "UNREAD"), r"[^<]*+"),
    **dict.fromkeys(("NAME", "TOLD"), r"[^<]++"),
    "MARKED": r"[^<]*+(?:</?[a-z][^<]*+)*",
    "VALUE": r'[^"]*+',
}
_ENTRIES = {
    "DAY": r"""<Year>(DIGITS)</Year>~<Month>(DIGITS)</Month>~<Day>(DIGITS)</Day>~""",
    "TIME": r"""(?:<Hour>DIGITS</Hour>~)?(?:<Minute>DIGITS</Minute>~)?""",
    "PRINTED": r"""
    (?:<Year>(DIGITS)</Year>~
       (?:<Month>(DIGITS|LETTERS)</Month>~(?:<Day>(DIGITS)</Day>~)?|<Season>(LETTERS)</Season>~)?
      |<MedlineDate>(NAME)</MedlineDate>~)""",
    "AUTHOR": r"""
    <Author ValidYN="Y"(?: EqualContrib="[YN]")?>~
      (?:<LastName>(NAME)</LastName>~(?:<ForeName>(NAME)</ForeName>~)?(?:<Initials>(NAME)</Initials>~)?
         (?:<Suffix>(NAME)</Suffix>~)?
        |<CollectiveName>(NAME)</CollectiveName>~)
      (?:<Identifier Source="VALUE">UNREAD</Identifier>~)*
      AFFILIATION*
    </Author>~""",
    "AFFILIATION": r"""
    <AffiliationInfo>~
      <Affiliation>[^<]*+</Affiliation>~
      (?:<Identifier Source="VALUE">[^<]*+</Identifier>~)*
    </AffiliationInfo>~""",
    "INVESTIGATOR": r"""<Investigator ValidYN="[YN]">~UNREAD_NAME(?:AFFILIATION)*</Investigator>~""",
    "SUBJECT": r"""<PersonalNameSubject>~UNREAD_NAME</PersonalNameSubject>~""",
    "UNREAD_NAME": r"""
    <LastName>UNREAD</LastName>~(?:<ForeName>UNREAD</ForeName>~)?(?:<Initials>UNREAD</Initials>~)?
    (?:<Suffix>UNREAD</Suffix>~)?""",
    "LOCATION": r"""<ELocationID EIdType="(LETTERS)"(?: ValidYN="Y")?>(TOLD)</ELocationID>~""",
    "SECTION": r"""<AbstractText(?: Label="(VALUE)")?(?: NlmCategory="(LETTERS)")?(?:/>|>(MARKED)</AbstractText>)~""",
    "LANGUAGE": r"""<Language>(NAME)</Language>~""",
    "BANK": r"""
    <DataBank>~
      <DataBankName>(TEXT)</DataBankName>~
      <AccessionNumberList>~(NUMBER*)</AccessionNumberList>~
    </DataBank>~""",
    "NUMBER": r"""<AccessionNumber>(TOLD)</AccessionNumber>~""",
    "TYPE": r"""<PublicationType UI="VALUE">(TOLD)</PublicationType>~""",
    "NOTICE": r"""
    <CommentsCorrections RefType="(VALUE)">~
      <RefSource>(TEXT)</RefSource>~
      (?:<PMID Version="DIGITS">(DIGITS)</PMID>~)?
      (?:<Note>(TOLD)</Note>~)?
    </CommentsCorrections>~""",
    "HEADING": r"""
    <MeshHeading>~
      <DescriptorName UI="(VALUE)" MajorTopicYN="([YN])"(?: AutoHM="Y")?(?: Type="Geographic")?>(TOLD)</DescriptorName>~
      (QUALIFIER*)
    </MeshHeading>~""",
    "QUALIFIER": r"""<QualifierName UI="VALUE" MajorTopicYN="([YN])"(?: AutoHM="Y")?>(TOLD)</QualifierName>~""",
    "OTHER_ID": r"""<OtherID Source="(LETTERS)">(TEXT)</OtherID>~""",
    "KEYWORD": r"""<Keyword(?: MajorTopicYN="[YN]")?(?:/>|>(MARKED)</Keyword>)~""",
    "OTHER_ABSTRACT": r"""
    <OtherAbstract Type="(VALUE)" Language="(VALUE)">~
      (SECTION*)
      (?:<CopyrightInformation>UNREAD</CopyrightInformation>~)?
    </OtherAbstract>~""",
    "OTHER_DAY": r"""
    <PubMedPubDate PubStatus="(?!entrez)VALUE">~DAY(?:TIME)</PubMedPubDate>~""",
    "ID": r"""<ArticleId IdType="(LETTERS)">(TOLD)</ArticleId>~""",
}
_RECORD = r"""
<PubmedArticle>~
  <MedlineCitation Status="(?P<status>VALUE)"
      (?: IndexingMethod="VALUE")?(?: VersionID="VALUE")?(?: VersionDate="VALUE")?(?: Owner="VALUE")?>~
    <PMID Version="(?P<version>[0-9]{1,4})">(?P<pmid>[1-9][0-9]{0,9})</PMID>~
    (?:<DateCompleted>~DAY</DateCompleted>~)?
    (?:<DateRevised>~(?P<revised>DAY)</DateRevised>~)?
    <Article PubModel="VALUE">~
      <Journal>~
        (?:<ISSN IssnType="VALUE">(?P<issn>TEXT)</ISSN>~)?
        <JournalIssue CitedMedium="VALUE">~
          (?:<Volume>(?P<volume>TEXT)</Volume>~)?
          (?:<Issue>(?P<issue>TEXT)</Issue>~)?
          <PubDate>~(?P<published>PRINTED)</PubDate>~
        </JournalIssue>~
        (?:<Title>(?P<journal>TEXT)</Title>~)?
        (?:<ISOAbbreviation>(?P<journal_short>TEXT)</ISOAbbreviation>~)?
      </Journal>~
      <ArticleTitle>(?P<title>MARKED)</ArticleTitle>~
      (?:<Pagination>~
        (?:<StartPage>(?P<first_page>TEXT)</StartPage>~)?
        (?:<EndPage>(?P<last_page>TEXT)</EndPage>~)?
        (?:<MedlinePgn>(?P<pages>TEXT)</MedlinePgn>~)?
      </Pagination>~)?
      (?P<locations>LOCATION*)
      (?:<Abstract>~
        (?P<sections>SECTION*)
        (?:<CopyrightInformation>(?P<copyright>TEXT)</CopyrightInformation>~)?
      </Abstract>~)?
      (?:<AuthorList/>~)?
      (?P<languages>LANGUAGE*)
      (?:<DataBankList(?: CompleteYN="[YN]")?>~(?P<banks>BANK*)</DataBankList>~)?
      (?:<GrantList(?: CompleteYN="[YN]")?>~
        (?:<Grant>~
          (?:<GrantID>UNREAD</GrantID>~)?(?:<Acronym>UNREAD</Acronym>~)?<Agency>UNREAD</Agency>~
          (?:<Country>UNREAD</Country>~|<Country/>~)?
        </Grant>~)*
      </GrantList>~)?
      (?:<PublicationTypeList>~(?P<types>TYPE*)</PublicationTypeList>~)?
      (?:<VernacularTitle>(?P<vernacular>MARKED)</VernacularTitle>~)?
      (?:<ArticleDate DateType="Electronic">~(?P<electronic>DAY)</ArticleDate>~)?
    </Article>~
    <MedlineJournalInfo>~
      (?:<Country>UNREAD</Country>~)?
      <MedlineTA>(?P<medline_short>TEXT)</MedlineTA>~
      (?:<NlmUniqueID>UNREAD</NlmUniqueID>~)?
      (?:<ISSNLinking>(?P<issn_linking>TEXT)</ISSNLinking>~)?
    </MedlineJournalInfo>~
    (?:<ChemicalList>~
      (?:<Chemical>~
        <RegistryNumber>UNREAD</RegistryNumber>~<NameOfSubstance UI="VALUE">UNREAD</NameOfSubstance>~
      </Chemical>~)*
    </ChemicalList>~)?
    (?:<CitationSubset>UNREAD</CitationSubset>~)*
    (?:<CommentsCorrectionsList>~(?P<notices>NOTICE*)</CommentsCorrectionsList>~)?
    (?:<MeshHeadingList>~(?P<headings>HEADING*)</MeshHeadingList>~)?
    (?:<NumberOfReferences>UNREAD</NumberOfReferences>~)?
    (?:<PersonalNameSubjectList>~SUBJECT*</PersonalNameSubjectList>~)?
    (?P<other_ids>OTHER_ID*)
    (?P<other_abstracts>OTHER_ABSTRACT*)
    (?:<KeywordList(?: Owner="VALUE")?>~(?P<keywords>KEYWORD*)</KeywordList>~)?
    (?:<CoiStatement>UNREAD</CoiStatement>~)?
    (?:<InvestigatorList>~INVESTIGATOR*</InvestigatorList>~)?
    (?:<GeneralNote Owner="VALUE">UNREAD</GeneralNote>~)*
  </MedlineCitation>~
  <PubmedData>~
    (?:<History>~
      OTHER_DAY*(?!<PubMedPubDate PubStatus="(?!entrez))
      (?:<PubMedPubDate PubStatus="entrez">~(?P<entered>DAY)TIME</PubMedPubDate>~)?
      OTHER_DAY*
    </History>~)?
    <PublicationStatus>UNREAD</PublicationStatus>~
    (?:<ArticleIdList>~(?P<ids>ID*)</ArticleIdList>~)?
    (?:<\?pmcsd \?>~)?
    ~(?:<ReferenceList/>~)?
  </PubmedData>~
</PubmedArticle>"""
_WORD, _GROUP = re.compile(r"\b[A-Z][A-Z_]+\b"), re.compile(r"\((?!\?)")


@cache
def record_pattern() -> re.Pattern[str]:
    """Return the pattern of a plain record; it takes 15 ms to compile."""
    return _written_out(_RECORD, _SIGNS)


@cache
def author_pattern() -> re.Pattern[str]:
    """Return the pattern of an author, its groups the parts of a name and the name of a group."""
    return _written_out(_ENTRIES["AUTHOR"], _SIGNS)


@cache
def entry_pattern(name: str) -> re.Pattern[str]:
    """Return the pattern of an entry in a list that matched."""
    return _written_out(_ENTRIES[name], _MATCHED)


def _written_out(template: str, signs: Mapping[str, str]) -> re.Pattern[str]:
    entries = {name: f"(?:{_GROUP.sub('(?:', entry)})" for name, entry in _ENTRIES.items()}
    for words in (entries, entries, signs):  # entries of a list have lists
        template = _spelt_out(template, words)
    return re.compile("".join(line.strip() for line in template.splitlines()).replace("~", r"\n?+ *+"))


def _spelt_out(template: str, words: Mapping[str, str]) -> str:
    return _WORD.sub(lambda found: words.get(found[0], found[0]), template)
