"""Reads figures out of abstracts: text, numbers, outcomes, arms, times, facts, checks."""
