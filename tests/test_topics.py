"""A topic folder is read whole, or refused with file, field and reason."""

# ruff: noqa: E501  (one mistake a line)

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from evidence.errors import TopicError, UsageError
from evidence.records.question import Scope, Term, Threshold
from evidence.records.trial import DateSeen, Snapshot
from evidence.records.words import Words
from evidence.topics import load_pack, load_topic, load_vocabulary, topic_codes

FILES = {
    "topic.toml": """
code = "tiny"
title = { en = "Grafts in gout", nl = "Transplantatie bij jicht" }
intended_use = { en = "For professionals.", nl = "Voor professionals." }
international_study = "BIG"
[search]
pubmed = "gout[tiab] AND graft[tiab]"
ctgov_condition = "Gout"
ctgov_intervention = "graft"
notes = ["one note"]
""",
    "vocabulary.toml": """
disease = ["gout"]
treatment = ["graft"]
treatment_broad = []
[cues]
tense = ["will be"]
[[setting]]
code = "children"
words = ["child*"]
""",
    "outcomes.toml": """
[[outcome]]
code = "trm"
label = { en = "death", nl = "sterfte" }
words = ["died"]
direction = "event"
harm = true
[[outcome]]
code = "neda"
label = { en = "calm", nl = "rust" }
words = ["calm"]
direction = "event_free"
harm = false
[[drug]]
code = "colchicine"
group = "old"
words = ["colchicine"]
[[regimen]]
code = "BEAM"
group = "intermediate"
words = ["BEAM"]
[[course]]
code = "acute"
words = ["acute gout"]
[[subgroup]]
code = "women"
group = "sex"
words = ["women"]
""",
    "questions.toml": """
[[question]]
code = "Q1"
group = "risks"
kind = "harm"
text = { en = "Does it kill?", nl = "Is het dodelijk?" }
short = { en = "Death", nl = "Sterfte" }
population = { en = "People", nl = "Mensen" }
awaited = ["BIG"]
[question.scope]
outcomes = ["trm"]
comparators = ["class:old"]
[question.threshold]
outcome = "trm"
upper_percent = 1.5
min_patients = 500
source = "provisional"
[[question.part]]
code = "women"
about = { en = "women", nl = "vrouwen" }
scope = { outcomes = ["trm"], subgroups = ["women"], settings = ["children"], contrast = "course" }
[[question]]
code = "Q2"
group = "how"
kind = "narrative"
text = { en = "What does it cost?", nl = "Wat kost het?" }
short = { en = "Cost", nl = "Kosten" }
population = { en = "People", nl = "Mensen" }
stated = { status = "open", date = "2026-11", reason = { en = "Nobody counted.", nl = "Niemand telde." }, sources = ["x"] }
""",
    "trials.toml": """
[[trial]]
key = "BIG"
title = "A big trial"
ids = { nct = "NCT00000001", ctis = "2024-510630-40-00" }
status = "RECRUITING"
answers = ["Q1"]
reports = ["pmid:97000001"]
n_actual = 0
sources = ["https://example.org"]
[[trial.snapshot]]
register = "nct"
date_seen = "2025-09-25"
primary_completion = "2026-11"
enrollment = 0
has_results = false
[[trial.history]]
date_seen = "2023"
field = "completion"
value = "2026-03-21"
""",
    "overlaps.toml": """
[[link]]
kind = "overlap"
name = "one-town"
records = ["pmid:97000001", "cite:town2001"]
reason = "one town"
""",
    "appraisals.toml": """
[[appraisal]]
record = "doi:10.1000/a(1)"
tool = "RoB 2"
overall = "high"
compiled = "2026-11-22"
domain = [{ name = "measurement", judgement = "no information", reason = "not told" }]
""",
    "policy.toml": """
[[fact]]
date = "2022-12-13"
country = "Netherlands"
text = { en = "Paid for.", nl = "Vergoed." }
source = "ruling"
questions = ["Q1"]
""",
    "eligibility.toml": """
trial = "BIG"
group = { en = "they", nl = "zij" }
questions = ["Q2"]
sources = ["x"]
[[criterion]]
code = "age"
label = { en = "age", nl = "leeftijd" }
trial = { en = "18 to 50", nl = "18 tot en met 50" }
group = { en = "18 to 55", nl = "18 tot en met 55" }
covered = false
""",
    "landmarks.jsonl": '{"compiled": "2026-11-22"}\n',
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small topic without a mistake."""
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def _edit(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text, f"the fixture has no {old!r}"
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_question_is_read_whole(folder: Path) -> None:
    first, second = load_topic(str(folder)).questions
    assert first.scope == Scope(outcomes=("trm",), comparators=("class:old",))
    assert first.threshold == Threshold("trm", 1.5, 500, since=None, source="provisional")
    assert first.parts[0].scope == Scope(
        outcomes=("trm",), subgroups=("women",), settings=("children",), contrast="course"
    )
    assert (first.text.nl, first.awaited, first.stated) == ("Is het dodelijk?", ("BIG",), None)
    assert second.scope == Scope(outcomes=())
    assert second.stated is not None
    assert (second.stated.status, second.stated.date, second.stated.reason.en) == ("open", "2026-11", "Nobody counted.")


def test_a_trial_keeps_what_was_seen_when_and_a_zero_stays_a_zero(folder: Path) -> None:
    (trial,) = load_topic(str(folder)).trials
    assert trial.ids == (("nct", "NCT00000001"), ("ctis", "2024-510630-40-00"))
    assert (trial.n_actual, trial.n_planned, trial.acronym, trial.monitored) == (0, None, None, True)
    assert trial.snapshots == (
        Snapshot(
            "nct", "2025-09-25", status=None, primary_completion="2026-11", enrollment=0, has_results=False
        ),
    )  # fmt: skip
    assert trial.history == (DateSeen("2023", "completion", "2026-03-21"),)


def test_declared_judgements_are_read(folder: Path) -> None:
    topic = load_topic(str(folder))
    assert topic.links[0].records == ("pmid:97000001", "cite:town2001")
    assert topic.appraisals[0].domains == (("measurement", "no information", "not told"),)
    assert topic.appraisals[0].indirect is None
    assert topic.policy[0].text == Words("Paid for.", "Vergoed.")
    assert topic.eligibility is not None
    assert [criterion.code for criterion in topic.eligibility.not_covered] == ["age"]


def test_the_vocabulary_keeps_groups_cues_and_settings(folder: Path) -> None:
    vocabulary = load_vocabulary(folder)
    assert vocabulary.drugs == (Term("colchicine", ("colchicine",), group="old"),)
    assert vocabulary.cues == (("tense", ("will be",)),)
    assert vocabulary.settings == (Term("children", ("child*",)),)
    assert (vocabulary.treatment_broad, vocabulary.animals) == ((), ())
    assert [(term.code, term.direction, term.harm) for term in vocabulary.outcomes] == [
        ("trm", "event", True),
        ("neda", "event_free", False),
    ]


def test_a_topic_without_declarations_or_pack_is_a_topic(folder: Path) -> None:
    for name in ("overlaps.toml", "appraisals.toml", "policy.toml", "eligibility.toml", "landmarks.jsonl"):
        (folder / name).unlink()
    topic = load_topic(str(folder))
    assert (topic.links, topic.appraisals, topic.policy, topic.eligibility) == ((), (), (), None)
    pack = load_pack(str(folder), topic)
    assert (pack.compiled, pack.reports, pack.findings) == ("", (), ())


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_changed_byte_in_any_file_changes_the_fingerprint(folder: Path, name: str) -> None:
    before = load_topic(str(folder))
    path = folder / name
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    if name == "landmarks.jsonl":
        path.write_text('{"compiled": "2026-11-23"}\n', encoding="utf-8")
    after = load_topic(str(folder))
    assert after.fingerprint != before.fingerprint
    assert replace(after, fingerprint="") == replace(before, fingerprint="")


def test_an_unknown_topic_lists_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"topic 'nosuch' is unknown: give one of hsct_ms, or a folder") as refused:
        load_topic("nosuch")
    assert refused.value.exit_code == 2


def test_a_topic_whose_name_no_folder_can_have_is_unknown() -> None:
    with pytest.raises(UsageError, match="is unknown"):
        load_topic("x" * 300)


def test_a_topic_folder_that_may_not_be_looked_into_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_file", refuse)  # tests may run as root, whom no folder refuses
    with pytest.raises(TopicError, match=r"topic\.toml: cannot be read in .*Permission denied"):
        load_topic(str(folder))


def test_the_empty_topic_name_is_unknown_and_not_the_current_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    with pytest.raises(UsageError):
        load_topic("")


TWIN_LINK = '[[link]]\nkind = "overlap"\nname = "one-town"\nrecords = ["pmid:1", "pmid:2"]\nreason = "x"\n[[link]]'
TWIN_PART = '[[question.part]]\ncode = "women"\nabout = { en = "w", nl = "v" }\nscope = { outcomes = ["trm"] }\n[[question.part]]'
STATED = 'stated = { status = "open", date = "2026", reason = { en = "a", nl = "b" }, sources = ["x"] }\n'

MISTAKES = [
    # file, what is written, what stands there instead, what the message says after the file
    ("topic.toml", 'code = "tiny"', "", "code is missing"),
    ("topic.toml", 'code = "tiny"', "code = 5", "code must be a text without spaces around it, not 5"),
    ("topic.toml", 'nl = "Transplantatie bij jicht"', 'de = "x"', "title.nl is missing"),
    ("topic.toml", 'study = "BIG"', 'study = "SMALL"', "international_study names 'SMALL', which is not one of BIG"),
    ("topic.toml", 'ctgov_condition = "Gout"', 'ctgov_conditions = "Gout"', "search.ctgov_condition is missing"),
    ("topic.toml", 'code = "tiny"', 'code = "tiny"\ncolour = 1', "colour is not known here; known are code"),
    ("topic.toml", "[search]", "[search", "is not TOML: "),
    ("topic.toml", 'notes = ["one note"]', 'notes = "one note"', "search.notes must be a list of texts, not 'one note'"),
    ("vocabulary.toml", 'disease = ["gout"]', "disease = []", "disease must be a list of texts, not []"),
    ("vocabulary.toml", '["gout"]', '["gout", "gout"]', "disease names 'gout' twice"),
    ("vocabulary.toml", '["gout"]', '["gout "]', "disease must be a list of texts, not ['gout ']"),
    ("vocabulary.toml", "treatment_broad", "broad", "broad is not known here"),
    ("vocabulary.toml", 'code = "children"', "", "setting no. 1: code is missing"),
    ("outcomes.toml", 'code = "trm"', 'code = "tram"', "outcome tram: code names 'tram', which is not one of neda"),
    ("outcomes.toml", 'code = "neda"', 'code = "trm"', "outcome has the code 'trm' twice"),
    ("outcomes.toml", 'direction = "event"', 'direction = "up"', "outcome trm: direction names 'up', which is not one of event"),
    ("outcomes.toml", "harm = true", 'harm = "yes"', "outcome trm: harm must be true or false, not 'yes'"),
    ("outcomes.toml", 'group = "intermediate"', 'group = "mild"', "regimen BEAM: group must be one of low, intermediate, high"),
    ("outcomes.toml", "[[drug]]", "[drug]", "drug must be a list of [[drug]] tables"),
    ("questions.toml", "upper_percent = 1.5", 'upper_percent = "x"', "question Q1: threshold.upper_percent must be a number above 0, not 'x'"),
    ("questions.toml", "upper_percent = 1.5", "upper_percent = 0", "question Q1: threshold.upper_percent must be a number above 0, not 0"),
    ("questions.toml", "upper_percent = 1.5", "upper_percent = nan", "question Q1: threshold.upper_percent must be a number above 0, not nan"),
    ("questions.toml", "min_patients = 500", "min_patients = 2.5", "question Q1: threshold.min_patients must be a whole number of at least 0, not 2.5"),
    ("questions.toml", "min_patients = 500", "min_patients = true", "question Q1: threshold.min_patients must be a whole number of at least 0, not True"),
    ("questions.toml", '[question.threshold]\noutcome = "trm"', '[question.threshold]\noutcome = "neda"', "question Q1: threshold.outcome is 'neda', which the scope does not name"),
    ("questions.toml", 'kind = "harm"', 'kind = "hurt"', "question Q1: kind names 'hurt', which is not one of benefit"),
    ("questions.toml", 'group = "risks"', 'group = "risk"', "question Q1: group names 'risk', which is not one of who-benefits"),
    ("questions.toml", 'outcomes = ["trm"]\n', 'outcomes = ["tram"]\n', "question Q1: scope.outcomes names 'tram', which is not one of trm, neda"),
    ("questions.toml", '["class:old"]', '["class:new"]', "question Q1: scope.comparators names 'class:new', which is not one of colchicine, class:old"),
    ("questions.toml", '["class:old"]', '["aspirin"]', "question Q1: scope.comparators names 'aspirin'"),
    ("questions.toml", 'contrast = "course"', 'contrast = "cause"', "question Q1: part women: scope.contrast names 'cause'"),
    ("questions.toml", 'settings = ["children"]', 'settings = ["adults"]', "question Q1: part women: scope.settings names 'adults', which is not one of children"),
    ("questions.toml", 'subgroups = ["women"]', 'courses = ["women"]', "question Q1: part women: scope.courses names 'women', which is not one of acute"),
    ("questions.toml", 'awaited = ["BIG"]', 'awaited = ["HUGE"]', "question Q1: awaited names 'HUGE', which is not one of BIG"),
    ("questions.toml", 'code = "Q2"', 'code = "Q1"', "question has the code 'Q1' twice"),
    ("questions.toml", 'code = "Q1"', "", "question no. 1: code is missing"),
    ("questions.toml", 'date = "2026-11"', 'date = "2026-13"', "question Q2: stated.date must be a date such as"),
    ("questions.toml", 'date = "2026-11"', "date = 2026-11-22", "question Q2: stated.date must be a date such as"),
    ("questions.toml", 'status = "open"', 'status = "closed"', "question Q2: stated.status names 'closed', which is not one of answered"),
    ("questions.toml", 'kind = "narrative"', 'kind = "benefit"', "question Q2: scope is missing"),
    ("questions.toml", 'kind = "harm"', 'kind = "narrative"', "question Q1: stated is missing: a narrative question is stated"),
    ("questions.toml", 'sources = ["x"]', "sources = []", "question Q2: stated.sources must be a list of texts, not []"),
    ("trials.toml", 'answers = ["Q1"]', 'answers = ["Q9"]', "trial BIG: answers names 'Q9', which is not one of Q1, Q2"),
    ("trials.toml", 'nct = "NCT00000001", ctis', "eutrack", "trial BIG: ids.eutrack is not known here"),
    ("trials.toml", '{ nct = "NCT00000001", ctis = "2024-510630-40-00" }', "{}", "trial BIG: ids names no register"),
    ("trials.toml", '"NCT00000001"', '"NCT0000001"', "trial BIG: ids.nct must name a trial as NCT and eight digits, not 'NCT0000001'"),
    ("trials.toml", "n_actual = 0", f"n_actual = {'9' * 400}", "trial BIG: n_actual must be a whole number of at least 0, not a number too"),
    ("trials.toml", "n_actual = 0", f"n_actual = {'9' * 5000}", "is not TOML"),
    ("trials.toml", 'status = "RECRUITING"', 'status = "recruiting"', "trial BIG: status names 'recruiting'"),
    ("trials.toml", "n_actual = 0", "n_actual = -1", "trial BIG: n_actual must be a whole number of at least 0, not -1"),
    ("trials.toml", '"pmid:97000001"', '"97000001"', "trial BIG: reports must name records as pmid:1, doi:10.1/x or cite:name, not '97000001'"),
    ("trials.toml", 'date_seen = "2025-09-25"', 'date_seen = "25-09-2025"', "trial BIG: snapshot nct: date_seen must be a date such as"),
    ("trials.toml", "has_results = false", 'has_results = "no"', "trial BIG: snapshot nct: has_results must be true or false, not 'no'"),
    ("trials.toml", 'field = "completion"', 'field = "ending"', "trial BIG: history ending: field names 'ending'"),
    ("trials.toml", 'date_seen = "2023"', 'date_seen = "20231"', "trial BIG: history completion: date_seen must be a date such as"),
    ("overlaps.toml", 'kind = "overlap"', 'kind = "overlapping"', "link one-town: kind names 'overlapping', which is not one of same-record"),
    ("overlaps.toml", ', "cite:town2001"', "", "link one-town: records must name at least two records"),
    ("overlaps.toml", 'reason = "one town"', "", "link one-town: reason is missing"),
    ("appraisals.toml", 'overall = "high"', 'overall = "critical"', "appraisal doi:10.1000/a(1): overall names 'critical', which is not one of low, some concerns, high"),
    ("appraisals.toml", 'judgement = "no information"', 'judgement = "fine"', "appraisal doi:10.1000/a(1): domain measurement: judgement names 'fine'"),
    ("appraisals.toml", '"doi:10.1000/a(1)"', '"doi:a"', "appraisal doi:a: record must name records as"),
    ("policy.toml", 'date = "2022-12-13"', 'date = "13 Dec 2022"', "fact 13 Dec 2022: date must be a date such as"),
    ("policy.toml", 'questions = ["Q1"]', 'questions = ["Q7"]', "fact 2022-12-13: questions names 'Q7'"),
    ("topic.toml", '"Gout"', '"Gout "', "search.ctgov_condition must be a text without spaces around it, not 'Gout '"),
    ("questions.toml", '[[question.part]]', TWIN_PART, "question Q1: part has the code 'women' twice"),
    ("questions.toml", 'awaited = ["BIG"]\n', STATED, "question Q1: stated is for narrative questions only"),
    ("questions.toml", 'date = "2026-11"', 'date = "2026-1"', "question Q2: stated.date must be a date such as"),
    ("questions.toml", 'date = "2026-11"', 'date = "2026-W01-1"', "question Q2: stated.date must be a date such as"),
    ("questions.toml", 'date = "2026-11"', 'date = "2026-02-30"', "question Q2: stated.date must be a date such as"),
    ("overlaps.toml", "[[link]]", TWIN_LINK, "link has the code 'one-town' twice"),
    ("eligibility.toml", 'trial = "BIG"', 'trial = "HUGE"', "trial names 'HUGE', which is not one of BIG"),
    ("eligibility.toml", "covered = false", "covered = 0", "criterion age: covered must be true or false, not 0"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "told"), MISTAKES)
def test_a_mistake_is_refused_with_file_field_and_reason(
    folder: Path, name: str, old: str, new: str, told: str
) -> None:
    _edit(folder, name, old, new)
    with pytest.raises(TopicError) as refused:
        load_topic(str(folder))
    message = str(refused.value)
    assert message.startswith(f"{name}: {told}")
    assert "\n" not in message
    assert refused.value.exit_code == 78


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda path: path.write_bytes(b""), "questions.toml: is empty"),
        (lambda path: path.write_bytes(b" \n\n"), "questions.toml: is empty"),
        (
            lambda path: path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes()),
            "questions.toml: starts with a byte-order",
        ),
        (lambda path: path.write_bytes(b'code = "\xff"'), "questions.toml: is not UTF-8 at byte 8"),
        (lambda path: path.unlink(), "questions.toml: is missing in the topic folder"),
        (lambda path: (path.unlink(), path.mkdir()), "questions.toml: cannot be read"),
        (lambda path: path.rename(path.with_name("question.toml")), "questions.toml: is missing"),
    ],
)
def test_a_damaged_file_is_refused_by_name(folder: Path, damage: Callable[[Path], object], told: str) -> None:
    damage(folder / "questions.toml")
    with pytest.raises(TopicError) as refused:
        load_topic(str(folder))
    assert str(refused.value).startswith(told)


def test_a_misspelt_optional_file_is_refused_instead_of_ignored(folder: Path) -> None:
    (folder / "overlaps.toml").rename(folder / "overlap.toml")
    with pytest.raises(TopicError, match=r"^overlap\.toml: is not a topic file; known are topic\.toml"):
        load_topic(str(folder))


# --- the embedded topic


def test_the_embedded_topic_has_the_twenty_questions_in_order() -> None:
    topic = load_topic("hsct_ms")
    assert "hsct_ms" in topic_codes()
    assert [question.code for question in topic.questions] == [f"Q{number}" for number in range(1, 21)]
    kinds = "".join(question.kind[0].upper() for question in topic.questions)
    assert kinds == "BBPPBBDBHHHHHDBDNNDN"  # durability and description are both D
    assert topic.international_study == "RAM-MS"


def test_only_narrative_questions_have_a_stated_status() -> None:
    stated = {q.code: q.stated.status for q in load_topic("hsct_ms").questions if q.stated is not None}
    assert stated == {"Q17": "partly", "Q18": "open", "Q20": "open"}


def test_a_trial_that_is_awaited_says_that_it_will_answer() -> None:
    topic = load_topic("hsct_ms")
    answers = {trial.key: trial.answers for trial in topic.trials}
    stated = {question.code for question in topic.questions if question.code == "Q20"}  # asks about RAM-MS itself
    for question in topic.questions:
        for key in question.awaited:
            assert question.code in answers[key] or question.code in stated, (question.code, key)


def test_no_awaited_trial_has_reported() -> None:
    topic = load_topic("hsct_ms")
    awaited = {key for question in topic.questions for key in question.awaited}
    assert [trial.key for trial in topic.trials if trial.key in awaited and trial.reports] == []


def test_the_end_of_the_international_study_slipped_three_times() -> None:
    (trial,) = [trial for trial in load_topic("hsct_ms").trials if trial.key == "RAM-MS"]
    ends = [(seen.date_seen, seen.value) for seen in trial.history if seen.field == "completion"]
    assert ends == [("2018", "2024-03-21"), ("2023-09", "2026-03-21"), ("2025-06-25", "2028-03-21")]
    assert [(s.register, s.primary_completion, s.enrollment) for s in trial.snapshots] == [
        ("nct", "2026-11-21", 100),
        ("ctis", None, 100),
    ]
    assert trial.expected_report == "2027"


def test_the_international_study_does_not_cover_the_dutch_group() -> None:
    topic = load_topic("hsct_ms")
    assert topic.eligibility is not None
    assert [criterion.code for criterion in topic.eligibility.not_covered] == ["failed_drugs", "edss", "age"]


def test_no_series_stands_in_two_links_that_say_the_same() -> None:
    links = load_topic("hsct_ms").links
    told = [(link.kind, frozenset(link.records)) for link in links]
    assert len(set(told)) == len(told)


def test_dutch_and_english_are_not_the_same_text() -> None:
    for question in load_topic("hsct_ms").questions:
        for words in (question.text, question.population):
            assert words.en != words.nl, question.code
