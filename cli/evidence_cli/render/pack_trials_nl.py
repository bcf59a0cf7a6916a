"""On what the date of the first report of a trial rests (trials.toml), in Dutch, by the English words."""

WORDS = {
    "the registry (seen 2025-09-25) gives 2026-11-21 as primary completion: a first report from 2027 on is our reading":
        "het register (gezien 2025-09-25) geeft 2026-11-21 als laatste meting: een eerste publicatie vanaf 2027 "
        "is onze lezing",
    "our reading: still recruiting in August 2025 and 36 months to the primary outcome; the registry's own primary "
    "completion of 2026-10 cannot hold for the last patients, completion is 2029-10":
        "onze lezing: in augustus 2025 nog aan het includeren en 36 maanden tot de primaire uitkomst; de laatste "
        "meting van 2026-10 in het register kan niet gelden voor de laatste patiënten, de afronding is 2029-10",
    "page of the MS Trust written after recruitment closed in November 2024":
        "pagina van de MS Trust van na het sluiten van de inclusie in november 2024",
    "not known: recruiting since October 2024, 36 months to the primary outcome":
        "niet bekend: includeert sinds oktober 2024, 36 maanden tot de primaire uitkomst",
    "our reading of the registry's primary completion 2028-09-01; a cohort, not a comparison":
        "onze lezing van de laatste meting volgens het register, 2028-09-01; een cohort, geen vergelijking",
    "not known: no date on any page seen": "niet bekend: geen datum op de geraadpleegde pagina's",
    "reported in part in 2017 and 2019; no date for the remainder":
        "deels gerapporteerd in 2017 en 2019; geen datum voor de rest",
    "our reading of the registry's primary completion 2026-08-09":
        "onze lezing van de laatste meting volgens het register, 2026-08-09",
    "our reading of the registry's completion 2026-12-01":
        "onze lezing van de afronding volgens het register, 2026-12-01",
    "our reading of the registry's primary completion 2029-01-01":
        "onze lezing van de laatste meting volgens het register, 2029-01-01",
}  # fmt: skip
