"""The words of the page in English; keys and value names are those of words_nl.py, and a test keeps it so."""

CODES = {
    "plain": {
        "answered": "This is settled for now.",
        "answered favours_hsct": "Yes, for now: good studies show that the transplant works better.",
        "answered favours_comparator": "No, for now: good studies show that the drugs work better.",
        "partly": "We know something, but not enough to be sure.",
        "partly favours_hsct": "Studies so far point to the transplant, but that is not certain.",
        "partly favours_comparator": "Studies so far point to the drugs, but that is not certain.",
        "conflicting": "Studies contradict each other.",
        "signal": "There are only first hints.",
        "open": "Nobody knows yet.",
    },
    "design": {
        "RCT": "Randomised trials", "comparative cohort": "Cohorts with a comparison", "registry": "Registries",
        "single-arm trial": "Trials without a comparison", "cohort/case series": "Cohorts and case series",
        "case report": "Case reports",
        "meta-analysis/systematic review": "Published meta-analyses (shown, not counted)", "guideline": "Guidelines",
        "review": "Reviews", "protocol": "Protocols", "economic evaluation": "Economic evaluations",
        "preclinical": "Preclinical studies", "survey": "Surveys",
    },
    "standing": {
        "retracted": "retracted", "under-concern": "expression of concern", "notice": "a notice, no study",
        "deleted": "deleted by PubMed",
    },
    "follow": {"median": "median", "mean": "mean", "minimum": "at least"},
    "unit": {"days": "days", "weeks": "weeks", "months": "months", "years": "years"},
}  # fmt: skip

TEXT = {
    "kicker": "A living summary of evidence",
    "skip": "To the answers", "on_this_page": "On this page", "questions_nav": "Questions", "back": "All questions",
    "nav_study": "International study", "nav_changed": "What changed", "nav_answers": "Answers in short",
    "nav_matrix": "Evidence matrix", "nav_time": "Time lines", "nav_policy": "Policy", "nav_reading": "How to read this",
    "changed_head": "What changed",
    "answers_head_page": "The answers in short", "awaited_short": "Awaited",
    "plain_label": "In everyday words",
    "plot_head": "Forest plot", "plots_one": "1 plot", "plots_many": "{n} plots",
    "why_head": "Why, step by step", "steps_one": "1 step", "steps_many": "{n} steps",
    "parts_head": "By part of the question",
    "figures_head_page": "Figures it rests on, each with its sentence",
    "published_head": "Published pooled results, beside ours and not counted",
    "history_head": "History of the answer, and policy",
    "figures_one": "1 figure", "figures_many": "{n} figures", "no_flag": "no reason given",
    "pubmed": "PubMed {pmid}", "doi": "DOI {doi}",
    "column_study": "Study", "column_estimate": "Estimate (95% CI)", "column_people": "Patients",
    "pool_row": "Pooled", "prediction_row": "Prediction interval", "prediction_about": "where a next study may land",
    "estimate": "{value} ({low} to {high})", "estimate_bare": "{value} (no interval)", "from_to": "{low} to {high}",
    "limit": "threshold {threshold}%",
    "scale_ratio": "ratio", "scale_points": "difference in percentage points", "scale_difference": "difference",
    "scale_share": "share of patients",
    "axis_share_event": " with the event", "axis_share_event_free": " free of the event",
    "axis_points_event": " with the event", "axis_points_event_free": " free of the event",
    "axis_ratio_event": " of events", "axis_ratio_event_free": " of being free of the event",
    "plot_description": "Axis of a forest plot, {title}, from {low} to {high}. The table row of each of {n} estimates "
    "gives its figures in words.",
    "plot_key": "Full square: interval as printed. Hollow square: interval computed by us. Circle: no interval. "
    "Diamond: pooled, as wide as its interval. Dashed line: prediction interval. An arrow: it goes on beyond the axis.",
    "matrix_head": "Evidence matrix", "matrix_caption": "Which study speaks to which question, and which trial will",
    "matrix_trials": "Trials under way or without results", "matrix_study": "Study or trial",
    "matrix_key": "Full: counted, with the number of its figures. Outlined: shown, not counted. Triangle: a trial that "
    "will report on it. Each cell leads to the figures.",
    "cell_counted": "{code}: counted, {figures}", "cell_shown": "{code}: shown, not counted, {figures}",
    "cell_awaited": "{code}: will report, {when}", "design_unknown": "Design not reported",
    "time_head": "Time line of the answers", "trials_time_head": "Time line of the trials",
    "time_key": "Dot: studies that count, by year of publication, larger for more. Diamond: the day on which an answer "
    "was first given here or moved. Triangle: a first report that is awaited. Line: today.",
    "trials_key": "Bar: from the start to the last measurement for the first result. Thin line: further follow-up. "
    "Ring: an end that was promised before. Triangle: first report expected. Line: today.",
    "timeline_description": "Years from {first} to {last}. {n} questions, each with the years of its studies, the days "
    "of its answers and what is awaited; the table below says the same in words.",
    "trials_description": "Years from {first} to {last}. {n} trials with their dates; the table below says the same in "
    "words.",
    "as_table": "The same as a table", "column_question": "Question", "column_years": "Studies by year",
    "column_said": "Answers given", "column_trial": "Trial", "column_state": "State", "column_start": "Start",
    "column_primary": "Last measurement for the first result", "column_completion": "Completion",
    "column_before": "Ends promised before", "column_report": "First report",
    "date_start": "start {date}", "date_primary_completion": "primary completion {date}",
    "date_completion": "completion {date}", "date_promised": "promised before: {date} (seen {seen})",
    "date_report": "first report expected {date}",
    "reading_head": "How to read this",
    "reading_status": "What each status means",
    "reading_more": "A ratio whose interval holds 1 is \"not shown\", never \"no effect\". No deaths among 55 patients "
    "still allows 6.5%. The rule and the figures are open to anyone who wants to work an answer out again.",
    "study_counts": "Counts for", "study_shown": "Shown at, not counted", "study_reports": "Reports",
    "study_overlap_head": "May share patients with other studies, so counted once", "study_figures": "Figures shown here",
    "study_word": "Study",
    "fact_standing": "Standing", "fact_citation": "Published in", "fact_design": "Design", "fact_patients": "Patients",
    "fact_hsct": "Transplanted", "fact_courses": "Courses of MS", "fact_conditioning": "Conditioning",
    "fact_comparator": "Compared with", "fact_follow_up": "Follow-up", "fact_years": "Years of inclusion",
    "fact_registers": "Registers", "follow_up": "{statistic} {value} {unit}",
    "no_title": "Title not reported",
}  # fmt: skip
