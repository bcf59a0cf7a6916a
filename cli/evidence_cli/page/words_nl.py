"""The words of the page in Dutch; keys and value names are those of words_en.py, and a test keeps it so."""

CODES = {
    "plain": {
        "answered": "Dit is voorlopig duidelijk.",
        "answered favours_hsct": "Ja, voorlopig wel: goede studies laten zien dat de transplantatie beter werkt.",
        "answered favours_comparator": "Nee, voorlopig niet: goede studies laten zien dat de medicijnen beter werken.",
        "partly": "We weten er iets van, maar niet genoeg om zeker te zijn.",
        "partly favours_hsct": "Studies wijzen tot nu toe naar de transplantatie, maar zeker is dat niet.",
        "partly favours_comparator": "Studies wijzen tot nu toe naar de medicijnen, maar zeker is dat niet.",
        "conflicting": "Studies spreken elkaar tegen.",
        "signal": "Er zijn alleen eerste aanwijzingen.",
        "open": "Dat weet nog niemand.",
    },
    "design": {
        "RCT": "Gerandomiseerde studies", "comparative cohort": "Cohorten met een vergelijking",
        "registry": "Registraties", "single-arm trial": "Studies zonder vergelijking",
        "cohort/case series": "Cohorten en patiëntenseries", "case report": "Casusbeschrijvingen",
        "meta-analysis/systematic review": "Gepubliceerde meta-analyses (getoond, niet meegeteld)",
        "guideline": "Richtlijnen", "review": "Overzichtsartikelen", "protocol": "Protocollen",
        "economic evaluation": "Economische evaluaties", "preclinical": "Preklinische studies", "survey": "Enquêtes",
    },
    "design_one": {
        "RCT": "gerandomiseerde studie", "comparative cohort": "cohort met een vergelijking",
        "registry": "registratie", "single-arm trial": "studie zonder vergelijking",
        "cohort/case series": "cohort of patiëntenserie", "case report": "casusbeschrijving",
        "meta-analysis/systematic review": "meta-analyse of systematisch overzicht", "guideline": "richtlijn",
        "review": "overzichtsartikel", "protocol": "protocol", "economic evaluation": "economische evaluatie",
        "preclinical": "preklinische studie", "survey": "enquête",
    },
    "standing": {
        "retracted": "ingetrokken", "under-concern": "uiting van zorg", "notice": "een mededeling, geen studie",
        "deleted": "verwijderd door PubMed", "excluded": "uitgesloten door een persoon",
    },
    "follow": {"median": "mediaan", "mean": "gemiddeld", "minimum": "ten minste"},
    "unit": {"days": "dagen", "weeks": "weken", "months": "maanden", "years": "jaar"},
}  # fmt: skip

TEXT = {
    "kicker": "Een levend overzicht van het bewijs",
    "skip": "Naar de antwoorden", "on_this_page": "Op deze pagina", "questions_nav": "Vragen", "back": "Alle vragen",
    "nav_study": "Internationale studie", "nav_changed": "Wat veranderde", "nav_answers": "Antwoorden in het kort",
    "nav_matrix": "Bewijsmatrix", "nav_time": "Tijdlijnen", "nav_policy": "Beleid", "nav_reading": "Hoe u dit leest",
    "changed_head": "Wat veranderde",
    "answers_head_page": "De antwoorden in het kort", "awaited_short": "Verwacht",
    "plain_label": "In gewone woorden",
    "plot_head": "Forest plot",
    "why_head": "Waarom, stap voor stap", "steps_one": "1 stap", "steps_many": "{n} stappen",
    "parts_head": "Per onderdeel van de vraag",
    "figures_head_page": "Cijfers waarop het rust, elk met zijn zin",
    "published_head": "Gepubliceerde gepoolde resultaten, naast de onze en niet meegeteld",
    "history_head": "Geschiedenis van het antwoord, en beleid",
    "figures_one": "1 cijfer", "figures_many": "{n} cijfers", "no_flag": "geen reden vermeld",
    "pubmed": "PubMed {pmid}", "doi": "DOI {doi}",
    "column_study": "Studie", "column_estimate": "Schatting (95%-BI)", "column_people": "Patiënten",
    "pool_row": "Gepoold", "prediction_row": "Voorspellingsinterval",
    "prediction_about": "waar een volgende studie kan uitkomen",
    "estimate": "{value} ({low} tot {high})", "estimate_bare": "{value} (geen interval)", "from_to": "{low} tot {high}",
    "limit": "drempel {threshold}%",
    "scale_ratio": "verhouding", "scale_points": "verschil in procentpunten", "scale_difference": "verschil",
    "scale_share": "aandeel van de patiënten",
    "axis_share_event": " met de gebeurtenis", "axis_share_event_free": " vrij van de gebeurtenis",
    "axis_points_event": " met de gebeurtenis", "axis_points_event_free": " vrij van de gebeurtenis",
    "axis_ratio_event": " van gebeurtenissen", "axis_ratio_event_free": " van vrij zijn van de gebeurtenis",
    "plot_description": "As van een forest plot, {title}, van {low} tot {high}. De tabelrij van elk van {n} "
    "schattingen geeft de cijfers in woorden.",
    "plot_key": "Vol vierkant: interval zoals vermeld. Open vierkant: interval door ons berekend. Rondje: geen "
    "interval. Ruit: gepoold, zo breed als het interval. Streepjeslijn: voorspellingsinterval. Een pijl: het "
    "loopt door buiten de as.",
    "matrix_head": "Bewijsmatrix",
    "matrix_caption": "Welke studie iets zegt over welke vraag, en welke studie dat nog zal doen",
    "matrix_trials": "Studies die lopen of nog geen resultaten hebben", "matrix_study": "Studie",
    "matrix_key": "Vol: meegeteld, met het aantal cijfers. Omlijnd: getoond, niet meegeteld. Driehoek: een studie die "
    "er nog over zal berichten. Elk vakje leidt naar de cijfers.",
    "cell_part": "{code}: alleen voor een deel meegeteld, {figures}",
    "cell_counted": "{code}: meegeteld, {figures}", "cell_shown": "{code}: getoond, niet meegeteld, {figures}",
    "cell_awaited": "{code}: zal berichten, {when}", "design_unknown": "Opzet niet vermeld",
    "time_head": "Tijdlijn van de antwoorden", "trials_time_head": "Tijdlijn van de lopende studies",
    "time_key": "Stip: studies die meetellen, naar jaar van publicatie, groter voor meer. Ruit: de dag waarop een "
    "antwoord hier voor het eerst werd gegeven of verschoof. Driehoek: een eerste publicatie die wordt verwacht. "
    "Lijn: vandaag.",
    "trials_key": "Balk: van de start tot de laatste meting voor het eerste resultaat. Dunne lijn: verdere follow-up. "
    "Ring: een einde dat eerder was beloofd. Driehoek: eerste publicatie verwacht. Lijn: vandaag.",
    "timeline_description": "Jaren van {first} tot {last}. {n} vragen, elk met de jaren van de studies, de dagen van "
    "de antwoorden en wat wordt verwacht; de tabel eronder zegt hetzelfde in woorden.",
    "trials_description": "Jaren van {first} tot {last}. {n} studies met hun data; de tabel eronder zegt hetzelfde in "
    "woorden.",
    "as_table": "Hetzelfde als tabel", "column_question": "Vraag", "column_years": "Studies per jaar",
    "column_said": "Gegeven antwoorden", "column_trial": "Studie", "column_state": "Stand", "column_start": "Start",
    "column_primary": "Laatste meting voor het eerste resultaat", "column_completion": "Afronding",
    "column_before": "Eerder beloofde einden", "column_report": "Eerste publicatie",
    "date_start": "start {date}", "date_primary_completion": "laatste meting {date}",
    "date_completion": "afronding {date}", "date_promised": "eerder beloofd: {date} (gezien {seen})",
    "date_report": "eerste publicatie verwacht {date}",
    "reading_head": "Hoe u dit leest",
    "reading_status": "Wat elke status betekent",
    "reading_more": "Een verhouding waarvan het interval 1 bevat heet \"niet aangetoond\", nooit \"geen effect\". Geen "
    "sterfte bij 55 patiënten laat nog 6,5% toe. De regel en de cijfers zijn open voor wie een antwoord wil narekenen.",
    "study_counts": "Telt mee bij", "study_shown": "Getoond bij, niet meegeteld", "study_reports": "Publicaties",
    "study_overlap_head": "Deelt mogelijk patiënten met andere studies, daarom één keer geteld",
    "study_figures": "Cijfers die hier staan",
    "fact_standing": "Stand", "fact_citation": "Gepubliceerd in", "fact_design": "Opzet", "fact_patients": "Patiënten",
    "fact_hsct": "Getransplanteerd", "fact_courses": "Beloop van MS", "fact_conditioning": "Conditionering",
    "fact_comparator": "Vergeleken met", "fact_follow_up": "Follow-up", "fact_years": "Jaren van inclusie",
    "fact_registers": "Registers", "follow_up": "{statistic} {value} {unit}",
    "no_title": "Titel niet vermeld",
}  # fmt: skip
