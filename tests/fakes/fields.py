"""Field names of ClinicalTrials.gov API 2: pieces, their place in a study, enums, and what the retired API said."""

from collections.abc import Iterator
from typing import Any

# Piece name -> place; * steps into each member of a list.
PIECES = {
    "NCTId": "protocolSection.identificationModule.nctId",
    "NCTIdAlias": "protocolSection.identificationModule.nctIdAliases",
    "OrgStudyId": "protocolSection.identificationModule.orgStudyIdInfo.id",
    "SecondaryId": "protocolSection.identificationModule.secondaryIdInfos.*.id",
    "BriefTitle": "protocolSection.identificationModule.briefTitle",
    "OfficialTitle": "protocolSection.identificationModule.officialTitle",
    "Acronym": "protocolSection.identificationModule.acronym",
    "StatusVerifiedDate": "protocolSection.statusModule.statusVerifiedDate",
    "OverallStatus": "protocolSection.statusModule.overallStatus",
    "LastKnownStatus": "protocolSection.statusModule.lastKnownStatus",
    "WhyStopped": "protocolSection.statusModule.whyStopped",
    "StartDate": "protocolSection.statusModule.startDateStruct.date",
    "StartDateType": "protocolSection.statusModule.startDateStruct.type",
    "PrimaryCompletionDate": "protocolSection.statusModule.primaryCompletionDateStruct.date",
    "PrimaryCompletionDateType": "protocolSection.statusModule.primaryCompletionDateStruct.type",
    "CompletionDate": "protocolSection.statusModule.completionDateStruct.date",
    "CompletionDateType": "protocolSection.statusModule.completionDateStruct.type",
    "StudyFirstPostDate": "protocolSection.statusModule.studyFirstPostDateStruct.date",
    "ResultsFirstPostDate": "protocolSection.statusModule.resultsFirstPostDateStruct.date",
    "LastUpdateSubmitDate": "protocolSection.statusModule.lastUpdateSubmitDate",
    "LastUpdatePostDate": "protocolSection.statusModule.lastUpdatePostDateStruct.date",
    "LeadSponsorName": "protocolSection.sponsorCollaboratorsModule.leadSponsor.name",
    "CollaboratorName": "protocolSection.sponsorCollaboratorsModule.collaborators.*.name",
    "BriefSummary": "protocolSection.descriptionModule.briefSummary",
    "DetailedDescription": "protocolSection.descriptionModule.detailedDescription",
    "Condition": "protocolSection.conditionsModule.conditions",
    "Keyword": "protocolSection.conditionsModule.keywords",
    "StudyType": "protocolSection.designModule.studyType",
    "Phase": "protocolSection.designModule.phases",
    "DesignAllocation": "protocolSection.designModule.designInfo.allocation",
    "EnrollmentCount": "protocolSection.designModule.enrollmentInfo.count",
    "EnrollmentType": "protocolSection.designModule.enrollmentInfo.type",
    "ArmGroupLabel": "protocolSection.armsInterventionsModule.armGroups.*.label",
    "ArmGroupType": "protocolSection.armsInterventionsModule.armGroups.*.type",
    "InterventionType": "protocolSection.armsInterventionsModule.interventions.*.type",
    "InterventionName": "protocolSection.armsInterventionsModule.interventions.*.name",
    "InterventionOtherName": "protocolSection.armsInterventionsModule.interventions.*.otherNames",
    "PrimaryOutcomeMeasure": "protocolSection.outcomesModule.primaryOutcomes.*.measure",
    "PrimaryOutcomeTimeFrame": "protocolSection.outcomesModule.primaryOutcomes.*.timeFrame",
    "SecondaryOutcomeMeasure": "protocolSection.outcomesModule.secondaryOutcomes.*.measure",
    "EligibilityCriteria": "protocolSection.eligibilityModule.eligibilityCriteria",
    "MinimumAge": "protocolSection.eligibilityModule.minimumAge",
    "MaximumAge": "protocolSection.eligibilityModule.maximumAge",
    "LocationCountry": "protocolSection.contactsLocationsModule.locations.*.country",
    "LocationCity": "protocolSection.contactsLocationsModule.locations.*.city",
    "ReferencePMID": "protocolSection.referencesModule.references.*.pmid",
    "OutcomeMeasureTitle": "resultsSection.outcomeMeasuresModule.outcomeMeasures.*.title",
    "VersionHolder": "derivedSection.miscInfoModule.versionHolder",
    "HasResults": "hasResults",
}
DATE_PIECES = frozenset(name for name in PIECES if name.endswith("Date"))
SORTABLE = DATE_PIECES | {"EnrollmentCount", "@relevance"}
# Names of the API that was retired on 25 June 2024: they are answered with 500, not 400 (CT-13).
RETIRED = frozenset({"ConditionList", "PhaseList", "StatusModuleList", "InterventionList", "LocationList", "Gender"})
STATUSES = (
    "ACTIVE_NOT_RECRUITING", "COMPLETED", "ENROLLING_BY_INVITATION", "NOT_YET_RECRUITING", "RECRUITING", "SUSPENDED",
    "TERMINATED", "WITHDRAWN", "AVAILABLE", "NO_LONGER_AVAILABLE", "TEMPORARILY_NOT_AVAILABLE",
    "APPROVED_FOR_MARKETING", "WITHHELD", "UNKNOWN",
)  # fmt: skip
PHASES = ("NA", "EARLY_PHASE1", "PHASE1", "PHASE2", "PHASE3", "PHASE4")
ENUMS = (
    ("Status", ("OverallStatus", "LastKnownStatus"), STATUSES),
    ("Phase", ("Phase",), PHASES),
    ("StudyType", ("StudyType",), ("EXPANDED_ACCESS", "INTERVENTIONAL", "OBSERVATIONAL")),
    ("DateType", ("StartDateType", "PrimaryCompletionDateType", "CompletionDateType"), ("ACTUAL", "ESTIMATED")),
    ("EnrollmentType", ("EnrollmentType",), ("ACTUAL", "ESTIMATED")),
)
# What each query.* parameter searches in; query.term searches everything.
AREAS = {
    "cond": ("Condition", "Keyword", "BriefTitle", "OfficialTitle"),
    "intr": ("InterventionName", "InterventionOtherName", "ArmGroupLabel", "InterventionType", "Keyword", "BriefTitle",
             "OfficialTitle"),
    "titles": ("BriefTitle", "OfficialTitle", "Acronym"),
    "id": ("NCTId", "NCTIdAlias", "OrgStudyId", "SecondaryId"),
    "outc": ("PrimaryOutcomeMeasure", "SecondaryOutcomeMeasure"),
    "locn": ("LocationCountry", "LocationCity"),
    "spons": ("LeadSponsorName", "CollaboratorName"),
    "lead": ("LeadSponsorName",),
}  # fmt: skip


def values_at(study: dict[str, Any], place: str) -> Iterator[Any]:
    """Every value at a place of a study."""
    found: list[Any] = [study]
    for step in place.split("."):
        inner = [node for member in found for node in (member if isinstance(member, list) else [member])]
        found = inner if step == "*" else [node[step] for node in inner if isinstance(node, dict) and step in node]
    for value in found:
        yield from value if isinstance(value, list) else [value]


def first_at(study: dict[str, Any], piece: str) -> Any:
    """The first value of a piece, or None."""
    return next(values_at(study, PIECES[piece]), None)


def place_of(name: str) -> str | None:
    """The place of a piece, a module, a section or a dotted path; None where the API has no such name."""
    if name in PIECES:
        return PIECES[name]
    lowered = name[:1].lower() + name[1:]
    places = {place.replace(".*", "") for place in PIECES.values()}
    for place in places:
        steps = place.split(".")
        for length in range(1, len(steps) + 1):
            if lowered in (".".join(steps[:length]), steps[length - 1]) and (length < len(steps) or "." in name):
                return ".".join(steps[:length])
    return lowered if lowered in places else None


def only(study: dict[str, Any], places: list[str]) -> dict[str, Any]:
    """The study cut down to some places."""
    kept: dict[str, Any] = {}
    for place in places:
        _copy(study, kept, [step for step in place.split(".") if step != "*"])
    return kept


def _copy(source: Any, target: Any, steps: list[str]) -> None:
    step, rest = steps[0], steps[1:]
    if not isinstance(source, dict) or step not in source:
        return
    value = source[step]
    if not rest:
        target[step] = value
    elif isinstance(value, list):
        into = target.setdefault(step, [{} for _ in value])
        for member, kept in zip(value, into, strict=True):
            _copy(member, kept, rest)
    else:
        _copy(value, target.setdefault(step, {}), rest)


def field_tree() -> list[dict[str, Any]]:
    """The fields as /studies/metadata lists them: nodes with name, piece and children."""
    root: dict[str, Any] = {"children": []}
    for piece, place in PIECES.items():
        steps, node = [step for step in place.split(".") if step != "*"], root
        for depth, step in enumerate(steps, 1):
            siblings = node.setdefault("children", [])
            found = next((child for child in siblings if child["name"] == step), None)
            if found is None:
                found = {"name": step, "piece": piece if depth == len(steps) else step[:1].upper() + step[1:]}
                siblings.append(found)
            node = found
    return list(root["children"])
