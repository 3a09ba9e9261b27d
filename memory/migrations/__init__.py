"""Numbered migrations of the database, run by `memory.database.Database` when it opens."""
