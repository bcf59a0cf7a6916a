"""The figures of a part of a question in a few words, in Dutch: a part of catalogue_nl.py."""

TEXT = {
    "brief_pooled": "{estimate}% (95%-BI {low} tot {high}), {events} bij {patients}",
    "brief_pooled_zero": "{events} bij {patients}, tot {high}% mogelijk",
    "brief_single_study": "{estimate}% (95%-BI {low} tot {high}), {events} bij {patients}, één studie",
    "brief_isolated_events": "{events} bij {patients}",
    "brief_definitions_differ": "{lowest} tot {highest}% in {studies}, niet gepoold",
    "brief_one_figure": "{events} bij {patients}{counted}, één studie",
    "brief_good_range": "{lowest} tot {highest}% met een goed beloop, {studies}",
    "brief_good_single": "{well} van {patients} met een goed beloop",
    "brief_too_little": "{studies}, {patients}",
    "brief_cohorts_with_interval": "{cohorts} met een interval, {patients}",
    "brief_large_cohort": "{record}, {patients}",
    "brief_uncontrolled": "{studies} zonder controlegroep, {patients}",
    "brief_effect_randomised": "{record}: {outcome}{at}, {size}",
    "brief_effect_cohort": "{record}: {outcome}{at}, {size}",
    "brief_other_side": "{record}: {size}",
    "brief_cohorts_agree": "{outcome}: {cohorts}, {patients}, {favours}",
    "brief_not_shown": "{outcome}: geen verschil aangetoond in {studies}",
}
