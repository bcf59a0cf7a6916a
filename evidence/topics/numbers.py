"""Numbers of articles and trials in a topic folder, checked: a slip of the pen would join what is not one thing."""

import re

from evidence.topics.plain import shown
from evidence.topics.reader import Table

_PMID = re.compile(r"[1-9][0-9]{0,8}")
_NCT = re.compile(r"NCT[0-9]{8}")


def maybe_pmid(table: Table, key: str) -> str | None:
    """Return the PMID (digits), None where the key is absent. Raises TopicError."""
    pmid = table.maybe_text(key)
    if pmid is not None and not _PMID.fullmatch(pmid):
        raise table.mistake(key, f"must be the digits of a PMID, not {shown(pmid)}")
    return pmid


def nct_number(table: Table, key: str) -> str:
    """Return the number of a trial at ClinicalTrials.gov. Raises TopicError."""
    return _checked(table, key, table.text(key))


def registry_ids(table: Table, key: str) -> tuple[str, ...]:
    """Return numbers of trials at any register, () where absent; those of ClinicalTrials.gov are checked."""
    ids = table.maybe_texts(key)
    for number in ids:
        if number.upper().startswith("NCT"):
            _checked(table, key, number)
    return ids


def _checked(table: Table, key: str, number: str) -> str:
    if not _NCT.fullmatch(number):
        raise table.mistake(key, f"must name a trial as NCT and eight digits, not {shown(number)}")
    return number
