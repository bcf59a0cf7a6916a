"""What a report says under each question, line by line: verdict, why, parts, next status, signatures, trials."""

from collections.abc import Mapping
from typing import Any

from evidence_cli.render.clause_parts import counted
from evidence_cli.render.reasons import among
from evidence_cli.render.words import Catalogue, date, sentence, text, word


def part_lines(question: Mapping[str, Any], words: Catalogue) -> list[str]:
    """Return each part with its status, and its figures in a few words where it has any."""
    return [part_line(part, words) for part in question["sub_answers"]]


def part_line(part: Mapping[str, Any], words: Catalogue) -> str:
    """Return "progressive MS: partly; 2.83% (95% CI 0.57 to 12.8), 8 deaths in 218 patients"."""
    line = text(words, "part", about=part["about"], status=word(words, "status", part["status"]))
    return line if part["figure"] is None else f"{line}; {part['figure']}"


def part_seen_lines(question: Mapping[str, Any], words: Catalogue) -> list[str]:
    """Return how many studies and patients of an answer were seen in part, [] for none; `question` names them."""
    told = question["seen_in_part"]
    if told is None:
        return []
    values = told["values"]
    studies = counted(words, "studies", values["studies"])
    return [
        text(words, "part_seen_short", studies=studies, of_studies=values["of_studies"], among=among(values, words))
    ]


def next_lines(question: Mapping[str, Any], words: Catalogue) -> list[str]:
    """Return how far a computed answer, or a part of one, is from the next status; [] where nobody computes it."""
    nearer = question["next_status"]
    if nearer is None or nearer["code"] == "next_people":
        return []
    return [sentence(text(words, "next_part", text=nearer["text"]))]


def signed_lines(question: Mapping[str, Any], words: Catalogue) -> list[str]:
    """Return who signed the answer and when, and who signed an earlier one, which counts for this one no more."""
    return [_signed(each, words) for each in question["signatures"]]


def _signed(signature: Mapping[str, Any], words: Catalogue) -> str:
    told = {"name": signature["name"], "made": date(words, signature["made"]), "reason": sentence(signature["reason"])}
    if signature["current"]:
        return text(words, "signed", **told)
    if signature["withdrawn"] is not None:
        taken_back = signature["withdrawn"]
        told |= {"withdrawn": date(words, taken_back["made"]), "reason": sentence(taken_back["reason"])}
        return text(words, "signed_withdrawn", **told)
    status, certainty = word(words, "status", signature["status"]), word(words, "certainty", signature["certainty"])
    return text(words, "signed_earlier", status=status, certainty=certainty, **told)


def verdict(question: Mapping[str, Any], words: Catalogue) -> str:
    """Return direction and certainty as a sentence; a question that is only stated says so."""
    if not question["computed"]:
        stated = question["stated"]
        if stated is None:
            return sentence(words.text["stated_plain"])
        return sentence(text(words, "stated_on", date=date(words, stated["date"])))
    told = []
    if question["direction"] != "not_applicable":
        told.append(word(words, "direction", question["direction"]))
    if question["certainty"] != "none":
        told.append(text(words, "certainty_only", certainty=word(words, "certainty", question["certainty"])))
    return sentence(", ".join(told))


def why(question: Mapping[str, Any]) -> str:
    """Return what decided: what people stated, else the reasons that brief() left."""
    if question["stated"] is not None:
        overtaken = [each["text"] for each in question["reasons"] if each["code"] == "stated_before_results"]
        return " ".join(map(sentence, [*overtaken, question["stated"]["reason"]]))
    return clauses([each["text"] for each in question["reasons"]])


def clauses(told: list[str]) -> str:
    """Return the clauses as sentences; an outcome that the one before named already is not named again."""
    shown = []
    before = ""
    for each in told:
        about, _, rest = each.partition(": ")
        shown.append(sentence(rest if rest and about == before else each))
        before = about
    return " ".join(shown)


def given(history: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the stored answers that gave another verdict than the one before: other words are no history."""
    told = [(line["status"], line["direction"], line["certainty"]) for line in history]
    return [line for place, line in enumerate(history) if place == 0 or told[place] != told[place - 1]]


def awaited_line(awaited: list[Mapping[str, Any]], words: Catalogue) -> str:
    """Return "Awaited: RAM-MS Nov 2026, StarMS Jul 2027." or that no running trial will inform the question."""
    if not awaited:
        return words.text["awaited_none"]
    shown = [
        text(words, "awaited_undated", trial=each["acronym"])
        if each["when"] is None
        else text(words, "awaited_trial", trial=each["acronym"], when=date(words, each["when"]))
        for each in awaited
    ]
    return text(words, "awaited", trials=", ".join(shown))
