"""Rows of the fault matrix about content: what a record holds cannot break the reader or become another figure."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import random
import re
import resource
import time
import unicodedata
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from evidence.errors import EvidenceError
from evidence.extraction.intervals import find_intervals
from evidence.extraction.registry import find_registry_ids
from evidence.extraction.text import normalise
from evidence.records.article import AbstractSection, Article
from evidence.sources.bulk import read_records
from evidence.sources.pubmed_xml import read_record
from evidence.sources.xml_split import split_elements
from evidence_cli.commands import report, show, status
from tests.conftest import Figure
from tests.fakes.loopback import loopback
from tests.fakes.made import made_records
from tests.made_night import Scene, scene, second, yesterday  # noqa: F401
from tests.made_records import COHORT

WORST = (Path(__file__).parent / "fixtures/pubmed/worst_cases.xml").read_bytes()
RECORDS = [piece.raw for piece in split_elements(iter((WORST,)), "a fixture") if piece.name == "PubmedArticle"]
assert len(RECORDS) >= 4


# New elements, attributes and values


def renamed(raw: bytes, dice: random.Random) -> bytes:
    """The record with a few of its names and values replaced by ones that NLM may invent."""
    for _ in range(dice.randint(1, 4)):
        kind = dice.choice(("element", "attribute", "value", "extra"))
        if kind == "element":
            names = sorted(set(re.findall(rb"<([A-Z]\w+)", raw)) - {b"PubmedArticle", b"MedlineCitation", b"PMID"})
            name = dice.choice(names)
            raw = re.sub(rb"(</?)" + name + rb"(?=[\s/>])", rb"\g<1>New" + name, raw)
        elif kind == "extra":
            raw = raw.replace(b"</Article>", b'<AiSummary Model="x">Short <b>text</b></AiSummary></Article>', 1)
        else:
            found = re.finditer(rb' (\w+)="([^"<&]*)"', raw)
            places = [one for one in found if one[1] not in (b"Version", b"xmlns")]
            if not places:
                continue
            place = dice.choice(places)
            new = b' New%s="%s"' % (place[1], place[2]) if kind == "attribute" else b' %s="InOrbit"' % place[1]
            raw = raw[: place.start()] + new + raw[place.end() :]
    return raw


@pytest.mark.fault("F32")
def test_a_name_or_value_that_nlm_invents_tomorrow_is_read_past_and_noted() -> None:
    noted = 0
    for seed in range(600):
        dice = random.Random(seed)
        original = dice.choice(RECORDS)
        record = read_record(renamed(original, dice))
        assert record.pmid == read_record(original).pmid
        noted += bool(record.unknown)
    assert noted > 300


# Hostile characters


HOSTILE = {*range(32), 127, *range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x2028, 0x2029}


def hostile(text: str) -> list[str]:
    """Characters that steer a terminal or turn a line round; the escapes of our own colours are none in a pipe."""
    return [hex(ord(one)) for one in text if ord(one) in HOSTILE - {10}]


@loopback
@pytest.mark.fault("F34")
@pytest.mark.parametrize("action", ["control_chars", "control_chars:esc"])
def test_no_output_carries_a_character_that_steers_the_reader_s_screen(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, action: str
) -> None:
    for module in (report, show, status):
        monkeypatch.setattr(module, "current_time", lambda: scene.now)
    scene.up.fault("*", action)
    assert scene.refresh().code in (0, 3, 65, 75)
    outputs = [
        ("report",), ("report", "--as", "json"), ("report", "--as", "markdown"), ("status",), ("trials",),
        ("studies", "--reports"), ("studies", "--reports", "--as", "csv"),
        ("show", COHORT.pmid), ("show", COHORT.pmid, "--as", "json"), ("show", "NCT90000001"), ("findings",),
        ("changes",), ("search", "multiple"),
    ]  # fmt: skip
    held = scene.rows("SELECT count(*) FROM article") if scene.db.exists() else [(0,)]
    for words in outputs:
        ran = scene.call(*words)
        assert (words, hostile(ran.out)) == (words, [])
        assert (words, hostile(ran.err)) == (words, [])
    assert held == [(6,)] or action.endswith("esc")  # XML with an escape is no XML


# Figures


LEVELS = ("95% CI ", "95% CI: ", "95%CI=", "95% confidence interval, ", "CI ")
PAIRS = ("{}-{}", "{}\u2013{}", "{} to {}", "{}, {}", "{}; {}")
POINTS = (".", "\u00b7")
SPACES = (" ", "\u2009", "\u00a0")
VALUES = (("0.19", "1.02"), ("-0.009", "0.060"))


def printed() -> Iterator[tuple[str, float, float]]:
    for level, pair, point, space, (low, high) in product(LEVELS, PAIRS, POINTS, SPACES, VALUES):
        shown = pair.format(low.replace(".", point), high.replace(".", point))
        yield f"HR 0{point}71 [{level}{shown}]".replace(" ", space), float(low), float(high)


@pytest.mark.fault("F38")
def test_an_interval_in_any_print_is_itself_or_is_not_read(figure: Figure) -> None:
    told = list(printed())
    unread = 0
    for text, low, high in told:
        found = find_intervals(normalise(text).text)
        assert all((one.low, one.high) == (low, high) for one in found), (text, found)
        unread += not found
    assert len(told) == 300
    assert unread / len(told) <= 0.05
    figure(f"300 prints of an interval: 0 wrong, {unread} not read")


@pytest.mark.fault("F39")
def test_numbers_of_registers_are_read_whole_and_nothing_else_is_one() -> None:
    good = {
        "NCT03477500": "NCT03477500", "(NCT01895244)": "NCT01895244", "ISRCTN88667898": "ISRCTN88667898",
        "EudraCT number 2007-000064-24": "2007-000064-24", "EU CT 2024-510630-40-00": "2024-510630-40-00",
        "ACTRN12613000339752": "ACTRN12613000339752", "ChiCTR2000030000": "ChiCTR2000030000",
        "DRKS00012345": "DRKS00012345", "UMIN000012345": "UMIN000012345", "NTR1912": "NTR1912",
        "CTRI/2018/05/014021": "CTRI/2018/05/014021", "PACTR201811111111111": "PACTR201811111111111",
    }  # fmt: skip
    none = ("NCT123", "NCT034775001", "in 2007-2024", "NL 2020", "grant 2019-11111", "ISRCTN1")

    def read(text: str) -> tuple[str, ...]:
        section = AbstractSection(None, None, f"Registered as {text}.")
        return tuple(find_registry_ids(Article("97000001", 1, "T", (section,))))

    assert {text: read(text) for text in good} == {text: (number,) for text, number in good.items()}
    assert {text: read(text) for text in none} == dict.fromkeys(none, ())


# Damage and volume


@pytest.mark.fault("F36")
def test_a_record_of_which_a_byte_fell_over_is_refused_in_our_words_or_read(tmp_path: Path) -> None:
    refused = 0
    place = tmp_path / "damaged.xml"
    for seed in range(400):
        dice, body = random.Random(seed), bytearray(WORST)
        for _ in range(dice.randint(1, 3)):
            body[dice.randrange(len(body))] ^= 1 << dice.randrange(8)
        place.write_bytes(bytes(body))
        try:
            list(read_records(place))
        except EvidenceError:
            refused += 1
    assert refused > 200


@pytest.mark.slow
@loopback
@pytest.mark.fault("F37")
def test_twenty_thousand_records_are_taken_from_a_file_in_time_and_in_little_memory(
    second: Scene, figure: Figure
) -> None:
    place = second.folder / "many.xml"
    with place.open("wb") as handle:
        handle.write(b"<PubmedArticleSet>")
        for record in made_records(20_788, first=97_200_000, topic=0.02):
            handle.write(record.raw + b"\n")
        handle.write(b"</PubmedArticleSet>")
    began = time.monotonic()

    def act() -> int:
        code = second.command("--from", str(place), "--full")
        print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")
        return code

    code, said = second.in_child(act)
    took = time.monotonic() - began
    assert code == 0, said
    assert second.rows("SELECT count(*) FROM article WHERE pmid >= '97200000' AND pmid < '97300000'") == [(20_788,)]
    figure(f"{20_788 / took:.0f} records a second; {said.splitlines()[-1]}")
    assert 20_788 / took > 200


@pytest.mark.slow
@loopback
@pytest.mark.fault("F53")
def test_a_database_of_ten_years_still_has_quick_nights(second: Scene, figure: Figure) -> None:
    from evidence.intake import Intake
    from evidence.sources.bulk import XML, SourceRecord
    from evidence.topics import load_topic
    from evidence_db.opening import writing
    from tests.made_night import compile_once

    reader = compile_once(load_topic(str(second.topic)).vocabulary)
    with writing(second.db, create=False) as store:
        intake = Intake(store, reader, live=False)
        for record in made_records(100_000, first=97_200_000, topic=0.01):
            intake.take(SourceRecord(XML, record.raw, read_record(record.raw), None))
    assert second.rows("SELECT count(*) FROM article") == [(100_006,)]
    assert second.refresh("--accept").code in (0, 3)  # reads what is new together with the pack of the topic
    second.up.journal().clear()
    began = time.monotonic()
    assert second.next_night().code == 0
    took, size = time.monotonic() - began, second.db.stat().st_size / 2**20
    began = time.monotonic()
    assert second.call("report").code == 0
    figure(f"100,006 records: {size:.0f} MiB, a quiet night {took:.1f} s, a report {time.monotonic() - began:.2f} s")
    assert took < 120


def test_what_is_hostile_is_known_to_be_so() -> None:
    assert hostile("a\x1b[0m\u202e\u0085") == ["0x1b", "0x202e", "0x85"]
    assert unicodedata.category("\u202e") == "Cf"
