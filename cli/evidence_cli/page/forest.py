"""Forest plots of a question as plain values: panels of one axis, groups of one outcome, rows of one study."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from evidence_cli.page.forest_rows import Told, effect_rows, share_rows
from evidence_cli.render.clause_parts import Names, side_name
from evidence_cli.render.words import Catalogue, word

Row = Mapping[str, Any]
Panel = dict[str, Any]
_POOL = ("model", "k", "n", "events", "estimate", "low", "high", "prediction_low", "prediction_high", "statistic")


def forest(question: Row, figures: Mapping[str, Row], names: Names, words: Catalogue) -> list[Panel]:
    """Return the panels of a question; figures: by id, of the question and its parts. [] where nothing can be drawn.

    A panel has about, scale (ratio, points, difference, share), direction, sides (of a comparison), threshold (of a
    harm) and groups of heading, outcome, rows and pool.
    """
    reasons = [*question["reasons"], *(why for part in question["sub_answers"] for why in part["reasons"])]
    own = [figures[id_] for id_ in question["findings"] if id_ in figures]
    parts = [figures[id_] for part in question["sub_answers"] for id_ in part["findings"] if id_ in figures]
    compared = effect_rows(reasons, [*own, *parts], words)
    if compared:
        return _comparisons(question, compared, names, words)
    return _shares(question, figures, names, words)


def _comparisons(question: Row, rows: Sequence[Told], names: Names, words: Catalogue) -> list[Panel]:
    pools = _once([pool for pool in question["pooled"] if pool.get("statistic") is not None])
    panels = []
    for measure, members in _by(rows, lambda row: row.measure).items():
        scale, _, direction, first, second = measure
        its = [pool for pool in pools if _is_of(pool, measure, members)]
        sides = [side_name(first, words), side_name(second, words)] if second else [words.codes["arm"]["hsct"], None]
        panel = {"about": "", "scale": scale, "direction": direction, "sides": sides, "threshold": None}
        panels.append(panel | {"groups": _groups(members, its, names, words)})
    return panels


def _once(pools: Sequence[Row]) -> list[Row]:
    """Return the pools without those of a part that are those of the question again."""
    found: dict[tuple[object, ...], Row] = {}
    for pool in pools:
        found.setdefault((pool["outcome"], pool["estimate"], tuple(pool["records"])), pool)
    return list(found.values())


def _is_of(pool: Row, measure: tuple[str, ...], rows: Sequence[Told]) -> bool:
    scale, statistic, direction = measure[:3]
    same = scale == "ratio" or statistic.startswith(f"{pool['statistic']} ") or statistic == pool["statistic"]
    there = {row.record for row in rows if row.outcome == pool["outcome"]}
    return same and pool["direction"] == direction and there.issuperset(pool["records"])


def _groups(rows: Sequence[Told], pools: Sequence[Row], names: Names, words: Catalogue) -> list[Panel]:
    found = []
    for outcome, members in _by(rows, lambda row: row.outcome).items():
        pool = next((_pool(each) for each in pools if each["outcome"] == outcome), None)
        shown = [row.document(names) for row in members]
        found.append({"heading": word(words, "outcome", outcome), "outcome": outcome, "rows": shown, "pool": pool})
    return found


def _pool(pool: Row) -> dict[str, Any]:
    return {name: pool.get(name) for name in (*_POOL, "about")}


def _shares(question: Row, figures: Mapping[str, Row], names: Names, words: Catalogue) -> list[Panel]:
    """Return a panel of the question's own shares, and one for each part that is pooled or stands alone."""
    labels = [(question["code"], question["short"], question["findings"])]
    labels += [(part["code"], part["about"], part["findings"]) for part in question["sub_answers"]]
    panels: list[Panel] = []
    for label, about, ids in labels:
        rows = share_rows([figures[id_] for id_ in ids if id_ in figures], words)
        pools = [pool for pool in question["pooled"] if pool["label"] == label and pool.get("statistic") is None]
        if rows and (pools or not panels):
            part = "" if label == question["code"] else about
            panels += _share_panels(part, rows, pools, names=names, words=words)
    threshold = _threshold(question)
    return [panel | {"threshold": threshold if panel["direction"] == "event" else None} for panel in panels]


def _share_panels(
    about: str, rows: Sequence[Told], pools: Sequence[Row], *, names: Names, words: Catalogue
) -> list[Panel]:
    panels = []
    for (_, direction), members in _by(_pooled_only(rows, pools), lambda row: row.measure).items():
        ordered = sorted(members, key=lambda row: row.months or 0)
        its = pools if direction == "event" else ()
        panels.append({"about": about, "scale": "share", "direction": direction, "sides": None, "threshold": None}
                      | {"groups": _groups(ordered, its, names, words)})  # fmt: skip
    return panels


def _pooled_only(rows: Sequence[Told], pools: Sequence[Row]) -> list[Told]:
    """Return the rows under the outcome in which a pool counts them: nobody died, so nobody died of the transplant."""
    found = list(rows)
    for pool in pools:
        there = {row.record for row in rows if row.outcome == pool["outcome"]}
        taken = [row for row in rows if row.record in pool["records"] and row.record not in there and row.events == 0]
        found = [row for row in found if row not in taken]
        found += [row._replace(outcome=pool["outcome"]) for row in {row.record: row for row in taken}.values()]
    return found


def _threshold(question: Row) -> float | None:
    """Return the threshold that the upper bound of a harm is held against, None where no reason names one."""
    named = [why["values"]["threshold"] for why in question["reasons"] if "threshold" in why["values"]]
    return named[0] if named else None


def _by(rows: Sequence[Told], key: Callable[[Told], Any]) -> dict[Any, list[Told]]:
    found: dict[Any, list[Told]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found
