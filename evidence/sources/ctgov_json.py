"""One study of ClinicalTrials.gov's API v2 (JSON) -> RegistryStudy.

Parts may be missing: the record then does not tell. What is new or of another kind is noted in RegistryStudy.unknown.
Source: the API's own document, ctg-oas-v2.yaml, and the traps that other clients met (enrollment 99999999, partial
dates, two arms of one label).
"""

import json
import re
from collections.abc import Iterable
from hashlib import sha256

from evidence.errors import ContentRefused
from evidence.records.registry import (
    Intervention,
    PlannedOutcome,
    RegisteredArm,
    RegistryDate,
    RegistryReference,
    RegistryStudy,
    SecondaryId,
)
from evidence.sources import ctgov_known as known
from evidence.sources.ctgov_results import read_results
from evidence.sources.ctgov_tree import Branch, read_tree

NCT = re.compile(r"NCT\d{8}")
_UNKNOWN_SIZE = 99_999_999  # what the registry puts where the size is not known
_PARTIAL_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
# What a version is told by. Not the derived section: it holds the night's date, new though nothing was changed.
_TOLD = ("protocolSection", "resultsSection", "hasResults")
_REGISTERS = (  # found inside a text too: "EudraCT 2017-001362-25"; a CTIS number is no EudraCT number
    ("ctis", re.compile(r"(?<![\d-])20\d{2}-5\d{5}-\d{2}(-\d{2})?(?![\d-])")),
    ("eudract", re.compile(r"(?<![\d-])20\d{2}-0\d{5}-\d{2}(?![\d-])")),
    ("isrctn", re.compile(r"ISRCTN\s?\d{8}(?!\d)")),
    ("anzctr", re.compile(r"ACTRN126\d{11}(?!\d)")),
    ("drks", re.compile(r"DRKS000\d{5}(?!\d)")),
    ("nct", re.compile(r"NCT\d{8}(?!\d)")),
)


def read_study(raw: bytes | dict[str, object]) -> RegistryStudy:
    """Return what the registry says in one study; raises ContentRefused where it is no study of API v2."""
    tree = read_tree(raw) if isinstance(raw, bytes) else raw
    if not isinstance(tree, dict) or not isinstance(tree.get("protocolSection"), dict):
        raise ContentRefused("no study of ClinicalTrials.gov's API v2: it has no protocolSection")
    root = Branch("", tree, [])
    protocol = root.branch("protocolSection")
    identity = protocol.branch("identificationModule")
    nct = identity.text("nctId")
    if nct is None or NCT.fullmatch(nct) is None:
        raise ContentRefused(f"a study without NCT number (nctId is {nct!r})")
    _note_news(root, protocol)
    return _study(nct, root, protocol, identity)


def _study(nct: str, root: Branch, protocol: Branch, identity: Branch) -> RegistryStudy:
    state, design = protocol.branch("statusModule"), protocol.branch("designModule")
    arms, outcomes = protocol.branch("armsInterventionsModule"), protocol.branch("outcomesModule")
    size, plan = design.branch("enrollmentInfo"), design.branch("designInfo")
    return RegistryStudy(
        nct=nct,
        aliases=tuple(alias for alias in identity.texts("nctIdAliases") if alias != nct),
        secondary_ids=tuple(_secondary_ids(identity)),
        acronym=identity.text("acronym"),
        brief_title=identity.text("briefTitle"),
        official_title=identity.text("officialTitle"),
        status=state.code("overallStatus", known.STATUSES),
        last_known_status=state.code("lastKnownStatus", known.STATUSES),
        why_stopped=state.text("whyStopped"),
        study_type=design.code("studyType", known.STUDY_TYPES),
        phases=design.codes("phases", known.PHASES),
        allocation=plan.code("allocation", known.ALLOCATIONS),
        masking=plan.branch("maskingInfo").code("masking", known.MASKINGS),
        enrollment=_size(size),
        enrollment_type=size.code("type", known.DATE_TYPES),
        start=_date(state, "startDateStruct"),
        primary_completion=_date(state, "primaryCompletionDateStruct"),
        completion=_date(state, "completionDateStruct"),
        last_update_posted=_day(state, "lastUpdatePostDateStruct"),
        has_results=root.flag("hasResults"),
        results_first_posted=_day(state, "resultsFirstPostDateStruct"),
        conditions=protocol.branch("conditionsModule").texts("conditions"),
        arms=_arms(arms),
        interventions=tuple(_interventions(arms)),
        eligibility=protocol.branch("eligibilityModule").text("eligibilityCriteria"),
        sponsor=protocol.branch("sponsorCollaboratorsModule").branch("leadSponsor").text("name"),
        countries=_countries(protocol.branch("contactsLocationsModule")),
        primary_outcomes=_outcomes(outcomes, "primaryOutcomes"),
        secondary_outcomes=_outcomes(outcomes, "secondaryOutcomes"),
        references=_references(protocol.branch("referencesModule")),
        results=read_results(root.branch("resultsSection")),
        content_hash=_content_hash(root.parts),
        unknown=tuple(root.odd),
    )


def _note_news(root: Branch, protocol: Branch) -> None:
    root.note_new(known.ROOT)
    protocol.note_new(known.MODULES)
    root.branch("resultsSection").note_new(known.RESULT_MODULES)


def _secondary_ids(identity: Branch) -> Iterable[SecondaryId]:
    for told in identity.branches("secondaryIdInfos"):
        number = told.text("id")
        if number is not None:
            kind = told.code("type", known.SECONDARY_ID_TYPES)
            yield SecondaryId(number, _register_of(number), kind, told.text("domain"))


def _register_of(number: str) -> str | None:
    return next((register for register, form in _REGISTERS if form.search(number.upper())), None)


def _size(told: Branch) -> int | None:
    count = told.whole("count")
    return None if count == _UNKNOWN_SIZE else count


def _date(state: Branch, name: str) -> RegistryDate | None:
    told = state.branch(name)
    day = told.text("date")
    if day is None:
        return None
    if _PARTIAL_DATE.fullmatch(day) is None:
        told.odd.append(f"{told.path}.date {day!r} is no date")
    return RegistryDate(day, told.code("type", known.DATE_TYPES))


def _day(state: Branch, name: str) -> str | None:
    told = _date(state, name)
    return None if told is None else told.day


def _arms(module: Branch) -> tuple[RegisteredArm, ...]:
    return tuple(
        RegisteredArm(
            label=told.text("label") or "",
            kind=told.code("type", known.ARM_TYPES),
            description=told.text("description"),
            interventions=told.texts("interventionNames"),
        )
        for told in module.branches("armGroups")
    )


def _interventions(module: Branch) -> Iterable[Intervention]:
    labels = [told.text("label") for told in module.branches("armGroups")]
    for told in module.branches("interventions"):
        name, named = told.text("name"), told.texts("armGroupLabels")
        if name is not None:
            kind = told.code("type", known.INTERVENTION_TYPES)
            arms = tuple(place for place, label in enumerate(labels) if label in named)
            yield Intervention(kind, name, arms, told.texts("otherNames"))


def _outcomes(module: Branch, name: str) -> tuple[PlannedOutcome, ...]:
    told = [(part.text("measure"), part) for part in module.branches(name)]
    return tuple(
        PlannedOutcome(measure, part.text("timeFrame"), part.text("description"))
        for measure, part in told
        if measure is not None
    )


def _countries(module: Branch) -> tuple[str, ...]:
    told = [place.text("country") for place in module.branches("locations")]
    return tuple(dict.fromkeys(country for country in told if country is not None))


def _references(module: Branch) -> tuple[RegistryReference, ...]:
    return tuple(
        RegistryReference(
            pmid=told.text("pmid"),
            kind=told.code("type", known.REFERENCE_TYPES),
            citation=told.text("citation"),
            retracted_by=tuple(note.text("pmid") or "" for note in told.branches("retractions")),
        )
        for told in module.branches("references")
    )


def _content_hash(parts: dict[str, object]) -> str:
    told = {name: parts[name] for name in _TOLD if name in parts}
    return sha256(json.dumps(told, sort_keys=True, ensure_ascii=True).encode("ascii")).hexdigest()
