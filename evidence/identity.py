"""Makes one record of what the pack and the machine each know about one article.

Records join by PMID, by DOI (case does not matter) and by declared links of kind "same-record". The key of the joined
record is the PMID of an article that was read, before one that only the pack names, before doi: before cite:; every
other key it answers to stands in Report.names.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from evidence.differing import RANK, same_claim, same_thing
from evidence.records.finding import Finding
from evidence.records.question import Link, Pack
from evidence.records.study import DELETED, NOTICE, RETRACTED, SOUND, UNDER_CONCERN, Report, StudyFacts

KINDS_OF_KEY = ("pmid", "doi", "cite")  # from most to least certain identity
Known = TypeVar("Known")  # a fact that may be missing
STANDINGS = (SOUND, UNDER_CONCERN, NOTICE, RETRACTED, DELETED)  # from best to worst


def join_records(
    machine_reports: Iterable[Report], machine_findings: Iterable[Finding], pack: Pack | None, links: Sequence[Link]
) -> tuple[tuple[Report, ...], tuple[Finding, ...]]:
    """Return one Report a record and every finding under the record's key, sorted, whatever the order of the input.

    A pack row outranks the machine for the label and for what it says; the machine fills what the pack leaves out, and
    its news of a retraction counts whatever the pack says. Findings of both are kept: rule_findings() chooses.
    """
    reports = sorted([*machine_reports, *(pack.reports if pack is not None else ())], key=_pack_first)
    findings = [*machine_findings, *(pack.findings if pack is not None else ())]
    read = frozenset(f"pmid:{report.pmid}" for report in reports if report.origin == "machine" and report.pmid)
    group_of = _group_by_name(reports, links, read)
    groups: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        groups[group_of[normal_key(report.record)]].append(report)
    joined = {group: _join(members, read) for group, members in groups.items()}
    keyed = {_rekey(finding, joined.get(group_of.get(normal_key(finding.record), ""))) for finding in findings}
    return (
        tuple(sorted(joined.values(), key=lambda report: report.record)),
        tuple(sorted(keyed, key=lambda finding: (finding.record, finding.outcome, finding.id))),
    )


def rule_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that the rule uses: clean ones, of each record and outcome the pack's where it has any.

    What a person says of a figure counts beside those, and instead of what they say of that same figure: to confirm
    one time point takes no other away. The others stay in the database and are shown. A figure that is flagged or
    unbound counts for nothing and hides nothing.
    """
    clean = [finding for finding in findings if finding.state == "clean"]
    best: dict[tuple[str, str], int] = {}
    by_people: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in clean:
        key = (finding.record, finding.outcome)
        if finding.origin == "person":
            by_people[key].append(finding)
        else:
            best[key] = min(best.get(key, RANK["machine"]), RANK[finding.origin])
    return tuple(
        finding
        for finding in clean
        if finding.origin == "person"
        or (
            RANK[finding.origin] == best[finding.record, finding.outcome]
            and not _told_by(by_people.get((finding.record, finding.outcome), ()), finding)
        )
    )


def _told_by(people: Iterable[Finding], finding: Finding) -> bool:
    """Return True if a person tells of that very figure."""
    return any(same_thing(one, finding) or same_claim(one, finding) for one in people)


def _pack_first(report: Report) -> tuple[bool, str, str]:
    return report.origin == "machine", report.record, repr(report)


def normal_key(key: str) -> str:
    """Return the key as it is compared: DOIs have no case, "10.1/ABC" is "10.1/abc"."""
    return key.lower() if key.startswith("doi:") else key


def _names(report: Report) -> tuple[str, ...]:
    """Return every key the report answers to, normalised, most certain first."""
    told = [report.record, *report.names]
    told += [] if report.pmid is None else [f"pmid:{report.pmid}"]
    told += [] if report.doi is None else [f"doi:{report.doi}"]
    return tuple(sorted({normal_key(name) for name in told}, key=_certainty_of_key))


def _certainty_of_key(name: str) -> tuple[int, int, str]:
    """Sort keys: PMIDs by number, then DOIs, then keys of the pack, then anything else."""
    kind, _, rest = name.partition(":")
    place = KINDS_OF_KEY.index(kind) if kind in KINDS_OF_KEY else len(KINDS_OF_KEY)
    return place, int(rest) if kind == "pmid" and rest.isdigit() else 0, name


def _group_by_name(reports: Sequence[Report], links: Sequence[Link], read: frozenset[str]) -> dict[str, str]:
    """Return for every normalised key the key of its group: the most certain one in it.

    read: keys of the articles that were read. Two of them never become one record, whatever DOI or link they share (an
    erratum may carry the DOI of its article); a PMID that only the pack names gives way to the one that was read.
    """
    parent: dict[str, str] = {}
    told = [tuple(map(normal_key, link.records)) for link in links if link.kind == "same-record"]
    told += [_names(report) for report in sorted(reports, key=lambda report: _surest(_names(report), read))]
    for names in told:
        for name in names[1:]:
            roots = {_root(parent, names[0]), _root(parent, name)}
            if not roots <= read:
                _unite(parent, roots, read)
    return {name: _root(parent, name) for name in list(parent)} | {names[0]: _root(parent, names[0]) for names in told}


def _surest(names: Iterable[str], read: frozenset[str]) -> tuple[bool, tuple[int, int, str]]:
    """Return the place of the most certain of the names: articles that were read come first."""
    return min((name not in read, _certainty_of_key(name)) for name in names)


def _root(parent: dict[str, str], name: str) -> str:
    while parent.setdefault(name, name) != name:
        name = parent[name]
    return name


def _unite(parent: dict[str, str], roots: Iterable[str], read: frozenset[str]) -> None:
    first, *others = sorted(roots, key=lambda name: _surest([name], read))
    for other in others:
        parent[other] = first


def _join(members: Sequence[Report], read: frozenset[str]) -> Report:
    """Return one report made of all that were told about a record; the first (the pack's, if there is one) leads."""
    first = members[0]
    names = sorted({name for member in members for name in _names(member)}, key=lambda name: _surest([name], read))
    days = [member.known_from for member in members if member.known_from is not None]
    worst = max((member.screening.standing for member in members), key=STANDINGS.index)
    return replace(
        first,
        record=names[0],
        names=tuple(names[1:]),
        pmid=names[0].removeprefix("pmid:") if names[0].startswith("pmid:") else None,
        doi=_first(member.doi for member in members),
        title=_first(member.title for member in members if member.origin == "machine") or first.title,
        citation=_first(member.citation for member in members),
        first_author=_first(member.first_author for member in members),
        year=_first(member.year for member in members),
        known_from=min(days) if days else None,
        screening=replace(
            first.screening,
            study_design=_first(member.screening.study_design for member in members),
            result_bearing=any(member.screening.result_bearing for member in members),
            standing=worst,
        ),
        facts=_join_facts([member.facts for member in members]),
        complete=any(member.complete for member in members),
        settings=tuple(sorted({setting for member in members for setting in member.settings})),
        source_url=_first(member.source_url for member in members),
        note=_first(member.note for member in members),
        authors=next((member.authors for member in members if member.authors), ()),
        sources=tuple(sorted({source for member in members for source in member.sources})),
    )


def _first(values: Iterable[Known | None]) -> Known | None:
    """Return the first that is reported; 0 is reported."""
    return next((value for value in values if value is not None), None)


def _join_facts(told: Sequence[StudyFacts]) -> StudyFacts:
    """Return the facts, each from the first that has it; lists are never mixed, only registry ids are put together."""
    return StudyFacts(
        n_patients=_first(facts.n_patients for facts in told),
        n_hsct=_first(facts.n_hsct for facts in told),
        follow_up=_first(facts.follow_up for facts in told),
        phenotypes=next((facts.phenotypes for facts in told if facts.phenotypes), ()),
        conditioning=next((facts.conditioning for facts in told if facts.conditioning), ()),
        comparator=_first(facts.comparator for facts in told),
        registry_ids=tuple(sorted({registry_id for facts in told for registry_id in facts.registry_ids})),
        inclusion_years=_first(facts.inclusion_years for facts in told),
        n_centres=_first(facts.n_centres for facts in told),
    )


def _rekey(finding: Finding, report: Report | None) -> Finding:
    """Return the finding under its record's key; a finding of a record that nobody screened keeps its own."""
    if report is None:
        return finding
    return replace(finding, record=report.record, pmid=report.pmid, doi=report.doi)
