"""The words of the international study and of signatures in Dutch: a part of catalogue_nl.py."""

TEXT = {
    "pool_size": "{statistic}{share} {value}", "pool_points": "verschil van {value} procentpunt{share}",
    "pool_wide": "; over zo weinig studies is het interval door de methode breed",
    "pool_without_effect": " Zonder één studie is het {low} (zonder {least}) tot {high} (zonder {most}).",
    "study_head": "De internationale studie: {acronym} ({id})",
    "study_head_short": "De internationale studie: {acronym}",
    "has_answered": "Beantwoord", "state": "Stand", "dates": "Data", "moved": "Verschoven",
    "expected": "Verwacht", "will_answer": "Gaat over", "not_covered": "Gaat niet over", "policy": "Beleid",
    "answered_none": "nog geen van haar vragen; {results}",
    "answered_some": "{codes}; {results}",
    "no_results": "geen resultaten in het register, geen publicatie.",
    "results_posted": "de resultaten staan in het register", "results_only": "geen publicatie",
    "results_reports": "gepubliceerd: {reports}", "results_withdrawn": "ingetrokken: {reports}",
    "results_none_stands": "er is geen geldige publicatie",
    "answered_verdict": "{code} ({verdict})", "counts_for": "Telt mee bij",
    "state_unseen": "wat een register op deze dag vermeldde is niet gezien.",
    "trial_state": "{status}; {patients} (register gezien op {seen}).",
    "dates_line": "laatste meting {primary}; afronding {completion}.",
    "moved_one": "{field}: {steps}.", "moved_step": "{value} (gezien {seen})", "moved_join": ", daarna ",
    "expected_line": "eerste publicatie {expected}.",
    "expected_unknown": "datum van de eerste publicatie niet bekend.",
    "overdue": "De datum is voorbij zonder resultaat.",
    "codes_below": "{codes} (waarom: zie onder).",
    "not_covered_head": "Waar {acronym} niet over gaat, en waarom",
    "code_why": "{code}: {why}",
    "provisional": "Voorlopig: niemand heeft dit antwoord getekend.",
    "signed": "Getekend door {name}, {made}: {reason}",
    "signed_earlier": "Getekend door {name}, {made}, voor een eerder antwoord ({status}, zekerheid {certainty}), "
    "dat sindsdien is veranderd: {reason}",
}  # fmt: skip

REASONS = {
    "pooled_randomised": "{outcome}{at}: {effect}, gepoold over {studies}, gerandomiseerd ({patients}){wide}",
    "pooled_cohorts": "{outcome}{at}: {effect}, gepoold over {studies}, niet gerandomiseerd ({patients}){wide}",
    "basis_planned": "het register plant de laatste meting op {primary_completion}; publicatie volgt later",
    "basis_passed": "de dag van de laatste meting volgens het register, {primary_completion}, is voorbij; "
    "publicatie volgt later, dus dit alleen is geen vertraging",
    "basis_reported": "gepubliceerd: {records}",
    "basis_posted": "resultaten staan in het register en een publicatie daarvan is niet gevonden; "
    "wat een register plaatst is daar te zien en telt in geen antwoord mee",
    "basis_withdrawn": "wat gepubliceerd was is ingetrokken: {records}; "
    "wanneer er een nieuwe publicatie komt is niet bekend",
    "basis_unknown": "er is geen datum bekend",
    "not_registered": "op {as_of} was deze studie nog niet geregistreerd (geregistreerd: {registered}); "
    "er kon nog niets over bekend zijn",
    "lacks_course": "de vraag gaat over {asked}, de studie neemt {admitted} op",
    "lacks_setting": "de studie neemt deze groep niet op: {asked}",
    "group_differs": "haar patiënten verschillen van de groep waar het om gaat in {criteria}",
    "lacks_contrast": "de studie vergelijkt niet naar {asked}",
    "not_planned": "de studie is hier niet voor opgezet",
}
