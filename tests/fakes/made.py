"""Made-up PubMed records, as many as a test wants, the same for the same seed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any
from xml.sax.saxutils import escape

from tests.fakes.edits import date_xml, with_notice
from tests.fakes.features import Features
from tests.fakes.world import FIRST_DAY, Record, World

TOPIC_TITLE = "Autologous haematopoietic stem cell transplantation in multiple sclerosis, series {}"
OTHER_TITLE = "Something else about nerves, series {}"
WORDS = "relapse disability lesion follow up cohort safety neutropenia outcome year patients centre score".split()  # noqa: SIM905
JOURNAL = ("Journal of Made-up Studies", "J Made Up")


@dataclass(frozen=True)
class Draft:
    """What one version of a record says. created is CRDT, entered EDAT; an abstract "" is none."""

    pmid: str
    title: str
    abstract: str
    published: date
    created: date
    entered: date
    types: tuple[str, ...]
    mesh: tuple[str, ...]
    version: int
    status: str
    doi: str

    def xml(self) -> bytes:
        return f"<PubmedArticle>{self._citation()}{self._pubmed_data()}</PubmedArticle>".encode()

    def _citation(self) -> str:
        abstract = f"<Abstract><AbstractText>{escape(self.abstract)}</AbstractText></Abstract>" if self.abstract else ""
        headings = "".join(
            f'<MeshHeading><DescriptorName UI="D000000" MajorTopicYN="N">{escape(name)}</DescriptorName></MeshHeading>'
            for name in self.mesh
        )
        kinds = "".join(f'<PublicationType UI="D000000">{escape(kind)}</PublicationType>' for kind in self.types)
        return (
            f'<MedlineCitation Status="{self.status}" Owner="NLM"><PMID Version="{self.version}">{self.pmid}</PMID>'
            f'{date_xml("DateRevised", self.created).decode()}<Article PubModel="Print">{self._journal()}'
            f"<ArticleTitle>{escape(self.title)}</ArticleTitle><Pagination><MedlinePgn>1-9</MedlinePgn></Pagination>"
            f'<ELocationID EIdType="doi" ValidYN="Y">{self.doi}</ELocationID>{abstract}<Language>eng</Language>'
            f"<PublicationTypeList>{kinds}</PublicationTypeList></Article>"
            f"<MedlineJournalInfo><MedlineTA>{JOURNAL[1]}</MedlineTA></MedlineJournalInfo>"
            + (f"<MeshHeadingList>{headings}</MeshHeadingList>" if headings else "")
            + "</MedlineCitation>"
        )

    def _journal(self) -> str:
        day = self.published
        return (
            '<Journal><ISSN IssnType="Print">0000-0000</ISSN><JournalIssue CitedMedium="Internet"><Volume>1</Volume>'
            f"<PubDate><Year>{day:%Y}</Year><Month>{day:%b}</Month><Day>{day:%d}</Day></PubDate></JournalIssue>"
            f"<Title>{JOURNAL[0]}</Title><ISOAbbreviation>{JOURNAL[1]}</ISOAbbreviation></Journal>"
        )

    def _pubmed_data(self) -> str:
        stamps = "".join(
            f'<PubMedPubDate PubStatus="{name}"><Year>{day.year}</Year><Month>{day.month}</Month><Day>{day.day}</Day>'
            "</PubMedPubDate>"
            for name, day in (("entrez", self.created), ("pubmed", self.entered))
        )
        return (
            f"<PubmedData><History>{stamps}</History><PublicationStatus>ppublish</PublicationStatus><ArticleIdList>"
            f'<ArticleId IdType="pubmed">{self.pmid}</ArticleId><ArticleId IdType="doi">{self.doi}</ArticleId>'
            "</ArticleIdList></PubmedData>"
        )

    def features(self, notices: Sequence[tuple[str, str]]) -> Features:
        return Features(
            title=self.title,
            abstract=self.abstract,
            mesh=self.mesh,
            types=self.types,
            journal=JOURNAL,
            ids=(self.pmid, self.doi),
            notices=tuple(kind for kind, _ in notices),
            status=self.status,
            dp=self.published,
            crdt=self.created,
            edat=self.entered,
            revised=self.created,
            published=f"{self.published:%Y %b %d}",
        )


def made_record(
    pmid: str,
    *,
    title: str = "",
    abstract: str | None = None,
    today: date = FIRST_DAY,
    published: date | None = None,
    edat: date | None = None,
    types: Sequence[str] = ("Journal Article",),
    mesh: Sequence[str] = (),
    notices: Sequence[tuple[str, str]] = (),
    version: int = 1,
    status: str = "Publisher",
    doi: str = "",
) -> Record:
    """One record that entered PubMed today, about the topic unless the title says otherwise."""
    draft = Draft(
        pmid=pmid,
        title=title or TOPIC_TITLE.format(pmid),
        abstract=f"We report patients who were transplanted, report {pmid}." if abstract is None else abstract,
        published=published or today,
        created=today,
        entered=edat or today,
        types=tuple(types),
        mesh=tuple(mesh),
        version=version,
        status=status,
        doi=doi or f"10.9999/made.{pmid}",
    )
    raw = draft.xml()
    for kind, other in notices:
        raw = with_notice(raw, kind, other)
    return Record(pmid, raw, version, draft.created, draft.entered, draft.features(notices))


def made_book(pmid: str, *, title: str = "") -> Record:
    """A book, which efetch gives inside the same set."""
    heading = escape(title or TOPIC_TITLE.format(pmid))
    raw = (
        f'<PubmedBookArticle><BookDocument><PMID Version="1">{pmid}</PMID><ArticleIdList>'
        f'<ArticleId IdType="bookaccession">NBK{pmid}</ArticleId></ArticleIdList>'
        "<Book><Publisher><PublisherName>A Made-up Press</PublisherName></Publisher>"
        f'<BookTitle book="made">Made-up Reviews</BookTitle><PubDate><Year>2025</Year></PubDate></Book>'
        f"<ArticleTitle>{heading}</ArticleTitle><Language>eng</Language></BookDocument><PubmedBookData>"
        f'<PublicationStatus>ppublish</PublicationStatus><ArticleIdList><ArticleId IdType="pubmed">{pmid}</ArticleId>'
        "</ArticleIdList></PubmedBookData></PubmedBookArticle>"
    ).encode()
    return Record(pmid, raw, crdt=FIRST_DAY, edat=FIRST_DAY)


def made_records(count: int, *, first: int = 97_000_001, topic: float = 1.0, seed: int = 0) -> Iterator[Record]:
    """So many records with consecutive PMIDs; the share `topic` of them is found by a search for the topic."""
    random = Random(seed)
    for number in range(count):
        on_topic = number < round(count * topic)
        title = (TOPIC_TITLE if on_topic else OTHER_TITLE).format(number)
        abstract = " ".join(random.choices(WORDS, k=12)).capitalize() + "."
        created = FIRST_DAY - timedelta(days=random.randrange(3650))
        yield made_record(str(first + number), title=title, abstract=abstract, today=created)


def made_world(count: int, *, topic: float = 1.0, seed: int = 0, **settings: Any) -> World:
    """A world of made-up records."""
    world = World(seed=seed, **settings)
    world.add(*made_records(count, topic=topic, seed=seed))
    return world
