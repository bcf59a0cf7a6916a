"""Files of PubMed records are read record by record, or refused with the place where they go wrong."""

import builtins
import gzip
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.errors import ContentRefused, EvidenceError, InputMissing
from evidence.sources import inflate, xml_guard, xml_window
from evidence.sources.bulk import (
    SourceRecord,
    find_files,
    read_article_again,
    read_records,
    read_study_again,
)
from evidence.sources.ctgov_json import read_study
from evidence.sources.pubmed_xml import read_record
from evidence.sources.xml_split import split_elements
from tests.made_studies import as_bytes, study

FIXTURES = Path(__file__).parent / "fixtures" / "pubmed"
WORST = (FIXTURES / "worst_cases.xml").read_bytes()
OLDER = (FIXTURES / "older_root.xml").read_bytes()
EXPORT = (FIXTURES / "export.nbib").read_bytes()

RECORD = b"<PubmedArticle><MedlineCitation><PMID>%d</PMID><Article/></MedlineCitation></PubmedArticle>"
ONE = RECORD % 97000031
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def save(content: bytes, name: str = "records.xml") -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return save


def in_set(content: bytes) -> bytes:
    return b"<PubmedArticleSet>" + content + b"</PubmedArticleSet>"


def told(path: Path) -> list[str]:
    return [
        record.article.pmid if record.article is not None else f"-{record.deleted.pmid}"
        for record in read_records(path)
        if record.article is not None or record.deleted is not None
    ]


def refusal(path: Path) -> str:
    with pytest.raises(ContentRefused) as refused:
        list(read_records(path))
    message = str(refused.value)
    assert message.startswith(f"{path}: ")
    assert "\n" not in message
    return message


# --- which files ---


def test_a_folder_is_its_record_files_by_name_and_a_file_is_itself(tmp_path: Path, write: Write) -> None:
    for name in ("b.xml", "a.XML.GZ", "c.nbib", "notes.txt", "a.xml.gz.md5", "._b.xml"):
        write(b"", name)
    (tmp_path / "deeper.xml").mkdir()
    other = write(b"", "notes.txt")
    assert [path.name for path in find_files([other, tmp_path])] == ["notes.txt", "a.XML.GZ", "b.xml", "c.nbib"]


def test_a_file_named_twice_is_read_once(tmp_path: Path, write: Write) -> None:
    path = write(b"")
    assert find_files([path, tmp_path, path]) == (path,)


def test_a_path_that_is_not_there_is_missing_input(tmp_path: Path) -> None:
    with pytest.raises(InputMissing, match=r"nowhere\.xml: cannot be read \(No such file"):
        find_files([tmp_path / "nowhere.xml"])


def test_a_folder_without_record_files_is_missing_input(tmp_path: Path) -> None:
    with pytest.raises(InputMissing, match=r"no \.xml, \.nbib or \.json"):
        find_files([tmp_path])


def test_a_file_that_went_away_is_missing_input(tmp_path: Path) -> None:
    with pytest.raises(InputMissing, match="No such file"):
        list(read_records(tmp_path / "gone.xml"))


def test_a_folder_is_no_file_of_records(tmp_path: Path) -> None:
    with pytest.raises(InputMissing, match="Is a directory"):
        list(read_records(tmp_path))


# --- what is read ---


def test_records_and_deletions_come_in_the_order_of_the_file_with_every_version(write: Write) -> None:
    expected = ["97000001", "97000002", "97000002", "97000003", "97000004", "-97000101", "-97000102"]
    assert told(write(WORST)) == expected


def test_the_older_root_holds_bare_citations(write: Write) -> None:
    assert told(write(OLDER)) == ["97000011", "97000012", "-97000103"]


def test_a_record_keeps_its_own_bytes_and_no_other(write: Write) -> None:
    for content in (WORST, OLDER):
        records = list(read_records(write(content)))
        assert all(content.count(record.raw) == 1 for record in records)
        again = [None if record.article is None else read_record(record.raw) for record in records]
        assert again == [record.article for record in records]
    raws = [record.raw for record in read_records(write(WORST))]
    assert raws[1].startswith(b'<PubmedArticle\n    data-note="attributes > and a line break">')
    assert all(raw.endswith(b"</PubmedArticle>") for raw in raws[:4])


def test_a_medline_export_is_known_by_its_content(write: Write) -> None:
    records = list(read_records(write(EXPORT, "export.txt")))
    assert [record.form for record in records] == ["medline", "medline"]
    assert [record.article.pmid for record in records if record.article] == ["97000021", "97000022"]
    assert b"".join(EXPORT.split()) == b"".join(b"".join(record.raw for record in records).split())


@pytest.mark.parametrize("content", [WORST, EXPORT], ids=["xml", "nbib"])
def test_gzip_is_known_by_its_content_and_may_have_several_members(write: Write, content: bytes) -> None:
    plain = list(read_records(write(content)))
    half = len(content) // 2
    packed = gzip.compress(content[:half]) + gzip.compress(content[half:])
    assert list(read_records(write(packed, "plain_name.xml"))) == plain


def test_without_isal_the_standard_library_unpacks(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    real_import = builtins.__import__

    def without_isal(name: str, *rest: Any) -> Any:
        if name.startswith("isal"):
            raise ImportError(name)
        return real_import(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without_isal)
    assert len(told(write(gzip.compress(WORST)))) == 7
    assert "damaged or cut gzip" in refusal(write(gzip.compress(WORST)[:-30]))
    packed = bytearray(gzip.compress(WORST))
    packed[200:260] = bytes(60)
    assert "damaged or cut gzip" in refusal(write(bytes(packed)))


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64, 4096])
def test_where_the_chunks_of_a_stream_are_cut_does_not_matter(size: int) -> None:
    for content in (b"\xef\xbb\xbf" + WORST, OLDER):
        whole = list(split_elements(iter([content]), "x"))
        parts = [content[at : at + size] for at in range(0, len(content), size)]
        assert list(split_elements(iter(parts), "x")) == whole
        assert [content[piece.offset :][: len(piece.raw)] for piece in whole] == [piece.raw for piece in whole]


def test_a_record_that_nobody_wants_is_not_parsed(write: Write) -> None:
    broken = b"<PubmedArticle><broken></PubmedArticle>"
    path = write(in_set(broken + ONE + b"<DeleteCitation><PMID>97000101</PMID></DeleteCitation>"))
    records = list(read_records(path, lambda raw: b"97000031" in raw))
    assert records[0] == SourceRecord("pubmed-xml", broken, None, None)
    assert [record.article is None for record in records] == [True, False, True]
    assert records[2].deleted is not None
    exported = list(read_records(write(EXPORT), lambda raw: b"97000022" in raw))
    assert [record.article is None for record in exported] == [True, False]


@pytest.mark.parametrize(
    "content",
    [
        in_set(b""),
        b"<?xml version='1.0'?>\n<PubmedArticleSet/>\n",
        b"<PubmedBookArticleSet></PubmedBookArticleSet >",
        b"<MedlineCitationSet\n>\n</MedlineCitationSet>\n<!-- end -->\n",
    ],
)
def test_a_set_without_records_is_no_error(write: Write, content: bytes) -> None:
    assert list(read_records(write(content))) == []


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf<?xml version='1.0' encoding='UTF-8'?>" + in_set(ONE),
        b"<?xml version='1.0' encoding='us-ascii'?>" + in_set(ONE),
        b"\n\n" + in_set(ONE) + b"\n<?done?>\n",
        b"<!-- <PubmedArticleSet> --><?x <y?>" + in_set(b"<!-- <PubmedArticle> --><?p <z> ?>" + ONE + b"<!-- -->"),
        b"<!DOCTYPE PubmedArticleSet SYSTEM 'pubmed_250101.dtd'><PubmedArticleSet a='b > c'>"
        + ONE
        + b"</PubmedArticleSet>",
        in_set(ONE.replace(b"<Article/>", b"<!-- </PubmedArticle> --><Article/><?p </PubmedArticle>?>")),
        in_set(ONE.replace(b"<Article/>", b"<Article><![CDATA[<!-- </PubmedArticle>]]></Article>")),
        in_set(ONE.replace(b"<Article/>", b"<PubmedArticleNote>x</PubmedArticleNote><Article/>")),
        in_set(ONE.replace(b"</PubmedArticle>", b"</PubmedArticle\n >")),
        in_set(ONE).replace(b"\n", b"\r\n"),
    ],
    ids=range(10),
)
def test_odd_but_sound_spellings_are_read(write: Write, content: bytes) -> None:
    assert told(write(content)) == ["97000031"]
    parts = [content[at : at + 1] for at in range(len(content))]
    assert len(list(split_elements(iter(parts), "x"))) == 1


# --- what is refused ---


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"{}", "JSON, but no study"),
        (b"PK\x03\x04", "something else"),
        (b"\n\n", "something else"),
        (b"<!-- nothing -->", "no XML"),
        (b"<!DOCTYPE html><html><body>503</body></html>", "its root is <html>"),
        (b"<!doctype html><html></html>", "other than an element"),
        (b"<pmc-articleset><article/></pmc-articleset>", "its root is <pmc-articleset>"),
        (b"<eFetchResult><ERROR>Unable to obtain query #1</ERROR></eFetchResult>", "its root is <eFetchResult>"),
        (ONE, "its root is <PubmedArticle>"),
        (b"<?xml version='1.0' encoding='ISO-8859-1'?>" + in_set(ONE), "encoding ISO-8859-1"),
        (in_set(ONE).decode().encode("utf-16"), "UTF-16"),
        (in_set(ONE).decode().encode("utf-16-le"), "UTF-16"),
        (b'<!DOCTYPE PubmedArticleSet [<!ENTITY a "aaaa">]>' + in_set(ONE), "declarations of its own"),
        (in_set(b'<!DOCTYPE x [<!ENTITY a "b">]>' + ONE), "other than an element"),
        (in_set(ONE + b"some words" + ONE), "text where a record should begin (after PMID 97000031, byte 115)"),
        (in_set(ONE + b"<![CDATA[x]]>"), "other than an element"),
        (in_set(ONE + b"< >late</ >"), "a tag without a name"),
        (in_set(ONE + b"<ERROR>late</ERROR>"), "unknown element <ERROR> among its records (after PMID 97000031"),
        (in_set(ONE) + in_set(ONE), "goes on behind its root element"),
        (b"<?xml version='1.0'?>" + in_set(ONE) + b"\n<?xml version='1.0'?>" + in_set(ONE), "goes on behind"),
        (in_set(ONE) + b"words", "goes on behind"),
        (in_set(ONE)[:-1], "cut"),
        (b"<PubmedArticleSet>" + ONE, "cut: it ends before its root element is closed (after PMID 97000031, byte 115)"),
        (b"<PubmedArticleSet>" + ONE + ONE[:50], "cut: it ends before its root element is closed (after PMID 97000031"),
        (b"<PubmedArticleSet>" + ONE[:50], "cut: it ends before its root element is closed (byte 18)"),
        (b"<PubmedArticleSet", "cut"),
        (b"<?xml version='1.0'", "cut"),
        (b"<PubmedArticleSet>" + ONE + b"</MedlineCitationSet>", "stray </MedlineCitationSet>"),
        (in_set(ONE + b"<PubmedArticle/>"), "not a PubMed record: expected"),
        (
            in_set(ONE + b"<PubmedArticle><MedlineCitation></PubmedArticle>" + ONE),
            "not well-formed XML (mismatched tag",
        ),
        (in_set(ONE + ONE.replace(b"</PubmedArticle>", b"") + ONE), "not well-formed"),
        (in_set(ONE + ONE.replace(b"<Article/>", b"<Article>&boom;</Article>")), "undefined entity"),
        (
            in_set(ONE + b"<DeleteCitation><PMID>x</PMID></DeleteCitation>"),
            "other than PMIDs (after PMID 97000031, byte",
        ),
        (gzip.compress(in_set(ONE))[:-9], "after 0 bytes of content): fetch it again"),
        (gzip.compress(in_set(ONE)) + b"more", "damaged or cut gzip"),
        (b"\x1f\x8bnot really", "damaged or cut gzip"),
        (b"PMID- 97000031\nTI  - A\n\nPMID- 9x\nTI  - B", "without a readable PMID (after PMID 97000031, byte 24)"),
        (b"PMID- 97000031\nTI  - A\n<html>", "not MEDLINE"),
        (b"PMID- 970", "PMID 970 has no title"),
        (
            b"PMID- 97000031\nTI  - A\nSO  - B\n\nPMID- 97000032\nTI  - C",
            "(PMID 97000032) ends in the middle of a line",
        ),
    ],
    ids=range(41),
)
def test_what_is_not_a_sound_file_of_records_is_refused_with_the_place(
    write: Write, content: bytes, reason: str
) -> None:
    assert reason in refusal(write(content))


# Studies of ClinicalTrials.gov

STUDY, OTHER = as_bytes(study("NCT97000001")), as_bytes(study("NCT97000002"))


@pytest.mark.parametrize(
    "content",
    [
        STUDY,
        b'\xef\xbb\xbf\n{"studies": [' + STUDY + b"]}",
        b'{"studies": [' + STUDY + b'], "nextPageToken": "t"}',
        b"[" + STUDY + b"]",
        gzip.compress(b'{"studies": [' + STUDY + b"]}"),
    ],
)
def test_studies_of_the_registry_are_read_with_the_bytes_of_each(write: Write, content: bytes) -> None:
    record = SourceRecord("ctgov", STUDY, None, None, read_study(STUDY))
    assert list(read_records(write(content, "whatever.txt"))) == [record]


def test_a_study_is_parsed_though_its_bytes_are_known(write: Write) -> None:
    (record,) = read_records(write(STUDY), lambda _: False)
    assert record.study == read_study(STUDY)


def test_an_empty_page_of_the_registry_holds_no_record(write: Write) -> None:
    assert list(read_records(write(b'{"studies": []}'))) == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'{"studies": [' + STUDY, "not JSON in UTF-8"),
        (b'{"studies": [' + STUDY + b", {}]}", "study 2: no study"),
        (b'{"studies": [1]}', "something else than studies"),
        (b'{"resourceType": "ResearchStudy"}', "JSON, but no study"),
        (STUDY + OTHER, "something follows"),
    ],
)
def test_a_file_of_the_registry_that_is_not_sound_is_refused(write: Write, content: bytes, reason: str) -> None:
    assert reason in refusal(write(content))


def test_a_file_of_the_registry_beyond_all_measure_is_refused(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evidence.sources.ctgov_pages._LARGEST_FILE", len(STUDY) - 1)
    assert "split the file" in refusal(write(STUDY))


def test_a_folder_gives_its_files_of_the_registry_too(write: Write) -> None:
    paths = [write(STUDY, name) for name in ("a.json", "b.json.gz", "c.xml", "d.jsonl", "e.txt")]
    assert find_files([paths[0].parent]) == tuple(paths[:3])


def test_what_was_kept_of_a_record_is_read_again_as_it_was(write: Write) -> None:
    for content in (in_set(ONE), b"PMID- 97000031\nTI  - A\nSO  - B\n"):
        (record,) = read_records(write(content))
        assert read_article_again(record.form, record.raw) == record.article
    assert read_study_again(STUDY) == read_study(STUDY)
    with pytest.raises(ContentRefused, match="without a study"):
        read_study_again(b'{"studies": []}')


def test_damage_inside_a_gzip_stream_is_refused(write: Write) -> None:
    packed = bytearray(gzip.compress(WORST))
    packed[200:260] = bytes(60)
    assert "damaged or cut gzip" in refusal(write(bytes(packed)))


def test_every_cut_of_a_file_is_noticed(write: Write) -> None:
    whole = len(told(write(WORST)))
    for size in range(0, len(WORST.rstrip()) - 1, 97):
        with pytest.raises(ContentRefused):
            list(read_records(write(WORST[:size])))
    assert whole == 7


def test_a_record_over_the_limit_is_refused_before_it_is_whole(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_window, "MAX_RECORD", 1 << 20)
    monkeypatch.setattr(xml_guard, "MAX_RECORD", 1 << 20)
    huge = ONE.replace(b"<Article/>", b"<Article>" + b"x" * (2 << 20) + b"</Article>")
    assert "goes on for 1 MiB without the end of a record (after PMID 97000031" in refusal(write(in_set(ONE + huge)))
    just = ONE.replace(b"<Article/>", b"<Article>" + b"x" * (1 << 19) + b"</Article>")
    assert told(write(in_set(just * 4))) == ["97000031"] * 4


def test_a_file_that_expands_without_measure_is_refused(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inflate, "RATIO_FROM", 1 << 18)
    content = in_set(b"".join(RECORD % number for number in range(97000000, 97000100)) + ONE * 5_000)
    path = write(gzip.compress(content))
    assert "gzip bomb" in refusal(path)
    monkeypatch.undo()
    assert len(told(path)) == 5_100  # under 64 MiB, repetition is no crime


def test_a_tag_without_an_end_is_refused_before_the_file_is_read_to_its_end(write: Write) -> None:
    for unending in (b"<PubmedArticleSet " + b"a" * 900_000, b"<PubmedArticleSet><PubmedArticle " + b"a" * 900_000):
        assert "text where a record should begin" in refusal(write(unending))


BOMB = """
import gzip, re, sys
from pathlib import Path
from evidence.errors import ContentRefused
from evidence.sources.bulk import read_records
path = Path(sys.argv[1])
with gzip.open(path, "wb") as packed:
    packed.write(b"<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>97000031</PMID>")
    for _ in range(200):
        packed.write(sys.argv[2].encode() * ((1 << 20) // len(sys.argv[2])))
    packed.write(b"</MedlineCitation></PubmedArticle></PubmedArticleSet>")
try:
    list(read_records(path))
except ContentRefused as problem:
    print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1], problem)
"""


@pytest.mark.fault("F21")
@pytest.mark.parametrize("filling", ["x", "<b/>", "<i a='1'></i>", "<!-- -->"])
def test_a_bomb_of_200_mib_is_refused_in_less_than_150(tmp_path: Path, filling: str) -> None:
    command = [sys.executable, "-c", BOMB, str(tmp_path / "bomb.xml.gz"), filling]
    run = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parent.parent)
    peak, _, message = run.stdout.partition(" ")
    assert "without the end of a record" in message
    assert int(peak) < 150 * 1024


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_missing_input(write: Write) -> None:
    path = write(in_set(ONE))
    path.chmod(0)
    with pytest.raises(InputMissing, match="Permission denied"):
        list(read_records(path))


# --- bytes at random: only our own errors ---

CHANGES = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 6), st.binary(min_size=0, max_size=12)), max_size=6
)


def changed(content: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    for place, removed, added in changes:
        at = int(place * len(content))
        content = content[:at] + added + content[at + removed :]
    return content


def only_our_errors(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    try:
        for record in read_records(path):
            assert record.article is not None or record.deleted is not None
    except EvidenceError:
        return


@pytest.mark.fault("F36")
@settings(max_examples=150, deadline=None)
@given(content=st.sampled_from([WORST, OLDER, EXPORT, gzip.compress(WORST)]), changes=CHANGES)
def test_damaged_bytes_raise_our_errors_only(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, changes: list[tuple[float, int, bytes]]
) -> None:
    only_our_errors(tmp_path_factory.getbasetemp() / "fuzz.xml", changed(content, changes))


@pytest.mark.fault("F36")
@pytest.mark.slow
@settings(max_examples=10_000, deadline=None)
@given(content=st.sampled_from([WORST, OLDER, EXPORT, gzip.compress(WORST)]), changes=CHANGES)
def test_ten_thousand_damaged_files_raise_our_errors_only(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, changes: list[tuple[float, int, bytes]]
) -> None:
    only_our_errors(tmp_path_factory.getbasetemp() / "fuzz_slow.xml", changed(content, changes))
