"""The figures of a question as a page shows them: by record, each with its sentence and the words it was read from."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from evidence_cli.render.aside import counted_elsewhere
from evidence_cli.render.figures import amount, subject
from evidence_cli.render.links import doi_link, pubmed_link
from evidence_cli.render.pack_words import title_told
from evidence_cli.render.question_rests import counts_for, part_only
from evidence_cli.render.record_text import figure_note
from evidence_cli.render.sentences import cut_sentence
from evidence_cli.render.words import Catalogue, joined, text, word

Row = Mapping[str, Any]


class Link(NamedTuple):
    """Words with an address of render/links.py."""

    words: str
    href: str


class Figure(NamedTuple):
    """One figure. sentence: (before, marked words, after), None for a row without a text; note: what is doubtful.

    counts: what it counts by the words of the pack, "" without them.
    use: for which part of its question alone it counts, "" where it counts for the answer itself or is only shown.
    """

    id: str
    what: str
    value: str
    sentence: tuple[str, str, str] | None
    origin: str
    note: str
    counts: str
    use: str


class FigureGroup(NamedTuple):
    """The figures of one record; link: its address at PubMed or of its DOI, None where it has neither."""

    record: str
    name: str
    key: str
    title: str
    link: Link | None
    standing: str
    figures: tuple[Figure, ...]


class AsideGroup(NamedTuple):
    """Records that one reason leaves out. names: of those without a figure on the outcome; uses: where others count."""

    why: str
    figures: tuple[FigureGroup, ...]
    names: tuple[str, ...]
    uses: tuple[str, ...]


def aside_groups(question: Row, document: Row, words: Catalogue) -> tuple[AsideGroup, ...]:
    """Return what a question shows and does not count, by reason."""
    return tuple(_aside(group, question, document, words) for group in document["aside"][question["code"]])


def _aside(group: Row, question: Row, document: Row, words: Catalogue) -> AsideGroup:
    uses = [(each["name"], counted_elsewhere(each, question, words)) for each in group["records"]]
    return AsideGroup(
        group["text"],
        figure_groups([row for each in group["records"] for row in each["findings"]], document, words),
        tuple(each["name"] for each in group["records"] if not each["findings"]),
        tuple(f"{name}: {told}" for name, told in uses if told),
    )


def figure_groups(
    rows: Iterable[Row], document: Row, words: Catalogue, question: Row | None = None
) -> tuple[FigureGroup, ...]:
    """Return the figures by record, in the order in which they come; question: whose parts they may be of."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["record"], []).append(row)
    return tuple(_group(record, members, document, words, question=question) for record, members in found.items())


def _group(record: str, rows: list[Row], document: Row, words: Catalogue, *, question: Row | None) -> FigureGroup:
    told = document["records"].get(record, {})
    name, _, key = document["names"].get(record, record).removesuffix("]").partition(" [")
    standing = told.get("standing") or "sound"
    figures = tuple(_figure(row, words, _use(row, question, words)) for row in rows)
    return FigureGroup(
        record, name, key, title_told(words, told.get("title")),
        record_link(told or {"pmid": None, "doi": None}, words),
        "" if standing == "sound" else word(words, "standing", standing), figures,
    )  # fmt: skip


def record_link(row: Row, words: Catalogue) -> Link | None:
    """Return the link to a record at PubMed, else by its DOI; the address is built from a number that was checked."""
    pubmed = pubmed_link(row["pmid"])
    if pubmed is not None:
        return Link(text(words, "pubmed", pmid=row["pmid"]), pubmed)
    doi = doi_link(row["doi"])
    return None if doi is None else Link(text(words, "doi", doi=row["doi"]), doi)


def _figure(row: Row, words: Catalogue, use: str) -> Figure:
    return Figure(
        id=row["id"],
        what=subject(row, words),
        value=amount(row, words),
        sentence=cut_sentence(row),
        origin=_origin(row, words),
        note=_note(row, words),
        counts=figure_note(row, words) or "",
        use=use,
    )


def _use(row: Row, question: Row | None, words: Catalogue) -> str:
    parts = None if question is None else part_only(question, counts_for(question, (row["id"],), "findings"))
    return text(words, "figure_part", parts=joined(words, parts)) if parts else ""


def _origin(row: Row, words: Catalogue) -> str:
    if row["sentence"] is not None or not row["source_url"]:
        return word(words, "origin", row["origin"])
    told = text(words, "figure_pack", source=row["source_url"])
    return f"{told}; {words.text['figure_held']}" if row.get("held_sentence") is not None else told


def _note(row: Row, words: Catalogue) -> str:
    if row["state"] == "clean":
        return ""
    flags = ", ".join(row["flags"]) or words.text["no_flag"]
    return f"{word(words, 'state', row['state'])}: {flags}"
