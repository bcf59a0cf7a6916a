"""PRISMA 2020 flow and PRISMA-S statement of the searches, as JSON, text or Markdown."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from evidence.records.study import DELETED, EXCLUDED, NOTICE, RETRACTED
from evidence_cli.exports import flow as counting
from evidence_cli.exports.json_text import json_text
from evidence_cli.exports.prisma_s import Line, Section, statement
from evidence_cli.render.page import Page
from evidence_cli.render.provenance import SCHEMA_VERSION
from evidence_cli.render.report_markdown import plain

if TYPE_CHECKING:
    from evidence.records.declared import Search

Row = Mapping[str, Any]
SOURCES = {
    "pubmed": "PubMed (MEDLINE and the rest of PubMed), by NCBI's E-utilities",
    "clinicaltrials.gov": "ClinicalTrials.gov, by its API v2",
}
_WORDS = {
    counting.PUBMED: "PubMed, search over the network",
    counting.FILES: "PubMed records read from files",
    counting.PACK: "evidence pack of the program (landmark studies, citation searching)",
    counting.EARLIER: "read by a run that noted no source",
    DELETED: "deleted by PubMed",
    counting.NOT_RECEIVED: "found and not received",
    counting.NOT_READ: "received and not read yet",
    "hsct-ms-secondary": "about the treatment in this disease, no patients of its own",
    "mention-only": "the treatment in this disease is only mentioned",
    "other-stem-cell": "other stem cells",
    "unrelated": "not about the treatment in this disease",
    RETRACTED: "retracted",
    NOTICE: "a notice about another article",
    EXCLUDED: "excluded by a person, by name and with a reason",
    counting.NO_RESULTS: "no results of patients",
    counting.NO_COHORT: "no cohort of its own (review, protocol, single case, model, animals)",
    counting.NOT_GROUPED: "not in a study",
}


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


def prisma_text(document: Row, width: int) -> str:
    """Return the statement as plain text."""
    page = Page(width)
    page.heading(f"PRISMA 2020 flow and PRISMA-S: {document['title']}")
    page.wrapped(_dated(document))
    for heading, lines in sections(document):
        page.heading(heading)
        for line in lines:
            page.wrapped(f"{line.label}: {line.told}", lead=f"{'  ' * line.depth}- ", indent=2 * line.depth + 2)
    return page.text()


def prisma_markdown(document: Row) -> str:
    """Return the statement as Markdown; foreign text is escaped."""
    lines = [f"# PRISMA 2020 flow and PRISMA-S: {plain(document['title'])}", "", plain(_dated(document)), ""]
    for heading, its in sections(document):
        told = (f"{'  ' * line.depth}- **{plain(line.label)}**: {plain(line.told)}" for line in its)
        lines += [f"## {plain(heading)}", "", *told, ""]
    return "\n".join(lines)


def _dated(document: Row) -> str:
    return f"Data of {document['data_date'] or 'an unknown date'}, {document['basis']}. {document['intended_use']}"


def sections(document: Row) -> Iterator[Section]:
    """Return the parts of the statement with their lines."""
    counts = document["flow"]
    yield "Identification", list(_identification(counts))
    yield "Screening (title, abstract, publication types; by rule, every reason is kept)", list(_screening(counts))
    yield (
        "Included",
        [
            Line("reports of included studies", str(counts["included_reports"])),
            Line("included studies", str(counts["included_studies"])),
            Line("studies registered at ClinicalTrials.gov", str(counts["registered"])),
            Line("followed by the topic", str(counts["registered_followed"]), 1),
            Line("not followed", str(counts["registered"] - counts["registered_followed"]), 1),
        ],
    )
    yield from statement(document, SOURCES)


def _identification(counts: Row) -> Iterator[Line]:
    yield Line("records identified", str(counts["identified_total"]))
    yield from _counted(counts["identified"])
    yield Line("records removed before screening", str(counts["duplicates"] + sum(counts["removed"].values())))
    yield Line("duplicates", str(counts["duplicates"]), 1)
    yield from _counted(counts["removed"])


def _screening(counts: Row) -> Iterator[Line]:
    yield Line("records screened", str(counts["screened"]))
    yield Line("records excluded", str(sum(counts["excluded"].values())))
    yield from _counted(counts["excluded"])
    yield Line("reports sought for retrieval", "none: abstracts are read, no full texts")
    yield Line("reports assessed by their abstract", str(counts["assessed"]))
    yield Line("reports excluded", str(sum(counts["excluded_assessed"].values())))
    yield from _counted(counts["excluded_assessed"])


def _counted(counts: Mapping[str, int]) -> Iterator[Line]:
    yield from (Line(_words(code), str(count), 1) for code, count in counts.items())


def _words(code: str) -> str:
    """Return a reason in words; of what is about the subject also what it is ("review")."""
    kind, _, design = code.partition(": ")
    return f"{_WORDS.get(kind, kind)}{f': {design}' if design else ''}"
