"""An answer, a pooled figure and a reported figure as Evidence of FHIR R5."""

from collections.abc import Mapping
from typing import Any

from evidence_cli.exports.fhir_citation import cited_as
from evidence_cli.exports.fhir_parts import (
    ESTIMATES,
    RATINGS,
    STATISTICS,
    Part,
    concept,
    day,
    identifier,
    kept,
    markdown,
    reference,
    variable,
    words,
)
from evidence_cli.exports.reference import Reference
from evidence_cli.render.figures import figure_line, subject
from evidence_cli.render.pools import pool_line
from evidence_cli.render.question_lines import verdict
from evidence_cli.render.words import Catalogue, sentence, word

Row = Mapping[str, Any]
Cited = Mapping[str, Reference]
_RATED = {"high": "high", "moderate": "moderate", "low": "low", "very_low": "very-low"}
_CODED = {"hazard_ratio": "C93150", "count": "C25463"}  # of the others the standard has no code that fits for sure


def answer(question: Row, told: Row, cited: Cited, words_of: Catalogue) -> Part:
    """Return the fields of the Evidence for an answer and its parts; told: what a file says of itself."""
    status = word(words_of, "status", question["status"])
    reasons = "; ".join(each["text"] for each in question["reasons"])
    parts = "; ".join(
        f"{part['about']}: {word(words_of, 'status', part['status'])}" for part in question["sub_answers"]
    )
    records = [*question["studies"], *(record for part in question["sub_answers"] for record in part["studies"])]
    return _common(told, f"{question['code']} {question['text']}", f"answer {question['code']}") | {
        "assertion": markdown(f"{sentence(status)} {verdict(question, words_of)} {reasons}"),
        "description": markdown(parts),
        "relatedArtifact": _cites(records, cited),
        "variableDefinition": [*variable("population", question["population"]), *variable("exposure", "HSCT"),
                               *variable("measuredVariable", question["short"])],
        "certainty": _certainty(question, words_of),
    }  # fmt: skip


def pool_key(pool: Row, question: Row) -> str:
    """Return the key of a pooled figure: what is pooled, not which studies it has today."""
    told = (question["code"], pool["label"], pool["outcome"], pool.get("statistic"), pool.get("direction"))
    return f"pool {' '.join(str(part) for part in told if part is not None)}"


def pooled(pool: Row, question: Row, told: Row, cited: Cited, words_of: Catalogue) -> Part:
    """Return the fields of the Evidence for a pooled figure of a question."""
    line = pool_line(pool, words_of)
    statistic = {
        "description": markdown(line),
        "statisticType": _type(pool.get("statistic") or "percent"),
        "quantity": _quantity(pool["estimate"], "%" if pool.get("statistic") is None else None),
        "numberAffected": pool["events"],
        "sampleSize": kept({"numberOfStudies": pool["k"], "numberOfParticipants": pool["n"]}),
        "attributeEstimate": [
            *_interval(pool["low"], pool["high"], 95.0),
            *_prediction(pool),
            *_estimate("0000421", "tau squared", pool["tau2"]),
            *_estimate("C44185", "p of difference between studies", pool.get("differ_p")),
        ],
    }
    return _common(told, f"{question['code']} {pool['about']}", pool_key(pool, question)) | {
        "relatedArtifact": _cites(pool["records"], cited),
        "variableDefinition": [*variable("population", question["population"]), *variable("exposure", "HSCT"),
                               *variable("measuredVariable", pool["about"])],
        "synthesisType": concept(pool["model"]),
        "statistic": [kept(statistic)],
    }  # fmt: skip


def figure(row: Row, told: Row, cited: Cited, words_of: Catalogue) -> Part:
    """Return the fields of the Evidence for one figure that a record reports, with its sentence."""
    statistic = {
        "description": markdown(figure_line(row, words_of)),
        "statisticType": _type(row["statistic"]),
        "quantity": _quantity(row["value"], row["unit"]),
        "numberAffected": row["events"],
        "sampleSize": kept({"numberOfParticipants": row["denominator"]}),
        "attributeEstimate": [
            *_interval(row["ci_low"], row["ci_high"], row["ci_level"]),
            *(
                [{"type": concept(None, ESTIMATES, "C44185"), "description": markdown(f"p {row['p']}")}]
                if row["p"]
                else []
            ),
        ],
    }
    contrast = row["contrast"] or {}
    comparator = contrast.get("b") or (row["comparator"] if row["arm"] == "between" else None)
    exposure = contrast.get("a") or (row["comparator"] if row["arm"] == "comparator" else "HSCT")
    about = variable("measuredVariable", word(words_of, "outcome", row["outcome"]))
    return _common(told, subject(row, words_of), f"figure {row['id']}") | {
        "assertion": markdown(row["sentence"]),
        "relatedArtifact": _cites([row["record"]], cited),
        "variableDefinition": [*variable("population", row["population"]), *variable("exposure", exposure),
                               *variable("referenceExposure", comparator), *about],
        "statistic": [kept(statistic)],
    }  # fmt: skip


def _common(told: Row, title: str, key: str) -> Part:
    return {
        "identifier": [identifier(key, kind="key in the HSCT evidence tracker")],
        "title": words(title),
        "status": "active",
        "date": day(told["data_date"]),
        "purpose": markdown(told["intended_use"]),
    }


def _cites(records: list[str], cited: Cited) -> list[Part]:
    found = dict.fromkeys(record for record in records if record in cited)
    return [
        {"type": "derived-from", "resourceReference": reference("Citation", record, cited_as(cited[record]))}
        for record in found
    ]


def _certainty(question: Row, words_of: Catalogue) -> list[Part]:
    rated = _RATED.get(question["certainty"])
    if rated is None:
        return []
    shown = word(words_of, "certainty", question["certainty"])
    signed = [each["name"] for each in question["signatures"] if each["current"]]
    note = [] if signed else [{"text": "Provisional: worked out by rule and signed by nobody."}]
    certainty = {"rating": concept(shown, RATINGS, rated), "rater": words(", ".join(signed)), "note": note}
    return [kept(certainty)]


def _type(statistic: str) -> Part:
    return concept(statistic.replace("_", " "), STATISTICS, _CODED.get(statistic))


def _quantity(value: float | None, unit: str | None) -> Part:
    return {} if value is None else kept({"value": value, "unit": words(unit)})


def _interval(low: float | None, high: float | None, level: float | None) -> list[Part]:
    if low is None or high is None:
        return []
    told = {"type": concept(None, ESTIMATES, "C53324"), "level": None if level is None else round(level / 100, 6)}
    return [kept(told | {"range": {"low": {"value": low}, "high": {"value": high}}})]


def _prediction(pool: Row) -> list[Part]:
    low, high = pool["prediction_low"], pool["prediction_high"]
    if low is None or high is None:
        return []
    bounds = {"low": {"value": low}, "high": {"value": high}}
    return [{"type": concept("prediction interval"), "level": 0.95, "range": bounds}]


def _estimate(code: str, text: str, value: float | None) -> list[Part]:
    if value is None:
        return []
    return [{"type": concept(text, ESTIMATES, code), "quantity": {"value": value}}]
