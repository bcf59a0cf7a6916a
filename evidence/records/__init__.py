"""The nouns of the project: frozen values that every other room passes on.

Import from the submodule that has the noun (``from evidence.records.finding import Finding``), so that a
command loads only what it shows. Submodules: article, finding, study, trial, question, answer.
None means not reported; 0 means none happened; a failure is an exception, never a value.
"""
