"""What to say about the international study, as lines with a label each."""

from collections.abc import Mapping
from typing import Any

from evidence_cli.render.clause_parts import counted
from evidence_cli.render.words import Catalogue, date, joined, sentence, text, word

Lines = list[tuple[str, str]]  # (key of the label in the catalogue, words)


def international_lines(document: Mapping[str, Any], words: Catalogue) -> Lines:
    """Return what it has answered, its state and dates, what it will and will not inform, and policy that names it."""
    study = document["international_study"]
    lines = [("has_answered", _answered(document, words))]
    if study["counts_for"]:
        lines.append(("counts_for", f"{joined(words, study['counts_for'])}."))
    lines.append(("state", _state(study, words)))
    if study["primary_completion"] is not None or study["completion"] is not None:
        primary, completion = date(words, study["primary_completion"]), date(words, study["completion"])
        lines.append(("dates", text(words, "dates_line", primary=primary, completion=completion)))
    lines += [("moved", moved) for moved in slippage_lines(study["slippage"], words)]
    if not study["reports"]:
        lines.append(("expected", _expected(study, words)))
    if study["will_answer"]:
        lines.append(("will_answer", f"{joined(words, study['will_answer'])}."))
    if study["not_covered"]:
        codes = joined(words, [each["code"] for each in study["not_covered"]])
        lines.append(("not_covered", text(words, "codes_below", codes=codes)))
    return lines + [("policy", policy_line(fact, words)) for fact in policy_of_study(document)]


def _answered(document: Mapping[str, Any], words: Catalogue) -> str:
    """Return which questions it answered, each with what it came to, and what is published and posted."""
    study = document["international_study"]
    results = results_line(study, words)
    if not study["answered"]:
        return text(words, "answered_none", results=results)
    asked = {question["code"]: question for question in document["questions"]}
    told = [_with_verdict(code, asked.get(code), words) for code in study["answered"]]
    return text(words, "answered_some", codes=joined(words, told), results=results)


def _with_verdict(code: str, question: Mapping[str, Any] | None, words: Catalogue) -> str:
    """Return "Q1 (favours HSCT, certainty moderate)"; only the code of a question that is not on the page."""
    if question is None:
        return code
    certainty = text(words, "certainty_only", certainty=word(words, "certainty", question["certainty"]))
    side = [] if question["direction"] == "not_applicable" else [word(words, "direction", question["direction"])]
    return text(words, "answered_verdict", code=code, verdict=", ".join([*side, certainty]))


def results_line(study: Mapping[str, Any], words: Catalogue) -> str:
    """Return what is posted at the registry, published and retracted."""
    reports, gone = joined(words, study["report_names"]), joined(words, study["withdrawn_names"])
    posted = [words.text["results_posted"]] if study["results_posted"] else []
    if not (posted or reports or gone):
        return words.text["no_results"]
    told = [text(words, "results_reports", reports=reports)] if reports else []
    told += [text(words, "results_withdrawn", reports=gone)] if gone else []
    if not reports:
        told.append(words.text["results_none_stands" if gone else "results_only"])
    return f"{'; '.join([*posted, *told])}."


def _state(study: Mapping[str, Any], words: Catalogue) -> str:
    if study["status_seen"] is None:
        return sentence(words.text["state_unseen"])
    status = word(words, "trial_status", study["status"])
    patients = counted(words, "patients", study["enrollment"])
    return sentence(
        text(words, "trial_state", status=status, patients=patients, seen=date(words, study["status_seen"]))
    )


def _expected(study: Mapping[str, Any], words: Catalogue) -> str:
    """Return when the first report is expected, and on what that rests (the basis also tells of a date gone by)."""
    if study["expected_report"] is None:
        told = study["basis"] or words.text["expected_unknown"]
    else:
        told = text(words, "expected_line", expected=date(words, study["expected_report"]))
    if study["basis"] and study["expected_report"] is not None:
        return f"{sentence(told)} {sentence(study['basis'])}"
    return f"{sentence(told)} {words.text['overdue']}" if study["overdue"] else sentence(told)


def not_covered_lines(document: Mapping[str, Any], words: Catalogue) -> list[str]:
    """Return one line for each reason why the study will not answer a question, with the questions it holds for."""
    study = document["international_study"]
    codes: dict[str, list[str]] = {}
    for each in study["not_covered"] if study is not None else ():
        codes.setdefault(each["why"], []).append(each["code"])
    return [sentence(text(words, "code_why", code=joined(words, found), why=why)) for why, found in codes.items()]


def slippage_lines(slippage: list[Mapping[str, str]], words: Catalogue) -> list[str]:
    """Return one line for each field that was seen with more than one value, in order of observation."""
    fields: dict[str, list[str]] = {}
    for seen in slippage:
        step = text(words, "moved_step", value=_shown_value(seen["value"], words), seen=date(words, seen["date_seen"]))
        fields.setdefault(seen["field"], []).append(step)
    return [
        text(words, "moved_one", field=word(words, "field", field), steps=words.text["moved_join"].join(steps))
        for field, steps in fields.items()
        if len(steps) > 1
    ]


def _shown_value(value: str, words: Catalogue) -> str:
    return date(words, value) if value[:4].isdigit() and len(value) > 4 else word(words, "trial_status", value)


def policy_of_study(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the newest policy fact of each country that names the study; the page ends with all of them."""
    newest: dict[str, Mapping[str, Any]] = {}
    for fact in document["policy"]:
        if document["international_study"]["acronym"] in fact["text"]:
            newest[fact["country"]] = fact
    return list(newest.values())


def policy_line(fact: Mapping[str, Any], words: Catalogue) -> str:
    """Return "Netherlands, 13 Dec 2022: ..."."""
    country = word(words, "country", fact["country"])
    return text(words, "policy_line", country=country, date=date(words, fact["date"]), fact=fact["text"])
