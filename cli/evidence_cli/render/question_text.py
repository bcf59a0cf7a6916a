"""The whole derivation of one answer as a plain-text page."""

from collections.abc import Mapping
from typing import Any

from evidence_cli.render.dateline import dateline
from evidence_cli.render.figures import difference_line
from evidence_cli.render.international_text import policy_line
from evidence_cli.render.pack_words import of_pack
from evidence_cli.render.page import Page
from evidence_cli.render.pools import pool_line
from evidence_cli.render.posted import posted_head, posted_lines
from evidence_cli.render.question_lines import given, next_lines, signed_lines, verdict
from evidence_cli.render.question_lists import aside_listed, by_record, figures_counted, studies_counted
from evidence_cli.render.reason_groups import part_reasons, reason_groups
from evidence_cli.render.words import Catalogue, date, sentence, text, word

Document = Mapping[str, Any]
_COLUMN = 16


def question_text(document: Document, words: Catalogue, *, width: int, bold: bool) -> str:
    """Return the page: verdict, reasons, parts, pooled figures, studies, figures, awaited, next status, history."""
    page, question = Page(width, bold), document["question"]
    page.heading(text(words, "question_head", code=question["code"], text=question["text"]))
    dateline(page, document, words)
    _verdict(page, document, words)
    _reasons(page, question, words)
    _parts(page, question, words)
    _pools(page, document, words)
    studies_counted(page, document, words)
    figures_counted(page, document, words)
    aside_listed(page, document, words)
    _differences(page, document["differences"], words)
    _posted(page, document["posted"], words)
    _awaited(page, question, words)
    _group(page, document["eligibility"], words)
    if document["policy"]:
        page.heading(words.text["policy_head"])
    for fact in document["policy"]:
        page.wrapped(policy_line(fact, words), lead="  - ", indent=4)
    _history(page, document["history"], words)
    return page.text()


def _verdict(page: Page, document: Document, words: Catalogue) -> None:
    question = document["question"]
    status = word(words, "status", question["status"])
    meaning = word(words, "status_meaning", question["status"])
    page.gap()
    page.labelled(words.text["status"], f"{status.upper()} ({meaning}). {verdict(question, words)}", column=_COLUMN)
    if question["certainty_provisional"]:
        page.labelled(words.text["certainty"], words.text["provisional"], column=_COLUMN)
    if question["seen_in_part"] is not None:
        page.labelled(words.text["rests_on"], sentence(question["seen_in_part"]["text"]), column=_COLUMN)
    for line in signed_lines(question, words):
        page.labelled(words.text["certainty"], line, column=_COLUMN)
    page.labelled(words.text["population"], sentence(question["population"]), column=_COLUMN)
    kind = word(words, "kind", question["kind"])
    rule = text(words, "rule_line", rule=document["rule_version"], kind=kind)
    page.labelled(words.text["rule"], rule, column=_COLUMN)


def _reasons(page: Page, question: Document, words: Catalogue) -> None:
    page.heading(words.text["why"])
    if question["stated"] is not None:
        page.wrapped(sentence(question["stated"]["reason"]), lead="  - ", indent=4)
        for source in question["stated"]["sources"]:
            page.wrapped(source, indent=4)
    for heading, told in reason_groups(question["reasons"], words):
        if heading is not None:
            page.wrapped(f"{heading}:", indent=2)
        for line in told:
            page.wrapped(line, lead="  - " if heading is None else "    - ", indent=4 if heading is None else 6)


def _parts(page: Page, question: Document, words: Catalogue) -> None:
    if not question["sub_answers"]:
        return
    page.heading(words.text["parts"])
    for part in question["sub_answers"]:
        status = word(words, "status", part["status"]).upper()
        told = verdict({**part, "computed": True}, words)
        page.wrapped(f"{part['about']}: {status}. {told}", indent=2)
        for line in (*part_reasons(part, question, words), *_part_seen(part), *next_lines(part, words)):
            page.wrapped(line, lead="    - ", indent=6)


def _part_seen(part: Document) -> list[str]:
    return [] if part["seen_in_part"] is None else [sentence(part["seen_in_part"]["text"])]


def _pools(page: Page, document: Document, words: Catalogue) -> None:
    question = document["question"]
    if question["pooled"]:
        page.heading(words.text["pooled"])
        for pool in question["pooled"]:
            page.wrapped(pool_line(pool, words), lead="  - ", indent=4)
    published = [row for row in document["findings"] if row["id"] in question["published_pools"]]
    if published:
        page.heading(words.text["published_pools"])
        if document["question"]["kind"] == "prognosis":
            page.wrapped(words.text["published_not_by"], indent=2)
        by_record(page, published, document["records"], words)


def _group(page: Page, compared: Document | None, words: Catalogue) -> None:
    """Add who the trial took in beside the group that is asked about, criterion by criterion."""
    if compared is None:
        return
    page.heading(text(words, "group_head", trial=compared["trial"], group=compared["group"]))
    for one in compared["criteria"]:
        covered = words.text["group_covered" if one["covered"] else "group_not_covered"]
        told = text(words, "group_line", label=one["label"], trial=one["trial"], group=one["group"], covered=covered)
        page.wrapped(sentence(told), lead="  - ", indent=4)


def _differences(page: Page, told: list[Document], words: Catalogue) -> None:
    if told:
        page.heading(words.text["differ_head"])
    for each in told:
        rows = {row["id"]: row for row in each["findings"]}
        page.wrapped(sentence(difference_line(each, rows, words)), lead="  - ", indent=4)


def _posted(page: Page, posted: list[Document], words: Catalogue) -> None:
    """Add what the registry posted of the trials of the question: seen, and not counted."""
    if not posted:
        return
    page.heading(words.text["posted_head"])
    page.wrapped(sentence(words.text["posted_why"]), indent=2)
    for row in posted:
        page.wrapped(posted_head(row, words), indent=2)
        for depth, line in posted_lines(row, words):
            page.wrapped(line, lead=f"{'  ' * (depth + 1)}- ", indent=2 * depth + 4)


def _awaited(page: Page, question: Document, words: Catalogue) -> None:
    page.heading(words.text["awaited_head"])
    if not question["awaited"]:
        page.wrapped(words.text["awaited_nothing"], indent=2)
    for each in question["awaited"]:
        key = "awaited_basis" if each["basis"] else "awaited_no_basis"
        when = date(words, each["when"])
        basis = of_pack(words, each["basis"] or "")
        page.wrapped(text(words, key, trial=each["acronym"], when=when, basis=basis), lead="  - ", indent=4)
    if question["next_status"] is not None:
        page.heading(words.text["next"])
        page.wrapped(sentence(question["next_status"]["text"]), indent=2)


def _history(page: Page, history: list[Document], words: Catalogue) -> None:
    page.heading(words.text["history"])
    for line in given(history):
        status = word(words, "status", line["status"])
        told = verdict({**line, "computed": True}, words)
        page.wrapped(f"{date(words, line['valid_from'])}: {sentence(status)} {told}", lead="  - ", indent=4)
