"""Every word of the report in Dutch. Keys and {value names} are the same as in catalogue_en.py; a test keeps it so."""

from evidence_cli.render import catalogue_brief_nl as brief
from evidence_cli.render import catalogue_news_nl as news
from evidence_cli.render import catalogue_study_nl as study
from evidence_cli.render import pack_notes_nl as notes
from evidence_cli.render import pack_reasons_nl as reasons
from evidence_cli.render import pack_titles_nl as titles
from evidence_cli.render import pack_trials_nl as trials
from evidence_cli.render.words import Catalogue

_CODES = {
    "status": {
        "answered": "beantwoord", "partly": "deels", "conflicting": "tegenstrijdig", "signal": "aanwijzing",
        "open": "open",
    },
    "status_meaning": {
        "answered": "voorlopig beslist",
        "partly": "enige steun uit vergelijkingen of gepoolde gegevens",
        "conflicting": "studies wijzen in tegengestelde richting",
        "signal": "zonder controlegroep, of één vergelijkende studie",
        "open": "niets over deze uitkomst bij deze patiënten",
    },
    "direction": {
        "favours_hsct": "in het voordeel van HSCT",
        "favours_comparator": "in het voordeel van de vergeleken behandeling",
        "no_difference_shown": "geen verschil aangetoond", "mixed": "wisselend",
        "not_applicable": "niet van toepassing",
    },
    "certainty": {"high": "hoog", "moderate": "redelijk", "low": "laag", "very_low": "zeer laag", "none": "geen"},
    "group": {
        "who-benefits": "wie heeft er baat bij", "how-well": "hoe goed, en hoe lang", "risks": "risico's",
        "how": "hoe uit te voeren",
    },
    "kind": {
        "benefit": "baat (vergelijkend)", "prognosis": "prognose", "durability": "duurzaamheid",
        "description": "beschrijving", "harm": "schade", "narrative": "vastgesteld, niet berekend",
    },
    "outcome": {
        "neda": "NEDA", "relapse_free_survival": "schubvrije overleving",
        "progression_free_survival": "progressievrije overleving", "mri_activity_free": "vrij van MRI-activiteit",
        "event_free_survival": "gebeurtenisvrije overleving", "edss_change": "verandering van de EDSS",
        "edss_improved": "verbeterde EDSS", "arr": "aantal schubs per jaar", "brain_atrophy": "hersenatrofie",
        "nfl": "neurofilament light", "qol": "kwaliteit van leven", "overall_survival": "totale overleving",
        "trm": "transplantatiegerelateerde sterfte", "deaths_any": "sterfte door alle oorzaken",
        "serious_adverse_events": "ernstige ongewenste voorvallen", "infection": "infectie",
        "viral_reactivation": "virale reactivatie", "secondary_autoimmune": "secundaire auto-immuniteit",
        "malignancy": "maligniteit", "fertility": "vruchtbaarheid", "other_toxicity": "overige toxiciteit",
    },
    "statistic": {
        "percent": "percentage", "count": "aantal", "hazard_ratio": "hazardratio", "odds_ratio": "oddsratio",
        "risk_ratio": "relatief risico", "rate_ratio": "rateratio", "mean": "gemiddelde", "median": "mediaan",
        "mean_difference": "gemiddeld verschil",
        "standardised_mean_difference": "gestandaardiseerd gemiddeld verschil", "rate": "frequentie",
        "p_only": "alleen een p-waarde",
    },
    "arm": {
        "hsct": "HSCT", "comparator": "vergeleken behandeling", "between": "HSCT tegenover vergeleken behandeling",
        "all": "alle patiënten",
    },
    "value_kind": {"level": "niveau", "change": "verandering", "difference": "verschil"},
    "polarity": {
        "event": "met de gebeurtenis", "event_free": "vrij van de gebeurtenis", "higher_better": "hoger is beter",
        "lower_better": "lager is beter",
    },
    "origin": {
        "machine": "gelezen in het abstract", "pack": "uit het meegeleverde bewijspakket",
        "person": "bevestigd of verbeterd door een persoon",
    },
    "state": {
        "clean": "gecontroleerd", "flagged": "met kanttekening",
        "unbound": "niet te koppelen aan arm, uitkomst en tijdstip",
    },
    "setting": {
        "first_line": "als eerste behandeling", "children": "kinderen en jongeren",
        "after_high_efficacy": "na falen van zeer werkzame middelen",
    },
    "side": {
        "gd_positive": "aankleurende laesies", "gd_negative": "geen aankleurende laesies",
        "whole_brain": "hele hersenen", "grey_matter": "grijze stof", "white_matter": "witte stof", "women": "vrouwen",
        "men": "mannen", "low_intensity": "lichte conditionering", "high_intensity": "zware conditionering",
        "younger": "jongere patiënten", "older": "oudere patiënten", "edss_low": "lagere EDSS",
        "edss_high": "hogere EDSS", "short_duration": "kortere ziekteduur", "long_duration": "langere ziekteduur",
        "progressive": "progressieve MS", "other_conditioning": "andere conditionering",
        "other conditioning": "andere conditionering", "hsct": "HSCT",
    },
    "comparator": {
        "high_efficacy": "zeer werkzame middelen", "anti_cd20": "anti-CD20-middelen", "older": "oudere middelen",
        "dmt": "DMT", "any_dmt": "een DMT", "moderate_efficacy": "matig werkzame middelen",
        "mitoxantrone": "mitoxantron", "cyclophosphamide": "cyclofosfamide",
    },
    "criterion": {
        "age": "leeftijd", "edss": "EDSS", "course": "beloop van MS", "duration": "ziekteduur",
        "failed_drugs": "middelen die faalden", "activity": "ziekteactiviteit",
    },
    "subject": {"regimen": "conditionering", "course": "beloop van MS", "subgroup": "subgroep"},
    "country": {
        "Europe": "Europa", "Netherlands": "Nederland", "Norway": "Noorwegen", "Denmark": "Denemarken",
        "Sweden": "Zweden", "Scotland": "Schotland", "United Kingdom": "Verenigd Koninkrijk", "Germany": "Duitsland",
        "Italy": "Italië", "Belgium": "België", "United States": "Verenigde Staten",
    },
    "trial_status": {
        "ACTIVE_NOT_RECRUITING": "loopt, neemt geen patiënten meer op", "RECRUITING": "neemt patiënten op",
        "COMPLETED": "afgerond", "TERMINATED": "voortijdig gestopt", "WITHDRAWN": "ingetrokken",
        "SUSPENDED": "onderbroken", "NOT_YET_RECRUITING": "neemt nog geen patiënten op",
        "ENROLLING_BY_INVITATION": "neemt patiënten op uitnodiging op", "UNKNOWN": "onbekend",
    },
    "field": {
        "completion": "afronding", "primary_completion": "laatste meting", "enrollment": "aantal patiënten",
        "status": "status", "start": "start", "eligibility": "toelatingscriteria",
    },
    "method": {
        "printed": "interval zoals vermeld",
        "intervals": "door ons berekend uit een interval per arm", "counts": "door ons berekend uit aantallen per arm",
        "rounded": "door ons berekend uit percentages per arm, aantallen afgerond",
        "bare-p": "alleen een p-waarde, geen grootte",
    },
    "model": {
        "binomial-normal": "binomiaal-normaal model", "clopper-pearson": "exact interval",
        "clopper-pearson on the sum": "exact interval over de som, geen enkele studie met gebeurtenissen",
        "paule-mandel hartung-knapp": "random effects, Paule-Mandel met Hartung-Knapp",
    },
    "judgement": {
        "low": "laag", "some concerns": "enige zorg", "high": "hoog", "moderate": "matig", "serious": "ernstig",
        "critical": "kritiek", "not appraised": "nog niet beoordeeld",
    },
}  # fmt: skip

_TEXT = {
    "and": "en", "not_reported": "niet vermeld", "not_known": "niet bekend", "none": "geen", "yes": "ja", "no": "nee",
    "title": "{topic}: welke vragen zijn beantwoord",
    "topic": "HSCT bij MS",
    "state_now": "Stand van {as_of}. Gegevens van {data_date} ({age}), gelezen in abstracts.",
    "state_as_of": "Wat het bewijs dat op {as_of} openbaar was draagt, beoordeeld met de huidige regel {rule}. "
    "Gegevens van {data_date}, gelezen in abstracts.",
    "age_zero": "vandaag", "age_one": "1 dag oud", "age_many": "{days} dagen oud",
    "age_unknown": "ouderdom niet bekend",
    "stale": "LET OP: de gegevens zijn {days} dagen oud. Wat daarna verscheen, staat niet in dit overzicht. De laatste "
    "geslaagde zoekvraag aan PubMed is van {asked}. Waarom niet later: evidence status; opnieuw: evidence refresh.",
    "stale_never_asked": "LET OP: de gegevens zijn {days} dagen oud. Wat daarna verscheen, staat niet in dit "
    "overzicht. PubMed is van hieruit nog nooit gevraagd. Nu vragen: evidence refresh; elke nacht: evidence schedule.",
    "intended_use": "Voor professionals: een samenvatting van gepubliceerde literatuur, geen advies over een patiënt.",
    "basis": "gelezen in abstracts, niet in volledige artikelen",
    "policy_line": "{country}, {date}: {fact}",
    "policy_head": "Beleid, naast de antwoorden en geen deel van de regel",
    "in_short": "In het kort",
    "tally": "{count} ({codes})", "tally_none": "0",
    "certainty_only": "zekerheid {certainty}",
    "stated_on": "vastgesteld op {date}, niet berekend",
    "stated_plain": "vastgesteld, niet berekend",
    "part": "{about}: {status}",
    "awaited": "Verwacht: {trials}.", "awaited_trial": "{trial} {when}",
    "awaited_undated": "{trial} (datum niet bekend)",
    "awaited_none": "Verwacht: geen lopende studie.",
    "foot_certainty": "De zekerheid is voorlopig tot een persoon haar heeft getekend. "
    "Cijfers staan er zoals de abstracts ze vermelden.",
    "foot_more": "Waarom: evidence question {code}. Een artikel geheel: evidence show RECORD.",
    "question_head": "{code}: {text}",
    "population": "Patiënten", "status": "Status", "certainty": "Zekerheid", "direction": "Richting",
    "rule": "Regel", "rule_line": "versie {rule}; soort: {kind}.",
    "why_above_one": "Eén van de redenen staat hierboven, onder Waarom.",
    "why_above": "{number} van de redenen staan hierboven, onder Waarom.",
    "why": "Waarom", "parts": "Delen van de vraag", "figures": "Cijfers waarop het rust", "pooled": "Gepoolde cijfers",
    "published_pools": "Gepubliceerde gepoolde resultaten (naast de onze getoond, niet meegeteld)",
    "studies": "Meegetelde studies", "awaited_head": "Verwacht", "next": "Naar de volgende status",
    "no_figures": "Voor deze vraag telt geen enkel cijfer.", "no_studies": "Voor deze vraag telt geen enkele studie.",
    "history": "Geschiedenis van het antwoord", "computed_no": "Door mensen vastgesteld, niet uit cijfers berekend.",
    "pool_line": "{label}: {estimate} ({interval}; {studies}, {patients}{events}; {model}){prediction}.",
    "pool_events": ", {events}", "pool_prediction": "; voorspellingsinterval {low} tot {high}",
    "pool_differ": "; heterogeniteit p {p}", "pool_no_overlap": " {reported} vermeld, geen overlap bekend.",
    "pool_overlap": " {reported} vermeld, ten minste {unique} verschillende mensen.",
    "pool_without": " Zonder één studie is de bovengrens {low}% (zonder {least}) tot {high}% (zonder {most}).",
    "awaited_basis": "{trial}: {when} ({basis}).", "awaited_no_basis": "{trial}: {when}.",
    "study_line": "{name}: {records}.", "study_overlap": " Deelt mogelijk patiënten met: {overlap}.",
    "sentence_from": "{origin}: \"{sentence}\"", "figure_pack": "uit het meegeleverde bewijspakket, {source}",
    "only_cited": "zonder adres, zie de verwijzing van {record}",
    "interval": "{level}%-BI {low} tot {high}",
    "interval_unlevelled": "interval {low} tot {high}, niveau niet vermeld",
    "interval_half": "{level}%-BI {low} tot niet vermeld", "interval_none": "interval niet vermeld",
    "p": "p {p}", "months": "{months} maanden", "at_months": " na {months} maanden", "at_weeks": " na {weeks} weken",
    "at_days": " na {days} dagen",
    "of_n": "{events} van {n}", "n_only": "n = {n}", "n_unknown": "van hoeveel is niet vermeld",
    "compared": ", {a} tegenover {b}", "versus": "HSCT tegenover {comparator}", "against": ", tegenover {comparator}",
    "sides": "{a} tegenover {b}",
    "value_not_reported": "waarde niet vermeld", "percent": "{value}%",
    "with_event": "met de gebeurtenis", "free_of_event": "vrij van de gebeurtenis",
    "ratio_of_events": "verhouding van gebeurtenissen",
    "ratio_of_freedom": "verhouding van vrij zijn van gebeurtenissen",
    "patients_one": "1 patiënt", "patients_many": "{n} patiënten", "patients_unknown": "aantal patiënten niet vermeld",
    "studies_one": "1 studie", "studies_many": "{n} studies", "studies_unknown": "aantal studies niet vermeld",
    "cohorts_one": "1 cohort", "cohorts_many": "{n} cohorten", "cohorts_unknown": "aantal cohorten niet vermeld",
    "events_one": "1 gebeurtenis", "events_many": "{n} gebeurtenissen",
    "events_unknown": "aantal gebeurtenissen niet vermeld",
    "deaths_one": "1 sterfgeval", "deaths_many": "{n} sterfgevallen",
    "deaths_unknown": "aantal sterfgevallen niet vermeld",
    "levels_one": "1 niveau", "levels_many": "{n} niveaus", "levels_unknown": "aantal niveaus niet vermeld",
    "favours_hsct": "in het voordeel van HSCT", "favours_comparator": "in het voordeel van de vergeleken behandeling",
    "favours_none": "geen verschil aangetoond", "favours_side": "in het voordeel van {side}",
    "favours_unknown": "richting niet vermeld",
    "and_more": "nog {count}",
    "because": " ({why})",
    "share_event": " in het aandeel met de gebeurtenis",
    "share_event_free": " in het aandeel vrij van de gebeurtenis",
    "ratio_event_free": " om vrij te blijven van de gebeurtenis",
    "effect_size": "{statistic}{share} {value} ({interval}{p}{method})",
    "difference": "verschil in {statistic} van {value} ({interval}{p}{method})",
    "points": "verschil van {value} procentpunt{share} ({interval}{p}{method})", "effect_p": "p {p}, zonder grootte",
    "effect_none": "grootte niet vermeld",
    "few": ", {events} bij {patients}", "few_events": ", {events}", "few_patients": ", {patients}",
    "unknown_reason": "{code} {values}",
}  # fmt: skip

_REASONS = {
    "effect_randomised": "{record}, gerandomiseerd{against}: {outcome}{at}, {effect}; {favours}",
    "effect_cohort": "{record}, niet gerandomiseerd{against}: {outcome}{at}, {effect}; {favours}",
    "cohorts_agree": "{cohorts} met een vergelijking ({patients}) wijzen dezelfde kant op voor {outcome}: {favours}",
    "unlike_measures": "{outcome}: {studies} tonen onder deze naam elk iets anders; overeenstemming telt niet",
    "single_cohort": "slechts één vergelijkend cohort over {outcome}: {record}",
    "not_shown": '{outcome}: de intervallen van {studies} bevatten "geen effect"; een verschil is niet aangetoond',
    "not_shown_by_p": "{outcome}: {studies} met een p-waarde van 0,05 of meer en zonder interval; "
    "een verschil is niet aangetoond",
    "bare_p_only": "{outcome}: {record} vermeldt een p-waarde zonder grootte; dat geeft alleen een richting",
    "p_outweighed": '{outcome}: één p-waarde weegt niet op tegen intervallen die "geen effect" bevatten: {records}',
    "side_by_side": "{record}{against}: {outcome}{at}, {first}% tegenover {second}%, zonder interval of toets ertussen",
    "conflict": "{outcome}: {one} en {other} wijzen in tegengestelde richting",
    "trial_settles": "{outcome}: de gerandomiseerde vergelijking {record} weegt zwaarder dan afwijkende cohorten",
    "trial_indirect": "{record} is indirect voor deze vraag{because}",
    "other_drug": "{record}{against}, een middel waar de vraag niet over gaat: indirect, dus hooguit deels",
    "uncontrolled": "{studies} zonder controlegroep ({patients})",
    "size_unknown": "{outcome}: cijfers zonder aantal patiënten of interval worden getoond, niet geteld: {records}",
    "prognostic_only": "zegt wie het na HSCT beter doet, niet wie er meer baat bij heeft",
    "untested": "{outcome}: cijfers per groep zonder interval of toets ertussen: {records}",
    "nothing_found": "niets gevonden over deze uitkomsten bij deze patiënten",
    "pooled": "{outcome}: gepoold {estimate}%, als in een doorsnee studie (95%-BI {low} tot {high}); bij elkaar "
    "opgeteld {events} bij {patients}, {plain}; {studies}",
    "pooled_zero": "{outcome}: geen gebeurtenis bij {patients} in {studies}; tot {high}% blijft mogelijk",
    "single_study": "{outcome}: alleen {record}, {events} bij {patients}: {estimate}% (95%-BI {low} tot {high})",
    "under_threshold": "{outcome}: bovengrens {high}%, onder de drempel van {threshold}% "
    "bij {patients} (minstens {min_patients} gevraagd)",
    "over_threshold": "{outcome}: bovengrens {high}%, boven de drempel van {threshold}%",
    "rests_on_one": "{outcome}: zonder {record} zou de bovengrens {high}% zijn, boven de drempel van {threshold}%",
    "events_aside": (
        "{outcome}: {left_out}, niet meegeteld omdat patiënten kunnen overlappen met {records}, "
        "meldt meer gevallen: {events} bij {patients}"
    ),
    "mixed_series": "{outcome}: {record} telt {patients} samen, van wie {others} met een ander beloop "
    "dan {asked}; het telt mee, maar de andere moeten zonder dit cijfer uitsluitsel geven",
    "too_few_patients": "{outcome}: {patients}, minder dan de gevraagde {min_patients}",
    "heterogeneous": "{outcome}: studies verschillen meer dan toeval verklaart (p {p}); "
    "een volgende kan tot {prediction_high}% vinden",
    "no_threshold": "{outcome}: er is geen drempel vastgesteld, dus hooguit deels",
    "definitions_differ": "{outcome}: {studies} tellen verschillende dingen, {lowest} tot {highest}%; niet gepoold",
    "one_figure": "{outcome}: alleen {record}, {events} bij {patients}{counted}",
    "good_range": "{outcome}, aandelen met een goed beloop (hersteld of gespaard): {lowest} tot {highest}% in "
    "{studies}; geen schade, niet gepoold",
    "good_single": "{outcome}: {well} van {patients} in {record} met een goed beloop (hersteld of gespaard); "
    "geen schade",
    "isolated_events": "{outcome}: {events}, losstaand, in {studies} met minstens één ({patients} geteld); "
    "te weinig voor een percentage",
    "no_death_no_trm": "geen sterfgeval, dus geen transplantatiegerelateerde sterfte: {records}",
    "rounded_events": "aantallen afgerond uit percentage en aantal patiënten: {records}",
    "shown_not_counted": "{outcome}: getoond, niet geteld; een passend aantal patiënten is niet vermeld: {records}",
    "before_era": "{outcome}: {studies} behandeld of gepubliceerd voor {since} "
    "({events} bij {patients}) getoond, niet gepoold{named}",
    "era_too_thin": "{outcome}: {patients} behandeld en gepubliceerd vanaf {since}, minder dan {min_patients}: "
    "studies van alle jaren tellen mee, dus hooguit deels",
    "indirect_shown": "{outcome}: {record}, niet alleen MS, {events} bij {patients}; getoond, niet gepoold, "
    "hooguit een aanwijzing",
    "indirect_good_shown": "{outcome}: {record}, niet alleen MS, {well} van {patients} met een goed beloop "
    "(hersteld of gespaard); getoond, niet gepoold, hooguit een aanwijzing",
    "cohorts_with_interval": "{outcome}: {cohorts} met een interval ({patients})",
    "interval_computed": "{outcome}: interval niet vermeld, door ons berekend uit percentage en aantal: {records}",
    "large_cohort": "{outcome}: {record} heeft {patients} en een interval",
    "too_little": "{outcome}: {studies} ({patients}), minder dan twee cohorten met een interval "
    "en minder dan 200 patiënten",
    "range_seen": "{outcome}{at}: {lowest} tot {highest}% in {studies}",
    "counted_once": "{left_out} deelt mogelijk patiënten met {kept}: eenmaal geteld{because}",
    "counted_together": "{left_out} ({patients}) deelt mogelijk patiënten met {records}, die onderling geen patiënten "
    "delen en er samen {together} hebben: deze tellen{because}",
    "other_choice": "{outcome}: de reeksen met de meeste patiënten ({patients} in {studies}) komen zelf "
    "tot “{status}”; de reeksen die hier tellen delen ook geen patiënten en komen verder",
    "course_untold": "beloopsvorm van MS niet vermeld, buiten beschouwing gelaten: {records}",
    "incomplete_only": "tegengehouden door abstracts die onvolledig zijn gezien; zulke studies dragen alleen hooguit "
    "een aanwijzing en met andere hooguit één status verder: {records}",
    "seen_in_part": "abstract onvolledig gezien: {studies} van {of_studies}{among}: {records}; zulke studies dragen "
    "alleen hooguit een aanwijzing en met andere hooguit één status verder",
    "concern_only": "alleen, en met een expression of concern; niet geteld: {records}",
    "stated": "vastgesteld op {date} als {status}, niet berekend",
    "stated_before_results": "vastgesteld voordat {trials} resultaten gaf; een persoon moet er opnieuw naar kijken",
    "not_yet_stated": "wat mensen hierover vaststelden is van {date}; er was nog niets vastgesteld",
    "starts_high": "begint hoog: gerandomiseerd",
    "starts_low": "begint laag: observationeel",
    "down_risk_of_bias": "{levels} omlaag wegens risico op vertekening: {record} ({judgement})",
    "down_imprecision": "omlaag wegens onnauwkeurigheid: {outcome}{few}",
    "down_inconsistency": "omlaag wegens inconsistentie: {outcome}",
    "down_indirectness": "omlaag wegens indirect bewijs: {record}{because}",
    "down_reporting": "omlaag wegens rapportage: geen enkel abstract is geheel gezien: {records}",
    "down_no_comparison": "omlaag wegens ontbreken van een controlegroep: {studies}",
    "certainty_beside": "zekerheid over {outcome}: {certainty}",
    "down_silent_trials": "omlaag wegens studies die meer dan een jaar klaar zijn zonder resultaat: {trials}",
    "next_upper_bound": "{outcome}: de bovengrens moet van {high}% naar onder {threshold}%",
    "next_patients": "{outcome}: {min_patients} zijn nodig, {patients} zijn er",
    "next_second_cohort": "{outcome}: een tweede onafhankelijk vergelijkend cohort dat dezelfde kant op wijst",
    "next_direct_trial": "{outcome}: een gerandomiseerde vergelijking met de gevraagde behandeling",
}

CATALOGUE = Catalogue(
    "nl", ",", ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),
    _CODES | news.CODES, _TEXT | news.TEXT | study.TEXT | brief.TEXT, _REASONS | study.REASONS,
    titles.WORDS | notes.WORDS | reasons.WORDS | trials.WORDS,
)  # fmt: skip
