"""The report as a plain-text page: the international study first, then every question with its status and why."""

from collections.abc import Mapping
from typing import Any

from evidence_cli.render.clause_parts import counted
from evidence_cli.render.corrections_text import correction_line
from evidence_cli.render.international_text import international_lines, not_covered_lines, policy_line
from evidence_cli.render.page import Page
from evidence_cli.render.provenance import STALE_AFTER_DAYS
from evidence_cli.render.reasons import among
from evidence_cli.render.words import Catalogue, date, number, sentence, text, word

_STATUSES = ("answered", "partly", "conflicting", "signal", "open")


def report_text(document: Mapping[str, Any], words: Catalogue, *, width: int, bold: bool, replayed: bool) -> str:
    """Return the whole report as text."""
    page = Page(width, bold)
    page.heading(text(words, "title", topic=document["title"]))
    dateline(page, document, words, replayed=replayed)
    if document["international_study"] is not None:
        _international(page, document, words)
    if document["corrections"]:
        page.heading(words.text["corrections_head"])
    for row in document["corrections"]:
        page.wrapped(correction_line(row, words), lead="  - ", indent=4)
    if len(document["questions"]) > 1:
        _in_short(page, document["questions"], words)
    _groups(page, document["questions"], words)
    _beside(page, document, words)
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
    lines = international_lines(document, words)
    column = 4 + max(len(words.text[key]) for key, _ in lines)
    before = ""
    for key, told in lines:
        page.labelled("" if key == before else words.text[key], told, column=column)
        before = key


def _in_short(page: Page, questions: list[Mapping[str, Any]], words: Catalogue) -> None:
    page.heading(words.text["in_short"])
    column = 4 + max(len(shown) for shown in words.codes["status"].values())
    for status in _STATUSES:
        codes = [each["code"] for each in questions if each["status"] == status]
        told = text(words, "tally", count=number(words, len(codes)), codes=", ".join(codes))
        page.labelled(word(words, "status", status), told if codes else words.text["tally_none"], column=column)


def _groups(page: Page, questions: list[Mapping[str, Any]], words: Catalogue) -> None:
    for group, members in grouped(questions):
        page.heading(word(words, "group", group).capitalize())
        for question in members:
            _question(page, question, words)


def grouped(questions: list[Mapping[str, Any]]) -> list[tuple[str, list[Mapping[str, Any]]]]:
    """Return (group, its questions in the topic's order) in the order in which groups first appear."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for question in questions:
        found.setdefault(question["group"], []).append(question)
    return list(found.items())


def _beside(page: Page, document: Mapping[str, Any], words: Catalogue) -> None:
    """Add what the international study will not answer, and the policy facts."""
    lines = not_covered_lines(document, words)
    if lines:
        page.heading(text(words, "not_covered_head", acronym=document["international_study"]["acronym"]))
    for line in lines:
        page.wrapped(line, lead="  - ", indent=4)
    if document["policy"]:
        page.heading(words.text["policy_head"])
    for fact in document["policy"]:
        page.wrapped(policy_line(fact, words), lead="  - ", indent=4)


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
    for line in (
        *part_seen_lines(question, words),
        *next_lines(question, words),
        awaited_line(question["awaited"], words),
    ):
        page.wrapped(line, indent=column)
    for line in signed_lines(question, words):
        page.wrapped(line, indent=column)


def part_seen_lines(question: Mapping[str, Any], words: Catalogue) -> list[str]:
    """Return how many studies and patients of an answer were seen in part, [] for none; `question` names them."""
    told = question["seen_in_part"]
    if told is None:
        return []
    values = told["values"]
    studies = counted(words, "studies", values["studies"])
    return [
        text(words, "part_seen_short", studies=studies, of_studies=values["of_studies"], among=among(values, words))
    ]


def next_lines(question: Mapping[str, Any], words: Catalogue) -> list[str]:
    """Return how far a computed answer, or a part of one, is from the next status; [] where nobody computes it."""
    nearer = question["next_status"]
    if nearer is None or nearer["code"] == "next_people":
        return []
    return [sentence(text(words, "next_part", text=nearer["text"]))]


def signed_lines(question: Mapping[str, Any], words: Catalogue) -> list[str]:
    """Return who signed the answer and when, and who signed an earlier one, which counts for this one no more."""
    return [_signed(each, words) for each in question["signatures"]]


def _signed(signature: Mapping[str, Any], words: Catalogue) -> str:
    told = {"name": signature["name"], "made": date(words, signature["made"]), "reason": sentence(signature["reason"])}
    if signature["current"]:
        return text(words, "signed", **told)
    if signature["withdrawn"] is not None:
        taken_back = signature["withdrawn"]
        told |= {"withdrawn": date(words, taken_back["made"]), "reason": sentence(taken_back["reason"])}
        return text(words, "signed_withdrawn", **told)
    status, certainty = word(words, "status", signature["status"]), word(words, "certainty", signature["certainty"])
    return text(words, "signed_earlier", status=status, certainty=certainty, **told)


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
    """Return what decided: what people stated, else the reasons that brief() left."""
    if question["stated"] is not None:
        overtaken = [each["text"] for each in question["reasons"] if each["code"] == "stated_before_results"]
        return " ".join(map(sentence, [*overtaken, question["stated"]["reason"]]))
    return clauses([each["text"] for each in question["reasons"]])


def clauses(told: list[str]) -> str:
    """Return the clauses as sentences; an outcome that the one before named already is not named again."""
    shown = []
    before = ""
    for each in told:
        about, _, rest = each.partition(": ")
        shown.append(sentence(rest if rest and about == before else each))
        before = about
    return " ".join(shown)


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
