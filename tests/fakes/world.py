"""What the stand-in knows on its virtual day: records with their versions, studies, and how it answers."""

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tests.fakes.features import Features, features_of

FIRST_DAY = date(2026, 11, 1)
_RECORD = re.compile(rb"<(PubmedArticle|PubmedBookArticle)[\s>].*?</\1>", re.S)
_PMID = re.compile(rb'<PMID(?:\s+Version="(\d+)")?\s*>\s*(\d+)\s*</PMID>')


@dataclass(frozen=True)
class Record:
    """One version of one PMID: the very bytes that efetch gives. Days that the XML lacks are given here."""

    pmid: str
    raw: bytes
    version: int = 1
    crdt: date | None = None
    edat: date | None = None
    known: Features | None = None

    def features(self, today: date) -> Features:
        """What it is found by; without a day in the XML it was created on its day of publication."""
        known = features_of(self.raw) if self.known is None else self.known
        created = self.crdt or known.crdt or known.dp or today
        return replace(known, crdt=created, edat=self.edat or known.edat or created)


def read_record(raw: bytes, crdt: date | None = None) -> Record:
    """The record of one XML element, its PMID from the first PMID element."""
    found = _PMID.search(raw)
    if found is None:
        raise ValueError("an element without a PMID")
    return Record(found[2].decode(), raw, int(found[1] or 1), crdt)


def split_set(content: bytes) -> Iterator[Record]:
    """Every article and book of a PubmedArticleSet, its bytes as they are."""
    for found in _RECORD.finditer(content):
        yield read_record(found[0])


def read_bytes(path: Path) -> bytes:
    content = path.read_bytes()
    return gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content


@dataclass
class World:
    """Records by PMID (oldest version first) and studies by NCT id; today is a virtual day.

    asked_versions: "all" or "last" versions in efetch. lexicon and unknown tell which words PubMed's index holds
    beside those of the records; remapped holds MeSH names that are translated to another one; hidden holds nights
    left by PMID. known_keys: None takes every key but rejected_keys. changes lists PMIDs as they are touched.
    """

    today: date = FIRST_DAY
    seed: int = 0
    records: dict[str, list[Record]] = field(default_factory=dict)
    studies: dict[str, dict[str, Any]] = field(default_factory=dict)
    hidden: dict[str, int] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    lexicon: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)
    remapped: dict[str, str] = field(default_factory=dict)
    asked_versions: str = "last"
    tells_clamp: bool = False
    rejected_keys: set[str] = field(default_factory=set)
    known_keys: set[str] | None = None
    data_time: datetime = datetime(2026, 11, 1, 9, 0, 5, tzinfo=UTC)
    changes: list[str] = field(default_factory=list)

    def add(self, *records: Record) -> None:
        """Add records; a further version of a PMID comes after the ones that are there."""
        for record in records:
            versions = self.records.setdefault(record.pmid, [])
            versions[:] = sorted([*(v for v in versions if v.version != record.version), record], key=_by_version)
            self.changes.append(record.pmid)

    def add_studies(self, studies: Iterable[dict[str, Any]]) -> None:
        for study in studies:
            self.studies[study["protocolSection"]["identificationModule"]["nctId"]] = study

    def newest(self, pmid: str) -> Record | None:
        """The newest version, or None where PubMed does not have (or show) the PMID."""
        versions = self.records.get(pmid)
        return versions[-1] if versions else None

    def findable(self) -> list[str]:
        """PMIDs that a search may find today."""
        return [pmid for pmid in self.records if pmid not in self.hidden]

    def versions(self, pmid: str) -> list[Record]:
        """What efetch gives for a PMID today."""
        if pmid in self.merged:
            return self.versions(self.merged[pmid])
        found = self.records.get(pmid, [])
        return found if self.asked_versions == "all" else found[-1:]

    def load(self, *paths: Path) -> "World":
        """Read PubMed XML (.xml, .xml.gz) and ClinicalTrials.gov JSON; returns itself."""
        for path in paths:
            content = read_bytes(path)
            if content.lstrip()[:1] in (b"{", b"["):
                self.add_studies(read_studies(content))
            else:
                self.add(*split_set(content))
        return self


def _by_version(record: Record) -> int:
    return record.version


def read_studies(content: bytes) -> list[dict[str, Any]]:
    """Studies of a page, a list, one study, or one study a line."""
    try:
        found = json.loads(content)
    except json.JSONDecodeError:
        found = [json.loads(line) for line in content.splitlines() if line.strip()]
    if isinstance(found, dict):
        found = found.get("studies", [found])
    return list(found)


def load_world(*paths: Path | str, **settings: Any) -> World:
    """A world of files."""
    return World(**settings).load(*(Path(path) for path in paths))
