"""A made-up paper in our own words, with everything that a record of PubMed may tell of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

ARTICLE = (("Journal Article", "D016428"),)
RANDOMISED = (*ARTICLE, ("Randomized Controlled Trial", "D016449"))


@dataclass(frozen=True)
class Paper:
    """sections: (label, text); types: (name, MeSH number); notices: (RefType, PMID); ncts: of its DataBankList.

    other: (language, text) of an abstract in another language.
    """

    pmid: str
    title: str
    sections: Sequence[tuple[str, str]]
    day: date = date(2026, 11, 2)
    author: str = "Nordmann"
    types: Sequence[tuple[str, str]] = RANDOMISED
    notices: Sequence[tuple[str, str]] = ()
    ncts: Sequence[str] = ()
    other: tuple[str, str] | None = None
    revised: date | None = None

    def xml(self) -> str:
        return (
            f'<PubmedArticle><MedlineCitation Status="Publisher" Owner="NLM"><PMID Version="1">{self.pmid}</PMID>'
            f"<DateRevised>{_day(self.revised or self.day)}</DateRevised>{self._article()}"
            f"<MedlineJournalInfo><MedlineTA>J Made Up</MedlineTA></MedlineJournalInfo>{self._corrections()}"
            f"{self._other()}</MedlineCitation>{self._stamps()}</PubmedArticle>"
        )

    def _article(self) -> str:
        abstract = "".join(
            f'<AbstractText Label="{name}">{escape(text)}</AbstractText>' for name, text in self.sections
        )
        types = "".join(f'<PublicationType UI="{number}">{name}</PublicationType>' for name, number in self.types)
        numbers = "".join(f"<AccessionNumber>{nct}</AccessionNumber>" for nct in self.ncts)
        bank = (
            '<DataBankList CompleteYN="Y"><DataBank><DataBankName>ClinicalTrials.gov</DataBankName>'
            f"<AccessionNumberList>{numbers}</AccessionNumberList></DataBank></DataBankList>"
        )
        return (
            '<Article PubModel="Electronic"><Journal><JournalIssue CitedMedium="Internet">'
            f"<PubDate>{_day(self.day)}</PubDate></JournalIssue><Title>Journal of Made-up Studies</Title>"
            f"<ISOAbbreviation>J Made Up</ISOAbbreviation></Journal><ArticleTitle>{escape(self.title)}</ArticleTitle>"
            f'<ELocationID EIdType="doi" ValidYN="Y">10.9999/made.{self.pmid}</ELocationID>'
            + (f"<Abstract>{abstract}</Abstract>" if abstract else "")
            + f'<AuthorList CompleteYN="Y"><Author ValidYN="Y"><LastName>{self.author}</LastName>'
            "<ForeName>Liv</ForeName><Initials>L</Initials></Author></AuthorList><Language>eng</Language>"
            f"{bank if numbers else ''}<PublicationTypeList>{types}</PublicationTypeList></Article>"
        )

    def _corrections(self) -> str:
        told = "".join(
            f'<CommentsCorrections RefType="{kind}"><RefSource>J Made Up</RefSource><PMID Version="1">{pmid}</PMID>'
            "</CommentsCorrections>"
            for kind, pmid in self.notices
        )
        return f"<CommentsCorrectionsList>{told}</CommentsCorrectionsList>" if told else ""

    def _other(self) -> str:
        if self.other is None:
            return ""
        language, text = self.other
        return (
            f'<OtherAbstract Type="Publisher" Language="{language}"><AbstractText>{escape(text)}</AbstractText>'
            "</OtherAbstract>"
        )

    def _stamps(self) -> str:
        stamps = "".join(
            f'<PubMedPubDate PubStatus="{name}">{_day(self.day)}</PubMedPubDate>' for name in ("entrez", "pubmed")
        )
        return (
            f"<PubmedData><History>{stamps}</History><PublicationStatus>aheadofprint</PublicationStatus><ArticleIdList>"
            f'<ArticleId IdType="pubmed">{self.pmid}</ArticleId></ArticleIdList></PubmedData>'
        )


def _day(day: date) -> str:
    return f"<Year>{day:%Y}</Year><Month>{day:%m}</Month><Day>{day:%d}</Day>"


def write_papers(path: Path, papers: Sequence[Paper]) -> Path:
    """Write the papers as one PubmedArticleSet and return the path."""
    body = "\n".join(paper.xml() for paper in papers)
    path.write_text(
        f'<?xml version="1.0" encoding="utf-8"?>\n<PubmedArticleSet>\n{body}\n</PubmedArticleSet>\n', encoding="utf-8"
    )
    return path
