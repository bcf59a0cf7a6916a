"""The page of one study: what it was, its reports, the questions it counts for, and all its figures shown here."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from evidence_cli.page.figures import FigureGroup, Link, figure_groups, record_link
from evidence_cli.page.matrix import study_name
from evidence_cli.page.model import ReportPage
from evidence_cli.render.clause_parts import side_name
from evidence_cli.render.pack_words import of_pack, title_told, why_told
from evidence_cli.render.words import Catalogue, joined, number, text, word

Row = Mapping[str, Any]


class StudyReport(NamedTuple):
    """A report of a study: (label, words) of what it tells."""

    name: str
    title: str
    link: Link | None
    facts: tuple[tuple[str, str], ...]


class StudyPage(NamedTuple):
    """A study. questions: (code, kind): "counted" or "shown"; overlap: why it may share patients."""

    key: str
    name: str
    questions: tuple[tuple[str, str], ...]
    reports: tuple[StudyReport, ...]
    overlap: tuple[str, ...]
    figures: tuple[FigureGroup, ...]


def study_pages(page: ReportPage, words: Catalogue) -> tuple[StudyPage, ...]:
    """Return a page for each study of the matrix, in its order."""
    document = page.document
    known = {study["key"]: study for study in document["studies"]}
    rows = [row for group in page.matrix for row in group.rows if row.key]
    return tuple(
        _page(known[row.key], tuple((cell.code, cell.kind) for cell in row.cells if cell.kind), document, words)
        for row in rows
    )


def _page(study: Row, questions: tuple[tuple[str, str], ...], document: Row, words: Catalogue) -> StudyPage:
    own = set(study["reports"])
    figures = [row for row in document["figures"].values() if row["record"] in own]
    reports = [document["records"][record] for record in study["reports"] if record in document["records"]]
    return StudyPage(
        study["key"], study_name(study, document, words), questions,
        tuple(_report(row, document, words) for row in reports),
        tuple(why_told(words, why) for why in study["reasons"]), figure_groups(figures, document, words),
    )  # fmt: skip


def _report(row: Row, document: Row, words: Catalogue) -> StudyReport:
    name = document["names"].get(row["record"], row["record"])
    return StudyReport(name, title_told(words, row["title"]), record_link(row, words), tuple(_facts(row, words)))


def _facts(row: Row, words: Catalogue) -> list[tuple[str, str]]:
    """Return what the report tells of its study; what it does not tell is said to be missing."""
    unknown = words.text["not_reported"]
    regimens = [f"{side_name(regimen, words)}" for regimen, _ in row["conditioning"]]
    told_courses = [(side_name(course, words), n) for course, n in row["phenotypes"]]
    courses = [course if n is None else f"{course} ({number(words, n)})" for course, n in told_courses]
    follow = row["follow_up"]
    standing = row["standing"] or "sound"
    told: list[tuple[str, str | None]] = [
        ("fact_standing", None if standing == "sound" else word(words, "standing", standing)),
        ("fact_citation", row["citation"]),
        ("fact_design", word(words, "design_one", row["study_design"]) if row["study_design"] else unknown),
        ("fact_patients", unknown if row["n_patients"] is None else number(words, row["n_patients"])),
        ("fact_hsct", unknown if row["n_hsct"] is None else number(words, row["n_hsct"])),
        ("fact_courses", joined(words, courses) or unknown),
        ("fact_conditioning", joined(words, regimens) or unknown),
        ("fact_comparator", None if row["comparator"] is None else of_pack(words, row["comparator"])),
        ("fact_follow_up", unknown if follow is None else _follow_up(follow, words)),
        ("fact_years", None if row["inclusion_years"] is None else "-".join(map(str, row["inclusion_years"]))),
        ("fact_registers", ", ".join(row["registry_ids"]) or None),
    ]
    return [(words.text[label], shown) for label, shown in told if shown is not None]


def _follow_up(told: Row, words: Catalogue) -> str:
    return text(
        words, "follow_up", statistic=word(words, "follow", told["statistic"]), value=told["value"],
        unit=word(words, "unit", told["unit"]),
    )  # fmt: skip
