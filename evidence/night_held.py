"""What a night starts from, what it is told to do, and what it brings home."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from evidence.errors import ContentRefused
from evidence.guards import clock_objection, objections
from evidence.records.search import Absence, SearchLog
from evidence.sources.bulk import SourceRecord

PUBMED, CTGOV = "pubmed", "clinicaltrials.gov"


@dataclass(frozen=True, slots=True)
class Held:
    """What the store holds before the night.

    pmids: every article; found: what the last accepted search found; load_bearing: PMIDs that an answer rests on,
    re-read every night; last: the last accepted search of each source; unsettled: PMIDs that are looked at every week;
    absences: records that the search does not find, as far as that is not over; last_night: that of PubMed's last
    accepted search, None before the first.
    """

    pmids: frozenset[str] = frozenset()
    found: frozenset[str] = frozenset()
    load_bearing: tuple[str, ...] = ()
    last: tuple[SearchLog, ...] = ()
    unsettled: frozenset[str] = frozenset()
    absences: tuple[Absence, ...] = ()
    last_night: date | None = None

    def last_of(self, source: str) -> SearchLog | None:
        """Return the last accepted search of a source."""
        return next((log for log in self.last if log.source == source), None)

    def absent_from(self, found: frozenset[str]) -> frozenset[str]:
        """Return the PMIDs that earlier searches found and this one does not."""
        return (self.found | {absence.pmid for absence in self.absences}) - found


@dataclass(frozen=True, slots=True)
class How:
    """How a source is asked.

    at: when the run began; full: fetch every record that the search finds; accept: a person says that a changed search
    result is right.
    """

    at: datetime
    full: bool = False
    accept: bool = False


@dataclass(frozen=True, slots=True)
class PubMedNight:
    """What PubMed gave: the search, what it found, the records fetched, and the absences that are new or moved.

    edited: what our own change of the search did, "" where it is the search of the last night.
    """

    log: SearchLog
    found: tuple[str, ...]
    records: tuple[SourceRecord, ...] = field(repr=False)
    absences: tuple[Absence, ...] = ()
    edited: str = ""


class Refused(ContentRefused):
    """A guard does not let a search result in; log tells what came, and why it was refused."""

    def __init__(self, log: SearchLog, why: str, *, advice: str | None = None) -> None:
        advice = advice or "look at the search, and run with --accept if it is right"
        super().__init__(f"{log.source}: {why}; yesterday's data are kept: {advice}")
        self.log = replace(log, refused=why)


_CLOCK = "set the clock of this machine, and run again"


def guard(log: SearchLog, last: SearchLog | None, server_date: str | None, how: How) -> None:
    """Let a search result in, or raise Refused: a clock that is wrong whatever a person says, the rest unless accepted.

    last: the last accepted search of the source; server_date: what the source's clock said.
    """
    clock = clock_objection(server_date, how.at)
    if clock is not None:
        raise Refused(log, clock, advice=_CLOCK)
    against = () if how.accept else objections(last, log)
    if against:
        raise Refused(log, "; ".join(against))
