"""What people decided about figures, without a database: what counts, what is held, and how a figure is found again."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.differing import same_claim
from evidence.following import Followed, follow, keys_of
from evidence.identity import rule_findings
from evidence.judged import CORRECTED, HELD, LIKE_REJECTED, REJECTED, Text, with_judgements
from evidence.places import figure_key, find_again, place_of
from evidence.records.finding import Contrast, Finding
from evidence.records.judgement import UNDONE, Judgement
from tests.makers import make_count, make_finding, make_ratio, make_report

BEFORE = "Fifty were treated. "
SENTENCE = "Of them 1 of 50 died."
TEXT = BEFORE + SENTENCE


def read_from(text: str, sentence: str, words: str, **other: object) -> Finding:
    """The figure that the machine read from the words of the sentence."""
    start, first = text.index(sentence), text.index(sentence) + sentence.index(words)
    told = make_count("1", "trm", 1, 50, rule="n-of-n", confidence=0.97)
    return replace(
        told, sentence=sentence, start=start, end=start + len(sentence), mark_start=first, mark_end=first + len(words),
        text_hash="h1", **other,
    )  # fmt: skip


READ = read_from(TEXT, SENTENCE, "1 of 50")
PACK = replace(make_count("1", "trm", 1, 50), origin="pack", source_url="https://example.org/1")


def said(kind: str, about: Finding, *, name: str = "A. Jansen", minute: int = 0, **corrected: object) -> Judgement:
    made = f"2026-11-25T10:{minute:02}:00+00:00"
    told = replace(about, **corrected) if corrected else None  # type: ignore[arg-type]
    return Judgement(kind, about.record, name, "because", made, "0", about, told)


def told(
    findings: list[Finding], *judgements: Judgement, text: str | None = TEXT, names: tuple[str, ...] = ()
) -> list[tuple[str, str, int | None, tuple[str, ...]]]:
    """Origin, state, events and flags of every figure after the decisions."""
    found = after(findings, *judgements, text=text, names=names)
    return sorted((each.origin, each.state, each.events, each.flags) for each in found)


def after(
    findings: list[Finding], *judgements: Judgement, text: str | None = TEXT, names: tuple[str, ...] = ()
) -> tuple[Finding, ...]:
    followed = follow(judgements, keys_of([make_report("1", names=names)]))
    texts = {} if text is None else {"pmid:1": Text(text, "h2")}
    return with_judgements(findings, followed, texts)


def counted(findings: tuple[Finding, ...]) -> list[tuple[str, int | None]]:
    return sorted((each.origin, each.events) for each in rule_findings(findings))


# The three decisions


def test_who_decides_nothing_changes_nothing() -> None:
    assert after([READ, PACK]) == (READ, PACK)


def test_a_person_outranks_the_pack_and_the_pack_the_machine() -> None:
    of_pack, read = replace(PACK, events=2, value=2.0), READ
    assert counted((of_pack, read)) == [("pack", 2)]
    assert counted(after([of_pack, read], said("confirm", read))) == [("person", 1)]
    assert counted(after([of_pack, read], said("correct", read, events=3, value=3.0))) == [("person", 3)]


@pytest.mark.parametrize(("one", "other"), [(READ, PACK), (PACK, READ)], ids=["machine", "pack"])
def test_a_number_that_is_rejected_does_not_come_back_from_another_source(one: Finding, other: Finding) -> None:
    found = after([one, other], said("reject", one))
    assert counted(found) == []
    assert {each.origin: each.flags for each in found} == {one.origin: (REJECTED,), other.origin: (LIKE_REJECTED,)}


def test_another_number_of_the_record_stays_when_one_is_rejected() -> None:
    others = [
        make_count("1", "trm", 2, 50), make_count("1", "trm", 1, 50, arm="comparator"), make_count("2", "trm", 1, 50),
        make_count("1", "deaths_any", 1, 50), make_count("1", "trm", 1, 50, population="RRMS"),
    ]  # fmt: skip
    found = after([READ, *others], said("reject", READ))
    assert {each.flags for each in found if each in others} == {()}
    assert sorted(each.flags for each in found if each not in others) == [(REJECTED,), (LIKE_REJECTED,)]


def test_who_confirms_another_sentence_that_says_the_same_lets_it_count() -> None:
    text = f"{TEXT} All told 1 of 50 died."
    again = read_from(text, "All told 1 of 50 died.", "1 of 50")
    assert counted(after([READ, again], said("reject", READ), text=text)) == []
    assert counted(after([READ, again], said("reject", READ), said("confirm", again), text=text)) == [("person", 1)]


def test_a_figure_that_is_unbound_or_flagged_counts_once_confirmed_and_stays_as_it_was_read() -> None:
    unbound = replace(READ, state="unbound", flags=("time not told",))
    assert told([unbound], said("confirm", unbound)) == [
        ("machine", "unbound", 1, ("time not told",)),
        ("person", "clean", 1, ()),
    ]


def test_a_rejected_figure_that_was_unbound_says_both() -> None:
    unbound = replace(READ, state="unbound", flags=("time not told",))
    assert told([unbound], said("reject", unbound)) == [("machine", "unbound", 1, ("time not told", REJECTED))]


def test_a_correction_may_move_a_figure_to_another_outcome_and_arm() -> None:
    (read, mine) = after([READ], said("correct", READ, outcome="deaths_any", arm="comparator"))[::-1]
    assert (read.flags, mine.origin, mine.outcome, mine.arm) == ((CORRECTED,), "person", "deaths_any", "comparator")


def test_two_figures_of_one_mark_are_two_decisions() -> None:
    rate = replace(READ, arm="comparator")
    found = after([READ, rate], said("confirm", READ))
    assert {figure_key(READ), figure_key(rate)} == {each.rule for each in found if each.origin == "person"} | {
        figure_key(rate)
    }
    assert figure_key(READ) != figure_key(rate)


# Other rules, other versions


def test_other_rules_that_read_the_words_otherwise_lose_no_decision() -> None:
    later = replace(READ, rule="n-of-n 2", timepoint_months=36.0, population="RRMS", confidence=0.5)
    assert figure_key(later) == figure_key(READ)
    assert counted(after([later], said("correct", READ, events=2, value=2.0))) == [("person", 2)]
    assert counted(after([later], said("reject", READ))) == []


def test_other_rules_that_give_the_words_another_arm_do_not_speak_against_a_person() -> None:
    later = replace(READ, arm="comparator")
    assert counted(after([later], said("correct", READ, events=2, value=2.0))) == [("person", 2)]
    assert counted(after([later], said("reject", READ))) == []


def test_what_the_rules_no_longer_read_counts_by_the_persons_word_as_long_as_the_sentence_stands() -> None:
    assert counted(after([], said("confirm", READ))) == [("person", 1)]
    assert counted(after([], said("confirm", READ), text="Fifty were treated.")) == []
    assert counted(after([], said("confirm", READ), text=None)) == []


def test_a_persons_figure_stands_where_its_sentence_stands_today() -> None:
    moved = f"Long ago.\n{BEFORE}Of them 1\u00a0of 50\ndied. They were old."
    (mine,) = after([], said("confirm", READ), text=moved)
    assert (mine.start, mine.end, mine.text_hash) == (30, 51, "h2")
    assert mine.sentence == moved[30:51] == "Of them 1\u00a0of 50\ndied."
    assert moved[mine.mark_start : mine.mark_end] == "1\u00a0of 50"


@pytest.mark.parametrize(
    "text",
    [
        "Of them 1 of 51 died.",
        "Of them 1 of 50 died",
        "of them 1 of 50 died.",
        "Most Of them 1 of 50 died.",
        "Of them 1 of 50 died.5",
        "",
    ],
)
def test_an_altered_sentence_is_not_the_sentence(text: str) -> None:
    assert find_again(READ, text) is None


def test_what_was_read_again_from_an_altered_sentence_is_held_until_a_person_looks() -> None:
    text = "Of all these 1 of 50 died."
    again = read_from(text, text, "1 of 50")
    for kind, more in (("reject", {}), ("correct", {"events": 2, "value": 2.0})):
        assert told([again], said(kind, READ, **more), text=text) == [("machine", "flagged", 1, (HELD,))]
    assert told([again], said("confirm", READ), text=text) == [("machine", "clean", 1, ())]
    looked = said("confirm", again, minute=1)
    assert counted(after([again], said("reject", READ), looked, text=text)) == [("person", 1)]


def test_the_same_words_of_another_sentence_are_not_held_while_the_sentence_stands() -> None:
    text = f"{TEXT} Of the others 1 of 50 died."
    others = read_from(text, "Of the others 1 of 50 died.", "1 of 50", arm="comparator")
    for kind, more in (("reject", {}), ("correct", {"events": 2, "value": 2.0})):
        found = after([READ, others], said(kind, READ, **more), text=text)
        assert [each.state for each in found if each.arm == "comparator"] == ["clean"]


def test_who_corrects_a_figure_says_nothing_of_one_that_agreed_with_it() -> None:
    found = after([READ, PACK], said("correct", READ, events=2, value=2.0))
    assert {each.origin: each.flags for each in found} == {"machine": (CORRECTED,), "pack": (), "person": ()}


def test_a_person_and_the_pack_who_say_the_same_are_counted_once_though_one_tells_no_time() -> None:
    timed = replace(PACK, timepoint_months=36.0)
    assert counted(after([READ, timed], said("confirm", READ))) == [("person", 1)]


def test_a_row_of_the_pack_that_changed_is_another_figure() -> None:
    changed = replace(PACK, denominator=51)
    assert counted(after([PACK], said("correct", PACK, events=2, value=2.0))) == [("person", 2)]
    assert counted(after([changed], said("correct", PACK, events=2, value=2.0))) == [("pack", 1)]
    assert counted(after([], said("confirm", PACK))) == []


def test_a_decision_follows_its_record_to_another_key() -> None:
    of_doi = replace(PACK, record="doi:10.1000/ABC", pmid=None, doi="10.1000/ABC")
    names = ("doi:10.1000/abc",)
    assert counted(after([PACK], said("reject", of_doi), names=names)) == []
    (mine, _) = sorted(after([PACK], said("confirm", of_doi), names=names), key=lambda each: each.origin != "person")
    assert (mine.record, mine.pmid, mine.rule) == ("pmid:1", "1", figure_key(PACK))


# Who stands


def states(*judgements: Judgement) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(each.judgement.kind, each.state, each.against) for each in follow(judgements, {})]


def test_of_one_person_the_last_word_stands_and_of_two_the_newer_counts() -> None:
    assert states(said("reject", READ), said("confirm", READ, minute=1)) == [
        ("reject", "replaced", ()),
        ("confirm", "counts", ()),
    ]
    assert states(said("reject", READ), said("confirm", READ, name="B. Smit", minute=1)) == [
        ("reject", "beside", ("B. Smit",)),
        ("confirm", "counts", ("A. Jansen",)),
    ]


def test_who_says_the_same_is_not_against() -> None:
    assert states(said("reject", READ), said("reject", READ, name="B. Smit", minute=1)) == [
        ("reject", "beside", ()),
        ("reject", "counts", ()),
    ]


def test_who_corrects_to_the_same_from_another_version_of_the_text_is_not_against() -> None:
    later = replace(READ, start=90, end=111, mark_start=98, mark_end=105, text_hash="h9")
    one, other = (said("correct", each, events=2, value=2.0, name=name) for each, name in ((READ, "A"), (later, "B")))
    assert [against for _, _, against in states(one, other)] == [(), ()]
    third = said("correct", later, events=3, value=3.0, name="C")
    assert [against for _, _, against in states(one, other, third)] == [("C",), ("C",), ("A", "B")]


def test_the_time_of_a_decision_counts_and_not_when_it_came_here() -> None:
    late, early = said("confirm", READ, name="B. Smit", minute=9), said("reject", READ, minute=1)
    assert [each.state for each in follow([late, early], {})] == ["counts", "beside"]
    assert [each.state for each in follow([early, late], {})] == ["beside", "counts"]


def test_in_one_second_the_later_line_of_one_person_stands() -> None:
    assert [state for _, state, _ in states(said("confirm", READ), said(UNDONE, READ))] == ["taken back"]
    assert [state for _, state, _ in states(said("confirm", READ), said(UNDONE, READ), said("reject", READ))] == [
        "taken back",
        "counts",
    ]


def test_what_ended_a_decision_is_known() -> None:
    undone = said(UNDONE, READ, minute=3)
    (found,) = follow([said("confirm", READ), undone], {})
    assert isinstance(found, Followed)
    assert found.ended == undone


@given(st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from(["confirm", "reject", UNDONE])), max_size=12))
def test_one_decision_counts_where_anybody_stands_and_none_where_nobody_does(walk: list[tuple[str, str]]) -> None:
    judgements = [said(kind, READ, name=name, minute=minute) for minute, (name, kind) in enumerate(walk)]
    last = dict(walk)
    standing = {name for name, kind in last.items() if kind != UNDONE}
    found = follow(judgements, {})
    assert {each.judgement.name for each in found if each.state in ("counts", "beside")} == standing
    assert sum(each.state == "counts" for each in found) == bool(standing)


# The same claim


def test_two_say_the_same_as_far_as_both_tell_it() -> None:
    percent = make_finding("1", "trm", value=2.0, denominator=50)
    assert same_claim(READ, percent)
    assert same_claim(replace(percent, timepoint_months=36.0), percent)
    assert not same_claim(replace(percent, timepoint_months=36.0), replace(percent, timepoint_months=60.0))
    assert not same_claim(READ, replace(percent, value=3.0))
    assert not same_claim(READ, replace(READ, contrast=Contrast("course", "RRMS", "SPMS")))


def test_figures_without_a_number_say_nothing_that_another_could_repeat() -> None:
    bare = replace(make_finding("1", "neda", statistic="p_only"), p="<.001")
    assert not same_claim(bare, bare)


def test_ratios_say_the_same_by_their_number_and_interval() -> None:
    ratio = make_ratio("1", "neda", 0.27, 0.08, 0.84, "alemtuzumab")
    assert same_claim(ratio, replace(ratio, origin="pack"))
    assert not same_claim(ratio, replace(ratio, ci_high=0.9))


def test_spaces_make_no_other_place() -> None:
    spaced = read_from("Of  them 1\u00a0of 50 died.", "Of  them 1\u00a0of 50 died.", "1\u00a0of 50")
    assert place_of(spaced) == place_of(READ)
