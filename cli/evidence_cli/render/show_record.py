"""A record whole: its study, the marked abstract, every figure, what was not read, and what else is known of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from evidence_cli.render.corrections_text import correction_told
from evidence_cli.render.decided import about_figure, about_record
from evidence_cli.render.figures import difference_line
from evidence_cli.render.links import doi_link, pubmed_link, trial_link
from evidence_cli.render.record_names import record_name
from evidence_cli.render.show_abstract import abstract, anchors, is_marked
from evidence_cli.render.show_figures import figure
from evidence_cli.render.show_model import Fact, Group, Link, Listing, Ref, ShowPage, fact, linked
from evidence_cli.render.status_text import absence_told
from evidence_cli.render.words import Catalogue, catalogue, word

Row = Mapping[str, Any]


def record_page(found: Row) -> ShowPage:
    """Return what is told of a record."""
    words, row, article = catalogue("en"), found["report"], found["article"]
    named = [(heading, Ref(str(number), each["state"]), each) for number, (heading, each) in _numbered(found)]
    shown = abstract(found, [(ref, each) for _, ref, each in named])
    places = anchors(shown.paragraphs)
    groups: dict[str, list[Any]] = {}
    for heading, ref, each in named:
        marked = found["text"][each["mark_start"] : each["mark_end"]] if is_marked(each, found) else None
        entry = figure(ref.name, each, words, marked=marked)
        entry = entry._replace(facts=(*entry.facts, *about_figure(each, found["decisions"], words)))
        groups.setdefault(heading, []).append(entry._replace(mark=places.get(ref.name)))
    return ShowPage(
        title=f"{record_name(row['record'], row)}: {row['title'] or 'title not reported'}",
        facts=(*_standing(found, words), *study_facts(row)),
        abstract=shown,
        groups=tuple(Group(heading, tuple(entries)) for heading, entries in groups.items()),
        record=(
            *_identity(found, words),
            *about_record(found, words),
            *(_publication(article, words) if article is not None else ()),
        ),
        listings=(_history(article),) if article is not None else (),
    )


def _numbered(found: Row) -> enumerate[tuple[str, Row]]:
    """Return the figures under their headings: those of the shown text first, in its order, then the others."""
    machine = [row for row in found["findings"] if row["origin"] == "machine"]
    current = [row for row in machine if found["article"] is None or is_current(row, found["article"])]
    told: list[tuple[str, Sequence[Row]]] = [
        ("Figures read from this text", current),
        ("Figures confirmed or corrected by a person", [row for row in found["findings"] if row["origin"] == "person"]),
        ("Figures from the evidence pack", [row for row in found["findings"] if row["origin"] == "pack"]),
        ("Figures read from an earlier version of the text", [row for row in machine if row not in current]),
    ]
    return enumerate([(heading, row) for heading, rows in told for row in rows], start=1)


def is_current(row: Row, article: Row) -> bool:
    """Tell whether the figure was read from the version of the text that is shown."""
    return bool(row["text_hash"] == article["text_hash"])


def _standing(found: Row, words: Catalogue) -> list[Fact]:
    """Return what a reader must know first: a retraction, a correction, a record that was seen in part."""
    row, told = found["report"], []
    if row["standing"] != "sound":
        told.append(fact("STANDING", f"{row['standing']}: not evidence, or not alone", grave=True))
    told += [fact("CORRECTION", correction_told(each, words), grave=True) for each in found["corrections"]]
    told += [fact("NOT FOUND", absence_told(each), grave=True) for each in found["absences"]]
    rows = {each["id"]: each for each in found["findings"]}
    told += [fact("DIFFERS", difference_line(each, rows, words), grave=True) for each in found["differences"]]
    if not row["complete"]:
        told.append(fact("Seen in part", words.text["part_seen"], grave=True))
    if row["indirect"]:
        told.append(fact("Indirect", "its patients are not only people with MS", grave=True))
    return told


def study_facts(row: Row) -> list[Fact]:
    """Return the facts of the study that the record reports; what is not reported says so."""
    follow_up, years = row["follow_up"], row["inclusion_years"]
    told = [fact("Citation", row["citation"])]
    told += [linked("Public address", shown, href) for shown, href in [_address(row)] if shown is not None]
    return [
        *told,
        fact("Design", row["study_design"]),
        fact("Patients", _number(row["n_patients"])),
        fact("Had HSCT", _number(row["n_hsct"])),
        fact("Course", ", ".join(f"{course} {count}" for course, count in row["phenotypes"]) or None),
        fact("Follow-up", None if follow_up is None else "{statistic} {value:g} {unit}".format_map(follow_up)),
        fact("Conditioning", "; ".join(_regimen(*each) for each in row["conditioning"]) or None),
        fact("Comparator", row["comparator"]),
        fact("Included", None if years is None else f"{years[0]} to {years[1]}"),
        fact("Centres", _number(row["n_centres"])),
        registers("Registers", row["registry_ids"]),
        fact("Screening", f"{row['label']}: {row['reason']}"),
    ]


def registers(label: str, numbers: Sequence[str]) -> Fact:
    """Return numbers of registers, those of ClinicalTrials.gov with their address."""
    parts: list[str | Link] = []
    for number in numbers:
        href = trial_link(number)
        parts += [", "] if parts else []
        parts.append(number if href is None else Link(number, href))
    return Fact(label, tuple(parts)) if parts else fact(label, None)


def _address(row: Row) -> tuple[str | None, str | None]:
    """Return the address at PubMed, else that of the DOI, as shown and as linked; a source may be a copy elsewhere."""
    if row["pmid"] is not None:
        return f"https://pubmed.ncbi.nlm.nih.gov/{row['pmid']}/", pubmed_link(row["pmid"])
    return (None, None) if row["doi"] is None else (f"https://doi.org/{row['doi']}", doi_link(row["doi"]))


def _number(value: int | None) -> str | None:
    return None if value is None else str(value)


def _regimen(regimen: str, intensity: str | None) -> str:
    return f"{regimen} ({intensity} intensity)" if intensity else f"{regimen} (intensity not reported)"


def _identity(found: Row, words: Catalogue) -> list[Fact]:
    row = found["report"]
    told = [
        fact("Keys", ", ".join([row["record"], *row["names"]])),
        fact("Study", found["study"] or "counts for no study"),
        *(fact("By a person", _link(line, words)) for line in found["links"]),
        fact("Public from", row["known_from"]),
        fact("Origin", word(words, "origin", row["origin"])),
    ]
    told += [fact("Source", row["source_url"])] if row["source_url"] else []
    return told + ([fact("Note", row["note"])] if row["note"] else [])


def _link(line: Row, words: Catalogue) -> str:
    """Return what a person said about the study of the record, by whom, when and why."""
    told = word(words, "link", line["kind"])
    return f"{told} ({', '.join(line['records'])}); {line['name']}, {line['made'][:10]}: {line['reason']}"


def _publication(article: Row, words: Catalogue) -> list[Fact]:
    """Return the article as PubMed has it: authors, dates, notices."""
    return [
        fact("Authors", "; ".join(map(_author, article["authors"])) or None),
        fact("Journal", article["journal"] or article["journal_short"]),
        fact("Published", article["published_raw"] or None),
        fact("Entered", article["entered"]),
        fact("Revised", article["revised"]),
        fact("Types", "; ".join(article["publication_types"]) or None),
        *(fact("Other abstract", _other(other)) for other in article["other_abstracts"]),
        *(fact("Notice", _notice(notice, words)) for notice in article["notices"]),
    ]


def _other(other: Row) -> str:
    """Return "ger (Publisher), not read": an abstract in another language, or for the public, is kept apart."""
    kind = f" ({other['kind']})" if other["kind"] else ""
    return f"{other['language'] or 'language not told'}{kind}, not read"


def _notice(notice: Row, words: Catalogue) -> str:
    """Return "is the retraction of PMID 1: J Made Up 2019" or "erratum in PMID 2: ..."; an unknown kind as spelt."""
    told = words.codes["notice"].get(notice["ref_type"].strip().lower(), notice["ref_type"])
    other = f" PMID {notice['other_pmid']}" if notice["other_pmid"] else ""
    note = f" ({notice['note']})" if notice["note"] else ""
    return f"{told}{other}: {notice['source']}{note}"


def _author(author: Row) -> str:
    """Return "Burt RK", or the name of a group."""
    if author["collective"]:
        return str(author["collective"])
    return " ".join(part for part in (author["last_name"], author["initials"]) if part)


def _history(article: Row) -> Listing:
    lines = []
    for version in article["versions"]:
        now = "current: " if version["raw_hash"] == article["raw_hash"] else ""
        revised = version["revised"] or "not reported"
        lines.append(("", f"{now}version {version['version']}, revised {revised}, text {version['text_hash'][:12]}"))
    return Listing("History", tuple(lines), "No version is stored.")
