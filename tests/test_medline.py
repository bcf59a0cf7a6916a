"""What a MEDLINE export says, as far as the format can say it."""

from pathlib import Path

import pytest

from evidence.errors import ContentRefused
from evidence.records.article import (
    AbstractSection,
    Article,
    Author,
    MeshHeading,
    Notice,
    OtherAbstract,
    PartialDate,
)
from evidence.sources import medline
from evidence.sources.medline import read_medline, read_nbib

EXPORT = Path(__file__).parent / "fixtures" / "pubmed" / "export.nbib"


@pytest.fixture(scope="module")
def records() -> list[tuple[bytes, Article]]:
    return list(read_nbib(EXPORT.read_text(encoding="utf-8")))


def record_of(*lines: str) -> Article:
    """A record of these lines, with a title where they bring none."""
    titled = any(line.startswith(("TI  -", "BTI -", "TT  -", "CTI -")) for line in lines)
    return read_medline("\n".join(["PMID- 97000023", *([] if titled else ["TI  - A title"]), *lines]).encode())


def test_the_whole_record_is_read_as_far_as_the_format_allows(records: list[tuple[bytes, Article]]) -> None:
    assert records[0][1] == Article(
        pmid="97000021",
        version=1,
        title="Grafts against tablets in relapsing multiple sclerosis: a made-up trial.",
        sections=(
            AbstractSection("BACKGROUND", None, "Few grafts were compared with tablets."),
            AbstractSection(
                "METHODS AND PATIENTS",
                None,
                "We followed 55 patients; the graft arm (BEAM: four drugs) was small.",
            ),
            AbstractSection("RESULTS", None, "3 of 55 relapsed (P<0.001)."),
            AbstractSection("CONCLUSIONS", None, "Grafts did better."),
        ),
        vernacular_title="Transplantaties tegen tabletten.",
        other_abstracts=(
            OtherAbstract(
                "Publisher", "dut", (AbstractSection(None, None, "Tabletten vergeleken met transplantaties."),)
            ),
        ),
        copyright="(c) 2019 Nobody.",
        journal="Journal of invented neurology",
        journal_short="J Invent Neurol",
        issn="9797-0001",
        volume="12",
        issue="3",
        pages="101-9",
        published=PartialDate("2019 Nov-Dec", "month", "2019-11-01", "2019-12-31"),
        electronic="2019-09-30",
        entered="2019-10-01",
        revised="2024-11-30",
        doi="10.9797/JIN.2019.0021",
        other_ids=(("pii", "S9797-0001(19)30001-7"), ("pmc", "PMC9700021")),
        authors=(
            Author("Bürgt", "Richard K", "RK", "Jr"),
            Author(
                collective="MISTY Study Group of all the hospitals in the land that took part in it and their friends"
            ),
            Author("van der Berg", "Anna", "A"),
        ),
        mesh=(
            MeshHeading("Humans", None, False),
            MeshHeading("Multiple Sclerosis", None, True, ("therapy", "mortality")),
            MeshHeading("Transplantation, Autologous", None, True),
        ),
        keywords=("AHSCT", "a keyword so long that the exporting program had to fold it on to another line"),
        publication_types=("Journal Article", "Randomized Controlled Trial"),
        registry_ids=(("ClinicalTrials.gov", "NCT97000001"), ("ISRCTN", "ISRCTN97000001")),
        notices=(
            Notice("ErratumIn", "97000091", "J Invent Neurol. 2020;14(1):1."),
            Notice("ExpressionOfConcernIn", None, "J Invent Neurol. 2020;14(1):2."),
        ),
        languages=("eng", "dut"),
        status="MEDLINE",
    )


def test_each_record_comes_with_its_own_bytes(records: list[tuple[bytes, Article]]) -> None:
    assert [raw[:14] for raw, _ in records] == [b"PMID- 97000021", b"PMID- 97000022"]
    assert records[0][0].endswith(b"10.9797/JIN.2019.0021.")
    assert [read_medline(raw) for raw, _ in records] == [article for _, article in records]


def test_a_word_in_capitals_is_not_a_heading(records: list[tuple[bytes, Article]]) -> None:
    text = "We read that HSCT: a review was printed. In our ward nobody agrees."
    assert records[1][1].sections == (AbstractSection(None, None, text),)


@pytest.mark.parametrize(
    "abstract",
    [
        "RESULTS: One heading makes no structure.",
        "BEAM: four drugs. CYC: one drug.",
        "RESULTS: 3 of 9. BEAM: four drugs.",
        "We asked. METHODS: we counted. RESULTS: three.",
        "Results: three. Conclusions: few.",
    ],
)
def test_headings_in_doubt_stay_in_the_text(abstract: str) -> None:
    assert record_of(f"AB  - {abstract}").sections == (AbstractSection(None, None, abstract),)


def test_a_field_newer_than_the_reader_is_named(records: list[tuple[bytes, Article]]) -> None:
    assert records[1][1].unknown == ("MEDLINE field QQ",)


def test_the_entry_date_falls_back_to_crdt_and_then_edat() -> None:
    assert record_of("EDAT- 2019/10/02 06:00", "CRDT- 2019/10/01 06:00").entered == "2019-10-01"
    assert record_of("EDAT- 2019/10/02 06:00").entered == "2019-10-02"
    assert record_of("EDAT- 2019/13/02 06:00").entered is None


def test_other_abstracts_may_lack_a_kind_or_a_language() -> None:
    record = record_of("OAB - Publisher: Een.", "OABL- dut", "OAB - Deux: ou trois.")
    assert record.other_abstracts == (
        OtherAbstract("Publisher", "dut", (AbstractSection(None, None, "Een."),)),
        OtherAbstract(None, None, (AbstractSection(None, None, "Deux: ou trois."),)),
    )


def test_a_book_chapter_is_a_book() -> None:
    chapter = record_of("TI  - A chapter", "BTI - Handbook of grafts")
    assert (chapter.title, chapter.journal, chapter.medium) == ("A chapter", "Handbook of grafts", "book")
    assert record_of("BTI - Handbook of grafts").title == "Handbook of grafts"


@pytest.mark.parametrize(
    ("lines", "author"),
    [
        (["AU  - Burgt RK"], Author("Burgt", None, "RK")),
        (["AU  - van der Berg A 3rd"], Author("van der Berg", None, "A", "3rd")),
        (["AU  - Plato"], Author("Plato")),
        (["FAU - Plato", "AU  - Plato"], Author("Plato")),
        (["FAU - Bürgt, Richard"], Author("Bürgt", "Richard")),
    ],
)
def test_names_are_taken_apart(lines: list[str], author: Author) -> None:
    assert record_of(*lines).authors == (author,)


def test_a_title_in_another_language_only_is_never_empty() -> None:
    assert record_of("TT  - Stamceltransplantatie").title == "[Title not available in English]"
    assert record_of("TI  - ").title == "[Title not available]"
    assert record_of("CTI - A series of handbooks").title == "[Title not available]"


def test_line_ends_of_windows_and_a_byte_order_mark_mean_nothing(records: list[tuple[bytes, Article]]) -> None:
    windows = "\ufeff" + EXPORT.read_text(encoding="utf-8").lstrip().replace("\n", "\r\n")
    assert [article for _, article in read_nbib(windows)] == [article for _, article in records]


def test_a_no_break_space_and_a_line_separator_are_text() -> None:
    assert record_of("TI  - \u00a0A\u2028title").title == "\u00a0A\u2028title"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"PMID- 97x", "without a readable PMID"),
        (b"PMID- 0", "without a readable PMID"),
        (b"PMID- 097000031", "without a readable PMID"),
        (b"TI  - No number", "without a readable PMID"),
        (b"      folded before any field", "not MEDLINE"),
        (b"PMID- 97000001\n1. Some other list", "not MEDLINE"),
        (b"PMID- 97000001\nTI  - caf\xe9", "UTF-8"),
        (b"\n \n", "empty"),
        (b"PMID- 97000001\nAB  - Text without a title.", "PMID 97000001 has no title"),
    ],
)
def test_what_is_not_medline_is_refused(raw: bytes, reason: str) -> None:
    with pytest.raises(ContentRefused, match=reason):
        read_medline(raw)


FIRST = "PMID- 97000041\nTI  - Grafts\nSO  - J Invent Neurol. 2018.\n\n"
SECOND = "PMID- 97000042\nTI  - Tablets\nAB  - We counted 55 patients.\nSO  - J Invent Neurol. 2019.\n"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("after", ["", "\n", " ", "\n \n"])
def test_a_whole_export_is_read_whatever_its_line_ends_and_blank_lines(line_end: str, after: str) -> None:
    export = (FIRST + SECOND + after).replace("\n", line_end)
    assert [article.pmid for _, article in read_nbib(export)] == ["97000041", "97000042"]


def test_an_export_that_ends_in_the_middle_of_a_line_was_cut() -> None:
    with pytest.raises(ContentRefused, match=r"the last record \(PMID 97000042\) ends in the middle of a line"):
        list(read_nbib(FIRST + SECOND[:-5]))


@pytest.mark.parametrize("before", ["", FIRST])
def test_an_export_whose_last_record_alone_lacks_the_last_field_was_cut(before: str) -> None:
    with pytest.raises(ContentRefused, match=r"PMID 97000042\) has no field SO"):
        list(read_nbib(before + SECOND[: SECOND.index("SO  -")]))


def test_an_export_of_a_program_that_never_writes_the_last_field_is_whole() -> None:
    bare = SECOND[: SECOND.index("SO  -")]
    first = FIRST[: FIRST.index("SO  -")]
    assert [article.pmid for _, article in read_nbib(first + bare)] == ["97000041", "97000042"]


@pytest.mark.parametrize("length", range(5, len(SECOND)))
def test_no_cut_of_an_export_is_accepted(length: int) -> None:
    with pytest.raises(ContentRefused):
        list(read_nbib(SECOND[:length]))


@pytest.mark.parametrize("text", ["", "\n", " \r\n\n"])
def test_an_export_without_a_record_holds_none(text: str) -> None:
    assert list(read_nbib(text)) == []


def test_a_record_larger_than_any_real_one_ends_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(medline, "_MAX_RECORD", 100)
    chunks = iter([FIRST.encode(), b"PMID- 97000042\nAB  - ", b"word " * 30])
    with pytest.raises(ContentRefused, match=r"export: no end of a record in 0 MiB \(byte 58\): not MEDLINE"):
        list(medline.split_medline(chunks, "export"))
