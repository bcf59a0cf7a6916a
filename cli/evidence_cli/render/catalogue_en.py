"""Every word of the report in English. Keys and {value names} are those of catalogue_nl.py; a test keeps it so."""

from evidence_cli.render import catalogue_brief_en as brief
from evidence_cli.render import catalogue_news_en as news
from evidence_cli.render import catalogue_study_en as study
from evidence_cli.render.words import Catalogue

_CODES = {
    "status": {
        "answered": "answered", "partly": "partly", "conflicting": "conflicting", "signal": "signal", "open": "open",
    },
    "status_meaning": {
        "answered": "settled for now",
        "partly": "some comparative or pooled support",
        "conflicting": "studies point opposite ways",
        "signal": "uncontrolled, or one comparative study",
        "open": "nothing on this outcome in this population",
    },
    "direction": {
        "favours_hsct": "favours HSCT", "favours_comparator": "favours the comparator",
        "no_difference_shown": "no difference shown", "mixed": "mixed", "not_applicable": "not applicable",
    },
    "certainty": {"high": "high", "moderate": "moderate", "low": "low", "very_low": "very low", "none": "none"},
    "group": {
        "who-benefits": "who benefits", "how-well": "how well, and for how long", "risks": "risks",
        "how": "how to do it",
    },
    "kind": {
        "benefit": "benefit (comparative)", "prognosis": "prognosis", "durability": "durability",
        "description": "description", "harm": "harm", "narrative": "stated, not computed",
    },
    "outcome": {
        "neda": "NEDA", "relapse_free_survival": "relapse-free survival",
        "progression_free_survival": "progression-free survival", "mri_activity_free": "freedom from MRI activity",
        "event_free_survival": "event-free survival", "edss_change": "change of EDSS",
        "edss_improved": "improved EDSS", "arr": "annualised relapse rate", "brain_atrophy": "brain atrophy",
        "nfl": "neurofilament light", "qol": "quality of life", "overall_survival": "overall survival",
        "trm": "transplant-related mortality", "deaths_any": "death from any cause",
        "serious_adverse_events": "serious adverse events", "infection": "infection",
        "viral_reactivation": "viral reactivation", "secondary_autoimmune": "secondary autoimmunity",
        "malignancy": "malignancy", "fertility": "fertility", "other_toxicity": "other toxicity",
    },
    "statistic": {
        "percent": "percent", "count": "count", "hazard_ratio": "hazard ratio", "odds_ratio": "odds ratio",
        "risk_ratio": "risk ratio", "rate_ratio": "rate ratio", "mean": "mean", "median": "median",
        "mean_difference": "mean difference", "standardised_mean_difference": "standardised mean difference",
        "rate": "rate", "p_only": "p value only",
    },
    "arm": {"hsct": "HSCT", "comparator": "comparator", "between": "HSCT against comparator", "all": "all patients"},
    "value_kind": {"level": "level", "change": "change", "difference": "difference"},
    "polarity": {
        "event": "with the event", "event_free": "free of the event", "higher_better": "higher is better",
        "lower_better": "lower is better",
    },
    "origin": {
        "machine": "read from the abstract", "pack": "from the evidence pack",
        "person": "confirmed or corrected by a person",
    },
    "state": {"clean": "checked", "flagged": "flagged", "unbound": "not bound to an arm, outcome and time"},
    "setting": {
        "first_line": "as first treatment", "children": "children and adolescents",
        "after_high_efficacy": "after failure of high-efficacy drugs",
    },
    "side": {
        "gd_positive": "enhancing lesions", "gd_negative": "no enhancing lesions", "whole_brain": "whole brain",
        "grey_matter": "grey matter", "white_matter": "white matter", "women": "women", "men": "men",
        "low_intensity": "low-intensity conditioning", "high_intensity": "high-intensity conditioning",
        "younger": "younger patients", "older": "older patients", "edss_low": "lower EDSS", "edss_high": "higher EDSS",
        "short_duration": "shorter disease", "long_duration": "longer disease", "progressive": "progressive MS",
        "other_conditioning": "other conditioning", "other conditioning": "other conditioning", "hsct": "HSCT",
    },
    "comparator": {
        "high_efficacy": "high-efficacy drugs", "anti_cd20": "anti-CD20 drugs", "older": "older drugs", "dmt": "DMT",
        "any_dmt": "any DMT", "moderate_efficacy": "drugs of moderate efficacy",
    },
    "criterion": {
        "age": "age", "edss": "EDSS", "course": "course of MS", "duration": "duration of the disease",
        "failed_drugs": "drugs that failed", "activity": "disease activity",
    },
    "subject": {"regimen": "regimen", "course": "course of MS", "subgroup": "subgroup"},
    "country": {"Europe": "Europe"},
    "trial_status": {
        "ACTIVE_NOT_RECRUITING": "active, not recruiting", "RECRUITING": "recruiting", "COMPLETED": "completed",
        "TERMINATED": "stopped early", "WITHDRAWN": "withdrawn", "SUSPENDED": "suspended",
        "NOT_YET_RECRUITING": "not yet recruiting", "ENROLLING_BY_INVITATION": "enrolling by invitation",
        "UNKNOWN": "unknown",
    },
    "field": {
        "completion": "completion", "primary_completion": "primary completion", "enrollment": "patients",
        "status": "status", "start": "start", "eligibility": "eligibility",
    },
    "method": {
        "printed": "interval as printed",
        "intervals": "computed by us from an interval in each arm", "counts": "computed by us from events by arm",
        "rounded": "computed by us from percentages by arm, events rounded", "bare-p": "p value only, no size",
    },
    "model": {
        "binomial-normal": "binomial-normal model", "clopper-pearson": "exact interval",
        "clopper-pearson on the sum": "exact interval on the sum, every study without events",
        "paule-mandel hartung-knapp": "random effects, Paule-Mandel with Hartung-Knapp",
    },
    "judgement": {
        "low": "low", "some concerns": "some concerns", "high": "high", "moderate": "moderate", "serious": "serious",
        "critical": "critical", "not appraised": "not appraised yet",
    },
}  # fmt: skip

_TEXT = {
    "and": "and", "not_reported": "not reported", "not_known": "not known", "none": "none", "yes": "yes", "no": "no",
    "title": "{topic}: which questions are answered",
    "topic": "HSCT in MS",
    "state_now": "State of {as_of}. Data of {data_date} ({age}), read from abstracts.",
    "state_as_of": "What the evidence public on {as_of} supports, judged by today's rule {rule}. "
    "Data of {data_date}, read from abstracts.",
    "age_zero": "today", "age_one": "1 day old", "age_many": "{days} days old", "age_unknown": "age not known",
    "stale": "WARNING: the data are {days} days old. What came out since is not in this report. The last search of "
    "PubMed that went in is of {asked}. Why none since: evidence status; to ask again: evidence refresh.",
    "stale_never_asked": "WARNING: the data are {days} days old. What came out since is not in this report. PubMed "
    "was never asked from here. To ask it: evidence refresh; every night: evidence schedule.",
    "intended_use": "For professionals: a summary of published literature, no advice about a patient.",
    "basis": "read from abstracts, not from full texts",
    "policy_line": "{country}, {date}: {fact}",
    "policy_head": "Policy, beside the answers and never part of the rule",
    "in_short": "In short",
    "tally": "{count} ({codes})", "tally_none": "0",
    "certainty_only": "certainty {certainty}",
    "stated_on": "stated on {date}, not computed",
    "stated_plain": "stated, not computed",
    "part": "{about}: {status}",
    "awaited": "Awaited: {trials}.", "awaited_trial": "{trial} {when}", "awaited_undated": "{trial} (date not known)",
    "awaited_none": "Awaited: no running trial.",
    "foot_certainty": "Certainty is provisional until a person has signed it. Figures are as printed in the abstracts.",
    "foot_more": "Why: evidence question {code}. A record whole: evidence show RECORD.",
    "question_head": "{code}: {text}",
    "population": "Population", "status": "Status", "certainty": "Certainty", "direction": "Direction",
    "rule": "Rule", "rule_line": "version {rule}; kind: {kind}.",
    "why_above_one": "One of its reasons stands above, under Why.",
    "why_above": "{number} of its reasons stand above, under Why.",
    "why": "Why", "parts": "Parts of the question", "figures": "Figures it rests on", "pooled": "Pooled figures",
    "published_pools": "Published pooled results (shown beside ours, not counted)", "studies": "Studies counted",
    "awaited_head": "Awaited", "next": "To the next status", "history": "History of the answer",
    "no_figures": "No figure counts for this question.", "no_studies": "No study counts for this question.",
    "computed_no": "Stated by people in the topic, not computed from figures.",
    "pool_line": "{label}: {estimate} ({interval}; {studies}, {patients}{events}; {model}){prediction}.",
    "pool_events": ", {events}", "pool_prediction": "; prediction interval {low} to {high}",
    "pool_differ": "; heterogeneity p {p}", "pool_no_overlap": " {reported} reported, no overlap known.",
    "pool_overlap": " {reported} reported, at least {unique} different people.",
    "pool_without": " Without one study the upper bound is {low}% (without {least}) to {high}% (without {most}).",
    "awaited_basis": "{trial}: {when} ({basis}).", "awaited_no_basis": "{trial}: {when}.",
    "study_line": "{name}: {records}.", "study_overlap": " May share patients with: {overlap}.",
    "sentence_from": "{origin}: \"{sentence}\"", "figure_pack": "from the evidence pack, {source}",
    "only_cited": "no address, see the citation of {record}",
    "interval": "{level}% CI {low} to {high}", "interval_unlevelled": "interval {low} to {high}, level not reported",
    "interval_half": "{level}% CI {low} to not reported", "interval_none": "interval not reported",
    "p": "p {p}", "months": "{months} months", "at_months": " at {months} months", "at_weeks": " at {weeks} weeks",
    "at_days": " at {days} days",
    "of_n": "{events} of {n}", "n_only": "n = {n}", "n_unknown": "of how many is not reported",
    "compared": ", {a} against {b}", "versus": "HSCT against {comparator}", "against": ", against {comparator}",
    "sides": "{a} against {b}",
    "value_not_reported": "value not reported", "percent": "{value}%",
    "with_event": "with the event", "free_of_event": "free of the event",
    "ratio_of_events": "ratio of events", "ratio_of_freedom": "ratio of freedom from events",
    "patients_one": "1 patient", "patients_many": "{n} patients", "patients_unknown": "number of patients not reported",
    "studies_one": "1 study", "studies_many": "{n} studies", "studies_unknown": "number of studies not reported",
    "cohorts_one": "1 cohort", "cohorts_many": "{n} cohorts", "cohorts_unknown": "number of cohorts not reported",
    "events_one": "1 event", "events_many": "{n} events", "events_unknown": "number of events not reported",
    "deaths_one": "1 death", "deaths_many": "{n} deaths", "deaths_unknown": "number of deaths not reported",
    "levels_one": "1 level", "levels_many": "{n} levels", "levels_unknown": "number of levels not reported",
    "favours_hsct": "favours HSCT", "favours_comparator": "favours the comparator",
    "favours_none": "no difference shown",
    "favours_side": "favours {side}", "favours_unknown": "direction not reported",
    "and_more": "{count} more",
    "because": " ({why})",
    "share_event": " in the share with the event", "share_event_free": " in the share free of the event",
    "ratio_event_free": " for being free of the event",
    "effect_size": "{statistic}{share} {value} ({interval}{p}{method})",
    "difference": "difference in {statistic} of {value} ({interval}{p}{method})",
    "points": "difference of {value} percentage points{share} ({interval}{p}{method})",
    "effect_p": "p {p}, no size printed",
    "effect_none": "no size reported",
    "few": ", {events} in {patients}", "few_events": ", {events}", "few_patients": ", {patients}",
    "unknown_reason": "{code} {values}",
}  # fmt: skip

_REASONS = {
    "effect_randomised": "{record}, randomised{against}: {outcome}{at}, {effect}; {favours}",
    "effect_cohort": "{record}, not randomised{against}: {outcome}{at}, {effect}; {favours}",
    "cohorts_agree": "{cohorts} with a comparison ({patients}) agree on {outcome}: {favours}",
    "unlike_measures": "{outcome}: {studies} each show something else under this name, so no agreement is counted",
    "single_cohort": "one comparative cohort only on {outcome}: {record}",
    "not_shown": '{outcome}: the intervals of {studies} hold "no effect", so a difference is not shown',
    "not_shown_by_p": "{outcome}: {studies} with a p value of 0.05 or more and no interval, "
    "so a difference is not shown",
    "bare_p_only": "{outcome}: {record} prints a p value without a size, which gives a direction only",
    "p_outweighed": '{outcome}: a single p value does not outweigh intervals that hold "no effect": {records}',
    "side_by_side": "{record}{against}: {outcome}{at}, {first}% against {second}%, no interval or test between them",
    "conflict": "{outcome}: {one} and {other} point opposite ways",
    "trial_settles": "{outcome}: the randomised comparison {record} outweighs cohorts that differ",
    "trial_indirect": "{record} is indirect for this question{because}",
    "other_drug": "{record}{against}, a comparator that is not asked about: indirect, so at most partly",
    "uncontrolled": "{studies} without a comparison group ({patients})",
    "size_unknown": "{outcome}: figures without patients or interval are shown, not counted: {records}",
    "prognostic_only": "says who does better after HSCT, not who gains more from it",
    "untested": "{outcome}: figures by side without an interval or test between them: {records}",
    "nothing_found": "nothing found on these outcomes in this population",
    "pooled": "{outcome}: {estimate}% pooled, as of a typical study (95% CI {low} to {high}); plain sum {events} in "
    "{patients}, {plain}; {studies}",
    "pooled_zero": "{outcome}: no event in {patients} of {studies}; up to {high}% remains possible",
    "single_study": "{outcome}: {record} alone, {events} in {patients}: {estimate}% (95% CI {low} to {high})",
    "under_threshold": "{outcome}: upper bound {high}%, under the threshold of {threshold}% "
    "with {patients} (at least {min_patients} asked)",
    "over_threshold": "{outcome}: upper bound {high}%, over the threshold of {threshold}%",
    "rests_on_one": "{outcome}: without {record} the upper bound would be {high}%, over the threshold of {threshold}%",
    "events_aside": (
        "{outcome}: {left_out}, set aside because it may share patients with {records}, "
        "reports more events: {events} in {patients}"
    ),
    "mixed_series": "{outcome}: {record} counts {patients} together, {others} of them with another course "
    "than {asked}; it is counted, and the others must answer without it",
    "too_few_patients": "{outcome}: {patients}, fewer than the {min_patients} asked",
    "heterogeneous": "{outcome}: studies differ more than chance allows (p {p}); "
    "a next one may find up to {prediction_high}%",
    "no_threshold": "{outcome}: no threshold is set, so at most partly",
    "definitions_differ": "{outcome}: {studies} count different things, {lowest} to {highest}%; not pooled",
    "one_figure": "{outcome}: {record} alone, {events} in {patients}{counted}",
    "good_range": "{outcome}, shares that did well (recovered or spared): {lowest} to {highest}% in {studies}; "
    "no harm events, not pooled",
    "good_single": "{outcome}: {well} of {patients} in {record} did well (recovered or spared); no harm event",
    "isolated_events": "{outcome}: {events}, isolated, in {studies} reporting any ({patients} counted); "
    "too few for a share",
    "no_death_no_trm": "no death of any cause, so no transplant-related death: {records}",
    "rounded_events": "events rounded from percentage and number of patients: {records}",
    "shown_not_counted": "{outcome}: shown, not counted, as no number of patients is printed or none fits: {records}",
    "before_era": "{outcome}: {studies} treated or published before {since} ({events} in {patients}) shown, "
    "not pooled{named}",
    "era_too_thin": "{outcome}: {patients} treated and published from {since} on, fewer than {min_patients}: "
    "studies of all years are counted, so at most partly",
    "indirect_shown": "{outcome}: {record}, not only MS, {events} in {patients}; shown, not pooled, worth a signal",
    "indirect_good_shown": "{outcome}: {record}, not only MS, {well} of {patients} did well (recovered or spared); "
    "shown, not pooled, worth a signal",
    "cohorts_with_interval": "{outcome}: {cohorts} with an interval ({patients})",
    "interval_computed": "{outcome}: interval not printed, computed by us from the share and its patients: {records}",
    "large_cohort": "{outcome}: {record} has {patients} and an interval",
    "too_little": "{outcome}: {studies} ({patients}), less than two cohorts with an interval "
    "and less than 200 patients",
    "range_seen": "{outcome}{at}: {lowest} to {highest}% in {studies}",
    "counted_once": "{left_out} may share patients with {kept}: counted once{because}",
    "counted_together": "{left_out} ({patients}) may share patients with {records}, which share none with each other "
    "and have {together} together: these are counted{because}",
    "other_choice": "{outcome}: the series of most patients ({patients} in {studies}) come to “{status}” "
    "by themselves; those that count here share no patients either and go further",
    "course_untold": "course of MS not reported, left out: {records}",
    "incomplete_only": "held back by abstracts seen in part, which carry at most a signal alone and at most one status "
    "further with others: {records}",
    "seen_in_part": "abstract seen in part: {studies} of {of_studies}{among}: {records}; such studies carry at most a "
    "signal alone and at most one status further with others",
    "concern_only": "under an expression of concern and alone, not counted: {records}",
    "stated": "stated on {date} as {status}, not computed",
    "stated_before_results": "stated before {trials} gave results, so a person must look at it again",
    "not_yet_stated": "what people state about it is dated {date}, so nothing was stated yet",
    "starts_high": "starts high: randomised",
    "starts_low": "starts low: observational",
    "down_risk_of_bias": "down {levels} for risk of bias: {record} ({judgement})",
    "down_imprecision": "down for imprecision: {outcome}{few}",
    "down_inconsistency": "down for inconsistency: {outcome}",
    "down_indirectness": "down for indirectness: {record}{because}",
    "down_reporting": "down for reporting: every abstract was seen in part: {records}",
    "down_no_comparison": "down for having no comparison group: {studies}",
    "certainty_beside": "certainty on {outcome}: {certainty}",
    "down_silent_trials": "down for silent trials, completed more than a year ago without results: {trials}",
    "next_upper_bound": "{outcome}: the upper bound must fall from {high}% to under {threshold}%",
    "next_patients": "{outcome}: {min_patients} are needed, {patients} are there",
    "next_second_cohort": "{outcome}: a second independent comparative cohort that agrees",
    "next_direct_trial": "{outcome}: a randomised comparison with the comparator asked for",
}

CATALOGUE = Catalogue(
    "en", ".", ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    _CODES | news.CODES, _TEXT | news.TEXT | study.TEXT | brief.TEXT, _REASONS | study.REASONS,
)  # fmt: skip
