"""What a record of ClinicalTrials.gov says: nothing guessed, nothing lost, and nothing odd passed over in silence."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from evidence.errors import ContentRefused
from evidence.records.registry import (
    RegistryDate,
    ResultAnalysis,
    ResultCell,
    ResultCount,
    ResultGroup,
    ResultMeasure,
)
from evidence.records.trial import DateSeen, Snapshot
from evidence.registry import dates_of, not_monitored, snapshot_of, states_of, trial_of
from evidence.sources import ctgov_known
from evidence.sources.ctgov_json import read_study
from evidence.sources.ctgov_pages import split_page
from tests.db_makers import TRIAL
from tests.made_studies import Tree, as_bytes, study, with_results

SEEN = date(2026, 11, 22)


def test_a_record_of_a_number_alone_is_a_study_of_which_nothing_is_told() -> None:
    told = read_study({"protocolSection": {"identificationModule": {"nctId": "NCT97000001"}}})
    assert (told.status, told.enrollment, told.start, told.has_results) == (None, None, None, None)
    assert (told.arms, told.interventions, told.results, told.references, told.unknown) == ((), (), (), (), ())


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{}",
        b"[]",
        b"<html>",
        b'{"protocolSection": []}',
        b'{"protocolSection": {}}',
        as_bytes(study("NCT1")),
        as_bytes(study("NCT970000011")),
        b'{"protocolSection": {"identificationModule": {"nctId": 97000001}}}',
        b'{"protocolSection": NaN}',
        b'{"protocolSection": "\xff"}',
        b'{"protocolSection": ' + b"[" * 100_000,
    ],
)
def test_what_is_no_study_is_refused(raw: bytes) -> None:
    with pytest.raises(ContentRefused):
        read_study(raw)


def test_a_partial_date_stays_partial_and_says_whether_it_has_happened() -> None:
    told = read_study(study())
    assert told.start == RegistryDate("2021-03", "ACTUAL")
    assert told.completion == RegistryDate("2028-03-21", "ESTIMATED")


def test_a_date_without_kind_is_a_date() -> None:
    assert read_study(study(statusModule={"startDateStruct": {"date": "2021"}})).start == RegistryDate("2021", None)


def test_a_date_that_is_none_is_kept_as_spelt_and_listed() -> None:
    told = read_study(study(statusModule={"startDateStruct": {"date": "March 2021"}}))
    assert told.start == RegistryDate("March 2021", None)
    assert told.unknown == ("protocolSection.statusModule.startDateStruct.date 'March 2021' is no date",)


@pytest.mark.parametrize(("count", "size"), [(0, 0), (99_999_999, None), (100, 100), (99_999_998, 99_999_998)])
def test_the_registrys_number_for_an_unknown_size_is_no_size_and_a_withdrawn_trial_has_none_in_it(
    count: int, size: int | None
) -> None:
    assert read_study(study(designModule={"enrollmentInfo": {"count": count}})).enrollment == size


def test_a_status_is_kept_as_spelt_and_one_that_is_new_is_listed() -> None:
    told = read_study(study(statusModule={"overallStatus": "PAUSED_BY_COURT"}))
    assert told.status == "PAUSED_BY_COURT"
    assert told.unknown == ("protocolSection.statusModule.overallStatus 'PAUSED_BY_COURT' is new",)


@pytest.mark.parametrize("status", ctgov_known.STATUSES)
def test_the_fourteen_statuses_are_known(status: str) -> None:
    told = read_study(study(statusModule={"overallStatus": status, "lastKnownStatus": "RECRUITING"}))
    assert (told.status, told.last_known_status, told.unknown) == (status, "RECRUITING", ())


def test_why_a_trial_stopped_is_kept() -> None:
    told = read_study(study(statusModule={"overallStatus": "TERMINATED", "whyStopped": "Slow accrual"}))
    assert (told.status, told.why_stopped) == ("TERMINATED", "Slow accrual")


def test_a_trial_may_be_of_two_phases() -> None:
    assert read_study(study(designModule={"phases": ["PHASE2", "PHASE3"]})).phases == ("PHASE2", "PHASE3")


def test_a_phase_that_is_new_is_kept_as_spelt_and_listed() -> None:
    told = read_study(study(designModule={"phases": ["PHASE2", "PHASE9"]}))
    assert told.phases == ("PHASE2", "PHASE9")
    assert [remark for remark in told.unknown if "phases" in remark] == [
        "protocolSection.designModule.phases 'PHASE9' is new"
    ]


def test_a_new_part_is_listed_and_the_rest_is_read() -> None:
    told = read_study({**study(bloodModule={"group": "A"}), "futureSection": {}})
    assert told.unknown == ("futureSection is a new part", "protocolSection.bloodModule is a new part")
    assert told.status == "RECRUITING"


@pytest.mark.parametrize(
    ("module", "parts", "remark"),
    [
        ("statusModule", {"overallStatus": 3}, "overallStatus is int, not a text"),
        ("statusModule", {"startDateStruct": "2021"}, "startDateStruct is str, not an object"),
        ("designModule", {"enrollmentInfo": {"count": "40"}}, "enrollmentInfo.count is str, not a whole number"),
        ("designModule", {"enrollmentInfo": {"count": True}}, "enrollmentInfo.count is bool, not a whole number"),
        ("conditionsModule", {"conditions": "MS"}, "conditions is str, not a list"),
        ("conditionsModule", {"conditions": [None]}, "conditions holds something else than texts"),
        ("armsInterventionsModule", {"armGroups": ["A"]}, "armGroups holds something else than objects"),
    ],
)
def test_a_part_of_another_kind_is_not_told_and_listed(module: str, parts: dict[str, object], remark: str) -> None:
    told = read_study(study(**{module: parts}))
    assert told.unknown == (f"protocolSection.{module}.{remark}",)


def test_a_module_of_another_kind_is_not_told_and_listed() -> None:
    tree = study()
    tree["protocolSection"]["statusModule"] = "gone"
    told = read_study(tree)
    assert (told.status, told.unknown) == (None, ("protocolSection.statusModule is str, not an object",))


def test_half_a_character_is_replaced_because_no_file_could_hold_it() -> None:
    raw = as_bytes(study()).replace(b"Own cells", rb"Own \ud83d cells")
    told = read_study(raw)
    assert told.brief_title == "Own \ufffd cells against tablets"
    assert told.unknown == ("protocolSection.identificationModule.briefTitle holds half a character",)


def test_older_numbers_of_a_study_are_its_names() -> None:
    told = read_study(study(identificationModule={"nctIdAliases": ["NCT97000009", "NCT97000001"]}))
    assert told.aliases == ("NCT97000009",)
    assert told.names == {"NCT97000001", "NCT97000009"}


@pytest.mark.parametrize(
    ("number", "register"),
    [
        ("2017-001362-25", "eudract"),
        ("EudraCT 2017-001362-25", "eudract"),
        ("2024-510630-40-00", "ctis"),
        ("2024-510630-40", "ctis"),
        ("ISRCTN88667898", "isrctn"),
        ("ACTRN12616000151437", "anzctr"),
        ("NCT00273364", "nct"),
        ("ITN077AI", None),
        ("12017-001362-25", None),
        ("NIHR EME 16/126/26", None),
    ],
)
def test_another_number_is_known_by_its_form(number: str, register: str | None) -> None:
    told = read_study(study(identificationModule={"secondaryIdInfos": [{"id": number, "type": "OTHER"}]}))
    assert [(other.number, other.register) for other in told.secondary_ids] == [(number, register)]


def test_a_number_or_an_intervention_without_a_name_is_left_out_and_the_next_one_read() -> None:
    told = read_study(
        study(
            identificationModule={"secondaryIdInfos": [{"type": "OTHER"}, {"id": "X-1"}]},
            armsInterventionsModule={"interventions": [{"type": "BIOLOGICAL"}, {"name": "Cells"}]},
        )
    )
    assert [other.number for other in told.secondary_ids] == ["X-1"]
    assert [what.name for what in told.interventions] == ["Cells"]


def test_references_keep_their_kind_and_a_retraction_that_the_registry_knows() -> None:
    references = [
        {"pmid": "97000001", "type": "RESULT", "citation": "A", "retractions": [{"pmid": "97000002"}, {"source": "J"}]},
        {"type": "BACKGROUND", "citation": "B"},
    ]
    first, second = read_study(study(referencesModule={"references": references})).references
    assert (first.pmid, first.kind, first.retracted_by) == ("97000001", "RESULT", ("97000002", ""))
    assert (second.pmid, second.kind, second.retracted_by) == (None, "BACKGROUND", ())


def test_countries_are_named_once_in_the_order_of_the_record() -> None:
    places = [{"country": "Norway"}, {"country": "Denmark"}, {"city": "Oslo"}, {"country": "Norway"}]
    assert read_study(study(contactsLocationsModule={"locations": places})).countries == ("Norway", "Denmark")


def test_two_arms_of_one_label_stay_two_arms() -> None:
    arms = {
        "armGroups": [
            {"label": "HSCT", "description": "low"},
            {"label": "HSCT", "description": "high"},
            {"label": "B"},
        ],
        "interventions": [
            {"name": "Cells", "armGroupLabels": ["HSCT"]},
            {"name": "Tablets", "armGroupLabels": ["B"]},
            {"name": "Care", "armGroupLabels": ["B", "HSCT"]},
        ],
    }
    told = read_study(study(armsInterventionsModule=arms))
    assert [arm.description for arm in told.arms] == ["low", "high", None]
    assert [(what.name, what.arms) for what in told.interventions] == [
        ("Cells", (0, 1)),
        ("Tablets", (2,)),
        ("Care", (0, 1, 2)),
    ]


def test_a_trial_without_arms_may_have_interventions() -> None:
    told = read_study(study(armsInterventionsModule={"interventions": [{"name": "Cells", "type": "BIOLOGICAL"}]}))
    assert told.arms == ()
    assert [(what.name, what.arms) for what in told.interventions] == [("Cells", ())]


MEASURE = {
    "type": "PRIMARY",
    "title": "Patients free of disease activity",
    "paramType": "COUNT_OF_PARTICIPANTS",
    "groups": [{"id": "OG000", "title": "Autologous haem"}, {"id": "OG001", "title": "Autologous haem"}],
    "denoms": [
        {"units": "Participants", "counts": [{"groupId": "OG000", "value": "20"}, {"groupId": "OG001", "value": "0"}]}
    ],
    "classes": [
        {
            "title": "2 years",
            "categories": [
                {
                    "measurements": [
                        {"groupId": "OG000", "value": "0", "lowerLimit": "0", "upperLimit": "NA"},
                        {"groupId": "OG001", "value": "NA", "comment": "Too few events"},
                        {"groupId": "OG002", "value": "NR"},
                        {"groupId": "OG003"},
                        {"groupId": "OG004", "value": 0},
                        {"groupId": "OG005", "value": 0.50},
                        {"value": "7"},
                    ]
                }
            ],
        }
    ],
    "analyses": [{"groupIds": ["OG000", "OG001"], "paramType": "HR", "paramValue": "0.30", "pValue": "<0.001"}],
}


def test_posted_figures_stay_as_printed_and_what_was_not_reported_is_no_number() -> None:
    (measure,) = read_study(with_results(MEASURE)).results
    assert [(cell.group, cell.value) for cell in measure.cells] == [
        ("OG000", "0"),
        ("OG001", "NA"),
        ("OG002", "NR"),
        ("OG003", None),
        ("OG004", "0"),
        ("OG005", "0.5"),
    ]
    assert (measure.cells[0].lower, measure.cells[0].upper, measure.cells[1].comment) == ("0", "NA", "Too few events")


def test_a_measure_comes_back_whole() -> None:
    told = {
        "type": "POST_HOC",
        "title": "T",
        "description": "D",
        "timeFrame": "F",
        "populationDescription": "P",
        "reportingStatus": "NOT_POSTED",
        "paramType": "MEAN",
        "dispersionType": "SD",
        "unitOfMeasure": "points",
        "groups": [{"id": "OG000", "title": "A", "description": "a"}, {"title": "nameless"}],
        "denoms": [{"units": "Participants", "counts": [{"groupId": "OG000", "value": "9"}, {"groupId": "OG001"}]}],
        "classes": [
            {
                "title": "1 year",
                "denoms": [{"units": "Eyes", "counts": [{"groupId": "OG000", "value": "18"}]}],
                "categories": [
                    {
                        "title": "severe",
                        "measurements": [
                            {"groupId": "OG000", "value": "1", "spread": "2", "lowerLimit": "3", "upperLimit": "4"}
                        ],
                    }
                ],
            }
        ],
        "analyses": [
            {
                "groupIds": ["OG000"],
                "statisticalMethod": "M",
                "pValue": "0.5",
                "paramType": "S",
                "paramValue": "5",
                "ciPctValue": "95",
                "ciNumSides": "TWO_SIDED",
                "ciLowerLimit": "6",
                "ciUpperLimit": "7",
                "estimateComment": "C",
            }
        ],
    }
    study_told = read_study(with_results(told))
    assert study_told.unknown == ()
    assert study_told.results == (
        ResultMeasure(
            kind="POST_HOC",
            title="T",
            description="D",
            time_frame="F",
            population="P",
            posted="NOT_POSTED",
            statistic="MEAN",
            dispersion="SD",
            unit="points",
            groups=(ResultGroup("OG000", "A", "a"),),
            counts=(ResultCount("OG000", "Participants", "9"), ResultCount("OG000", "Eyes", "18")),
            cells=(ResultCell("OG000", "1 year", "severe", "1", "2", "3", "4", None),),
            analyses=(ResultAnalysis(("OG000",), "M", "0.5", "S", "5", "95", "TWO_SIDED", "6", "7", "C"),),
        ),
    )


def test_true_is_no_figure() -> None:
    cells = [{"categories": [{"measurements": [{"groupId": "OG000", "value": True}]}]}]
    told = read_study(with_results({"classes": cells}))
    assert told.results[0].cells[0].value is None
    assert len(told.unknown) == 1


def test_an_empty_text_tells_nothing() -> None:
    assert read_study(study(statusModule={"whyStopped": " "})).why_stopped is None


def test_a_number_with_a_point_keeps_its_digits() -> None:
    raw = as_bytes(with_results(MEASURE)).replace(b'"value": 0.5}', b'"value": 0.50}')
    (measure,) = read_study(raw).results
    assert measure.cells[5].value == "0.50"


def test_arms_of_results_are_told_apart_by_id_where_their_titles_collide() -> None:
    (measure,) = read_study(with_results(MEASURE)).results
    assert len({group.title for group in measure.groups}) == 1
    assert [(count.group, count.value) for count in measure.counts] == [("OG000", "20"), ("OG001", "0")]
    assert (measure.analyses[0].groups, measure.analyses[0].value, measure.analyses[0].p) == (
        ("OG000", "OG001"),
        "0.30",
        "<0.001",
    )


def test_what_the_registry_works_out_anew_each_night_is_no_new_version() -> None:
    tonight = {**study(), "derivedSection": {"miscInfoModule": {"versionHolder": "2026-11-22"}}}
    tomorrow = {**study(), "derivedSection": {"miscInfoModule": {"versionHolder": "2026-11-23"}}}
    assert read_study(tonight).content_hash == read_study(tomorrow).content_hash == read_study(study()).content_hash


def test_any_word_that_the_record_changes_is_a_new_version() -> None:
    moved = study(oversightModule={"oversightHasDmc": True})
    flipped = {**study(), "hasResults": True}
    told = [study(), moved, flipped, with_results(MEASURE), with_results({**MEASURE, "title": "Other"})]
    assert len({read_study(tree).content_hash for tree in told}) == 5


# Pages


def test_a_page_gives_each_study_with_the_bytes_it_was_told_in() -> None:
    first, second = as_bytes(study("NCT97000001")), as_bytes(study("NCT97000002")).replace(b": ", b" :\n ")
    page = split_page(
        b'\xef\xbb\xbf{"totalCount": 2, "studies" : [\n' + first + b" ,\n" + second + b'\n], "nextPageToken": "t"}\n'
    )
    assert [raw for raw, _ in page.studies] == [first, second]
    assert [read_study(tree).nct for _, tree in page.studies] == ["NCT97000001", "NCT97000002"]
    assert (page.token, page.total) == ("t", 2)


@pytest.mark.parametrize("raw", [b'{"studies": []}', b'{"studies": [], "nextPageToken": null}', b"[]"])
def test_an_empty_page_is_a_page(raw: bytes) -> None:
    assert (split_page(raw).studies, split_page(raw).token) == ((), None)


def test_the_list_that_the_site_offers_for_download_is_read_too() -> None:
    page = split_page(b"[" + as_bytes(study()) + b"," + as_bytes(study("NCT97000002")) + b"]")
    assert [read_study(raw).nct for raw, _ in page.studies] == ["NCT97000001", "NCT97000002"]


@pytest.mark.parametrize("part", [{"annotationSection": {"studies": [{"a": 1}]}}, {"studies": "none"}])
def test_the_word_studies_inside_a_study_starts_no_page(part: Tree) -> None:
    raw = as_bytes({**study(), **part})
    assert [own for own, _ in split_page(raw).studies] == [raw]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b'"studies"',
        b"{}",
        b'{"studies": [1]}',
        b'{"studies": {}}',
        b'{"studies": [{}], }x',
        b'{"studies": [{} {}]}',
        b'{"studies" [{}]}',
        b'{"studies": [{}]',
        b'{"resourceType": "ResearchStudy"}',
        b"[" * 100_000,
    ],
)
def test_what_is_no_page_is_refused(raw: bytes) -> None:
    with pytest.raises(ContentRefused):
        split_page(raw)


# What it means for a trial

YESTERDAY = Snapshot(
    "nct", "2026-11-21", "RECRUITING", "2021-03", "2026-03", "2028-03-21", "2025-06-25", 40, "ESTIMATED", False
)


def test_a_snapshot_says_what_the_registry_said_on_the_day() -> None:
    outcomes = {"primaryOutcomes": [{"measure": "NEDA"}, {"measure": "EDSS"}]}
    assert snapshot_of(read_study(study(outcomesModule=outcomes)), SEEN) == replace(
        YESTERDAY, date_seen="2026-11-22", primary_outcome="NEDA; EDSS"
    )


def test_a_date_that_did_not_move_is_not_written_again() -> None:
    assert dates_of([YESTERDAY], replace(YESTERDAY, date_seen="2026-11-22", last_update_posted="2026-11-21")) == ()


def test_a_date_that_moved_is_written_with_what_it_was() -> None:
    new = replace(YESTERDAY, date_seen="2026-11-22", primary_completion="2027-09", completion=None)
    assert dates_of([YESTERDAY], new) == (
        DateSeen("2026-11-22", "primary_completion", "2027-09", "was 2026-03"),
        DateSeen("2026-11-22", "completion", "", "was 2028-03-21"),
    )


def test_the_first_sight_of_a_trial_moves_nothing() -> None:
    assert dates_of([], YESTERDAY) == ()
    assert dates_of([replace(YESTERDAY, register="ctis", completion="2020")], YESTERDAY) == ()


def test_a_date_is_compared_with_what_was_seen_last_in_any_order() -> None:
    older = replace(YESTERDAY, date_seen="2020-01-01", completion="2024-01")
    new = replace(YESTERDAY, date_seen="2026-11-22")
    assert dates_of([YESTERDAY, older], new) == ()
    later = replace(YESTERDAY, date_seen="2027-01-01", completion="2030-01")
    assert dates_of([YESTERDAY, later], new) == ()


def test_results_that_are_taken_back_are_a_move_and_so_is_a_stopped_trial() -> None:
    posted = replace(YESTERDAY, has_results=True)
    new = replace(YESTERDAY, date_seen="2026-11-22", status="TERMINATED", enrollment=None, has_results=False)
    assert states_of([posted], new) == (
        DateSeen("2026-11-22", "status", "TERMINATED", "was RECRUITING"),
        DateSeen("2026-11-22", "enrollment", "", "was 40"),
        DateSeen("2026-11-22", "has_results", "no", "was yes"),
    )


def test_a_size_of_none_told_and_a_size_of_zero_are_two_things() -> None:
    new = replace(YESTERDAY, date_seen="2026-11-22", enrollment=0)
    assert states_of([replace(YESTERDAY, enrollment=None)], new) == (
        DateSeen("2026-11-22", "enrollment", "0", "not told before"),
    )


def test_a_record_belongs_to_the_trial_of_its_number_or_of_an_older_one() -> None:
    trial = replace(TRIAL, key="made", ids=(("eudract", "2000-000000-00"), ("nct", "NCT97000009")))
    renamed = study(identificationModule={"nctIdAliases": ["NCT97000009"]})
    assert trial_of(read_study(renamed), [TRIAL, trial]) == "made"
    assert trial_of(read_study(study("NCT97000009")), [trial]) == "made"


def test_a_number_counts_only_in_its_own_register() -> None:
    assert trial_of(read_study(study()), [replace(TRIAL, ids=(("sponsor", "NCT97000001"),))]) is None


def test_a_shared_eudract_number_joins_no_trials() -> None:
    trial = replace(TRIAL, ids=(("eudract", "2000-000000-00"),))
    extension = study(identificationModule={"secondaryIdInfos": [{"id": "2000-000000-00", "type": "EUDRACT_NUMBER"}]})
    assert trial_of(read_study(extension), [trial]) is None


def test_trials_of_other_registers_are_said_to_be_not_monitored() -> None:
    british = replace(TRIAL, key="british", ids=(("isrctn", "ISRCTN00000001"),))
    assert not_monitored([TRIAL, british]) == ("british",)


# Real records


@pytest.mark.real
def test_every_real_reply_is_read_with_nothing_unknown(real: Path) -> None:
    files = [*sorted((real / "ctgov/biomcp_v2_json").rglob("*.json")), real / "ctgov/mcode/NCT02513394.json"]
    studies = [read_study(raw) for file in files for raw, _ in split_page(file.read_bytes()).studies]
    assert len(studies) > 20
    assert {told.unknown for told in studies} == {()}


@pytest.mark.real
def test_a_whole_real_study_is_read_whole(real: Path) -> None:
    told = read_study((real / "ctgov/mcode/NCT02513394.json").read_bytes())
    assert (told.nct, told.enrollment, len(told.countries), len(told.arms)) == ("NCT02513394", 5796, 21, 2)
    assert [measure.analyses[0].value for measure in told.results] == ["0.96", "0.99", "1.05", "1.32", "0.84"]
    assert [cell.value for cell in told.results[0].cells] == ["84.2", "84.5"]


@pytest.mark.real
def test_the_known_values_are_those_of_the_registrys_own_document(real: Path) -> None:
    document = (real / "ctgov/openapi/ctg-oas-v2.yaml").read_text(encoding="utf-8")
    named = {
        "Status": ctgov_known.STATUSES,
        "StudyType": ctgov_known.STUDY_TYPES,
        "Phase": ctgov_known.PHASES,
        "DateType": ctgov_known.DATE_TYPES,
        "EnrollmentType": ctgov_known.DATE_TYPES,
        "DesignAllocation": ctgov_known.ALLOCATIONS,
        "DesignMasking": ctgov_known.MASKINGS,
        "ArmGroupType": ctgov_known.ARM_TYPES,
        "InterventionType": ctgov_known.INTERVENTION_TYPES,
        "SecondaryIdType": ctgov_known.SECONDARY_ID_TYPES,
        "ReferenceType": ctgov_known.REFERENCE_TYPES,
        "OutcomeMeasureType": ctgov_known.MEASURE_TYPES,
        "ReportingStatus": ctgov_known.REPORTING,
        "MeasureParam": ctgov_known.STATISTICS,
    }
    for name, values in named.items():
        listed = re.search(rf'^    {name}:\n      type: "string"\n      enum:\n((?:      - .*\n)+)', document, re.M)
        assert listed is not None, name
        assert set(re.findall('"(.*)"', listed[1])) <= set(values), name
