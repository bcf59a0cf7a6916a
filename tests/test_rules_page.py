"""Every rule has its form, an example that it reads, a measured confidence, and its line on the page."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest

import evidence.extraction
from evidence.extraction import confidence, effects, share_forms
from evidence.extraction.confidence import RULES, confidence_of
from evidence.records.finding import STATES
from tests.calibrate import all_cases, measure, module, reliability
from tests.reading import ALONE, findings, one
from tests.rule_pages import PAGE, load_forms, page_with_rules

ROOM = Path(evidence.extraction.__file__).parent
FORMS = load_forms()
NAMES = tuple(form.rule for form in FORMS)


@pytest.fixture(scope="module")
def measured():
    return measure(all_cases(), NAMES)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.rule)
def test_the_example_of_a_rule_is_read_by_it_without_doubt(form):
    facts = replace(ALONE, comparator=form.versus) if form.versus else ALONE
    assert (form.rule, "clean") in [(read.rule, read.state) for read in findings(form.example, facts)]


def test_every_form_that_the_engine_can_give_a_figure_is_a_rule_with_a_confidence_and_a_line():
    told = {name.partition(":")[2] for name in NAMES} | {
        "in-n-and-n",
        "in-n-of-groups",  # give their counts as "and-in-n"
        "left",  # is never clean: listed for a person, so it has no precision
    }
    assert {*written_shapes(), *share_forms.SHAPES.values(), *(name for name, *_ in effects._NAMES)} <= told
    assert {f"{name}-continued" for name, *_ in effects._NAMES} <= told
    assert set(NAMES) == set(RULES)
    assert {read.rule for case in all_cases() for read in case.findings} <= {*NAMES, "count:left"}


def written_shapes() -> set[str]:
    """Return the shapes that the modules of the room write out where they make a figure."""
    found: set[str] = set()
    for path in ROOM.glob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("Figure", "replace"):
                given = call.args[1:2] if call.func.id == "Figure" else []
                given = [*given, *(word.value for word in call.keywords if word.arg == "shape")]
                found.update(one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str))
    return found


def test_the_page_has_the_table_of_the_rules_as_they_are():
    page = PAGE.read_text(encoding="utf-8")
    assert page_with_rules(page, RULES) == page, "run: python -m tests.calibrate --write"


def test_the_confidence_of_a_rule_is_near_to_how_often_it_is_right(measured):
    off = {
        name: (RULES[name].confidence, sure)
        for name, (sure, _, count) in measured.rules.items()
        if count >= 20 and abs(RULES[name].confidence - sure) > 0.05
    }
    assert off == {}, "run: python -m tests.calibrate --write"
    assert all(abs(confidence.OF_STATE[state] - sure) <= 0.1 for state, sure in measured.states.items())


def test_confidences_hold_on_abstracts_that_did_not_teach_them():
    bins = [one for one in reliability(all_cases(), NAMES) if one.count >= 100]
    assert len(bins) > 2
    assert [one for one in bins if abs(one.said - one.observed) > 0.08] == []


def test_the_written_module_says_what_was_measured(measured):
    written: dict[str, object] = {}
    exec(compile(module(measured), "confidence.py", "exec"), written)  # noqa: S102 - our own text
    assert written["RULES"] == measured.rules
    assert (written["KINDS"], written["OF_STATE"]) == (measured.kinds, measured.states)


def test_a_rule_without_a_line_is_as_sure_as_its_kind_and_a_kind_without_one_as_all():
    assert confidence_of("percent:unheard-of", "clean") == confidence.KINDS["percent"]
    assert confidence_of("unheard-of:form", "clean") == confidence.EVERY


def test_a_finding_that_cannot_reach_an_answer_is_less_sure_than_one_of_its_rule_that_can():
    clean = one("Relapses occurred in 4 of 24 patients (17%).")
    flagged = one("Relapses occurred in 4 of 24 patients (71%).")
    assert (clean.state, flagged.state) == ("clean", "flagged")
    assert clean.confidence == RULES[clean.rule].confidence > flagged.confidence
    assert {confidence_of("percent:percent", state) for state in STATES} == {
        RULES["percent:percent"].confidence, *confidence.OF_STATE.values()
    }  # fmt: skip
