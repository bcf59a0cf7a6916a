"""How many abstracts a second are read whole (screened, facts, figures) on one core, of those that pass screening.

    python tests/benchmarks/reading.py [FILE...]

Without files the made-up abstracts of the tests; with them, PubMed XML or .nbib. Bar: 200 a second, the median of five
rounds of processor time; exit code 1 below it. A busy neighbour slows a processor, too: the time that ten million
additions take stands beside the rate.
"""
# ruff: noqa: E402 - the rooms are put on the path first

import platform
import re
import statistics
import sys
import time
from pathlib import Path

for room in ("", "db"):
    sys.path.insert(0, str(Path(__file__).parents[2] / room))

import evidence.topics
from evidence.extraction.reader import has_own_figures
from evidence.reading import Reader, compile_reader, read_article
from evidence.records.article import Article
from evidence.screening import screen
from evidence.sources.bulk import read_records
from evidence.topics.vocabulary import load_vocabulary
from evidence.versions import READER_VERSION, SCREENER_VERSION
from tests.abstracts import abstracts

BAR, ROUNDS, AT_LEAST = 200, 5, 300


def passing(names: list[str], reader: Reader) -> list[Article]:
    """The articles whose figures are read, repeated until there are enough for a round."""
    found = [record.article for name in names for record in read_records(Path(name)) if record.article is not None]
    articles = found if names else [abstract.article for abstract in abstracts()]
    kept = [article for article in articles if has_own_figures(screen(article, reader.screener))]
    return kept * -(-AT_LEAST // len(kept))


def a_second(articles: list[Article], reader: Reader) -> float:
    started = time.process_time()
    for article in articles:
        read_article(article, reader)
    return len(articles) / (time.process_time() - started)


def machine() -> str:
    told = Path("/proc/cpuinfo")
    named = re.search(r"model name\s*:\s*(.+)", told.read_text(encoding="utf-8")) if told.exists() else None
    processor = named[1] if named else platform.processor() or platform.machine()
    return f"{processor}; {platform.system()}; Python {platform.python_version()}"


def additions() -> float:
    """Seconds of processor time that ten million additions take: what this core is worth just now."""
    started, total = time.process_time(), 0
    for number in range(10_000_000):
        total += number
    return time.process_time() - started


def main(names: list[str]) -> int:
    reader = compile_reader(load_vocabulary(Path(evidence.topics.__file__).parent / "hsct_ms"))
    articles = passing(names, reader)
    rates = [a_second(articles, reader) for _ in range(ROUNDS + 1)][1:]  # the first round warms the caches
    median = statistics.median(rates)
    print(
        f"read: {median:.0f} abstracts a second (median of {ROUNDS}; {min(rates):.0f} to {max(rates):.0f}; bar {BAR})"
    )
    print(f"{len(set(articles))} different abstracts that pass screening; {machine()}")
    print(f"ten million additions: {additions():.2f} s")
    print(f"screener {SCREENER_VERSION}, reader {READER_VERSION}")
    return 0 if median >= BAR else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
