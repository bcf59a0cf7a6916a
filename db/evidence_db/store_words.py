"""Keeps the search index true: the words of what a transaction stored are added together, as its last act.

FTS5 writes out what it has gathered whenever another statement opens a savepoint of its own, as every upsert does:
words added article by article make a segment of the index each, which costs as much as everything else that is stored.
"""

from sqlite3 import Connection

from evidence_db.json_forms import to_json

_FORGET = (
    "INSERT INTO article_search (article_search, rowid, pmid, title, text)"
    " SELECT 'delete', number, pmid, title, text FROM article_page WHERE number = ?"
)
_ADD = (
    "INSERT INTO article_search (rowid, pmid, title, text)"
    " SELECT number, pmid, title, text FROM article_page WHERE number IN (SELECT value FROM json_each(?))"
)


class Words:
    """The search index during one write transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._moved: set[int] = set()

    def changes(self, pmid: str, *, held: bool) -> None:
        """Note that the article gets another text now; held: it has one, which is still stored.

        The index keeps no text of its own: it forgets exactly what it is told once more, which must be done before the
        text is written over, and once.
        """
        number = int(pmid)
        if held and number not in self._moved:
            self.connection.execute(_FORGET, (number,))
        self._moved.add(number)

    def add(self) -> None:
        """Add the words of the articles as they are now."""
        if self._moved:
            self.connection.execute(_ADD, (to_json(sorted(self._moved)),))
            self._moved.clear()
