"""Prints how the reader does on many made-up abstracts: python -m tests.sentences [COUNT] [SEED]."""

import sys

from tests.sentences.scoring import score
from tests.sentences.table import draw_table, draw_wrong

if __name__ == "__main__":
    count, seed = (*map(int, sys.argv[1:3]), *(20_000, 1)[len(sys.argv) - 1 :])
    total = score(count, seed)
    print(draw_table(total))
    print(f"\n{draw_wrong(total)}" if total.wrong else "\nNothing wrong.")
    raise SystemExit(1 if total.wrong else 0)
