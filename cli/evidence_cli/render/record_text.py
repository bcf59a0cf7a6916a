"""One record, study or trial whole, as a plain-text page."""

from collections.abc import Mapping, Sequence
from typing import Any

from evidence_cli.render.figures import figure_line
from evidence_cli.render.page import Page
from evidence_cli.render.words import Catalogue, word

Row = Mapping[str, Any]


def figure_entry(page: Page, row: Row, words: Catalogue, *, number: int | None = None) -> None:
    """Add one figure: what it says, then its sentence, or where it is from if it has none."""
    mark = "-" if number is None else f"[{number}]"
    page.wrapped(figure_line(row, words), lead=f"{mark:>5} ", indent=6)
    if row["state"] != "clean":
        flags = ", ".join(row["flags"]) or "no reason given"
        page.wrapped(f"{word(words, 'state', row['state'])}: {flags}", indent=6)
    page.wrapped(address(row, words), indent=6)


def address(row: Row, words: Catalogue) -> str:
    """Return where a figure is from: its sentence, or the address of its paper, else the source of the pack row."""
    if row["sentence"] is not None:
        origin = word(words, "origin", row["origin"])
        return words.text["sentence_from"].format(origin=origin, sentence=row["sentence"])
    source = _public_address(row) or row["source_url"] or words.text["not_reported"]
    return words.text["figure_pack"].format(source=source)


def report_lines(page: Page, row: Row, words: Catalogue) -> None:
    """Add what a screened record is and the facts of its study; what is not reported says so."""
    _fact(page, "Citation", row["citation"])
    _fact(page, "Keys", ", ".join([row["record"], *row["names"]]))
    _fact(page, "Public from", row["known_from"])
    _fact(page, "Screening", f"{row['label']}: {row['reason']}")
    _fact(page, "Design", row["study_design"])
    if row["standing"] != "sound":
        page.labelled("STANDING", f"{row['standing']}: not evidence, or not alone", column=20)
    if not row["complete"]:
        page.labelled("Incomplete", "only a part of the abstract was seen: supports at most a signal", column=20)
    if row["indirect"]:
        page.labelled("Indirect", "its patients are not only people with MS", column=20)
    for label, told in _facts(row, words):
        _fact(page, label, told)
    _fact(page, "Origin", word(words, "origin", row["origin"]))
    if row["source_url"]:
        _fact(page, "Source", row["source_url"])
    if (public := _public_address(row)) is not None:
        _fact(page, "Public address", public)
    if row["note"]:
        _fact(page, "Note", row["note"])


def _public_address(row: Row) -> str | None:
    """Return the address at PubMed, else that of the DOI: a source may be a copy elsewhere. None without either."""
    if row["pmid"] is not None:
        return f"https://pubmed.ncbi.nlm.nih.gov/{row['pmid']}/"
    return None if row["doi"] is None else f"https://doi.org/{row['doi']}"


def _facts(row: Row, words: Catalogue) -> list[tuple[str, str | None]]:
    follow_up, years = row["follow_up"], row["inclusion_years"]
    return [
        ("Patients", None if row["n_patients"] is None else str(row["n_patients"])),
        ("Had HSCT", None if row["n_hsct"] is None else str(row["n_hsct"])),
        ("Course", ", ".join(f"{course} {count}" for course, count in row["phenotypes"]) or None),
        ("Conditioning", "; ".join(_regimen(*each) for each in row["conditioning"]) or None),
        ("Comparator", row["comparator"]),
        ("Follow-up", None if follow_up is None else "{statistic} {value:g} {unit}".format_map(follow_up)),
        ("Included", None if years is None else f"{years[0]} to {years[1]}"),
        ("Registers", ", ".join(row["registry_ids"]) or words.text["not_reported"]),
    ]


def _regimen(regimen: str, intensity: str | None) -> str:
    return f"{regimen} ({intensity} intensity)" if intensity else regimen


def _fact(page: Page, label: str, told: str | None) -> None:
    page.labelled(label, "not reported" if told is None else told, column=20)


def article_lines(page: Page, article: Row, text: str | None, figures: Sequence[Row], words: Catalogue) -> None:
    """Add the article as PubMed has it: authors, dates, notices, and the abstract with the figures marked."""
    _fact(page, "Authors", "; ".join(map(author_name, article["authors"])) or None)
    _fact(page, "Journal", article["journal"] or article["journal_short"])
    _fact(page, "Published", article["published_raw"] or None)
    _fact(page, "Entered", article["entered"])
    _fact(page, "Revised", article["revised"])
    _fact(page, "Types", "; ".join(article["publication_types"]) or None)
    for notice in article["notices"]:
        _fact(page, "Notice", notice_line(notice, words))
    page.heading("Abstract, figures marked")
    for line in marked(text, figures).split("\n") if text else ["no abstract is stored"]:
        page.wrapped(line, indent=2)


def notice_line(notice: Row, words: Catalogue) -> str:
    """Return "is the retraction of PMID 1: J Made Up 2019" or "erratum in PMID 2: ..."; an unknown kind as spelt."""
    told = words.codes["notice"].get(notice["ref_type"].strip().lower(), notice["ref_type"])
    other = f" PMID {notice['other_pmid']}" if notice["other_pmid"] else ""
    note = f" ({notice['note']})" if notice["note"] else ""
    return f"{told}{other}: {notice['source']}{note}"


def author_name(author: Row) -> str:
    """Return "Burt RK", or the name of a group."""
    if author["collective"]:
        return str(author["collective"])
    return " ".join(part for part in (author["last_name"], author["initials"]) if part)


def marked(text: str, figures: Sequence[Row]) -> str:
    """Return the text with the words of each figure between guillemets and its number behind: \u00ab88%\u00bb[1].

    Figures that stand on the same words share a mark; a figure without a span is not marked.
    """
    spans: dict[tuple[int, int], list[int]] = {}
    for number, figure in enumerate(figures, start=1):
        start, end = figure["mark_start"], figure["mark_end"]
        if start is not None and end is not None and 0 <= start < end <= len(text):
            spans.setdefault((start, end), []).append(number)
    shown, at = [], 0
    for (start, end), numbers in sorted(spans.items()):
        if start < at:  # inside a longer mark already written: its number follows that mark
            shown.append(f"[{','.join(map(str, numbers))}]")
            continue
        shown.append(f"{text[at:start]}\u00ab{text[start:end]}\u00bb[{','.join(map(str, numbers))}]")
        at = end
    return "".join(shown) + text[at:]
