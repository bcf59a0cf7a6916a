"""The words of the PRISMA statement in Dutch. Strategies, remarks of sources and reasons of a guard stay as they are.

Keys and value names are those of prisma_words_en.py; a test keeps it so.
"""

from evidence_cli.page.words_nl import CODES

LANGUAGE = "nl"
DESIGNS = CODES["design_one"]
SOURCES = {
    "pubmed": "PubMed (MEDLINE en de rest van PubMed), via de E-utilities van NCBI",
    "clinicaltrials.gov": "ClinicalTrials.gov, via API v2",
}
FATES = {
    "pubmed": "PubMed, gezocht via het netwerk",
    "files": "PubMed-records uit bestanden",
    "pack": "meegeleverd bewijspakket (sleutelstudies, via verwijzingen gevonden)",
    "earlier": "gelezen door een ronde die geen bron noteerde",
    "deleted": "door PubMed verwijderd",
    "not-received": "gevonden en niet ontvangen",
    "not-read": "ontvangen en nog niet gelezen",
    "hsct-ms-secondary": "over de behandeling bij deze ziekte, zonder eigen patiënten",
    "mention-only": "de behandeling bij deze ziekte wordt alleen genoemd",
    "other-stem-cell": "andere stamcellen",
    "unrelated": "niet over de behandeling bij deze ziekte",
    "retracted": "ingetrokken",
    "notice": "een mededeling over een ander artikel",
    "excluded": "door een persoon uitgesloten, op naam en met een reden",
    "no-results": "geen uitkomsten van patiënten",
    "no-cohort": "geen eigen cohort (overzicht, protocol, één casus, model, dieren)",
    "not-grouped": "niet in een studie",
}
TEXT = {
    "title": "PRISMA 2020-stroom en PRISMA-S: {title}",
    "dated": "Gegevens van {day}, {basis}. {use}", "no_day": "een onbekende datum",
    "identification": "Identificatie",
    "screening": "Screening (titel, samenvatting, publicatietype; volgens regels, elke reden wordt bewaard)",
    "included": "Geïncludeerd",
    "identified": "gevonden records", "removed": "records verwijderd vóór de screening", "duplicates": "dubbele",
    "screened": "gescreende records", "excluded": "uitgesloten records",
    "sought": "artikelen die in volledige tekst zijn gezocht", "none_sought": "geen: gelezen worden samenvattingen",
    "assessed": "artikelen beoordeeld op hun samenvatting", "excluded_assessed": "uitgesloten artikelen",
    "included_reports": "artikelen van geïncludeerde studies", "included_studies": "geïncludeerde studies",
    "registered": "studies geregistreerd bij ClinicalTrials.gov", "followed": "gevolgd door het onderwerp",
    "not_followed": "niet gevolgd",
    "search_of": "Zoektocht in {source}", "methods": "Zoekmethode",
    "searches": "zoektochten", "of_which": "{n}, waarvan {refused} geweigerd door een controle",
    "strategy": "zoekstrategie, zoals verstuurd", "understood": "zoals de bron die begreep",
    "first": "eerste keer", "last": "laatste keer", "remarks": "opmerkingen van de bron", "none": "geen",
    "refused_on": "geweigerd op {day}", "refused": "{n} records gevonden; {why}",
    "found": "{day}: {n} records gevonden, {fetched} opgehaald", "missing": ", {n} niet gegeven",
    "not_searched": "nog geen; records komen uit het bewijspakket en uit bestanden",
    "not_sent": "zoekstrategie van het onderwerp, nog niet verstuurd",
    "limits": "beperkingen", "limits_told": "geen naar datum, taal, publicatietype of status",
    "filters": "zoekfilters", "filters_told": "geen gepubliceerde; de woorden zijn van het onderwerp zelf",
    "updates": "bijwerken",
    "updates_told": "elke nacht de hele zoektocht; bewaarde records worden binnen 28 nachten opnieuw gelezen",
    "twins_told": "samengevoegd op PMID, DOI en opgegeven koppelingen; niet op gelijkenis van titels",
    "other_ways": "andere wegen",
    "other_ways_told": "het bewijspakket; PubMed-records uit bestanden; errata en intrekkingen van records",
    "peer_review": "beoordeling van de zoekstrategie door vakgenoten", "peer_review_told": "niet genoteerd",
    "note": "opmerking bij het onderwerp (Engels)",
}  # fmt: skip
