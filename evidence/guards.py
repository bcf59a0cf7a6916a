"""What makes a night's search result suspect, so that yesterday's data are kept. Pure."""

from collections.abc import Collection
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from evidence.records.search import SearchLog

LEAST_SHARE = 0.9  # of the last accepted count; searches shrink by corrections, hardly by more than a few records
SKEW_TOLD = timedelta(minutes=10)  # between our clock and the source's: told, nothing else
SKEW_REFUSED = timedelta(hours=24)  # nights and dates would be wrong: nothing is stored
_NAMED = 10  # PMIDs in a message


def objections(last: SearchLog | None, tonight: SearchLog) -> tuple[str, ...]:
    """Return why tonight's result must not be taken over without a person's word; empty if nothing speaks against it.

    last: the last accepted search of the source, None on the first night. A query that we changed ourselves is not
    compared with the old one, but a search that finds nothing is suspect on any night.
    """
    found = []
    if tonight.count == 0:
        found.append("the search found no record at all")
    if last is None or last.query != tonight.query:
        return tuple(found)
    if 0 < tonight.count < LEAST_SHARE * last.count:
        found.append(f"the search found {tonight.count} records, after {last.count} the last time")
    if tonight.translation != last.translation:
        found.append("the source understands the search otherwise than the last time")
    return tuple(found)


def unfound(recent: Collection[str], found: Collection[str]) -> tuple[str, ...]:
    """Return the PMIDs that the search by day of entry found and the whole search did not, though it holds them."""
    return tuple(sorted(set(recent).difference(found), key=int))


def named(pmids: Collection[str]) -> str:
    """Return the first PMIDs as words."""
    shown = sorted(pmids, key=int)[:_NAMED]
    return f"PMID {', '.join(shown)}{' ...' if len(pmids) > len(shown) else ''}"


def new_warnings(last: SearchLog | None, tonight: SearchLog) -> tuple[str, ...]:
    """Return the source's remarks that the last accepted search did not have."""
    known = set(last.warnings) if last is not None else set()
    return tuple(warning for warning in tonight.warnings if warning not in known)


def skew(server_date: str | None, now: datetime) -> timedelta:
    """Return by how much our clock and the source's differ, without a sign; nothing where it does not tell its time."""
    try:
        there = parsedate_to_datetime(server_date or "")
    except ValueError:
        return timedelta(0)
    return abs(now - there) if there.tzinfo is not None else timedelta(0)


def clock_objection(server_date: str | None, now: datetime) -> str | None:
    """Return why nothing may be stored by this clock, None where it is right to within a day."""
    if skew(server_date, now) <= SKEW_REFUSED:
        return None
    return f"the clock of this machine ({now:%Y-%m-%d %H:%M} UTC) is more than a day from the source's ({server_date})"


def clock_remark(server_date: str | None, now: datetime) -> tuple[str, ...]:
    """Return a remark where our clock is off; always in the same words, so that it is told once."""
    if skew(server_date, now) <= SKEW_TOLD:
        return ()
    return ("Clock: the clock of this machine and the source's differ by more than 10 minutes",)
