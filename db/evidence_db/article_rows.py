"""An Article as a row of `article` with rows of `notice`, and back: every field, nothing lost."""

from collections.abc import Sequence

from evidence.records.article import (
    AbstractSection,
    Article,
    Author,
    MeshHeading,
    Notice,
    OtherAbstract,
    PartialDate,
    article_text,
    text_hash,
)
from evidence_db.json_forms import from_json, to_json
from evidence_db.tables import Row

_PLAIN = (
    "pmid", "version", "title", "vernacular_title", "copyright", "journal", "journal_short", "issn", "volume", "issue",
    "pages", "electronic", "entered", "revised", "doi", "status", "medium",
)  # fmt: skip
_JSON: dict[str, type] = {
    "sections": tuple[AbstractSection, ...],
    "other_abstracts": tuple[OtherAbstract, ...],
    "other_ids": tuple[tuple[str, str], ...],
    "authors": tuple[Author, ...],
    "mesh": tuple[MeshHeading, ...],
    "keywords": tuple[str, ...],
    "publication_types": tuple[str, ...],
    "registry_ids": tuple[tuple[str, str], ...],
    "languages": tuple[str, ...],
    "unknown": tuple[str, ...],
}
_DATE = ("raw", "precision", "first", "last")
ARTICLE_COLUMNS = (
    *_PLAIN, *_JSON, *(f"published_{part}" for part in _DATE), "abstract_truncated", "raw_hash", "known_from",
    "text_hash",
)  # fmt: skip
NOTICE_COLUMNS = ("pmid", "position", "ref_type", "other_pmid", "source", "note")


def article_row(article: Article, raw_hash: str) -> Row:
    """Return the row of the article; raw_hash: SHA-256 of the bytes it was read from."""
    row: Row = {name: getattr(article, name) for name in _PLAIN}
    row |= {name: to_json(getattr(article, name)) for name in _JSON}
    row |= {f"published_{part}": getattr(article.published, part) for part in _DATE}
    row["abstract_truncated"] = int(article.abstract_truncated)
    row["raw_hash"] = raw_hash
    row["known_from"] = article.known_from
    row["text_hash"] = text_hash(article_text(article))
    return row


def notice_rows(article: Article) -> list[Row]:
    """Return one row for each CommentsCorrections entry, in order."""
    return [
        {"pmid": article.pmid, "position": position, "ref_type": notice.ref_type, "other_pmid": notice.pmid,
         "source": notice.source, "note": notice.note}
        for position, notice in enumerate(article.notices)
    ]  # fmt: skip


def article_from(row: Row, notices: Sequence[Row]) -> Article:
    """Return the article that article_row and notice_rows made these rows of."""
    told: dict[str, object] = {name: row[name] for name in _PLAIN}
    told |= {name: from_json(kind, str(row[name])) for name, kind in _JSON.items()}
    told["published"] = PartialDate(**{part: row[f"published_{part}"] for part in _DATE})  # type: ignore[arg-type]
    told["abstract_truncated"] = bool(row["abstract_truncated"])
    told["notices"] = tuple(_notice(notice) for notice in notices)
    return Article(**told)  # type: ignore[arg-type]


def _notice(row: Row) -> Notice:
    told = {"ref_type": row["ref_type"], "pmid": row["other_pmid"], "source": row["source"], "note": row["note"]}
    return Notice(**told)  # type: ignore[arg-type]
