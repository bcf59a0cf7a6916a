"""Words of PubMed's query language: field tags, narrower headings, stop words, words surely indexed, dates."""

import re
from datetime import date, timedelta

# Tag in lower case -> (what it looks in, how QueryTranslation spells it).
TAGS = {
    "tiab": ("tiab", "Title/Abstract"), "title/abstract": ("tiab", "Title/Abstract"),
    "ti": ("title", "Title"), "title": ("title", "Title"),
    "tw": ("all", "Text Word"), "text word": ("all", "Text Word"),
    "all": ("all", "All Fields"), "all fields": ("all", "All Fields"),
    "mh": ("mesh", "MeSH Terms"), "mesh": ("mesh", "MeSH Terms"), "mesh terms": ("mesh", "MeSH Terms"),
    "mh:noexp": ("mesh", "MeSH Terms:noexp"), "mesh:noexp": ("mesh", "MeSH Terms:noexp"),
    "sh": ("subheading", "MeSH Subheading"), "mesh subheading": ("subheading", "MeSH Subheading"),
    "pt": ("type", "Publication Type"), "publication type": ("type", "Publication Type"),
    "la": ("language", "Language"), "language": ("language", "Language"),
    "sb": ("filter", "Filter"), "filter": ("filter", "Filter"), "subset": ("filter", "Filter"),
    "au": ("author", "Author"), "author": ("author", "Author"),
    "ta": ("journal", "Journal"), "journal": ("journal", "Journal"),
    "aid": ("id", "Article Identifier"), "doi": ("id", "Article Identifier"),
    "si": ("databank", "Secondary Source ID"), "secondary source id": ("databank", "Secondary Source ID"),
    "uid": ("uid", "UID"), "pmid": ("uid", "UID"),
    "crdt": ("crdt", "Date - Create"), "date - create": ("crdt", "Date - Create"),
    "edat": ("edat", "Date - Entry"), "date - entry": ("edat", "Date - Entry"), "entrez date": ("edat", "Date - Entry"),
    "dp": ("dp", "Date - Publication"), "pdat": ("dp", "Date - Publication"),
    "date - publication": ("dp", "Date - Publication"), "publication date": ("dp", "Date - Publication"),
    "mhda": ("mhda", "Date - MeSH"), "date - mesh": ("mhda", "Date - MeSH"),
    "lr": ("revised", "Date - Modification"), "mdat": ("revised", "Date - Modification"),
    "date - modification": ("revised", "Date - Modification"),
}  # fmt: skip
DAYS = {"crdt", "edat", "dp", "mhda", "revised"}
# Narrower headings that a [Mesh] search takes in; a few of this field, typed by hand.
NARROWER = {
    "multiple sclerosis": ("multiple sclerosis, relapsing-remitting", "multiple sclerosis, chronic progressive"),
    "hematopoietic stem cell transplantation": ("peripheral blood stem cell transplantation",),
}
STOPWORDS = frozenset(
    "a about an and are as at be by for from in into is of on or that the this to was with".split()  # noqa: SIM905
)
# Words that PubMed's index surely holds, whatever few records a test serves.
LEXICON = frozenset(
    [
        "multiple",
        "sclerosis",
        "rrms",
        "spms",
        "ppms",
        "hematopoietic",
        "haematopoietic",
        "hemopoietic",
        "haemopoietic",
        "stem",
        "cell",
        "cells",
        "transplantation",
        "transplant",
        "bone",
        "marrow",
        "peripheral",
        "blood",
        "autologous",
        "conditioning",
        "ahsct",
        "auto",
        "hsct",
        "hscts",
        "asct",
        "abmt",
        "immunoablat",
        "immunosuppress",
        "high",
        "dose",
        "intense",
        "hdit",
        "autoimmune",
        "diseases",
        "retracted",
        "publication",
        "retraction",
        "of",
        "published",
        "erratum",
        "randomized",
        "controlled",
        "trial",
        "humans",
        "animals",
        "english",
        "placebo",
        "review",
    ]
)


def read_days(text: str) -> tuple[date, date] | None:
    """The first and last day that a date means: 2021, 2021/05, 2021/05/04; 3000 is the end of time."""
    found = re.fullmatch(r"(\d{4})(?:[/-](\d{1,2})(?:[/-](\d{1,2}))?)?", text.strip())
    if found is None:
        return None
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    try:
        if day:
            return date(year, month, day), date(year, month, day)
        first = date(year, month or 1, 1)
        following = date(year + (month in (0, 12)), month % 12 + 1 if month else 1, 1)
    except ValueError:
        return None
    return first, following - timedelta(days=1)
