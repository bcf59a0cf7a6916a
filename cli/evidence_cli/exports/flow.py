"""The flow of records as PRISMA 2020 draws it, counted from the database so that it adds up.

One unit is one record: a PMID that was found or read, or a row of the evidence pack, joined where they are one. A
record is identified once for each place that named it; all but the first of these are duplicates. Everything that is
identified is a duplicate, is removed before screening, or is screened; what is screened is excluded with a reason, or
included.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from evidence.records.study import DELETED, EXCLUDED, NOTICE, PRIMARY, RETRACTED, SECONDARY

Row = Mapping[str, Any]
PUBMED, FILES, PACK, EARLIER = "pubmed", "files", "pack", "earlier"
PLACES = (PUBMED, FILES, PACK, EARLIER)
NOT_RECEIVED, NOT_READ = "not-received", "not-read"
REMOVED = (DELETED, NOT_RECEIVED, NOT_READ)
INCLUDED = "included"
NO_RESULTS, NO_COHORT, NOT_GROUPED = "no-results", "no-cohort", "not-grouped"


class Unit(NamedTuple):
    """One record. places: each place that named it, a row of the pack for each key; fate: INCLUDED, or why not.

    assessed: it went past title and subject, and was judged by what it reports.
    """

    places: tuple[str, ...]
    fate: str
    assessed: bool


def flow(state: Row) -> dict[str, Any]:
    """Return the counts of the diagram from flow_state()."""
    units = list(_units(state))
    named = Counter(place for unit in units for place in unit.places)
    removed = Counter(unit.fate for unit in units if unit.fate in REMOVED)
    screened = [unit for unit in units if unit.fate not in REMOVED]
    assessed = [unit for unit in screened if unit.assessed]
    followed = sum(trial is not None for trial in state["registry"])
    return {
        "identified": {place: named[place] for place in PLACES},
        "identified_total": sum(named.values()),
        "duplicates": sum(len(unit.places) - 1 for unit in units),
        "removed": {why: removed[why] for why in REMOVED},
        "screened": len(screened),
        "excluded": _sorted(Counter(unit.fate for unit in screened if not unit.assessed)),
        "assessed": len(assessed),
        "excluded_assessed": _sorted(Counter(unit.fate for unit in assessed if unit.fate != INCLUDED)),
        "included_reports": sum(unit.fate == INCLUDED for unit in assessed),
        "included_studies": state["studies"],
        "registered": len(state["registry"]),
        "registered_followed": followed,
    }


def _sorted(counted: Counter[str]) -> dict[str, int]:
    """Return the counts, the largest first, equal ones by name."""
    return dict(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def _units(state: Row) -> Iterator[Unit]:
    known: set[str] = set()
    for row in state["records"]:
        pmids = _pmids(row)
        known |= pmids
        yield _unit(row, _places(row, pmids, state))
    for pmid in sorted((state["found"] | state["filed"] | state["held"]) - known):
        fate = NOT_READ if pmid in state["held"] else NOT_RECEIVED
        yield Unit(_of_pmids({pmid}, state) or (EARLIER,), fate, False)


def _pmids(row: Row) -> set[str]:
    names = (row["record"], *row["names"], f"pmid:{row['pmid']}")
    return {name.removeprefix("pmid:") for name in names if name.startswith("pmid:")}


def _places(row: Row, pmids: set[str], state: Row) -> tuple[str, ...]:
    packed = {name for name in (row["record"], *row["names"]) if name.startswith("cite:")}
    return (*_of_pmids(pmids, state), *(PACK for _ in packed)) or (EARLIER,)


def _of_pmids(pmids: set[str], state: Row) -> tuple[str, ...]:
    told = ((PUBMED, state["found"]), (FILES, state["filed"]))
    return tuple(place for place, its in told if not pmids.isdisjoint(its))


def _unit(row: Row, places: tuple[str, ...]) -> Unit:
    if row["included"]:
        return Unit(places, INCLUDED, True)
    if row["standing"] == DELETED:
        return Unit(places, DELETED, False)
    if row["label"] != PRIMARY:
        return Unit(places, _subject(row), False)
    return Unit(places, _why_not(row), True)


def _subject(row: Row) -> str:
    """Return the label; of what is about the subject without patients of its own, also what it is."""
    if row["label"] == SECONDARY and row["study_design"] is not None:
        return f"{SECONDARY}: {row['study_design']}"
    return str(row["label"])


def _why_not(row: Row) -> str:
    from evidence.studies import NO_COHORT as DESIGNS

    if row["standing"] in (RETRACTED, NOTICE, EXCLUDED):
        return str(row["standing"])
    if not row["result_bearing"]:
        return NO_RESULTS
    return NO_COHORT if row["study_design"] in DESIGNS else NOT_GROUPED
