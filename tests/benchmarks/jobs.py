"""The jobs that peers.py compares, each a process of its own: python -m tests.benchmarks.jobs NAME FILE [MORE]."""

import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

CHUNK = 1 << 18


# --- every record of a plain XML file ---


def expat(path: str) -> int:
    """The floor: expat without callbacks."""
    from xml.parsers.expat import ParserCreate

    with Path(path).open("rb") as stored:
        ParserCreate().ParseFile(stored)
    return 0


def ours(path: str) -> int:
    from evidence.sources.bulk import read_records

    return sum(record.article is not None for record in read_records(Path(path)))


FIELDS = ("PMID", "ArticleTitle", "AbstractText", "LastName", "ForeName", "Initials", "DescriptorName", "QualifierName",
          "Keyword", "PublicationType", "Language", "ISOAbbreviation", "Title", "Volume", "Issue", "MedlinePgn", "Year",
          "ArticleId", "RefSource", "AccessionNumber")  # fmt: skip


def lxml_walk(path: str) -> int:
    """lxml's iterparse with the text of 20 fields in one walk."""
    from lxml import etree

    wanted, found = frozenset(FIELDS), 0
    for _, record in etree.iterparse(path, tag="PubmedArticle", huge_tree=False, resolve_entities=False):
        told: dict[str, list[str]] = {}
        for element in record.iter():
            if element.tag in wanted:
                told.setdefault(element.tag, []).append("".join(element.itertext()))
        found += bool(told)
        record.clear()
        while record.getprevious() is not None:
            del record.getparent()[0]
    return found


def biopython(path: str) -> int:
    return len(_read_by_biopython(path)["PubmedArticle"])


def _read_by_biopython(path: str) -> Any:
    from Bio import Entrez
    from Bio.Entrez.Parser import DataHandler

    DataHandler.directory = tempfile.gettempdir()
    with Path(path).open("rb") as stored:
        return Entrez.read(stored)


def pubmed_parser(path: str) -> int:
    from pubmed_parser import parse_medline_xml

    return sum(1 for _ in parse_medline_xml(path, year_info_only=False, nlm_category=True, author_list=True))


def metapub(path: str) -> int:
    """metapub takes one record at a time; the lines in which NLM writes them are cut for it."""
    from metapub import PubMedArticle

    head, found = b"<PubmedArticleSet>", 0
    for record in _cut(path):
        PubMedArticle(head + record + b"</PubmedArticleSet>")
        found += 1
    return found


def _cut(path: str) -> Iterator[bytes]:
    content, at, end = Path(path).read_bytes(), 0, b"</PubmedArticle>"
    while (start := content.find(b"<PubmedArticle>", at)) >= 0:
        at = content.index(end, start) + len(end)
        yield content[start:at]


# --- from .gz to the records of the topic in SQLite ---


def inflate(path: str) -> int:
    """The floor where igzip is not installed."""
    from isal import igzip

    with igzip.open(path, "rb") as stored:
        return sum(map(len, iter(lambda: stored.read(CHUNK), b"")))


def chosen(path: str) -> int:
    """Ours, as far as peers go: the records of the topic chosen, parsed and stored; no figure is read in them.

    A file, or a folder of them. They are read as `refresh --from` reads them, checksums and known records included.
    """
    from hashlib import sha256

    from evidence.bulk_reading import compile_choice, read_here
    from evidence.reading import compile_reader
    from evidence.sources.bulk import XML, find_files
    from evidence.sources.pubmed_xml import read_record
    from evidence.topics import load_topic
    from evidence_db.opening import writing

    choice = compile_choice(compile_reader(load_topic("hsct_ms").vocabulary))
    with tempfile.TemporaryDirectory() as folder, writing(Path(folder) / "bulk.db", create=True) as store:
        for found in read_here(find_files([Path(path)]), choice, lambda: frozenset(map(int, store.pmids()))):
            for raw in found.part.raws:
                store.save_article(read_record(raw), raw, XML, sha256(raw).hexdigest())
        return len(list(store.pmids()))


def worker(path: str) -> int:
    """What one process of several does, by itself: its files read, nothing stored; for its peak of memory."""
    from evidence.bulk_reading import compile_choice, read_here
    from evidence.reading import compile_reader
    from evidence.sources.bulk import find_files
    from evidence.topics import load_topic

    choice = compile_choice(compile_reader(load_topic("hsct_ms").vocabulary))
    return sum(found.part.n_records for found in read_here(find_files([Path(path)]), choice, frozenset))


def sieve(path: str, workers: str = "1") -> int:
    """Ours, as `refresh --from` does it, but for answers: a file, or a folder of them."""
    from datetime import UTC, datetime

    from evidence.bulk_import import Import, import_bulk
    from evidence.sources.bulk import find_files
    from evidence_db.opening import writing

    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "bulk.db"
        at = datetime(2026, 11, 28, tzinfo=UTC)
        job = Import(
            "hsct_ms", lambda: writing(db, create=True), at, "0", with_pack=False, workers=int(workers), fresh=True
        )
        return import_bulk(find_files([Path(path)]), job)["new"]


def _matches(text: str) -> bool:
    small = text.lower()
    return "multiple sclerosis" in small and ("stem cell" in small or "transplant" in small or "hsct" in small)


def _stored(rows: Iterator[tuple[str, str, str]]) -> int:
    with tempfile.TemporaryDirectory() as folder, closing(sqlite3.connect(Path(folder) / "peer.db")) as db, db:
        db.execute("CREATE TABLE article (pmid TEXT PRIMARY KEY, title TEXT, abstract TEXT)")
        chosen = [row for row in rows if _matches(" ".join(row))]
        return db.executemany("INSERT OR REPLACE INTO article VALUES (?, ?, ?)", chosen).rowcount


def pubmed_parser_stored(path: str) -> int:
    from pubmed_parser import parse_medline_xml

    records = parse_medline_xml(path, year_info_only=False)
    return _stored((one["pmid"], one["title"] or "", one["abstract"] or "") for one in records)


def biopython_stored(path: str) -> int:
    import gzip

    from Bio import Entrez
    from Bio.Entrez.Parser import DataHandler

    DataHandler.directory = tempfile.gettempdir()
    with gzip.open(path, "rb") as stored:
        records = Entrez.read(stored)["PubmedArticle"]
    return _stored(_told(one["MedlineCitation"]) for one in records)


def _told(citation: Any) -> tuple[str, str, str]:
    article = citation["Article"]
    abstract = " ".join(map(str, article.get("Abstract", {}).get("AbstractText", [])))
    return str(citation["PMID"]), str(article["ArticleTitle"]), abstract


JOBS: dict[str, Callable[..., int]] = {
    job.__name__: job
    for job in (expat, ours, lxml_walk, biopython, pubmed_parser, metapub, inflate, chosen, worker, sieve,
                pubmed_parser_stored, biopython_stored)
}  # fmt: skip

if __name__ == "__main__":
    print(JOBS[sys.argv[1]](*sys.argv[2:]))
