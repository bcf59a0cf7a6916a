"""A bulk file (baseline or update file of PubMed) read for one topic: what to keep of it, and what it held.

Of tens of thousands of records a few concern the topic. The others are left unparsed if their bytes show that they do
not (sieve.py), unless somebody knows them already: a revision may bring a retraction.
"""

import re
from array import array
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TypeVar

from evidence.errors import ContentRefused, InputMissing
from evidence.records.article import Article
from evidence.sources.bulk import located
from evidence.sources.inflate import read_chunks
from evidence.sources.pubmed_xml import read_deletions, read_record
from evidence.sources.sieve import Sieve, Worth
from evidence.sources.xml_runs import RUN_OF, Run
from evidence.sources.xml_split import DELETIONS, Piece, split_elements, split_runs

MANY = 10_000  # records; PubMed's own exports of a search end there, NLM's files hold up to 30,000
_NAME = re.compile(r"(?:pubmed|medline)\d\dn\d{4,5}\.xml(?:\.gz)?", re.IGNORECASE)  # pubmed21n1298.xml.gz
_SMALL = 4_000_000  # bytes; 10,000 records do not fit in
_PMID = re.compile(rb"<PMID[^>]*>\s*(\d{1,12})")
_NOTICE, _NOTICE_END = b"<CommentsCorrections", b"</CommentsCorrections"
_CITES = "cites"
_NEITHER = Worth(concerns=False, links=False)
Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Choice:
    """How records are chosen. concerns: the judgement of a parsed record, which the sieve must not forestall."""

    sieve: Sieve
    concerns: Callable[[Article], bool]


@dataclass(slots=True)
class Part:
    """What a bulk file holds of the topic. raws: bytes of the records to keep; deleted: PMIDs.

    pmids, links: PMIDs of the records that are not kept, and those that their notices name: one of them may become
    known by a file that comes before this one.
    """

    raws: list[bytes] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    n_records: int = 0
    n_parsed: int = 0
    pmids: "array[int]" = field(default_factory=lambda: array("Q"))
    links: "array[int]" = field(default_factory=lambda: array("Q"))

    def names_one_of(self, known: frozenset[int]) -> frozenset[int]:
        """Return which of the known a record that is not kept is, or has a notice about."""
        return known.intersection(self.pmids) | known.intersection(self.links)


def is_bulk_file(path: Path) -> bool:
    """True for a file named as NLM names its baseline and update files, or of more than 10,000 PubMed records.

    A file with fewer records under another name was selected by somebody: nothing in it is left out. One that cannot
    be read is no bulk file; who reads it says why.
    """
    if _NAME.fullmatch(path.name):
        return True
    try:
        if not path.name.lower().endswith((".xml", ".xml.gz")) or path.stat().st_size < _SMALL:
            return False
        return sum(1 for _ in islice(split_elements(read_chunks(path), str(path)), MANY + 1)) > MANY
    except (OSError, InputMissing, ContentRefused):
        return False


def read_part(path: Path, choice: Choice, known: Collection[int]) -> Part:
    """Return what the file holds of the topic, and all of the records that are known or have notices about known ones.

    What the file itself adds counts as known, wherever in the file it stands. Raises InputMissing, or ContentRefused
    with the place where the file, or a record that is parsed, is not what it should be.
    """
    gathering = _Gathering(path, choice, frozenset(known), Part(), set())
    for found in split_runs(read_chunks(path), str(path), choice.sieve.looking):
        if isinstance(found, Run):
            gathering.take_run(found)
        elif found.name in DELETIONS:
            gathering.part.deleted += [deleted.pmid for _, deleted in _parsed(path, found, read_deletions)]
        else:
            gathering.take_odd(found)
    part = gathering.part
    part.raws += read_late(path, part.names_one_of(frozenset(gathering.own)), part.raws)
    return part


@dataclass(frozen=True, slots=True)
class _Gathering:
    """What is gathered from a file. own: PMIDs of the records that concern the topic."""

    path: Path
    choice: Choice
    known: frozenset[int]
    part: Part
    own: set[int]

    def take_run(self, run: Run) -> None:
        """Take records of which nearly all are left out: of those the PMID alone is noted."""
        worth = self.choice.sieve.sift(run)
        suspects = set(worth)
        if not self.known.isdisjoint(run.pmids):
            suspects.update(number for number, pmid in enumerate(run.pmids) if pmid in self.known)
        left = dict(enumerate(run.pmids))
        for number in sorted(suspects):
            piece = Piece(RUN_OF, run.raw(number), run.offset + run.places[number][0])
            if self._keeps(piece, left[number], worth.get(number, _NEITHER)):
                del left[number]
        self.part.n_records += len(run.pmids)
        self.part.pmids.extend(left.values())

    def take_odd(self, piece: Piece) -> None:
        """Take a record that is not laid out as most are."""
        found = _PMID.search(piece.raw)
        pmid = int(found[1]) if found is not None else 0
        self.part.n_records += 1
        if not self._keeps(piece, pmid, self.choice.sieve.test(piece.raw)):
            self.part.pmids.append(pmid)

    def _keeps(self, piece: Piece, pmid: int, worth: Worth) -> bool:
        """Keep the record if it concerns the topic, is known or has a notice about a known one."""
        links = _linked(piece.raw) if worth.links else ()
        if worth.concerns or pmid in self.known or not pmid or not self.known.isdisjoint(links):
            self.part.n_parsed += 1
            article = _parsed(self.path, piece, read_record)
            concerns = self.choice.concerns(article)
            if concerns:
                self.own.add(int(article.pmid))
            if concerns or _is_known(article, self.known):
                self.part.raws.append(piece.raw)
                return True
        self.part.links.extend(links)
        return False


def read_late(path: Path, late: Collection[int], kept: Collection[bytes]) -> list[bytes]:
    """Return the records of a file that are of the late PMIDs or have notices about them, but for those kept."""
    if not late:
        return []
    names, before = [b"%d" % pmid for pmid in late], frozenset(kept)
    return [
        piece.raw
        for piece in split_elements(read_chunks(path), str(path))
        if piece.name not in DELETIONS
        and piece.raw not in before
        and any(name in piece.raw for name in names)
        and _is_known(_parsed(path, piece, read_record), late)
    ]


def _linked(raw: bytes) -> tuple[int, ...]:
    """Return the PMIDs that a record names in its notices, mere references among them."""
    _, _, notices = raw.partition(_NOTICE)
    return tuple(map(int, _PMID.findall(notices.rpartition(_NOTICE_END)[0])))


def _is_known(article: Article, known: Collection[int]) -> bool:
    """True if the record is known, or one of its notices, no mere reference, names a known one."""
    named = (notice.pmid for notice in article.notices if notice.ref_type.strip().lower() != _CITES)
    return any(pmid is not None and pmid.isdecimal() and int(pmid) in known for pmid in (article.pmid, *named))


def _parsed(path: Path, piece: Piece, read: Callable[[bytes], Read]) -> Read:
    try:
        return read(piece.raw)
    except ContentRefused as problem:
        raise located(problem, str(path), None, piece.offset) from problem
