"""Real records from NLM, read by this program and by Biopython's parser, which was written from NLM's DTD.

Nothing here is stored in the repository: the records are where EVIDENCE_REAL points. The oracle's own peculiarities,
which `displayed` takes out of the comparison: it keeps inline tags (with escape=True they can be told from text),
keeps a reference's entities escaped, and knows no layout.
"""

import html
import io
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from evidence.records.article import Article
from evidence.sources.bulk import SourceRecord, read_records

pytestmark = pytest.mark.real

BULK = "pubmed_bulk/pubmed21n1298.xml.gz"
WRAP = (
    b'<?xml version="1.0"?><!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
    b'"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd"><PubmedArticleSet>%s</PubmedArticleSet>'
)
TAG = re.compile(r"</?[A-Za-z][^<>]*>")
LAYOUT = re.compile(r"[ \t]*[\r\n]\s*")


def oracle(raws: list[bytes], folder: Path) -> list[Any]:
    from Bio import Entrez
    from Bio.Entrez.Parser import DataHandler

    DataHandler.directory = str(folder)  # else it makes a folder in the user's home
    return list(Entrez.read(io.BytesIO(WRAP % b"".join(raws)), escape=True)["PubmedArticle"])


def displayed(text: object) -> str:
    """The text of one of the oracle's strings without its tags."""
    return LAYOUT.sub(" ", html.unescape(TAG.sub("", str(text)))).strip(" \t\n")


def oracle_doi(record: Any) -> str | None:
    article, pubmed = record["MedlineCitation"]["Article"], record.get("PubmedData", {})
    located = [i for i in article["ELocationID"] if i.attributes["EIdType"] == "doi" and i.attributes["ValidYN"] == "Y"]
    listed = [i for i in pubmed.get("ArticleIdList", []) if i.attributes["IdType"] == "doi"]
    return next((displayed(found) for found in [*located, *listed]), None)


def oracle_day(parts: Any) -> str | None:
    return None if parts is None else f"{int(parts['Year']):04}-{int(parts['Month']):02}-{int(parts['Day']):02}"


def oracle_dates(record: Any) -> tuple[str, str | None, str | None, str | None]:
    citation = record["MedlineCitation"]
    printed = citation["Article"]["Journal"]["JournalIssue"]["PubDate"]
    raw = " ".join(str(printed[part]) for part in ("MedlineDate", "Year", "Month", "Season", "Day") if part in printed)
    history = record.get("PubmedData", {}).get("History", [])
    entered = [entry for entry in history if entry.attributes["PubStatus"] == "entrez"]
    electronic = [day for day in map(oracle_day, citation["Article"]["ArticleDate"]) if day is not None]
    revised = oracle_day(citation.get("DateRevised"))
    return raw, min(electronic, default=None), oracle_day(entered[0]) if entered else None, revised


def oracle_authors(record: Any) -> list[tuple[str | None, ...]]:
    authors = record["MedlineCitation"]["Article"].get("AuthorList", [])
    kept = [author for author in authors if author.attributes["ValidYN"] == "Y"]
    names = ("LastName", "ForeName", "Initials", "Suffix", "CollectiveName")
    return [tuple(displayed(author[name]) if name in author else None for name in names) for author in kept]


def oracle_facts(record: Any) -> dict[str, object]:
    citation = record["MedlineCitation"]
    abstract = citation["Article"].get("Abstract", {}).get("AbstractText", [])
    return {
        "pmid": str(citation["PMID"]),
        "version": int(citation["PMID"].attributes["Version"]),
        "title": displayed(citation["Article"]["ArticleTitle"]),
        "abstract": [(text.attributes.get("Label"), displayed(text)) for text in abstract],
        "doi": oracle_doi(record),
        "dates": oracle_dates(record),
        "authors": oracle_authors(record),
        "languages": [str(language) for language in citation["Article"]["Language"]],
        "types": [str(kind) for kind in citation["Article"]["PublicationTypeList"]],
        "mesh": [str(heading["DescriptorName"]) for heading in citation.get("MeshHeadingList", [])],
        "notices": [notice.attributes["RefType"] for notice in citation["CommentsCorrectionsList"]]
        if "CommentsCorrectionsList" in citation
        else [],
        "status": citation.attributes["Status"],
    }


def our_facts(article: Article) -> dict[str, object]:
    names = [(a.last_name, a.fore_name, a.initials, a.suffix, a.collective) for a in article.authors]
    untitled = article.title in ("[Title not available in English]", "[Title not available]")
    return {
        "pmid": article.pmid,
        "version": article.version,
        "title": "" if untitled else article.title,
        "abstract": [(section.label, section.text) for section in article.sections],
        "doi": article.doi,
        "dates": (article.published.raw, article.electronic, article.entered, article.revised),
        "authors": names,
        "languages": list(article.languages),
        "types": list(article.publication_types),
        "mesh": [heading.descriptor for heading in article.mesh],
        "notices": [notice.ref_type for notice in article.notices],
        "status": article.status,
    }


def differences(records: list[SourceRecord], folder: Path) -> list[str]:
    articles = [record for record in records if record.article is not None and record.article.medium == "article"]
    found = []
    for start in range(0, len(articles), 500):  # the oracle keeps everything it reads
        part = articles[start : start + 500]
        theirs = oracle([record.raw for record in part], folder)
        for record, known in zip(part, theirs, strict=True):
            assert record.article is not None
            ours, facts = our_facts(record.article), oracle_facts(known)
            found += [f"{facts['pmid']} {k}: {facts[k]!r} != {ours[k]!r}" for k in facts if facts[k] != ours[k]]
    return found


def bulk_sample(real: Path) -> Iterator[SourceRecord]:
    for position, record in enumerate(read_records(real / BULK)):
        if position % 6 == 0 or b"mml:" in record.raw or b"<VernacularTitle>" in record.raw:
            yield record


@pytest.mark.parametrize("name", ["hsct_ms_dev.xml", "ms_feed.xml.gz"])
def test_the_records_of_the_field_read_as_biopython_reads_them(real: Path, tmp_path: Path, name: str) -> None:
    assert differences(list(read_records(real / name)), tmp_path) == []


def test_215_records_of_the_newest_dtd_read_as_biopython_reads_them(real: Path, tmp_path: Path) -> None:
    files = sorted((real / "eutils/metapub_pmid_xml").glob("*.xml"))
    records = [record for file in files for record in read_records(file)]
    assert len(records) == 215
    assert differences(records, tmp_path) == []


def test_a_sixth_of_an_update_file_reads_as_biopython_reads_it(real: Path, tmp_path: Path) -> None:
    assert differences(list(bulk_sample(real)), tmp_path) == []


@pytest.mark.slow
def test_a_whole_update_file_reads_as_biopython_reads_it_but_for_one_empty_abstract(real: Path, tmp_path: Path) -> None:
    found = differences(list(read_records(real / BULK)), tmp_path)
    assert found == ["34085931 abstract: [(None, '')] != []"]  # <AbstractText/>: we leave an empty section out


COUNT = """
import re, sys
from pathlib import Path
from evidence.sources.bulk import read_records
articles = deletions = 0
for record in read_records(Path(sys.argv[1])):
    articles, deletions = articles + (record.article is not None), deletions + (record.deleted is not None)
print(articles, deletions, re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.parametrize(
    ("name", "articles", "deletions"),
    [
        (BULK, 20_788, 20),
        ("pubmed_bulk/pubmed20n0014.xml.gz", 30_000, 0),
        ("pubmed_bulk/medline16n0902.xml.gz", 604, 1),
    ],
)
def test_every_record_of_a_bulk_file_is_read_in_little_memory(
    real: Path, name: str, articles: int, deletions: int
) -> None:
    command = [sys.executable, "-c", COUNT, str(real / name)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parent.parent)
    counted = [int(word) for word in told.stdout.split()]
    assert counted[:2] == [articles, deletions]
    assert counted[2] < 64 * 1024  # KiB


def test_every_reply_of_efetch_at_hand_is_read(real: Path) -> None:
    files = [file for file in sorted((real / "eutils").rglob("*.xml")) if b"<PubmedArticleSet" in file.read_bytes()]
    assert len(files) > 200
    assert all(list(read_records(file)) or b"<PMID" not in file.read_bytes() for file in files)


def test_every_medline_export_at_hand_is_read(real: Path) -> None:
    files = sorted((real / "eutils/biopython/Tests/Medline").glob("pubmed_result*.txt"))
    read = [record.article for file in files for record in read_records(file)]
    assert [article.unknown for article in read if article is not None] == [()] * 6
    assert all(article is not None and article.sections and article.authors for article in read)
