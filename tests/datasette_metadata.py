"""Writes docs/metadata.yaml: what Datasette says of every table and column, from the data dictionary of db/README.md.

    python -m tests.datasette_metadata

Strings are written as JSON, which YAML reads as they are. tests/test_datasette_metadata.py compares file and schema.
"""

import json
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
DICTIONARY, METADATA = ROOT / "db/README.md", ROOT / "docs/metadata.yaml"
DATABASE = "hsct_ms"  # Datasette goes by the name of the file; the topic's code is what it is called by default
TITLE = "HSCT evidence tracker"
DESCRIPTION = (
    "Published literature on AHSCT in MS, read from abstracts, for professionals; no patient data, no advice about a "
    "patient."
)
# What a table is opened with: the column that names a row elsewhere, and the order.
LABELS = {"report": "title", "article": "title", "question": "short_en", "study": "name", "trial": "acronym"}
NEWEST_FIRST = ("run", "answer", "headline", "decision", "judgement", "record_link")
HIDDEN = ("raw_record", "reading", "article_page", "_sqlite_migrations")


def tables(text: str) -> dict[str, dict[str, Any]]:
    """Return table -> description and columns, as the dictionary has them."""
    found = {}
    for chapter in re.split(r"^### ", text.split("## Data dictionary")[1], flags=re.MULTILINE)[1:]:
        name, rest = chapter.split("\n", 1)
        told = rest.split("\n| column |", 1)[0]
        rows = [line.strip("| ").split(" | ") for line in rest.splitlines() if line.startswith("| ")][1:]
        columns = {row[0]: _plain(f"{row[1]} ({row[2]}; source: {row[3]})") for row in rows}
        found[name] = {"description": _plain(told), "columns": columns}
    return found


def _plain(text: str) -> str:
    return " ".join(text.replace("`", "").split())


def metadata(text: str) -> str:
    """Return the YAML."""
    lines = [
        "# Made from the data dictionary in db/README.md: python -m tests.datasette_metadata",
        "# datasette --immutable hsct_ms.db --metadata docs/metadata.yaml",
        f"title: {json.dumps(TITLE)}",
        f"description: {json.dumps(DESCRIPTION)}",
        "databases:",
        f"  {DATABASE}:",
        "    tables:",
    ]
    for name, told in tables(text).items():
        said = json.dumps(told["description"], ensure_ascii=False)
        lines += [f"      {name}:", *([f"        description: {said}"] if told["description"] else [])]
        lines += [f"        label_column: {LABELS[name]}"] if name in LABELS else []
        lines += ["        sort_desc: id"] if name in NEWEST_FIRST else []
        lines += ["        hidden: true"] if name in HIDDEN else []
        lines += ["        columns:"]
        lines += [
            f"          {json.dumps(column)}: {json.dumps(words, ensure_ascii=False)}"
            for column, words in told["columns"].items()
        ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    METADATA.write_text(metadata(DICTIONARY.read_text(encoding="utf-8")), encoding="utf-8")
