"""The words of the international study and of signatures in Dutch: a part of catalogue_nl.py."""

TEXT = {
    "part_seen": "alleen een deel van het abstract is gezien: zo'n studie draagt alleen hooguit een aanwijzing en "
    "met andere hooguit één status verder",
    "part_seen_short": "Abstract niet geheel gezien: {studies} van {of_studies}{among}.",
    "part_seen_mark": "abstract niet geheel gezien",
    "for_answer": "Voor het antwoord zelf:", "for_part": "Alleen voor een deel ({parts}):",
    "figure_part": "alleen voor een deel: {parts}",
    "rests_on": "Berust op", "among": ", {patients}{together}", "among_all": " van {n}",
    "figure_held": "hetzelfde in het abstract", "marks_told": "{{woorden}} in een zin: daaruit is het cijfer gelezen.",
    "group_head": "Wie {trial} toeliet, naast {group}",
    "group_line": "{label}: {trial}; gevraagd naar: {group} ({covered})",
    "group_covered": "gedekt", "group_not_covered": "niet gedekt: indirect",
    "differ": "{subject}: {counts} telt ({by}), anders vermeld: {other}",
    "differ_head": "Cijfers die twee bronnen verschillend vermelden",
    "besides": "; wat het nog tegenhoudt: {held}", "held_events_aside": "een terzijde gelegde serie meldt meer sterfte",
    "held_mixed_series": "een serie telt ook andere beloopsvormen",
    "held_era_too_thin": "studies van oudere jaren tellen mee",
    "at_or_later": " na {months} maanden of later", "next_part": "Naar de volgende status: {text}",
    "pool_size": "{statistic}{share} {value}", "pool_points": "verschil van {value} procentpunt{share}",
    "pool_wide": "; over zo weinig studies is het interval door de methode breed",
    "pool_without_effect": " Zonder één studie is het {low} (zonder {least}) tot {high} (zonder {most}).",
    "posted_head": "In het register geplaatst; telt pas als een persoon het gelezen heeft",
    "posted_why": "wat een register plaatst telt in geen antwoord voordat iemand het gelezen en de armen "
    "ervan gebonden heeft",
    "posted_trial": "{trial} ({nct}), resultaten eerst geplaatst {day}",
    "posted_outcome": "{title} (tijd: {when})", "posted_arm": "{id} “{title}”, geanalyseerd {analysed}: {figures}",
    "posted_bounds": "{low} tot {high}", "posted_interval": ", {level}%-interval {bounds}",
    "posted_spread": "spreiding",
    "posted_comparison": "tussen {arms}: {statistic} {value}{interval}; p {p}; {method}",
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
    "signed_withdrawn": "Getekend door {name}, {made}, en teruggenomen {withdrawn}: {reason}",
    "signed_earlier": "Getekend door {name}, {made}, voor een eerder antwoord ({status}, zekerheid {certainty}), "
    "dat sindsdien is veranderd: {reason}",
}  # fmt: skip

REASONS = {
    "next_event_free": "{outcome}: nog {patients} in series van 100, van wie niemand dit had, zouden genoeg zijn: de "
    "bovengrens onder {threshold}%, niet door één reeks alleen, en de series in overeenstemming{besides}",
    "next_unheld": "{outcome}: de bovengrens is laag genoeg{besides}",
    "next_agreement": "{outcome}: de series moeten overeenstemmen; meer patiënten zonder dit veranderen dat niet",
    "next_lost": "{outcome}: {events} bij nog {patients} zou het antwoord terugnemen",
    "next_threshold": "{outcome}: een drempel, gesteld door clinici; zonder drempel is een risico hooguit deels "
    "beantwoord",
    "next_interval": "{outcome}: nog {cohorts} met een interval{at_or_later}, of één van {min_patients} patiënten",
    "next_second_contrast": "{outcome}: een tweede onafhankelijk cohort dat hetzelfde laat zien, of één van "
    "{min_patients} patiënten met een interval",
    "next_never": "deze versie van de regel noemt zo'n vraag hooguit deels beantwoord",
    "next_first_study": "{outcome}: een eerste studie bij deze patiënten die dit vermeldt",
    "next_shown": '{outcome}: een vergelijking waarvan het interval "geen effect" niet bevat',
    "next_comparison": "{outcome}: twee cohorten met een vergelijking die overeenstemmen, of een gerandomiseerde "
    "vergelijking",
    "next_surer_trial": "{outcome}: een directe gerandomiseerde vergelijking met ten minste matige zekerheid, waar die "
    "nu {certainty} is",
    "next_settling_trial": "{outcome}: een directe gerandomiseerde vergelijking die het beslist",
    "next_people": "mensen stellen dit vast; geen studie berekent het",
    "pooled_randomised": "{outcome}{at}: {effect}, gepoold over {studies}, gerandomiseerd ({patients}){wide}",
    "pooled_cohorts": "{outcome}{at}: {effect}, gepoold over {studies}, niet gerandomiseerd ({patients}){wide}",
    "basis_planned": "het register plant de laatste meting op {primary_completion}; publicatie volgt later",
    "basis_passed": "de dag van de laatste meting volgens het register, {primary_completion}, is voorbij; "
    "publicatie volgt later, dus dit alleen is geen vertraging",
    "basis_reported": "gepubliceerd: {records}",
    "basis_posted": "resultaten staan in het register en een publicatie daarvan is niet gevonden; "
    "wat een register plaatst is daar te zien en telt in geen antwoord mee, want niemand heeft de armen en "
    "metingen aan een vraag verbonden",
    "basis_withdrawn": "wat gepubliceerd was is ingetrokken: {records}; "
    "wanneer er een nieuwe publicatie komt is niet bekend",
    "basis_late": "een eerste publicatie werd verwacht in {expected}, en er is er geen gevonden: te laat",
    "basis_unknown": "er is geen datum bekend",
    "not_registered": "op {as_of} was deze studie nog niet geregistreerd (geregistreerd: {registered}); "
    "er kon nog niets over bekend zijn",
    "lacks_course": "de vraag gaat over {asked}, de studie neemt {admitted} op",
    "lacks_setting": "de studie neemt deze groep niet op: {asked}",
    "group_differs": "haar patiënten verschillen van de groep waar het om gaat in {criteria}",
    "lacks_contrast": "de studie vergelijkt niet naar {asked}",
    "not_planned": "de studie is hier niet voor opgezet",
}
