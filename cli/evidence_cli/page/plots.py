"""Turns the panels of forest.py into what a template draws: rows of words with a strip of marks, over one axis."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from evidence_cli.page.axis import Axis, difference_axis, ratio_axis, share_axis
from evidence_cli.page.shapes import Shape, Strip, diamond, estimate_shape, grid, interval_shapes
from evidence_cli.render.clause_parts import counted
from evidence_cli.render.words import Catalogue, number, rounded, significant, text, word

Document = Mapping[str, Any]
_NARROW = 2.5  # an axis of a pooled share ends at so many times what is pooled and predicted


class PlotRow(NamedTuple):
    """A line of a plot. kind: "study", "pool", "prediction" or "heading"; figure: id of the figure it was read from."""

    kind: str
    name: str
    about: str = ""
    people: str = ""
    told: str = ""
    strip: Strip = ()
    figure: str | None = None
    key: str = ""


class Plot(NamedTuple):
    """A forest plot. ticks: (place, words); ends: what the left and the right mean, () where neither means more."""

    title: str
    description: str
    rows: tuple[PlotRow, ...]
    ticks: tuple[tuple[float, str], ...]
    ends: tuple[str, ...]
    limit: Shape | None

    @property
    def studies(self) -> int:
        """How many lines stand for a study."""
        return sum(row.kind == "study" for row in self.rows)


def plots(panels: Sequence[Document], words: Catalogue) -> tuple[Plot, ...]:
    """Return the plots worth drawing: of a single point without an interval the sentence says it all."""
    return tuple(_plot(panel, words) for panel in panels if _is_worth(panel))


def _is_worth(panel: Document) -> bool:
    rows = [row for group in panel["groups"] for row in group["rows"]]
    return len(rows) > 2 or any(row["low"] is not None for row in rows)


def _plot(panel: Document, words: Catalogue) -> Plot:
    axis, only = _axis(panel), _only_statistic(panel)
    lines = grid(axis, panel["threshold"])
    rows: list[PlotRow] = []
    for group in panel["groups"]:
        rows += [] if panel["scale"] == "difference" else [PlotRow("heading", group["heading"], strip=lines)]
        rows += [_study(_named(row, only, words), panel, axis, words) for row in group["rows"]]
        rows += _pooled(group["pool"], panel, axis, words)
    drawn = tuple(row._replace(strip=(*lines, *row.strip)) if row.kind != "heading" else row for row in rows)
    limit = next((shape for shape in lines if shape.kind == "limit"), None)
    if limit is not None:
        limit = limit._replace(told=text(words, "limit", threshold=number(words, panel["threshold"])))
    title = _title(panel, words)
    count = sum(len(group["rows"]) for group in panel["groups"])
    description = text(
        words, "plot_description", title=title, n=count, low=_tick(axis.low, panel, words),
        high=_tick(axis.high, panel, words),
    )  # fmt: skip
    ticks = tuple((axis.place(tick), _tick(tick, panel, words)) for tick in axis.ticks)
    return Plot(title, description, drawn, ticks, _ends(panel, words), limit)


def _only_statistic(panel: Document) -> str | None:
    """Return the statistic that all rows of ratios have, None where they differ: then each row names its own."""
    found = {row["statistic"] for group in panel["groups"] for row in group["rows"]}
    return found.pop() if len(found) == 1 or panel["scale"] != "ratio" else None


def _named(row: Document, only: str | None, words: Catalogue) -> Document:
    if only is not None:
        return row
    return {**row, "about": ", ".join(filter(None, [word(words, "statistic", row["statistic"]), row["about"]]))}


def _axis(panel: Document) -> Axis:
    rows = [row for group in panel["groups"] for row in group["rows"]]
    pools = [group["pool"] for group in panel["groups"] if group["pool"] is not None]
    values = [row[name] for row in rows for name in ("estimate", "low", "high") if row[name] is not None]
    if panel["scale"] == "ratio":
        return ratio_axis(values)
    if panel["scale"] != "share":
        return difference_axis(values)
    told = [pool[name] for pool in pools for name in ("high", "prediction_high") if pool[name] is not None]
    narrow = _NARROW * max([*told, panel["threshold"] or 0.0]) if told else None
    return share_axis([*values, *told], narrow)


def _tick(value: float, panel: Document, words: Catalogue) -> str:
    shown = number(words, float(f"{value:.3g}"))
    return text(words, "percent", value=shown) if panel["scale"] in ("share", "points") else shown


def _title(panel: Document, words: Catalogue) -> str:
    """Return what the axis is of, after the part of the question where it is only about one."""
    only = _only_statistic(panel)
    is_named = panel["scale"] == "ratio" and only is not None
    kind = word(words, "statistic", only) if is_named else words.text[f"scale_{panel['scale']}"]
    if panel["scale"] == "difference":
        kind = f"{kind}, {panel['groups'][0]['heading']}"
    polarity = ""
    if panel["scale"] in ("share", "points", "ratio"):
        polarity = words.text.get(f"axis_{panel['scale']}_{panel['direction']}", "")
    if panel["sides"] is not None and panel["sides"][1] is not None:
        kind = f"{kind}, {text(words, 'sides', a=panel['sides'][0], b=panel['sides'][1])}"
    about = f"{panel['about']}: " if panel["about"] else ""
    return f"{about}{kind}{polarity}"


def _ends(panel: Document, words: Catalogue) -> tuple[str, ...]:
    """Return (words at the left, words at the right) of a comparison: which side each half speaks for."""
    if panel["sides"] is None:
        return ()
    first, second = panel["sides"]
    ends = [text(words, "favours_side", side=first)]
    ends.append(words.text["favours_comparator"] if second is None else text(words, "favours_side", side=second))
    less_is_better = panel["direction"] in ("event", "lower_better")
    return tuple(ends if less_is_better else reversed(ends))


def _study(row: Document, panel: Document, axis: Axis, words: Catalogue) -> PlotRow:
    strip = (*interval_shapes(axis, row["low"], row["high"], "line"),
             *estimate_shape(axis, row["estimate"], row["interval"]))  # fmt: skip
    name, _, key = row["name"].removesuffix("]").partition(" [")
    people = "" if row["n"] is None else _people(row, words)
    return PlotRow("study", name, row["about"], people, _told(row, panel, words), strip, row["figure"], key)


def _people(row: Document, words: Catalogue) -> str:
    if row["events"] is None:
        return text(words, "n_only", n=row["n"])
    return text(words, "of_n", events=row["events"], n=row["n"])


def _told(row: Document, panel: Document, words: Catalogue) -> str:
    """Return the estimate with its interval: as printed, or rounded where we worked it out."""
    show = rounded if row["interval"] == "computed" else number
    counted_share = panel["scale"] == "share" and row["events"] is not None
    value = rounded(words, row["estimate"]) if counted_share else show(words, row["estimate"])
    if panel["scale"] in ("share", "points"):
        value = text(words, "percent", value=value)
    if row["low"] is None:
        return text(words, "estimate_bare", value=value)
    return text(words, "estimate", value=value, low=show(words, row["low"]), high=show(words, row["high"]))


def _pooled(pool: Document | None, panel: Document, axis: Axis, words: Catalogue) -> list[PlotRow]:
    if pool is None:
        return []
    show = rounded if pool["statistic"] is None else significant
    value = show(words, pool["estimate"])
    if panel["scale"] in ("share", "points"):
        value = text(words, "percent", value=value)
    told = text(words, "estimate", value=value, low=show(words, pool["low"]), high=show(words, pool["high"]))
    row = PlotRow("pool", words.text["pool_row"], counted(words, "studies", pool["k"]), _pool_people(pool, words), told,
                  diamond(axis, pool["low"], pool["estimate"], pool["high"]))  # fmt: skip
    if pool["prediction_low"] is None or pool["prediction_high"] is None:
        return [row]
    low, high = show(words, pool["prediction_low"]), show(words, pool["prediction_high"])
    strip = interval_shapes(axis, pool["prediction_low"], pool["prediction_high"], "prediction")
    predicted = text(words, "from_to", low=low, high=high)
    return [
        row,
        PlotRow("prediction", words.text["prediction_row"], words.text["prediction_about"], "", predicted, strip),
    ]


def _pool_people(pool: Document, words: Catalogue) -> str:
    if pool["n"] is None:
        return ""
    if pool["events"] is None:
        return text(words, "n_only", n=pool["n"])
    return text(words, "of_n", events=pool["events"], n=pool["n"])
