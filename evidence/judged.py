"""What people decided about figures, put to work: a person outranks the pack, the pack the machine. Pure.

    confirm   the figure counts as a person's, though the machine was not sure of it
    correct   what the person says counts instead of it
    reject    it reaches no answer, nor does another figure of the record that says the very same

A decision is about words in a sentence. When a new version of the abstract no longer has the sentence, the decision
stays and is told, and nothing counts by it; what was rejected or corrected, and is read again from an altered
sentence, is held until a person looks at it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from evidence.differing import same_claim
from evidence.following import Followed, counting
from evidence.places import figure_key, find_again, place_of, words, words_of
from evidence.records.finding import Finding
from evidence.records.judgement import CONFIRM, OF_FIGURES, REJECT

REJECTED = "rejected by a person"
CORRECTED = "corrected by a person"
LIKE_REJECTED = "says what a person rejected"
HELD = "a person decided about an earlier text of it"


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a record as it is today. content_hash: of it, as figures name it."""

    words: str
    content_hash: str


def with_judgements(
    findings: Sequence[Finding], followed: Iterable[Followed], texts: Mapping[str, Text]
) -> tuple[Finding, ...]:
    """Return the figures with what people say of them, sorted. texts: by record, of those that were decided about.

    findings: of pack and machine. What no longer counts is flagged with the reason; what a person says is added.
    """
    decided = [each for each in counting(followed) if each.judgement.kind in OF_FIGURES]
    if not decided:
        return tuple(findings)
    kept = {(each.record, each.place) for each in decided if each.judgement.kind != REJECT}
    flags: dict[int, str] = {}
    added: list[Finding] = []
    places: dict[str, list[int]] = {each.record: [] for each in decided}
    for number, finding in enumerate(findings):
        if finding.record in places:
            places[finding.record].append(number)
    for each in decided:
        here = {number: findings[number] for number in places[each.record]}
        there = said_today(each, here.values(), texts.get(each.record))
        if there is not None and each.judgement.kind != REJECT:
            added.append(there)
        for number, flag in _flags(each, here, there):
            if flag in (REJECTED, CORRECTED) or (each.record, place_of(here[number])) not in kept:
                flags.setdefault(number, flag)
    told = [_flagged(finding, flags.get(number)) for number, finding in enumerate(findings)]
    return tuple(sorted((*told, *added), key=lambda finding: (finding.record, finding.outcome, finding.id)))


def said_today(followed: Followed, here: Iterable[Finding], text: Text | None) -> Finding | None:
    """Return what the person says of the figure as it stands today, None where the text no longer has its sentence.

    Of one rejected that is the figure itself. here: the figures of its record; text: of the record, None without one.
    """
    judged, corrected = followed.judgement.judged, followed.judgement.corrected
    if judged is None:
        return None
    exact = [finding for finding in here if finding.origin != "person" and place_of(finding) == followed.place]
    told = judged if corrected is None else corrected
    if judged.sentence is None:
        return None if not exact else _by_a_person(told, exact[0], followed)
    span = None if text is None else find_again(judged, text.words)
    if text is None or span is None:
        return None
    start, end, first, last = span
    there = replace(
        judged, sentence=text.words[start:end], start=start, end=end, mark_start=first, mark_end=last,
        text_hash=text.content_hash,
    )  # fmt: skip
    return _by_a_person(told, there, followed)


def _by_a_person(told: Finding, there: Finding, followed: Followed) -> Finding:
    """Return what a person told, standing where the figure stands."""
    record = followed.record
    return replace(
        told, record=record, pmid=record[5:] if record.startswith("pmid:") else None, doi=there.doi,
        sentence=there.sentence, start=there.start, end=there.end, mark_start=there.mark_start,
        mark_end=there.mark_end, text_hash=there.text_hash, source_url=there.source_url, origin="person",
        state="clean", flags=(), confidence=None,
        rule=figure_key(replace(there, record=record, origin="machine")),
    )  # fmt: skip


def _flags(followed: Followed, here: Mapping[int, Finding], there: Finding | None) -> Iterable[tuple[int, str]]:
    """Yield which of the record's figures no longer count by the decision, and why."""
    judged, kind = followed.judgement.judged, followed.judgement.kind
    if judged is None or kind == CONFIRM:
        return
    for number, finding in here.items():
        own = place_of(finding) == followed.place or (judged.sentence and words_of(finding) == words_of(judged))
        if own:
            yield number, REJECTED if kind == REJECT else CORRECTED
        elif there is None and _read_again(judged, finding):
            yield number, HELD
        elif kind == REJECT and same_claim(judged, finding):
            yield number, LIKE_REJECTED


def _read_again(judged: Finding, finding: Finding) -> bool:
    """Tell whether the figure may be the judged one, read from an altered sentence."""
    if (judged.outcome, judged.sentence is None) != (finding.outcome, finding.sentence is None):
        return False
    return words(judged) == words(finding) if judged.sentence is not None else same_claim(judged, finding)


def _flagged(finding: Finding, flag: str | None) -> Finding:
    if flag is None:
        return finding
    return replace(
        finding, state="flagged" if finding.state == "clean" else finding.state, flags=(*finding.flags, flag)
    )


def decided_pmids(followed: Iterable[Followed]) -> tuple[str, ...]:
    """Return the PMIDs of the records whose text is needed to follow the decisions."""
    records = {each.record for each in followed if each.judgement.judged is not None}
    return tuple(sorted(record[5:] for record in records if record.startswith("pmid:")))
