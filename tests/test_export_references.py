"""References go out as RIS, BibTeX and CSL-JSON, and what comes back is what PubMed said."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from citeproc.source.json import CiteProcJSON
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence.records.article import Article, Author
from evidence.records.study import Screening
from evidence.sources.pubmed_dates import read_printed_date
from evidence_cli.exports.bibtex import bibtex, bibtex_key
from evidence_cli.exports.csl import csl_json
from evidence_cli.exports.reference import Reference, references
from evidence_cli.exports.ris import ris
from evidence_cli.render.safe import one_line, safe
from evidence_db.views_references import screened_references
from tests.cli_runner import Run, made, run  # noqa: F401
from tests.db_makers import AWKWARD, REPORT, save, scratch
from tests.export_readers import read_bibtex, read_csl, read_ris
from tests.made_hostile import hostile_database
from tests.payloads import PAYLOADS

FORMS = ("ris", "bibtex", "csl-json")
TOLD = {"data_date": "2026-11-20", "intended_use": "no advice about a patient"}
READ = {"ris": read_ris, "bibtex": read_bibtex, "csl-json": read_csl}
WRITE = {"ris": ris, "bibtex": lambda found: bibtex(found, "about"), "csl-json": csl_json}
NAME = {"ris": "primary_title", "bibtex": "title", "csl-json": "title"}

BARE = replace(REPORT, title=None, first_author=None, authors=())


def cited(*articles: Article, standing: str = "sound", abstracts: bool = False) -> list[Reference]:
    """The references of these articles, by way of a database."""
    screening = Screening("hsct-ms-primary", "named", "RCT", True, standing)
    with scratch() as store:
        for article in articles:
            save(store, article)
        reports = [
            replace(BARE, record=one.record, pmid=one.pmid, doi=one.doi, screening=screening) for one in articles
        ]
        store.save_reports(reports)
        return references(screened_references(store.connection), TOLD, abstracts=abstracts)


def back(form: str, *articles: Article, **told: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = READ[form](WRITE[form](cited(*articles, **told)))
    return found


def title(form: str, read: dict[str, Any]) -> str:
    return str(read.get(NAME[form]) or read.get("title") or "")


def test_the_pmid_survives_in_every_place_where_programs_look_for_it() -> None:
    (one,) = back("ris", AWKWARD)
    assert (one["accession_number"], one["custom2"], one["doi"]) == ("97000001", "PMC1", "10.1000/awkward")
    assert "PMID: 97000001; PMCID: PMC1" in one["notes"]
    (two,) = back("bibtex", AWKWARD)
    assert (two["pmid"], two["pmcid"], two["doi"], two["key"]) == (
        "97000001", "PMC1", "10.1000/awkward", "pmid:97000001",
    )  # fmt: skip
    (three,) = back("csl-json", AWKWARD)
    assert (three["PMID"], three["PMCID"], three["DOI"]) == ("97000001", "PMC1", "10.1000/awkward")


def test_a_reference_has_authors_groups_journal_volume_and_pages() -> None:
    (one,) = back("ris", AWKWARD)
    assert one["authors"] == ["O'Made, Åsa", "Made-up Study Group"]
    assert (one["secondary_title"], one["alternate_title1"]) == ("Journal of Made-up Studies", "J Made Up")
    assert (one["volume"], one["number"], one["start_page"], one["end_page"]) == ("1", "Suppl 2", "99", "101")
    (two,) = back("bibtex", AWKWARD)
    assert two["author"] == ["O'Made, Åsa", "Made-up Study Group"]
    assert (two["journal"], two["volume"], two["number"]) == ("Journal of Made-up Studies", "1", "Suppl 2")
    (three,) = back("csl-json", AWKWARD)
    assert three["author"] == [{"family": "O'Made", "given": "Åsa"}, {"literal": "Made-up Study Group"}]
    assert (three["container-title"], three["page"]) == ("Journal of Made-up Studies", "99-101")


@pytest.mark.parametrize(
    ("printed", "ris_date", "year", "month", "parts", "literal"),
    [
        ("2024 Mar 5", "2024/03/05/", "2024", "mar", [[2024, 3, 5]], None),
        ("2024 Mar", "2024/03//", "2024", "mar", [[2024, 3]], None),
        ("2024", "2024///", "2024", None, [[2024]], None),
        ("Winter 2018", "2018///Winter 2018", "2018", None, [[2018]], "Winter 2018"),
        ("1998 Dec-1999 Jan", "1998/12//1998 Dec-1999 Jan", "1998", None, [[1998, 12], [1999, 1]], None),
        ("1977 Apr 17-21", "1977/04/17/1977 Apr 17-21", "1977", None, [[1977, 4, 17], [1977, 4, 21]], None),
    ],
)
def test_a_date_is_as_precise_as_it_was_printed(
    printed: str, ris_date: str, year: str, month: str | None, parts: list[list[int]], literal: str | None
) -> None:
    article = replace(AWKWARD, published=read_printed_date(printed))
    (one,) = back("ris", article)
    assert (one["date"], one["year"]) == (ris_date, year)
    (two,) = back("bibtex", article)
    assert (two["year"], two.get("month"), two["pubdate"]) == (year, month, printed)
    (three,) = back("csl-json", article)
    assert (three["issued"]["date-parts"], three["issued"].get("literal")) == (parts, literal)


def test_without_any_date_none_is_made_up() -> None:
    article = replace(AWKWARD, published=read_printed_date("unknown"))
    (reference,) = cited(article)
    bare = reference._replace(published=reference.published._replace(first=(), last=(), printed=""))
    assert not {"year", "date"} & set(read_ris(ris([bare]))[0])
    assert not {"year", "month", "pubdate"} & set(read_bibtex(bibtex([bare], "x"))[0])
    assert "issued" not in read_csl(csl_json([bare]))[0]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("standing", "mark"), [("retracted", "RETRACTED"), ("under-concern", "EXPRESSION OF CONCERN"),
                           ("deleted", "DELETED FROM PUBMED")],
)  # fmt: skip
def test_a_retraction_or_concern_is_seen_in_title_and_keywords(form: str, standing: str, mark: str) -> None:
    (one,) = back(form, AWKWARD, standing=standing)
    assert title(form, one).startswith(f"{mark}: Grafts")
    told = one.get("keywords") or one["keyword"]
    assert mark in (told if isinstance(told, list) else told.split("; "))


def test_a_title_that_says_so_itself_is_marked_once() -> None:
    (one,) = cited(replace(AWKWARD, title="RETRACTED: Grafts"), standing="retracted")
    assert one.title == "RETRACTED: Grafts"


NASTY = [
    "{", "}", "{{}", "a {b} c}", "50 % & more_of #1 ~ ^x^ \\textbf{y} $z$", "two\nlines\r\nand\ttab", "a -- b --- c",
    "``quoted'' ''x''", "x@article{y, z=1}", "Åsa ≥ 5 µg · café", "日本語の題", "ER  - ",
    "\nER  - \nTY  - JOUR", "a | b < c > d",
    "ends in \\", "% all of it", "\\input{/etc/passwd}", "{\\immediate\\write18{x}}", '"quoted", he said', "?` !` fi",
]  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", NASTY)
def test_a_title_comes_back_as_it_went_in_whatever_signs_are_in_it(form: str, text: str) -> None:
    (one,) = back(form, replace(AWKWARD, title=text, journal=text, authors=(Author(collective=text),)))
    assert title(form, one) == one_line(text)


@settings(max_examples=80, deadline=None)
@given(text=st.text("{}\\ab%", min_size=1, max_size=12))
def test_bibtex_itself_counts_as_many_braces_that_open_as_that_close(text: str) -> None:
    """It counts an escaped brace too: one that is left over would swallow the entries behind it."""
    written = bibtex(cited(replace(AWKWARD, title=text, authors=(Author(text, text), Author(collective=text)))), "x")
    open_now = 0
    for sign in written:
        open_now += {"{": 1, "}": -1}.get(sign, 0)
        assert open_now >= 0
    assert open_now == 0


_WORDS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), min_size=1, max_size=30)
_TITLES = st.one_of(_WORDS, st.text("{}\\%&_#$~^-'`\"@,= a\n|<>", min_size=1, max_size=30))


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=_TITLES, family=_WORDS, group=_WORDS)
def test_any_title_and_any_author_come_back(form: str, text: str, family: str, group: str) -> None:
    authors = (Author(family, "Anna Å"), Author(collective=group))
    (one,) = back(form, replace(AWKWARD, title=text, authors=authors))
    assert title(form, one) == one_line(text)
    told = [one_line(family), one_line(group)]
    if form == "csl-json":
        assert [
            each.get("family", each.get("literal", "")) for each in one["author"] if each != {"given": "Anna Å"}
        ] == [name for name in told if name]
    elif all(told) and form == "bibtex":
        assert one["author"] == [f"{told[0]}, Anna Å", told[1]]
    elif all(told):
        assert one["authors"] == [f"{told[0]}, Anna Å", told[1]]


@pytest.mark.parametrize("form", FORMS)
def test_two_thousand_authors_and_none_at_all_come_back(form: str) -> None:
    many = tuple(Author(f"Made{number}", "Anna") for number in range(2000))
    (one,) = back(form, replace(AWKWARD, authors=many))
    assert len(one.get("authors") or one["author"]) == 2000
    (none,) = back(form, replace(AWKWARD, authors=()))
    assert not {"authors", "author"} & set(none)


@pytest.mark.parametrize("form", FORMS)
def test_the_text_of_an_abstract_goes_out_only_where_it_is_asked_for(form: str) -> None:
    (without,), (with_text,) = back(form, AWKWARD), back(form, AWKWARD, abstracts=True)
    assert "abstract" not in without
    assert "0 of 21 died." in with_text["abstract"]


@given(st.lists(st.text("abAB:._-/()é<>, ", min_size=1, max_size=6), unique=True, min_size=2, max_size=8))
def test_two_records_never_share_a_key_in_whatever_case_it_is_read(records: Sequence[str]) -> None:
    keys = [bibtex_key(record) for record in records]
    assert len({key.casefold() for key in keys}) == len(records)
    assert all(re.fullmatch(r"[a-z0-9_:./-]+", key) for key in keys)


def test_the_key_of_a_record_does_not_move_when_others_come() -> None:
    other = replace(AWKWARD, pmid="97000002")
    alone, together = back("bibtex", AWKWARD), back("bibtex", other, AWKWARD)
    assert alone[0]["key"] in [each["key"] for each in together]


def test_the_library_that_formats_references_takes_them(run: Run) -> None:
    read = read_csl(run("export", "csl-json", "--screened").out)
    assert set(CiteProcJSON(read)) == {each["id"].lower() for each in read}


@pytest.mark.parametrize("form", FORMS)
def test_a_record_of_the_pack_goes_out_with_what_is_known_of_it(run: Run, form: str) -> None:
    read = READ[form](run("export", form).out)
    (one,) = [each for each in read if "cite:jansen2019" in (each.get("id"), each.get("key"))]
    assert not {NAME[form], "title"} & set(one)
    told = " ".join(one["notes"]) if form == "ris" else one["annote"]
    assert "Only the first author is known." in told
    assert "no advice about a patient" in told


def joined(form: str, article: Article, standing: str = "sound", **known: Any) -> dict[str, Any]:
    """The reference of an article that the pack knows too."""
    with scratch() as store:
        save(store, article)
        screening = Screening("hsct-ms-primary", "named", "RCT", True, standing)
        report = replace(BARE, pmid=article.pmid, doi=article.doi, screening=screening)
        store.save_reports([replace(report, record=f"pmid:{article.pmid}", **known)])
        found = references(screened_references(store.connection), TOLD, abstracts=False)
    (one,) = READ[form](WRITE[form](found))
    return one


@pytest.mark.parametrize("form", FORMS)
def test_a_record_that_was_read_without_authors_keeps_the_one_that_the_pack_has(form: str) -> None:
    one = joined(form, replace(AWKWARD, authors=()), first_author="de Vries A")
    assert "de Vries" in str(one.get("authors") or one["author"])
    assert "Only the first author is known." in str(one.get("notes") or one["annote"])


@pytest.mark.parametrize("form", FORMS)
def test_a_title_that_pubmed_does_not_have_is_that_of_the_pack_or_none(form: str) -> None:
    for none in ("", "[Not Available]."):
        nameless = replace(AWKWARD, title=none)
        assert title(form, joined(form, nameless, title="Grafts, in full")) == "Grafts, in full"
        about = joined(form, nameless, title="[grafts, gout]")
        assert title(form, about) == ""
        assert "The evidence pack says of the record: grafts, gout." in str(about.get("notes") or about["annote"])
        assert title(form, joined(form, nameless, "retracted", title="[grafts, gout]")) == "RETRACTED"
    translated = replace(AWKWARD, title="[Grafts in gout].")
    assert title(form, joined(form, translated, title="[grafts, gout]")) == "[Grafts in gout]."


@pytest.mark.parametrize("form", FORMS)
def test_the_pmcid_that_only_the_pack_has_survives(form: str) -> None:
    one = joined(form, replace(AWKWARD, other_ids=()), names=("cite:made", "pmcid:PMC12345"))
    assert (one.get("custom2") or one.get("pmcid") or one.get("PMCID")) == "PMC12345"


def keys(form: str, text: str) -> list[str]:
    return [each.get("key") or each["id"] for each in READ[form](text)]


@pytest.mark.parametrize("form", FORMS)
def test_included_or_screened_or_of_one_question(run: Run, form: str) -> None:
    assert keys(form, run("export", form).out) == ["cite:jansen2019", "pmid:97100001"]
    assert keys(form, run("export", form, "--screened").out)[2:] == ["pmid:97100002"]
    assert keys(form, run("export", form, "--question", "q9").out) == ["pmid:97100001"]
    assert keys(form, run("export", form, "--question", "Q17").out) == []
    for wrong in (["--question", "Q99"], ["--question", "Q9", "--screened"]):
        ran = run("export", form, *wrong)
        assert (ran.code, ran.out) == (2, "")


@pytest.mark.parametrize("form", FORMS)
def test_a_file_is_written_whole_or_not_at_all(run: Run, tmp_path: Path, form: str, made: Path) -> None:
    target = tmp_path / "out"
    assert run("export", form, "--output", str(target)).out == ""
    assert target.read_text(encoding="utf-8") == run("export", form).out
    assert run("export", form, "--output", str(tmp_path / "none" / "out")).code == 73
    assert run("export", form, "--output", str(made)).code == 2


@pytest.mark.parametrize("place", range(len(PAYLOADS)))
def test_a_hostile_text_stays_a_text(run: Run, tmp_path: Path, place: int) -> None:
    text = PAYLOADS[place]
    db = hostile_database(tmp_path / "evil.db", text)
    for form in FORMS:
        ran = run("export", form, "--screened", db=db)
        assert ran.code == 0, ran.err
        assert safe(ran.out) == ran.out
        read = READ[form](ran.out)
        assert len(read) == 3
        assert one_line(text) in " ".join(title(form, each) for each in read)
        if form == "csl-json":
            assert not {"<", ">", "&"} & set(ran.out)
