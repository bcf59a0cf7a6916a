"""What two people both decided, and where they differ. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from evidence.following import BESIDE, COUNTS, Followed, same_word
from evidence.kappa import Agreement, cohen
from evidence.records.judgement import CORRECT

Both = tuple[Followed, Followed]


@dataclass(frozen=True, slots=True)
class Compared:
    """Two people. figures: confirm, correct or reject, of those that both judged; records: include or exclude.

    corrected: how many figures both corrected; alike: of those, to the very same. differing: where they do not say the
    same, corrections that differ too.
    """

    first: str
    second: str
    figures: Agreement
    records: Agreement
    corrected: int
    alike: int
    differing: tuple[Both, ...]


def compare(followed: Iterable[Followed]) -> tuple[Compared, ...]:
    """Return the agreement of each two people who judged one thing both, by what they say now; by name."""
    stands: dict[str, dict[object, Followed]] = {}
    for each in followed:
        if each.state in (COUNTS, BESIDE):
            stands.setdefault(each.judgement.name, {})[each.record, each.place] = each
    found = []
    for first, second in combinations(sorted(stands), 2):
        shared = [about for about in stands[first] if about in stands[second]]
        if shared:
            found.append(_compared(first, second, [(stands[first][about], stands[second][about]) for about in shared]))
    return tuple(found)


def _compared(first: str, second: str, both: list[Both]) -> Compared:
    figures = [pair for pair in both if pair[0].place is not None]
    records = [pair for pair in both if pair[0].place is None]
    corrected = [pair for pair in figures if _kinds(pair) == (CORRECT, CORRECT)]
    alike = [pair for pair in corrected if _same(pair)]
    return Compared(
        first, second, cohen([_kinds(pair) for pair in figures]), cohen([_kinds(pair) for pair in records]),
        len(corrected), len(alike), tuple(pair for pair in both if not _same(pair)),
    )  # fmt: skip


def _kinds(pair: Both) -> tuple[str, str]:
    return pair[0].judgement.kind, pair[1].judgement.kind


def _same(pair: Both) -> bool:
    return same_word(pair[0].judgement, pair[1].judgement)
