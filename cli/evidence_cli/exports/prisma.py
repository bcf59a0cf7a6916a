"""PRISMA 2020 flow and PRISMA-S statement of the searches, as JSON, text or Markdown."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from evidence_cli.exports import flow as counting
from evidence_cli.exports.json_text import json_text
from evidence_cli.exports.prisma_s import Line, Section, Words, statement
from evidence_cli.render.page import Page
from evidence_cli.render.provenance import SCHEMA_VERSION
from evidence_cli.render.report_markdown import plain

if TYPE_CHECKING:
    from evidence.records.declared import Search

Row = Mapping[str, Any]


def prisma_document(state: Row, told: Row, search: "Search | None") -> dict[str, Any]:
    """Return the document of flow_state(); search: how the topic asks, None where another topic is stored."""
    return {
        "schema_version": SCHEMA_VERSION,
        **{name: told[name] for name in ("topic", "title", "data_date", "rule_version", "basis", "intended_use")},
        "flow": counting.flow(state),
        "searches": list(state["searches"]),
        "topic_strategy": None if search is None else _strategy(search),
        "limits": [] if search is None else list(search.notes),
    }


def _strategy(search: "Search") -> dict[str, str]:
    registry = f"condition: {search.ctgov_condition}; intervention: {search.ctgov_intervention}"
    return {"pubmed": search.pubmed, "clinicaltrials.gov": registry}


def prisma_json(document: Row) -> str:
    """Return the document as JSON."""
    return json_text(document)


def prisma_text(document: Row, width: int, words: Words) -> str:
    """Return the statement as plain text."""
    page = Page(width)
    page.heading(words.text["title"].format(title=document["title"]))
    page.wrapped(_dated(document, words.text))
    for heading, lines in sections(document, words):
        page.heading(heading)
        for line in lines:
            page.wrapped(f"{line.label}: {line.told}", lead=f"{'  ' * line.depth}- ", indent=2 * line.depth + 2)
    return page.text()


def prisma_markdown(document: Row, words: Words) -> str:
    """Return the statement as Markdown; foreign text is escaped."""
    title = words.text["title"].format(title=document["title"])
    lines = [f"# {plain(title)}", "", plain(_dated(document, words.text)), ""]
    for heading, its in sections(document, words):
        told = (f"{'  ' * line.depth}- **{plain(line.label)}**: {plain(line.told)}" for line in its)
        lines += [f"## {plain(heading)}", "", *told, ""]
    return "\n".join(lines)


def _dated(document: Row, text: Mapping[str, str]) -> str:
    day = document["data_date"] or text["no_day"]
    return text["dated"].format(day=day, basis=document["basis"], use=document["intended_use"])


def sections(document: Row, words: Words) -> Iterator[Section]:
    """Return the parts of the statement with their lines."""
    counts, text = document["flow"], words.text
    yield text["identification"], list(_identification(counts, words))
    yield text["screening"], list(_screening(counts, words))
    not_followed = counts["registered"] - counts["registered_followed"]
    yield (
        text["included"],
        [
            Line(text["included_reports"], str(counts["included_reports"])),
            Line(text["included_studies"], str(counts["included_studies"])),
            Line(text["registered"], str(counts["registered"])),
            Line(text["followed"], str(counts["registered_followed"]), 1),
            Line(text["not_followed"], str(not_followed), 1),
        ],
    )
    yield from statement(document, words)


def _identification(counts: Row, words: Words) -> Iterator[Line]:
    yield Line(words.text["identified"], str(counts["identified_total"]))
    yield from _counted(counts["identified"], words)
    yield Line(words.text["removed"], str(counts["duplicates"] + sum(counts["removed"].values())))
    yield Line(words.text["duplicates"], str(counts["duplicates"]), 1)
    yield from _counted(counts["removed"], words)


def _screening(counts: Row, words: Words) -> Iterator[Line]:
    yield Line(words.text["screened"], str(counts["screened"]))
    yield Line(words.text["excluded"], str(sum(counts["excluded"].values())))
    yield from _counted(counts["excluded"], words)
    yield Line(words.text["sought"], words.text["none_sought"])
    yield Line(words.text["assessed"], str(counts["assessed"]))
    yield Line(words.text["excluded_assessed"], str(sum(counts["excluded_assessed"].values())))
    yield from _counted(counts["excluded_assessed"], words)


def _counted(counts: Mapping[str, int], words: Words) -> Iterator[Line]:
    yield from (Line(_told(code, words), str(count), 1) for code, count in counts.items())


def _told(code: str, words: Words) -> str:
    """Return a reason in words; of what is about the subject also what it is ("review")."""
    kind, _, design = code.partition(": ")
    return f"{words.fates.get(kind, kind)}{f': {words.designs.get(design, design)}' if design else ''}"
