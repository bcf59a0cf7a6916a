"""The element names and enumerations of NLM's DTDs up to pubmed_250101, to notice what is newer than this reader.

A record with something unknown is read all the same; Article.unknown names it, so that a person can look.
Source: pubmed_250101.dtd, and nlmmedlinecitationset_150101.dtd for the older root; a test compares the names with the
DTDs that Biopython ships.
"""

from collections.abc import Iterable
from operator import attrgetter
from xml.etree.ElementTree import Element

_ELEMENTS_OF_DTD = """
    Abstract AbstractText AccessionNumber AccessionNumberList Acronym Affiliation AffiliationInfo Agency Article
    ArticleDate ArticleId ArticleIdList ArticleTitle Author AuthorList BeginningDate Book BookDocument BookTitle
    Chemical ChemicalList Citation CitationString CitationSubset CoiStatement CollectionTitle CollectiveName
    CommentsCorrections CommentsCorrectionsList ContractNumber ContributionDate CopyrightInformation Country
    DataBank DataBankList DataBankName DateCompleted DateCreated DateRevised Day DescriptorName DispFormula
    ELocationID Edition EndPage EndingDate ForeName GeneSymbol GeneSymbolList GeneralNote Grant GrantID GrantList
    History Hour ISOAbbreviation ISSN ISSNLinking Identifier Initials Investigator InvestigatorList Isbn Issue Item
    ItemList Journal JournalIssue Keyword KeywordList Language LastName LocationLabel Medium MedlineCitation
    MedlineDate MedlineJournalInfo MedlinePgn MedlineTA MeshHeading MeshHeadingList Minute Month NameOfSubstance
    NameID NlmUniqueID Note NumberOfReferences Object ObjectList OtherAbstract OtherID PMID Pagination Param
    PersonalNameSubject PersonalNameSubjectList PubDate PubMedPubDate PublicationStatus PublicationType
    PublicationTypeList Publisher PublisherLocation PublisherName PubmedArticle PubmedBookArticle PubmedBookData
    PubmedData QualifierName RefSource Reference ReferenceList RegistryNumber ReportNumber Season Second Section
    SectionTitle Sections SpaceFlightMission StartPage Suffix SupplMeshList SupplMeshName Title URL VernacularTitle
    Volume VolumeTitle Year b i sub sup u
"""
ELEMENTS = frozenset(_ELEMENTS_OF_DTD.split())
_REF_TYPES_OF_DTD = """
    AssociatedDataset AssociatedPublication CommentIn CommentOn CorrectedandRepublishedIn
    CorrectedandRepublishedFrom ErratumIn ErratumFor ExpressionOfConcernIn ExpressionOfConcernFor RepublishedIn
    RepublishedFrom RetractedandRepublishedIn RetractedandRepublishedFrom RetractionIn RetractionOf UpdateIn
    UpdateOf SummaryForPatientsIn OriginalReportIn ReprintIn ReprintOf Cites PartialRetractionIn PartialRetractionOf
"""
REF_TYPES = frozenset(_REF_TYPES_OF_DTD.split())
STATUSES = frozenset(
    ["Completed", "In-Process", "PubMed-not-MEDLINE", "In-Data-Review", "Publisher", "MEDLINE", "OLDMEDLINE"]
)
_MATHML = "{http://www.w3.org/1998/Math/MathML}"
_NAME = attrgetter("tag")


def unknown_elements(record: Element) -> list[str]:
    """Return the names of elements that the DTDs do not have, sorted; formulas (MathML) are known."""
    if ELEMENTS.issuperset(map(_NAME, record.iter())):
        return []
    names = set(map(_NAME, record.iter())) - ELEMENTS
    return sorted(name for name in names if not name.startswith(_MATHML))


def unknown_values(ref_types: Iterable[str], status: str) -> list[str]:
    """Return the RefTypes and the status that the DTDs do not have."""
    found = [f"CommentsCorrections@RefType={kind}" for kind in sorted(set(ref_types) - REF_TYPES)]
    return found if status in STATUSES else [*found, f"MedlineCitation@Status={status}"]
