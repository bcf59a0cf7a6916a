"""What the figures of the pack count, in Dutch, by the words that the pack has for it: "febrile neutropenia"."""

_SAME = ("ITP", "NEDA-3", "PML", "RRMS", "SPMS", "PPMS", "MS", "BEAM + ATG", "pmol/l", "pg/ml")  # what Dutch has too

_NOTES = {
    "time to disease progression": "tijd tot ziekteprogressie", "patients WITH progression": "patiënten MET progressie",
    "patients WITH progression; abstract gives count 3, denominator is arm size":
        "patiënten MET progressie; het abstract geeft het aantal 3, de noemer is de grootte van de arm",
    "median time to progression, IQR 18-48": "mediane tijd tot progressie, IQR 18-48",
    "from 3.38 at baseline": "van 3,38 bij aanvang", "from 3.31 at baseline": "van 3,31 bij aanvang",
    "non-haematopoietic grade 4 toxicities; denominator arm size":
        "niet-hematopoëtische toxiciteit graad 4; de noemer is de grootte van de arm",
    "new T2 lesions; = 79% reduction": "nieuwe T2-laesies; = 79% minder", "Key Points box": "uit het kader Key Points",
    "MS activity-free survival (primary)": "overleving zonder MS-activiteit (primair)", "no mortality": "geen sterfte",
    "no relapses, up to 13 y": "geen schubs, tot 13 jaar", "sustained improvement": "blijvende verbetering",
    "died of transplantation-related complications": "overleden aan complicaties van de transplantatie",
    "CI not on page seen": "BI niet op de geraadpleegde pagina", "from 4.0; IQR 1.5-4.0": "van 4,0; IQR 1,5-4,0",
    "from 4.0; IQR 1.9-4.5": "van 4,0; IQR 1,9-4,5", "EDSS decrease >=1.0": "daling van de EDSS >=1,0",
    "disease-free survival": "ziektevrije overleving", "vs 46% without": "versus 46% zonder",
    "herpes zoster reactivation (VZV, not EBV/CMV)": "reactivatie van herpes zoster (VZV, niet EBV of CMV)",
    "thyroid disease": "schildklierziekte", "mean EDSS change per year": "gemiddelde verandering van de EDSS per jaar",
    "risk of NEDA-3 failure": "risico op verlies van NEDA-3", "stabilised or improved": "stabiel of verbeterd",
    "deaths within 100 days, cause wording: died within 100 days":
        "sterfgevallen binnen 100 dagen; bewoording van de oorzaak: overleden binnen 100 dagen",
    "treatment FAILURES (EDSS rise sustained >=6 months)":
        "FALEN van de behandeling (stijging van de EDSS die >=6 maanden aanhoudt)",
    "progressive disease, 5 years after transplantation": "progressieve ziekte, 5 jaar na transplantatie",
    "antithyroid antibodies": "schildklierantistoffen", "myelodysplastic syndrome": "myelodysplastisch syndroom",
    "stable 41%, worsened 1%": "stabiel 41%, verslechterd 1%", "grade 3 or higher": "graad 3 of hoger",
    "stable 43%, worsened 12%": "stabiel 43%, verslechterd 12%", "vs alemtuzumab 0.087": "versus 0,087 met alemtuzumab",
    "reported as relapse rate, HSCT": "vermeld als schubfrequentie, HSCT", "risk of relapses": "risico op schubs",
    "reported as relapse rate": "vermeld als schubfrequentie", "reported as MRI activity": "vermeld als MRI-activiteit",
    "reported as disability worsening": "vermeld als toename van beperkingen", "MRI activity": "MRI-activiteit",
    "vs ocrelizumab 0.073": "versus 0,073 met ocrelizumab", "disability progression": "progressie van beperkingen",
    "6-month confirmed EDSS worsening": "verslechtering van de EDSS, na 6 maanden bevestigd", "SD 0.28": "SD 0,28",
    "SD 0.25": "SD 0,25", "no treatment-related deaths": "geen sterfgevallen door de behandeling",
    "febrile neutropenia in mobilisation": "neutropene koorts bij mobilisatie", "serum sickness": "serumziekte",
    "intensive care admission": "opname op de intensive care", "hypothyroidism": "hypothyreoïdie",
    "complications after discharge": "complicaties na ontslag", "baseline 3.87": "3,87 bij aanvang",
    "hospital-acquired legionella pneumonia": "in het ziekenhuis opgelopen legionellapneumonie", "pooled": "gepoold",
    "hyperthyroidism/Graves": "hyperthyreoïdie of ziekte van Graves", "baseline 5.09": "5,09 bij aanvang",
    "no death within 100 days": "geen sterfgeval binnen 100 dagen",
    "cumulative incidence OF progression": "cumulatieve incidentie VAN progressie",
    ">=0.5 points; 45% stable": ">=0,5 punt; 45% stabiel", "cumulative incidence, +-2%": "cumulatieve incidentie, +-2%",
    "died during their secondary AD": "overleden tijdens de secundaire auto-immuunziekte",
    "pooled rate OF progression": "gepoold aandeel MET progressie", "at last follow-up": "bij de laatste controle",
    "range 70-92 (not a CI)": "spreiding 70-92 (geen BI)", "range 59-70 (not a CI)": "spreiding 59-70 (geen BI)",
    "disease activity-free survival": "overleving zonder ziekteactiviteit", "febrile neutropenia": "neutropene koorts",
    "NEDA-3, follow-up of at least 6 months": "NEDA-3, follow-up van ten minste 6 maanden",
    "those with baseline disability; 55 (37%) stable, 14 (9%) worse":
        "patiënten met beperkingen bij aanvang; 55 (37%) stabiel, 14 (9%) slechter",
    "grade 3 events per patient, SD 1.5": "gebeurtenissen graad 3 per patiënt, SD 1,5", "free from CDP": "vrij van CDP",
    "grade 4 events per patient, SD 0.3": "gebeurtenissen graad 4 per patiënt, SD 0,3",
    "time to first 6-month CDP": "tijd tot de eerste CDP, na 6 maanden bevestigd",
    "EDSS points per year": "EDSS-punten per jaar", "natural conception": "natuurlijke conceptie",
    "from 5.0 (1.5-9.5); post range 0-6.5": "van 5,0 (1,5-9,5); spreiding erna 0-6,5",
    "patients with relapse": "patiënten met een schub", "menstruation restored": "menstruatie hersteld",
    "residual MRI activity in first 6 months, none later":
        "resterende MRI-activiteit in de eerste 6 maanden, daarna geen",
    "percent brain volume decrease, cited as background in the abstract":
        "procentuele afname van het hersenvolume, in het abstract als achtergrond genoemd",
    "menstruation restored, mean 5.38 (SD 5.34) months":
        "menstruatie hersteld, na gemiddeld 5,38 (SD 5,34) maanden",
    "rising EBV DNA-aemia in all patients": "stijgend EBV-DNA in het bloed bij alle patiënten",
    "two fatalities, both cyclophosphamide": "twee sterfgevallen, beide na cyclofosfamide", "prevalence": "prevalentie",
    "sustained NEDA-3": "blijvend NEDA-3", "severe AEs per patient": "ernstige bijwerkingen per patiënt",
    "days longer hospital stay": "dagen langer opgenomen", "progressed": "progressie", "allergy": "allergie",
    "worsening-free survival": "overleving zonder verslechtering", "aspergillosis, day 65": "aspergillose, dag 65",
    "improved; 7 stable, 8 progressed": "verbeterd; 7 stabiel, 8 progressief",
    "had active lesions at baseline, all became inactive":
        "had bij aanvang actieve laesies, die alle inactief werden",
    "mild transient neurotoxicity": "lichte voorbijgaande neurotoxiciteit",
    "thyroiditis at 11 months": "thyreoïditis na 11 maanden", "improved or stabilised": "verbeterd of stabiel",
    "transient neurotoxicity": "voorbijgaande neurotoxiciteit", "influenza A pneumonia": "pneumonie door influenza A",
    "progressed, 4 of them PPMS": "progressie, van wie 4 met PPMS", "over year 2": "in jaar 2",
    "patients with Gd enhancement after SCT (3 of 5 before)":
        "patiënten met aankleuring na de stamceltransplantatie (ervoor 3 van 5)",
    "MS flared transiently with G-CSF": "voorbijgaande opvlamming van de MS bij G-CSF", "over year 3": "in jaar 3",
    "patients WITH progression of 1 EDSS point": "patiënten MET progressie van 1 EDSS-punt",
    "percent brain volume decrease over year 1": "procentuele afname van het hersenvolume in jaar 1",
    "percent accelerated whole-brain loss after treatment":
        "procentueel versneld verlies van de hele hersenen na behandeling",
    "percent per year, long term": "procent per jaar, op lange termijn",
    "percent short-term": "procent, op korte termijn",
    "percent/year long-term, SE 0.083": "procent per jaar, op lange termijn, SE 0,083",
    "percent/year long-term, SE 0.14": "procent per jaar, op lange termijn, SE 0,14",
    "patients with new T2 lesions after 6 months": "patiënten met nieuwe T2-laesies na 6 maanden",
    "patients with new T2 lesions (CI as printed)": "patiënten met nieuwe T2-laesies (BI zoals gedrukt)",
    "abstract gives 16; a summary says 18 had follow-up data":
        "het abstract geeft 16; volgens een samenvatting hadden 18 follow-up",
    "patients WITH clinical relapse": "patiënten MET een klinische schub", "all improved": "allen verbeterd",
    "severe transplant-related toxicity; one needed intensive care":
        "ernstige toxiciteit van de transplantatie; één moest naar de intensive care",
    "patients WITH relapse (clinical and MRI)": "patiënten MET een schub (klinisch en op MRI)",
    "no severe complications": "geen ernstige complicaties", "stable or improved": "stabiel of verbeterd",
    "IQR -1.5 to 0.0; among those who survived and completed the study":
        "IQR -1,5 tot 0,0; bij wie overleefde en de studie afmaakte",
    "toxicity and infectious complications; the abstract does not use the term TRM":
        "toxiciteit en infecties; het abstract gebruikt de term TRM niet",
    "risk of death of any cause; printed as 10 (+/-7)% with 95% CI: 7 is the half-width, limits not printed":
        "risico op overlijden door welke oorzaak ook; gedrukt als 10 (+/-7)% met 95%-BI: 7 is de halve breedte, "
        "de grenzen zijn niet gedrukt",
    ">=1 EDSS point": ">=1 EDSS-punt", "markedly improved; 2 stable": "duidelijk verbeterd; 2 stabiel",
    "neurological deterioration during transplant": "neurologische achteruitgang tijdens de transplantatie",
    "patients WITH MS progression linked to transplant deterioration":
        "patiënten MET MS-progressie in samenhang met achteruitgang bij de transplantatie",
    "transient neurological complications at mobilisation": "voorbijgaande neurologische complicaties bij mobilisatie",
    "patients WITH mild progression": "patiënten MET lichte progressie",
    "patients WITH relapse": "patiënten MET een schub",
    "pathological CSF NfL at baseline": "afwijkend NfL in de liquor bij aanvang",
    "pathological CSF NfL at follow-up": "afwijkend NfL in de liquor bij controle",
    "pathological CSF NfL in those followed >1500 days": "afwijkend NfL in de liquor bij wie >1500 dagen is gevolgd",
    "patients who worsened (reported as deteriorated)": "patiënten die verslechterden (vermeld als achteruitgegaan)",
    "patients WITH continuous disability accrual": "patiënten MET aanhoudende toename van beperkingen",
    "free from continuous disability accrual, 5 to 10 years":
        "zonder aanhoudende toename van beperkingen, 5 tot 10 jaar",
    "annualised brain volume loss normalised after 1 year": "verlies van hersenvolume per jaar na 1 jaar normaal",
    "women with a pregnancy (7 with MS); 22 pregnancies in all":
        "vrouwen met een zwangerschap (7 met MS); in totaal 22 zwangerschappen",
    "healthy live births per pregnancy": "gezonde levendgeborenen per zwangerschap",
    "pregnancies that failed": "mislukte zwangerschappen", "required hospitalisation": "ziekenhuisopname nodig",
    "response = decrease or stabilisation of self-reported EDSS":
        "respons = daling of stabilisatie van de zelfgerapporteerde EDSS",
    "response = decrease or stabilisation": "respons = daling of stabilisatie",
    "KM estimate OF progression (>=1.0 EDSS)": "Kaplan-Meierschatting VAN progressie (EDSS >=1,0)",
    "EBV-related PTLD": "EBV-gerelateerde PTLD", "EBV PTLD death": "overleden aan EBV-gerelateerde PTLD",
    "developed NEW enhancing lesions": "kregen NIEUWE aankleurende laesies",
    "lower urinary tract infectious events": "infecties van de lage urinewegen",
    "engraftment syndrome, first 18 patients": "engraftmentsyndroom, eerste 18 patiënten",
    "significant adverse neurological events": "belangrijke neurologische bijwerkingen",
    "percent total brain volume decline": "procentuele afname van het totale hersenvolume",
    "percent further decline": "procent verdere afname", "menstrual recovery": "herstel van de menstruatie",
    "recovered menses, mean 6.8 months": "menstruatie terug, na gemiddeld 6,8 maanden", "sustained": "blijvend",
    "AMH pmol/l, IQR 0-1.5, from 23 (6.0-30)": "AMH in pmol/l, IQR 0-1,5, van 23 (6,0-30)",
    "AMH pmol/l, IQR 0-2.9": "AMH in pmol/l, IQR 0-2,9", "women who became pregnant": "vrouwen die zwanger werden",
    "premature ovarian insufficiency": "premature ovariële insufficiëntie",
    "regained ovarian function after autotransplantation of the tissue (2 of the 4)":
        "herstel van de ovariële functie na terugplaatsing van het weefsel (2 van de 4)",
    "NEDA-3 at end of observation": "NEDA-3 aan het eind van de observatie", "neutropenic fever": "neutropene koorts",
    "autoimmune thyroid disease": "auto-immune schildklierziekte", "pneumonia": "pneumonie",
    "10 (43%) of the women, amenorrhoea >12 months with ovarian failure symptoms":
        "10 (43%) van de vrouwen, amenorroe >12 maanden met klachten van ovarieel falen",
    "working full time, vs 1 (3%) before": "voltijds aan het werk, versus 1 (3%) ervoor",
    "complications intra-transplant": "complicaties tijdens de transplantatie",
    "cardiac toxicity, sepsis, alveolar haemorrhage; all BEAM/ATG":
        "cardiale toxiciteit, sepsis, alveolaire bloeding; alle na BEAM/ATG",
    "allergic reaction": "allergische reactie", "patients with a new lesion": "patiënten met een nieuwe laesie",
    "all stabilised or improved at first": "aanvankelijk allen stabiel of verbeterd",
    "later deteriorated, 1 beyond baseline": "later achteruit, 1 tot onder het niveau bij aanvang",
    "no 1-year mortality": "geen sterfte binnen 1 jaar", "one confirmed acute attack": "één bevestigde schub",
    "worse by at least 1.0": "ten minste 1,0 slechter", "patients with new lesions": "patiënten met nieuwe laesies",
    "disease complications at 13 and 18 months": "complicaties van de ziekte na 13 en 18 maanden", "SE 0.28": "SE 0,28",
    "median EDSS improvement 3.5 (1.0-7.0)": "mediane verbetering van de EDSS 3,5 (1,0-7,0)", "melanoma": "melanoom",
    "improved; 2 stable, 5 worse": "verbeterd; 2 stabiel, 5 slechter", "both viruses": "beide virussen",
    "CMV, median day 33.5 (28-47)": "CMV, mediaan op dag 33,5 (28-47)", "percent, SE 0.21": "procent, SE 0,21",
    "EBV, median day 29 (20-109)": "EBV, mediaan op dag 29 (20-109)", "SE 0.26": "SE 0,26", "SE 0.11": "SE 0,11",
    "percent/year after 1 y, SE 0.10": "procent per jaar na het 1e jaar, SE 0,10", "whole brain": "hele hersenen",
    "whole brain, vs -0.81 Gd-": "hele hersenen, versus -0,81 bij Gd-", "projected": "geprojecteerd",
    "grey matter, vs -0.27": "grijze stof, versus -0,27", "confirmed": "bevestigd",
    "actuarial disease-free survival": "actuariële ziektevrije overleving", "fatal infections": "fatale infecties",
    "severe pneumonia at 4.5 months, VZV hepatitis at 15 months":
        "ernstige pneumonie na 4,5 maanden, VZV-hepatitis na 15 maanden",
    "remarkable neurological improvement; 4 (18%) stable": "opvallende neurologische verbetering; 4 (18%) stabiel",
    "patients WITH clinical recurrence of active symptoms": "patiënten MET klinische terugkeer van actieve klachten",
    "sustained complete remission": "blijvende volledige remissie",
    "resolved MS: also normal CSF IgG production and NfL":
        "uitgedoofde MS: ook normale IgG-productie en normaal NfL in de liquor",
    "fall in sNfL in pg/mL from baseline; printed range 2.4-217.3":
        "daling van sNfL in pg/ml vanaf aanvang; gedrukte spreiding 2,4-217,3",
    "fall of at least 50%; denominator = all AHSCT cases, not stated":
        "daling van ten minste 50%; noemer = alle patiënten met AHSCT, niet vermeld",
    "annualised brain volume loss normalised": "verlies van hersenvolume per jaar weer normaal",
    "at last follow-up (2.5-6.5) from 5.5 (3-7.5)": "bij de laatste controle (2,5-6,5), van 5,5 (3-7,5)",
    "average yearly brain volume decrease in percent, 'about'":
        "gemiddelde jaarlijkse afname van het hersenvolume in procent, 'ongeveer'",
    "patients with new enhancing lesions (five lesions in two patients)":
        "patiënten met nieuwe aankleurende laesies (vijf laesies bij twee patiënten)",
    "from 5.2, in 82 followed >=3 months": "van 5,2, bij 82 die >=3 maanden zijn gevolgd",
    "needed admission to hospital": "ziekenhuisopname nodig",
}  # fmt: skip

WORDS = {**{name: name for name in _SAME}, **_NOTES}
