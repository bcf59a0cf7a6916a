"""show explains a record: what was read and where, how surely, what not; the same in text, HTML and JSON."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from evidence.records.finding import Finding
from evidence.refresh import refresh_from_files
from evidence_db.opening import writing
from tests.cli_runner import Run, made, run  # noqa: F401
from tests.made_evidence import ARTICLE, BARE_RATIO, FINDINGS, NEDA, NO_DEATH, PACKED, make_database
from tests.made_records import COHORT, RETRACTED_COHORT, Made, write_set

BARE = Made("97100031", "Autologous haematopoietic stem cell transplantation in multiple sclerosis: 12 patients", ())
PARTS = replace(
    COHORT,
    pmid="97100032",
    doi=None,
    sections=(
        *COHORT.sections[:2],
        ("RESULTS", "Relapse-free survival at 3 years was 85% (95% CI 74% to 93%). Infection was seen in 8/40 (20%). "
                    "Quality was rated good by 12/30 relatives, and {99%}[1] is no mark of ours."),
    ),
)  # fmt: skip
SECOND = replace(NEDA, arm="comparator", comparator="alemtuzumab", value=37.0, rule="second")
ODD = tuple(
    replace(SECOND, **told)
    for told in (
        {"mark_end": (NEDA.mark_end or 0) + len(" against 37%"), "state": "unbound", "confidence": 0.3,
         "flags": ("arm not told", "time not told", "not told apart")},
        {"outcome": "deaths_any", "mark_start": NO_DEATH.mark_start, "mark_end": NO_DEATH.mark_end},
    )
)  # fmt: skip
OTHERS = (
    replace(PACKED, record="pmid:97100001", pmid="97100001"),
    replace(NEDA, origin="person", rule="person", value=87.0, sentence=None, text_hash=None, mark_start=None),
    replace(NEDA, value=12.0, text_hash="0" * 64),
)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Records as a refresh reads them: a cohort, one retracted, one without abstract, one with unread figures."""
    folder = tmp_path_factory.mktemp("explained")
    path = write_set(folder / "r.xml", [COHORT, RETRACTED_COHORT, BARE, PARTS])
    with writing(folder / "r.db", create=True) as store:
        now = datetime(2026, 11, 20, 1, tzinfo=UTC)
        refresh_from_files([path], "hsct_ms", store, now=now, program_version="0", with_pack=False)
    return folder / "r.db"


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """The made-up record with marks within marks, two figures of the same words, and figures of every origin."""
    return make_database(tmp_path / "odd.db", findings=(*FINDINGS, *ODD, *OTHERS))


def flat(run: Run, *words: str, db: Path | None = None) -> str:
    ran = run("show", *words, db=db)
    assert ran.code == 0, ran.err
    return " ".join(ran.out.split())


def as_read_aloud(page: str) -> str:
    """Return the words of an HTML page, with the signs of the text around its marks."""
    body = page.partition("<body>")[2].replace("<mark ", "{<mark ").replace("</mark>", "}")
    return " ".join(unescape(re.sub(r'<span class="aside">[^<]*</span>|<[^>]+>', "", body)).split())


def entries(run: Run, name: str, db: Path | None = None) -> list[dict[str, Any]]:
    page = json.loads(run("show", name, "--as", "json", db=db).out)["page"]
    return [entry for group in page["figures"] for entry in group["entries"]]


def told(entry: dict[str, Any]) -> dict[str, str]:
    return {fact["label"]: fact["text"] for fact in entry["facts"]}


def test_overlapping_marks_and_two_figures_of_the_same_words_are_all_marked(run: Run, odd: Path) -> None:
    shown = flat(run, "97100001", db=odd)
    assert "was {{88%}[1] against 37%}[2 unbound]. {None of 40}[3, 4] died ({HR 0.45}[5 flagged])." in shown


def test_the_page_marks_the_same_words_as_the_text(run: Run, odd: Path) -> None:
    page = as_read_aloud(run("show", "97100001", "--as", "html", db=odd).out)
    assert "was {{88%}[1] against 37%}[2 unbound]. {None of 40}[3][4] died ({HR 0.45}[5 flagged])." in page


@pytest.mark.parametrize("form", ["text", "html"])
def test_what_is_told_of_each_figure_is_the_same_in_every_form(run: Run, odd: Path, form: str) -> None:
    ran = run("show", "97100001", "--as", form, db=odd).out
    shown = as_read_aloud(ran) if form == "html" else " ".join(ran.split())
    listed = entries(run, "97100001", odd)
    assert [entry["name"] for entry in listed] == [str(number) for number in range(1, 9)]
    for entry in listed:
        assert f"[{entry['name']}] {entry['title']}" in shown
        assert entry["id"] in shown
        assert all(fact["text"] in shown for fact in entry["facts"])


@pytest.mark.parametrize("form", ["text", "html"])
def test_the_facts_of_the_study_are_the_same_in_every_form_and_stand_before_the_abstract(
    run: Run, read: Path, form: str
) -> None:
    ran = run("show", "97100001", "--as", form, db=read).out
    before = (as_read_aloud(ran) if form == "html" else " ".join(ran.split())).rpartition("Abstract, figures marked")[0]
    facts = json.loads(run("show", "97100001", "--as", "json", db=read).out)["page"]["facts"]
    assert {"Design", "Patients", "Had HSCT", "Course", "Follow-up", "Conditioning", "Comparator", "Included",
            "Registers"} <= {fact["label"] for fact in facts}  # fmt: skip
    for fact in facts:
        colon = ":" if form == "text" else ""
        assert re.search(rf"{fact['label']}{colon} ?{re.escape(fact['text'])}", before), fact


def test_a_legend_tells_what_was_read_for_whom_when_how_surely_and_from_which_words(run: Run) -> None:
    shown = told(entries(run, "97100001")[0])
    assert re.fullmatch("w-[0-9a-f]{12}", shown.pop("For review"))
    assert shown == {
        "Read from": '"88%"',
        "Arm": "HSCT",
        "Population": "no course or subgroup told",
        "Time": "24 months",
        "Direction": "counts those free of the event",
        "Statistic": "percent; interval not reported; p not reported; patients behind it not reported",
        "State": "checked (clean): nothing speaks against counting it",
        "Rule": "made; confidence 0.9",
    }


@pytest.mark.parametrize(
    ("change", "label", "words"),
    [
        ({"events": 0, "denominator": 40}, "Statistic", "percent; interval not reported; p not reported; 0 of 40"),
        ({"denominator": 40, "p": "<.001"}, "Statistic", "interval not reported; p < 0.001; n = 40"),
        ({"ci_low": 0.0, "ci_high": 93.0, "ci_level": 90.0}, "Statistic", "percent; 90% CI 0 to 93; p not"),
        ({"population": "SPMS; gd_positive"}, "Population", "SPMS, enhancing lesions"),
        ({"statistic": "mean", "value_kind": "change"}, "Statistic", "mean; change; interval"),
        ({"statistic": "mean_difference", "value_kind": "difference"}, "Statistic", "mean difference; interval"),
        ({"timepoint_months": 0.0}, "Time", "0 months"),
        ({"timepoint_months": None}, "Time", "not reported"),
        ({"regimen": "BEAM/ATG"}, "Regimen", "BEAM/ATG"),
        ({"arm": "comparator", "comparator": "alemtuzumab"}, "Arm", "comparator: alemtuzumab"),
        ({"direction": "event"}, "Direction", "counts those with the event"),
        ({"direction": None}, "Direction", "not reported"),
        ({"statistic": "mean", "direction": "lower_better"}, "Direction", "lower is better"),
        ({"statistic": "hazard_ratio", "direction": "event"}, "Direction", "ratio of events"),
        ({"statistic": "median", "unit": "months", "direction": "event"}, "Direction", "later is better"),
        ({"statistic": "mean", "unit": "years", "outcome": "edss_improved", "direction": "higher_better"}, "Direction",
         "sooner is better"),
        ({"statistic": "mean", "unit": "days", "outcome": "infection", "direction": "event"}, "Direction",
         "lower is better"),
        ({"statistic": "odds_ratio", "direction": "event_free"}, "Direction", "ratio of being free of the event"),
        ({"state": "flagged", "flags": ("count and percent differ",)}, "State",
         "flagged, so no answer counts it: count and percent differ"),
        ({"state": "unbound", "flags": ("arm not told", "not told apart", "decimal comma")}, "State",
         "no answer counts it; missing: arm, what tells it from another figure of its sentence; decimal comma"),
    ],
)  # fmt: skip
def test_what_is_special_about_a_figure_is_told_in_words(
    run: Run, tmp_path: Path, change: dict[str, Any], label: str, words: str
) -> None:
    figure: Finding = replace(NEDA, **change)
    assert words in told(entries(run, "97100001", make_database(tmp_path / "one.db", findings=(figure,)))[0])[label]


def test_figures_of_the_pack_of_people_and_of_an_earlier_text_follow_under_their_own_headings(
    run: Run, odd: Path
) -> None:
    groups = json.loads(run("show", "97100001", "--as", "json", db=odd).out)["page"]["figures"]
    assert [(group["heading"], len(group["entries"])) for group in groups] == [
        ("Figures read from this text", 5),
        ("Figures confirmed or corrected by a person", 1),
        ("Figures from the evidence pack", 1),
        ("Figures read from an earlier version of the text", 1),
    ]
    packed = told(groups[2]["entries"][0])
    assert packed["Read from"] == "the evidence pack, https://pubmed.ncbi.nlm.nih.gov/97100001/"
    assert (packed["Rule"], packed["State"]) == (
        "none: from the evidence pack",
        "checked (clean): nothing speaks against counting it",
    )


@pytest.mark.parametrize("form", ["text", "html"])
def test_figures_that_were_not_read_are_marked_and_listed_with_their_sentence(run: Run, read: Path, form: str) -> None:
    ran = run("show", "97100032", "--as", form, db=read).out
    shown = as_read_aloud(ran) if form == "html" else " ".join(ran.split())
    left = json.loads(run("show", "97100032", "--as", "json", db=read).out)["page"]["abstract"]["unread"]
    words = [figure["words"] for sentence in left for figure in sentence["figures"]]
    assert words[-2:] == ["12/30", "99%"]
    assert not {"85%", "95% CI 74% to 93%", "8/40 (20%)"} & set(words)
    assert f"Figures in the text that were not read: {len(words)}" in shown
    assert f"[u{len(words)}] 99%" in shown
    assert "Quality was rated good by 12/30 relatives" in shown.rpartition("were not read")[2]
    assert f"12/30}}{'}' if form == 'text' else ''}[u{len(words) - 1} not read] relatives" in shown


def test_braces_in_a_text_cannot_feign_a_mark(run: Run, read: Path) -> None:
    shown = flat(run, "97100032", db=read)
    assert "{{words}}[1] are what figure 1" in shown
    assert re.search(r"and \{\{\{99%\}\}\[u\d+ not read\]\}\[1\] is no mark", shown)


@pytest.mark.parametrize("form", ["text", "html", "json"])
def test_a_record_without_an_abstract_says_so(run: Run, read: Path, form: str) -> None:
    assert "PubMed has no abstract of this record." in run("show", "97100031", "--as", form, db=read).out


@pytest.mark.parametrize("form", ["text", "html"])
def test_a_record_that_only_the_pack_has_shows_its_figures_and_why_there_is_no_text(run: Run, form: str) -> None:
    shown = " ".join(run("show", "cite:jansen2019", "--as", form).out.split())
    assert "the evidence pack holds facts and figures, and no text" in shown
    assert "Figures from the evidence pack: 2" in shown
    assert "not read" not in shown
    assert "https://example.org/jansen" in shown


@pytest.mark.parametrize("form", ["text", "html"])
def test_a_retraction_stands_before_everything_else(run: Run, read: Path, form: str) -> None:
    shown = run("show", "97100006", "--as", form, db=read).out
    assert shown.index("STANDING") < shown.index("CORRECTION") < shown.index("Citation")
    assert "retracted: not evidence" in shown


def test_a_record_without_figures_says_so(run: Run, tmp_path: Path) -> None:
    none = make_database(tmp_path / "none.db", findings=())
    for form in ("text", "html"):
        assert "No figure was read from this record." in run("show", "97100001", "--as", form, db=none).out
    assert "{88%}[u1 not read] against {37%}[u2 not read]. {None of 40}" not in flat(run, "97100001", db=none)
    assert "{88%}[u1 not read] against {37%}[u2 not read]. None of 40 died" in flat(run, "97100001", db=none)


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("name", ["97100001", "cite:jansen2019", "study:vries", "MADE-MS"])
def test_lines_end_without_spaces_and_are_as_wide_as_asked_for(run: Run, odd: Path, name: str, columns: int) -> None:
    lines = run("show", name, db=odd, columns=columns).out.splitlines()
    assert [line for line in lines if line != line.rstrip()] == []
    assert [line for line in lines if len(line) > columns and "http" not in line] == []


def test_our_own_signs_are_ascii(run: Run, read: Path) -> None:
    assert run("show", "97100032", db=read).out.isascii()


def test_a_title_is_in_the_text_only_where_a_figure_of_it_is_marked(run: Run, tmp_path: Path) -> None:
    assert "Title:" not in run("show", "97100001").out
    article = replace(ARTICLE, title="Half, 50%, were free")
    shown = flat(run, "97100001", db=make_database(tmp_path / "t.db", articles=(article,), findings=(BARE_RATIO,)))
    assert "Title: Half, {50%}[u1 not read], were free" in shown


def test_a_figure_whose_words_are_in_two_passages_is_listed_with_its_sentence(run: Run, tmp_path: Path) -> None:
    across = replace(NEDA, mark_start=0)
    shown = flat(run, "97100001", db=make_database(tmp_path / "across.db", findings=(across,)))
    assert 'Read from: the sentence "NEDA at two years was 88% against 37%."' in shown
    assert "NEDA at two years was 88% against {37%}[u1 not read]" in shown


@pytest.mark.real
def test_every_figure_of_a_real_record_is_marked_in_text_and_page(run: Run, real: Path, tmp_path: Path) -> None:
    with writing(tmp_path / "real.db", create=True) as store:
        now = datetime(2026, 11, 20, tzinfo=UTC)
        paths = [real / "hsct_ms_dev.xml"]
        refresh_from_files(paths, "hsct_ms", store, now=now, program_version="0", with_pack=False)
    reports = json.loads(run("studies", "--reports", "--as", "json", db=tmp_path / "real.db").out)["reports"]
    for row in reports:
        document = json.loads(run("show", row["record"], "--as", "json", db=tmp_path / "real.db").out)
        named = [entry["name"] for group in document["page"]["figures"] for entry in group["entries"]]
        text = flat(run, row["record"], db=tmp_path / "real.db")
        page = as_read_aloud(run("show", row["record"], "--as", "html", db=tmp_path / "real.db").out)
        for name in named:
            assert re.search(rf"\}}\[(\d+[a-z ]*, )*{name}[, \]]", text), (row["record"], name)
            assert re.search(rf"[}}\]]\[{name}[ \]]", page), (row["record"], name)
