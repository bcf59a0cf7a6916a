"""The words of the international study and of signatures in English: a part of catalogue_en.py."""

TEXT = {
    "group_head": "Whom {trial} took in, beside {group}",
    "group_line": "{label}: {trial}; asked about: {group} ({covered})",
    "group_covered": "covered", "group_not_covered": "not covered: indirect",
    "differ": "{subject}: {counts} counts ({by}), otherwise told: {other}",
    "differ_head": "Figures that two sources tell differently",
    "besides": "; what still holds it back: {held}", "held_events_aside": "a series set aside reports more deaths",
    "held_mixed_series": "a series counts other courses too", "held_era_too_thin": "studies of older years are counted",
    "at_or_later": " at {months} months or later", "next_part": "To the next status: {text}",
    "pool_size": "{statistic}{share} {value}", "pool_points": "difference of {value} percentage points{share}",
    "pool_wide": "; over so few studies the interval is wide by its method",
    "pool_without_effect": " Without one study it is {low} (without {least}) to {high} (without {most}).",
    "study_head": "The international study: {acronym} ({id})",
    "study_head_short": "The international study: {acronym}",
    "has_answered": "Answered", "state": "State", "dates": "Dates", "moved": "Moved",
    "expected": "Expected", "will_answer": "Will inform", "not_covered": "Not covered", "policy": "Policy",
    "answered_none": "none of its questions; {results}",
    "answered_some": "{codes}; {results}",
    "no_results": "no results posted at the registry, no report published.",
    "results_posted": "results are posted at the registry", "results_only": "no report published",
    "results_reports": "published: {reports}", "results_withdrawn": "retracted: {reports}",
    "results_none_stands": "no report stands",
    "answered_verdict": "{code} ({verdict})", "counts_for": "Counts for",
    "state_unseen": "what a register said by this day was not seen.",
    "trial_state": "{status}; {patients} (register seen {seen}).",
    "dates_line": "primary completion {primary}; completion {completion}.",
    "moved_one": "{field}: {steps}.", "moved_step": "{value} (seen {seen})", "moved_join": ", then ",
    "expected_line": "first report {expected}.",
    "expected_unknown": "date of the first report not known.",
    "overdue": "Its date has passed without a result.",
    "codes_below": "{codes} (why: see below).", "not_covered_head": "What {acronym} will not answer, and why",
    "code_why": "{code}: {why}",
    "provisional": "Provisional: nobody has signed this answer.",
    "signed": "Signed by {name}, {made}: {reason}",
    "signed_withdrawn": "Signed by {name}, {made}, and withdrawn {withdrawn}: {reason}",
    "signed_earlier": "Signed by {name}, {made}, for an earlier answer ({status}, certainty {certainty}), "
    "which has changed since: {reason}",
}  # fmt: skip

REASONS = {
    "next_event_free": "{outcome}: a further {patients} in series of 100, none of them with it, would bring the upper "
    "bound under {threshold}%, the series agreeing{besides}",
    "next_unheld": "{outcome}: the upper bound is low enough{besides}",
    "next_agreement": "{outcome}: the series must agree; further patients without it would not make them",
    "next_lost": "{outcome}: {events} in a further {patients} would take the answer back",
    "next_threshold": "{outcome}: a threshold, set by clinicians; without one a harm is at most partly answered",
    "next_interval": "{outcome}: a further {cohorts} with an interval{at_or_later}, or one of {min_patients} patients",
    "next_second_contrast": "{outcome}: a second independent cohort that shows the same, or one of {min_patients} "
    "patients with an interval",
    "next_never": "this version of the rule calls such a question partly answered at most",
    "next_first_study": "{outcome}: a first study of these patients that reports it",
    "next_shown": '{outcome}: a comparison whose interval does not hold "no effect"',
    "next_comparison": "{outcome}: two cohorts with a comparison that agree, or a randomised comparison",
    "next_surer_trial": "{outcome}: a direct randomised comparison of moderate certainty at least, where it is "
    "{certainty} now",
    "next_settling_trial": "{outcome}: a direct randomised comparison that settles it",
    "next_people": "people state it; no study computes it",
    "pooled_randomised": "{outcome}{at}: {effect}, pooled over {studies}, randomised ({patients}){wide}",
    "pooled_cohorts": "{outcome}{at}: {effect}, pooled over {studies}, not randomised ({patients}){wide}",
    "basis_planned": "the register plans the last measurement on {primary_completion}; a report follows later",
    "basis_passed": "the register's date of the last measurement, {primary_completion}, has passed; "
    "a report follows later, so this alone is no delay",
    "basis_reported": "published: {records}",
    "basis_posted": "results are posted at the registry and no report of them was found; "
    "what a registry posts is shown there and counts in no answer, for nobody has bound its arms and measures to a "
    "question",
    "basis_withdrawn": "what was published is retracted: {records}; when another report comes is not known",
    "basis_late": "a first report was expected in {expected}, and none was found: overdue",
    "basis_unknown": "no date is known",
    "not_registered": "on {as_of} this trial was not registered yet (registered: {registered}), "
    "so nothing could be known of it",
    "lacks_course": "asks about {asked}, the trial takes in {admitted}",
    "lacks_setting": "the trial does not take in this group: {asked}",
    "group_differs": "its patients differ from the group asked about in {criteria}",
    "lacks_contrast": "the trial does not compare by {asked}",
    "not_planned": "the trial was not designed to inform it",
}
