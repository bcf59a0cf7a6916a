"""The report of every first of the month since 2000: the same bytes however the records came, and what flipped.

python -m tests.replay
"""
