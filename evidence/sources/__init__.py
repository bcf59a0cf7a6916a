"""The only code that opens a connection or a foreign file."""
