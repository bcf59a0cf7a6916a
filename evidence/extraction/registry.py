"""Registry ids in text and in the record's own list; an id is taken as printed, in capitals, without spaces."""

import re

from evidence.extraction.text import normalise
from evidence.quick import Quick, Quicks
from evidence.records.article import Article, article_text

# Each is looked for on its own: where its letters do not stand, that costs next to nothing.
# What may not stand before them is asked behind their letters, which are found at once.
# Base patterns: maia-sh/ctregistries; a space inside a bare NL number is not accepted ("NL 2020": place and year).
_IDS = (
    Quick(r"NCT[\s:#-]{0,2}0\d{7}(?!\d)"),
    Quick(r"ISRCTN[\s-]?\d{8}(?!\d)"),
    Quick(r"20(?<!\d20)\d{2}-[05]\d{5}-\d{2}(?:-\d{2})?(?!\d)"),
    Quick(r"ACTRN[\s:]?126\d{11}(?!\d)"),
    Quick(r"ChiCTR(?:-[A-Z]{2,5}-\d{8}|[\s-]?\d{10})(?!\d)"),
    Quick(r"DRKS[\s]?000\d{5}(?!\d)"),
    Quick(r"NTR(?<![A-Za-z]NTR)[\s-]?\d{2,4}(?!\d)"),
    Quick(r"NL(?<![A-Za-z]NL)(?:-OMON)?\d{3,5}(?!\d)"),
    Quick(r"UMIN[\s]?0000\d{5}(?!\d)"),
    Quick(r"jRCTs?\d{9,10}(?!\d)"),
    Quick(r"JapicCTI-?\d{6}(?!\d)"),
    Quick(r"CTRI/\d{4}/\d{2,3}/\d{6}(?!\d)"),
    Quick(r"IRCT\d{10,}N\d{1,3}(?!\d)"),
    Quick(r"KCT\d{7}(?!\d)"),
    Quick(r"PACTR\d{15,16}(?!\d)"),
    Quick(r"RBR-[0-9a-z]{6,7}"),
    Quick(r"TCTR\d{11}(?!\d)"),
    Quick(r"RPCEC(?<![A-Za-z]RPCEC)[\s-]?0{4}\d{4}(?!\d)"),
    Quick(r"SLCTR/\d{4}/\d{3}(?!\d)"),
    Quick(r"U1111-\d{4}-\d{4}(?!\d)"),
)
_BANKS = ("clinicaltrials", "isrctn", "eudract", "ctis", "anzctr", "chictr", "drks", "ntr", "umin", "jrct", "jprn",
          "japiccti", "ctri", "irct", "cris", "kct", "pactr", "rebec", "rpcec", "repec", "tctr", "slctr",
          "who")  # fmt: skip


_FORMS = Quicks(_IDS)


def find_registry_ids(article: Article) -> tuple[str, ...]:
    """Return the trial registry ids of title, abstract and DataBankList, in order, each once."""
    text = normalise(article_text(article)).text
    found = [match for form in _FORMS.that_may(text) for match in form.finditer(text)]
    found.sort(key=lambda match: match.start())
    told = [_clean(match.group()) for match in found]
    listed = [_clean(accession) for bank, accession in article.registry_ids if _is_registry(bank, accession)]
    return tuple(dict.fromkeys((*told, *listed)))


def _is_registry(bank: str, accession: str) -> bool:
    return any(form.fullmatch(accession.strip()) for form in _IDS) or any(name in bank.lower() for name in _BANKS)


def _clean(printed: str) -> str:
    return re.sub(r"[\s:#]|(?<=NCT)-", "", printed)
