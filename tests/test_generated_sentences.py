"""Abstracts made from templates: nothing that the reader is sure of may differ from what was printed.

Templates, vocabulary and truth stand in tests/sentences; `make sentences` reads ten times as many and prints a table.
"""

from dataclasses import replace

import pytest

from evidence.reading import read_article
from evidence.records.finding import OUTCOMES, Finding
from tests.sentences.cases import DISTRACTORS, cases
from tests.sentences.parsing import read_templates
from tests.sentences.scoring import compile_topic, score
from tests.sentences.table import draw_wrong
from tests.sentences.told import FIELDS, AnyOf, Told, compare

SHORT, SEED = 2_000, 7
READ = Finding("pmid:97000001", "trm", "hsct", "percent", value=2.5, events=3, denominator=120, direction="event",
               timepoint_months=3.2854, ci_low=0.5, ci_high=7.1, ci_level=95.0, p="0.04")  # fmt: skip
TOLD = Told({name: getattr(READ, name) for name in FIELDS})


def test_no_clean_figure_says_what_the_abstract_does_not():
    total = score(SHORT, SEED)
    assert not total.wrong, f"{len(total.wrong)} wrong figures of {SHORT} abstracts\n\n{draw_wrong(total, most=25)}"


def test_the_same_seed_makes_the_same_abstracts_and_another_seed_others():
    first = [case.article for case in cases(60, SEED)]
    assert [case.article for case in cases(60, SEED)] == first
    assert [case.article for case in cases(60, SEED + 1)] != first


def test_every_outcome_is_printed_by_some_template():
    told = {name for case in cases(SHORT, SEED) for line in case.lines for one in line.told for name in _codes(one)}
    assert told == set(OUTCOMES)


def _codes(one: Told) -> tuple[object, ...]:
    code = one.fields["outcome"]
    return tuple(code) if isinstance(code, AnyOf) else (code,)


def test_every_template_is_used_and_only_distractors_print_no_figure():
    used = {line.template.text for case in cases(SHORT, SEED) for line in case.lines}
    assert used == {template.text for template in read_templates()}
    assert any(template.family == DISTRACTORS and not template.figures for template in read_templates())


@pytest.mark.parametrize("name", FIELDS)
def test_a_figure_that_differs_in_one_field_is_wrong(name):
    other = "x" if isinstance(getattr(READ, name), str | None) else 1.75
    wrong, unread = compare((TOLD,), (replace(READ, **{name: other}),))
    assert [one.differences for one in wrong] == [(name,)]
    assert unread == [TOLD]


@pytest.mark.parametrize("name", ["p", "events", "denominator", "ci_low", "timepoint_months"])
def test_a_figure_that_leaves_out_what_is_printed_is_wrong(name):
    wrong, _ = compare((TOLD,), (replace(READ, **{name: None}),))
    assert [one.differences for one in wrong] == [(name,)]


def test_a_figure_read_twice_is_wrong_once():
    wrong, unread = compare((TOLD,), (READ, READ))
    assert (len(wrong), unread) == (1, [])


def test_a_figure_of_a_sentence_without_figures_is_wrong():
    wrong, unread = compare((), (READ,))
    assert (len(wrong), wrong[0].nearest, unread) == (1, None, [])


def test_a_figure_that_is_not_clean_is_neither_wrong_nor_read():
    assert compare((TOLD,), (replace(READ, state="unbound", value=99.0),)) == ([], [TOLD])


def test_abstracts_are_read_as_reports_of_the_treatment():
    reader = compile_topic()
    labels = {read_article(case.article, reader)[0].screening.label for case in cases(200, SEED)}
    assert labels == {"hsct-ms-primary"}
