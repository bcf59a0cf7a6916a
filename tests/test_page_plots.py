"""Where a plot puts a value, and what it says of it."""

from typing import Any

import pytest

from evidence_cli.page.axis import difference_axis, ratio_axis, share_axis
from evidence_cli.page.forest_rows import effect_rows, share_rows
from evidence_cli.page.plots import plots
from evidence_cli.page.shapes import diamond, estimate_shape, interval_shapes
from evidence_cli.page.wording import page_words
from evidence_cli.render.words import Catalogue

ENGLISH, DUTCH = page_words("en"), page_words("nl")


def row(**told: Any) -> dict[str, Any]:
    return {"record": "pmid:1", "outcome": "trm", "arm": "hsct", "statistic": "count", "direction": "event",
            "value": 0.0, "events": 0, "denominator": 55, "ci_low": None, "ci_high": None, "population": None,
            "regimen": None, "timepoint_months": None, "id": "f-1", **told}  # fmt: skip


def panel(scale: str, rows: list[dict[str, Any]], **told: Any) -> dict[str, Any]:
    group = {"heading": "deaths", "outcome": "trm", "rows": rows, "pool": told.pop("pool", None)}
    return {
        "about": "",
        "scale": scale,
        "direction": "event",
        "sides": None,
        "threshold": None,
        "groups": [group],
        **told,
    }


def test_a_ratio_and_its_inverse_stand_as_far_from_one() -> None:
    axis = ratio_axis([0.25, 4.0])
    middle = axis.place(1.0)
    assert axis.place(0.5) - middle == pytest.approx(middle - axis.place(2.0), abs=0.02)
    assert 0 < axis.place(0.25) < middle < axis.place(4.0) < 100


@pytest.mark.parametrize("values", [[0.3], [0.0001, 9000], [0, -3], []])
def test_the_axis_of_ratios_always_holds_one_and_a_tick_for_it(values: list[float]) -> None:
    axis = ratio_axis(values)
    assert axis.low < 1 < axis.high
    assert 1 in axis.ticks


@pytest.mark.parametrize("values", [[0.3], [-0.3], [5, -20.5], [0.0], [], [1e-6], [-33.8, -26.1]])
def test_the_axis_of_differences_holds_nothing_and_all_values_with_few_ticks(values: list[float]) -> None:
    axis = difference_axis(values)
    assert axis.low <= min([*values, 0]) <= max([*values, 0]) <= axis.high
    assert 2 <= len(axis.ticks) <= 9


@pytest.mark.parametrize("top", [0.0, 0.5, 1.25, 9, 41.0, 100.0])
def test_the_axis_of_shares_begins_at_nothing_and_ends_at_all(top: float) -> None:
    axis = share_axis([top], None)
    assert (axis.low, axis.place(0.0)) == (0.0, 0.0)
    assert max(top, 1.0) <= axis.high <= 100
    assert len(axis.ticks) <= 9


def test_an_interval_beyond_the_axis_has_an_arrow_at_that_end() -> None:
    axis = share_axis([50.0], 5.0)
    assert [shape.kind for shape in interval_shapes(axis, 0.0, 41.0, "line")] == ["line", "right"]
    assert [shape.kind for shape in interval_shapes(axis, 1.0, 2.0, "line")] == ["line"]
    assert interval_shapes(axis, None, 2.0, "line") == ()


def test_the_mark_of_an_estimate_tells_where_its_interval_is_from() -> None:
    axis = share_axis([50.0], None)
    kinds = [estimate_shape(axis, 3.0, interval)[0].kind for interval in ("printed", "computed", "none")]
    assert kinds == ["square", "hollow", "dot"]
    assert estimate_shape(share_axis([50.0], 5.0), 50.0, "printed")[0].kind == "right"


def test_a_diamond_is_as_wide_as_its_interval_and_widest_at_the_estimate() -> None:
    shape = diamond(share_axis([10.0], None), 2.0, 4.0, 10.0)[0]
    assert (shape.x, shape.x2, shape.middle) == (20.0, 80.0, 25.0)


def test_no_death_of_55_is_nought_with_an_upper_bound_of_ours() -> None:
    (told,) = share_rows([row()], ENGLISH)
    assert (told.estimate, told.interval) == (0.0, "computed")
    assert told.high == pytest.approx(6.487, abs=0.001)


@pytest.mark.parametrize(
    "told",
    [{"denominator": None}, {"events": None, "value": None}, {"events": 60, "value": 60.0}, {"arm": "comparator"},
     {"direction": "higher_better"}, {"statistic": "mean", "value": 2.0}],
)  # fmt: skip
def test_what_is_no_share_of_transplanted_patients_is_not_drawn(told: dict[str, Any]) -> None:
    assert share_rows([row(**told)], ENGLISH) == []


def test_a_printed_interval_goes_before_one_of_ours() -> None:
    (told,) = share_rows([row(statistic="percent", value=5.0, ci_low=1.0, ci_high=9.0)], ENGLISH)
    assert (told.low, told.high, told.interval) == (1.0, 9.0, "printed")


def test_a_comparison_told_twice_is_one_row() -> None:
    values = {"record": "pmid:1", "outcome": "neda", "comparator": "alemtuzumab", "statistic": "hazard_ratio",
              "value": 0.27, "low": 0.08, "high": 0.84, "months": None,
              "direction": "event", "method": "printed"}  # fmt: skip
    reason = {"code": "effect_cohort", "values": values}
    assert len(effect_rows([reason, reason], [], ENGLISH)) == 1


@pytest.mark.parametrize(("words", "told"), [(ENGLISH, "0.27 (0.08 to 0.84)"), (DUTCH, "0,27 (0,08 tot 0,84)")])
def test_a_row_says_its_figures_in_the_language(words: Catalogue, told: str) -> None:
    shown = {"record": "pmid:1", "name": "Boffa 2020", "statistic": "hazard_ratio", "about": "", "estimate": 0.27,
             "low": 0.08, "high": 0.84, "interval": "printed", "events": None, "n": None, "figure": None}  # fmt: skip
    (plot,) = plots([panel("ratio", [shown], sides=["HSCT", None])], words)
    assert plot.rows[1].told == told
    assert plot.ends[0] == words.text["favours_side"].format(side="HSCT")  # less of an event favours HSCT


def test_where_more_is_better_the_right_side_speaks_for_hsct() -> None:
    shown = {"record": "pmid:1", "name": "Boffa 2020", "statistic": "risk_ratio", "about": "", "estimate": 2.0,
             "low": 1.5, "high": 3.0, "interval": "printed", "events": None, "n": None, "figure": None}  # fmt: skip
    (plot,) = plots([panel("ratio", [shown], sides=["HSCT", None], direction="event_free")], ENGLISH)
    assert plot.ends == ("favours the comparator", "favours HSCT")


def test_a_single_point_without_an_interval_is_not_drawn() -> None:
    shown = {"record": "pmid:1", "name": "A 2020", "statistic": "percent", "about": "", "estimate": 2.0, "low": None,
             "high": None, "interval": "none", "events": None, "n": None, "figure": None}  # fmt: skip
    assert plots([panel("share", [shown])], ENGLISH) == ()
