"""What a registry posted, arm by arm and as printed: for a person to read. No answer counts any of it."""

from collections.abc import Iterable, Mapping
from typing import Any

from evidence_cli.render.words import Catalogue, date, text

Row = Mapping[str, Any]


def posted_shape(row: Row, words: Catalogue) -> dict[str, Any]:
    """Return the posted outcomes of a trial as JSON: figures are the registry's own texts, arms have its group ids."""
    return {
        "nct": row["nct"],
        "trial": row["trial"],
        "first_posted": row["first_posted"],
        "counted": False,
        "why": words.text["posted_why"],
        "outcomes": [_outcome(measure) for measure in row["results"]],
    }


def _outcome(measure: Row) -> dict[str, Any]:
    told = {name: measure[name] for name in ("kind", "title", "time_frame", "population", "statistic", "dispersion")}
    return told | {
        "unit": measure["unit"],
        "arms": [_arm(group, measure) for group in measure["groups"]],
        "comparisons": [dict(analysis) for analysis in measure["analyses"]],
    }


def _arm(group: Row, measure: Row) -> dict[str, Any]:
    """Return an arm with its own figures: those that carry its group id, whatever its title is."""
    figures = [cell for cell in measure["cells"] if cell["group"] == group["id"]]
    return {
        "id": group["id"],
        "title": group["title"],
        "analysed": [
            {"units": count["units"], "value": count["value"]}
            for count in measure["counts"]
            if count["group"] == group["id"]
        ],
        "figures": [{name: told for name, told in cell.items() if name != "group"} for cell in figures],
    }


def posted_head(row: Row, words: Catalogue) -> str:
    """Return whose results these are, and since when they are posted."""
    return text(words, "posted_trial", trial=row["trial"], nct=row["nct"], day=date(words, row["first_posted"]))


def posted_lines(row: Row, words: Catalogue) -> list[tuple[int, str]]:
    """Return (depth, words) for each outcome (0), each of its arms and comparisons (1)."""
    found: list[tuple[int, str]] = []
    for outcome in posted_shape(row, words)["outcomes"]:
        found.append((0, text(words, "posted_outcome", title=outcome["title"], when=outcome["time_frame"])))
        found += [(1, _arm_line(arm, outcome, words)) for arm in outcome["arms"]]
        found += [(1, _comparison_line(analysis, words)) for analysis in outcome["comparisons"]]
    return found


def _arm_line(arm: Row, outcome: Row, words: Catalogue) -> str:
    analysed = _listed(f"{one['value']} {one['units'] or ''}".strip() for one in arm["analysed"])
    figures = "; ".join(_figure(cell, outcome, words) for cell in arm["figures"]) or words.text["not_reported"]
    return text(words, "posted_arm", id=arm["id"], title=arm["title"], analysed=analysed, figures=figures)


def _figure(cell: Row, outcome: Row, words: Catalogue) -> str:
    """Return a figure as printed; "NA" and what is absent stay what they are, and never become a number."""
    named = ", ".join(part for part in (cell["title"], cell["category"]) if part)
    value = words.text["not_reported"] if cell["value"] is None else cell["value"]
    told = f"{value} {outcome['unit'] or ''}".strip()
    more = []
    if cell["spread"] is not None:
        more.append(f"{outcome['dispersion'] or words.text['posted_spread']} {cell['spread']}")
    if cell["lower"] is not None or cell["upper"] is not None:
        bounds = text(words, "posted_bounds", low=cell["lower"], high=cell["upper"])
        more.append(f"{outcome['dispersion'] or words.text['posted_spread']} {bounds}")
    if cell["comment"] is not None:
        more.append(cell["comment"])
    return f"{f'{named}: ' if named else ''}{told}{f' ({_listed(more)})' if more else ''}"


def _comparison_line(analysis: Row, words: Catalogue) -> str:
    interval = ""
    if analysis["ci_low"] is not None or analysis["ci_high"] is not None:
        bounds = text(words, "posted_bounds", low=analysis["ci_low"], high=analysis["ci_high"])
        interval = text(words, "posted_interval", level=analysis["ci_percent"], bounds=bounds)
    return text(
        words,
        "posted_comparison",
        arms=_listed(analysis["groups"]),
        statistic=analysis["statistic"],
        value=analysis["value"],
        interval=interval,
        p=analysis["p"],
        method=analysis["method"],
    )


def _listed(parts: Iterable[str]) -> str | None:
    return ", ".join(parts) or None
