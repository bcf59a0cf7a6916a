"""What joins reports to one study, and what a person keeps apart."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, product

from evidence.identity import normal_key
from evidence.records.question import SAME_STUDY, SPLIT, Link


def joins_by_id(ids: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str, str]]:
    """Return (record, record, why) for each two reports with an id in common."""
    with_id: dict[str, list[str]] = {}
    joins = []
    for record, numbers in ids.items():
        for number in numbers:
            before = with_id.setdefault(number, [])
            joins += [(other, record, f"both are registered as {number}") for other in before]
            before.append(record)
    return joins


def joins_by_link(links: Sequence[Link], record_of: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return (record, record, why) for what the topic or a person joined to one study."""
    joins = []
    for link in sorted(links, key=lambda link: link.name):
        if link.kind == SAME_STUDY:
            pairs = combinations(records_there(link, record_of), 2)
            joins += [(one, other, f"{link.name}: {link.reason}") for one, other in pairs]
    return joins


def records_there(link: Link, record_of: Mapping[str, str]) -> tuple[str, ...]:
    """Return the records of a link that are here, under the key they are kept by."""
    names = map(normal_key, link.records)
    return tuple(sorted({record_of[name] for name in names if name in record_of}))


def split_pairs(links: Iterable[Link], record_of: Mapping[str, str]) -> dict[frozenset[str], str]:
    """Return the pairs of records that a person keeps apart, each with who says so and why."""
    return {
        frozenset(pair): f"{link.name}: {link.reason}"
        for link in links
        if link.kind == SPLIT
        for pair in combinations(records_there(link, record_of), 2)
    }


def unite(
    records: Sequence[str], joins: Sequence[tuple[str, str, str]], apart: Mapping[frozenset[str], str]
) -> tuple[dict[str, list[str]], dict[str, tuple[str, ...]]]:
    """Return the groups of joined records by their first record, and why each was joined or kept apart.

    A join that would bring together two records that a person split is none; of the others that it would join is told
    that they may share patients. What comes first in joins goes first.
    """
    group = {record: [record] for record in records}
    why: dict[str, set[str]] = {record: set() for record in records}
    for one, other, reason in joins:
        first, second = group[one], group[other]
        if first is not second and any(frozenset(pair) in apart for pair in product(first, second)):
            if frozenset((one, other)) not in apart:
                why[one].add(f"may share patients with {other}, {reason}")
                why[other].add(f"may share patients with {one}, {reason}")
            continue
        why[one].add(reason)
        if first is not second:
            first += second
            group |= dict.fromkeys(second, first)
    for pair, reason in apart.items():
        for record in pair:
            (other,) = pair - {record}
            why[record].add(f"kept apart from {other}, {reason}")
    members = {min(its): sorted(its) for its in group.values()}
    return members, {
        first: tuple(sorted({reason for record in its for reason in why[record]})) for first, its in members.items()
    }
