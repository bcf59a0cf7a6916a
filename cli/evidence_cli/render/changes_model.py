"""Puts what runs changed together as the document of `changes --as json`: answers first, with the cause."""

from collections.abc import Mapping
from typing import Any

from evidence.changes import Cause, Happened, causes_of, verdict_of
from evidence_cli.render.clause_parts import Names
from evidence_cli.render.provenance import SCHEMA_VERSION, provenance
from evidence_cli.render.reasons import clause
from evidence_cli.render.record_names import short_names
from evidence_cli.render.study_model import correction
from evidence_cli.render.words import Catalogue, date, text, word

Document = dict[str, Any]
_ABOUT_CERTAINTY = ("starts_", "down_", "certainty_")


def changes_document(state: Mapping[str, Any], words: Catalogue, *, as_of: str, since: str | None) -> Document:
    """Return what changed as plain values in a fixed order. since: the day asked for, None = the last run."""
    names = short_names(state)
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
        "record_counts": _counts(state["articles"]),
        "records": [_record(row, names) for row in state["articles"] if row["label"] != "unrelated"],
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
    return Happened(done, corrected, moved, linked, judged)


def answer_change(
    row: Mapping[str, Any], questions: Mapping[str, Any], happened: Happened, words: Catalogue, names: Names
) -> Document:
    """Return how an answer moved (code, before, now), with its causes and what it says anew."""
    was, now = verdict_of(row["before"]), verdict_of(row["now"])
    causes = causes_of(row["before"], row["now"], happened)
    before, says = (_said(row[name], words, names) for name in ("before", "now"))
    return {
        "code": row["code"],
        "short": questions[row["code"]][f"short_{words.language}"],
        "moved": was != now,
        "from": was,
        "to": now,
        "causes": [
            {"code": each.code, "name": each.name, "detail": each.detail, "text": _cause(each, words, names)}
            for each in causes
        ],
        "said_before": [each for each in before if each not in says],
        "says_now": [each for each in says if each not in before],
    }


def _said(body: Mapping[str, Any] | None, words: Catalogue, names: Names) -> list[str]:
    """Return the reasons of an answer and its parts in words, each once, without those about certainty."""
    parts = () if body is None else (body, *body["sub_answers"])
    told = [why for part in parts for why in part["reasons"] if not why["code"].startswith(_ABOUT_CERTAINTY)]
    return list(dict.fromkeys(clause(why, words, names) for why in told))


def _cause(cause: Cause, words: Catalogue, names: Names) -> str:
    """Return the cause in words."""
    name = None if cause.name is None else names.get(cause.name, cause.name)
    was, _, now = (cause.detail or "").partition(" ")
    what = cause.detail
    if cause.code == "correction":
        what = word(words, "correction", cause.detail)
    if cause.code == "linked":
        what = word(words, "link", cause.detail)
    if cause.code == "judged":
        what = word(words, "decided", cause.detail)
    if cause.code == "registry":
        what = ", ".join(word(words, "move", field) for field in (cause.detail or "").split(", "))
    return words.codes["change"][cause.code].format(name=name, what=what, was=was, now=now)


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


def _counts(articles: list[Mapping[str, Any]]) -> list[Document]:
    """Return for each run how many articles were new, changed, older; a run that touched none is not in it."""
    found: dict[int, dict[str, int]] = {}
    for row in articles:
        counts = found.setdefault(row["run"], {"new": 0, "changed": 0, "older": 0})
        counts[row["what"]] = counts.get(row["what"], 0) + 1
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


def _record(row: Mapping[str, Any], names: Names) -> Document:
    shown = {name: row[name] for name in ("run", "what", "record", "label", "title")}
    return shown | {"name": names.get(row["record"], row["record"])}
