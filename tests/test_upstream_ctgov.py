"""How the stand-in for the registry searches, sorts and cuts, without a socket."""

import json
from typing import Any

import pytest

from tests.fakes.ctgov import Ctgov
from tests.fakes.fields import field_tree
from tests.fakes.made_studies import made_study
from tests.fakes.messages import Request
from tests.fakes.world import World

A, B, C = "NCT90000001", "NCT90000002", "NCT90000003"


def registry() -> Ctgov:
    world = World()
    world.add_studies(
        [
            made_study(
                A, updated="2026-10-01", enrolment=100, completion="2027-03", interventions=["Cyclophosphamide"]
            ),
            made_study(B, updated="2026-10-03", enrolment=20, completion=None, status="COMPLETED"),
            made_study(
                C, updated="2026-10-02", enrolment=60, completion="2026-12-31", conditions=["Lupus"], title="SLE"
            ),
        ]
    )
    return Ctgov(world)


def ask(path: str, **params: str) -> Any:
    spelt = {name.replace("__", "."): text for name, text in params.items()}
    reply = registry().answer(Request("GET", f"/api/v2/{path}", path, spelt))
    return json.loads(reply.body) if reply.status == 200 else (reply.status, reply.body.decode())


def ids(**params: str) -> list[str]:
    page = ask("studies", **params)
    return [study["protocolSection"]["identificationModule"]["nctId"] for study in page["studies"]]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("LastUpdatePostDate", [B, C, A]),  # days: newest first
        ("LastUpdatePostDate:asc", [A, C, B]),
        ("EnrollmentCount", [B, C, A]),  # numbers: smallest first
        ("EnrollmentCount:desc", [A, C, B]),
        ("PrimaryCompletionDate", [A, C, B]),  # who has no day comes last,
        ("PrimaryCompletionDate:asc", [C, A, B]),  # either way
        ("StudyFirstPostDate|EnrollmentCount:desc", [A, C, B]),
    ],
)
def test_studies_are_sorted_as_asked(sort: str, expected: list[str]) -> None:
    assert ids(sort=sort) == expected


@pytest.mark.parametrize("sort", ["BriefTitle", "EnrollmentCount:up", "StartDate,StartDate,StartDate"])
def test_a_sort_by_a_text_or_by_three_fields_is_refused(sort: str) -> None:
    assert ask("studies", sort=sort)[0] == 400


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, [A, B, C]),
        ({"query__cond": "multiple sclerosis"}, [A, B]),
        ({"query__cond": '"sclerosis multiple"'}, []),
        ({"query__cond": "lupus OR sclerosis"}, [A, B, C]),
        ({"query__cond": "NOT lupus"}, [A, B]),
        ({"query__cond": "Multiple Sclerosis", "query__intr": "stem cell transplantation OR cyclophosphamide"}, [A, B]),
        ({"query__intr": "(transplantation AND stem) AND NOT lupus"}, [B, C]),
        ({"query__titles": "SLE"}, [C]),
        ({"query__id": "ORG-90000002"}, [B]),
        ({"query__term": "AREA[OverallStatus]COMPLETED"}, [B]),
        ({"query__term": "AREA[LastUpdatePostDate]RANGE[2026-10-02,MAX]"}, [B, C]),
        ({"query__term": "AREA[LastUpdatePostDate]RANGE[MIN,2026-10-02]"}, [A, C]),
        ({"query__term": "AREA[PrimaryCompletionDate]RANGE[MIN,2026]"}, [C]),
        ({"filter__advanced": "AREA[EnrollmentCount]60"}, [C]),
        ({"filter__overallStatus": "COMPLETED|WITHDRAWN"}, [B]),
        ({"filter__ids": f"{A},{C}", "filter__overallStatus": "RECRUITING"}, [A, C]),
    ],
)
def test_a_search_finds(params: dict[str, str], expected: list[str]) -> None:
    assert sorted(ids(**params)) == expected


@pytest.mark.parametrize("text", ["AND x", "(x", "x)", "NOT", "AREA[Phase]", "x OR"])
def test_what_cannot_be_parsed_is_refused_in_plain_words(text: str) -> None:
    status, words = ask("studies", query__term=text)
    assert status == 400
    assert words.startswith("Error parsing query in Other terms: no viable alternative at input '")


def test_an_unknown_area_is_refused() -> None:
    assert ask("studies", query__term="AREA[Nonsense]x") == (400, "Unknown area name: Nonsense")


def test_fields_of_a_list_are_cut_in_each_of_its_members() -> None:
    cut = ask(f"studies/{B}", fields="NCTId,InterventionName")
    assert cut == {
        "protocolSection": {
            "identificationModule": {"nctId": B},
            "armsInterventionsModule": {
                "interventions": [
                    {"name": "Autologous hematopoietic stem cell transplantation"},
                    {"name": "Best available therapy"},
                ]
            },
        }
    }


@pytest.mark.parametrize("name", ["StatusModule", "protocolSection.statusModule", "ProtocolSection", "HasResults"])
def test_a_module_a_path_a_section_and_a_flag_may_be_asked_for(name: str) -> None:
    assert set(ask(f"studies/{A}", fields=name)) == ({"hasResults"} if name == "HasResults" else {"protocolSection"})


def test_the_list_of_fields_has_every_module_with_its_pieces() -> None:
    roots = {node["name"]: node for node in field_tree()}
    modules = {node["piece"] for node in roots["protocolSection"]["children"]}
    assert {"StatusModule", "IdentificationModule", "ConditionsModule"} <= modules
    assert roots["hasResults"] == {"name": "hasResults", "piece": "HasResults"}


def test_a_parameter_of_the_retired_api_is_refused() -> None:
    assert ask("studies", expr="sclerosis")[0] == 400


def test_a_study_number_of_another_form_is_refused_and_lower_case_is_not() -> None:
    assert ask("studies/NCT1")[0] == 400
    assert ask(f"studies/{A.lower()}")["protocolSection"]["identificationModule"]["nctId"] == A
