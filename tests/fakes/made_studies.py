"""Made-up studies of the registry."""

from collections.abc import Sequence
from typing import Any

from tests.fakes.world import FIRST_DAY

ARMS = ("Autologous hematopoietic stem cell transplantation", "Best available therapy")


def made_study(nct: str, *, status: str = "RECRUITING", title: str = "", **more: Any) -> dict[str, Any]:
    """One study about the topic.

    more: aliases, conditions, interventions, phases, enrolment, updated, start, completion (dates may be partial, a
    None leaves them out) and results (a resultsSection).
    """
    updated = str(more.get("updated", FIRST_DAY.isoformat()))
    identification: dict[str, Any] = {
        "nctId": nct,
        "orgStudyIdInfo": {"id": f"ORG-{nct[3:]}"},
        "briefTitle": title or f"HSCT in Multiple Sclerosis, Study {nct[3:]}",
    }
    if "aliases" in more:
        identification["nctIdAliases"] = list(more["aliases"])
    protocol = {
        "identificationModule": identification,
        "statusModule": _status(status, updated, more),
        "sponsorCollaboratorsModule": {"leadSponsor": {"name": "A Made-up Hospital", "class": "OTHER"}},
        "conditionsModule": {"conditions": list(more.get("conditions", ["Multiple Sclerosis"])), "keywords": ["HSCT"]},
        "designModule": {
            "studyType": "INTERVENTIONAL",
            "phases": list(more.get("phases", ["PHASE2", "PHASE3"])),
            "designInfo": {"allocation": "RANDOMIZED"},
            "enrollmentInfo": {"count": more.get("enrolment", 60), "type": "ESTIMATED"},
        },
        "armsInterventionsModule": {
            "armGroups": [{"label": name, "type": "EXPERIMENTAL"} for name in more.get("interventions", ARMS)],
            "interventions": [{"type": "PROCEDURE", "name": name} for name in more.get("interventions", ARMS)],
        },
        "outcomesModule": {
            "primaryOutcomes": [{"measure": "No evidence of disease activity", "timeFrame": "96 weeks"}]
        },
    }
    study: dict[str, Any] = {
        "protocolSection": protocol,
        "derivedSection": {"miscInfoModule": {"versionHolder": updated}},
        "hasResults": "results" in more,
    }
    if "results" in more:
        study["resultsSection"] = more["results"]
    return study


def _status(status: str, updated: str, more: dict[str, Any]) -> dict[str, Any]:
    dates = {
        "startDateStruct": (more.get("start", "2024-03"), "ACTUAL"),
        "primaryCompletionDateStruct": (more.get("completion", "2028-11-30"), "ESTIMATED"),
        "completionDateStruct": ("2029-11", "ESTIMATED"),
        "studyFirstPostDateStruct": ("2024-01-15", "ACTUAL"),
        "lastUpdatePostDateStruct": (updated, "ACTUAL"),
    }
    structs = {name: {"date": day, "type": kind} for name, (day, kind) in dates.items() if day is not None}
    module: dict[str, Any] = {
        "statusVerifiedDate": updated[:7],
        "overallStatus": status,
        "lastUpdateSubmitDate": updated,
    }
    return module | structs


def made_results(values: Sequence[str] = ("72.5", "NA"), titles: Sequence[str] = ("Arm", "Arm")) -> dict[str, Any]:
    """A resultsSection with one outcome, a value per arm; titles may collide, the group ids do not."""
    ids = [f"OG{number:03d}" for number in range(len(values))]
    measured = [{"groupId": group, "value": value} for group, value in zip(ids, values, strict=True)]
    outcome = {
        "type": "PRIMARY",
        "title": "No evidence of disease activity",
        "reportingStatus": "POSTED",
        "paramType": "NUMBER",
        "unitOfMeasure": "percentage of participants",
        "timeFrame": "96 weeks",
        "groups": [{"id": group, "title": title} for group, title in zip(ids, titles, strict=True)],
        "classes": [{"categories": [{"measurements": measured}]}],
    }
    return {"outcomeMeasuresModule": {"outcomeMeasures": [outcome]}}


def made_studies(count: int, *, first: int = 90_000_001) -> list[dict[str, Any]]:
    """So many studies with consecutive ids."""
    return [made_study(f"NCT{first + number:08d}") for number in range(count)]
