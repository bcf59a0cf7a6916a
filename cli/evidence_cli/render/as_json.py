"""Documents and rows as JSON: stable order, no NaN, and harmless on a terminal."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from evidence_cli.render.safe import json_safe


def document_json(document: Mapping[str, Any]) -> str:
    """Return the document as indented JSON in the order of its fields; raises ValueError for NaN."""
    return json_safe(json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2)) + "\n"


def lines_json(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return one JSON object a line; raises ValueError for NaN."""
    return "".join(json_safe(json.dumps(row, ensure_ascii=False, allow_nan=False)) + "\n" for row in rows)
