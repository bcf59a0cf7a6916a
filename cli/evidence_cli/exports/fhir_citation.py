"""A record as a Citation of FHIR R5, and a registered trial as a ResearchStudy."""

from collections.abc import Mapping
from typing import Any

from evidence_cli.exports.fhir_parts import (
    CITED_STATES,
    DOI,
    PMC,
    PUBMED,
    REGISTERS,
    Part,
    concept,
    day,
    identifier,
    identifiers,
    kept,
    markdown,
    reference,
    words,
)
from evidence_cli.exports.reference import Name, Reference
from evidence_cli.exports.when import When

Row = Mapping[str, Any]
_STATES = {"RETRACTED": "retracted", "DELETED FROM PUBMED": "withdrawn"}


def citation(one: Reference) -> Part:
    """Return the fields of a Citation; a retraction stands in the title and as a state of the article."""
    return {
        "identifier": identifiers(identifier(one.key, kind="record of the HSCT evidence tracker")),
        "title": words(cited_as(one)),
        "status": "active",
        "note": [{"text": markdown(note)} for note in one.notes],
        "citedArtifact": _artifact(one),
    }


def cited_as(one: Reference) -> str:
    """Return the title of a reference, without one the key of its record."""
    return one.title or one.key


def _artifact(one: Reference) -> Part:
    state = _STATES.get(one.mark)
    ids = (identifier(one.pmid, PUBMED), identifier(one.pmcid, PMC), identifier(one.doi, DOI))
    return kept(
        {
            "identifier": identifiers(*ids),
            "currentState": [concept(one.mark, CITED_STATES, state)] if one.mark else [],
            "title": [{"text": markdown(one.title)}] if one.title else [],
            "publicationForm": [form] if (form := _form(one)) else [],
            "webLocation": [{"url": one.url}] if one.url else [],
            "contributorship": _authors(one),
        }
    )


def _form(one: Reference) -> Part:
    first, _, last = one.pages.partition("-")
    published = {
        "title": one.journal or one.journal_short,
        "identifier": identifiers(identifier(one.issn, kind="ISSN")),
    }
    return kept(
        {
            "publishedIn": kept(published),
            "volume": one.volume,
            "issue": one.issue,
            "articleDate": _day(one.published),
            "publicationDateText": one.published.printed,
            "pageString": one.pages,
            "firstPage": first,
            "lastPage": last,
        }
    )


def _day(when: When) -> str:
    """Return year, month and day as far as they are known, "" for a range: that is told as printed alone."""
    return (
        "" if when.is_range else "-".join(f"{part:0{4 if place == 0 else 2}d}" for place, part in enumerate(when.first))
    )


def _authors(one: Reference) -> Part:
    if not one.authors:
        return {}
    told = [
        {"contributor": {"display": _name(name)}, "rankingOrder": place} for place, name in enumerate(one.authors, 1)
    ]
    return {"complete": not one.others, "entry": told}


def _name(name: Name) -> str:
    return name.group or ", ".join(part for part in (name.family, name.given, name.suffix) if part)


def research_study(trial: Row) -> Part:
    """Return the fields of a ResearchStudy for a trial of the topic, as the registers were seen to tell it."""
    seen = trial["snapshots"][-1] if trial["snapshots"] else {}
    status = seen.get("status") or trial["status"]
    return {
        "identifier": [identifier(number, REGISTERS.get(register), register) for register, number in trial["ids"]],
        "title": words(trial["title"]),
        "label": [{"type": concept("acronym"), "value": words(trial["acronym"])}] if trial["acronym"] else [],
        "status": "active",
        "progressStatus": [{"state": concept(status)}] if status else [],
        "period": kept({"start": day(seen.get("start")), "end": day(seen.get("completion"))}),
        "studyDesign": [concept(trial["design"])] if trial["design"] else [],
        "region": [concept(country) for country in trial["countries"]],
        "comparisonGroup": [{"name": words(arm)} for arm in trial["arms"]],
        "associatedParty": [{"name": words(trial["sponsor"]), "role": concept("sponsor")}] if trial["sponsor"] else [],
        "recruitment": kept({"targetNumber": trial["n_planned"], "actualNumber": trial["n_actual"]}),
        "outcomeMeasure": _outcome(trial["primary_outcome"]),
        "descriptionSummary": markdown(trial["eligibility"]),
        "relatedArtifact": [
            {"type": "documentation", "resourceReference": reference("Citation", record, record)}
            for record in trial["reports"]
        ],
    }


def _outcome(text: str | None) -> list[Part]:
    return [{"name": words(text), "type": [concept("primary")]}] if text else []
