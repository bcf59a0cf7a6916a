"""Deaths: how many, of what, of the treatment or not; a lost death harms, and an invented one too."""

import pytest

from evidence.records.study import StudyFacts
from tests.reading import findings, one, values

UNKNOWN = StudyFacts()


def told(text):
    return values(findings(text, UNKNOWN), "outcome", "value")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two patients died, both from sepsis.", [("deaths_any", 2)]),
        ("There were two deaths (one pneumonia, one suicide).", [("deaths_any", 2)]),
        ("One patient died of worsening MS.", [("deaths_any", 1)]),
        ("Two patients with EDSS scores of 7.5 and 8.0 died.", [("deaths_any", 2)]),
        ("One died of zoster and two patients developed sepsis.", [("deaths_any", 1), ("infection", 2)]),
        ("Fatal infection occurred in one patient.", [("deaths_any", 1)]),
        ("One patient committed suicide.", [("deaths_any", 1)]),
        ("Two suicide attempts were noted.", [("other_toxicity", 2)]),
        ("Late causes were infection (3) and arrhythmia (1).", []),
        ("Among the causes, one was infection and two were cardiac toxicity.", []),
        ("The 1-year NRM was 1.7%, due to one case of sepsis.", [("trm", 1.7)]),
        ("Two patients died, giving a TRM of 1.1%.", [("trm", 1.1)]),
        ("One lymphoma led to death.", [("malignancy", 1), ("deaths_any", 1)]),
        ("Six died within 90 days and a further five subsequently.", [("trm", 6), ("deaths_any", 5)]),
        ("One patient died on day 21 of aspergillosis.", [("trm", 1)]),
        ("One patient died on day 21.", [("deaths_any", 1)]),
        ("One died of sepsis, another had grade 4 hepatotoxicity.", [("deaths_any", 1), ("other_toxicity", 1)]),
    ],
)
def test_a_cause_of_death_is_no_event_of_its_own(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("None of the deaths was related to transplantation.", [("trm", 0)]),
        ("No death was due to the procedure.", [("trm", 0)]),
        ("Two of five deaths were considered treatment-related.", [("trm", 2), ("deaths_any", 5)]),
        ("Two of the five deaths were considered treatment-related.", [("trm", 2)]),
        ("Seven patients died, two of them of transplant-related causes.", [("deaths_any", 7), ("trm", 2)]),
        ("There were three deaths, of which one was due to toxicity.", [("deaths_any", 3), ("trm", 1)]),
        ("Both deaths were related to the procedure.", [("trm", 2)]),
        ("One patient died within 60 days after transplantation.", [("trm", 1)]),
        ("One patient died within 300 days after transplantation.", [("deaths_any", 1)]),
        ("One patient died of causes unrelated to the transplant.", [("deaths_any", 1)]),
        ("One death was not related to treatment.", [("deaths_any", 1)]),
        ("One non-transplant-related death occurred.", [("deaths_any", 1)]),
        ("One non-transplant-related infectious death occurred.", [("deaths_any", 1)]),
        ("Non-relapse mortality was 2%.", [("trm", 2)]),
        ("There was one death, due to a car accident and not due to the procedure.", [("deaths_any", 1)]),
    ],
)
def test_a_death_of_the_treatment_is_told_apart_from_one_of_any_cause(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text", ["No patient died of infection.", "No deaths from sepsis occurred.", "No fatal infections were seen."]
)
def test_none_of_one_cause_may_leave_others(text):
    assert one(text, UNKNOWN).flags == ("of a part only",)


def test_the_time_and_the_cause_of_single_deaths_are_not_those_of_the_total():
    found = findings("Two patients died: one of sepsis on day 12 and one of an accident.", UNKNOWN)
    assert values(found, "value", "timepoint_months") == [(2, None)]
    assert one("One patient died from progressive disease.", UNKNOWN).population is None


@pytest.mark.parametrize(
    ("text", "events"),
    [("All patients are alive.", None), ("All 25 patients were alive at last visit.", 25), ("All survived.", None)],
)
def test_all_who_are_alive_are_a_survival_of_all(text, events):
    finding = one(text, UNKNOWN)
    assert (finding.outcome, finding.value, finding.events, finding.denominator) == (
        "overall_survival", 100, events, events,
    )  # fmt: skip


@pytest.mark.parametrize("text", ["All patients who survived were treated again."])
def test_some_who_are_alive_are_not_all(text):
    assert findings(text, UNKNOWN) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Three patients died, none of them of treatment-related causes.",
        "None of the deaths was related to transplantation.",
        "Treatment-related mortality was not observed (0/174).",
        "No patient died within 100 days.",
    ],
)
def test_none_who_died_of_the_treatment_is_none_with_the_event(text):
    found = [finding for finding in findings(text, UNKNOWN) if finding.outcome == "trm"]
    assert values(found, "value", "direction") == [(0, "event")]


def test_a_list_of_denials_ends_where_somebody_else_begins():
    found = findings("There were no transplant-related deaths, and three patients died much later of cancer.", UNKNOWN)
    assert values(found, "outcome", "value") == [("trm", 0), ("deaths_any", 3)]
    found = findings("No patient had a relapse and two worsened.", UNKNOWN)
    assert values(found, "outcome", "value") == [("relapse_free_survival", 0), ("progression_free_survival", 2)]


def test_what_else_happens_soon_or_by_the_treatment_is_no_death():
    found = findings("Infections occurred within 30 days in 12 of 40 patients, and there were no deaths.", UNKNOWN)
    assert values(found, "outcome", "value") == [("infection", 12), ("deaths_any", 0)]


@pytest.mark.parametrize(
    "text",
    [
        "There was no cardiac death.",
        "No infection-related deaths were recorded.",
        "No death was recorded in the other group.",
        "Two patients died of sepsis and one of haemorrhage.",
    ],
)
def test_deaths_of_a_kind_or_of_a_part_are_not_all_deaths(text):
    assert {one.state for one in findings(text, UNKNOWN) if one.outcome == "deaths_any"} == {"flagged"}


def test_not_a_single_patient_is_none():
    assert told("Not a single patient had a relapse.") == [("relapse_free_survival", 0)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No one died.", [("deaths_any", 0)]),
        ("One patient died of sepsis on day +21.", [("trm", 1)]),
        ("One patient died of sepsis 30 days after AHSCT.", [("trm", 1)]),
        ("One patient died of sepsis 30 months after AHSCT.", [("deaths_any", 1)]),
        ("Two patients died, of sepsis on day 12 and of pneumonia on day 240.", [("deaths_any", 2)]),
        ("One patient died of sinusoidal obstruction syndrome.", [("trm", 1)]),
        ("There was one death, from pneumonia, which was judged to be related to the graft procedure.", [("trm", 1)]),
        ("There was one death, from pneumonia, which was not related to the procedure.", [("deaths_any", 1)]),
        ("No death was connected with the procedure.", [("trm", 0)]),
    ],
)
def test_a_death_is_of_the_treatment_by_its_cause_and_its_time(text, expected):
    assert told(text) == expected


def test_deaths_told_again_in_a_bracket_count_once():
    found = findings("One patient died of pneumonia on day 40 (transplant-related mortality 3.1%).", UNKNOWN)
    assert values(found, "outcome", "value") == [("trm", 3.1)]


def test_why_they_were_treated_is_no_result():
    assert told("Indications were relapse (n = 24) and progression (n = 15).") == []
    assert told("Events were relapse (n = 24) and progression (n = 15).") != []


@pytest.mark.parametrize(
    ("text", "outcome", "events"),
    [
        ("A patient died of sepsis on day 12.", "trm", 1),
        ("A 43-year-old woman with SPMS died of pneumonia in the third year.", "deaths_any", 1),
        ("A woman of 43 died of pneumonia.", "deaths_any", 1),
        ("An additional patient succumbed to cancer.", "deaths_any", 1),
        ("A death of pneumonia on day 204 is to be told.", "deaths_any", 1),
        ("The only death was unrelated to treatment.", "deaths_any", 1),
        ("Two patients whose EDSS had been 7.0 and 8.0 on entry died of pneumonia after 13 months.", "deaths_any", 2),
        ("Three patients, aged 34, 45 and 50, died after two years.", "deaths_any", 3),
        ("All but one patient survived.", "deaths_any", 1),
        ("All patients except two are alive.", "deaths_any", 2),
        ("Two of 40 patients are no longer alive.", "deaths_any", 2),
        ("Sepsis killed one patient.", "deaths_any", 1),
        ("One suicide occurred.", "deaths_any", 1),
        ("Two fatal cases were seen.", "deaths_any", 2),
        ("Deaths: 2.", "deaths_any", 2),
        ("No death was due to toxicity, but a death of pneumonia is to be told.", "deaths_any", 1),
        ("Mortality was limited to one patient.", "deaths_any", 1),
        ("Two patients (2.8%) did not survive the transplant.", "trm", 2),
        ("No procedure-related deaths but one late death from pneumonia were observed.", "deaths_any", 1),
    ],
)
def test_a_death_is_counted_however_its_number_is_said(text, outcome, events):
    found = [finding for finding in findings(text, UNKNOWN) if finding.outcome == outcome]
    assert [(finding.events, finding.state, finding.population) for finding in found] == [(events, "clean", None)]


@pytest.mark.parametrize(
    "text",
    [
        "The risk of a death is low.",
        "A patient with sepsis did not die.",
        "A suicide attempt was reported.",
        "Sepsis killed 0 patients.",
        "After a death in a former trial the dose was lowered.",
        "A patient with SPMS improved.",
    ],
)
def test_a_death_that_is_feared_denied_or_of_others_is_no_event(text):
    assert [finding for finding in findings(text, UNKNOWN) if finding.outcome in ("deaths_any", "trm")] == []


def test_a_death_that_is_named_twice_in_a_sentence_is_one():
    found = findings("One late death, a suicide, occurred 31 months after transplantation.", UNKNOWN)
    assert values(found, "outcome", "value") == [("deaths_any", 1)]


@pytest.mark.parametrize(
    ("text", "percent"), [("Mortality was 1 in 25.", 4.0), ("The death rate is one in fifty.", 2.0)]
)
def test_a_mortality_of_one_in_so_many_is_a_share_and_no_count_of_so_many(text, percent):
    found = findings(text, UNKNOWN)
    assert [(finding.statistic, finding.value, finding.events) for finding in found] == [("percent", percent, None)]
