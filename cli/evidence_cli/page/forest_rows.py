"""The rows of a forest plot: what each study showed, from the reasons of an answer or from the figures it rests on."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from evidence.pooling import clopper_pearson
from evidence.records.finding import RATIOS
from evidence_cli.render.clause_parts import Names, at_time, comparator_name, side_name
from evidence_cli.render.words import Catalogue

Row = Mapping[str, Any]
_BY_US = ("counts", "rounded", "intervals")
PRINTED, COMPUTED, NO_INTERVAL = "printed", "computed", "none"


class Told(NamedTuple):
    """One study's row. measure: what may stand under one axis (see effect_rows, share_rows); figure: its id.

    interval: "printed", "computed" (by us) or "none". estimate, low, high: percent of a share, else as told.
    """

    measure: tuple[str, ...]
    outcome: str
    record: str
    statistic: str
    about: str
    estimate: float
    low: float | None
    high: float | None
    interval: str
    events: int | None
    n: int | None
    months: float | None
    figure: str | None

    def document(self, names: Names) -> dict[str, Any]:
        """Return the row as plain values."""
        told = {name: getattr(self, name) for name in self._fields if name not in ("measure", "outcome")}
        return {"name": names.get(self.record, self.record), **told}


def effect_rows(reasons: Iterable[Row], figures: Sequence[Row], words: Catalogue) -> list[Told]:
    """Return the comparisons that reasons tell, each once. measure: (scale, what is measured, direction, sides)."""
    found: dict[tuple[object, ...], Told] = {}
    for reason in reasons:
        told = reason["values"]
        if reason["code"].startswith("effect_") and isinstance(told.get("value"), int | float):
            row = _effect(told, figures, words)
            found.setdefault((row.measure, row.outcome, row.record, row.about, row.estimate), row)
    return list(found.values())


def _effect(told: Row, figures: Sequence[Row], words: Catalogue) -> Told:
    low, high = told.get("low"), told.get("high")
    missing = low is None or high is None
    interval = NO_INTERVAL if missing else (COMPUTED if told.get("method") in _BY_US else PRINTED)
    first, _, second = str(told.get("comparator") or "").partition(" / ")
    about = [] if second or not first else [comparator_name(first, words)]
    months = told.get("months")
    if isinstance(months, int | float):
        about.append(at_time(months, words).strip())
    return Told(
        (*_scale(told), str(told.get("direction")), first if second else "", second),
        str(told["outcome"]), str(told["record"]), str(told.get("statistic")), ", ".join(about), told["value"],
        None if missing else low, None if missing else high, interval, None, None, months, _figure_of(told, figures),
    )  # fmt: skip


def _scale(told: Row) -> tuple[str, str]:
    """Return the scale, and what is measured on it: all ratios share an axis, a difference of means only its own."""
    statistic = str(told.get("statistic"))
    if statistic in RATIOS:
        return "ratio", "ratio"
    if statistic == "percent":
        return "points", "percent"
    return "difference", f"{statistic} {told['outcome']}"


def _figure_of(told: Row, figures: Sequence[Row]) -> str | None:
    """Return the id of the printed figure that a comparison is; of one that we worked out, the first it is made of."""
    its = [row for row in figures if row["record"] == told["record"] and row["outcome"] == told["outcome"]]
    same = [row for row in its if row["value"] == told["value"] and row["statistic"] == told["statistic"]]
    found: str | None = (same or its or [{"id": None}])[0]["id"]
    return found


def share_rows(figures: Iterable[Row], words: Catalogue) -> list[Told]:
    """Return the shares of patients after HSCT in percent. measure: ("share", direction)."""
    found = []
    for row in figures:
        share = _share(row)
        if share is not None and row["arm"] in ("hsct", "all") and row["direction"] in ("event", "event_free"):
            found.append(_share_row(row, share, words))
    return found


def _share(row: Row) -> float | None:
    if row["statistic"] == "percent":
        value: float | None = row["value"]
        return value
    events = row["events"] if row["events"] is not None else row["value"]
    if row["statistic"] != "count" or events is None or not row["denominator"] or events > row["denominator"]:
        return None
    return 100 * float(events) / float(row["denominator"])


def _share_row(row: Row, share: float, words: Catalogue) -> Told:
    about = [side_name(row[name], words) for name in ("population", "regimen") if row[name] is not None]
    if row["timepoint_months"] is not None:
        about.append(at_time(row["timepoint_months"], words).strip())
    low, high, interval = _interval(row)
    return Told(
        ("share", str(row["direction"])), row["outcome"], row["record"], row["statistic"], ", ".join(about), share, low,
        high, interval, row["events"], row["denominator"], row["timepoint_months"], row["id"],
    )  # fmt: skip


def _interval(row: Row) -> tuple[float | None, float | None, str]:
    """Return the interval as printed, else the exact one where events and patients are counted."""
    if row["ci_low"] is not None and row["ci_high"] is not None:
        return row["ci_low"], row["ci_high"], PRINTED
    events, n = row["events"], row["denominator"]
    if events is None or not n or not 0 <= events <= n:
        return None, None, NO_INTERVAL
    low, high = clopper_pearson(events, n)
    return round(100 * low, 6), round(100 * high, 6), COMPUTED
