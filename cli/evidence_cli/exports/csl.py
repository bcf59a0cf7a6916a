"""References as CSL-JSON (schema 1.0.2), for Zotero, pandoc, citeproc.

A program that shows them may take "<i>" in a title for markup: angle brackets are written as escapes of JSON, so that
the file can stand in a page; the values are those of PubMed.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from evidence_cli.exports.json_text import json_text
from evidence_cli.exports.reference import Name, Reference
from evidence_cli.exports.when import When


def csl_json(references: Iterable[Reference]) -> str:
    """Return the references as one array of CSL-JSON."""
    return json_text([dict(_variables(one)) for one in references])


def _variables(one: Reference) -> Iterator[tuple[str, Any]]:
    """Return the variables that are known, in a fixed order."""
    told: list[tuple[str, Any]] = [
        ("id", one.key), ("type", "book" if one.is_book else "article-journal"), ("title", one.title),
        ("author", [_author(name) for name in one.authors]), ("container-title", one.journal),
        ("container-title-short", one.journal_short), ("ISSN", one.issn), ("volume", one.volume),
        ("issue", one.issue), ("page", one.pages), ("issued", _issued(one.published)), ("DOI", one.doi),
        ("PMID", one.pmid), ("PMCID", one.pmcid), ("URL", one.url), ("language", one.language),
        ("keyword", "; ".join(one.keywords)), ("status", one.mark), ("annote", " ".join(one.notes)),
        ("abstract", one.abstract),
    ]  # fmt: skip
    yield from ((name, value) for name, value in told if value)


def _author(name: Name) -> dict[str, str]:
    if name.group:
        return {"literal": name.group}
    return {part: value for part, value in zip(("family", "given", "suffix"), name[:3], strict=True) if value}


def _issued(when: When) -> dict[str, Any]:
    """Return the date in the parts that are known; a season is told as printed, beside its year."""
    if not when.first:
        return {"literal": when.printed} if when.printed else {}
    parts = [list(when.first), *([list(when.last)] if when.is_range else [])]
    return {"date-parts": parts} | ({"literal": when.season} if when.season else {})
