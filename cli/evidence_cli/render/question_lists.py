"""The studies and figures of a question as lists: those of the answer itself, then those of a part only."""

from collections.abc import Mapping
from typing import Any

from evidence_cli.render.aside import counted_elsewhere
from evidence_cli.render.figures import figure_line
from evidence_cli.render.page import Page
from evidence_cli.render.question_rests import by_use
from evidence_cli.render.record_names import study_named
from evidence_cli.render.record_text import figure_entry, pack_words
from evidence_cli.render.sentences import cut_sentence
from evidence_cli.render.words import Catalogue, joined, sentence, text

Document = Mapping[str, Any]


def studies_counted(page: Page, document: Document, words: Catalogue) -> None:
    """Add the studies, each with its records, whether they were seen in part, and with whom it shares patients."""
    page.heading(words.text["studies"])
    if not document["studies"]:
        page.wrapped(words.text["no_studies"], indent=2)
    question = document["question"]
    incomplete = _seen_in_part(question)
    for parts, studies in by_use(question, document["studies"]):
        indent = _use(page, question, parts, words)
        for study in studies:
            page.wrapped(
                _study(study, incomplete, document["records"], words), lead=f"{' ' * indent}- ", indent=indent + 2
            )


def _study(study: Document, incomplete: set[str], names: Mapping[str, str], words: Catalogue) -> str:
    mark = "" if incomplete.isdisjoint(study["reports"]) else f" ({words.text['part_seen_mark']})"
    known = next((names[record] for record in study["reports"] if record in names), None)
    name = study_named(study["name"], known, words)
    line = text(words, "study_line", name=name, records=", ".join(study["reports"]) + mark)
    if not study["shares_with"]:
        return line  # no other study of its group is held
    others = dict.fromkeys(study_named(other, None, words) for other in study["shares_with"])  # two may be of one name
    return line + text(words, "study_overlap", overlap=joined(words, others))


def _seen_in_part(question: Document) -> set[str]:
    """Return the records that count, for the answer or a part, of which only a part of the abstract was seen."""
    told = [one["seen_in_part"] for one in (question, *question["sub_answers"]) if one["seen_in_part"] is not None]
    return {record for each in told for record in each["values"]["records"].split(", ")}


def figures_counted(page: Page, document: Document, words: Catalogue) -> None:
    """Add the figures, each with its sentence or the address that it is from."""
    page.heading(words.text["figures"])
    question = document["question"]
    published = set(question["published_pools"])
    counted = [row for row in document["findings"] if row["id"] not in published]
    if not counted:
        page.wrapped(words.text["no_figures"], indent=2)
    if any((cut_sentence(row) or ("", "", ""))[1] for row in counted):
        page.wrapped(text(words, "marks_told"), indent=2)
    for number, (parts, rows) in enumerate(by_use(question, counted)):
        if number:
            page.gap()
        _use(page, question, parts, words)
        by_record(page, rows, document["records"], words)


def _use(page: Page, question: Document, parts: tuple[str, ...] | None, words: Catalogue) -> int:
    """Add for what the lines that follow count, where the question has parts; return how far the lines go in."""
    if not question["sub_answers"]:
        return 2
    told = words.text["for_answer"] if parts is None else text(words, "for_part", parts=joined(words, parts))
    page.wrapped(told, indent=2)
    return 4


def by_record(page: Page, rows: list[Document], names: Mapping[str, str], words: Catalogue) -> None:
    """Add figures under a line for each record, so that `show` has something to take."""
    record = None
    for row in rows:
        if row["record"] != record:
            record = row["record"]
            name = names.get(record, record)
            page.wrapped(f"{name} [{record}]" if record not in name else name, indent=2)
        figure_entry(page, row, words)


def aside_listed(page: Page, document: Document, words: Catalogue) -> None:
    """Add what is shown and not counted: each record under the reason, with its figures on the outcome."""
    if document["aside"]:
        page.heading(words.text["aside_head"])
    for group in document["aside"]:
        page.wrapped(f"{group['text']}:", indent=2)
        for each in group["records"]:
            name = each["name"] if each["record"] in each["name"] else f"{each['name']} [{each['record']}]"
            told = [_with_note(row, words) for row in each["findings"]]
            elsewhere = counted_elsewhere(each, document["question"], words)
            told += [elsewhere] if elsewhere else []
            page.wrapped(sentence(f"{name}: {'; '.join(told)}") if told else name, lead="    - ", indent=6)


def _with_note(row: Document, words: Catalogue) -> str:
    note = pack_words(row, words)
    return figure_line(row, words) + ("" if note is None else f", “{note}”")
