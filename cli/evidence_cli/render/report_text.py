"""The report as a plain-text page: the international study first, then every question with its status and why."""

from collections.abc import Mapping
from typing import Any

from evidence_cli.render.corrections_text import correction_line
from evidence_cli.render.dateline import dateline
from evidence_cli.render.international_text import international_lines, not_covered_lines, policy_line
from evidence_cli.render.page import Page
from evidence_cli.render.question_lines import (
    awaited_line,
    next_lines,
    part_lines,
    part_seen_lines,
    signed_lines,
    verdict,
    why,
)
from evidence_cli.render.words import Catalogue, number, text, word

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
    for line in part_lines(question, words):
        page.wrapped(line, lead=f"{' ' * column}- ", indent=column + 2)
    for line in (
        *part_seen_lines(question, words),
        *next_lines(question, words),
        awaited_line(question["awaited"], words),
    ):
        page.wrapped(line, indent=column)
    for line in signed_lines(question, words):
        page.wrapped(line, indent=column)
