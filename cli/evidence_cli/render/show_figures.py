"""A figure in the legend: what was read, of whom, when, how surely, and what is missing."""

from collections.abc import Mapping
from typing import Any

from evidence.records.finding import RATIOS, later_is_better
from evidence_cli.render.clause_parts import at_time, p_value, side_name
from evidence_cli.render.figures import interval, value_words, who
from evidence_cli.render.links import doi_link, pubmed_link
from evidence_cli.render.show_model import Entry, Fact, Ref, fact, linked
from evidence_cli.render.words import Catalogue, number, word

Row = Mapping[str, Any]
_MISSING = " not told"  # how the rules of extraction name what a figure lacks: "time not told"
_LIKE_ANOTHER = "not told apart"


def figure(name: str, row: Row, words: Catalogue, *, marked: str | None) -> Entry:
    """Return the legend of a figure; marked: its words in the shown text, None where it has no mark there."""
    facts = [_read_from(row, marked), fact("Arm", _arm(row, words)), fact("Population", _population(row, words))]
    if row["origin"] != "machine" and row["note"] is not None:
        facts.insert(1, fact("What it counts", f"“{row['note']}”"))
    if row["regimen"] is not None:
        facts.append(fact("Regimen", side_name(row["regimen"], words)))
    facts += [
        fact("Time", _time(row, words)),
        fact("Direction", _direction(row)),
        fact("Statistic", _statistic(row, words)),
        fact("State", state_told(row), grave=row["state"] != "clean"),
        fact("Rule", _rule(row, words)),
        fact("For review", row["key"]),
    ]
    title = f"{word(words, 'outcome', row['outcome'])}: {value_words(row, words)}"
    return Entry(Ref(name, row["state"]), row["id"], title, tuple(facts), None)


def _read_from(row: Row, marked: str | None) -> Fact:
    if marked is not None:
        return fact("Read from", f'"{marked}"')
    if row["sentence"] is not None:
        return fact("Read from", f'the sentence "{row["sentence"]}"')
    if row["origin"] == "person":
        return fact("Read from", "confirmed or corrected by a person")
    address = doi_link(row["doi"]) or pubmed_link(row["pmid"])
    source = linked("Read from", address or row["source_url"] or "its citation; no address is known", address)
    return source._replace(parts=("the evidence pack, ", *source.parts))


def _arm(row: Row, words: Catalogue) -> str:
    """Return the arm, a drug as what it is here: the comparator."""
    named = row["arm"] == "comparator" and row["contrast"] is None and row["comparator"] is not None
    return f"comparator: {who(row, words)}" if named else who(row, words)


def _population(row: Row, words: Catalogue) -> str:
    if row["population"] is None:
        return "no course or subgroup told"
    return ", ".join(side_name(part, words) for part in row["population"].split("; "))


def _time(row: Row, words: Catalogue) -> str | None:
    months = row["timepoint_months"]
    if months is None:
        return None
    return "1 month" if months == 1 else at_time(months, words).removeprefix(" at ")


def _statistic(row: Row, words: Catalogue) -> str:
    """Return the kind of figure and everything that says how sure it is; what is missing is said to be missing."""
    told = [word(words, "statistic", row["statistic"])]
    if row["value_kind"] is not None and not row["statistic"].endswith("difference"):
        told.append(word(words, "value_kind", row["value_kind"]))
    bounds = row["ci_low"] is not None or row["ci_high"] is not None
    told.append(interval(row, words) if bounds else "interval not reported")
    told.append("p not reported" if row["p"] is None else f"p {p_value(words, row['p'])}")
    told.append(_counts(row, words))
    return "; ".join(told)


def _counts(row: Row, words: Catalogue) -> str:
    events, denominator = row["events"], row["denominator"]
    if events is not None and denominator is not None:
        return f"{number(words, events)} of {number(words, denominator)}"
    if events is not None:
        return f"{number(words, events)} of a number not reported"
    return "patients behind it not reported" if denominator is None else f"n = {number(words, denominator)}"


def _direction(row: Row) -> str | None:
    """Return what a higher number means."""
    direction, statistic = row["direction"], row["statistic"]
    later = later_is_better(row["outcome"], statistic, row["unit"])
    if later is not None:
        return "later is better: a time to the event" if later else "sooner is better: a time to the event"
    if direction in ("higher_better", "lower_better"):
        return f"{direction.split('_')[0]} is better"
    if direction not in ("event", "event_free"):
        return None
    if statistic in RATIOS:
        return "ratio of events" if direction == "event" else "ratio of being free of the event"
    if statistic in ("percent", "count"):
        return f"counts those {'with' if direction == 'event' else 'free of'} the event"
    return "lower is better: it tells of events" if direction == "event" else "higher is better: it tells of freedom"


def state_told(row: Row) -> str:
    """Return the state in words: what is doubted about a flagged figure, what an unbound one lacks."""
    state, flags = row["state"], row["flags"]
    if state == "clean":
        return "checked (clean): nothing speaks against counting it"
    if state == "flagged":
        return f"flagged, so no answer counts it: {', '.join(flags) or 'no reason given'}"
    missing = [flag.removesuffix(_MISSING) for flag in flags if flag.endswith(_MISSING)]
    missing += ["what tells it from another figure of its sentence"] if _LIKE_ANOTHER in flags else []
    others = [flag for flag in flags if not flag.endswith(_MISSING) and flag != _LIKE_ANOTHER]
    told = [f"missing: {', '.join(missing)}"] if missing else []
    told += [", ".join(others)] if others else []
    lacks = "; ".join(told) or "what is missing is not told"
    return f"unbound: not tied to an outcome, arm and time, so no answer counts it; {lacks}"


def _rule(row: Row, words: Catalogue) -> str:
    if row["origin"] != "machine":
        return f"none: {word(words, 'origin', row['origin'])}"
    sure = "not reported" if row["confidence"] is None else number(words, row["confidence"])
    return f"{row['rule'] or 'not reported'}; confidence {sure}"
