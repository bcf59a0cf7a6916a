"""Turns stored rows into text, markdown, JSON, CSV and HTML."""
