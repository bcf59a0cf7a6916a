"""The rule in small parts: one module for each kind of question; evidence/answers.py is the readable top."""
