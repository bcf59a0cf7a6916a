"""All SQL lives here: migrations, writing, reading."""
