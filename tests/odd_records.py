"""Records as the DTD allows and nobody writes them, by seed: nested markup, repeated labels, numbers everywhere."""

import random
from xml.sax.saxutils import escape, quoteattr

_PHRASES = """
NEDA was 84% (95% CI 64-97; p<0.001) at 2 years|no deaths occurred|none of the 24 patients had a relapse
two patients died|hazard ratio 0.29 [95% CI 0.13 to 0.63]|HR|OR 1.2|(RR 0.5
EDSS improved from 6.0 to 4.5|mean EDSS|median|at 5 and 10 years
RRMS|SPMS and PPMS|AHSCT|alemtuzumab|versus|compared with none in|respectively
transplant-related mortality|TRM was 0%
progression-free survival at 3, 5 and 10 years was 81%, 72% and 44%|8 of 25 (31%)|16/22 patients (72.1%)|ARR 0.05 v 0.3
brain volume|0.21%/year|p = 0.04|p|95% CI|(range|from 1 to|of of|no no|n=|n = 12, 4%|one hundred and twenty|twenty-one
BEAM/ATG|cyclophosphamide 200 mg/kg|relapse|relapse-free survival|malignancy|pregnancies|infections|SMD -0.48|defined as
in all|At baseline,|before transplantation|Results:|Methods and results: |e.g.|i.e.|no.|vs.|and|or|with|in|the|who
; |: |, |. |! |? | - |who|1,024|12,5|0\u00b771|15\u2009946|\u22120.9|\u00b10.3|10 (\u00b17)%
.27|1.2.3|00|9999999999|1e5|\u0663|\u00b2|\u00bd
100%|%|<|>|&|\u2264|\u2265
(|)|[|]|((|))|(((|]]|{|"|'|\u201c|\u2026|...|/|\\|*|+|?|^|$|.|\u200b|\ufeff|\u00ad|\u00a0|\u2028|\u0085|\u009f|\ufffd|\ue000|\U0001f9ec
""".replace("\n", "|").strip("|").split("|")  # fmt: skip
_SPACES = (" ", " ", " ", " ", "", "\n", "\t", "&#13;", "&#9;", "  ", "\u2009", "\u00a0")
_TAGS = ("i", "b", "u", "sup", "sub")
_LABELS = (
    "RESULTS",
    "RESULTS",
    "METHODS",
    "BACKGROUND",
    "CONCLUSIONS",
    "",
    " ",
    "1",
    "(",
    "FINDINGS: AND",
    "R\u00c9SULTATS",
    "x" * 300,
)
_CATEGORIES = ("RESULTS", "METHODS", "UNASSIGNED", "NEW ONE")


def odd_record(seed: int) -> bytes:
    """Return one PubmedArticle in XML; the same for the same seed."""
    rng = random.Random(seed)
    title = _marked(rng, rng.choice((0, 1, 5, 30)))
    sections = "".join(_section(rng) for _ in range(rng.choice((0, 1, 1, 2, 4, 9))))
    abstract = f"<Abstract>{sections}</Abstract>" if sections else ""
    return (
        f'<PubmedArticle><MedlineCitation Status="Publisher" Owner="NLM"><PMID Version="1">{97_900_000 + seed}</PMID>'
        '<Article PubModel="Print"><Journal><JournalIssue CitedMedium="Internet"><PubDate><Year>2021</Year></PubDate>'
        f"</JournalIssue></Journal><ArticleTitle>{title}</ArticleTitle>{abstract}<Language>eng</Language></Article>"
        "</MedlineCitation></PubmedArticle>"
    ).encode()


def _section(rng: random.Random) -> str:
    label = rng.choice((None, *_LABELS))
    category = rng.choice((None, None, *_CATEGORIES))
    told = f" Label={quoteattr(label)}" if label is not None else ""
    told += f" NlmCategory={quoteattr(category)}" if category is not None else ""
    words = _marked(rng, rng.choice((0, 1, 3, 10, 20, 40, 40, 150)))
    return f"<AbstractText{told}>{words}</AbstractText>"


def _marked(rng: random.Random, count: int) -> str:
    """Return so many phrases, some inside markup, some of them markup inside markup."""
    parts = []
    for _ in range(count):
        words = escape(rng.choice(_PHRASES) if rng.random() < 0.9 else str(rng.randrange(10 ** rng.randrange(1, 9))))
        while rng.random() < 0.08:
            tag = rng.choice(_TAGS)
            words = f"<{tag}>{words}</{tag}>"
        parts.append(words + rng.choice(_SPACES))
    return "".join(parts)
