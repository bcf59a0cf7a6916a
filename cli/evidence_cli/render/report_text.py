"""The report as a plain-text page: the international study first, then every question with its status and why."""

from collections.abc import Mapping
from typing import Any

from evidence_cli.render.page import Page
from evidence_cli.render.reasons import counted
from evidence_cli.render.report_model import STALE_AFTER_DAYS
from evidence_cli.render.words import Catalogue, date, joined, number, sentence, text, word

_STATUSES = ("answered", "partly", "conflicting", "signal", "open")
_ABOUT_CERTAINTY = ("starts_", "down_")


def report_text(document: Mapping[str, Any], words: Catalogue, *, width: int, bold: bool, replayed: bool) -> str:
    """Return the whole report as text."""
    page = Page(width, bold)
    page.heading(text(words, "title", topic=document["title"]))
    dateline(page, document, words, replayed=replayed)
    if document["international_study"] is not None:
        _international(page, document, words)
    _in_short(page, document["questions"], words)
    _groups(page, document["questions"], words)
    page.gap()
    page.wrapped(text(words, "foot_certainty"))
    if document["questions"]:
        page.wrapped(text(words, "foot_more", code=document["questions"][0]["code"]))
    return page.text()


def dateline(page: Page, document: Mapping[str, Any], words: Catalogue, *, replayed: bool = False) -> None:
    """Add the date of the data, a banner if they are stale, and the intended use."""
    age = document["data_age_days"]
    if age is not None and age > STALE_AFTER_DAYS:
        page.wrapped(text(words, "stale", days=age), style=page.bold)
    page.wrapped(dateline_text(document, words, replayed=replayed))
    page.wrapped(document["intended_use"])


def dateline_text(document: Mapping[str, Any], words: Catalogue, *, replayed: bool) -> str:
    """Return of which day the answers are, and the date, age and basis of the data."""
    return text(
        words,
        "state_as_of" if replayed else "state_now",
        as_of=date(words, document["as_of"]),
        data_date=date(words, document["data_date"]),
        age=_age(document["data_age_days"], words),
        rule=document["rule_version"],
    )


def _age(days: int | None, words: Catalogue) -> str:
    if days is None:
        return words.text["age_unknown"]
    if days == 0:
        return words.text["age_zero"]
    return words.text["age_one"] if days == 1 else text(words, "age_many", days=days)


def _international(page: Page, document: Mapping[str, Any], words: Catalogue) -> None:
    study = document["international_study"]
    page.heading(text(words, "study_head", acronym=study["acronym"], id=study["id"]))
    for key, told in international_lines(study, words):
        page.labelled(words.text[key], told)
    for fact in document["policy"]:
        country, day = fact["country"], date(words, fact["date"])
        page.labelled(words.text["policy"], text(words, "policy_line", country=country, date=day, fact=fact["text"]))


def international_lines(study: Mapping[str, Any], words: Catalogue) -> list[tuple[str, str]]:
    """Return (key of the label, words) for each thing to say about the international study."""
    lines = [("has_answered", _answered(study, words)), ("results", _results(study, words))]
    lines.append(("state", _trial_state(study, words)))
    dates = {name: date(words, study[name]) for name in ("primary_completion", "completion")}
    lines.append(
        ("dates", text(words, "dates_line", primary=dates["primary_completion"], completion=dates["completion"]))
    )
    lines.extend(("moved", moved) for moved in slippage_lines(study["slippage"], words))
    lines.append(("expected", _expected(study, words)))
    if study["will_answer"]:
        lines.append(("will_answer", f"{joined(words, study['will_answer'])}."))
    lines.extend(
        ("not_covered", sentence(text(words, "code_why", code=each["code"], why=each["why"])))
        for each in study["not_covered"]
    )
    return lines


def _answered(study: Mapping[str, Any], words: Catalogue) -> str:
    if not study["answered"]:
        return words.text["answered_none"]
    return text(words, "answered_some", codes=joined(words, study["answered"]))


def _results(study: Mapping[str, Any], words: Catalogue) -> str:
    reports = joined(words, study["report_names"])
    if study["results_posted"]:
        return text(words, "results_both", reports=reports) if reports else words.text["results_posted"]
    return text(words, "results_reports", reports=reports) if reports else words.text["no_results"]


def _trial_state(study: Mapping[str, Any], words: Catalogue) -> str:
    return sentence(
        text(
            words,
            "trial_state",
            status=word(words, "trial_status", study["status"]),
            patients=counted(words, "patients", study["enrollment"]),
            seen=date(words, study["status_seen"]),
        )
    )


def _expected(study: Mapping[str, Any], words: Catalogue) -> str:
    if study["expected_report"] is None:
        told = words.text["expected_unknown"]
    else:
        told = text(words, "expected_line", expected=date(words, study["expected_report"]))
    basis = f" {sentence(study['basis'])}" if study["basis"] else ""
    overdue = f" {words.text['overdue']}" if study["overdue"] else ""
    return f"{sentence(told)}{basis}{overdue}"


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


def _in_short(page: Page, questions: list[Mapping[str, Any]], words: Catalogue) -> None:
    page.heading(words.text["in_short"])
    for status in _STATUSES:
        codes = [each["code"] for each in questions if each["status"] == status]
        told = text(words, "tally", count=number(words, len(codes)), codes=", ".join(codes))
        page.labelled(word(words, "status", status), told if codes else words.text["tally_none"])


def _groups(page: Page, questions: list[Mapping[str, Any]], words: Catalogue) -> None:
    group = None
    for question in questions:
        if question["group"] != group:
            group = question["group"]
            page.heading(word(words, "group", group).capitalize())
        _question(page, question, words)


def _question(page: Page, question: Mapping[str, Any], words: Catalogue) -> None:
    """Add one question: code, status and question; verdict; reason; parts; who will answer it when."""
    column = 6 + max(len(shown) for shown in words.codes["status"].values())
    status = word(words, "status", question["status"]).upper()
    page.wrapped(question["short"], lead=f"{question['code']:<4}{status}", indent=column)
    page.wrapped(f"{verdict(question, words)} {why(question)}".strip(), indent=column)
    if question["sub_answers"]:
        parts = "; ".join(
            text(words, "part", about=part["about"], status=word(words, "status", part["status"]))
            for part in question["sub_answers"]
        )
        page.wrapped(text(words, "by_part", parts=parts), indent=column)
    page.wrapped(awaited_line(question["awaited"], words), indent=column)


def verdict(question: Mapping[str, Any], words: Catalogue) -> str:
    """Return direction and certainty as a sentence; a question that is only stated says so."""
    if not question["computed"]:
        stated = question["stated"]
        if stated is None:
            return sentence(words.text["stated_plain"])
        return sentence(text(words, "stated_on", date=date(words, stated["date"])))
    told = []
    if question["direction"] != "not_applicable":
        told.append(word(words, "direction", question["direction"]))
    if question["certainty"] != "none":
        told.append(text(words, "certainty_only", certainty=word(words, "certainty", question["certainty"])))
    return sentence(", ".join(told))


def why(question: Mapping[str, Any]) -> str:
    """Return the reason that decided: what people stated, else the first reason that is not about certainty."""
    if question["stated"] is not None:
        return sentence(question["stated"]["reason"])
    deciding = [each["text"] for each in question["reasons"] if not each["code"].startswith(_ABOUT_CERTAINTY)]
    return sentence(deciding[0]) if deciding else ""


def awaited_line(awaited: list[Mapping[str, Any]], words: Catalogue) -> str:
    """Return "Awaited: RAM-MS Nov 2026, StarMS Jul 2027." or that no running trial will inform the question."""
    if not awaited:
        return words.text["awaited_none"]
    shown = [
        text(words, "awaited_undated", trial=each["acronym"])
        if each["when"] is None
        else text(words, "awaited_trial", trial=each["acronym"], when=date(words, each["when"]))
        for each in awaited
    ]
    return text(words, "awaited", trials=", ".join(shown))
