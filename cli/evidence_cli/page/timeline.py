"""Two time lines: of the answers with the studies they rest on, and of the trials with every date they promised."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from evidence_cli.page.axis import Axis
from evidence_cli.page.figures import Link
from evidence_cli.page.shapes import Shape, Strip
from evidence_cli.render.links import trial_link
from evidence_cli.render.question_rests import counted_records
from evidence_cli.render.words import Catalogue, date, joined, text, word

Row = Mapping[str, Any]
_FIRST, _LAST = 1990, 2060  # a year beyond is a slip of the pen, and would press all others together


class Line(NamedTuple):
    """A row of a time line. facts: the same in words, one for each column of the table."""

    code: str
    name: str
    status: str
    link: Link | None
    strip: Strip
    facts: tuple[str, ...]


class TimeLine(NamedTuple):
    """Rows over one axis of years. ticks: (place, year)."""

    rows: tuple[Line, ...]
    ticks: tuple[tuple[float, str], ...]
    description: str


def answer_line(document: Row, words: Catalogue) -> TimeLine:
    """Return a row for each question: its studies by year, when its answer was first said or moved, what is awaited."""
    years = {question["code"]: _years(question, document) for question in document["questions"]}
    whens = [each["when"] for question in document["questions"] for each in question["awaited"]]
    shown = [*(year for found in years.values() for year in found), *_places(whens), *_places([document["as_of"]])]
    axis = _axis(shown)
    now = _now(axis, document, words)
    rows = tuple(
        _answer(question, years[question["code"]], axis, document, words=words) for question in document["questions"]
    )
    return _finished(rows, axis, now, "timeline_description", words=words)


def _finished(rows: tuple[Line, ...], axis: Axis, now: Strip, key: str, *, words: Catalogue) -> TimeLine:
    ticks = tuple((axis.place(tick), f"{tick:.0f}") for tick in axis.ticks)
    marked = tuple(row._replace(strip=(*now, *row.strip)) for row in rows)
    return TimeLine(marked, ticks, text(words, key, first=f"{axis.low:.0f}", last=f"{axis.high:.0f}", n=len(rows)))


def _years(question: Row, document: Row) -> dict[float, list[str]]:
    """Return year -> names of the records that count for a question and were published in it."""
    found: dict[float, list[str]] = {}
    for record in counted_records(question):
        year = document["records"].get(record, {}).get("year")
        if year is not None and _FIRST <= year <= _LAST:
            found.setdefault(float(year), []).append(document["names"].get(record, record))
    return found


def _answer(question: Row, years: Mapping[float, list[str]], axis: Axis, document: Row, *, words: Catalogue) -> Line:
    code, history = question["code"], document["history"][question["code"]]
    strip = [
        Shape("year", axis.place(year + 0.5), float(len(names)), told=f"{year:.0f}: {joined(words, names)}")
        for year, names in sorted(years.items())
    ]
    said = [f"{date(words, line['valid_from'])}: {word(words, 'status', line['status'])}" for line in history]
    strip += [Shape("said", axis.place(place), told=told)
              for line, told in zip(history, said, strict=True) for place in _places([line["valid_from"]])]  # fmt: skip
    awaited = [f"{each['acronym']} {date(words, each['when'])}" for each in question["awaited"]]
    strip += [Shape("awaited", axis.place(place), told=told)
              for each, told in zip(question["awaited"], awaited, strict=True)
              for place in _places([each["when"]])]  # fmt: skip
    studies = [f"{year:.0f} ({len(names)})" for year, names in sorted(years.items())]
    facts = tuple("; ".join(told) or words.text["none"] for told in (studies, said, awaited))
    return Line(code, question["short"], question["status"], None, tuple(strip), facts)


def trial_line(document: Row, words: Catalogue) -> TimeLine:
    """Return a row for each trial: from its start to its last measurement, dates it had promised, its first report."""
    told = {trial["key"]: _dates(trial) for trial in document["trials"]}
    shown = [place for dates in told.values() for place in _places(value for _, value, _ in dates)]
    axis = _axis([*shown, *_places([document["as_of"]])])
    now = _now(axis, document, words)
    rows = tuple(_trial(trial, told[trial["key"]], axis, words) for trial in document["trials"] if told[trial["key"]])
    return _finished(rows, axis, now, "trials_description", words=words)


def _dates(trial: Row) -> list[tuple[str, str, str]]:
    """Return (field, date, when that was seen) as the registers tell them now, and those that they told before."""
    now: dict[str, tuple[str, str]] = {}
    for seen in sorted(trial["snapshots"], key=lambda each: str(each["date_seen"])):
        for field in ("start", "primary_completion", "completion"):
            if seen[field]:
                now[field] = (seen[field], seen["date_seen"])
    found = [(field, value, seen) for field, (value, seen) in now.items()]
    held = {(field, value) for field, value, _ in found}
    found += [("promised", line["value"], line["date_seen"]) for line in trial["history"]
              if line["field"] in ("completion", "primary_completion")
              and (line["field"], line["value"]) not in held]  # fmt: skip
    return found + ([("report", trial["expected_report"], "")] if trial["expected_report"] else [])


def _trial(trial: Row, dates: list[tuple[str, str, str]], axis: Axis, words: Catalogue) -> Line:
    places = {field: axis.place(place) for field, value, _ in dates for place in _places([value])}
    strip: list[Shape] = []
    end = places.get("primary_completion", places.get("completion"))
    if "start" in places and end is not None:
        strip.append(Shape("run", places["start"], end))
        if "completion" in places and places["completion"] > end:
            strip.append(Shape("follow", end, places["completion"]))
    for field, value, seen in dates:
        told = text(words, f"date_{field}", date=date(words, value), seen=date(words, seen or None))
        strip += [Shape(f"t-{field}", axis.place(place), told=told) for place in _places([value])]
    return Line("", trial["acronym"] or trial["key"], trial["status"] or "", trial_register(trial), tuple(strip),
                _trial_facts(trial, dates, words))  # fmt: skip


def _trial_facts(trial: Row, dates: list[tuple[str, str, str]], words: Catalogue) -> tuple[str, ...]:
    held = {field: date(words, value) for field, value, _ in dates}
    before = [text(words, "moved_step", value=date(words, value), seen=date(words, seen))
              for field, value, seen in dates if field == "promised"]  # fmt: skip
    shown = [held.get(field, words.text["not_known"]) for field in ("start", "primary_completion", "completion")]
    status = word(words, "trial_status", trial["status"])
    return (status, *shown, "; ".join(before) or words.text["none"], held.get("report", words.text["not_known"]))


def trial_register(trial: Row) -> Link | None:
    """Return the link to the trial at ClinicalTrials.gov, None where it is not there."""
    for register, number in trial["ids"]:
        href = trial_link(number) if register == "nct" else None
        if href is not None:
            return Link(number, href)
    return None


def _now(axis: Axis, document: Row, words: Catalogue) -> Strip:
    day = document["as_of"]
    return tuple(Shape("now", axis.place(place), told=date(words, day)) for place in _places([day]))


def _axis(shown: Iterable[float]) -> Axis:
    values = [*shown] or [2000.0, 2030.0]
    low, high = float(int(min(values))), float(int(max(values)) + 1)
    step = next(step for step in (1, 2, 5, 10, 20) if (high - low) / step <= 8)
    first = int(low // step * step) + (0 if low % step == 0 else step)
    return Axis(low, high, False, tuple(float(year) for year in range(first, int(high) + 1, step)), None)


def _places(days: Iterable[str | None]) -> list[float]:
    """Return the days as years with a fraction; what is no date within reach of a life is left out."""
    found = []
    for day in days:
        parts = (day or "").partition("T")[0].split("-")
        if all(part.isdecimal() for part in parts) and len(parts[0]) == 4 and _FIRST <= int(parts[0]) <= _LAST:
            month = int(parts[1]) if len(parts) > 1 else 7  # a bare year stands in its middle
            found.append(int(parts[0]) + (min(month, 12) - 0.5) / 12)
    return found
