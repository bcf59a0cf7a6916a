"""Finds articles by their words, in a time that does not grow with the number of articles that hold a word."""

from sqlite3 import Connection
from typing import NamedTuple

from evidence_db.views import Row, rows

BEST, NEWEST = "best", "newest"
# A word in more articles than that tells them apart too little to be worth weighing: of a million articles the 630,000
# that hold "patients" would take a second, 20,000 take a fiftieth of one.
COMMON = 20_000
_HOLDING = "select count(*) from (select 1 from article_search where article_search match ?1 limit ?2)"
# The plus keeps SQLite from asking the index for one row after the other.
_BY_RANK = (
    "select rowid from article_search where article_search match ?1"
    " and +rowid in (select rowid from article_search where article_search match ?2) order by rank, rowid limit ?3"
)
_ALL_BY_RANK = "select rowid from article_search where article_search match ?1 order by rank, rowid limit ?2"
# An excerpt is made of those that are shown alone: one of each match would take most of a second where thousands match.
_SHOWN = (
    "select 'pmid:' || s.pmid as record, s.pmid as pmid, a.title as title, r.year as year,"
    " a.journal as journal, r.label as label, snippet(article_search, 2, '\u00ab', '\u00bb', ' ... ', 24) as excerpt"
    " from article_search s join article a on a.pmid = s.pmid left join report r on r.record = 'pmid:' || s.pmid"
    " where s.article_search match ?1 and "
)
_CHOSEN = f"{_SHOWN} +s.rowid in (select value from json_each(?2))"  # noqa: S608 - our own words
_NEWEST = f"{_SHOWN} true order by s.rowid desc limit ?2"


class Found(NamedTuple):
    """Articles that hold all the words: record, pmid, title, year, journal, label, excerpt.

    order: BEST, by how well they match (bm25), or NEWEST, by PMID from the highest down, where more than COMMON of them
    hold each of the words. common: the words, and phrases of such words alone, that counted for finding and not for the
    order.
    """

    rows: list[Row]
    order: str = BEST
    common: tuple[str, ...] = ()


def search(connection: Connection, words: str, limit: int) -> Found:
    """Return the first articles that hold all the words, with the order that they are in.

    Each word is quoted, so that nothing a user types is read as query syntax; a "quoted phrase" stays together.
    No words find nothing.
    """
    terms = [_quoted(term) for term in terms_of(words)]
    if not terms:
        return Found([])
    common = [term for term in terms if _is_common(connection, term)]
    rare, query = " ".join(term for term in terms if term not in common), " ".join(terms)
    if not rare:
        return Found(rows(connection, _NEWEST, (query, limit)), NEWEST, _told(common))
    by_rank, values = (_BY_RANK, (rare, query, limit)) if common else (_ALL_BY_RANK, (query, limit))
    chosen = connection.execute(by_rank, values)
    places = {str(number): place for place, (number,) in enumerate(chosen.fetchall())}
    found = rows(connection, _CHOSEN, (query, f"[{', '.join(places)}]"))
    return Found(sorted(found, key=lambda row: places[row["pmid"]]), BEST, _told(common))


def _told(terms: list[str]) -> tuple[str, ...]:
    """Return the words without the signs of the query."""
    return tuple(term.replace(" *", "*").replace('"', "") for term in terms)


def _is_common(connection: Connection, term: str) -> bool:
    """Tell whether each word of the term stands in more than COMMON articles: finding its places takes long then."""
    words = "".join(sign if sign.isalnum() else " " for sign in term).split()
    ending = term.endswith("*")
    quoted = [_quoted(f"{word}*" if ending and word is words[-1] else word) for word in words]
    return all(connection.execute(_HOLDING, (word, COMMON + 1)).fetchone()[0] > COMMON for word in quoted)


def terms_of(words: str) -> list[str]:
    """Return the words, then the "quoted phrases"; a final * stays on its word. What has no letter or digit is none."""
    parts = words.split('"')
    phrases = [phrase.strip() for phrase in parts[1::2]]
    single = [word for part in parts[0::2] for word in part.split()]
    return [term for term in (*single, *phrases) if any(map(str.isalnum, term))]


def match_query(words: str) -> str:
    """Return an FTS5 query for all of the words; a final * finds beginnings."""
    return " ".join(map(_quoted, terms_of(words)))


def _quoted(term: str) -> str:
    ending = " *" if term.endswith("*") else ""
    return f'"{term.rstrip("*")}"{ending}'
