"""What changed, in words: answers first, then the trials, the records, the corrections and what was refused."""

from collections.abc import Mapping
from typing import Any

from evidence_cli.render.changes_answer_text import change_line
from evidence_cli.render.clause_parts import counted
from evidence_cli.render.corrections_text import correction_line
from evidence_cli.render.dateline import dateline, dateline_text
from evidence_cli.render.page import Page
from evidence_cli.render.report_markdown import plain
from evidence_cli.render.words import Catalogue, date, joined, sentence, text, word

Document = Mapping[str, Any]
Section = tuple[str, list[str]]  # (heading, lines)
_INCLUDED = ("hsct-ms-primary", "hsct-ms-secondary")
_SHOWN = 20  # records on a page
_KINDS = ("verdict", "part", "figures", "reasons", "awaited")  # "words" and "first" are told in a line of their own


def changes_text(document: Document, words: Catalogue, *, width: int, bold: bool) -> str:
    """Return what changed as a plain-text page."""
    page = Page(width, bold)
    page.heading(text(words, "changes_head", topic=document["title"]))
    dateline(page, document, words)
    page.wrapped(runs_line(document, words))
    for heading, lines in sections(document, words):
        page.heading(heading)
        for line in lines:
            page.wrapped(line, lead="  - ", indent=4)
    return page.text()


def changes_markdown(document: Document, words: Catalogue) -> str:
    """Return what changed as Markdown."""
    lines = [f"# {plain(text(words, 'changes_head', topic=document['title']))}", ""]
    lines += [plain(dateline_text(document, words, replayed=False)), "", plain(document["intended_use"]), ""]
    lines += [plain(runs_line(document, words)), ""]
    for heading, told in sections(document, words):
        lines += [f"## {plain(heading)}", "", *(f"- {plain(line)}" for line in told), ""]
    return "\n".join(lines)


def runs_line(document: Document, words: Catalogue) -> str:
    """Return which runs the page is about, and what they had to say."""
    runs = document["runs"]
    messages = [
        text(words, "run_message", message=run["message"], **_named(run, words)) for run in runs if run["message"]
    ]
    if document["since"] is not None:
        told = text(words, "changes_since", since=date(words, document["since"]), runs=_number(len(runs), words))
    elif runs:
        told = text(words, "changes_last", run=_run(runs[-1], words))
    else:
        told = words.text["changes_empty"]
    return " ".join([told, *map(sentence, messages)])


def _number(runs: int, words: Catalogue) -> str:
    return words.text["runs_none"] if runs == 0 else counted(words, "runs", runs)


def _run(run: Document, words: Catalogue) -> str:
    open_ended = run["finished"] is None
    ending = words.text["run_open"] if open_ended else text(words, "run_ended", code=run["exit_code"])
    return text(words, "run_line", ending=ending, **_named(run, words))


def _named(run: Document, words: Catalogue) -> dict[str, str]:
    return {"kind": word(words, "run_kind", run["kind"]), "started": date(words, run["started"])}


def sections(document: Document, words: Catalogue) -> list[Section]:
    """Return headings with their lines, answers first; without a run there is none."""
    if not document["runs"]:
        return []
    found = [(words.text["answers_head"], _answers(document["answers"], words) or [words.text["answers_none"]])]
    study = document["international_study"]
    if study is not None:
        head = text(words, "study_head", acronym=study["acronym"], id=study["id"])
        found.append((head, _study(study, words) or [words.text["trials_none"]]))
    others = [sentence(f"{row['acronym']} ({row['nct']}): {row['text']}") for row in document["trials"]]
    found += [(words.text["trials_head"], others)] if others else []
    found.append((words.text["records_head"], _records(document, words) or [words.text["records_none"]]))
    corrected = [correction_line(row, words) for row in document["corrections"]]
    found.append((words.text["changes_corrections"], corrected or [words.text["changes_corrections_none"]]))
    decided = [sentence(row["text"]) for row in document["decisions_text_changed"]]
    found += [(words.text["decisions_head"], decided)] if decided else []
    refused = [_refused(row, words) for row in document["searches_refused"]]
    return found + ([(words.text["refused_head"], refused)] if refused else [])


def _answers(answers: list[Document], words: Catalogue) -> list[str]:
    """Return what moved, the weightiest first; first answers, and those of which only words moved, are a line each."""
    lines = [change_line(row, words) for kind in _KINDS for row in answers if row["change"] == kind]
    for kind, key in (("words", "answers_words"), ("first", "answers_first")):
        codes = [row["code"] for row in answers if row["change"] == kind]
        lines += [text(words, key, n=len(codes), codes=", ".join(codes))] if codes else []
    return lines


def _study(study: Document, words: Catalogue) -> list[str]:
    """Return what it published, lost and answered, then what moved at the registry."""
    lines = []
    for key, name in (("study_reported", "reports"), ("study_withdrawn", "withdrawn")):
        if study[name]:
            named = [study["names"][record] for record in study[name]]
            lines.append(text(words, key, reports=joined(words, named)))
    for key, name in (("study_answered", "answered"), ("study_unanswered", "no_longer_answered")):
        if study[name]:
            lines.append(text(words, key, acronym=study["acronym"], codes=joined(words, study[name])))
    return lines + [sentence(row["text"]) for row in study["moves"]]


def _records(document: Document, words: Catalogue) -> list[str]:
    runs = {run["id"]: run for run in document["runs"]}
    lines = []
    for row in document["record_counts"]:
        counts = [
            text(words, "records_count", n=row[what], what=word(words, "what", what))
            for what in ("new", "changed", "older")
            if row[what]
        ]
        counts += [text(words, "records_in_pack", n=row["in_pack"])] if row["in_pack"] else []
        lines.append(text(words, "records_run", counts=", ".join(counts), **_named(runs[row["run"]], words)))
    newest = {row["record"]: row for row in reversed(document["records"])}  # what came and changed since is new
    included = [row for row in document["records"] if row["label"] in _INCLUDED and newest[row["record"]] is row]
    lines += [_included(row, words) for row in included[:_SHOWN]]
    more = len(included) - _SHOWN
    return lines + ([text(words, "records_more", n=more)] if more > 0 else [])


def _included(row: Document, words: Catalogue) -> str:
    title = (row["title"] or words.text["not_reported"]).rstrip(".")
    key = row["name"] if row["record"] in row["name"] else f"{row['name']} ({row['record']})"
    what = words.text["what_read"] if row["in_pack"] else word(words, "what", row["what"])
    return sentence(text(words, "records_included", what=what, name=key, title=title, label=row["label"]))


def _refused(row: Document, words: Catalogue) -> str:
    started = date(words, row["started"])
    return text(words, "refused_line", source=row["source"], started=started, why=row["refused"])
