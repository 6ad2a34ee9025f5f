"""The database backends: Django's for SQLite and PostgreSQL, with a hook for the end of a transaction."""
