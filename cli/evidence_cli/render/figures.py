"""Turns one stored figure into words: what, for whom, when, how much, how sure; nothing rounded or filled in."""

from collections.abc import Mapping
from typing import Any

from evidence.records.finding import RATIOS
from evidence_cli.render.clause_parts import at_time, comparator_name, p_value, side_name
from evidence_cli.render.pack_words import of_pack
from evidence_cli.render.words import Catalogue, number, word


def figure_line(finding: Mapping[str, Any], words: Catalogue) -> str:
    """Return "progression-free survival, HSCT against DMT, at 12 months: hazard ratio 0.07 (95 % CI 0.02 to 0.24)"."""
    return f"{subject(finding, words)}: {amount(finding, words)}"


def subject(finding: Mapping[str, Any], words: Catalogue) -> str:
    """Return what the figure is about: outcome, who, which patients, which regimen, when."""
    parts = [word(words, "outcome", finding["outcome"]), who(finding, words)]
    parts.extend(side_name(finding[name], words) for name in ("population", "regimen") if finding[name] is not None)
    if finding["value_kind"] is not None and finding["value_kind"] != "difference":
        parts.append(word(words, "value_kind", finding["value_kind"]))
    months = finding["timepoint_months"]
    if months is not None:
        parts.append(at_time(months, words).strip())
    return ", ".join(part for part in parts if part)


def who(finding: Mapping[str, Any], words: Catalogue) -> str:
    """Return the arm, or the two sides that the figure compares."""
    contrast, comparator = finding["contrast"], finding["comparator"]
    if contrast is not None:
        return words.text["sides"].format(a=side_name(contrast["a"], words), b=side_name(contrast["b"], words))
    if finding["arm"] == "between" and comparator is not None:
        return words.text["versus"].format(comparator=comparator_name(comparator, words))
    if finding["arm"] == "comparator" and comparator is not None:
        return comparator_name(comparator, words)
    return word(words, "arm", finding["arm"])


def amount(finding: Mapping[str, Any], words: Catalogue) -> str:
    """Return the value with everything that says how sure it is; what is missing is said to be missing."""
    shown = value_words(finding, words)
    notes = [_polarity(finding, words), *_uncertainty(finding, words)]
    told = "; ".join(note for note in notes if note)
    return f"{shown} ({told})" if told else shown


def value_words(finding: Mapping[str, Any], words: Catalogue) -> str:
    """Return the value alone, as the source has it: "88%", "0 of 40", "hazard ratio 0.07"."""
    statistic, value = finding["statistic"], finding["value"]
    if statistic == "p_only":
        return word(words, "statistic", "p_only")
    if statistic == "count":
        return _count(finding, words)
    if value is None:
        return f"{word(words, 'statistic', statistic)}: {words.text['value_not_reported']}"
    if statistic == "percent":
        return words.text["percent"].format(value=number(words, value))
    unit = f" {of_pack(words, finding['unit'])}".replace(" %", "%") if finding["unit"] else ""
    return f"{word(words, 'statistic', statistic)} {number(words, value)}{unit}"


def _count(finding: Mapping[str, Any], words: Catalogue) -> str:
    events = finding["events"] if finding["events"] is not None else finding["value"]
    if events is None:
        return words.text["value_not_reported"]
    if finding["denominator"] is None:
        return f"{number(words, events)} {words.text['n_unknown']}"
    return words.text["of_n"].format(events=number(words, events), n=number(words, finding["denominator"]))


def _uncertainty(finding: Mapping[str, Any], words: Catalogue) -> list[str]:
    """Return the interval, the patients and p; a figure that has neither interval nor patients says so."""
    told: list[str] = []
    events, denominator = finding["events"], finding["denominator"]
    if finding["ci_low"] is not None or finding["ci_high"] is not None:
        told.append(interval(finding, words))
    if finding["statistic"] == "percent" and denominator is not None:
        counts = words.text["of_n"] if events is not None else words.text["n_only"]
        told.append(counts.format(events=events, n=denominator))
    if not told and finding["statistic"] not in ("count", "p_only"):
        told.append(words.text["interval_none"])
    if finding["p"] is not None:
        told.append(words.text["p"].format(p=p_value(words, finding["p"])))
    return told


def interval(finding: Mapping[str, Any], words: Catalogue) -> str:
    """Return the interval as printed, with its level; a bound that was not printed reads "not reported"."""
    low, high = (
        words.text["not_reported"] if bound is None else number(words, bound)
        for bound in (finding["ci_low"], finding["ci_high"])
    )
    if finding["ci_level"] is None:
        return words.text["interval_unlevelled"].format(low=low, high=high)
    return words.text["interval"].format(level=number(words, finding["ci_level"]), low=low, high=high)


def _polarity(finding: Mapping[str, Any], words: Catalogue) -> str:
    """Return whether a share or a ratio counts events or freedom from them, where the outcome's name could mislead."""
    outcome, direction, statistic = finding["outcome"], finding["direction"], finding["statistic"]
    named_free = outcome == "neda" or outcome.endswith(("_free", "_survival"))
    if statistic in RATIOS and direction in ("event", "event_free"):
        return words.text["ratio_of_events" if direction == "event" else "ratio_of_freedom"]
    if statistic not in ("percent", "count"):
        return ""
    if direction == "event" and named_free:
        return words.text["with_event"]
    return words.text["free_of_event"] if direction == "event_free" and not named_free else ""


def difference_line(told: Mapping[str, Any], rows: Mapping[str, Mapping[str, Any]], words: Catalogue) -> str:
    """Return what two origins make of one figure, and which of them counts; rows: the figures by their id."""
    counts, other = ([rows[id_] for id_ in told[name] if id_ in rows] for name in ("counts", "other"))
    return words.text["differ"].format(
        subject=subject(counts[0], words),
        counts="; ".join(amount(row, words) for row in counts),
        by=word(words, "origin", counts[0]["origin"]),
        other="; ".join(f"{amount(row, words)} ({word(words, 'origin', row['origin'])})" for row in other),
    )
