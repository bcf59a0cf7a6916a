"""What a record can be found by, read from its XML by the stand-in's own reader (never the product's)."""

import re
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree

MONTHS = {
    name: number
    for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)  # noqa: SIM905
}
_WORD = re.compile(r"[^\W_]+")
_FIELD_BREAK = " | "


def tokens(text: str) -> list[str]:
    """Words of a text in lower case; a hyphen parts words, as in PubMed's index."""
    return _WORD.findall(text.casefold())


def padded(*texts: str) -> str:
    """The texts as tokens between blanks, a bar where one ends, so that no phrase runs over it."""
    return " " + _FIELD_BREAK.join(" ".join(tokens(text)) for text in texts if text) + " "


@dataclass(frozen=True)
class Features:
    """Index terms of one record; dates are days, the first day where the record is less exact."""

    title: str = ""
    abstract: str = ""
    other: str = ""
    mesh: tuple[str, ...] = ()
    qualified: tuple[str, ...] = ()
    types: tuple[str, ...] = ("Journal Article",)
    languages: tuple[str, ...] = ("eng",)
    authors: tuple[str, ...] = ()
    journal: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    databanks: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    status: str = "Publisher"
    dp: date | None = None
    crdt: date | None = None
    edat: date | None = None
    mhda: date | None = None
    revised: date | None = None
    published: str = ""


def features_of(raw: bytes) -> Features:
    """Read one record's bytes."""
    root = ElementTree.fromstring(raw)  # noqa: S314 - files of this repository's own tests
    texts = {name: _texts(root, path) for name, path in _PATHS.items()}
    stamps = {node.get("PubStatus", ""): _day(node) for node in root.iterfind(".//History/PubMedPubDate")}
    published = root.find(".//JournalIssue/PubDate")
    dp = None if published is None else _day(published)
    entrez, pubmed = stamps.get("entrez"), stamps.get("pubmed")
    citation = root if root.tag == "MedlineCitation" else root.find("MedlineCitation")
    revised = None if citation is None else citation.find("DateRevised")
    return Features(
        title=" ".join(texts["title"]),
        abstract=_FIELD_BREAK.join(texts["abstract"]),
        other=_FIELD_BREAK.join(texts["other"] + texts["keyword"]),
        mesh=tuple(texts["mesh"]),
        qualified=tuple(texts["qualifier"]),
        types=tuple(texts["type"]),
        languages=tuple(texts["language"]),
        authors=tuple(_author(node) for node in root.iterfind(".//AuthorList/Author")),
        journal=tuple(texts["journal"] + texts["short"]),
        ids=tuple(dict.fromkeys(_ids(root))),
        databanks=tuple(texts["databank"]),
        notices=tuple(node.get("RefType", "") for node in root.iterfind(".//CommentsCorrections")),
        status="" if citation is None else citation.get("Status", ""),
        dp=dp,
        crdt=entrez or pubmed,
        edat=pubmed or entrez,
        mhda=stamps.get("medline"),
        revised=None if revised is None else _day(revised),
        published="" if published is None else " ".join("".join(node.itertext()) for node in published),
    )


_PATHS = {
    "title": ".//ArticleTitle",
    "abstract": ".//Abstract/AbstractText",
    "other": ".//OtherAbstract/AbstractText",
    "keyword": ".//Keyword",
    "mesh": ".//MeshHeading/DescriptorName",
    "qualifier": ".//MeshHeading/QualifierName",
    "type": ".//PublicationType",
    "language": ".//Language",
    "journal": ".//Journal/Title",
    "short": ".//Journal/ISOAbbreviation",
    "databank": ".//DataBank//AccessionNumber",
}


def _texts(root: ElementTree.Element, path: str) -> list[str]:
    return [" ".join("".join(node.itertext()).split()) for node in root.iterfind(path)]


def _author(node: ElementTree.Element) -> str:
    last, initials = node.findtext("LastName"), node.findtext("Initials") or ""
    return f"{last} {initials}".strip() if last else node.findtext("CollectiveName") or ""


def _ids(root: ElementTree.Element) -> list[str]:
    own = [
        *root.iterfind("PubmedData/ArticleIdList/ArticleId"),
        *root.iterfind("PubmedBookData/ArticleIdList/ArticleId"),
    ]
    return [node.text.strip() for node in [*own, *root.iterfind(".//ELocationID")] if node.text]


def _day(node: ElementTree.Element) -> date | None:
    year, month, day = (node.findtext(name) or "" for name in ("Year", "Month", "Day"))
    if not year.strip().isdigit():
        found = re.search(r"\d{4}", node.findtext("MedlineDate") or "")
        return date(int(found[0]), 1, 1) if found else None
    number = int(month) if month.isdigit() else MONTHS.get(month[:3].casefold(), 1)
    return date(int(year), number or 1, int(day) if day.isdigit() and int(day) else 1)
