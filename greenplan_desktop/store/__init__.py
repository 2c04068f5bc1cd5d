"""The SQLite file: open, gate, lock, migrate, back up, check, journal, and one module per thing stored."""
