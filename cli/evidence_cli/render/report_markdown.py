"""The report as Markdown: to send to a colleague or to paste in a page."""

from collections.abc import Mapping
from typing import Any

from evidence_cli.render.report_model import STALE_AFTER_DAYS
from evidence_cli.render.report_text import awaited_line, dateline_text, international_lines, verdict, why
from evidence_cli.render.safe import one_line
from evidence_cli.render.words import Catalogue, date, text, word

_MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_{}[]<>#|"})


def report_markdown(document: Mapping[str, Any], words: Catalogue, *, replayed: bool) -> str:
    """Return the whole report as Markdown; foreign text is escaped, so that none of it becomes markup."""
    lines = [f"# {plain(text(words, 'title', topic=document['title']))}", ""]
    age = document["data_age_days"]
    if age is not None and age > STALE_AFTER_DAYS:
        lines += [f"**{plain(text(words, 'stale', days=age))}**", ""]
    lines += [plain(dateline_text(document, words, replayed=replayed)), "", plain(document["intended_use"]), ""]
    lines += _international(document, words)
    group = None
    for question in document["questions"]:
        if question["group"] != group:
            group = question["group"]
            lines += [f"## {word(words, 'group', group).capitalize()}", ""]
        lines += _question(question, words)
    lines.append(plain(words.text["foot_certainty"]))
    return "\n".join(lines) + "\n"


def plain(told: str) -> str:
    """Return the text on one line with Markdown's own signs escaped."""
    return one_line(told).translate(_MARKS)


def _international(document: Mapping[str, Any], words: Catalogue) -> list[str]:
    study = document["international_study"]
    if study is None:
        return []
    lines = [f"## {plain(text(words, 'study_head', acronym=study['acronym'], id=study['id']))}", ""]
    lines += [f"- **{words.text[key]}:** {plain(told)}" for key, told in international_lines(study, words)]
    for fact in document["policy"]:
        day = date(words, fact["date"])
        told = text(words, "policy_line", country=fact["country"], date=day, fact=fact["text"])
        lines.append(f"- **{words.text['policy']}:** {plain(told)}")
    return [*lines, ""]


def _question(question: Mapping[str, Any], words: Catalogue) -> list[str]:
    status = word(words, "status", question["status"])
    lines = [f"### {question['code']}: {plain(question['text'])}", ""]
    lines += [f"**{plain(status)}**: {plain(f'{verdict(question, words)} {why(question)}'.strip())}", ""]
    for part in question["sub_answers"]:
        lines.append(f"- {plain(part['about'])}: {word(words, 'status', part['status'])}")
    if question["sub_answers"]:
        lines.append("")
    return [*lines, plain(awaited_line(question["awaited"], words)), ""]
