"""A record is found by the name that people call it, and a time is told as it was printed."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

from pathlib import Path
from typing import Any

import pytest

from evidence.errors import UsageError
from evidence_cli.author_names import called, named, the_one
from evidence_cli.lookup import nearest
from evidence_cli.render.clause_parts import at_time
from evidence_cli.render.record_names import record_name
from evidence_cli.render.words import catalogue
from tests.cli_runner import Run, made, run  # noqa: F401


def row(record: str, author: str | None, year: int | None, **more: Any) -> dict[str, Any]:
    told = {"record": record, "first_author": author, "year": year, "known_from": None, "citation": None, "title": None}
    return told | more


KNOWN = [
    row("pmid:1", "Burt RK", 2021, citation="J Made 2021"), row("pmid:2", "Burt RK", 2019),
    row("pmid:3", "Ruiz-Argüelles GJ", 2019), row("pmid:4", "de Vries A", 2024, title="Own cells"),
    row("pmid:5", "Made-up Study Group", 2020), row("pmid:6", None, 2021), row("pmid:7", "Burton A", None),
    row("pmid:8", "De Vries B", 2024, known_from="2024-02-01"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "records"),
    [
        ("Burt 2021", ["pmid:1"]), ("burt,  2021", ["pmid:1"]), ("BURT RK 2021", ["pmid:1"]),
        ("Burt", ["pmid:1", "pmid:2"]),
        ("Burt et al., 2019", ["pmid:2"]), ("Burt 2019a", ["pmid:2"]), ("ruiz arguelles 2019", ["pmid:3"]),
        ("Ruiz-Argu\u0308elles", ["pmid:3"]), ("De Vries 2024", ["pmid:4", "pmid:8"]), ("de vries a 2024", ["pmid:4"]),
        ("made-up study group", ["pmid:5"]), ("Burton", ["pmid:7"]), ("Burton 2021", []), ("Bur 2021", []),
        ("2021", []),
        ("", []), ("%", []), ("Vries 2024", []),
    ],
)  # fmt: skip
def test_an_author_is_found_whatever_case_accents_and_signs(typed: str, records: list[str]) -> None:
    assert [each["record"] for each in called(typed, KNOWN)] == records


def test_of_several_it_is_told_what_to_type() -> None:
    assert the_one("x", KNOWN[:1]) == "pmid:1"
    with pytest.raises(UsageError) as refused:
        the_one("Burt", called("burt", KNOWN))
    assert str(refused.value) == (
        "2 records are called 'Burt': type evidence show pmid:1 (J Made 2021); evidence show pmid:2 (2019)"
    )
    with pytest.raises(UsageError, match=r"12 records are called 'x': .*; and 4 more: add the year"):
        the_one("x", [row(f"pmid:{number}", "X A", None) for number in range(12)])


@pytest.mark.parametrize(
    ("typed", "records"),
    [
        ("De Vries 2024a", ["pmid:8"]), ("de vries 2024b", ["pmid:4"]), ("De Vries 2024c", []), ("Burt 2021b", []),
        ("Burt 2021a", ["pmid:1"]), ("De Vries A 2024a", ["pmid:4"]),
    ],
)  # fmt: skip
def test_a_letter_names_one_of_several_from_the_first_published_on_and_is_never_dropped(
    typed: str, records: list[str]
) -> None:
    assert [each["record"] for each in called(typed, KNOWN)] == records


def test_of_several_of_one_year_the_letter_of_each_is_told() -> None:
    with pytest.raises(UsageError) as refused:
        the_one("De Vries 2024", called("De Vries 2024", KNOWN))
    assert str(refused.value).endswith(
        "type evidence show pmid:4 (2024b, Own cells); evidence show pmid:8 (2024a, 2024)"
    )


def test_a_name_with_its_key_is_found_as_the_screens_print_it(run: Run, tmp_path: Path) -> None:
    printed = run("show", "Muraro 2025 [pmid:40251896]", db=tmp_path / "pack.db")
    assert printed.code == 0
    assert "pmid:40251896" in printed.out


def test_a_name_is_told_once_and_as_on_the_screen() -> None:
    assert named([*KNOWN, KNOWN[0]])[:2] == ["Burt 2019", "Burt 2021"]


def test_show_finds_a_study_a_trial_and_an_author(run: Run) -> None:
    for typed in ("De Vries 2024", "DE VRÍES, 2024", "97100001"):
        assert "Public address: https://pubmed.ncbi.nlm.nih.gov/97100001/" in " ".join(run("show", typed).out.split())
    assert run("show", "made-ms").out.startswith("MADE-MS")
    assert run("show", "jansen trial").out.startswith("Jansen trial (study:jansen)")
    ran = run("show", "Vreis 2024")
    assert (ran.code, "nearest is de Vries 2024" in ran.err) == (2, True)


def test_show_of_the_pack_takes_what_people_call_its_studies(run: Run, tmp_path: Path) -> None:
    pack = tmp_path / "pack.db"
    for typed, first in (("Burt 2021", "Burt 2021"), ("MIST", "MIST (study:mist)"), ("NCT03477500", "RAM-MS")):
        assert run("show", typed, db=pack).out.startswith(first)
    ran = run("show", "Muraro 2025", db=pack)
    assert (ran.code, ran.out) == (2, "")
    assert "type evidence show doi:10.1136/jnnp-2025-336755 (" in ran.err
    assert "evidence show pmid:40251896 (" in ran.err


def test_what_is_like_nothing_is_not_answered_with_a_list_of_keys() -> None:
    many = [f"cite:made{number}" for number in range(26)]
    assert nearest("zzz", many) == "none of the 26 names that are known comes near it"
    assert nearest("zzz", many[:2]) == "there is cite:made0, cite:made1"
    assert nearest("zzz", []) == "there is none yet"


# Times


@pytest.mark.parametrize(
    ("months", "told", "dutch"),
    [
        (3.29, "at 100 days", "na 100 dagen"),  # as the pack keeps it
        (3.2854, "at 100 days", "na 100 dagen"),  # as it is read
        (24.4764, "at 745 days", "na 745 dagen"), (0.72, "at 22 days", "na 22 dagen"),
        (3.3, "at 3.3 months", "na 3,3 maanden"), (6.93, "at 6.93 months", "na 6,93 maanden"),
        (24.48, "at 24.48 months", "na 24,48 maanden"), (41.7, "at 41.7 months", "na 41,7 maanden"),
        (3.25, "at 3.25 months", "na 3,25 maanden"), (12, "at 12 months", "na 12 maanden"),
        (22.078, "at 96 weeks", "na 96 weken"), (3.2855, "at 3.2855 months", "na 3,2855 maanden"),
        (0.0001, "at 0.0001 months", "na 0,0001 maanden"),
    ],
)  # fmt: skip
def test_a_time_that_means_days_is_told_in_days_where_it_is_exact(months: float, told: str, dutch: str) -> None:
    assert at_time(months, catalogue("en")).strip() == told
    assert at_time(months, catalogue("nl")).strip() == dutch


def test_a_record_without_an_author_is_named_by_its_place_in_print_before_its_key() -> None:
    row = {"first_author": None, "year": 2023, "citation": "Made J 2023"}
    assert record_name("cite:made2023", row) == "Made J 2023 [cite:made2023]"
    assert record_name("cite:made2023", {**row, "citation": None}) == "cite:made2023"
