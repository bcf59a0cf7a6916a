"""Why an answer says something else than before: what came, what fell, what moved. Pure; told as codes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Body = Mapping[str, Any]  # an Answer as the ledger keeps it


@dataclass(frozen=True, slots=True)
class Cause:
    """One cause. name: the record or trial it is about.

    code: first, record-new, record-read (known from the pack until now), record-changed, study-added, study-dropped,
    correction, linked, judged, registry, results-given, results-gone, rule, figures or told (the topic, the program or
    a date). detail: kind of the correction, link or judgement, fields at the registry, or the versions of the rule
    ("1 2").
    """

    code: str
    name: str | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Happened:
    """What the runs brought.

    done: record -> new, changed or older; corrected: record -> kinds of its new corrections; moved: trial key -> fields
    that the registry moved; linked: record -> what a person said last of the study it is of; judged: record -> what
    people decided about it or its figures; renamed: key that a record had while only the pack named it -> its key now;
    packed: records that the pack names.
    """

    done: Mapping[str, str] = field(default_factory=dict)
    corrected: Mapping[str, Sequence[str]] = field(default_factory=dict)
    moved: Mapping[str, Sequence[str]] = field(default_factory=dict)
    linked: Mapping[str, str] = field(default_factory=dict)
    judged: Mapping[str, Sequence[str]] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)
    packed: frozenset[str] = frozenset()


def causes_of(before: Body | None, now: Body, happened: Happened) -> tuple[Cause, ...]:
    """Return why the answer is another one than before (None: there was none), first what the runs brought.

    One retraction may let many other records in: they follow as study-added.
    """
    if before is None:
        return (Cause("first"),)
    was, held = renamed(studies_of(before), happened.renamed), studies_of(now)
    found = [cause for record in sorted(was - held) for cause in _dropped(record, happened)]
    found += [cause for record in sorted(held - was) for cause in _came(record, happened)]
    found += [cause for record in sorted(was & held) for cause in _stayed(record, happened)]
    found += [
        Cause("judged", record, kind)
        for record in sorted((was | held) & set(happened.judged))
        for kind in happened.judged[record]
    ]
    found += [
        Cause("linked", record, happened.linked[record]) for record in sorted((was | held) & set(happened.linked))
    ]
    found += _of_trials(before, now, happened)
    found += _of_results(before, now)
    if before["rule_version"] != now["rule_version"]:
        found.append(Cause("rule", detail=f"{before['rule_version']} {now['rule_version']}"))
    if found:
        return tuple(sorted(found, key=lambda cause: cause.code.startswith("study-")))
    return (Cause("figures" if _figures(before) != _figures(now) else "told"),)


def verdict_of(body: Body | None) -> dict[str, str] | None:
    """Return status, direction and certainty; None for no answer."""
    return None if body is None else {name: body[name] for name in ("status", "direction", "certainty")}


def studies_of(body: Body) -> frozenset[str]:
    """Return the records that the answer and its parts rest on."""
    return frozenset(record for part in _parts(body) for record in part["studies"])


def renamed(records: Iterable[str], names: Mapping[str, str]) -> frozenset[str]:
    """Return the records by the keys that they have now."""
    return frozenset(names.get(record, record) for record in records)


def _figures(body: Body) -> frozenset[str]:
    return frozenset(name for part in _parts(body) for name in part["findings"])


def _parts(body: Body) -> tuple[Body, ...]:
    return (body, *body["sub_answers"])


def _dropped(record: str, happened: Happened) -> list[Cause]:
    """A record that counts no more: because of a correction, because it changed, or for a reason of the rule."""
    kinds = happened.corrected.get(record, ())
    if kinds:
        return [Cause("correction", record, kind) for kind in kinds]
    if record in happened.judged:
        return []  # told as such
    if happened.done.get(record) == "new":
        return [Cause("record-read", record), Cause("study-dropped", record)]
    return [Cause("record-changed" if record in happened.done else "study-dropped", record)]


def _came(record: str, happened: Happened) -> list[Cause]:
    what = happened.done.get(record)
    if what is None and record in happened.judged:
        return []  # told as such
    if what == "new" and record in happened.packed:
        return [Cause("record-read", record), Cause("study-added", record)]
    return [Cause("study-added" if what in (None, "older") else f"record-{what}", record)]


def _stayed(record: str, happened: Happened) -> list[Cause]:
    found = [Cause("correction", record, kind) for kind in happened.corrected.get(record, ())]
    told = {"changed": "record-changed", "new": "record-read"}.get(happened.done.get(record, ""))
    return found or ([Cause(told, record)] if told is not None else [])


def _of_trials(before: Body, now: Body, happened: Happened) -> list[Cause]:
    """Trials that the answer waits for and of which it now says something else, where the registry moved them."""
    was = {each["trial"]: each for each in before["awaited"]}
    held = {each["trial"]: each for each in now["awaited"]}
    touched = [trial for trial in sorted(was.keys() | held.keys()) if was.get(trial) != held.get(trial)]
    return [Cause("registry", trial, ", ".join(happened.moved[trial])) for trial in touched if trial in happened.moved]


def _of_results(before: Body, now: Body) -> list[Cause]:
    """Trials that gave results since people stated the answer, or whose results no longer stand."""
    was, held = _overtaking(before), _overtaking(now)
    given = [Cause("results-given", trial) for trial in sorted(held - was)]
    return given + [Cause("results-gone", trial) for trial in sorted(was - held)]


def _overtaking(body: Body) -> frozenset[str]:
    told = [dict(why["values"]) for why in body["reasons"] if why["code"] == "stated_before_results"]
    return frozenset(trial for values in told for trial in values["trials"].split(", "))
