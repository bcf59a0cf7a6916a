"""Records that the search no longer finds: counted night by night, judged after three nights and a direct look. Pure.

One night without a record means nothing: index nodes lag behind each other. Only where it was absent on three nights
that followed one another is PubMed asked for the record itself; what that look says is the label. No row of a record
is ever removed.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from evidence.records.search import DELETED, MERGED, QUERY_DRIFT, TRANSIENT, Absence

NIGHTS = 3  # without a record before it is looked at

Look = Mapping[str, str | None]  # PMID that PubMed does not give -> the PMID that came instead of it, None for nothing


def counted(held: Iterable[Absence], absent: Collection[str], day: str) -> dict[str, Absence]:
    """Return the absences after tonight's search, by PMID. held: those that are not over; absent: not found tonight.

    A second run on the same night counts nothing twice. A record that was found again is TRANSIENT, whatever it was.
    """
    before = {absence.pmid: absence for absence in held}
    after = {pmid: replace(was, label=TRANSIENT, into=None) for pmid, was in before.items() if pmid not in absent}
    for pmid in absent:
        was = before.get(pmid)
        if was is None:
            after[pmid] = Absence(pmid, since=day, last=day)
        elif was.label is None and was.last < day:
            after[pmid] = replace(was, last=day, nights=was.nights + 1)
        else:
            after[pmid] = was
    return after


def to_look_at(absences: Iterable[Absence]) -> tuple[str, ...]:
    """Return the PMIDs that PubMed is to be asked for by number, because they were absent long enough."""
    return tuple(sorted((one.pmid for one in absences if one.label is None and one.nights >= NIGHTS), key=int))


def judged(absence: Absence, given: Collection[str], look: Look) -> Absence:
    """Return the absence with its label. given: PMIDs that PubMed gave tonight; look: those that it did not give."""
    if absence.label == TRANSIENT or absence.nights < NIGHTS:
        return absence
    if absence.pmid in given:
        return replace(absence, label=QUERY_DRIFT, into=None)
    if absence.pmid in look:
        into = look[absence.pmid]
        return replace(absence, label=DELETED if into is None else MERGED, into=into)
    return absence


def told(absence: Absence) -> str:
    """Return in words what was found out about a record."""
    words = {
        QUERY_DRIFT: "is in PubMed, and the search does not find it any more",
        DELETED: "is no longer in PubMed",
        MERGED: f"is no longer in PubMed, which gives PMID {absence.into} instead",
    }
    return f"PMID {absence.pmid} {words[absence.label or '']}"
