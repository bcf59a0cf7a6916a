"""The command line: thin commands and the rooms that turn answers into text."""
