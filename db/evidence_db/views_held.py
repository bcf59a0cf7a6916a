"""The sentences that are held for figures of the pack, and the figures of records that an answer leaves out."""

import json
from collections.abc import Iterable
from dataclasses import replace
from sqlite3 import Connection

from evidence.differing import SHARES, same_claim
from evidence.identity import rule_findings
from evidence.records.finding import Finding
from evidence_db.evidence_rows import finding_from
from evidence_db.figure_rows import folded
from evidence_db.views import Row, rows

# Of the version of the text that is held: what an earlier version said stands in no abstract any more.
_READ = """
    select finding.* from finding join article on article.pmid = finding.pmid and article.text_hash = finding.text_hash
    where finding.record in (select value from json_each(?)) and origin = 'machine' and state = 'clean'
    order by finding.record, coalesce(mark_start, start, 0), id
"""
_OF_RECORDS = """
    select * from finding where record in (select value from json_each(?))
    order by record, outcome, timepoint_months, id
"""
_NAMES = "select * from finding where id in (select value from json_each(?)) and origin = 'pack'"


def held_sentences(connection: Connection, ids: Iterable[str]) -> dict[str, Row]:
    """Return id -> the figure of the abstract that says the same, for those of the ids that are the pack's."""
    told = [finding_from(row) for row in rows(connection, _NAMES, (json.dumps(sorted(set(ids))),))]
    records = sorted({finding.record for finding in told})
    read: dict[str, list[tuple[Row, Finding]]] = {}
    for row in rows(connection, _READ, (json.dumps(records),)):
        read.setdefault(row["record"], []).append((row, _plain(finding_from(row))))
    found: dict[str, Row] = {}
    for finding in told:
        same = _nearest(_plain(finding), read.get(finding.record, []))
        if same is not None:
            found[finding.id] = folded([{**same, "flags": json.loads(same["flags"])}])[0]
    return found


def _nearest(own: Finding, read: Iterable[tuple[Row, Finding]]) -> Row | None:
    """Return the reading that says the same, of several the one that is most like it; None if none does."""
    same = [(row, other) for row, other in read if same_claim(own, other)]
    return min(same, key=lambda pair: _unlike(own, pair[1]), default=(None, own))[0]


def _unlike(own: Finding, other: Finding) -> int:
    names = ("timepoint_months", "population", "regimen", "comparator", "statistic", "events", "denominator")
    return sum(getattr(own, name) != getattr(other, name) for name in names)


def _plain(finding: Finding) -> Finding:
    """Return the figure as pack and reader both write it: "grey matter"; a share of counts that are told by them."""
    months, population = finding.timepoint_months, finding.population
    plain = replace(
        finding,
        timepoint_months=None if months is None else round(months, 1),
        population=None if population is None else population.replace("_", " "),
    )
    if plain.statistic not in SHARES or None in (plain.events, plain.denominator):
        return plain
    return replace(plain, statistic="count", value=plain.events)  # "0.19 %" of 1 in 507 was cut off, not rounded


def figures_for_the_rule(connection: Connection, records: Iterable[str]) -> dict[str, list[Row]]:
    """Return record -> the figures of it that could count, as identity.rule_findings() chooses them."""
    found: dict[str, list[Row]] = {}
    told = rows(connection, _OF_RECORDS, (json.dumps(sorted(set(records))),))
    chosen = {finding.id for finding in rule_findings(finding_from(row) for row in told)}
    for row in folded([{**row, "flags": json.loads(row["flags"])} for row in told if row["id"] in chosen]):
        found.setdefault(row["record"], []).append(row)
    return found
