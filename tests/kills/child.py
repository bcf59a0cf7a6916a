"""The program in a process that dies where EVIDENCE_CRASH_AT says: python -m tests.kills.child refresh ...

It asks the stand-in without keeping a pace.
"""

import os

from evidence.sources import ctgov_registry, entrez
from evidence_cli.__main__ import main
from tests.kills.points import arm

if __name__ == "__main__":
    entrez.WITH_KEY = ctgov_registry.PER_SECOND = 1e9
    arm(os.environ.get("EVIDENCE_CRASH_AT"))
    main()
