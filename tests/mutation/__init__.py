"""Each record that supports a status is retracted, republished, doubted, corrected, updated; what follows is checked.

python -m tests.mutation
"""
