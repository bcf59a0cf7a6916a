"""Small parts of FHIR R5 that several resources are made of."""

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from evidence_cli.render.report_markdown import plain
from evidence_cli.render.safe import one_line

Part = dict[str, Any]
ROLES = "http://hl7.org/fhir/variable-role"
RATINGS = "http://hl7.org/fhir/certainty-rating"
CITED_STATES = "http://hl7.org/fhir/cited-artifact-status-type"
ESTIMATES = "http://terminology.hl7.org/CodeSystem/attribute-estimate-type"
STATISTICS = "http://terminology.hl7.org/CodeSystem/statistic-type"
# Where an identifier is from, as HL7's own examples of evidence name it.
PUBMED, DOI, PMC = "https://pubmed.ncbi.nlm.nih.gov", "https://doi.org", "https://www.ncbi.nlm.nih.gov/pmc"
REGISTERS = {"nct": "https://clinicaltrials.gov"}


def kept(told: Mapping[str, Any]) -> Part:
    """Return what is known: FHIR has no empty text, list or object; 0 and false stay."""
    return {name: value for name, value in told.items() if value is not None and value not in ("", [], {})}


def words(text: str | None) -> str:
    """Return a string of FHIR: on one line, without what steers a terminal."""
    return one_line(text or "")


def markdown(text: str | None) -> str:
    """Return the text for a field that readers take for Markdown: nothing in it becomes markup."""
    return plain(text or "")


def day(told: str | None) -> str | None:
    """Return an ISO date, which may be partial; None for anything else, for FHIR has no place for it."""
    whole = re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", told or "", re.ASCII)
    return None if whole is None else whole.group()


def concept(text: str | None, system: str | None = None, code: str | None = None) -> Part:
    """Return a CodeableConcept with its words, and its code where the standard has one."""
    coding = [] if code is None else [{"system": system, "code": code}]
    return kept({"coding": coding, "text": words(text)})


def identifier(value: str | None, system: str | None = None, kind: str | None = None) -> Part:
    """Return an Identifier, {} without a value."""
    if not value:
        return {}
    return kept({"type": concept(kind) if kind else {}, "system": system, "value": words(value)})


def identifiers(*told: Part) -> list[Part]:
    """Return the identifiers that have a value."""
    return [each for each in told if each]


def urn(kind: str, key: str) -> str:
    """Return the address of a resource within the bundle: the same for the same record on every machine."""
    digits = sha256(f"{kind} {key}".encode("utf-8", "backslashreplace")).hexdigest()
    variant = f"{8 + int(digits[16], 16) % 4:x}"
    return f"urn:uuid:{digits[:8]}-{digits[8:12]}-8{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:32]}"


def entry(kind: str, key: str, told: Mapping[str, Any]) -> Part:
    """Return the entry of a bundle for a resource of a kind and key."""
    address = urn(kind, key)
    return {
        "fullUrl": address,
        "resource": {"resourceType": kind, "id": address.removeprefix("urn:uuid:"), **kept(told)},
    }


def reference(kind: str, key: str, shown: str) -> Part:
    """Return a reference to a resource of the bundle, with how it is called."""
    return kept({"reference": urn(kind, key), "type": kind, "display": words(shown)})


def variable(role: str, text: str | None) -> list[Part]:
    """Return a variable that evidence is about, as a list: nothing where nothing is told."""
    shown = markdown(text)
    return [{"description": shown, "variableRole": concept(None, ROLES, role)}] if shown else []
