"""How the stand-in understands a PubMed query, without a socket."""

import re
from datetime import date

import pytest

from tests.fakes.events import happen
from tests.fakes.index import Index
from tests.fakes.made import made_record
from tests.fakes.query import search
from tests.fakes.query_parts import QueryError
from tests.fakes.query_terms import read_days
from tests.fakes.world import FIRST_DAY, World, read_record


def small_world() -> World:
    world = World()
    world.add(
        made_record(
            "97000001",
            title="Stem-cell transplantation in multiple sclerosis",
            abstract="No relapse. Transplant of stem cells was safe.",
            mesh=("Multiple Sclerosis, Relapsing-Remitting", "Bone Marrow Transplantation"),
            types=("Randomized Controlled Trial",),
            today=date(2026, 10, 1),
            published=date(2026, 9, 15),
            doi="10.9999/First(1)",
        ),
        made_record(
            "97000002",
            title="HSCT for aggressive disease",
            abstract="Sclerosis that was multiple in places. A cell transplant.",
            types=("Review", "Retracted Publication"),
            today=date(2026, 10, 20),
            published=date(2011, 3, 1),
            edat=date(2011, 3, 1),
            notices=(("RetractionIn", "97000009"),),
        ),
        made_record(
            "97000003", title="Mice", abstract="", mesh=("Animals",), today=date(2026, 10, 31), status="MEDLINE"
        ),
    )
    return world


def found(term: str, world: World | None = None) -> str:
    """The last digits of the PMIDs that a term finds, in order."""
    return "".join(pmid[-1] for pmid in sorted(search(Index(world or small_world()), term).pmids))


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ('"multiple sclerosis"[tiab]', "1"),
        ("multiple sclerosis[tiab]", "1"),
        ("sclerosis[tiab] AND multiple[tiab]", "12"),
        ('"stem cell transplant*"[tiab]', "1"),
        ('"stem-cell transplant*"[tiab]', "1"),
        ("transplant*[tiab]", "12"),
        ("transplant[ti]", ""),
        ("transplantation[ti]", "1"),
        ("HSCT[tiab] OR mice[ti]", "23"),
        ("hsct[TIAB]", "2"),
        ('"sclerosis no"[tiab]', ""),  # a title and an abstract are two texts
        ('"Multiple Sclerosis"[Mesh]', "1"),  # a narrower heading counts
        ('"Multiple Sclerosis"[mh:noexp]', ""),
        ("animals[mh]", "3"),
        ('"Randomized Controlled Trial"[pt]', "1"),
        ("Retracted Publication[pt]", "2"),
        ("hasretractionin[sb]", "2"),
        ("medline[sb]", "3"),
        ("eng[la]", "123"),
        ("English[Language]", "123"),
        ("10.9999/First(1)[aid]", "1"),
        ('"10.9999/first(1)"[aid]', "1"),
        ("97000002[uid]", "2"),
        ("97000002:97000009[uid]", "23"),
        ("97000002:97000009 [UID]", "23"),
        ("2026/10/01:2026/10/20[crdt]", "12"),
        ('"2026/10/20"[crdt] : "3000"[crdt]', "23"),
        ('("2026/10/20"[Date - Create] : "3000"[Date - Create])', "23"),
        ("2011[edat]", "2"),
        ("2026/09[dp]", "1"),
        ("2026/10/20:2026/10/31[lr]", "23"),
        ("(HSCT[tiab] OR mice[ti]) NOT mice[ti]", "2"),
        ("mice[ti] OR HSCT[tiab] AND aggressive[tiab]", "2"),  # from left to right
        ("mice[ti] OR (HSCT[tiab] AND aggressive[tiab])", "23"),
        ("HSCT aggressive", "2"),
        ("( HSCT[tiab] AND 1:97000002[UID])", "2"),
        ("bone marrow transplantation", "1"),  # no words of the record: found as a MeSH heading
    ],
)
def test_a_term_finds(term: str, expected: str) -> None:
    assert found(term) == expected


def test_an_unknown_word_is_left_out_and_named_and_the_rest_is_found() -> None:
    result = search(Index(small_world()), "HSCT[tiab] AND qwxyz[tiab]")
    assert (len(result.pmids), result.phrases_not_found) == (1, ["qwxyz"])


def test_an_unknown_tag_is_dropped_named_and_its_words_looked_for_everywhere() -> None:
    result = search(Index(small_world()), "animals[titel]")
    assert (len(result.pmids), result.fields_not_found) == (1, ["titel"])


def test_a_word_of_the_field_that_no_served_record_holds_is_no_unknown_phrase() -> None:
    result = search(Index(small_world()), "HSCT[tiab] OR AHSCT[tiab] OR immunoablat*[tiab]")
    assert (result.phrases_not_found, result.quoted_not_found) == ([], [])


def test_a_small_word_is_ignored_and_named() -> None:
    assert search(Index(small_world()), "transplant of stem cells[tiab]").ignored == ["of"]


def test_the_translation_spells_tags_out_and_mesh_in_lower_case() -> None:
    result = search(Index(small_world()), '("Multiple Sclerosis"[Mesh] OR RRMS[tiab]) AND 1:97000003[uid]')
    wanted = '("multiple sclerosis"[MeSH Terms] OR "RRMS"[Title/Abstract]) AND 1:97000003[UID]'
    assert result.translation == wanted


def test_words_without_a_tag_are_mapped_to_the_heading_they_are() -> None:
    result = search(Index(small_world()), "animals")
    assert result.translations == [("animals", '"animals"[MeSH Terms] OR "animals"[All Fields]')]


def test_a_heading_that_is_translated_anew_finds_and_says_something_else() -> None:
    world = small_world()
    world.remapped["multiple sclerosis"] = "animals"
    result = search(Index(world), '"Multiple Sclerosis"[Mesh]')
    assert (found('"Multiple Sclerosis"[Mesh]', world), result.translation) == ("3", '"animals"[MeSH Terms]')


def test_a_hidden_record_is_not_found_and_comes_back() -> None:
    world, index = small_world(), None
    index = Index(world)
    world.hidden["97000002"] = 1
    index.refresh()
    assert search(index, "HSCT[tiab]").pmids == frozenset()
    world.hidden.clear()
    index.refresh()
    assert search(index, "HSCT[tiab]").pmids == {"97000002"}


def test_words_that_a_revision_takes_out_find_the_record_no_more() -> None:
    world = small_world()
    index = Index(world)
    happen(world, "index", pmid="97000003", mesh=["Humans"])
    happen(world, "delete", pmid="97000002")
    index.refresh()
    assert [search(index, term).pmids for term in ("animals[mh]", "HSCT[tiab]", "2011[edat]")] == [frozenset()] * 3
    assert search(index, "humans[mh]").pmids == {"97000003"}


def test_days_are_read_from_the_history_of_the_record_and_from_publication_where_it_has_none() -> None:
    made = made_record("97000001", today=date(2026, 10, 5), edat=date(2009, 5, 6), published=date(2009, 5, 1))
    read = read_record(made.raw).features(date(2026, 11, 1))
    bare = read_record(re.sub(rb"<History>.*</History>", b"", made.raw)).features(date(2026, 11, 1))
    assert (read.crdt, read.edat, read.dp) == (date(2026, 10, 5), date(2009, 5, 6), date(2009, 5, 1))
    assert (bare.crdt, bare.edat, bare.dp) == (date(2009, 5, 1),) * 3


def test_an_id_of_a_reference_does_not_find_the_record_that_cites_it() -> None:
    cited = (
        b'<ReferenceList><Reference><ArticleIdList><ArticleId IdType="doi">10.9999/cited</ArticleId></ArticleIdList>'
    )
    raw = made_record("97000001").raw.replace(b"</PubmedData>", cited + b"</Reference></ReferenceList></PubmedData>")
    world = World()
    world.add(read_record(raw))
    assert found("10.9999/cited[aid]", world) == ""
    assert found("10.9999/made.97000001[aid]", world) == "1"


def test_what_is_made_is_found_by_what_its_xml_says() -> None:
    made = made_record("97000001", mesh=("Humans",), types=("Review",), notices=(("ErratumIn", "97000009"),))
    assert made.known is not None
    assert read_record(made.raw).features(FIRST_DAY) == made.known


def test_a_stored_list_joins_a_query() -> None:
    index = Index(small_world())
    assert search(index, "#1 AND HSCT[tiab]", {1: ("97000001", "97000002")}).pmids == {"97000002"}


def test_a_stored_list_keeps_what_has_gone_since() -> None:
    assert search(Index(small_world()), "#1", {1: ("97000099",)}).pmids == {"97000099"}


@pytest.mark.parametrize("term", ["AND", ")", "#4", "1:x[uid]", "a:b[tiab]"])
def test_what_cannot_be_read_is_refused(term: str) -> None:
    with pytest.raises(QueryError):
        search(Index(small_world()), term)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026", (date(2026, 1, 1), date(2026, 12, 31))),
        ("2024/02", (date(2024, 2, 1), date(2024, 2, 29))),
        ("2026/12", (date(2026, 12, 1), date(2026, 12, 31))),
        ("2026/1/5", (date(2026, 1, 5), date(2026, 1, 5))),
        ("2026/13", None),
        ("yesterday", None),
    ],
)
def test_a_date_means_all_the_days_it_may_mean(text: str, expected: tuple[date, date] | None) -> None:
    assert read_days(text) == expected
