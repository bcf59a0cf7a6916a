"""Are the guards tested? Each is broken in every small way, and a test must notice: python -m tests.mutants"""
