"""Puts what runs changed together as the document of `changes --as json`: answers first, with the cause."""

from collections.abc import Mapping
from typing import Any

from evidence.changes import Happened
from evidence_cli.render.changes_answer import answer_change
from evidence_cli.render.clause_parts import Names
from evidence_cli.render.provenance import SCHEMA_VERSION, provenance
from evidence_cli.render.record_names import short_names
from evidence_cli.render.study_model import correction
from evidence_cli.render.words import Catalogue, date, text, word

Document = dict[str, Any]


def changes_document(state: Mapping[str, Any], words: Catalogue, *, as_of: str, since: str | None) -> Document:
    """Return what changed as plain values in a fixed order. since: the day asked for, None = the last run."""
    names = with_former(short_names(state), state["renamed"])
    happened = _happened(state)
    study = state["headline"]
    key = None if study is None else study["trial"]
    moves = [_move(row, words, names) for row in state["moves"]]
    return {
        "schema_version": SCHEMA_VERSION,
        **provenance(state["currency"], words, as_of=as_of),
        "language": words.language,
        "since": since,
        "runs": state["runs"],
        "answers": [answer_change(row, state["questions"], happened, words, names) for row in _in_order(state)],
        "international_study": None if study is None else _study(state, names)
        | {"moves": [row for row in moves if row["trial"] == key]},
        "trials": [row for row in moves if row["trial"] != key],
        "record_counts": _counts(state["articles"], state["packed"]),
        "records": [_record(row, names, state["packed"]) for row in state["articles"] if row["label"] != "unrelated"],
        "corrections": [correction(row, words, names) | {"run": row["run"]} for row in state["corrections"]],
        "decisions_text_changed": [_decision(row, words, names) for row in state["text_changed"]],
        "searches_refused": state["refused"],
    }  # fmt: skip


def _in_order(state: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the answers in the topic's order; one of a question that is no longer asked is left out."""
    places = {code: place for place, code in enumerate(state["questions"])}
    return sorted((row for row in state["answers"] if row["code"] in places), key=lambda row: places[row["code"]])


def _happened(state: Mapping[str, Any]) -> Happened:
    done: dict[str, str] = {}
    for row in state["articles"]:
        if done.get(row["record"]) != "new":
            done[row["record"]] = row["what"]
    corrected: dict[str, list[str]] = {}
    for row in state["corrections"]:
        corrected.setdefault(row["record"], []).append(row["kind"])
    moved: dict[str, list[str]] = {}
    for row in state["moves"]:
        moved.setdefault(row["trial"], []).append(row["field"])
    linked = {record: row["kind"] for row in reversed(state["links"]) for record in row["records"]}
    judged: dict[str, list[str]] = {}
    for row in state["judgements"]:
        judged.setdefault(row["record"], [])
        judged[row["record"]] += [row["kind"]] if row["kind"] not in judged[row["record"]] else []
    return Happened(done, corrected, moved, linked, judged, state["renamed"], state["packed"])


def with_former(names: Names, renamed: Mapping[str, str]) -> Names:
    """Return the names, those of keys too that a record had before it was read."""
    return {**{former: names[key] for former, key in renamed.items() if key in names}, **names}


def _study(state: Mapping[str, Any], names: Names) -> Document:
    """Return what the international study has answered or no longer answers, and its new and retracted reports."""
    study, before = state["headline"], state["headline_before"]
    told = {name: _newly(study, before, name) for name in ("answered", "reports", "withdrawn")}
    lost = [] if before is None else _newly(before, study, "answered")
    return {
        "id": study["registry_id"],
        "acronym": study["acronym"],
        **told,
        "no_longer_answered": lost,
        "names": {record: names.get(record, record) for record in (*told["reports"], *told["withdrawn"])},
    }


def _newly(now: Mapping[str, Any], before: Mapping[str, Any] | None, name: str) -> list[str]:
    """Return what the international study has now and had not; nothing where nothing was known before."""
    return [] if before is None else [each for each in now.get(name, []) if each not in before.get(name, [])]


def _move(row: Mapping[str, Any], words: Catalogue, names: Names) -> Document:
    """Return a move at the registry with its words; value empty: no longer told."""
    was = row["note"].removeprefix("was ") if row["note"] and row["note"].startswith("was ") else None
    before = words.text["not_told_before"] if was is None else text(words, "was_before", was=_value(was, words))
    told = text(
        words, "trial_moved", field=word(words, "move", row["field"]), now=_value(row["value"], words), note=before,
        seen=date(words, row["date_seen"]),
    )  # fmt: skip
    shown = {name: row[name] for name in ("trial", "nct", "date_seen", "field", "value", "note")}
    return {**shown, "acronym": names.get(row["trial"], row["trial"]), "text": told}


def _value(value: str, words: Catalogue) -> str:
    """Return a value of the registry in words: a date, yes or no, a status, or as it is."""
    if value == "":
        return words.text["trial_no_longer"]
    if value in ("yes", "no"):
        return words.text[value]
    is_date = value[:4].isdecimal() and value[4:5] == "-"
    return date(words, value) if is_date else words.codes["trial_status"].get(value, value)


def _counts(articles: list[Mapping[str, Any]], packed: frozenset[str]) -> list[Document]:
    """Return for each run how many articles were new, changed, older; a run that touched none is not in it.

    in_pack: of the new ones those that the evidence pack knew until then.
    """
    found: dict[int, dict[str, int]] = {}
    for row in articles:
        counts = found.setdefault(row["run"], {"new": 0, "changed": 0, "older": 0, "in_pack": 0})
        counts[row["what"]] = counts.get(row["what"], 0) + 1
        counts["in_pack"] += row["what"] == "new" and row["record"] in packed
    return [{"run": run, **counts} for run, counts in found.items()]


def _decision(row: Mapping[str, Any], words: Catalogue, names: Names) -> Document:
    """Return a decision of which the text changed since, with its words."""
    name, made = names.get(row["record"], row["record"]), date(words, row["made"])
    told = text(
        words, "decision_text_changed", name=name, by=row["name"], made=made, reason=row["reason"],
        what=word(words, "decided", row["kind"]), sentence=row["judged"]["sentence"] or row["key"],
    )  # fmt: skip
    shown = {each: row[each] for each in ("record", "key", "kind", "made", "reason")}
    return {**shown, "by": row["name"], "name": name, "text": told}


def _record(row: Mapping[str, Any], names: Names, packed: frozenset[str]) -> Document:
    """Return what was done to a record; in_pack: a new one that the pack knew before: it was read, not found."""
    shown = {name: row[name] for name in ("run", "what", "record", "label", "title")}
    in_pack = row["what"] == "new" and row["record"] in packed
    return shown | {"name": names.get(row["record"], row["record"]), "in_pack": in_pack}
