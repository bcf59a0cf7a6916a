"""The report as Markdown: to send to a colleague or to paste in a page."""

from collections.abc import Mapping
from typing import Any

from evidence_cli.render.corrections_text import correction_line
from evidence_cli.render.dateline import dateline_text, stale_line
from evidence_cli.render.international_text import international_lines, not_covered_lines, policy_line
from evidence_cli.render.question_lines import (
    awaited_line,
    next_lines,
    part_line,
    part_seen_lines,
    signed_lines,
    verdict,
    why,
)
from evidence_cli.render.report_text import grouped
from evidence_cli.render.safe import one_line
from evidence_cli.render.words import Catalogue, text, word

_MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_{}[]<>#|"})


def report_markdown(document: Mapping[str, Any], words: Catalogue, *, replayed: bool) -> str:
    """Return the whole report as Markdown; foreign text is escaped, so that none of it becomes markup."""
    lines = [f"# {plain(text(words, 'title', topic=document['title']))}", ""]
    stale = stale_line(document, words)
    lines += [] if stale is None else [f"**{plain(stale)}**", ""]
    lines += [plain(dateline_text(document, words, replayed=replayed)), "", plain(document["intended_use"]), ""]
    lines += _international(document, words)
    lines += _corrections(document, words)
    for group, members in grouped(document["questions"]):
        lines += [f"## {word(words, 'group', group).capitalize()}", ""]
        for question in members:
            lines += _question(question, words)
    lines += _not_covered(document, words)
    if document["policy"]:
        lines += [f"## {words.text['policy_head']}", ""]
        lines += [*(f"- {plain(policy_line(fact, words))}" for fact in document["policy"]), ""]
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
    lines += [f"- **{words.text[key]}:** {plain(told)}" for key, told in international_lines(document, words)]
    return [*lines, ""]


def _corrections(document: Mapping[str, Any], words: Catalogue) -> list[str]:
    lines = [f"- {plain(correction_line(row, words))}" for row in document["corrections"]]
    return [f"## {words.text['corrections_head']}", "", *lines, ""] if lines else []


def _not_covered(document: Mapping[str, Any], words: Catalogue) -> list[str]:
    lines = [f"- {plain(line)}" for line in not_covered_lines(document, words)]
    if not lines:
        return []
    acronym = document["international_study"]["acronym"]
    return [f"## {plain(text(words, 'not_covered_head', acronym=acronym))}", "", *lines, ""]


def _question(question: Mapping[str, Any], words: Catalogue) -> list[str]:
    status = word(words, "status", question["status"])
    lines = [f"### {question['code']}: {plain(question['text'])}", ""]
    lines += [f"**{plain(status)}**: {plain(f'{verdict(question, words)} {why(question)}'.strip())}", ""]
    for part in question["sub_answers"]:
        lines.append(f"- {plain(part_line(part, words))}")
    if question["sub_answers"]:
        lines.append("")
    for line in (*part_seen_lines(question, words), *next_lines(question, words)):
        lines += [plain(line), ""]
    lines += [plain(awaited_line(question["awaited"], words)), ""]
    for line in signed_lines(question, words):
        lines += [plain(line), ""]
    return lines
