"""Tests against the real services: run by a person, never by a machine."""
