"""What can happen in a night, to a record or to a study; each event is one function of the world."""

import copy
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from tests.fakes import edits
from tests.fakes.made import made_record
from tests.fakes.world import Record, World, read_record

RETRACTED = ("Retracted Publication", "D016441")


def happen(world: World, do: str, **details: Any) -> None:
    """Let one event happen. Raises KeyError for an event that does not exist."""
    EVENTS[do](world, **details)


def _newest(world: World, pmid: str) -> Record:
    record = world.newest(pmid)
    if record is None:
        raise KeyError(f"{pmid}: not in the world")
    return record


def change(world: World, pmid: str, raw: bytes, *, touch: bool = True) -> None:
    """The newest version gets these bytes, and today's DateRevised unless touch is False."""
    record = _newest(world, pmid)
    if touch:
        raw = edits.with_revised(raw, world.today)
    versions = world.records[pmid]
    versions[-1] = replace(record, raw=raw, known=None)
    world.changes.append(pmid)


def add(world: World, pmid: str, **fields: Any) -> None:
    """A new record, created today."""
    world.add(made_record(pmid, today=world.today, **fields))


def add_xml(world: World, xml: str) -> None:
    world.add(read_record(xml.encode(), crdt=world.today))


def backfill(world: World, pmid: str, published: date | str, **fields: Any) -> None:
    """A record of long ago that enters today: CRDT is today, EDAT is its day of publication."""
    day = published if isinstance(published, date) else date.fromisoformat(published)
    world.add(made_record(pmid, today=world.today, published=day, edat=day, **fields))


def revise(world: World, pmid: str, old: str, new: str, touch: bool = True) -> None:
    change(world, pmid, edits.with_text(_newest(world, pmid).raw, old, new), touch=touch)


def bump(world: World, pmid: str, old: str = "", new: str = "") -> None:
    """A further version of the PMID."""
    record = _newest(world, pmid)
    raw = edits.with_text(record.raw, old, new) if old else record.raw
    version = record.version + 1
    world.add(replace(record, raw=edits.with_version(raw, version), version=version, known=None))


def retract(world: World, pmid: str, how: str = "both", notice: str = "97999001", touch: bool = True) -> None:
    """how: "type" (Retracted Publication), "link" (RetractionIn) or "both"; a notice is added where it links."""
    raw = _newest(world, pmid).raw
    if how in ("type", "both"):
        raw = edits.with_type(raw, *RETRACTED)
    if how in ("link", "both"):
        raw = edits.with_notice(raw, "RetractionIn", notice)
        _add_notice(world, notice, pmid, "Retraction of Publication", "RetractionOf")
    change(world, pmid, raw, touch=touch)


def concern(world: World, pmid: str, notice: str = "97999002", touch: bool = True) -> None:
    """An expression of concern is a link alone, never a publication type on the article."""
    change(world, pmid, edits.with_notice(_newest(world, pmid).raw, "ExpressionOfConcernIn", notice), touch=touch)
    _add_notice(world, notice, pmid, "Expression of Concern", "ExpressionOfConcernFor")


def erratum(
    world: World, pmid: str, notice: str = "97999003", old: str = "", new: str = "", note: str = "", touch: bool = True
) -> None:
    """An erratum, with a change of the text where old and new are given."""
    raw = _newest(world, pmid).raw
    raw = edits.with_text(raw, old, new) if old else raw
    change(world, pmid, edits.with_notice(raw, "ErratumIn", notice, note), touch=touch)
    _add_notice(world, notice, pmid, "Published Erratum", "ErratumFor")


def link(world: World, pmid: str, kind: str, other: str, touch: bool = True) -> None:
    """Any other CommentsCorrections: UpdateIn, RepublishedIn, RetractedandRepublishedIn ..."""
    change(world, pmid, edits.with_notice(_newest(world, pmid).raw, kind, other), touch=touch)


def _add_notice(world: World, pmid: str, of: str, kind: str, back: str) -> None:
    if world.newest(pmid) is None:
        world.add(
            made_record(
                pmid, today=world.today, title=f"{kind}: a report", types=(kind,), notices=((back, of),), abstract=""
            )
        )


def delete(world: World, pmid: str) -> None:
    """The id stops answering; E-utilities say nothing about it."""
    world.records.pop(pmid)
    world.changes.append(pmid)


def merge(world: World, pmid: str, into: str, answers: bool = False) -> None:
    """A duplicate goes; answers: its id gives the other record instead of nothing (not known which PubMed does)."""
    delete(world, pmid)
    if answers:
        world.merged[pmid] = into


def index(world: World, pmid: str, mesh: list[str], status: str = "MEDLINE") -> None:
    """MeSH arrives, weeks after the record."""
    raw = edits.with_status(edits.with_mesh(_newest(world, pmid).raw, mesh), status)
    change(world, pmid, raw)


def vanish(world: World, pmid: str, nights: int = 1) -> None:
    """No search finds it for so many nights; efetch still gives it."""
    _newest(world, pmid)
    world.hidden[pmid] = nights


def translate(world: World, old: str, new: str) -> None:
    """A MeSH name is translated to another one from now on."""
    world.remapped[old.casefold()] = new.casefold()


def restatus(world: World, nct: str, status: str, why: str = "") -> None:
    """A study's overallStatus changes, and its day of update with it."""
    study = _touched(world, nct)
    module = study["protocolSection"]["statusModule"]
    if status in ("UNKNOWN", "WITHHELD"):
        module["lastKnownStatus"] = module.get("overallStatus", "RECRUITING")
    module["overallStatus"] = status
    if why:
        module["whyStopped"] = why


def redate(world: World, nct: str, field: str, to: str, kind: str = "ESTIMATED") -> None:
    """field: startDateStruct, primaryCompletionDateStruct or completionDateStruct; the date may be partial: 2026-03."""
    _touched(world, nct)["protocolSection"]["statusModule"][field] = {"date": to, "type": kind}


def post_results(world: World, nct: str, results: dict[str, Any] | None = None) -> None:
    study = _touched(world, nct)
    study["hasResults"] = True
    study["resultsSection"] = results or {"outcomeMeasuresModule": {"outcomeMeasures": []}}
    module = study["protocolSection"]["statusModule"]
    module["resultsFirstPostDateStruct"] = {"date": world.today.isoformat(), "type": "ACTUAL"}


def withdraw_results(world: World, nct: str) -> None:
    study = _touched(world, nct)
    study["hasResults"] = False
    study.pop("resultsSection", None)
    study["protocolSection"]["statusModule"].pop("resultsFirstPostDateStruct", None)


def _touched(world: World, nct: str) -> dict[str, Any]:
    """A fresh copy of the study, updated today."""
    study = copy.deepcopy(world.studies[nct])
    world.studies[nct] = study
    module = study["protocolSection"].setdefault("statusModule", {})
    module["lastUpdateSubmitDate"] = world.today.isoformat()
    module["lastUpdatePostDateStruct"] = {"date": world.today.isoformat(), "type": "ACTUAL"}
    return study


EVENTS: dict[str, Callable[..., None]] = {
    event.__name__: event
    for event in (
        add, add_xml, backfill, revise, bump, retract, concern, erratum, link, delete, merge, index, vanish,
        translate, restatus, redate, post_results, withdraw_results,
    )
}  # fmt: skip
