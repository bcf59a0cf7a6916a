"""Why studies share patients or are indirect, of whom and against what, in Dutch, by the English words.

The English words are those of the pack, of overlaps.toml and appraisals.toml, and two of the rule.
"""

_REASONS = {
    "one study": "één studie", "not only MS": "niet alleen MS",
    # appraisals.toml
    "compared with the drugs of 2005-2016: no ocrelizumab, alemtuzumab not allowed":
        "vergeleken met de middelen van 2005-2016: geen ocrelizumab, alemtuzumab niet toegestaan",
    "compared with mitoxantrone; the outcome is new lesions on MRI; progressive courses were taken in":
        "vergeleken met mitoxantron; de uitkomst is nieuwe laesies op MRI; ook progressieve beloopsvormen deden mee",
    "compared with natalizumab, no standard treatment of progressive MS":
        "vergeleken met natalizumab, geen standaardbehandeling van progressieve MS",
    "compared with a mixture of drugs": "vergeleken met een mengeling van middelen",
    "compared with pulsed cyclophosphamide, no standard treatment of today":
        "vergeleken met pulsen cyclofosfamide, tegenwoordig geen standaardbehandeling",
    "80% secondary progressive; horse ATG with BEAM, rabbit ATG with cyclophosphamide":
        "80% secundair progressief; paarden-ATG bij BEAM, konijnen-ATG bij cyclofosfamide",
    # overlaps.toml: two names of one article
    "the Norwegian series of 30, identified by its title and figures":
        "de Noorse serie van 30, herkend aan titel en cijfers",
    "the Italian series of 43 women, identified by its title and figures":
        "de Italiaanse serie van 43 vrouwen, herkend aan titel en cijfers",
    "brain volume in HALT-MS, identified by its title and figures":
        "hersenvolume in HALT-MS, herkend aan titel en cijfers",
    "the nine early aggressive patients, identified by title and figures":
        "de negen patiënten met vroege agressieve MS, herkend aan titel en cijfers",
    "the 26 secondary progressive patients of Florence, identified by title and figures":
        "de 26 secundair progressieve patiënten van Florence, herkend aan titel en cijfers",
    # overlaps.toml: reports of the same patients
    "interim report, final report and brain volumes of the 24 patients of HALT-MS (NCT00288626)":
        "tussentijds verslag, eindverslag en hersenvolumes van de 24 patiënten van HALT-MS (NCT00288626)",
    "both report the same 174 relapsing-remitting patients, the second by regimen":
        "beide beschrijven dezelfde 174 relapsing-remitting patiënten, de tweede naar conditionering",
    "the same 14 Dutch secondary progressive patients, outcome and brain volume":
        "dezelfde 14 Nederlandse secundair progressieve patiënten, uitkomst en hersenvolume",
    "congress abstract and paper of the same 25 patients": "congresabstract en artikel over dezelfde 25 patiënten",
    "congress abstract and paper of the same 41 patients": "congresabstract en artikel over dezelfde 41 patiënten",
    "whole brain, then grey and white matter, of the same 19 patients":
        "hele hersenen, daarna grijze en witte stof, van dezelfde 19 patiënten",
    "congress abstract (154) and letter (155) on the same series; the counts differ":
        "congresabstract (154) en brief (155) over dezelfde serie; de aantallen verschillen",
    "16 patients at the same ten time points": "16 patiënten op dezelfde tien meetmomenten",
    # overlaps.toml: shared patients
    "the 29 patients of the longer follow-up are of the 30 reported first":
        "de 29 patiënten van de langere follow-up horen bij de eerst beschreven 30",
    "Swedish series; the cohort of 174 holds all relapsing-remitting patients transplanted before 2020, the first ten "
    "of Uppsala are part of the series of 2014":
        "Zweedse series; het cohort van 174 bevat alle relapsing-remitting patiënten die voor 2020 zijn "
        "getransplanteerd, de eerste tien van Uppsala horen bij de serie van 2014",
    "the Thessaloniki patients are in its later report and in the EBMT series of 43, 85 and 183, and these in the "
    "international cohort of 1995-2006":
        "de patiënten van Thessaloniki zitten in het latere verslag en in de EBMT-series van 43, 85 en 183, en deze in "
        "het internationale cohort van 1995-2006",
    "Italian national series of one group (GITMO); the cohort of 210 takes in the earlier ones":
        "Italiaanse landelijke series van één groep (GITMO); het cohort van 210 omvat de eerdere",
    "the international cohort of 1995-2006 pools Italian patients of those years":
        "het internationale cohort van 1995-2006 omvat Italiaanse patiënten van die jaren",
    "Florence series of the same years; Florence is part of the Italian cohort":
        "series uit Florence van dezelfde jaren; Florence hoort bij het Italiaanse cohort",
    "the Italian register comparison in secondary progressive MS takes in transplanted patients of the Italian centres":
        "de Italiaanse registervergelijking bij secundair progressieve MS omvat getransplanteerde patiënten van de "
        "Italiaanse centra",
    "Genoa series of overlapping years; Genoa is part of the Italian cohort (possible)":
        "series uit Genua van overlappende jaren; Genua hoort bij het Italiaanse cohort (mogelijk)",
    "women of the Italian centres (possible)": "vrouwen van de Italiaanse centra (mogelijk)",
    "patients of the Canadian trial and of its centre": "patiënten van de Canadese trial en van het centrum ervan",
    "the series of 151 is part of the 507 transplanted at Northwestern":
        "de serie van 151 hoort bij de 507 die in Northwestern zijn getransplanteerd",
    "MIST was led from Northwestern in the same years and with the same regimen as its series (possible)":
        "MIST werd vanuit Northwestern geleid, in dezelfde jaren en met dezelfde conditionering als de serie daar "
        "(mogelijk)",
    "Uppsala was a centre of MIST, and its transplanted patients are in the Swedish cohort (possible)":
        "Uppsala was een centrum van MIST, en de getransplanteerde patiënten daar zitten in het Zweedse cohort "
        "(mogelijk)",
    "Sheffield was a centre of MIST, and its transplanted patients may be in the British cohort (possible)":
        "Sheffield was een centrum van MIST, en de getransplanteerde patiënten daar kunnen in het Britse cohort zitten "
        "(mogelijk)",
    "the patients with MS among all autoimmune diseases of Northwestern are in its MS series (possible)":
        "de patiënten met MS onder alle auto-immuunziekten van Northwestern zitten in de MS-serie daar (mogelijk)",
    "one programme; each later report takes in the earlier patients":
        "één programma; elk later verslag omvat de eerdere patiënten",
    "the 22 patients of 2006 are part of the 36 followed for 17 years":
        "de 22 patiënten van 2006 horen bij de 36 die 17 jaar zijn gevolgd",
    "the same centre and overlapping years": "hetzelfde centrum en overlappende jaren",
    "the seven patients of Sheffield are part of the twenty of five centres":
        "de zeven patiënten van Sheffield horen bij de twintig van vijf centra",
    "Sheffield patients may be among those of 14 British centres, 2002-2023 (possible)":
        "patiënten van Sheffield kunnen onder die van 14 Britse centra zijn, 2002-2023 (mogelijk)",
    "London centres, which are among the 14 British centres": "Londense centra, die onder de 14 Britse centra vallen",
    "earlier and later report of the Hamburg cohort": "eerder en later verslag van het cohort van Hamburg",
    "congress abstract and paper of one centre": "congresabstract en artikel van één centrum",
    "one centre and overlapping years (possible)": "één centrum en overlappende jaren (mogelijk)",
    "Moscow children may be in the EBMT registry (possible)":
        "kinderen uit Moskou kunnen in het EBMT-register staan (mogelijk)",
    "one registry of all autoimmune diseases": "één register van alle auto-immuunziekten",
    "the international cohort pools many of the older series (possible)":
        "het internationale cohort omvat veel van de oudere series (mogelijk)",
    "Ottawa authors are among those of the international cohort, and the trial began in 2001 (possible)":
        "auteurs uit Ottawa zijn onder die van het internationale cohort, en de trial begon in 2001 (mogelijk)",
    "the Brazilian centre is among those of the international cohort (possible)":
        "het Braziliaanse centrum is onder die van het internationale cohort (mogelijk)",
    "the matched comparison of relapsing-remitting MS takes transplanted patients from Swedish centres":
        "de gematchte vergelijking bij relapsing-remitting MS betrekt getransplanteerde patiënten uit Zweedse centra",
    "the matched comparison of relapsing-remitting MS takes transplanted patients from Norway":
        "de gematchte vergelijking bij relapsing-remitting MS betrekt getransplanteerde patiënten uit Noorwegen",
    "the matched comparisons take transplanted patients from Ottawa, whose trial held both courses":
        "de gematchte vergelijkingen betrekken getransplanteerde patiënten uit Ottawa, waar aan de trial beide "
        "beloopsvormen meededen",
}  # fmt: skip

_COMPARED = {  # what a study compared with
    "other DMT": "andere DMT",
    "DMT of higher efficacy or different class than in the year before (n=55)":
        "DMT met hogere werkzaamheid of van een andere klasse dan in het jaar ervoor (n=55)",
    "mitoxantrone 20 mg monthly x 6 (n=12)": "mitoxantron 20 mg per maand x 6 (n=12)",
    "fingolimod (144 vs 769 matched); natalizumab (146 vs 730); ocrelizumab (110 vs 343)":
        "fingolimod (144 versus 769, gematcht); natalizumab (146 versus 730); ocrelizumab (110 versus 343)",
    "natalizumab (n=65, matched)": "natalizumab (n=65, gematcht)", "other DMTs (n=1975)": "andere DMT (n=1975)",
    "33 non-inflammatory neurological controls": "33 controles met niet-inflammatoire neurologische aandoeningen",
    "IV pulsed cyclophosphamide (n=62)": "intraveneuze pulsen cyclofosfamide (n=62)",
    "BEAM/ATG vs Cy/ATG": "BEAM/ATG versus Cy/ATG", "BEAM/hATG vs CY/rATG": "BEAM/hATG versus CY/rATG",
    "SPMS not transplanted (22) and healthy subjects (19)": "SPMS zonder transplantatie (22) en gezonde personen (19)",
    # regimens as the pack has them; bare doses need no words
    "Bu + Cy + rATG, CD34-selected graft": "Bu + Cy + rATG, CD34-geselecteerd transplantaat",
    "BEAM + rATG, CD34-selected graft": "BEAM + rATG, CD34-geselecteerd transplantaat",
    "BEAM + ATG (majority subset)": "BEAM + ATG (grootste deel)",
    "BEAM + ATG (most used)": "BEAM + ATG (meest gebruikt)",
    "Cy + TBI + ATG, CD34+ bone marrow": "Cy + TBI + ATG, CD34+-beenmerg",
    "reduced-intensity BEAM-like": "BEAM-achtig, verlaagde intensiteit", "rATG-based": "op basis van rATG",
    "intermediate-intensity AHSCT": "AHSCT van intermediaire intensiteit",
    "BEAM + ATG, CD34-selected graft": "BEAM + ATG, CD34-geselecteerd transplantaat",
    "Bu 1 mg/kg x16 + Cy 120 mg/kg + ATG 10 mg/kg x3, CD34-selected":
        "Bu 1 mg/kg x16 + Cy 120 mg/kg + ATG 10 mg/kg x3, CD34-geselecteerd",
    "BEAM + rATG, CD34-selected": "BEAM + rATG, CD34-geselecteerd",
    "Cy 120 mg/kg over 2 days": "Cy 120 mg/kg in 2 dagen", "high-dose Cy + ATG": "hooggedoseerd Cy + ATG",
    "high-dose chemotherapy + ATG": "hooggedoseerde chemotherapie + ATG",
    "TBI + Cy + ATG, CD34-selected graft": "TBI + Cy + ATG, CD34-geselecteerd transplantaat",
    "modified BEAM (teniposide for etoposide)": "aangepast BEAM (teniposide in plaats van etoposide)",
    "BEAM + horse ATG": "BEAM + paarden-ATG", "CY + rabbit ATG": "CY + konijnen-ATG",
    "BEAM + ATG, unmanipulated graft": "BEAM + ATG, onbewerkt transplantaat", "TBI-based": "op basis van TBI",
    "BEAM + rATG 7.5-10 mg/kg": "BEAM + rATG 7,5-10 mg/kg", "BEAM-based HDIT/HCT": "HDIT/HCT met BEAM",
    "Cy + TBI or BEAM, CD34-selected, ATG": "Cy + TBI of BEAM, CD34-geselecteerd, ATG",
    "intermediate-intensity (BEAM + ATG)": "intermediaire intensiteit (BEAM + ATG)",
    "Cy 200 mg/kg + rATG 6.0 mg/kg": "Cy 200 mg/kg + rATG 6,0 mg/kg",
    "CY 50 mg/kg x4 + rATG 4.5 mg/kg": "CY 50 mg/kg x4 + rATG 4,5 mg/kg",
    "Cy 50 mg/kg + rATG 1 mg/kg days -5 to -2": "Cy 50 mg/kg + rATG 1 mg/kg op dag -5 tot -2",
}  # fmt: skip

_SAME = (  # names and doses that Dutch has too
    "BEAM", "BEAM+ATG", "BEAM/ATG", "BEAM/hATG", "CY/rATG", "Cy + ATG", "Cy + alemtuzumab", "Cy + rituximab",
    "Cy + thymoglobulin", "Cy 200 mg/kg + ATG 6 mg/kg", "Cy 200 mg/kg + ATGAM 160 mg/kg", "Cy 200 mg/kg + rATG 6 mg/kg",
    "Cy/ATG", "DMT", "alemtuzumab", "alemtuzumab (n=19)", "alemtuzumab (n=204); ocrelizumab (n=314)",
    "alemtuzumab (n=21)", "alemtuzumab (n=32)", "alemtuzumab (n=39)", "alemtuzumab (n=75)", "natalizumab",
    "ocrelizumab", "PRMS", "NMO", "RMS",
)  # fmt: skip

_PATIENTS = {  # of whom a figure is, with what they were treated, and what it is measured in
    "Gd+ before HSCT": "Gd+ voor HSCT", "Gd- before HSCT": "Gd- voor HSCT", "progressive MS": "progressieve MS",
    "alemtuzumab regimen": "conditionering met alemtuzumab", "autologous, all AD": "autoloog, alle auto-immuunziekten",
    "allogeneic, all AD": "allogeen, alle auto-immuunziekten",
    "low/intermediate-intensity regimens": "conditionering van lage of intermediaire intensiteit",
    "Gd+ at baseline": "Gd+ bij aanvang", "Gd- at baseline": "Gd- bij aanvang",
    "high-intensity regimens": "conditionering van hoge intensiteit",
    "studies performed before 2006": "studies van voor 2006", "intermediate intensity": "intermediaire intensiteit",
    "low intensity": "lage intensiteit", "high intensity": "hoge intensiteit", "age <=32": "leeftijd <=32",
    "age 33-41": "leeftijd 33-41", "grey matter": "grijze stof", "white matter": "witte stof",
    "all autoimmune diseases": "alle auto-immuunziekten", "baseline EDSS <=6.0": "EDSS bij aanvang <=6,0",
    "baseline EDSS >6.0": "EDSS bij aanvang >6,0", "alemtuzumab regimens": "conditionering met alemtuzumab",
    "ATG regimens": "conditionering met ATG", "no lympho-depleting antibody": "geen lymfodepleterende antistof",
    "older age": "hogere leeftijd", "younger age": "lagere leeftijd",
    "previous pulsed cyclophosphamide": "eerder pulsen cyclofosfamide", "none before": "geen ervoor",
    "centre <5": "centrum met <5", "centre 5-15": "centrum met 5-15",
    ">15 autologous HCT for AD": ">15 autologe HCT bij auto-immuunziekten",
    "MS (of 15 pregnant)": "MS (van 15 zwangeren)", "MS (of 154 autoimmune)": "MS (van 154 met auto-immuunziekte)",
    "months": "maanden", "relapses": "schubs", "events per patient": "gebeurtenissen per patiënt", "percent": "procent",
    "days": "dagen", "percent per year": "procent per jaar",
}  # fmt: skip

WORDS = {**{name: name for name in _SAME}, **_REASONS, **_COMPARED, **_PATIENTS}
