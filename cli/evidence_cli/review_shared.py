"""What goes with the decisions about figures and records to a colleague: links between reports, signatures."""

from itertools import combinations
from sqlite3 import Connection
from typing import TYPE_CHECKING

from evidence.errors import ContentRefused

if TYPE_CHECKING:
    from evidence.records.shared import Shared, SharedLink
    from evidence_db.store import Store

_SHOWN = 20  # conflicts that are listed


def held(connection: Connection) -> "tuple[Shared, ...]":
    """Return every link and signature of the database, in the order in which it was said."""
    from evidence_db.store_decisions import shared_signatures
    from evidence_db.store_links import shared_links
    from evidence_db.views import setting

    return (*shared_links(connection), *shared_signatures(connection, setting(connection, "topic") or ""))


def new_ones(connection: Connection, told: "list[Shared]", file: str) -> "list[Shared]":
    """Return what is not here yet, each once; raises ContentRefused for a signature of another topic."""
    from evidence.records.shared import SharedSignature
    from evidence_db.views import setting

    topic = setting(connection, "topic") or ""
    other = sorted({each.topic for each in told if isinstance(each, SharedSignature) and each.topic != topic})
    if other:
        raise ContentRefused(f"{file}: signatures of the topic {', '.join(other)}, here is {topic}; nothing was stored")
    known = {each.entry for each in held(connection)}
    return list({each.entry: each for each in told if each.entry not in known}.values())


def save(store: "Store", new: "list[Shared]", run: int) -> None:
    """Append what is new; run: in which links first count."""
    from evidence.records.shared import SharedLink
    from evidence_db.store_decisions import append_signature
    from evidence_db.store_links import append_link

    for each in new:
        if isinstance(each, SharedLink):
            append_link(store.connection, each, run)
        else:
            append_signature(store.connection, each)


def links_of(new: "list[Shared]") -> "list[SharedLink]":
    """Return the links, without the signatures."""
    from evidence.records.shared import SharedLink

    return [each for each in new if isinstance(each, SharedLink)]


def told_lines(connection: Connection, new: "list[Shared]") -> list[str]:
    """Return what came with the decisions: how many, and where the newcomers differ from others."""
    links = links_of(new)
    signed = len(new) - len(links)
    lines = [f"Links between reports: {len(links)} new."] if links else []
    if signed:
        lines.append(f"Signatures of answers: {signed} new; each counts for the answer that was signed.")
    conflicts = _conflicts(connection, links)
    more = len(conflicts) - _SHOWN
    if conflicts:
        lines.append(f"Conflicts between links: {len(conflicts)}. The newer word counts.")
    return lines + conflicts[:_SHOWN] + ([f"  and {more} more"] if more > 0 else [])


def _conflicts(connection: Connection, new: "list[SharedLink]") -> list[str]:
    """Return each two records of which a newcomer and somebody else said different things."""
    from evidence.records.shared import LINK_UNDONE
    from evidence_cli.review_links import SAID
    from evidence_db.store_links import shared_links

    entries = {link.entry for link in new}
    older = [each for each in shared_links(connection) if each.entry not in entries and each.kind != LINK_UNDONE]
    found = {}
    for link in new:
        for one in older:
            pairs = set(map(frozenset, combinations(link.records, 2))) & set(
                map(frozenset, combinations(one.records, 2))
            )
            if link.kind not in (LINK_UNDONE, one.kind) and link.name != one.name:
                found.update(dict.fromkeys(pairs, (link, one)))
    return sorted(
        f"  {' and '.join(sorted(pair))}: {SAID[link.kind]}, says {link.name}, {link.made[:10]}; "
        f"{SAID[one.kind]}, says {one.name}, {one.made[:10]}"
        for pair, (link, one) in found.items()
    )
