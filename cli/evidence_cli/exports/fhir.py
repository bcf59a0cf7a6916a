"""The evidence as a Bundle of FHIR R5: trials, records, answers, pooled figures and the figures they rest on.

A resource is addressed by a hash of its kind and key (urn:uuid), so that it keeps its address from one bundle to the
next. Nothing of the text of an abstract goes out but the sentence of a figure. The bundle is plain JSON.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from evidence_cli.exports.fhir_citation import citation, research_study
from evidence_cli.exports.fhir_evidence import answer, figure, pool_key, pooled
from evidence_cli.exports.fhir_parts import Part, entry
from evidence_cli.exports.json_text import json_text
from evidence_cli.exports.reference import Reference
from evidence_cli.render.words import Catalogue

Row = Mapping[str, Any]


def bundle(
    document: Row, trials: Sequence[Row], figures: Sequence[Row], cited: Sequence[Reference], words: Catalogue
) -> str:
    """Return the bundle of a report's document, with the figures and references that it rests on, as JSON."""
    by_record = {one.key: one for one in cited}
    entries = [entry("ResearchStudy", trial["key"], _with_known(trial, by_record)) for trial in trials]
    entries += [entry("Citation", one.key, citation(one)) for one in cited]
    for question in document["questions"]:
        told = answer(question, document, by_record, words)
        entries.append(entry("Evidence", f"answer {question['code']}", told))
        entries += _pools(question, document, by_record, words)
    entries += [entry("Evidence", f"figure {row['id']}", figure(row, document, by_record, words)) for row in figures]
    return json_text({"resourceType": "Bundle", "language": words.language, "type": "collection", "entry": entries})


def _pools(question: Row, document: Row, cited: Mapping[str, Reference], words: Catalogue) -> list[Part]:
    """Return the entries of the pooled figures of a question; two of one key are told apart by their place."""
    found: list[Part] = []
    keys: list[str] = []
    for pool in question["pooled"]:
        key = pool_key(pool, question)
        keys.append(key)
        placed = key if keys.count(key) == 1 else f"{key} {keys.count(key)}"
        found.append(entry("Evidence", placed, pooled(pool, question, document, cited, words)))
    return found


def _with_known(trial: Row, cited: Mapping[str, Reference]) -> Part:
    """Return the study with only those reports that are in the bundle."""
    return research_study({**trial, "reports": [record for record in trial["reports"] if record in cited]})
