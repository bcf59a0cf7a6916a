"""How many patients a study has where groups, denominators and losses tell it, and which numbers are only a part."""

from pathlib import Path

import pytest

from evidence.reading import Reader, compile_reader, read_article
from evidence.records.article import AbstractSection, Article
from evidence.topics.vocabulary import load_vocabulary

ALONE = "Autologous haematopoietic stem cell transplantation in multiple sclerosis"
AGAINST = "AHSCT versus alemtuzumab in multiple sclerosis: a cohort comparison"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return compile_reader(load_vocabulary(Path(__file__).parent.parent / "evidence/topics/hsct_ms"))


def patients(reader: Reader, text: str, *, title: str = ALONE, label: str | None = "RESULTS") -> int | None:
    report, _ = read_article(Article("97000001", 1, title, (AbstractSection(label, None, text),)), reader)
    return report.facts.n_patients


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One (4%) of 23 patients died of the transplant.", 23),
        ("Seven (35%) out of 20 patients died.", 20),
        ("Twenty-six of 28 enrolled underwent the transplant.", 26),
        ("Thirty of 33 patients enrolled were transplanted.", 30),
        ("We enrolled 33 patients. Four of 33 enrolled received antibiotics.", 33),
        ("We measured antibodies in 9 of the patients treated at two hospitals.", 9),
        ("Scores were measured in 31 patients. Two died and one dropped out, thus 28 were analysed.", 31),
        ("We traced 31 patients; three had moved, so that 28 were examined.", 28),
        ("Twelve patients with relapsing-remitting (RR, n = 5) or secondary progressive (SP, n = 7) MS had it.", 12),
    ],
)
def test_denominators_and_losses_tell_the_patients(reader: Reader, text: str, expected: int) -> None:
    assert patients(reader, text) == expected


def test_a_drug_that_failed_makes_no_arm(reader: Reader) -> None:
    text = (
        "Here 22 progressive patients, worse despite conventional interferon beta, had BEAM. Fifteen patients answered."
    )
    assert patients(reader, text, label=None) == 22


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thirty patients with AHSCT and 41 with alemtuzumab were included.", 71),
        ("Twenty patients with AHSCT and twenty-one treated with alemtuzumab, all active, were seen yearly.", 41),
        ("In total, 30 adults given AHSCT and 41 on alemtuzumab were compared.", 71),
        ("We included 80 adults. Five patients with AHSCT and 3 on alemtuzumab were seen with shingles.", 80),
        ("We followed 40 AHSCT-treated, 50 alemtuzumab-treated, and 1,100 rituximab-treated patients.", 1190),
        ("Of 62 adults randomised, 30 had AHSCT. Worsening was seen in 4 vs 6 adults.", 62),
    ],
)
def test_the_groups_of_a_comparison_are_the_patients_together(reader: Reader, text: str, expected: int) -> None:
    assert patients(reader, text, title=AGAINST) == expected
