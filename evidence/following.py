"""Which decisions of people stand, and about which record of today each one is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from evidence.identity import normal_key
from evidence.places import Place, place_of
from evidence.records.judgement import OF_RECORDS, UNDONE, Judgement
from evidence.records.study import Report

COUNTS, BESIDE, REPLACED, TAKEN_BACK = "counts", "beside", "replaced", "taken back"


@dataclass(frozen=True, slots=True)
class Followed:
    """A decision and what became of it. record: the key by which its record is kept today, else as it was decided.

    place: of its figure, None for a record. state: counts; beside (the newer word of somebody else counts); replaced
    (by a newer one of the same person); taken back. against: who decided otherwise about the same and still stands;
    ended: what replaced it or took it back.
    """

    judgement: Judgement
    record: str
    place: Place | None
    state: str
    against: tuple[str, ...] = ()
    ended: Judgement | None = None


def follow(judgements: Sequence[Judgement], keys: Mapping[str, str]) -> tuple[Followed, ...]:
    """Return the decisions in their order, without the lines that take others back.

    judgements: in the order in which they were written; keys: by every name of a record the one it is kept by. Of one
    person about one thing the newest stands; of several persons the newest counts, and what the others say stays beside
    it.
    """
    about: dict[tuple[str, Place | None], list[int]] = defaultdict(list)
    for number, each in enumerate(judgements):
        about[subject_of(each, keys)].append(number)
    found: dict[int, Followed] = {}
    for (record, place), numbers in about.items():
        for number, state, others in _states(judgements, numbers):
            against = () if isinstance(others, Judgement) else others
            ended = others if isinstance(others, Judgement) else None
            found[number] = Followed(judgements[number], record, place, state, against, ended)
    return tuple(found[number] for number in sorted(found))


def keys_of(reports: Iterable[Report]) -> dict[str, str]:
    """Return every name of a record with the key by which it is kept."""
    return {normal_key(name): report.record for report in reports for name in (report.record, *report.names)}


def counting(followed: Iterable[Followed]) -> tuple[Followed, ...]:
    """Return those that count."""
    return tuple(each for each in followed if each.state == COUNTS)


def about_records(followed: Iterable[Followed]) -> dict[str, Judgement]:
    """Return record -> the decision that counts about including it."""
    return {each.record: each.judgement for each in counting(followed) if each.judgement.kind in OF_RECORDS}


def subject_of(judgement: Judgement, keys: Mapping[str, str]) -> tuple[str, Place | None]:
    """Return what a decision is about: the key of its record, and the place of its figure, None for the record."""
    record = keys.get(normal_key(judgement.record), judgement.record)
    return record, None if judgement.judged is None else place_of(judgement.judged)


def _states(
    judgements: Sequence[Judgement], numbers: Sequence[int]
) -> Iterable[tuple[int, str, tuple[str, ...] | Judgement]]:
    """Yield number and state of each decision about one thing, with who stands against it, or with what ended it."""
    newest: dict[str, int] = {}
    for number in sorted(numbers, key=lambda number: judgements[number].made):
        each = judgements[number]
        before = newest.pop(each.name, None)
        if before is not None:
            yield before, TAKEN_BACK if each.kind == UNDONE else REPLACED, each
        if each.kind != UNDONE:
            newest[each.name] = number
    first = max(newest.values(), key=lambda number: (judgements[number].made, judgements[number].name), default=None)
    for number in newest.values():
        mine = judgements[number]
        others = (judgements[other] for other in newest.values() if not same_word(mine, judgements[other]))
        yield number, COUNTS if number == first else BESIDE, tuple(sorted(other.name for other in others))


def same_word(one: Judgement, other: Judgement) -> bool:
    """Return True if two decisions about one thing say the same, from whatever version of its text."""
    return (one.kind, _values(one)) == (other.kind, _values(other))


def _values(judgement: Judgement) -> Place | None:
    """Return what the person says of the figure, apart from where it stands."""
    return None if judgement.corrected is None else place_of(replace(judgement.corrected, sentence=None))
