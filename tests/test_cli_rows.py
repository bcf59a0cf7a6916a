"""findings, studies, trials, search: the contract's fields on every row, in every form."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence_db.views_search import match_query
from tests.cli_runner import Run, made, run  # noqa: F401

FINDING = [
    "kind", "record", "pmid", "doi", "outcome", "arm", "comparator", "contrast", "population", "regimen",
    "timepoint_months", "statistic", "value_kind", "value", "unit", "ci_low", "ci_high", "ci_level", "p", "events",
    "denominator", "direction", "sentence", "start", "end", "text_hash", "source_url", "origin", "state", "rule",
    "confidence",
]  # fmt: skip
STUDY = [
    "kind", "record", "pmid", "doi", "label", "reason", "study_design", "n_patients", "n_hsct", "follow_up",
    "phenotypes", "conditioning", "comparator", "registry_ids", "inclusion_years",
    "n_centres",
]  # fmt: skip


def lines(run: Run, *words: str) -> list[dict[str, Any]]:
    ran = run(*words, "--as", "json-lines")
    assert ran.code == 0, ran.err
    return [json.loads(line) for line in ran.out.splitlines()]


def test_a_figure_is_one_line_with_the_fields_of_the_contract_in_order(run: Run) -> None:
    for row in lines(run, "findings"):
        assert list(row)[: len(FINDING)] == FINDING
        assert row["kind"] == "finding"


def test_a_figure_of_the_pack_has_no_sentence_but_an_address(run: Run) -> None:
    row = lines(run, "findings", "--origin", "pack", "--outcome", "progression_free_survival")[0]
    assert (row["sentence"], row["start"], row["end"], row["pmid"]) == (None, None, None, None)
    assert row["source_url"] == "https://example.org/jansen"
    assert row["basis"] == "from the evidence pack (abstract)"
    assert "from the evidence pack, https://example.org/jansen" in " ".join(run("findings").out.split())


def test_no_event_is_0_and_not_reported_is_null(run: Run) -> None:
    row = lines(run, "findings", "--outcome", "trm")[0]
    assert (row["value"], row["events"], row["denominator"], row["ci_low"]) == (0.0, 0, 40, None)


def test_a_contrast_is_one_object(run: Run) -> None:
    assert lines(run, "findings", "--outcome", "brain_atrophy")[0]["contrast"] == {
        "kind": "regimen", "a": "BEAM", "b": "Cy",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("choice", "count"),
    [
        ([], 5), (["--origin", "machine"], 3), (["--state", "flagged"], 1), (["--pmid", "97100001"], 3),
        (["--pmid", "pmid:97100001"], 3), (["--outcome", "NEDA"], 1), (["--outcome", "qol"], 0),
        (["--outcome", "neda", "--origin", "pack"], 0),
    ],
)  # fmt: skip
def test_figures_can_be_chosen(run: Run, choice: list[str], count: int) -> None:
    assert len(lines(run, "findings", *choice)) == count


def test_a_record_screened_is_one_line_with_the_fields_of_the_contract_in_order(run: Run) -> None:
    rows = lines(run, "studies", "--reports")
    assert [row["label"] for row in rows] == ["hsct-ms-primary", "hsct-ms-primary", "other-stem-cell"]
    for row in rows:
        assert list(row)[: len(STUDY)] == STUDY
        assert row["kind"] == "study"


def test_an_included_study_is_one_line_with_the_facts_of_its_main_report(run: Run) -> None:
    row = next(row for row in lines(run, "studies") if row["study"] == "study:vries")
    assert list(row)[: len(STUDY)] == STUDY
    assert (row["record"], row["reports"], row["overlap"]) == ("pmid:97100001", ["pmid:97100001"], "overlap:north")
    assert row["follow_up"] == {"statistic": "median", "value": 24.0, "unit": "months"}
    assert row["phenotypes"] == {"RRMS": 40}
    assert row["conditioning"] == [{"regimen": "Cy/ATG", "intensity": "low"}]
    assert row["inclusion_years"] == [2015, 2020]
    assert row["n_centres"] == 4


def test_a_retracted_record_is_shown_as_such(run: Run) -> None:
    assert "RETRACTED" in run("studies", "--reports").out


def test_a_trial_tells_what_every_register_said_and_when(run: Run) -> None:
    row = lines(run, "trials")[0]
    assert row["ids"] == [["nct", "NCT00000001"], ["ctis", "2024-5-0"]]
    assert row["snapshots"][0]["date_seen"] == "2025-09-25"
    assert [seen["value"] for seen in row["history"]] == ["2024-03-21", "2026-03-21", "2028-03-21"]
    assert "Moved:" in run("trials").out


@pytest.mark.parametrize("command", ["findings", "studies", "trials"])
def test_json_is_one_document_that_says_of_what_date_and_for_whom_it_is(run: Run, command: str) -> None:
    document = json.loads(run(command, "--as", "json").out)
    assert (document["schema_version"], document["data_date"]) == (1, "2026-11-20")
    assert "no advice" in document["intended_use"]
    assert len(document[command]) == len(lines(run, command))


@pytest.mark.parametrize(
    "words", [["findings"], ["studies"], ["studies", "--reports"], ["trials"], ["search", "people"]]
)
def test_every_row_of_a_table_carries_its_date_its_basis_and_the_intended_use(run: Run, words: list[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(run(*words, "--as", "csv").out)))
    assert rows
    for row in rows:
        assert row["data_date"] == "2026-11-20"
        assert row["basis"].startswith("from ")
        assert "no advice about a patient" in row["intended_use"]


def test_an_empty_table_still_has_its_header(run: Run) -> None:
    assert run("findings", "--outcome", "qol", "--as", "csv").out.startswith("kind,record,basis,data_date,intended_use")


def test_a_negative_figure_stays_a_number_in_a_table_and_a_formula_does_not_run(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("findings", "--outcome", "brain_atrophy", "--as", "csv").out)))
    assert rows[0]["value"] == "-2.1"
    found = list(csv.DictReader(io.StringIO(run("search", "people", "--as", "csv").out)))
    assert found[0]["journal"] == '\'=HYPERLINK("http://bad")'


HARMFUL = ("\x1b", "\u202e", "\u200b", "\x9b")


@pytest.mark.parametrize(
    "words",
    [["findings"], ["studies", "--reports"], ["trials"], ["search", "GFAP-astro"], ["show", "97100001"], ["report"]],
)
@pytest.mark.parametrize("form", ["text", "json"])
def test_no_output_lets_a_title_steer_the_terminal(run: Run, words: list[str], form: str) -> None:
    shown = run(*words, "--as", form).out
    assert not [character for character in HARMFUL if character in shown]
    assert "\nQ1  ANSWERED" not in shown


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (["GFAP-astro"], 1), (["O'Neil"], 1), (["a AND"], 0), (["NEAR("], 0), (["*"], 0), (['"two years"'], 1),
        (['"years two"'], 0), (["GFAP", "NEDA"], 1), (["GFAP", "absent"], 0), (["tabl*"], 1), (["-"], 0), (['"'], 0),
    ],
)  # fmt: skip
def test_search_takes_the_words_as_words(run: Run, words: list[str], count: int) -> None:
    assert len(lines(run, "search", *words)) == count


@pytest.mark.parametrize("words", [["findings"], ["studies", "--reports"], ["trials"], ["search", "GFAP-astro"]])
@pytest.mark.parametrize("form", ["json-lines", "csv"])
def test_no_table_lets_a_title_steer_the_terminal(run: Run, words: list[str], form: str) -> None:
    shown = run(*words, "--as", form).out
    assert not [character for character in HARMFUL if character in shown]


def test_what_a_document_says_once_is_not_said_again_in_its_rows(run: Run) -> None:
    row = json.loads(run("findings", "--as", "json").out)["findings"][0]
    assert not {"data_date", "intended_use", "schema_version"} & set(row)


def test_signs_among_the_words_are_left_out(run: Run) -> None:
    assert match_query("GFAP - ? *") == '"GFAP"'
    assert len(lines(run, "search", "GFAP", "-")) == 1


def test_nothing_found_is_no_error_and_is_said(run: Run) -> None:
    ran = run("search", "unicorn")
    assert ran.code == 0
    assert "nothing found" in ran.err


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), min_size=1))
def test_no_words_break_the_search(run: Run, words: str) -> None:
    assert run("search", "--as", "json", "--", words).code == 0


def test_a_quoted_word_cannot_leave_its_quotes() -> None:
    assert match_query('a" OR b "c* d') == '"a" "c" * "d" "OR b"'
