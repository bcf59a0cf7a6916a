"""Made-up studies as ClinicalTrials.gov's API v2 would tell them; numbers from NCT97000001 on."""

import json
from typing import Any

Tree = dict[str, Any]


def study(nct: str = "NCT97000001", **modules: Tree) -> Tree:
    """A small study; modules by name are laid over its own, part by part."""
    protocol: Tree = {
        "identificationModule": {"nctId": nct, "briefTitle": "Own cells against tablets"},
        "statusModule": {
            "overallStatus": "RECRUITING",
            "startDateStruct": {"date": "2021-03", "type": "ACTUAL"},
            "primaryCompletionDateStruct": {"date": "2026-03", "type": "ESTIMATED"},
            "completionDateStruct": {"date": "2028-03-21", "type": "ESTIMATED"},
            "lastUpdatePostDateStruct": {"date": "2025-06-25", "type": "ACTUAL"},
        },
        "designModule": {"studyType": "INTERVENTIONAL", "enrollmentInfo": {"count": 40, "type": "ESTIMATED"}},
        "conditionsModule": {"conditions": ["Multiple Sclerosis"]},
    }
    for name, parts in modules.items():
        protocol[name] = {**protocol.get(name, {}), **parts}
    return {"protocolSection": protocol, "hasResults": False}


def with_results(measure: Tree, nct: str = "NCT97000001") -> Tree:
    """A study that has posted one outcome."""
    posted = {"outcomeMeasuresModule": {"outcomeMeasures": [measure]}}
    return {**study(nct), "resultsSection": posted, "hasResults": True}


def as_bytes(tree: object) -> bytes:
    return json.dumps(tree, ensure_ascii=False).encode()
