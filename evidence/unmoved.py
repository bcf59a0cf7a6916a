"""Whether what was worked out still holds, so that a night that brought nothing works out nothing.

What is told comes from the records, the topic, the program and the day, and from nothing else. Whoever stores a record
that moved forgets what was worked out; topic and program are compared by their files; and a day makes a difference only
where it passes a date that the evidence names, or the same date a year later (a trial that ended and stays silent).
"""

import re
from collections.abc import Iterable
from hashlib import sha256

from evidence.records.answer import InternationalStudy
from evidence.records.question import Topic
from evidence.records.study import Report
from evidence.storage import Store

_BY, _DAYS = "derived_by", "derived_days"
_FIRST, _LAST = "0000", "9999-99-99"
_DATE = r"'(\d{4}(?:-\d\d(?:-\d\d)?)?)'"
_END = {4: "-12-31", 7: "-31"}  # as evidence.answering.dates.last_day


def derived_by(program: str, topic: Topic, reader: str, *, with_pack: bool) -> str:
    """Return what names everything but records and day; "" where the program is not told, which never holds.

    program: over the program's files; reader: the fingerprint of the rules and words that read.
    """
    told = f"{program} {topic.fingerprint} {reader} {with_pack}"
    return sha256(told.encode("utf-8")).hexdigest() if program else ""


def days_of(topic: Topic, reports: Iterable[Report], headline: InternationalStudy, as_of: str) -> str:
    """Return "LAST PASSED/AS OF/NEXT TO PASS": between the outer two every day tells what as_of tells.

    topic: with what the registry said of its trials. A headline that names the day itself is true on no other.
    """
    named = {report.known_from for report in reports if report.known_from is not None}
    for one in (*topic.trials, *topic.questions):
        named.update(re.findall(_DATE, repr(one)))
    days = {day for date in named for day in (date, date + _END.get(len(date), ""))}
    days |= {f"{int(day[:4]) + 1:04}{day[4:]}" for day in days}
    days |= {as_of} if as_of in repr(headline) else set()
    passed = max((day for day in days if day <= as_of), default=_FIRST)
    coming = min((day for day in days if day >= as_of), default=_LAST)
    return f"{passed}/{as_of}/{coming}"


def save_derived(store: Store, by: str, days: str) -> None:
    """Note by what and for which days everything was worked out; no row of what is known, so nobody counts it."""
    store.save_setting(_BY, by)
    store.save_setting(_DAYS, days)


def forget(store: Store) -> None:
    """Note that the store was given something of which nothing was worked out yet, whoever does so, and when."""
    store.save_setting(_BY, "")


def holds(store: Store, by: str, as_of: str) -> bool:
    """Return True if the store's answers are what would be worked out on the day."""
    days = store.setting(_DAYS)
    if not by or store.setting(_BY) != by or days is None:
        return False
    passed, day, coming = days.split("/")
    return as_of == day or passed < as_of < coming
