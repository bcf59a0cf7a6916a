"""How one answer moved, as plain values: what became what, why, and what it says anew."""

from collections.abc import Mapping
from typing import Any

from evidence.changes import Cause, Happened, causes_of, verdict_of
from evidence.moving import how_moved, moved_parts
from evidence_cli.render.clause_parts import Names
from evidence_cli.render.provenance import Document
from evidence_cli.render.reason_groups import is_about_certainty
from evidence_cli.render.reasons import clause
from evidence_cli.render.words import Catalogue, word


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
        "change": how_moved(row["before"], row["now"], happened.renamed),
        "parts": _parts(row, questions[row["code"]], words),
        "from": was,
        "to": now,
        "causes": [
            {"code": each.code, "name": each.name, "detail": each.detail, "text": _cause(each, words, names)}
            | {"label": None if each.name is None else names.get(each.name, each.name)}
            for each in causes
        ],
        "figures_counted": [None if each is None else len(_findings(each)) for each in (row["before"], row["now"])],
        "retold": _retold(row, questions[row["code"]], words, names),
        "said_before": [each for each in before if each not in says],
        "says_now": [each for each in says if each not in before],
    }


def _parts(row: Mapping[str, Any], question: Mapping[str, Any], words: Catalogue) -> list[Document]:
    """Return the parts with another verdict: code, about, from, to (None: there was or is none)."""
    if row["before"] is None:
        return []
    about = {part["code"]: part["about"][words.language] for part in question["body"]["parts"]}
    bodies = [{part["code"]: part for part in row[name]["sub_answers"]} for name in ("before", "now")]
    return [
        {"code": code, "about": about.get(code, code)}
        | {name: verdict_of(body.get(code)) for name, body in zip(("from", "to"), bodies, strict=True)}
        for code in moved_parts(row["before"], row["now"])
    ]


def _findings(body: Mapping[str, Any]) -> set[str]:
    return {id_ for part in (body, *body["sub_answers"]) for id_ in part["findings"]}


def _retold(row: Mapping[str, Any], question: Mapping[str, Any], words: Catalogue, names: Names) -> list[Document]:
    """Return what a reason said and says with other numbers: code, was, now; those of the answer itself first."""
    if row["before"] is None:
        return []
    was, now = (_reasons(row[name]) for name in ("before", "now"))
    pairs = [(place, was[place], now[place]) for place in now if place in was]
    about = {part["code"]: f"{part['about'][words.language]}: " for part in question["body"]["parts"]}
    return [
        {"code": code}
        | {name: about.get(part, "") + clause(why, words, names) for name, why in (("was", before), ("now", after))}
        for (part, code, _), before, after in pairs
        if _numbers(before) != _numbers(after)
    ]


def _reasons(body: Mapping[str, Any]) -> dict[tuple[str, str, object], Mapping[str, Any]]:
    """Return (part, code, outcome) -> the first such reason, without those about certainty."""
    found: dict[tuple[str, str, object], Mapping[str, Any]] = {}
    for part in (body, *body["sub_answers"]):
        for why in part["reasons"]:
            if not is_about_certainty(why):
                outcome = dict(why["values"]).get("outcome")
                found.setdefault((part.get("code", ""), why["code"], outcome), why)
    return found


def _numbers(reason: Mapping[str, Any]) -> dict[str, float]:
    return {name: value for name, value in reason["values"] if isinstance(value, int | float)}


def _said(body: Mapping[str, Any] | None, words: Catalogue, names: Names) -> list[str]:
    """Return the reasons of an answer and its parts in words, each once, without those about certainty."""
    parts = () if body is None else (body, *body["sub_answers"])
    told = [why for part in parts for why in part["reasons"] if not is_about_certainty(why)]
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
