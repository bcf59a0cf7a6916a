"""Abstracts -> findings: figures with their sentence, bound to outcome, arm and time, or shown as unbound."""

from evidence.extraction.reader import READER_VERSION, Reader, compile_reader, read_facts, read_findings, read_whole

__all__ = ["READER_VERSION", "Reader", "compile_reader", "read_facts", "read_findings", "read_whole"]
