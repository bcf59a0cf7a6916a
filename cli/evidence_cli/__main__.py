"""Lets `python -m evidence_cli` do what `evidence` does."""

from evidence_cli.main import main

main()
