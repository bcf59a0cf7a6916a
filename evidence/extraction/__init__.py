"""Abstracts -> findings: figures with their sentence, bound to outcome, arm and time, or shown as unbound."""

from evidence.extraction.reader import Reader, compile_reader, read_facts, read_findings, read_whole

__all__ = ["Reader", "compile_reader", "read_facts", "read_findings", "read_whole"]
