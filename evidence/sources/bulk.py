"""Files of PubMed records (baseline and update files, search results in XML, MEDLINE exports) and of
ClinicalTrials.gov's studies (JSON); .gz or plain.

The content decides what a file is, not its name. PubMed's are read as a stream: memory is bounded by one record,
whatever the size of the file.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from evidence.errors import ContentRefused, InputMissing
from evidence.records.article import Article, DeletedRecord
from evidence.records.registry import RegistryStudy
from evidence.sources.ctgov_pages import read_file
from evidence.sources.inflate import read_chunks
from evidence.sources.medline import MEDLINE_START, read_medline, split_medline
from evidence.sources.pubmed_plain import read_quickly
from evidence.sources.pubmed_xml import read_deletions, read_record
from evidence.sources.xml_split import DELETIONS, UTF16, Piece, split_elements
from evidence.values import value

Wanted = Callable[[bytes], bool]
XML, MEDLINE, CTGOV = "pubmed-xml", "medline", "ctgov"

_SUFFIXES = (".xml", ".xml.gz", ".nbib", ".json", ".json.gz")
_BOM = b"\xef\xbb\xbf"


@value
class SourceRecord:
    """One record of a file with the bytes it was read from.

    form: "pubmed-xml", "medline" or "ctgov". Exactly one of article, deleted and study is given, except that all are
    None for a PubMed record that the caller did not want parsed.
    """

    form: str
    raw: bytes
    article: Article | None
    deleted: DeletedRecord | None
    study: RegistryStudy | None = None


def find_files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return files as given and, for a folder, the *.xml, *.nbib and *.json in it (.gz too) by name; each file once.

    Folders inside a folder are not entered. Raises InputMissing where a path is not there or a folder has none.
    """
    found: dict[Path, None] = {}
    for path in paths:
        found.update(dict.fromkeys(_files_of(path)))
    return tuple(found)


def _files_of(path: Path) -> list[Path]:
    try:
        if not path.is_dir():
            path.stat()
            return [path]
        files = sorted(file for file in path.iterdir() if _is_ours(file))
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise InputMissing(f"{path}: cannot be read ({reason}): check the path and its permissions") from problem
    if not files:
        raise InputMissing(
            f"{path}: no .xml, .nbib or .json file (.gz or plain) in this folder: name the files themselves"
        )
    return files


def _is_ours(file: Path) -> bool:
    return file.name.lower().endswith(_SUFFIXES) and not file.name.startswith(".") and file.is_file()


def read_records(path: Path, wanted: Wanted | None = None) -> Iterator[SourceRecord]:
    """Yield every record of a file in its order, several versions of one PMID included, and every deletion.

    wanted, where given, is asked with the bytes of each XML or MEDLINE record; a record it does not want is yielded
    unparsed. Raises InputMissing where the file cannot be read, ContentRefused where it is not what it should be;
    the message names the file and the place, and records yielded before must then be discarded with it.
    """
    chunks = read_chunks(path)
    head = next(chunks, b"")
    stream, name = chain([head], chunks), str(path)
    beginning = head.removeprefix(_BOM).lstrip()
    if beginning.startswith(MEDLINE_START):
        yield from _read_medline(stream, name, wanted)
    elif beginning.startswith((b"{", b"[")):
        yield from _read_studies(stream, name)
    elif beginning.startswith(b"<") or head.startswith(UTF16):
        yield from _read_xml(stream, name, wanted)
    else:
        content = "holds something else" if head else "is empty"
        raise ContentRefused(f"{name}: {content}, not PubMed XML, a MEDLINE export or studies in JSON: fetch it again")


def _read_xml(stream: Iterator[bytes], name: str, wanted: Wanted | None) -> Iterator[SourceRecord]:
    last: str | None = None
    for piece in split_elements(stream, name):
        try:
            records = _parse_piece(piece, wanted)
        except ContentRefused as problem:
            raise located(problem, name, last, piece.offset) from problem
        for record in records:
            last = last if record.article is None else record.article.pmid
            yield record


def _parse_piece(piece: Piece, wanted: Wanted | None) -> list[SourceRecord]:
    if piece.name in DELETIONS:
        return [SourceRecord(XML, raw, None, deleted) for raw, deleted in read_deletions(piece.raw)]
    if wanted is not None and not wanted(piece.raw):
        return [SourceRecord(XML, piece.raw, None, None)]
    return [SourceRecord(XML, piece.raw, read_quickly(piece.raw), None)]


def _read_medline(stream: Iterator[bytes], name: str, wanted: Wanted | None) -> Iterator[SourceRecord]:
    last: str | None = None
    for offset, raw in split_medline(stream, name):
        if wanted is not None and not wanted(raw):
            yield SourceRecord(MEDLINE, raw, None, None)
            continue
        try:
            article = read_medline(raw)
        except ContentRefused as problem:
            raise located(problem, name, last, offset) from problem
        last = article.pmid
        yield SourceRecord(MEDLINE, raw, article, None)


def _read_studies(stream: Iterator[bytes], name: str) -> Iterator[SourceRecord]:
    """Yield studies, all of them parsed: bytes seen before may be what the registry says again."""
    try:
        for raw, study in read_file(stream):
            yield SourceRecord(CTGOV, raw, None, None, study)
    except ContentRefused as problem:
        raise ContentRefused(f"{name}: {problem}: fetch the file again") from problem


def located(problem: ContentRefused, name: str, last: str | None, offset: int) -> ContentRefused:
    """Return the refusal of a record with its file and place; last: PMID of the record before, None for the first."""
    after = "" if last is None else f"after PMID {last}, "
    return ContentRefused(f"{name}: {problem} ({after}byte {offset:,}): fetch the file again or remove that record")


def read_article_again(form: str, raw: bytes) -> Article:
    """Return the article in the bytes of one record, as they were kept; raises ContentRefused."""
    return read_medline(raw) if form == MEDLINE else read_record(raw)


def read_study_again(raw: bytes) -> RegistryStudy:
    """Return the study in the bytes of one record of the registry, as they were kept; raises ContentRefused."""
    for _, study in read_file(iter([raw])):
        return study
    raise ContentRefused("a record of ClinicalTrials.gov without a study")
