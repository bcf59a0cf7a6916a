"""Which records are fetched again on a night, though nothing says that they changed. Pure.

PubMed changes records without a new date of revision, so that only a look tells. Records that an answer rests on are
looked at every night; the others each on one night of a cycle, which their number chooses: that spreads the work
evenly, needs no memory, and a run after missed nights looks at exactly what the missed nights would have.
"""

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

CYCLE = 28  # nights in which every record is looked at
WEEK = 7  # nights in which those are that PubMed has not indexed yet, or that the search lost
SETTLED = ("MEDLINE", "PubMed-not-MEDLINE", "OLDMEDLINE")  # states of a record in which its indexing is done
OVERLAP = timedelta(days=14)  # by which tonight's window of new records reaches behind the last night
_EASTERN = "America/New_York"  # PubMed's days begin there
_STANDARD = timezone(timedelta(hours=-5))


def night_of(moment: datetime) -> date:
    """Return the day that it is where PubMed is.

    A machine without time zones takes standard time all year: an hour, which moves no more than the night of a look.
    """
    try:
        return moment.astimezone(ZoneInfo(_EASTERN)).date()
    except ZoneInfoNotFoundError:
        return moment.astimezone(_STANDARD).date()


def due(pmids: Iterable[str], cycle: int, last: date | None, tonight: date) -> tuple[str, ...]:
    """Return the PMIDs whose turn came since the last night, in numeric order. last: None before the first night.

    With a last night in the future, because a clock was set back, every one is due.
    """
    first = tonight if last is None else last + timedelta(days=1)
    nights = (tonight - first).days + 1
    turns = {(first.toordinal() + number) % cycle for number in range(min(nights, cycle))}
    missed = nights < 0
    return tuple(sorted((pmid for pmid in pmids if missed or int(pmid) % cycle in turns), key=int))


def due_tonight(held: Iterable[str], unsettled: Collection[str], last: date | None, tonight: date) -> tuple[str, ...]:
    """Return the PMIDs of those held that are looked at tonight beside what answers rest on."""
    weekly = due(unsettled, WEEK, last, tonight)
    return tuple(sorted({*weekly, *due(held, CYCLE, last, tonight)}, key=int))


def recent(query: str, last: date | None, tonight: date) -> str:
    """Return the query for what entered PubMed since the last night, with an overlap; its upper bound is fixed.

    A day after tonight is in it, since PubMed's own day may have begun.
    """
    since = (tonight if last is None else min(last, tonight)) - OVERLAP
    return f'({query}) AND ("{since:%Y/%m/%d}"[crdt] : "{tonight + timedelta(days=1):%Y/%m/%d}"[crdt])'


def moment(text: str) -> datetime:
    """Return an ISO time with its zone; one without is UTC."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)
