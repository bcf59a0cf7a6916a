"""Real records of PubMed go out as references and come back as they were."""

from pathlib import Path
from typing import Any

import pytest

from evidence.records.article import Article, Author
from evidence.sources.bulk import read_records
from evidence_cli.render.safe import one_line
from tests.test_export_references import FORMS, READ, WRITE, cited, title

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def articles(real: Path) -> list[Article]:
    files = [real / "hsct_ms_dev.xml", real / "ms_feed.xml.gz"]
    found = [record.article for file in files for record in read_records(file)]
    return list({one.pmid: one for one in found if isinstance(one, Article)}.values())


def names(told: dict[str, Any]) -> list[str]:
    """The authors that were read back; a suffix stands behind or between the names, as the format has it."""
    found = [
        each if isinstance(each, str) else ", ".join(each.values())
        for each in told.get("authors") or told.get("author", [])
    ]
    return [" ".join(sorted(name.replace(",", " ").split())) for name in found]


def name(author: Author) -> str:
    told = (
        (author.collective,)
        if author.collective
        else (author.last_name, author.fore_name or author.initials, author.suffix)
    )
    return " ".join(sorted(one_line(" ".join(part for part in told if part)).replace(",", " ").split()))


@pytest.mark.parametrize("form", FORMS)
def test_every_real_record_comes_back_with_its_title_authors_journal_and_ids(
    articles: list[Article], form: str
) -> None:
    read = READ[form](WRITE[form](cited(*articles)))
    by_pmid = {each.get("accession_number") or each.get("pmid") or each.get("PMID"): each for each in read}
    assert len(by_pmid) == len(articles) > 2000
    for article in articles:
        told = by_pmid[article.pmid]
        journal = told.get("secondary_title") or told.get("journal") or told.get("container-title")
        printed = one_line(article.title)
        assert title(form, told) == ("" if printed.startswith("[Not Available]") else printed), article.pmid
        assert names(told) == [shown for shown in map(name, article.authors) if shown], article.pmid
        assert (journal or "") == one_line(article.journal or ""), article.pmid
        assert (told.get("doi") or told.get("DOI")) == article.doi, article.pmid
