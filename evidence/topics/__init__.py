"""Reads and checks a topic folder."""
