"""Changes to the bytes of a PubMed record, in the places that the DTD gives."""

import re
from datetime import date

_CITATION_END = ("CitationSubset", "SupplMeshList", "ChemicalList", "MedlineJournalInfo")


def date_xml(name: str, day: date) -> bytes:
    return f"<{name}><Year>{day:%Y}</Year><Month>{day:%m}</Month><Day>{day:%d}</Day></{name}>".encode()


def with_notice(raw: bytes, kind: str, other: str, note: str = "") -> bytes:
    """One more CommentsCorrections of that RefType."""
    said = f"<Note>{note}</Note>" if note else ""
    notice = (
        f'<CommentsCorrections RefType="{kind}"><RefSource>J Made Up. 2026 Nov;1(1):1. doi: 10.9999/{other}</RefSource>'
        f'<PMID Version="1">{other}</PMID>{said}</CommentsCorrections>'
    ).encode()
    if b"</CommentsCorrectionsList>" in raw:
        return raw.replace(b"</CommentsCorrectionsList>", notice + b"</CommentsCorrectionsList>", 1)
    return after(raw, _CITATION_END, b"<CommentsCorrectionsList>" + notice + b"</CommentsCorrectionsList>")


def with_type(raw: bytes, name: str, ui: str = "D016441") -> bytes:
    made = f'<PublicationType UI="{ui}">{name}</PublicationType>'.encode()
    return raw.replace(b"</PublicationTypeList>", made + b"</PublicationTypeList>", 1)


def with_mesh(raw: bytes, names: list[str]) -> bytes:
    """The MeSH headings, in place of any."""
    made = "".join(
        f'<MeshHeading><DescriptorName UI="D000001" MajorTopicYN="N">{name}</DescriptorName></MeshHeading>'
        for name in names
    ).encode()
    raw = re.sub(rb"<MeshHeadingList>.*?</MeshHeadingList>\s*", b"", raw, flags=re.S)
    places = ("GeneSymbolList", "CommentsCorrectionsList", *_CITATION_END)
    return after(raw, places, b"<MeshHeadingList>" + made + b"</MeshHeadingList>")


def with_status(raw: bytes, status: str) -> bytes:
    return re.sub(rb'(<MedlineCitation[^>]*\bStatus=")[^"]*', rb"\g<1>" + status.encode(), raw, count=1)


def with_revised(raw: bytes, day: date) -> bytes:
    raw = re.sub(rb"<DateRevised>.*?</DateRevised>\s*", b"", raw, count=1, flags=re.S)
    return after(raw, ("DateCompleted", "PMID"), date_xml("DateRevised", day))


def with_version(raw: bytes, version: int) -> bytes:
    return re.sub(rb'<PMID(\s+Version="\d+")?\s*>', f'<PMID Version="{version}">'.encode(), raw, count=1)


def with_text(raw: bytes, old: str, new: str) -> bytes:
    """The text replaced in the record's bytes. Raises ValueError where it is not there."""
    if old.encode() not in raw:
        raise ValueError(f"{old!r}: not in the record")
    return raw.replace(old.encode(), new.encode())


def after(raw: bytes, names: tuple[str, ...], piece: bytes) -> bytes:
    """The piece put behind the last of the first of these elements that the record has."""
    for name in names:
        found = list(re.finditer(rf"</{name}>|<{name}/>".encode(), raw))
        if found:
            end = found[0].end() if name == "PMID" else found[-1].end()
            return raw[:end] + piece + raw[end:]
    raise ValueError(f"none of {', '.join(names)} in the record")
