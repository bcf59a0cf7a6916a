"""Reading PubMed's bulk files: this program, its peers and the floors, side by side in one run on one real file.

    python -m tests.benchmarks.peers [ROUNDS] [RECORDS]

The file is taken from the folder that EVIDENCE_REAL names; without it nothing is measured, and that is said. RECORDS
cuts a sample of so many records, the same for all. Peers that are not installed are left out by name.
"""

import gzip
import os
import shutil
import sys
import tempfile
from itertools import islice
from pathlib import Path

from evidence.sources.inflate import read_chunks
from evidence.sources.xml_split import RECORDS, split_elements
from tests.benchmarks.measured import Costs, machine, measure, table, versions

BULK = "pubmed_bulk/pubmed21n1298.xml.gz"
XTRACT = ["-pattern", "PubmedArticle", "-element", "MedlineCitation/PMID", "ArticleTitle", "AbstractText", "LastName",
          "ForeName", "Initials", "DescriptorName", "QualifierName", "Keyword", "PublicationType", "Language",
          "ISOAbbreviation", "Title", "Volume", "Issue", "MedlinePgn", "Year", "ArticleId", "RefSource",
          "AccessionNumber"]  # fmt: skip
PEERS = ("biopython", "lxml", "pubmed_parser", "metapub", "isal", "hyperscan")
CHOSEN, SEVERAL = "this program, topic, SQLite", "the same, four files"
HEAD = (
    b'<?xml version="1.0" encoding="utf-8"?>\n'
    b'<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2019//EN" '
    b'"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_190101.dtd">\n<PubmedArticleSet>\n'
)


def real_file() -> Path | None:
    folder = os.environ.get("EVIDENCE_REAL")
    path = Path(folder) / BULK if folder else None
    return path if path is not None and path.is_file() else None


def sample(source: Path, folder: Path, records: int) -> tuple[Path, Path]:
    """Write so many records (0: all) as NLM writes them; return the plain and the packed file."""
    plain, packed = folder / "sample.xml", folder / "pubmed21n1298.xml.gz"
    pieces = (piece.raw for piece in split_elements(read_chunks(source), source.name) if piece.name in RECORDS)
    with plain.open("wb") as out:
        out.write(HEAD)
        for raw in islice(pieces, records or None):
            out.write(b"  " + raw + b"\n")
        out.write(b"</PubmedArticleSet>\n")
    if records:
        packed.write_bytes(gzip.compress(plain.read_bytes(), 6, mtime=0))
    else:
        shutil.copy(source, packed)
    return plain, packed


def job(name: str, *words: object) -> list[str]:
    return [sys.executable, "-m", "tests.benchmarks.jobs", name, *map(str, words)]


def parsing(plain: Path, packed: Path, rounds: int) -> dict[str, Costs]:
    names = {
        "expat, no callbacks": "expat",
        "this program, every field": "ours",
        "lxml iterparse, 20 fields": "lxml_walk",
        "metapub": "metapub",
        "pubmed_parser": "pubmed_parser",
        "Bio.Entrez.read": "biopython",
    }
    jobs = {shown: job(name, plain) for shown, name in names.items()}
    jobs["pubmed_parser"] = job("pubmed_parser", packed)  # it reads nothing else
    xtract = os.environ.get("XTRACT") or shutil.which("xtract")
    if xtract is not None:
        jobs["EDirect xtract, 20 fields"] = [xtract, "-input", str(plain), *XTRACT]
    return measure(jobs, rounds, seldom=("metapub", "pubmed_parser", "Bio.Entrez.read"))


def choosing(packed: Path, rounds: int) -> dict[str, Costs]:
    igzip = os.environ.get("IGZIP") or shutil.which("igzip")
    floor = {"igzip to nothing": [igzip, "-d", "-c", str(packed)]} if igzip else {}
    several = copies(packed, 4)
    jobs = {
        **floor,
        "inflate in Python": job("inflate", packed),
        "Python's start": [sys.executable, "-c", "pass"],
        CHOSEN: job("chosen", packed),
        SEVERAL: job("chosen", several),
        "a process that only reads, four files": job("worker", several),
        "the same, figures read too": job("sieve", packed),
        "pubmed_parser, words, SQLite": job("pubmed_parser_stored", packed),
        "Bio.Entrez.read, words, SQLite": job("biopython_stored", packed),
    }
    costs = measure(jobs, rounds, seldom=[name for name in jobs if "words" in name])
    if CHOSEN in costs and SEVERAL in costs:
        costs["a further file"] = further(costs[CHOSEN], costs[SEVERAL], 3)
    return costs


def copies(packed: Path, number: int) -> Path:
    """Return a folder with so many files: the same one under other names."""
    folder = packed.parent / f"copies{number}"
    folder.mkdir()
    for one in range(number):
        os.link(packed, folder / f"pubmed21n{one:04}.xml.gz")
    return folder


def further(first: Costs, several: Costs, more: int) -> Costs:
    """Return what a file costs that another one came before, of runs over one file and over so many more."""
    pairs = {name: zip(getattr(first, name), getattr(several, name), strict=True) for name in ("processor", "clock")}
    spent = {name: [(all_of_them - one) / more for one, all_of_them in pair] for name, pair in pairs.items()}
    return Costs(spent["processor"], spent["clock"], several.peak)


def on_cores(packed: Path, rounds: int) -> dict[str, Costs]:
    """Twelve files by one process and by two."""
    folder = copies(packed, 12)
    jobs = {f"twelve files, {workers} processes": job("sieve", folder, workers) for workers in (1, 2)}
    return measure(jobs, rounds, cores=2)


def main(rounds: int, records: int) -> int:
    source = real_file()
    if source is None:
        print("No real file here: EVIDENCE_REAL names a folder that holds", BULK)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        plain, packed = sample(source, Path(folder), records)
        told = f"{records or 'all'} records of {source.name}: {plain.stat().st_size / 1e6:.0f} MB"
        print(
            f"## Reading: {told} of XML, {packed.stat().st_size / 1e6:.0f} MB packed; medians of {rounds}\n", flush=True
        )
        print(
            table("Every field of every record", parsing(plain, packed, rounds), "expat, no callbacks", "expat"),
            flush=True,
        )
        costs = choosing(packed, rounds)
        floor = next(iter(costs))
        print(table("From .xml.gz to the records of the topic, one core", costs, floor, floor), flush=True)
        print(table("On two cores (clock)", on_cores(packed, rounds), "twelve files, 1 processes", "one"))
    print(f"{machine()}; {versions(PEERS)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5, int(sys.argv[2]) if len(sys.argv) > 2 else 0))
