"""Addresses that may be linked: built from a number that was checked, never taken over from a text."""

import re

_PMID = re.compile(r"[1-9][0-9]{0,8}")
_DOI = re.compile(r"10\.[0-9]{4,9}/[-._;()/:A-Za-z0-9]+")  # what nearly every DOI is; another one is shown, not linked
_NCT = re.compile(r"NCT[0-9]{8}")


def pubmed_link(pmid: str | None) -> str | None:
    """Return the address of the record at PubMed, None for what is no PMID."""
    if pmid is None or _PMID.fullmatch(pmid) is None:
        return None
    return f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/"


def doi_link(doi: str | None) -> str | None:
    """Return the address of the DOI, None for what could be anything else in an address."""
    if doi is None or _DOI.fullmatch(doi) is None:
        return None
    return f"https://doi.org/{doi}"


def trial_link(number: str) -> str | None:
    """Return the address of the trial at ClinicalTrials.gov, None for numbers of other registers."""
    return f"https://clinicaltrials.gov/study/{number}" if _NCT.fullmatch(number) is not None else None
