"""The figures of a part of a question in a few words, in English: a part of catalogue_en.py."""

TEXT = {
    "brief_pooled": "{estimate}% (95% CI {low} to {high}), {events} in {patients}",
    "brief_pooled_zero": "{events} in {patients}, up to {high}% possible",
    "brief_single_study": "{estimate}% (95% CI {low} to {high}), {events} in {patients}, one study",
    "brief_isolated_events": "{events} in {patients}",
    "brief_definitions_differ": "{lowest} to {highest}% in {studies}, not pooled",
    "brief_one_figure": "{events} in {patients}{counted}, one study",
    "brief_good_range": "{lowest} to {highest}% did well, {studies}",
    "brief_good_single": "{well} of {patients} did well",
    "brief_too_little": "{studies}, {patients}",
    "brief_cohorts_with_interval": "{cohorts} with an interval, {patients}",
    "brief_large_cohort": "{record}, {patients}",
    "brief_uncontrolled": "{studies} without a comparison group, {patients}",
    "brief_effect_randomised": "{record}: {outcome}{at}, {size}",
    "brief_effect_cohort": "{record}: {outcome}{at}, {size}",
    "brief_other_side": "{record}: {size}",
    "brief_cohorts_agree": "{outcome}: {cohorts}, {patients}, {favours}",
    "brief_not_shown": "{outcome}: difference not shown in {studies}",
}
