"""Abstracts -> findings: every figure with its sentence, bound to an outcome, an arm and a time, or shown as unbound."""

from evidence.extraction.reader import READER_VERSION, Reader, compile_reader, read_facts, read_findings

__all__ = ["READER_VERSION", "Reader", "compile_reader", "read_facts", "read_findings"]
