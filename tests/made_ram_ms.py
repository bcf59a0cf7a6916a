"""A made-up first report of the international study, what is corrected in it, and the nights on which that happens."""

from datetime import date
from typing import Any

from tests.fakes.made_studies import made_study
from tests.made_paper import Paper

NCT, PMID, ERRATUM, RETRACTION = "NCT03477500", "97900001", "97900002", "97900003"
RECORD, NAME = f"pmid:{PMID}", "Nordmann 2027"
APPEARS, CORRECTED, RETRACTED = date(2027, 5, 5), date(2027, 5, 12), date(2027, 6, 5)
TITLE = (
    "Autologous haematopoietic stem cell transplantation or best available treatment in relapsing-remitting multiple "
    "sclerosis: a randomised trial in four countries"
)
BACKGROUND = (
    "Whether autologous haematopoietic stem cell transplantation (AHSCT) works better than today's drugs in active "
    "relapsing-remitting multiple sclerosis (MS) was not known."
)
METHODS = (
    "We assigned 100 adults with relapsing-remitting MS that stayed active on treatment to AHSCT after "
    "cyclophosphamide and anti-thymocyte globulin (n=50) or to the best available treatment (alemtuzumab, cladribine "
    "or ocrelizumab; n=50). Raters did not know the treatment. The primary outcome was no evidence of disease activity "
    "(NEDA) at 96 weeks."
)
RESULTS = (
    "At 96 weeks, NEDA was maintained in 38 of 50 patients (76%) after AHSCT and in 22 of 50 patients (44%) on best "
    "available treatment (odds ratio 4.03, 95% CI 1.71 to 9.49). AHSCT reduced relapses compared with best available "
    "treatment (hazard ratio 0.23, 95% CI 0.08 to 0.70). Confirmed disability progression did not differ significantly "
    "between AHSCT and best available treatment (hazard ratio 0.69, 95% CI 0.22 to 2.17). No patient died after AHSCT. "
    "Serious adverse events occurred in 19 of 50 patients (38%) after AHSCT and in 6 of 50 patients (12%) on best "
    "available treatment."
)
SECTIONS = (("BACKGROUND", BACKGROUND), ("METHODS", METHODS), ("RESULTS", RESULTS))
# The erratum: visits of seven patients were counted as visits without activity, and one patient died. (old, new)
CORRECTIONS = (
    ("38 of 50 patients (76%)", "31 of 50 patients (62%)"),
    ("odds ratio 4.03, 95% CI 1.71 to 9.49", "odds ratio 2.08, 95% CI 0.93 to 4.62"),
    ("hazard ratio 0.23, 95% CI 0.08 to 0.70", "hazard ratio 0.62, 95% CI 0.30 to 1.28"),
    ("No patient died after AHSCT.", "One of 50 patients died of the transplantation."),
)


def ram_ms_xml() -> str:
    """The paper as PubMed would send it, with the trial's number in its DataBankList."""
    return Paper(PMID, TITLE, SECTIONS, day=APPEARS, ncts=(NCT,)).xml()


def ram_ms_study() -> dict[str, Any]:
    """The study as the registry has it: measured to the end, nothing posted."""
    study = made_study(NCT, status="ACTIVE_NOT_RECRUITING", enrolment=100, start="2018-03-21", completion="2026-11-21")
    study["protocolSection"]["statusModule"]["completionDateStruct"] = {"date": "2028-03-21", "type": "ESTIMATED"}
    return study


def _corrected() -> list[dict[str, Any]]:
    """The events of the night of the erratum: its notice with the first change, then the other changes."""
    (old, new), *others = CORRECTIONS
    first = {"do": "erratum", "pmid": PMID, "notice": ERRATUM, "old": old, "new": new, "note": "Visits and a death."}
    return [first, *({"do": "revise", "pmid": PMID, "old": before, "new": after} for before, after in others)]


PAPER_STORY = {
    "start": "2027-05-03",
    "event": [
        {"day": APPEARS, "do": "add_xml", "xml": ram_ms_xml()},
        *({"day": CORRECTED, **event} for event in _corrected()),
        {"day": RETRACTED, "do": "retract", "pmid": PMID, "notice": RETRACTION},
    ],
}
POSTED = date(2027, 5, 5)
POSTING_STORY = {"start": "2027-05-03", "event": [{"day": POSTED, "do": "post_results", "nct": NCT}]}
