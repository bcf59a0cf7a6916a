"""The fields of one MEDLINE record, as Bio.Medline gives them (text or list), in the terms of an Article."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from evidence.records.article import AbstractSection, Author, MeshHeading, Notice, OtherAbstract, PartialDate
from evidence.sources.pubmed_dates import NO_DATE, iso_from_digits, read_printed_date
from evidence.sources.pubmed_parts import pick_doi

_REF_TYPES = {
    "CIN": "CommentIn",
    "CON": "CommentOn",
    "CRI": "CorrectedandRepublishedIn",
    "CRF": "CorrectedandRepublishedFrom",
    "ECI": "ExpressionOfConcernIn",
    "ECF": "ExpressionOfConcernFor",
    "EIN": "ErratumIn",
    "EFR": "ErratumFor",
    "ORI": "OriginalReportIn",
    "PRIN": "PartialRetractionIn",
    "PROF": "PartialRetractionOf",
    "RIN": "RetractionIn",
    "ROF": "RetractionOf",
    "RPI": "RepublishedIn",
    "RPF": "RepublishedFrom",
    "RRI": "RetractedandRepublishedIn",
    "RRF": "RetractedandRepublishedFrom",
    "SPIN": "SummaryForPatientsIn",
    "UIN": "UpdateIn",
    "UOF": "UpdateOf",
}
_FIELDS = """
    AB AD AID AU AUID BTI CDAT CI CN COI COIS CP CRDT CTDT CTI CY DA DCOM DDIN DEP DP DRDT EA ED EDAT EN FAU FED FIR
    FPS GN GR GS ID IP IR IRAD IRID IS ISBN JC JID JT LA LID LR MH MHDA MID NI NM OAB OABL OCI OID OT OTO OWN PB PG
    PHST PL PMC PMCR PMID PS PST PT PUBM RF RN RTI SB SFM SI SO SPIN STAT TA TI TT VI VTI YR
"""
_KNOWN = frozenset(_FIELDS.split()) | frozenset(_REF_TYPES)
_DAY = re.compile(r"(\d{4})/?(\d\d)/?(\d\d)(?!\d)")
_NAMED_ID = re.compile(r"(\S+) \[([a-z]+)\]")
_ISSN = re.compile(r"\d{4}-\d{3}[\dXx]")
_CITED_PMID = re.compile(r"\s*PMID:\s*(\d+)\.?\s*$")
_SUFFIX = re.compile(r"(?:Jr|Sr|I{2,3}|IV|\d(?:st|nd|rd|th))\.?")
_INITIALS = re.compile(r"[^\W\d_a-z][^\W\d_]{0,4}")
_SUMMARY = re.compile(r"(Publisher|AIDS|AAMC|KIE|PIP|NASA|plain-language-summary): ", re.IGNORECASE)
# A heading: capitals and a colon, at the very start or behind the end of a sentence ("... patients. RESULTS: ").
_HEADING = re.compile(r"(?:^|(?<=[.!?)\]%] ))(?P<label>[A-Z][A-Z ,/&()-]{3,59}): ")
_PLAIN_HEADINGS = re.compile(
    r"BACKGROUND|INTRODUCTION|OBJECTIVES?|AIMS?|PURPOSE|IMPORTANCE|CONTEXT|METHODS?|DESIGN|SETTING|PATIENTS|RESULTS"
    r"|FINDINGS|CONCLUSIONS?|INTERPRETATION|DISCUSSION|SUMMARY"
)


def text_of(record: Mapping[str, Any], key: str) -> str | None:
    """Return a field as one text; None where it is absent or empty."""
    value = record.get(key)
    if value is None:
        return None
    return (value if isinstance(value, str) else " ".join(value)) or None


def list_of(record: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """Return the entries of a repeated field, empty ones left out."""
    value = record.get(key, [])
    return tuple(entry for entry in ([value] if isinstance(value, str) else value) if entry)


def read_sections(abstract: str | None) -> tuple[AbstractSection, ...]:
    """Return the abstract as one section, or as several where its headings are unmistakable.

    Unmistakable: it begins with a heading, has a second one, and each of the first two has a usual word in it.
    """
    if abstract is None:
        return ()
    headings = list(_HEADING.finditer(abstract))
    usual = [_PLAIN_HEADINGS.search(heading["label"]) is not None for heading in headings[:2]]
    if usual != [True, True] or headings[0].start() != 0:
        return (AbstractSection(None, None, abstract),)
    ends = [heading.start() for heading in headings[1:]] + [len(abstract)]
    return tuple(
        AbstractSection(heading["label"], None, abstract[heading.end() : end].strip(" "))
        for heading, end in zip(headings, ends, strict=True)
    )


def read_other_abstracts(record: Mapping[str, Any]) -> tuple[OtherAbstract, ...]:
    """Return abstracts in other languages; kind is the word in front ("Publisher: ..."), where there is one."""
    abstracts, languages = list_of(record, "OAB"), list_of(record, "OABL")
    found = []
    for position, abstract in enumerate(abstracts):
        kind = _SUMMARY.match(abstract)
        text = abstract if kind is None else abstract[kind.end() :]
        language = languages[position] if position < len(languages) else None
        found.append(OtherAbstract(None if kind is None else kind[1], language, (AbstractSection(None, None, text),)))
    return tuple(found)


def read_ids(record: Mapping[str, Any]) -> tuple[str | None, tuple[tuple[str, str], ...]]:
    """Return the DOI and all other identifiers as (type, value), each once."""
    printed = " ".join((*list_of(record, "LID"), *list_of(record, "AID")))
    named = [(found[2], found[1]) for found in _NAMED_ID.finditer(printed)]
    named += [("pmc", number) for number in list_of(record, "PMC")] + [("mid", mid) for mid in list_of(record, "MID")]
    return pick_doi(named, text_of(record, "PMID") or "")


def read_issn(record: Mapping[str, Any]) -> str | None:
    """Return the first ISSN of the record."""
    found = _ISSN.search(text_of(record, "IS") or "")
    return found[0] if found else None


def read_published(record: Mapping[str, Any]) -> PartialDate:
    """Return the printed date."""
    printed = text_of(record, "DP")
    return NO_DATE if printed is None else read_printed_date(printed)


def read_day(text: str | None) -> str | None:
    """Return the ISO date of "20060110" or "2006/01/13 09:00"; None where it is neither."""
    found = _DAY.match(text or "")
    return iso_from_digits(found[1], found[2], found[3]) if found else None


def read_entered(record: Mapping[str, Any]) -> str | None:
    """Return the entry date: history "[entrez]", as in XML; else CRDT, else EDAT."""
    history = [entry for entry in list_of(record, "PHST") if entry.endswith("[entrez]")]
    candidates = [*history, *list_of(record, "CRDT"), *list_of(record, "EDAT")]
    return next((day for day in map(read_day, candidates) if day is not None), None)


def read_authors(lines: Iterable[tuple[str, str]]) -> tuple[Author, ...]:
    """Return authors and groups in the order of their lines (FAU with its AU, or AU alone, or CN)."""
    authors: list[Author] = []
    full: str | None = None
    for key, value in lines:
        if key == "FAU":
            authors.append(_full_name(value))
            full = value
        elif key == "AU":
            author = _short_name(value, None if full is None else authors.pop())
            authors.append(author)
            full = None
        elif key == "CN" and value:
            authors.append(Author(collective=value))
    return tuple(authors)


def _full_name(value: str) -> Author:
    last, _, fore = value.partition(", ")
    return Author(last_name=last or None, fore_name=fore or None)


def _short_name(value: str, full: Author | None) -> Author:
    """Return the author of "Casbon JA" or "Smith JA Jr", with the name in full where a FAU line gave it."""
    words = value.split(" ")
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else None
    initials = words.pop() if len(words) > 1 and _INITIALS.fullmatch(words[-1]) else None
    if full is None:
        return Author(last_name=" ".join(words) or None, initials=initials, suffix=suffix)
    fore = full.fore_name
    if suffix is not None and fore is not None:
        fore = fore.removesuffix(suffix).rstrip(" ,") or None
    return Author(full.last_name, fore, initials, suffix)


def read_mesh(record: Mapping[str, Any]) -> tuple[MeshHeading, ...]:
    """Return MeSH headings; an asterisk marks a major topic, a slash a qualifier."""
    found = []
    for heading in list_of(record, "MH"):
        descriptor, *qualifiers = heading.replace("*", "").split("/")
        found.append(MeshHeading(descriptor, None, "*" in heading, tuple(qualifiers)))
    return tuple(found)


def read_registry_ids(record: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return (bank, accession number) of "ClinicalTrials.gov/NCT00000000"."""
    pairs = [entry.partition("/") for entry in list_of(record, "SI")]
    return tuple((bank, number) for bank, _, number in pairs if number)


def read_notices(lines: Iterable[tuple[str, str]]) -> tuple[Notice, ...]:
    """Return corrections and comments under the names they have in XML."""
    found = []
    for key, value in lines:
        if key in _REF_TYPES:
            pmid = _CITED_PMID.search(value)
            source = value if pmid is None else value[: pmid.start()]
            found.append(Notice(_REF_TYPES[key], None if pmid is None else pmid[1], source))
    return tuple(found)


def unknown_fields(record: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the fields that this reader does not know."""
    return tuple(f"MEDLINE field {key}" for key in sorted(set(record) - _KNOWN))
