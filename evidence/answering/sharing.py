"""Which studies share patients: by a declared overlap, by a suspicion, or by a join that a person's split undid."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from evidence.joining import records_there, split_pairs
from evidence.records.question import Topic
from evidence.records.study import Report
from evidence.studies import joined_pairs
from evidence.suspicion import with_suspected

Pair = tuple[str, str, str]  # record, record, why


def shared_studies(
    topic: Topic, reports: Sequence[Report], key_of: Mapping[str, str], study_of: Mapping[str, str]
) -> dict[frozenset[str], str]:
    """Return the pairs of studies that share patients, with why; never because of two records that a person split.

    Two records that a link or a registry id joins, and that are not of one study because a third one was split from
    one of them, share patients: of three reports of which the first two are split, the third counts with neither.
    """
    apart = split_pairs(topic.links, key_of)
    shared: dict[frozenset[str], str] = {}
    for one, other, why in (*joined_pairs(reports, topic.links, topic.trials), *_overlapping(topic, reports, key_of)):
        both = frozenset((study_of[one], study_of[other]))
        if len(both) == 2 and frozenset((one, other)) not in apart:
            shared[both] = why
    return shared


def _overlapping(topic: Topic, reports: Sequence[Report], key_of: Mapping[str, str]) -> Iterator[Pair]:
    """Return the pairs that links of kind "overlap" name; last those of the link that names fewest records: the most
    particular one."""
    links = with_suspected(topic.links, reports)
    for link in sorted(links, key=lambda link: (-len(link.records), link.name)):
        if link.kind == "overlap":
            for one, other in combinations(records_there(link, key_of), 2):
                yield one, other, link.reason
