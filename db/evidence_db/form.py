"""What marks a file as a database of this program; imported by readers, so it imports nothing itself."""

APPLICATION_ID = 0x48534354  # "HSCT" in ASCII; SQLite keeps it in bytes 68-71 of the file
SCHEMA_VERSION = 12  # PRAGMA user_version; the number of migrations in migrations.py
