"""Puts the stored answers together as the document of `report --as json`; text and markdown are written from it."""

from collections.abc import Mapping
from typing import Any

from evidence_cli.render.clause_parts import Names
from evidence_cli.render.part_figure import figure_reasons, part_figure
from evidence_cli.render.plain_sum import plain_sum
from evidence_cli.render.provenance import SCHEMA_VERSION, Document, provenance
from evidence_cli.render.reason_groups import before_certainty
from evidence_cli.render.reasons import told
from evidence_cli.render.record_names import short_names
from evidence_cli.render.study_model import correction, study_document
from evidence_cli.render.words import Catalogue

_OVER_STUDIES = ("cohorts_agree", "conflict")
_CONCLUSIONS = (
    *_OVER_STUDIES, "trial_settles", "trial_indirect", "under_threshold", "over_threshold", "rests_on_one",
    "too_few_patients", "no_threshold", "not_shown", "range_seen", "large_cohort",
    "stated_before_results",
)  # fmt: skip


def report_document(state: Mapping[str, Any], words: Catalogue, *, as_of: str, replayed: bool) -> Document:
    """Return the whole report as plain values in a fixed order.

    as_of: ISO day of the answers; replayed: the day was asked for, so the age of the data says nothing and is None.
    """
    names = short_names(state)
    return {
        "schema_version": SCHEMA_VERSION,
        **provenance(state["currency"], words, as_of=as_of, replayed=replayed),
        "language": words.language,
        "international_study": _international(state, words, names),
        "corrections": [correction(row, words, names) for row in state["corrections"]],
        "policy": _policy(state["policy"], words, as_of),
        "questions": [_question(question, state, words, names) for question in state["questions"]],
    }


def brief(state: Mapping[str, Any], words: Catalogue) -> dict[str, Any]:
    """Return the state with the reasons that a page shows: of a question at most two, of a part those of its figure."""
    return {**state, "answers": {code: _brief(answer, words) for code, answer in state["answers"].items()}}


def _brief(answer: Mapping[str, Any], words: Catalogue) -> dict[str, Any]:
    parts = [{**part, "reasons": figure_reasons(part["reasons"], words)} for part in answer["sub_answers"]]
    return {**answer, "reasons": deciding(answer["reasons"]), "sub_answers": parts}


def deciding(reasons: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return at most two reasons: the first before those about certainty, and the conclusion that follows it.

    A conclusion over several studies goes before the study that is its example.
    """
    before = before_certainty(reasons)
    if not before:
        return []
    first, rest = before[0], before[1:]
    conclusion = next((each for each in rest if each["code"] in _CONCLUSIONS), None)
    if conclusion is None:
        return [first]
    return [conclusion, first] if conclusion["code"] in _OVER_STUDIES else [first, conclusion]


def _international(state: Mapping[str, Any], words: Catalogue, names: Names) -> Document | None:
    return None if state["headline"] is None else study_document(state["headline"], state, words, names)


def _policy(facts: list[Mapping[str, Any]], words: Catalogue, as_of: str) -> list[Document]:
    """Return the policy facts of as_of and before (a partial date counts from its first day)."""
    return [
        {
            "date": fact["date"],
            "country": fact["country"],
            "text": fact[f"text_{words.language}"],
            "source": fact["source"],
            "questions": fact["questions"],
        }
        for fact in facts
        if fact["date"] <= as_of
    ]


def _question(question: Mapping[str, Any], state: Mapping[str, Any], words: Catalogue, names: Names) -> Document:
    language = words.language
    answer = state["answers"].get(question["code"])
    asked = {
        "code": question["code"],
        "group": question["group_code"],
        "kind": question["kind"],
        "text": question[f"text_{language}"],
        "short": question[f"short_{language}"],
        "population": question[f"population_{language}"],
        "plain": _plain(question, language),
    }
    if answer is None:
        return asked | _UNANSWERED
    signed = state["signatures"].get(question["code"], [])
    told = _answer(answer, question["body"], state, words, names)
    return asked | told | {"certainty_provisional": not any(each["current"] for each in signed), "signatures": signed}


def _plain(question: Mapping[str, Any], language: str) -> str | None:
    """Return the question in everyday words; None where the topic, or an older database, has none."""
    told: str | None = (question.get("body", {}).get("plain") or {}).get(language)
    return told


_UNANSWERED: Document = {
    "status": "open", "computed": False, "direction": "not_applicable", "certainty": "none", "reasons": [],
    "stated": None, "sub_answers": [], "studies": [], "findings": [], "pooled": [], "published_pools": [],
    "awaited": [], "next_status": None, "seen_in_part": None, "certainty_provisional": True, "signatures": [],
}  # fmt: skip


def _answer(
    answer: Mapping[str, Any], body: Mapping[str, Any], state: Mapping[str, Any], words: Catalogue, names: Names
) -> Document:
    about = {part["code"]: part["about"][words.language] for part in body["parts"]}
    not_yet = any(reason["code"] == "not_yet_stated" for reason in answer["reasons"])
    stated = None if not_yet else body["stated"]
    return {
        "status": answer["status"],
        "computed": bool(answer["computed"]),
        "direction": answer["direction"],
        "certainty": answer["certainty"],
        "reasons": [told(reason, words, names) for reason in answer["reasons"]],
        "stated": None if stated is None else _stated(stated, words),
        "sub_answers": [_part(part, about, state, words, names) for part in answer["sub_answers"]],
        "studies": _records(answer["studies"], state),
        "findings": answer["findings"],
        "pooled": [_pool(pool, about, words, names) for pool in answer["pooled"]],
        "published_pools": answer["published_pools"],
        "awaited": [
            {"trial": each["trial"], "acronym": names.get(each["trial"], each["trial"]), "when": each["when"],
             "basis": each["basis"]}
            for each in answer["awaited"]
        ],
        "next_status": told(answer["next_status"], words, names),
        "seen_in_part": told(answer.get("seen_in_part"), words, names),
    }  # fmt: skip


def _pool(pool: Mapping[str, Any], about: Mapping[str, str], words: Catalogue, names: Names) -> Document:
    """Return a pooled figure with what it is of, and the names of the records that are left out in turn."""
    without = [{**one, "name": names.get(one["record"], one["record"])} for one in pool.get("leave_one_out", ())]
    return {**pool, "about": _pool_name(pool, about, words), "plain": plain_sum(pool), "leave_one_out": without}


def _pool_name(pool: Mapping[str, Any], about: Mapping[str, str], words: Catalogue) -> str:
    """Return what a pooled figure is of: the part of its question, else its outcome; of a comparison both."""
    outcome: str = words.codes["outcome"].get(pool["outcome"], pool["label"])
    part = about.get(pool["label"])
    if part is None:
        return outcome
    return part if pool.get("statistic") is None else f"{part}, {outcome}"


def _stated(stated: Mapping[str, Any], words: Catalogue) -> Document:
    return {"date": stated["date"], "reason": stated["reason"][words.language], "sources": stated["sources"]}


def _part(
    part: Mapping[str, Any], about: Mapping[str, str], state: Mapping[str, Any], words: Catalogue, names: Names
) -> Document:
    return {
        "code": part["code"],
        "about": about.get(part["code"], part["about"]),
        "status": part["status"],
        "direction": part["direction"],
        "certainty": part["certainty"],
        "figure": part_figure(part["reasons"], words, names),
        "reasons": [told(reason, words, names) for reason in part["reasons"]],
        "studies": _records(part["studies"], state),
        "findings": part["findings"],
        "next_status": told(part.get("next_status"), words, names),
        "seen_in_part": told(part.get("seen_in_part"), words, names),
    }


def _records(studies: list[str], state: Mapping[str, Any]) -> list[str]:
    """Return record keys: a study stands for all its reports."""
    found: list[str] = []
    for key in studies:
        found.extend(state["study_records"].get(key, [key]))
    return list(dict.fromkeys(found))
