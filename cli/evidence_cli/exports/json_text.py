"""JSON that may stand in a page: the same values, with no sign in it that HTML or a terminal would act on."""

import json
from typing import Any

from evidence_cli.render.safe import json_safe

_IN_PAGES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def json_text(value: Any) -> str:
    """Return the value as indented JSON; raises ValueError for NaN."""
    shown = json_safe(json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2))
    for sign, escape in _IN_PAGES.items():
        shown = shown.replace(sign, escape)
    return f"{shown}\n"
