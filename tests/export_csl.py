"""The rules of the CSL-JSON schema (csl-data.json 1.0.2) for the variables that a reference may have."""

from collections.abc import Iterator
from typing import Any

_TEXT = {
    "title", "container-title", "container-title-short", "ISSN", "DOI", "PMID", "PMCID", "URL", "language", "keyword",
    "status", "annote", "abstract", "note",
}  # fmt: skip
_TEXT_OR_NUMBER = {"volume", "issue", "page"}
_NAME = {"family", "given", "suffix", "literal"}
_DATE = {"date-parts", "season", "circa", "literal", "raw"}
_TYPES = {"article-journal", "book"}


def faults(references: Any) -> list[str]:
    """What the schema would refuse; nothing else may stand in a reference (additionalProperties is false)."""
    if not isinstance(references, list):
        return ["no array"]
    return [fault for reference in references for fault in _faults(reference)]


def _faults(reference: dict[str, Any]) -> Iterator[str]:
    if not isinstance(reference.get("id"), str | int) or reference.get("type") not in _TYPES:
        yield "id or type"
    for name, value in reference.items():
        if name in ("id", "type"):
            continue
        if name == "author":
            yield from (f"author {each}" for each in value if not _is_of(each, _NAME))
        elif name == "issued":
            yield from _date_faults(value)
        elif name in _TEXT_OR_NUMBER:
            yield from [] if isinstance(value, str | int) else [name]
        elif name not in _TEXT or not isinstance(value, str):
            yield name


def _is_of(value: Any, names: set[str]) -> bool:
    return isinstance(value, dict) and set(value) <= names and all(isinstance(each, str) for each in value.values())


def _date_faults(value: Any) -> Iterator[str]:
    if not isinstance(value, dict) or not set(value) <= _DATE:
        yield f"issued {value}"
        return
    parts = value.get("date-parts", [[1]])
    if not 1 <= len(parts) <= 2 or not all(1 <= len(part) <= 3 for part in parts):
        yield f"date-parts {parts}"
    if not all(isinstance(number, int) for part in parts for number in part):
        yield f"date-parts {parts}"
