"""Why an answer is what it is: the codes of Reason and the names of their values, complete and stable.

The text room turns (code, values) into English or Dutch; a code that is not listed here is a bug.
Values named ``record``, ``kept``, ``left_out``, ``one``, ``other`` are record keys; ``records`` and ``aside`` are
record keys joined by ", "; ``outcome`` is an outcome code; ``trials`` are trial keys joined by ", "; numbers are
numbers; any value may be None = not reported. Percentages are 0-100. ``favours`` is "hsct", "comparator", "none" (not
shown), or for a contrast of regimens, courses or subgroups the name of the side that did better.

What was found (benefit and prognosis)
    effect_randomised      record, outcome, comparator, statistic, value, low, high, p, months, direction, favours,
                           method
    effect_cohort          the same values, from a comparison that was not randomised
        direction: of what a share or ratio is: "event" (with it), "event_free", "higher_better", "lower_better"
        method: "printed" (interval as printed), "intervals" (value, low, high are the difference of two arms that each
        have an interval), "counts" (risk ratio from events by arm, log-normal interval), "rounded" (the same, events
        rounded from percent and n by arm), "bare-p" (a p value only: direction, no size)
    cohorts_agree          outcome, studies, patients, favours
    pooled_cohorts         outcome, statistic, months, value, low, high, studies, patients, differ_p, direction, favours
    pooled_randomised      the same values, of randomised comparisons: what at least two independent comparisons of one
                           measure come to (Paule-Mandel, Hartung-Knapp); decides no status
    unlike_measures        outcome, studies           each shows something else under one name: no agreement counted
    single_cohort          outcome, record            one comparative cohort only
    not_shown              outcome, studies           the intervals hold "no effect": not shown, never "no effect"
    not_shown_by_p         outcome, studies           the same, of studies that print a p value and no interval
    bare_p_only            outcome, record            direction by a p value only: at most partly
    p_outweighed           outcome, records           a lone p value does not outweigh intervals that hold "no effect"
    side_by_side           record, outcome, comparator, months, first, second     shares in percent, no test between
    conflict               outcome, one, other        independent studies point opposite ways
    trial_settles          outcome, record            a direct randomised comparison outweighs cohorts that differ
    trial_indirect         record, why                why may be None; the trial's population or comparator differs
    other_drug             record, comparator         randomised against a drug that is not asked about: at most partly
    uncontrolled           studies, patients          results without a comparison group
    size_unknown           outcome, records           figures without patients or interval: shown, not counted
    prognostic_only        -                          says who does better after HSCT, not who gains more from it
    untested               outcome, records           figures by side, without interval or test between them
    nothing_found          -                          nothing on the outcome in this population
What was found (harm)
    pooled                 outcome, events, patients, studies, estimate, low, high, model
    pooled_zero            outcome, patients, studies, high       no event at all: exact bound on the sum
    single_study           outcome, record, events, patients, estimate, low, high
    under_threshold        outcome, high, threshold, patients, min_patients
    over_threshold         outcome, high, threshold
    rests_on_one           outcome, record, high, threshold       without this study the bound would be over it
    events_aside           outcome, left_out, events, patients, records  set aside as overlapping, with more events than
                           those of the records together
    mixed_series           outcome, record, asked, others, patients      others: patients with none of the courses asked
    too_few_patients       outcome, patients, min_patients
    heterogeneous          outcome, p, prediction_high    studies differ more than chance allows (p < 0.05)
    no_threshold           outcome                    the topic sets none: at most partly
    definitions_differ     outcome, studies, lowest, highest      unlike things under one name: range, not pooled
    one_figure             outcome, record, events, patients, what    the only count of such things; what: in the words
                           of the pack or of a person, None where the outcome says it
    good_range             outcome, studies, lowest, highest      shares that did well: no harm events, and never mixed
    good_single            outcome, record, well, patients        the same of one study
    isolated_events        outcome, events, studies, patients     studies: those that report one; no share is made of it
    no_death_no_trm        records                    no death of any cause, so no transplant-related death
    rounded_events         records                    events rounded from percent and number of patients
    shown_not_counted      outcome, records           printed events or shares that no number of patients goes with
    before_era             outcome, studies, events, patients, since, records, aside     treated or published before it:
                           not pooled; aside: others of those years, which share patients with them; None for none
    era_too_thin           outcome, patients, min_patients, since         so studies of all years count, at most partly
    indirect_shown         outcome, record, events, patients      not only MS: shown, not pooled, worth a signal
    indirect_good_shown    outcome, record, well, patients        the same, of patients who did well
What was found (durability, description)
    cohorts_with_interval  outcome, studies, patients
    interval_computed      outcome, records           of these we worked the interval out from share and patients
    large_cohort           outcome, record, patients  at least 200 patients and an interval
    too_little             outcome, studies, patients less than two cohorts with an interval and less than 200 patients
    range_seen             outcome, months, lowest, highest, studies      months None = time not reported
Limits on what counts
    counted_once           kept, left_out, why        share patients (or may): one of them counts
    counted_together       left_out, patients, records, together, why    shares patients with several that share none
                           among themselves: they count; together: their patients
    other_choice           outcome, studies, patients, status     the series of most patients come to this status only;
                           others, which share no patients either, go further and count
    course_untold          records                    which course of MS is not reported: left out
    incomplete_only        records                    only parts of the abstracts were seen: held at the status named
    seen_in_part           studies, of_studies, patients, together, records      of all studies and patients that count,
                           those of which only a part of the abstract was seen; decides nothing (Answer.seen_in_part)
    concern_only           records                    under an expression of concern and alone: not counted
Stated
    stated                 status, date               narrative question: stated by people, not computed
    not_yet_stated         date                       narrative question: stated only after the day that is asked about
    stated_before_results  trials                     narrative question: these gave results since; a person must look
Certainty (provisional until a person signs it)
    starts_high            -                          randomised
    starts_low             -                          observational
    down_risk_of_bias      record, judgement, levels  judgement may be "not appraised"
    down_imprecision       outcome, events, patients
    down_inconsistency     outcome
    down_indirectness      record, why
    down_reporting         records                    parts of abstracts only
    down_no_comparison     studies                    results without a comparison group
    certainty_beside       outcome, certainty         of another outcome than the one that decides
    down_silent_trials     trials                     completed more than a year ago without results
How far to the next status
    next_upper_bound       outcome, high, threshold    (rests_on_one may stand here too)
    next_patients          outcome, patients, min_patients
    next_event_free        outcome, patients, threshold, held       so many more, in series of a hundred, none with it
    next_unheld            outcome, held              the bound is low enough; held: codes of what holds it back
    next_agreement         outcome                    the series must agree: no further patients without the event do
    next_lost              outcome, events, patients  so many events in so many more would take an answer back
    next_threshold         outcome                    the topic sets no threshold, so that a harm is at most "partly"
    next_interval          outcome, cohorts, months, min_patients   so many more series with an interval, or a large one
    next_second_contrast   outcome, min_patients      a second cohort that shows the same, or a large one
    next_never             -                          the rule calls such a question at most "partly"
    next_first_study       outcome                    a first study of it
    next_shown             outcome                    a comparison whose interval excludes "no effect"
    next_comparison        outcome                    series without a comparison: two cohorts, or a trial
    next_surer_trial       outcome, certainty         a direct trial that is surer than the one there is
    next_settling_trial    outcome                    a direct trial that settles a conflict
    next_people            -                          people state it
    next_second_cohort     outcome
    next_direct_trial      outcome                    a randomised comparison with the comparator that is asked for
International study: basis of the expected report, and why a question is not covered
    basis_planned          primary_completion         register's date of the last measurement; a report follows later
    basis_passed           primary_completion         that date has passed, no result is posted or published; a report
                                                      is expected later: this is no delay by itself
    basis_late             expected                   the day on which a report was expected has passed without one
    basis_reported         records                    published
    basis_posted           -                          results posted at the registry, nothing published
    basis_withdrawn        records                    what was published is retracted
    basis_unknown          -
    not_registered         registered, as_of          no register held the trial on the day; registered may be None
    lacks_course           asked, admitted            codes of courses joined by ", "
    lacks_setting          asked                      codes of settings that the eligibility does not name
    lacks_contrast         asked                      regimen, course or subgroup: the trial does not compare them
    group_differs          criteria                   codes of the topic's eligibility criteria that are not covered
    not_planned            -                          the trial was not designed to inform it
"""

from evidence.records.answer import Reason, Value

CODES = frozenset(
    """
    effect_randomised effect_cohort cohorts_agree unlike_measures single_cohort not_shown not_shown_by_p bare_p_only
    conflict trial_settles trial_indirect other_drug uncontrolled size_unknown prognostic_only p_outweighed
    side_by_side untested nothing_found pooled_cohorts pooled_randomised
    pooled pooled_zero single_study under_threshold over_threshold rests_on_one events_aside mixed_series
    too_few_patients heterogeneous no_threshold definitions_differ one_figure good_range good_single
    isolated_events no_death_no_trm rounded_events shown_not_counted before_era era_too_thin
    indirect_shown indirect_good_shown
    cohorts_with_interval interval_computed large_cohort too_little range_seen
    counted_once counted_together other_choice course_untold incomplete_only seen_in_part concern_only
    stated not_yet_stated stated_before_results
    starts_high starts_low down_risk_of_bias down_imprecision down_inconsistency down_indirectness down_reporting
    down_no_comparison down_silent_trials certainty_beside
    next_upper_bound next_patients next_second_cohort next_direct_trial next_event_free next_unheld next_agreement
    next_lost next_threshold next_interval next_second_contrast next_never next_first_study next_shown next_comparison
    next_surer_trial next_settling_trial next_people
    basis_planned basis_passed basis_late basis_reported basis_posted basis_withdrawn basis_unknown not_registered
    lacks_course lacks_setting lacks_contrast group_differs not_planned
    """.split()  # noqa: SIM905  one word a code is easier to compare with the list above
)


def reason(code: str, **values: Value) -> Reason:
    """Return a Reason with its values in the order given; ValueError for a code that is not in the list above."""
    if code not in CODES:
        raise ValueError(f"no such reason: {code!r}; add it to evidence/answering/reasons.py")
    return Reason(code, tuple(values.items()))


def told_of(why: Reason, name: str) -> str:
    """Return one value of a reason as words."""
    return str(dict(why.values)[name])
