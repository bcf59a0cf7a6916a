"""Made-up abstracts with known figures: what the reader of abstracts must never get wrong."""
