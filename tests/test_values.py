"""Values that are made by the hundred are plain dataclasses that are made sooner."""

from dataclasses import replace

import pytest

from evidence.extraction.mentions import OUTCOME, Mention
from evidence.records.finding import Finding
from evidence.values import changed

RELAPSE = Mention(OUTCOME, "relapse_free_survival", 3, 11, counts="event")


def test_a_changed_value_is_what_replace_makes_of_it() -> None:
    told = changed(RELAPSE, start=0, end=0)
    assert told == replace(RELAPSE, start=0, end=0)
    assert (told.code, told.counts, told.start) == ("relapse_free_survival", "event", 0)
    assert RELAPSE.start == 3


def test_a_guarded_dataclass_is_changed_too() -> None:
    figure = Finding("pmid:97000001", "trm", "hsct", "count", value=2.0)
    assert changed(figure, value=3.0) == replace(figure, value=3.0)


def test_equal_values_are_one_in_a_set() -> None:
    assert len({RELAPSE, changed(RELAPSE, end=11), changed(RELAPSE, end=12)}) == 2


def test_a_field_that_a_value_does_not_have_is_an_error() -> None:
    with pytest.raises(KeyError):
        changed(RELAPSE, finish=12)
