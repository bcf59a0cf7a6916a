"""Records told apart many at a time are those that a walk from tag to tag tells apart."""

import time
from pathlib import Path

import pytest

from evidence.bulk_reading import compile_choice
from evidence.errors import ContentRefused
from evidence.reading import compile_reader
from evidence.sources.bulk_part import Choice, read_part
from evidence.sources.xml_runs import Look, Run, Runs, ends_in
from evidence.sources.xml_split import split_elements, split_runs
from evidence.topics import load_topic

RECORD = (
    b'  <PubmedArticle>\n    <MedlineCitation Status="MEDLINE">\n      <PMID Version="1">%d</PMID>\n      <Article>'
    b"<ArticleTitle>%s</ArticleTitle></Article>\n    </MedlineCitation>\n    <PubmedData><Reference/></PubmedData>\n"
    b"  </PubmedArticle>\n"
)
BOTH = b"AHSCT in multiple sclerosis"
USUAL = RECORD % (97000002, BOTH)


def looking(_doctype: bytes) -> Look:
    return ends_in


def file_of(*records: bytes) -> bytes:
    return b"<PubmedArticleSet>\n" + b"".join(records) + b"</PubmedArticleSet>\n"


ODD = (
    USUAL.replace(b"</PubmedArticle>", b"</PubmedArticle >"),
    USUAL.replace(b"<PubmedArticle>", b"<PubmedArticle a='1'>"),
    USUAL.replace(b"</MedlineCitation>", b"</MedlineCitation\n>"),
    USUAL.replace(b"<Article>", b"<!-- </MedlineCitation></PubmedArticle> --><Article>"),
    USUAL.replace(b"<Reference/>", b"<!-- </PubmedArticle> <PubmedArticle> -->"),
    USUAL.replace(b"<Reference/>", b"<![CDATA[</PubmedArticle>]]>"),
    USUAL.replace(b"<Reference/>", b"<?note </PubmedArticle> ?>"),
    USUAL.replace(b"<Reference/>", b"<?pmcsd ?>"),
    USUAL.replace(b"<Reference/>", b"PubmedArticle!?"),
    USUAL.replace(b"<PMID", b"<Note/><PMID"),
    USUAL.replace(b"<Article>", b"<MedlineCitationNote></MedlineCitationNote><Article>"),
    USUAL.replace(b"\n", b""),
    USUAL.replace(b"PubmedData>", b"Other>"),
)  # fmt: skip


@pytest.mark.parametrize("odd", ODD)
def test_records_are_told_apart_as_tag_by_tag_whatever_stands_between_them(
    odd: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = [RECORD % (number, b"Other") for number in (97000001, 97000003)]
    content = file_of(others[0], odd, others[1], odd, odd, *others)
    fast = [list(split_elements(iter(parts), "made up")) for parts in ([content], cut(content, 50), cut(content, 300))]
    monkeypatch.setattr(Runs, "take", lambda _runs: None)
    assert fast == [list(split_elements(iter([content]), "made up"))] * 3
    assert len(fast[0]) == 7


def cut(content: bytes, size: int) -> list[bytes]:
    return [content[at : at + size] for at in range(0, len(content), size)]


@pytest.fixture(scope="module")
def choice() -> Choice:
    return compile_choice(compile_reader(load_topic("hsct_ms").vocabulary))


@pytest.mark.parametrize("odd", ODD)
def test_a_record_of_the_topic_is_found_beside_any_other(odd: bytes, choice: Choice, tmp_path: Path) -> None:
    lone, path = RECORD % (97000003, BOTH), tmp_path / "a.xml"
    path.write_bytes(file_of(odd, lone, RECORD % (97000004, b"Other")))
    part = read_part(path, choice, frozenset())
    assert part.raws == [odd.strip(), lone.strip()]
    assert (part.n_records, list(part.pmids)) == (3, [97000004])


def test_the_records_of_nlm_come_in_runs() -> None:
    content = file_of(*(RECORD % (97000000 + number, b"Words") for number in range(1, 6)))
    (run,) = split_runs(iter([content]), "made up", looking)
    assert isinstance(run, Run)
    assert run.pmids == [97000001, 97000002, 97000003, 97000004, 97000005]


def test_a_list_of_deletions_ends_a_run() -> None:
    content = file_of(USUAL, b"<DeleteCitation><PMID>97000001</PMID></DeleteCitation>", USUAL)
    told = [
        "run" if isinstance(found, Run) else found.name for found in split_runs(iter([content]), "made up", looking)
    ]
    assert told == ["run", "DeleteCitation", "run"]


def test_a_citation_that_does_not_end_never_hides_the_next_record(choice: Choice, tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(file_of(USUAL.replace(BOTH, b"Other").replace(b"</MedlineCitation>", b""), USUAL))
    with pytest.raises(ContentRefused, match="not well-formed"):
        read_part(path, choice, frozenset())


@pytest.mark.parametrize(
    ("root", "name"), [("MedlineCitationSet", "MedlineCitation"), ("PubmedBookArticleSet", "PubmedBookArticle")]
)
def test_a_long_file_of_other_elements_is_not_drawn_into_memory_in_search_of_a_record(root: str, name: str) -> None:
    one = f"<{name}><PMID>97100001</PMID>{'y' * 4000}</{name}>".encode()
    text = f"<{root}>".encode() + one * 5000 + f"</{root}>".encode()
    chunks = (text[start : start + (1 << 18)] for start in range(0, len(text), 1 << 18))
    began = time.process_time()
    assert sum(1 for _ in split_runs(chunks, "made", looking)) == 5000
    assert time.process_time() - began < 5
