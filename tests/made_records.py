"""PubMed records in our own words, as the XML that PubMed would send."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape


@dataclass(frozen=True)
class Made:
    """One made-up record; sections are (label, text), types are publication types, notices (RefType, PMID)."""

    pmid: str
    title: str
    sections: Sequence[tuple[str | None, str]]
    year: int = 2021
    version: int = 1
    revised: str | None = None
    doi: str | None = None
    types: Sequence[str] = ("Journal Article",)
    notices: Sequence[tuple[str, str]] = ()

    def xml(self) -> str:
        abstract = "".join(
            f"<AbstractText{f' Label={chr(34)}{label}{chr(34)}' if label else ''}>{escape(text)}</AbstractText>"
            for label, text in self.sections
        )
        revised = ""
        if self.revised:
            year, month, day = self.revised.split("-")
            revised = f"<DateRevised><Year>{year}</Year><Month>{month}</Month><Day>{day}</Day></DateRevised>"
        types = "".join(f'<PublicationType UI="D016428">{kind}</PublicationType>' for kind in self.types)
        doi = f'<ELocationID EIdType="doi" ValidYN="Y">{self.doi}</ELocationID>' if self.doi else ""
        notices = "".join(
            f'<CommentsCorrections RefType="{kind}"><RefSource>J Made Up</RefSource><PMID Version="1">{pmid}</PMID>'
            "</CommentsCorrections>"
            for kind, pmid in self.notices
        )
        return (
            f'<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="{self.version}">{self.pmid}</PMID>'
            f'{revised}<Article PubModel="Print"><Journal><JournalIssue CitedMedium="Internet"><PubDate><Year>{self.year}'
            "</Year></PubDate></JournalIssue><Title>Journal of Made-up Studies</Title>"
            "<ISOAbbreviation>J Made Up</ISOAbbreviation></Journal>"
            f"<ArticleTitle>{escape(self.title)}</ArticleTitle><Pagination><MedlinePgn>1-9</MedlinePgn></Pagination>{doi}"
            f"<Abstract>{abstract}</Abstract><Language>eng</Language>"
            f"<PublicationTypeList>{types}</PublicationTypeList></Article>"
            f"<CommentsCorrectionsList>{notices}</CommentsCorrectionsList></MedlineCitation>"
            f'<PubmedData><ArticleIdList><ArticleId IdType="pubmed">{self.pmid}</ArticleId></ArticleIdList></PubmedData>'
            "</PubmedArticle>"
        )


def write_set(path: Path, records: Sequence[Made], deleted: Sequence[str] = ()) -> Path:
    """Write the records as one PubmedArticleSet and return the path."""
    gone = "".join(f'<PMID Version="1">{pmid}</PMID>' for pmid in deleted)
    deletions = f"<DeleteCitation>{gone}</DeleteCitation>" if deleted else ""
    body = "\n".join(record.xml() for record in records)
    path.write_text(
        f'<?xml version="1.0" encoding="utf-8"?>\n<PubmedArticleSet>\n{body}\n{deletions}</PubmedArticleSet>\n',
        encoding="utf-8",
    )
    return path


COHORT = Made(
    "97100001",
    "Own-cell grafts in relapsing multiple sclerosis: autologous haematopoietic stem cell transplantation at two centres",
    (
        ("BACKGROUND", "Autologous haematopoietic stem cell transplantation (AHSCT) is used in aggressive multiple sclerosis (MS)."),
        ("METHODS", "We followed 40 consecutive patients with relapsing-remitting MS who underwent AHSCT after cyclophosphamide and ATG."),
        ("RESULTS", "Median follow-up was 36 months. At 3 years, no evidence of disease activity was maintained in 70% of patients. "
                    "There was no transplant-related mortality."),
    ),
    doi="10.9999/made.1",
)  # fmt: skip
MESENCHYMAL = Made(
    "97100002",
    "Mesenchymal stem cells in multiple sclerosis",
    ((None, "Twelve patients with multiple sclerosis received autologous mesenchymal stem cells. No serious adverse events occurred."),),
)  # fmt: skip
MOUSE = Made(
    "97100003",
    "Syngeneic bone marrow transplantation in mice with experimental autoimmune encephalomyelitis",
    ((None, "Mice with experimental autoimmune encephalomyelitis, a model of multiple sclerosis, received bone marrow; 80% were free of relapse."),),
)  # fmt: skip
UNRELATED_PAPER = Made(
    "97100004", "Sleep in adolescents", ((None, "We asked 200 adolescents about sleep. 35% slept badly."),)
)
REVIEW = Made(
    "97100005",
    "Autologous haematopoietic stem cell transplantation for multiple sclerosis: a narrative review",
    ((None, "In this review we discuss AHSCT for multiple sclerosis. Mortality in published series was 0 to 2%."),),
    types=("Journal Article", "Review"),
)
RETRACTED_COHORT = Made(
    "97100006",
    "Autologous haematopoietic stem cell transplantation in 60 patients with multiple sclerosis",
    ((None, "Sixty patients with multiple sclerosis underwent autologous haematopoietic stem cell transplantation. At 5 years 95% were "
            "free of progression. No patient died."),),
    types=("Journal Article", "Retracted Publication"),
    notices=(("RetractionIn", "97100007"),),
)  # fmt: skip
ALL = (COHORT, MESENCHYMAL, MOUSE, UNRELATED_PAPER, REVIEW, RETRACTED_COHORT)
