"""The evidence as a Bundle of FHIR R5 that keeps the rules of the standard, whatever stands in the texts."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.bundle import Bundle
from fhir.resources.citation import Citation
from pydantic import ValidationError

from evidence.sources.pubmed_dates import read_printed_date
from evidence_cli.exports.fhir_citation import citation, research_study
from evidence_cli.exports.fhir_parts import day, entry
from evidence_cli.render.safe import one_line, safe
from tests.cli_runner import Run, made, run  # noqa: F401
from tests.db_makers import AWKWARD
from tests.made_evidence import FINDINGS
from tests.made_hostile import hostile_database
from tests.payloads import PAYLOADS
from tests.test_export_references import cited
from tests.test_page_pack import pack, say  # noqa: F401

Part = dict[str, Any]


def read(text: str) -> list[Part]:
    """The resources of a bundle, which must keep the rules of R5 and lead to nothing outside."""
    Bundle.model_validate_json(text)
    entries = json.loads(text)["entry"]
    there = {each["fullUrl"] for each in entries}
    assert len(there) == len(entries)
    for each in entries:
        assert each["fullUrl"] == f"urn:uuid:{each['resource']['id']}"
    assert {address for address in references(entries) if address not in there} == set()
    return [each["resource"] for each in entries]


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from ([value["reference"]] if "reference" in value else [])
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from references(each)


def of(resources: list[Part], kind: str, key: str = "") -> list[Part]:
    """The resources of a kind whose first identifier is the key, or begins with it where it ends in a space."""
    found = []
    for one in resources:
        (told, *_) = (*one.get("identifier", []), {"value": ""})
        same = told["value"].startswith(key) if key.endswith(" ") or not key else told["value"] == key
        found += [one] if one["resourceType"] == kind and same else []
    return found


@pytest.mark.parametrize("language", ["en", "nl"])
def test_all_that_the_pack_holds_is_a_bundle_of_r5(pack: Path, language: str) -> None:
    found = read(say(pack, "export", "fhir", "--lang", language))
    report = {each["code"]: each for each in json.loads(say(pack, "report", "--as", "json"))["questions"]}
    assert len(of(found, "Evidence", "answer ")) == 20
    assert len(of(found, "ResearchStudy")) == 17
    figures = {one["identifier"][0]["value"] for one in of(found, "Evidence", "figure ")}
    resting = [part["findings"] for each in report.values() for part in (each, *each["sub_answers"])]
    resting += [each["published_pools"] for each in report.values()]
    assert figures == {f"figure {id_}" for ids in resting for id_ in ids}


def test_every_pooled_figure_is_there_with_its_interval_and_its_studies(pack: Path) -> None:
    found = of(read(say(pack, "export", "fhir")), "Evidence", "pool ")
    told = [pool for each in json.loads(say(pack, "report", "--as", "json"))["questions"] for pool in each["pooled"]]
    assert len(found) == len(told) == 9
    for pool, one in zip(told, found, strict=True):
        (statistic,) = one["statistic"]
        interval = statistic["attributeEstimate"][0]
        assert statistic["quantity"]["value"] == pool["estimate"]
        assert (interval["range"]["low"]["value"], interval["range"]["high"]["value"]) == (pool["low"], pool["high"])
        assert interval["level"] == 0.95
        assert statistic["sampleSize"] == {"numberOfStudies": pool["k"], "numberOfParticipants": pool["n"]}
        assert len(one["relatedArtifact"]) == pool["k"]


def test_an_answer_says_what_it_rests_on_and_that_nobody_signed_it(run: Run) -> None:
    (one,) = of(read(run("export", "fhir").out), "Evidence", "answer Q1")
    assert one["assertion"].startswith("Partly. Favours HSCT, certainty low.")
    assert one["certainty"][0]["rating"]["coding"] == [
        {"system": "http://hl7.org/fhir/certainty-rating", "code": "low"}
    ]
    assert one["certainty"][0]["note"][0]["text"].startswith("Provisional")
    assert "no advice about a patient" in one["purpose"]


def test_no_event_is_0_and_not_reported_is_left_out(run: Run) -> None:
    found = {one["identifier"][0]["value"]: one for one in of(read(run("export", "fhir").out), "Evidence", "figure ")}
    neda, death = (found[f"figure {FINDINGS[place].id}"]["statistic"][0] for place in (0, 1))
    assert (death["numberAffected"], death["sampleSize"], death["quantity"]["value"]) == (
        0,
        {"numberOfParticipants": 40},
        0.0,
    )
    assert not {"numberAffected", "sampleSize", "attributeEstimate"} & set(neda)


def test_a_retracted_article_is_seen_in_its_title_and_its_state() -> None:
    (reference,) = cited(AWKWARD, standing="retracted")
    told = entry("Citation", reference.key, citation(reference))["resource"]
    Citation.model_validate(told)
    assert told["title"].startswith("RETRACTED: ")
    assert told["citedArtifact"]["currentState"][0]["coding"][0]["code"] == "retracted"
    values = {each["system"]: each["value"] for each in told["citedArtifact"]["identifier"]}
    assert values["https://pubmed.ncbi.nlm.nih.gov"] == "97000001"


@pytest.mark.parametrize(
    ("printed", "date"), [("2024 Mar 5", "2024-03-05"), ("2024 Mar", "2024-03"), ("2024", "2024"),
                          ("Winter 2018", "2018"), ("1998 Dec-1999 Jan", None)],
)  # fmt: skip
def test_a_date_is_as_precise_as_it_was_printed(printed: str, date: str | None) -> None:
    (reference,) = cited(replace(AWKWARD, published=read_printed_date(printed)))
    told = citation(reference)
    Citation.model_validate(entry("Citation", "x", told)["resource"])
    (form,) = told["citedArtifact"]["publicationForm"]
    assert (form.get("articleDate"), form["publicationDateText"]) == (date, printed)


@pytest.mark.parametrize(
    ("told", "shown"), [("2028-03", "2028-03"), ("spring 2028", None), (None, None), ("2028-13", None)]
)
def test_what_is_no_date_of_fhir_is_left_out(told: str | None, shown: str | None) -> None:
    assert day(told) == shown


def test_one_question_comes_with_its_own_trials_and_records(run: Run) -> None:
    found = read(run("export", "fhir", "--question", "q9").out)
    assert [one["identifier"][0]["value"] for one in of(found, "Citation")] == ["pmid:97100001"]
    assert of(found, "ResearchStudy") == []
    assert [
        one["label"][0]["value"] for one in of(read(run("export", "fhir", "--question", "Q1").out), "ResearchStudy")
    ] == ["MADE-MS"]
    assert run("export", "fhir", "--question", "Q99").code == 2


def test_two_runs_are_the_same_bytes(pack: Path) -> None:
    assert say(pack, "export", "fhir") == say(pack, "export", "fhir")


_MARKDOWN = ("assertion", "description", "purpose", "descriptionSummary")


@pytest.mark.parametrize("place", range(len(PAYLOADS)))
def test_a_hostile_text_stays_text_and_the_bundle_stays_valid(run: Run, tmp_path: Path, place: int) -> None:
    language = ("en", "nl")[place % 2]
    text = f"{PAYLOADS[place]}\x1b[2J"
    ran = run("export", "fhir", "--lang", language, db=hostile_database(tmp_path / "evil.db", text))
    assert ran.code == 0, ran.err
    assert safe(ran.out) == ran.out
    assert not {"<", ">", "&"} & set(ran.out)
    found = read(ran.out)
    assert one_line(text) in {one["title"] for one in of(found, "Citation")}
    for one in found:
        for name in _MARKDOWN:
            assert not re.search(r"(?<!\\)[<>`]", one.get(name, "")), (one["resourceType"], name)


@pytest.mark.parametrize(
    "broken",
    [
        ('"status": "active"', '"status": ""'), ('"variableDefinition"', '"variables"'), ('"citedArtifact"', '"cited"'),
        ('"date": "2026-11-20"', '"date": "20 Nov"'), ('"type": "collection"', '"kind": "collection"'),
    ],
)  # fmt: skip
def test_a_bundle_that_breaks_a_rule_would_be_found_out(run: Run, broken: tuple[str, str]) -> None:
    told = run("export", "fhir").out
    assert broken[0] in told
    with pytest.raises((ValidationError, ValueError)):
        Bundle.model_validate_json(told.replace(*broken))


def test_a_trial_without_anything_known_is_still_a_study() -> None:
    bare = {"snapshots": [], "status": None, "ids": [], "title": "Another", "acronym": None, "design": None,
            "countries": [], "arms": [], "sponsor": None,
            "n_planned": None, "n_actual": 0, "primary_outcome": None, "eligibility": None,
            "reports": []}  # fmt: skip
    told = entry("ResearchStudy", "x", research_study(bare))["resource"]
    assert told == {"resourceType": "ResearchStudy", "id": told["id"], "title": "Another", "status": "active",
                    "recruitment": {"actualNumber": 0}}  # fmt: skip
